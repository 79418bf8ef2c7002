"""The page's text as pieces that are marked alike, for showing what was found in it.

Marks nest and overlap; the text is cut wherever one begins or ends, so that every piece bears a set of marks and no piece
lies inside another.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from musnad.exports.wording import Wording, label
from musnad.model import Document, MentionKind, Reason, Span

MARK_OF: dict[MentionKind, str] = {
    "PER": "per",
    "ORG": "org",
    "ARMED": "org",
    "MEDIA": "org",
    "GPE": "loc",
    "LOC": "loc",
}
MARKS = ("per", "org", "loc", "time", "trigger", "cue")


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing found at a place: its class, what it says in words, and the claim it belongs to if it is a trigger."""

    span: Span
    kind: str
    title: str = ""
    claim: str | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of text and the marks that lie on the whole of it, in the order in which they begin."""

    span: Span
    marks: tuple[Mark, ...]


def marks(document: Document) -> Iterator[Mark]:
    """Everything to be marked in a document: zones but the body, mentions, times, triggers, cues."""
    wording = Wording(document)
    for zone in document.zones:
        if zone.kind != "body":
            yield Mark(zone.span, f"zone-{zone.kind}")
    for mention in document.mentions:
        entity = wording.entities.get(mention.entity)
        name = f"{entity.name} — " if entity else ""
        kind = MARK_OF[mention.kind] + ("" if mention.named else " described")
        yield Mark(mention.span, kind, name + label("kind", mention.kind, "ar"))
    for time in document.times:
        yield Mark(time.span, "time", time.value or "")
    for cue in sorted({s.cue for s in document.statements if s.cue}):
        yield Mark(cue, "cue")
    for claim in document.claims:
        yield Mark(claim.span, "trigger", label("type", claim.type, "ar"), claim.id)


def anchors(document: Document) -> frozenset[int]:
    """Where the places begin that a card points to: triggers, arguments, cues, roles, evidence."""
    return frozenset(span.start for span in _pointed_at(document))


def _pointed_at(document: Document) -> Iterator[Span]:
    for claim in document.claims:
        yield claim.span
        yield from (a.span for a in (*claim.actors, *claim.recipients, *claim.companions))
        yield from (q.span for q in claim.quantities)
        yield from (claim.place.argument.span,) if claim.place else ()
        yield from (link.cue for link in claim.chain if link.cue)
        yield from (link.source.span for link in claim.chain if link.source)
        yield from _evidence(claim.why)
    for entity in document.entities:
        yield from (role.span for role in entity.roles)
    yield from (time.span for time in document.times)
    yield from (note.span for note in document.notes if note.span)


def _evidence(reasons: Iterable[Reason]) -> Iterator[Span]:
    for reason in reasons:
        yield from reason.evidence


def stretches(document: Document) -> Iterator[Stretch]:
    """The whole text in order, cut wherever a mark begins or ends and wherever a card points to."""
    size = len(document.text)
    found = [m for m in marks(document) if 0 <= m.span.start < m.span.end <= size]
    begins: dict[int, list[int]] = {}
    ends: dict[int, list[int]] = {}
    for number, mark in enumerate(found):
        begins.setdefault(mark.span.start, []).append(number)
        ends.setdefault(mark.span.end, []).append(number)
    cuts = sorted({0, size, *begins, *ends, *(a for a in anchors(document) if a < size)})
    open_now: dict[int, Mark] = {}
    for start, end in pairwise(cuts):
        for number in ends.get(start, ()):
            del open_now[number]
        for number in begins.get(start, ()):
            open_now[number] = found[number]
        yield Stretch(Span(start, end), tuple(open_now.values()))
