"""Someone's dossier as lines for people and as rows of CSV."""

from collections.abc import Iterator
from itertools import groupby

from musnad.archive.screen import NOBODY, QUOTED, Screen, count, quoted
from musnad.archive.who import Called, Dossier, Title
from musnad.exports.wording import label

COLUMNS = ("person", "name", "section", "kind", "words", "with", "count", "status", "says", *QUOTED)


def lines(screen: Screen, person: Dossier) -> Iterator[str]:
    """The dossier, a section after the other; those without content are left out."""
    facts = (screen.part(person.name), person.latin or "", label("kind", person.kind, "en"), person.country or "")
    yield f"{' · '.join(fact for fact in facts if fact)}   {person.id}"
    yield f"  {count(person.pages, 'page')} of {count(len(person.outlets), 'outlet')}, {count(person.mentions, 'mention')}"
    if person.first and person.last:
        yield f"  first seen  {screen.quote(person.first)}"
        yield f"  last seen   {screen.quote(person.last)}"
    yield from (f"  taken for one: {screen.part(reason)}" for reason in person.reasons)
    yield from _section(
        "NAMES", [f"{screen.part(f.form)}  {count(f.pages, 'page')}: {screen.parts(f.outlets)}" for f in person.forms]
    )
    yield from _section("OFFICES, RANKS AND EPITHETS OVER TIME", [_in_time(screen, title) for title in person.titles])
    yield from _section("AS EACH OUTLET GIVES THEM", list(_matrix(screen, person)))
    yield from _section("OFFICES TAKEN AND LEFT", [line for told in person.career for line in screen.told(told, "")])
    for heading, kin in (("KIN", True), ("OTHER TIES", False)):
        yield from _section(
            heading,
            [
                line
                for tie in person.ties
                if tie.kin == kin
                for line in (
                    f"{screen.part(tie.who)}: {tie.kind} of {screen.part(tie.of)}{_says(screen, tie.says)}",
                    f"    {screen.quote(tie.quote)}",
                )
            ],
        )
    yield from _section("COMPANIONS", list(_company(screen, person)))


def _section(heading: str, found: list[str]) -> Iterator[str]:
    if found:
        yield ""
        yield heading
        yield from (f"  {line}" for line in found)


def _in_time(screen: Screen, title: Title) -> str:
    days = title.first if title.first == title.last else f"{title.first} to {title.last}"
    told = f"{count(title.pages, 'page')}: {screen.parts(title.outlets)}"
    return f"{days or 'no date':<24}  {title.kind:<7}  {screen.part(title.words)}  {told}"


def _matrix(screen: Screen, person: Dossier) -> Iterator[str]:
    for outlet, cells in groupby(person.called, key=lambda one: one.outlet):
        yield screen.part(outlet) or NOBODY
        for cell in cells:
            more = _times(cell) + _says(screen, cell.says)
            yield f"  {cell.published or 'no date':<12}  {cell.kind:<7}  {screen.part(cell.words)}{more}"
            yield f"      {screen.quote(cell.quote)}"


def _times(cell: Called) -> str:
    held = f", from {cell.since or '?'} to {cell.until or '?'}" if cell.since or cell.until else ""
    return (f" ({cell.times} times)" if cell.times > 1 else "") + held


def _says(screen: Screen, says: tuple[str, ...]) -> str:
    return f" [{screen.chain(says)}]" if says else ""


def _company(screen: Screen, person: Dossier) -> Iterator[str]:
    for one in person.company:
        yield f"{screen.part(one.name)}  {count(len(one.told), 'report')}"
        for told in one.told:
            yield from screen.told(told)


def rows(person: Dossier) -> Iterator[list[object]]:
    """The dossier as rows of CSV, by `COLUMNS`."""
    head: list[object] = [person.id, person.name]
    for form in person.forms:
        yield [*head, "name", "", form.form, "", form.pages, "", "", *quoted(form.quote)]
    for cell in person.called:
        says = " ← ".join(cell.says)
        yield [*head, "called", cell.kind, cell.words, "", cell.times, "", says, *quoted(cell.quote)]
    for told in person.career:
        others = (*told.actors, *told.recipients)
        cells = [told.quote.text, list(others), 1, told.status, " ← ".join(told.chain)]
        yield [*head, "career", told.type, *cells, *quoted(told.quote)]
    for tie in person.ties:
        yield [*head, "tie", tie.kind, tie.who, tie.of, 1, "", " ← ".join(tie.says), *quoted(tie.quote)]
    for one in person.company:
        for told in one.told:
            cells = [told.quote.text, one.name, 1, told.status, " ← ".join(told.chain)]
            yield [*head, "companion", told.type, *cells, *quoted(told.quote)]
