"""The sheet that a person reads on a terminal: one claim a line, with its chain drawn as `سبوتنيك ← بيسكوف`.

Arabic stands in logical order. On a terminal every Arabic part is wrapped in directional isolates, so that a terminal that
orders both directions keeps the columns apart, and one that does not shows nothing of them; a pipe or a file gets
none, and neither colour nor line breaks of ours. Direction marks that stand in the page are written out.
"""

from collections.abc import Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from musnad.exports.plain import one_line
from musnad.exports.record import outlet_of, title_of
from musnad.exports.wording import Wording
from musnad.model import Claim, Document, Entity, TimeExpression

_RIGHT_TO_LEFT, _FIRST_STRONG, _END = "\u2067", "\u2068", "\u2069"
_STATUS_STYLE = {
    "asserted": "green",
    "negated": "red",
    "planned": "cyan",
    "possible": "yellow",
    "hypothetical": "magenta",
}
_NOBODY = "—"


def print_sheet(document: Document, console: Console) -> None:
    """Print a document's sheet; wrapped and coloured where the console is a terminal, plain lines where it is not.

    Of the entities only those with a proper name are listed; the claims show the others.
    """
    sheet = _Sheet(document, isolates=console.is_terminal)
    named = {mention.entity for mention in document.mentions if mention.named}
    for heading, rows in (
        ("", sheet.header()),
        ("CLAIMS", [sheet.claim(c) for c in document.claims]),
        ("TIMES", [sheet.time(t) for t in document.times]),
        ("ENTITIES", [sheet.entity(e) for e in document.entities if e.id in named]),
        ("NOTES", [["", one_line(f"{note.stage}: {note.message}")] for note in document.notes]),
    ):
        _print_part(console, heading, rows, empty=heading == "CLAIMS")
    console.print()


def _print_part(console: Console, heading: str, rows: list[list[str]], *, empty: bool) -> None:
    if heading and (rows or empty):
        console.print()
        console.print(Text(f"{heading} {len(rows)}", style="bold"))
    if not rows:
        return
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]) - 1)]
    if console.is_terminal:
        console.print(_grid(rows, widths))
    else:
        for row in rows:
            cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=False)]
            console.print(Text("  ".join([*cells, row[-1]]).rstrip()), soft_wrap=True)


def _grid(rows: list[list[str]], widths: list[int]) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    for width in widths:
        grid.add_column(no_wrap=True, min_width=width)
    grid.add_column(overflow="fold")
    for row in rows:
        grid.add_row(*(_styled(cell) for cell in row))
    return grid


def _styled(cell: str) -> Text:
    return Text(cell, style=_STATUS_STYLE.get(cell, ""))


class _Sheet:
    """The rows of a sheet; the last cell of a row may be long, those before it are short."""

    def __init__(self, document: Document, *, isolates: bool) -> None:
        self.document = document
        self.wording = Wording(document)
        self.isolates = isolates

    def header(self) -> list[list[str]]:
        """Title, source, outlet, host, credits, byline, date and how it is known."""
        document = self.document
        page, metadata = document.page, document.metadata
        byline = document.quote(metadata.byline) if metadata.byline else None
        rows = [
            ("page", one_line(page.source)),
            ("title", self._part(one_line(title_of(document) or ""))),
            ("outlet", self._part(one_line(outlet_of(document) or ""))),
            ("found at", one_line(page.host or "")),
            ("credits", " · ".join(self._part(one_line(c)) for c in metadata.credits)),
            ("byline", self._part(one_line(byline or ""))),
            ("published", self._published()),
        ]
        return [[key, value] for key, value in rows if value]

    def _published(self) -> str:
        dating = self.document.dating
        if dating.published:
            return f"{one_line(dating.published)} ({dating.basis or 'given'})"
        if dating.window:
            return f"between {dating.window[0]} and {dating.window[1]} ({dating.basis or 'inferred'})"
        return "not known"

    def claim(self, claim: Claim) -> list[str]:
        """Id, type, status; then who «did» what to whom, where, when, and who says so."""
        wording = self.wording
        actors = "، ".join(wording.names(claim.actors)) or _NOBODY
        others = "، ".join(wording.names((*claim.recipients, *claim.companions)))
        deed = f"{actors} «{one_line(self.document.quote(claim.span))}» {others}".strip()
        parts = [self._arabic(deed)]
        if claim.place:
            parts.append(self._part(wording.name(claim.place.argument)))
        if claim.time:
            parts.append(self._part(wording.when(claim)))
        if claim.chain:
            parts.append(self._arabic(f"[{wording.chain(claim.chain)}]"))
        parts += [word for word, holds in (("historical", claim.historical), ("reading", claim.reading)) if holds]
        return [claim.id, claim.type, claim.status, " · ".join(parts)]

    def time(self, time: TimeExpression) -> list[str]:
        """Id, type, value; then the words and what contradicts them."""
        value = f"{time.value or '?'}/{time.end_value}" if time.end_value else time.value or "?"
        text = self._part(one_line(self.document.quote(time.span)))
        return [time.id, time.type, one_line(value), text + "".join(self._conflict(time))]

    def _conflict(self, time: TimeExpression) -> Iterator[str]:
        if time.conflict is None:
            return
        yield f" · conflict: {one_line(time.conflict.kind)}"
        for reading in time.conflict.readings:
            yield f"; {one_line(reading.value)} keeps {self._part(one_line(reading.keeps))}"

    def entity(self, entity: Entity) -> list[str]:
        """Id, kind; then the name, the roles and the other names."""
        parts = [self._part(one_line(entity.name))]
        if entity.latin:
            parts.append(one_line(entity.latin))
        titles = dict.fromkeys(one_line(self.document.quote(role.span)) for role in entity.roles)
        parts += [self._part(title) for title in titles if title != one_line(entity.name)]
        others = [self._part(one_line(name)) for name in entity.names if name != entity.name]
        return [entity.id, entity.kind, " · ".join(parts) + (f" (also {'، '.join(others)})" if others else "")]

    def _arabic(self, text: str) -> str:
        return f"{_RIGHT_TO_LEFT}{text}{_END}" if self.isolates else text

    def _part(self, text: str) -> str:
        return f"{_FIRST_STRONG}{text}{_END}" if self.isolates and text else text
