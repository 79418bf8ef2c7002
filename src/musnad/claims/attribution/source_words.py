"""What a source is, and which words name one that has no name of its own: the table `claims/source_words`."""

from dataclasses import dataclass, replace

from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.model import Argument, LinkKind

KINDS: dict[str, LinkKind] = {
    "PER": "person",
    "ORG": "official",
    "ARMED": "official",
    "MEDIA": "outlet",
    "GPE": "official",
}
"""The kind of link that a named source makes, by the kind of its name."""


_HELD: dict[str, LinkKind] = {"office": "official", "rank": "official", "profession": "person"}
"""The kind of source that the holder of a title is, by the title's class."""


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A row of `claims/source_words`."""

    kind: LinkKind
    traits: frozenset[str]
    written: str


@dataclass(frozen=True, slots=True)
class Source:
    """Someone or something quoted: its tokens `first:last`, who it is, and how the words agree (None: unknown)."""

    first: int
    last: int
    argument: Argument
    kind: LinkKind
    feminine: bool | None = None
    plural: bool = False
    head: str = ""

    def taken_up(self, first: int, last: int) -> "Source":
        """The same source where other words, or none, take it up."""
        argument = Argument(self.argument.span, self.argument.entity, implied=True)
        return replace(self, first=first, last=last, argument=argument)


class SourceWords:
    """The table of words for sources, by their folded form without article, and the names of the agencies.

    Attributes:
        rows: words that name a source wherever they stand.
        bodies: offices and groups, which are sources only where a speaker is looked for.
        wires: the agencies among them whose news papers everywhere reprint.
        posted: offices behind which the place where they serve may stand.
        given: names that are given to people.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.rows: dict[str, SourceWord] = {}
        self.bodies: dict[str, SourceWord] = {}
        for row in lexicon["claims/source_words"]:
            kind: LinkKind = row["kind"]  # type: ignore[assignment]
            traits = frozenset(row.list("traits"))
            rows = self.bodies if "body" in traits else self.rows
            rows[fold(row["word"])] = SourceWord(kind, traits, row["word"])
        for row in lexicon["names/titles"]:
            word = row["word"]
            told = row["class"] in _HELD and not row["exact"] and row["means"] not in ("standing", "called")
            if told and " " not in word and fold(word) not in self.bodies:
                self.rows.setdefault(fold(word), SourceWord(_HELD[row["class"]], frozenset({"title"}), word))
        self.posted = frozenset(fold(row["word"]) for row in lexicon["names/titles"] if row["posted"])
        self.given = frozenset(name for row in lexicon["gazetteers/given_names"] for name in row.list("words"))
        self.wires = frozenset(
            fold(form) for row in lexicon["claims/agencies"] if row["wire"] for form in row.list("forms")
        )
        self.agencies = frozenset(fold(form) for row in lexicon["claims/agencies"] for form in row.list("forms"))

    def kind(self, head: str) -> LinkKind | None:
        """The kind of source that a folded word names; None if it names none."""
        row = self.rows.get(head)
        return row.kind if row is not None else None


def same_source(one: Source, other: Source) -> bool:
    """Whether two sources are the same one, by entity or by place."""
    a, b = one.argument, other.argument
    return a.span == b.span or (a.entity is not None and a.entity == b.entity)
