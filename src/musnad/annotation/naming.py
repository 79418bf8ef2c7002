"""Whether two that are named or described differently are the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from musnad.annotation.gold import Gold
from musnad.folding import fold
from musnad.language.words import ARTICLE, LAM
from musnad.lexicon import DATA, parse

Record = Mapping[str, Any]
SHARED_WORDS = 0.6
SHORT = 4
_EDGES = " \"'«»“”().،"


@cache
def passed_over(where: str) -> tuple[str, ...]:
    """The folded words that make no difference there.

    They are the measure's own: no table of a user's changes them.
    """
    name = "annotation/passed_over.tsv"
    table, _ = parse(name, (DATA / name).read_text(encoding="utf-8"))
    return table.chosen("word", "where", where)


def folded(text: str) -> str:
    """The text as it is compared: folded, with single blanks, without quotation marks and stops around it."""
    return " ".join(fold(text).split()).strip(_EDGES)


def words(text: str) -> frozenset[str]:
    """The words of a name or description that make a difference, without the article and what is joined before it."""
    bare = {_bare(word) if len(word) > SHORT else word for word in folded(text).split()}
    return frozenset(bare.difference(passed_over("NAME")))


def _bare(word: str) -> str:
    if word.startswith(LAM + LAM):
        return word[2:]
    rest = word[1:] if word[0] in "وف" else word
    rest = rest[1:] if rest[0] in frozenset("بلك") else rest
    return rest.removeprefix(ARTICLE) if rest.startswith(ARTICLE) else word


def alike(one: str, other: str) -> bool:
    """Whether two descriptions are the same, or share more than 0.6 of their words."""
    if folded(one) == folded(other):
        return True
    a, b = words(one), words(other)
    return bool(a and b) and len(a & b) / len(a | b) > SHARED_WORDS


class Naming:
    """Whether an argument of a record is the one that the annotation names.

    The record's entity stands for the annotated one that holds most of its names, so that an entity which swallowed several
    people is right for one of them only. Without one the words decide: a form of the wanted name, or, if they are a form of
    no other, more than 0.6 of the words in common.
    """

    def __init__(self, page: Gold, entities: Iterable[Record], pairs: Iterable[tuple[str, str]]) -> None:
        """Make the naming of a page; `pairs` are of the annotated and the record's entity of each name that is right."""
        self.aliases = {name: {folded(form) for form in forms} for name, forms in page.aliases.items()}
        self.entities = {entity["id"]: entity for entity in entities}
        votes: dict[str, Counter[str]] = defaultdict(Counter)
        for wanted, found in pairs:
            votes[found][wanted] += 1
        self.stands_for = {found: counter.most_common(1)[0][0] for found, counter in votes.items()}

    def forms(self, argument: Record | None) -> set[str]:
        """Every way in which the record words an argument."""
        if argument is None:
            return set()
        entity = self.entities.get(argument.get("entity") or "", {})
        return {form for form in (argument.get("text"), entity.get("name"), *(entity.get("names") or ())) if form}

    def same(self, wanted: str, argument: Record | None) -> bool:
        """Whether the argument is the wanted one, or one of those that will do."""
        alternatives = [part.strip() for part in wanted.split("|")]
        stands_for = self.stands_for.get(argument.get("entity") or "") if argument else None
        if argument is None or stands_for is None:
            return any(self._alike(part, self.forms(argument)) for part in alternatives)
        own = {argument.get("text") or ""}
        return any(
            part == stands_for
            or folded(part) in self.aliases.get(stands_for, ())
            or (part not in self.aliases and self._alike(part, own))
            for part in alternatives
        )

    def speaker(self, wanted: str | None, argument: Record | None) -> bool:
        """Whether the argument is who is wanted, or rightly nobody."""
        return argument is None if wanted is None else self.same(wanted, argument)

    def matched(self, wanted: Sequence[str], given: Sequence[Record]) -> tuple[int, int, int]:
        """How many of the given arguments are right and wrong, and how many of those wanted are missed."""
        left, right = list(given), 0
        for name in wanted:
            hit = next((argument for argument in left if self.same(name, argument)), None)
            if hit is not None:
                right += 1
                left.remove(hit)
        return right, len(left), len(wanted) - right

    def shown(self, arguments: Iterable[Record | None]) -> str:
        """The arguments as a list of errors shows them."""
        return str([sorted(self.forms(argument))[:2] for argument in arguments])

    def _alike(self, wanted: str, forms: set[str]) -> bool:
        given = {folded(form) for form in forms}
        if given & (self.aliases.get(wanted, set()) | {folded(wanted)}):
            return True
        if any(given & other for name, other in self.aliases.items() if name != wanted):
            return False
        return any(alike(wanted, form) for form in forms)
