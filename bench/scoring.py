"""Scores records against annotated pages, for the measures that have floors.

names                    same kind, and both ends of the place agree to within two code points (clitics)
times value              the place as for names, a leading «يوم» left out; same type and value
events                   same type, and the places of the event words overlap; optional events count neither way
tuples                   the event, with an actor and a recipient right (or rightly none), and status and chain right
chain where attributed   of the events found whose page names a source: the share with exactly these sources, in order
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from annotation import Event, Gold, Place

Record = Mapping[str, Any]
CLITIC = 2
TRIGGER_WORDS = 3
SHARED_WORDS = 0.6
DAY = "يوم "
FOLD = str.maketrans("أإآٱىةؤئیک", "اااايهوييك")
DROPPED = re.compile("[\u0640\u064b-\u0652\u0670]")
PREFIX = re.compile("^(?:و|ف)?(?:ب|ل|ك)?ال|^لل")
SMALL_WORDS = frozenset(["في", "من", "الي", "على", "ب", "ل", "و", "بن"])


@dataclass(slots=True)
class Count:
    """How many were right, wrongly found, and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    def add(self, right: int, wrong: int, missed: int) -> None:
        self.right, self.wrong, self.missed = self.right + right, self.wrong + wrong, self.missed + missed

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 0 where nothing is right."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


@dataclass(slots=True)
class Scores:
    """The counts over some pages, and one line for each error."""

    counts: dict[str, Count] = field(default_factory=lambda: defaultdict(Count))
    attributed: int = 0
    chains_right: int = 0
    errors: list[tuple[str, ...]] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        """The measures by name, from 0 to 1."""
        found = {f"{name} f1": self.counts[name].f1 for name in ("names", "times value", "events", "tuples")}
        return found | {"chain where attributed": self.chains_right / self.attributed if self.attributed else 0.0}


def score(pages: Iterable[Gold], records: Mapping[str, Record]) -> Scores:
    """The scores of the records, by page id; a page without a record, or with another text, counts as nothing found."""
    scores = Scores()
    for page in pages:
        record = records.get(page.id, {})
        if record.get("text") != page.text:
            scores.errors.append((page.id, "TEXT", "no record, or its text is not the page", ""))
            record = {}
        found = [mention for mention in record.get("mentions", ()) if mention.get("named", True)]
        pairs = _names(page, found, scores)
        _times(page, record.get("times", ()), scores)
        _events(page, record.get("claims", ()), Naming(page, record.get("entities", ()), pairs), scores)
    return scores


def _names(page: Gold, found: list[Record], scores: Scores) -> list[tuple[str, str]]:
    """Counts the names; the pairs are of the annotation's and the record's entity of each name that is right."""
    free, pairs = list(found), list[tuple[str, str]]()
    for name in page.names:
        hit = next((m for m in free if m["kind"] == name.kind and _close(_at(m), name.place)), None)
        if hit is None:
            scores.errors.append((page.id, "NAME missed", _quote(page, name.place), name.kind))
            scores.counts["names"].add(0, 0, 1)
            continue
        free.remove(hit)
        pairs.append((name.entity, hit.get("entity") or f"?{hit['start']}"))
        scores.counts["names"].add(1, 0, 0)
    scores.errors.extend((page.id, "NAME extra or wrong", _quote(page, _at(m)), m["kind"]) for m in free)
    scores.counts["names"].add(0, len(free), 0)
    return pairs


def _times(page: Gold, found: Sequence[Record], scores: Scores) -> None:
    free = list(found)
    for time in page.times:
        place = _without_day(page.text, time.place)
        hit = next((t for t in free if _close(_without_day(page.text, _at(t)), place)), None)
        if hit is None:
            scores.errors.append((page.id, "TIME missed", _quote(page, time.place), str(time.value)))
            scores.counts["times value"].add(0, 0, time.value is not None)
            continue
        free.remove(hit)
        if time.value is None:
            continue
        right = hit["type"] == time.type and _in_days(str(hit["value"])) == _in_days(time.value)
        scores.counts["times value"].add(right, not right, not right)
        if not right:
            said = f"{time.type} {time.value} but {hit['type']} {hit['value']}"
            scores.errors.append((page.id, "TIME value", _quote(page, time.place), said))
    scores.errors.extend((page.id, "TIME extra", _quote(page, _at(t)), str(t["value"])) for t in free)
    scores.counts["times value"].add(0, len(free), 0)


def _events(page: Gold, found: Sequence[Record], naming: "Naming", scores: Scores) -> None:
    free = [claim for claim in found if len(_quote(page, _at(claim)).split()) <= TRIGGER_WORDS]
    wrong = len(found) - len(free)
    for event in sorted(page.events, key=lambda e: e.optional):
        here = [c for c in free if _overlap(_at(c), event.place)]
        hit = next((c for c in here if c["type"] == event.type), here[0] if here and event.optional else None)
        if hit is not None:
            free.remove(hit)
        if event.optional:
            continue
        if hit is None:
            scores.errors.append((page.id, "EVENT missed", _quote(page, event.place), event.type))
        scores.counts["events"].add(hit is not None, 0, hit is None)
        good = hit is not None and _event(page, event, hit, naming, scores)
        scores.counts["tuples"].add(good, hit is not None and not good, not good)
    scores.errors.extend((page.id, "EVENT extra", _quote(page, _at(c)), c["type"]) for c in free)
    for measure in ("events", "tuples"):
        scores.counts[measure].add(0, wrong + len(free), 0)


def _event(page: Gold, event: Event, claim: Record, naming: "Naming", scores: Scores) -> bool:
    """Whether a claim is right in actors, recipients, status and chain."""
    label, good = f"{event.type} {_quote(page, event.place)}", True
    for side, wanted in (("actors", event.actors), ("recipients", event.recipients)):
        given = claim.get(side) or []
        if not (naming.any_right(wanted, given) if wanted else not given):
            scores.errors.append((page.id, f"EVENT {side}", label, f"{list(wanted)} but {_shown(naming, given)}"))
            good = False
    if claim["status"] != event.status:
        scores.errors.append((page.id, "EVENT status", label, f"{event.status} but {claim['status']}"))
        good = False
    links = [link.get("source") for link in claim.get("chain") or ()]
    chain = len(links) == len(event.chain) and all(map(naming.same, event.chain, links))
    if event.chain:
        scores.attributed += 1
        scores.chains_right += chain
    if not chain:
        scores.errors.append((page.id, "EVENT chain", label, f"{list(event.chain)} but {_shown(naming, links)}"))
    return good and chain


class Naming:
    """Whether an argument of a record is the one that the annotation names.

    The record's entity stands for the annotated one that holds most of its names. Without one the words decide: a form of
    the wanted name, or, if they are a form of no other, more than 0.6 of the words in common.
    """

    def __init__(self, page: Gold, entities: Iterable[Record], pairs: Iterable[tuple[str, str]]) -> None:
        self.aliases = {name: {_fold(form) for form in forms} for name, forms in page.aliases.items()}
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
        return {form for form in (argument.get("text"), entity.get("name"), *entity.get("names", ())) if form}

    def same(self, wanted: str, argument: Record | None) -> bool:
        """Whether the argument is the wanted one, or one of those that will do."""
        alternatives = [part.strip() for part in wanted.split("|")]
        stands_for = self.stands_for.get(argument.get("entity") or "") if argument else None
        if argument is None or stands_for is None:
            return any(self._alike(part, self.forms(argument)) for part in alternatives)
        own = {argument.get("text") or ""}
        return any(
            part == stands_for
            or _fold(part) in self.aliases.get(stands_for, ())
            or (part not in self.aliases and self._alike(part, own))
            for part in alternatives
        )

    def any_right(self, wanted: Iterable[str], given: Sequence[Record]) -> bool:
        """Whether one of the given arguments is one of those wanted."""
        return any(self.same(name, argument) for name in wanted for argument in given)

    def _alike(self, wanted: str, forms: set[str]) -> bool:
        folded = {_fold(form) for form in forms}
        if folded & (self.aliases.get(wanted, set()) | {_fold(wanted)}):
            return True
        if any(folded & other for name, other in self.aliases.items() if name != wanted):
            return False
        words = _words(wanted)
        return any(
            bool(words and other) and len(words & other) / len(words | other) > SHARED_WORDS
            for other in map(_words, forms)
        )


def _shown(naming: Naming, arguments: Iterable[Record | None]) -> list[list[str]]:
    return [sorted(naming.forms(argument))[:2] for argument in arguments]


def _fold(text: str) -> str:
    return " ".join(DROPPED.sub("", text).translate(FOLD).split()).strip(" \"'«»“”().،")


def _words(text: str) -> set[str]:
    return {PREFIX.sub("", word) if len(word) > 4 else word for word in _fold(text).split()} - SMALL_WORDS


def _at(item: Record) -> Place:
    return item["start"], item["end"]


def _quote(page: Gold, place: Place) -> str:
    return page.text[place[0] : place[1]]


def _overlap(a: Place, b: Place) -> bool:
    return a[0] < b[1] and b[0] < a[1]


def _close(a: Place, b: Place) -> bool:
    return _overlap(a, b) and abs(a[0] - b[0]) <= CLITIC and abs(a[1] - b[1]) <= CLITIC


def _without_day(text: str, place: Place) -> Place:
    return (place[0] + len(DAY), place[1]) if text.startswith(DAY, place[0]) else place


def _in_days(value: str) -> str:
    """Durations in weeks as days: P2W equals P14D."""
    weeks = re.fullmatch(r"P(\d+)W", value)
    return f"P{int(weeks[1]) * 7}D" if weeks else value
