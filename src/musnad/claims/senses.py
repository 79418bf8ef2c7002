"""Which sense a word has: the words behind it, and what is struck by it, against what a row of the table asks for.

What a row needs are words; or kinds of what the deed is done to, `@person` a human being or several, `@party` anyone who can
take part in an event; or the kind of a name behind it (`@GPE`). What blocks it are words, or `@thing`, a noun for nobody that the
word governs («تحقيق الأرباح»). Words count by their written form, without clitics and
article, and by their dictionary form.
"""

from collections.abc import Callable
from functools import partial
from itertools import islice

from musnad.claims.clauses import Clauses
from musnad.claims.participants import Group
from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE
from musnad.model import Argument

WINDOW = 5
VERB_WINDOW = 9
"""How many words behind a noun or verb decide its sense, a name counting as one; a verb's subject stands between."""
NOUN_BEFORE = 3
"""How many words before a verb with a pronoun may hold the noun that it stands for."""
PERSON, PARTY, THING = "@person", "@party", "@thing"
_COUNTED = 3
"""How many words a description counts its people with: «عدد من الشبان», «ثلاثة من أعضاء اللجنة»."""
_NONE, _PLAIN, _BY_KIND, _BY_WORD, _FIXED = range(5)
"""How closely a row fits: not at all, as the default, by what is struck, by a word behind, by the fixed words of a phrase."""

Fit = tuple[int, int]
"""How closely a row fits, and, of two by a word behind, how near it stands; the greater fits better."""
NO_FIT: Fit = (_NONE, 0)


def bare(word: str) -> str:
    """A word of a table as it is compared: folded, without the article."""
    return fold(word).removeprefix(ARTICLE)


class Senses:
    """Decides between the senses of the words of one document."""

    def __init__(self, clauses: Clauses) -> None:
        self.view = clauses.view
        self._clauses = clauses
        self._following_at: dict[int, dict[str, int]] = {}
        self._forms_at: dict[int, tuple[str, ...]] = {}
        self._kinds: dict[str, Callable[[Argument], bool]] = {
            PERSON: self._is_person,
            PARTY: partial(clauses.phrases.takes_part, strict=True),
        }

    def fit(self, i: int, needs: frozenset[str], blocks: frozenset[str], rest: tuple[str, ...]) -> Fit:
        """How closely a row of the table fits a position: by the words behind it that it needs, blocks, has fixed."""
        if not (needs or blocks or rest):
            return _PLAIN, 0
        following = self._following(i)
        if blocks.intersection(following) or not self._has_fixed(i, rest, following):
            return NO_FIT
        if THING in blocks and self._of_thing(i):
            return NO_FIT
        met = needs.intersection(following)
        if met or not needs:
            nearest = min((following[word] for word in met), default=0)
            return _FIXED * bool(rest) + (_BY_WORD if needs else _PLAIN), -nearest
        struck = any(self._strikes(i, kind) for kind in needs.intersection(self._kinds))
        return (_BY_KIND, 0) if struck else NO_FIT

    def fixed(self, i: int, rest: tuple[str, ...]) -> list[int]:
        """Where the further words of a phrase stand («سراح» of «أطلق سراح»), in order."""
        found: list[int] = []
        j = i + 1
        end = self.view.sentence_of[i].last
        for word in rest:
            while j < end and word not in self._forms(j):
                j += 1
            if j < end:
                found.append(j)
        return found

    def _has_fixed(self, i: int, rest: tuple[str, ...], following: dict[str, int]) -> bool:
        """Whether the further words of a phrase stand behind it; behind a noun, before any comma."""
        if not all(word in following for word in rest):
            return False
        if not rest or self.view.is_verb(i):
            return True
        farthest = max(following[word] for word in rest)
        return not any(self.view.is_mark(j, "،,") for j in range(i + 1, i + farthest))

    def _of_thing(self, i: int) -> bool:
        """Whether a noun without article governs a noun that is nobody («تحقيق الأرباح»), or ل leads to it and its pronoun."""
        view, token, j = self.view, self.view.tokens[i], i + 1
        if token.enclitic:
            return "ل" in token.proclitics
        if token.base.startswith(ARTICLE) or token.form.endswith(ALIF) or j >= view.sentence_of[i].last:
            return False
        if not self._is_plain(j):
            return False
        analyses = view.document.analyses
        if analyses[j].pos == "ADJ":  # «تحقيق باقي الأهداف», but «تحقيق دولي»
            j += 1
            return j < view.sentence_of[i].last and self._is_plain(j) and analyses[j].pos == "NOUN"
        return analyses[j].pos in ("NOUN", "DET")

    def _is_plain(self, j: int) -> bool:
        """Whether a word carries nothing before it, and is part of no name and no time."""
        token = self.view.tokens[j]
        return (
            token.kind == "word"
            and not token.proclitics
            and j not in self.view.mention_at
            and j not in self.view.time_at
        )

    def _following(self, i: int) -> dict[str, int]:
        """The words behind a position, to the end of its sentence: every form under which a table may name them, and how far."""
        found = self._following_at.get(i)
        if found is None:
            found = self._following_at[i] = self._find_following(i)
        return found

    def _find_following(self, i: int) -> dict[str, int]:
        view = self.view
        left = VERB_WINDOW if view.is_verb(i) else WINDOW
        last = None
        forms: dict[str, int] = dict.fromkeys(self._antecedent(i), 1)
        for j in range(i + 1, view.sentence_of[i].last):
            if view.tokens[j].kind == "mark" or (j in view.time_at and j != i + 1):
                continue
            mention = view.mention_at.get(j)
            if mention is None or mention is not last:
                left -= 1
            if left < 0:
                break
            if mention is not None and mention.named and mention is not last:
                forms.setdefault(f"@{mention.kind}", j - i)
            last = mention
            for form in self._forms(j):
                forms.setdefault(form, j - i)
        return forms

    def _antecedent(self, i: int) -> tuple[str, ...]:
        """The forms of the noun that a verb's pronoun or relative clause stands for («مذكرة وقعها», «الزلزال الذي ضرب»)."""
        view, token, first = self.view, self.view.tokens[i], self.view.sentence_of[i].first
        if i == first or token.proclitics or not view.is_verb(i):
            return ()
        if not token.enclitic and "relative" not in view.classes(i - 1):
            return ()
        if view.tokens[i - 1].kind != "word" or view.classes(i - 1) - {"relative"}:
            return ()
        before = range(max(i - NOUN_BEFORE, first), i)
        nouns = (j for j in before if view.tokens[j].kind == "word" and not view.is_verb(j))
        return tuple(form for j in nouns for form in self._forms(j))

    def _forms(self, j: int) -> tuple[str, ...]:
        """The forms under which a table may name the word at a position."""
        found = self._forms_at.get(j)
        if found is None:
            found = self._forms_at[j] = self._find_forms(j)
        return found

    def _find_forms(self, j: int) -> tuple[str, ...]:
        token = self.view.tokens[j]
        base, form = token.base.removeprefix(ARTICLE), token.form.removeprefix(ARTICLE)
        analyses = self.view.document.analyses
        lemma = (fold(analyses[j].lemma),) if analyses and analyses[j].pos in ("NOUN", "ADJ") else ()
        return (base, form, base.removesuffix(ALIF), *lemma)

    def _strikes(self, i: int, kind: str) -> bool:
        group = self._struck(i)
        return group is not None and any(self._kinds[kind](member) for member in group.members)

    def _struck(self, i: int) -> Group | None:
        """Whom a verb strikes, or whom the phrase behind a verbal noun means."""
        if self.view.is_verb(i):
            return self._clauses.struck(i)
        return self._clauses.behind(i, i + 1)

    def _is_person(self, argument: Argument) -> bool:
        """Whether a phrase means human beings by its name, or by its first words."""
        view = self.view
        mention = next((view.mention_at[j] for j in view.within(argument.span) if j in view.mention_at), None)
        if mention is not None and mention.span.start == argument.span.start:
            return mention.kind == "PER"
        words = (bare(view.tokens[j].base) for j in view.within(argument.span) if view.tokens[j].kind == "word")
        return argument.entity is None and any(view.grammar.is_people[word] for word in islice(words, _COUNTED))
