"""Titles whose bearer's name stands a few words on: «عضو اللجنة المنظمة للمسيرة سالم الراوي», «الأمين السياسي للحركة ماهر العلي».

What may stand between is what still belongs to the title: definite adjectives, what it is for or of behind ل, the body behind
في, a body or a quotation. A verb, a comma between other words, a place or another person ends it.
"""

from bisect import bisect_left
from collections.abc import Iterable

from musnad.language.words import ARTICLE, LAM
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.sheet import APPOSING, CLOSERS, QUOTES, Sheet
from musnad.mentions.vocabulary import Vocabulary

_FARTHEST = 7
"""Tokens between a title and the name of its bearer, at most."""


class Bridges:
    """Gives titles without a name to the person whose name their own words lead on to."""

    def __init__(self, vocabulary: Vocabulary, within: frozenset[str]) -> None:
        self.vocabulary = vocabulary
        self.within = within

    def tied(self, sheet: Sheet, people: list[Draft], loose: Iterable[TitlePhrase], named: list[Draft]) -> None:
        """Add the titles that lead on to the name of a person to his own."""
        bodies = {d.first: d for d in named if d.kind not in ("PER", "GPE", "LOC")}
        starts = [min([d.first, *(t.first for t in d.titles)]) for d in people]
        for title in loose:
            k = bisect_left(starts, title.last)
            if k == len(people) or starts[k] - title.last > _FARTHEST or not _bears(title, people[k]):
                continue
            joined = bool(people[k].titles) and bool(sheet.tokens[starts[k]].proclitics)  # «الوزير وأمين المجلس فلان»
            near = starts[k] < sheet.limits[title.first] and not joined
            if near and self._leads(sheet, title.last, starts[k], bodies):
                people[k].titles.insert(0, title)

    def _leads(self, sheet: Sheet, i: int, end: int, bodies: dict[int, Draft]) -> bool:
        """Whether all tokens from `i` to `end`, where a name begins, still belong to the title before them."""
        if end - 1 > i and sheet.mark(end - 1) in APPOSING:
            end -= 1
        while i < end:
            step = self._part(sheet, i, end, bodies)
            if not step:
                return False
            i = step
        return i == end

    def _part(self, sheet: Sheet, i: int, end: int, bodies: dict[int, Draft]) -> int:
        """The end of one more part of the title; 0 where the token is none."""
        if i in bodies:
            return bodies[i].last if bodies[i].last <= end else 0
        form, token = sheet.forms[i], sheet.tokens[i]
        if not form:
            close = sheet.closing(i, _FARTHEST) if sheet.mark(i) in QUOTES else 0
            return close + 1 if close and close < end and sheet.mark(close) in CLOSERS else 0
        if form in self.within:
            following = i + 1
            quoted = sheet.mark(following) in QUOTES
            body = following in bodies or quoted or sheet.forms[following].startswith(ARTICLE)
            return following if body and following < end else 0
        if self.vocabulary.is_verb(form) or form in self.vocabulary.function:
            return 0
        if token.proclitics[:1] == (LAM,) and not token.enclitic:
            noun = form.startswith(LAM + LAM) or (i + 1 < end and sheet.forms[i + 1].startswith(ARTICLE))
            return i + 1 if noun else 0
        compound = sheet.forms[i - 1].startswith(ARTICLE) and self.vocabulary.country_of(form)
        return i + 1 if (form.startswith(ARTICLE) or compound) and not token.proclitics else 0


def _bears(title: TitlePhrase, person: Draft) -> bool:
    """Whether a title without a name can be that of a person: it is whole, and of the same number."""
    return title.definite and not title.several and title.kinds[0] != "kin" and not person.letters
