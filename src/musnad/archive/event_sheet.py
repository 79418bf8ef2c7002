"""Events as lines for people and as rows of CSV. What is counted is called reports and sources, never proof."""

from collections.abc import Iterator, Sequence
from itertools import chain

from musnad.archive.events import Event, OnPage, Parting, Root, Step, Summary
from musnad.archive.joining import Joined
from musnad.archive.papers import Source
from musnad.archive.screen import NOBODY, QUOTED, Screen, count, quoted
from musnad.archive.silence import Silence
from musnad.exports.wording import label

_LETTERS = 12
EVENTS = (
    *("id", "type", "unreal", "first", "last", "place", "country", "actors", "recipients", "statuses", "outlets"),
    *("pages", "reports", "roots", "parties", "bare", "disagree"),
)
CLAIMS = (
    *("event", "claim", "type", "status", "actors", "recipients", "companions", "place", "when", "numbers", "chain"),
    *QUOTED,
)
PARTINGS = ("event", "about", "kind", "value", "roots", *QUOTED)
THREADS = ("source", "kind", "target", "reasons")
SILENCES = ("event", "type", "since", "until", "outlet", "pages", "naming")
NOTE = "Counts are of reports and their sources; they prove nothing."


def headline(screen: Screen, one: Summary) -> Iterator[str]:
    """An event on three lines: what, how well it is sourced, and its first words."""
    deed = f"{'، '.join(one.actors[:3]) or NOBODY} «{one.quote.text}» {'، '.join(one.recipients[:3])}".strip()
    where = " · ".join(part for part in (screen.part(one.place), one.country or "") if part)
    stands = "planned or asked for" if one.unreal else ", ".join(one.statuses)
    yield f"{one.id}  {days(one)}  {one.type}  {screen.part(deed)}{'  · ' + where if where else ''}  ({stands})"
    parties = f" ({one.parties} took part in it)" if one.parties else ""
    bare = f", {count(one.bare, 'page')} on nobody's word" if one.bare else ""
    parts = "; the sources contradict each other" if one.disagree else ""
    told = f"{count(one.reports, 'report')} on {count(one.pages, 'page')} of {count(len(one.outlets), 'outlet')}"
    yield f"    {told}: {count(one.roots, 'independent source')}{parties}{bare}{parts}"
    yield f"    {screen.quote(one.quote)}"


def days(one: Summary) -> str:
    """When an event was, as far as is known."""
    if one.first == one.last:
        return one.first or "no date"
    return (
        f"{one.first} to {one.last}"
        if one.first and one.last
        else f"after {one.first}"
        if one.first
        else f"by {one.last}"
    )


def event_lines(screen: Screen, event: Event, joined: Sequence[Joined]) -> Iterator[str]:
    """An event with all that is known of it."""
    yield from headline(screen, event.summary)
    yield f"    {NOTE}"
    yield from _section("WHOSE WORD", chain.from_iterable(_root(screen, root) for root in event.roots))
    yield from _section("ON NOBODY'S WORD", (_source(screen, source) for source in event.bare))
    yield from _section("WHERE THE WORDS PART", chain.from_iterable(parting(screen, one) for one in event.partings))
    yield from _section("REPORTS", chain.from_iterable(screen.told(one, "") for one in event.claims))
    yield from _section("WHY THEY ARE ONE", (_joined(screen, one) for one in joined))
    known = {one.id: one for one in (event.summary, *event.others)}
    yield from _section("THREADS", (step_line(screen, one, known) for one in event.steps))


def _section(heading: str, lines: Iterator[str] | Sequence[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield heading
        yield from (f"  {line}" for line in found)


def _root(screen: Screen, root: Root) -> Iterator[str]:
    party = ", took part in it" if root.party else ""
    yield f"{root.number + 1}  {screen.part(root.name)}  ({label('link', root.kind, 'en')}{party})"
    yield from (f"     {_on_page(screen, page)}" for page in root.pages)


def _on_page(screen: Screen, page: OnPage) -> str:
    copy = f"  copies {page.copy_of[:_LETTERS]}" if page.copy_of else ""
    return _source(screen, page.source) + copy


def _source(screen: Screen, source: Source) -> str:
    parts = (
        source.page[:_LETTERS],
        source.published or source.first or "no date",
        screen.part(source.outlet) or NOBODY,
    )
    return "  ".join((*parts, screen.part(source.title)))


def parting(screen: Screen, one: Parting) -> Iterator[str]:
    """A conflict: each version with its sources and a quotation of each."""
    yield f"{one.kind} of the {one.about}"
    for version in one.versions:
        yield f"  {screen.part(version.value)}  [{screen.parts(version.roots) or 'nobody'}]"
        yield from (f"      {screen.quote(quote)}" for quote in version.quotes)


def _joined(screen: Screen, one: Joined) -> str:
    return f"{one.claim} with {one.other}: {screen.part('; '.join(one.reasons))}"


def step_line(screen: Screen, one: Step, known: dict[str, Summary]) -> str:
    """A tie between two events."""
    ends = (
        f"{end} ({known[end].type}, {days(known[end])})" if end in known else end for end in (one.source, one.target)
    )
    return f" → {one.kind.replace('_', ' ')} → ".join(ends) + f": {screen.parts(one.reasons)}"


def silence_lines(screen: Screen, one: Silence) -> Iterator[str]:
    """Who did not report an event."""
    yield from headline(screen, one.event)
    yield f"    reported by {screen.parts(one.reported) or 'no outlet'}"
    if one.since is None:
        yield "    no report of it has a day: who was silent cannot be said"
        return
    yield f"    captured from {one.since} to {one.until} without a report: {count(len(one.silent), 'outlet')}"
    for silent in one.silent:
        naming = f", {silent.naming} name who takes part" if silent.naming else ""
        yield f"      {screen.part(silent.outlet)}  {count(silent.pages, 'page')}{naming}"


def event_row(one: Summary) -> list[object]:
    """An event as a row, by `EVENTS`."""
    cells: list[object] = [getattr(one, name) for name in EVENTS]
    return [list(cell) if isinstance(cell, tuple) else cell for cell in cells]


def claim_rows(event: Event) -> Iterator[list[object]]:
    """The claims of an event as rows, by `CLAIMS`."""
    for one in event.claims:
        names = ("id", "type", "status", "actors", "recipients", "companions", "place", "when", "numbers")
        cells: list[object] = [getattr(one, name) for name in names]
        values = [list(cell) if isinstance(cell, tuple) else cell for cell in cells]
        yield [event.summary.id, *values, " ← ".join(one.chain), *quoted(one.quote)]


def parting_rows(one: Parting) -> Iterator[list[object]]:
    """A conflict as rows, one a quotation, by `PARTINGS`."""
    for version in one.versions:
        for quote in version.quotes:
            yield [one.event, one.about, one.kind, version.value, list(version.roots), *quoted(quote)]


def silence_rows(one: Silence) -> Iterator[list[object]]:
    """Who did not report an event, as rows, by `SILENCES`."""
    for silent in one.silent:
        yield [one.event.id, one.event.type, one.since, one.until, silent.outlet, silent.pages, silent.naming]
