"""Counts and shares, and what they come to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Figures = dict[str, float]

F1 = (
    "names",
    "names untyped",
    "aliases",
    "entities",
    "times",
    "times value",
    "events",
    "actors",
    "recipients",
    "place",
    "date",
    "tuples",
)
SHARES = ("status", "chain", "chain where attributed", "wrong source")
FURTHER_F1 = (
    "companions",
    "quantities",
    "about",
    "statements",
    "statement places",
    "roles",
    "epithets",
    "relations",
)
FURTHER_SHARES = ("quantity value", "quantity unit", "polarity", "certainty", "phase", "statement cue", "direct")
LESS_IS_BETTER = frozenset({"wrong source"})


@dataclass(slots=True)
class Count:
    """How many were right, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        """Counts more of them."""
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    @property
    def precision(self) -> float:
        """The share of those found that are right; 0 where nothing is right."""
        return self.right / (self.right + self.wrong) if self.right else 0.0

    @property
    def recall(self) -> float:
        """The share of those annotated that are found; 0 where nothing is right."""
        return self.right / (self.right + self.missed) if self.right else 0.0

    @property
    def asked(self) -> int:
        """How many are annotated."""
        return self.right + self.missed

    @property
    def found(self) -> int:
        """How many the records hold."""
        return self.right + self.wrong


@dataclass(slots=True)
class Cubed:
    """B-cubed over the names found: how alike the two ways are in which they are put together."""

    precisions: float = 0.0
    recalls: float = 0.0
    names: int = 0

    def add(self, pairs: list[tuple[str, str]]) -> None:
        """Counts a page's pairs of annotated and found entity, one for each name."""
        for wanted, found in pairs:
            both = pairs.count((wanted, found))
            self.precisions += both / sum(other == found for _, other in pairs)
            self.recalls += both / sum(other == wanted for other, _ in pairs)
            self.names += 1

    @property
    def precision(self) -> float:
        """How much of each found entity is the name's own."""
        return self.precisions / self.names if self.names else 0.0

    @property
    def recall(self) -> float:
        """How much of the name's own entity is in the found one."""
        return self.recalls / self.names if self.names else 0.0

    @property
    def asked(self) -> int:
        """How many names were looked at."""
        return self.names

    found = asked


@dataclass(slots=True)
class Share:
    """How many of those asked are so."""

    right: int = 0
    asked: int = 0

    def add(self, right: bool) -> None:
        """Counts one more."""
        self.right, self.asked = self.right + right, self.asked + 1

    @property
    def share(self) -> float:
        """From 0 to 1; 0 where nothing was asked."""
        return self.right / self.asked if self.asked else 0.0


def f1(count: Count | Cubed) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    both = count.precision + count.recall
    return 2 * count.precision * count.recall / both if both else 0.0


@dataclass(slots=True)
class Scores:
    """The measures over some pages.

    Attributes:
        absent: the pages without a record, or with a record of another text.
        further: how many of the pages have further layers.
        errors: page, kind, place and more of every error; none are kept where it is None.
    """

    errors: list[tuple[str, ...]] | None = None
    pages: int = 0
    further: int = 0
    absent: list[str] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in (*F1, *FURTHER_F1)})
    shares: dict[str, Share] = field(default_factory=lambda: {name: Share() for name in (*SHARES, *FURTHER_SHARES)})
    cubed: Cubed = field(default_factory=Cubed)
    by_status: dict[str, Share] = field(default_factory=dict)

    def error(self, *fields: str) -> None:
        """Keeps an error, if errors are kept."""
        if self.errors is not None:
            self.errors.append(fields)

    def measured(self) -> Iterator[tuple[str, Count | Cubed | Share]]:
        """Every measure by name, those of the further layers only if there are any."""
        for name in F1:
            yield name, self.cubed if name == "entities" else self.counts[name]
        yield from ((name, self.shares[name]) for name in SHARES)
        if self.further:
            yield from ((name, self.counts[name]) for name in FURTHER_F1)
            yield from ((name, self.shares[name]) for name in FURTHER_SHARES)

    def figures(self) -> Figures:
        """One number from 0 to 1 a measure: `names f1`, and plainly `status` where it is a share."""
        return {
            name if isinstance(found, Share) else f"{name} f1": found.share if isinstance(found, Share) else f1(found)
            for name, found in self.measured()
        }

    def result(self) -> Mapping[str, Any]:
        """Every measure with what it is made of, ready for JSON."""
        out: dict[str, Any] = {"pages": self.pages, "pages without a record": len(self.absent)}
        for name, found in self.measured():
            if isinstance(found, Share):
                kind = "rate" if name in LESS_IS_BETTER else "accuracy"
                out[name] = {kind: round(found.share, 4), "asked": found.asked}
            else:
                values = {"p": found.precision, "r": found.recall, "f1": f1(found)}
                rounded = {key: round(value, 4) for key, value in values.items()}
                out[name] = {**rounded, "gold": found.asked, "found": found.found}
        by_status = sorted(self.by_status.items())
        return out | {"status by class": {status: f"{s.right}/{s.asked}" for status, s in by_status}}
