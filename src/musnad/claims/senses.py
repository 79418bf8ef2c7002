"""Which sense a word has: the words behind it, and what is struck by it, against what a row of the table asks for.

What a row needs are words; or kinds of what the deed is done to, `@person` a human being or several, `@party` anyone who can
take part in an event; or the kind of a name behind it (`@GPE`). Words count by their written form, without clitics and
article, and by their dictionary form.
"""

from collections.abc import Callable, Iterator
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
PERSON, PARTY = "@person", "@party"
_COUNTED = 3
"""How many words a description counts its people with: «عدد من الشبان», «ثلاثة من أعضاء اللجنة»."""
_NONE, _PLAIN, _BY_KIND, _BY_WORD, _FIXED = range(5)
"""How closely a row fits: not at all, as the default, by what is struck, by a word behind, by the fixed words of a phrase."""


def bare(word: str) -> str:
    """A word of a table as it is compared: folded, without the article."""
    return fold(word).removeprefix(ARTICLE)


class Senses:
    """Decides between the senses of the words of one document."""

    def __init__(self, clauses: Clauses) -> None:
        self.view = clauses.view
        self._clauses = clauses
        self._kinds: dict[str, Callable[[Argument], bool]] = {
            PERSON: self._is_person,
            PARTY: partial(clauses.phrases.takes_part, strict=True),
        }

    def fit(self, i: int, needs: frozenset[str], blocks: frozenset[str], rest: tuple[str, ...]) -> int:
        """How closely a row of the table fits a position, above 0 if at all: words behind it that it needs, blocks, has fixed."""
        if not (needs or blocks or rest):
            return _PLAIN
        following = self._following(i)
        if blocks.intersection(following) or not all(word in following for word in rest):
            return _NONE
        if not needs or needs.intersection(following):
            return _FIXED * bool(rest) + (_BY_WORD if needs else _PLAIN)
        return _BY_KIND if any(self._strikes(i, kind) for kind in needs.intersection(self._kinds)) else _NONE

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

    def _following(self, i: int) -> set[str]:
        """The words behind a position, to the end of its sentence: every form under which a table may name them."""
        view = self.view
        left = VERB_WINDOW if view.is_verb(i) else WINDOW
        last = None
        forms: set[str] = set()
        for j in range(i + 1, view.sentence_of[i].last):
            if view.tokens[j].kind == "mark" or (j in view.time_at and j != i + 1):
                continue
            mention = view.mention_at.get(j)
            if mention is None or mention is not last:
                left -= 1
            if left < 0:
                break
            if mention is not None and mention.named and mention is not last:
                forms.add(f"@{mention.kind}")
            last = mention
            forms.update(self._forms(j))
        return forms

    def _forms(self, j: int) -> Iterator[str]:
        token = self.view.tokens[j]
        base = bare(token.base)
        yield base
        yield bare(token.form)
        yield base.removesuffix(ALIF)
        analyses = self.view.document.analyses
        if analyses and analyses[j].pos in ("NOUN", "ADJ"):
            yield fold(analyses[j].lemma)

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
