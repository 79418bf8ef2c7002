"""Pages and passages that are taken out for good: a hash, a reason and the time stay, the words are gone everywhere.

First the database says that something is gone, then bytes, journal and free space are cleaned of it. If that is broken
off, `musnad doctor --repair` ends it.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from musnad.archive import ways
from musnad.archive.linking import take_out
from musnad.archive.pages import find
from musnad.archive.taking import Take
from musnad.errors import NotFoundError, UsageError
from musnad.folding import fold
from musnad.lexicon import Lexicon, load
from musnad.pages.opening import Opener
from musnad.reader import Reader
from musnad.store import rows, search, writing
from musnad.store.engine import next_id, unbegun
from musnad.store.facts import BLANK, mark_current
from musnad.store.rows import Json
from musnad.store.store import Store, Writer, clear
from musnad.store.tables import DOCUMENT, READ, Capture, Decision, Page, Record, Removal, table

BLACK = "█"
_GIVEN = ("url", "outlet", "host", "title", "byline", "published", "retrieved")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is taken out, and who says so; an alias will do."""

    why: str
    who: str = ""


def withdraw(store: Store, named: str, reason: Reason, lexicon: Lexicon | None = None) -> str:
    """Take a page out for good; gives its hash, which stays. `lexicon` has the tables by which pages are linked.

    Raises:
        NotFoundError: there is no such page.
        UsageError: several pages are meant.
    """
    with store.writing() as writer:
        pages = _live(writer.connection, named)
        digest: str = pages[0].hash
        _remove(writer, digest, reason, None, None)
        take_out(writer.connection, lexicon or load(), (page.id for page in pages))
        for page in pages:
            clear(writer.connection, page.id)
            gone = BLANK | dict.fromkeys(DOCUMENT) | {"run": None, "current": False}
            writer.connection.execute(update(table(Page)).where(Page.id == page.id).values(**gone))
            writer.connection.execute(delete(table(Capture)).where(Capture.page == page.id))
        mark_current(writer.connection)
        search.squeeze(writer.connection)
    _clean(store, {digest, *(name for page in pages for name in ways.hashes_of(page.way))})
    return digest


def redact(store: Store, reader: Reader, named: str, place: tuple[int, int], reason: Reason) -> str:
    """Black a passage of a page out for good; gives the hash of what stays, which stands in the page's place.

    What stays is the page's text with the passage blacked out, sign for sign, and what is known of the page beside it;
    an HTML page becomes text. It is read anew.

    Args:
        store: the project's store.
        reader: reads what stays.
        named: the page.
        place: the passage, in code points of the record's text, half open.
        reason: why, and who says so.

    Raises:
        NotFoundError: there is no such page, or it has no such place.
        UsageError: several pages are meant.
    """
    with store.writing() as writer:
        pages = _live(writer.connection, named)
        old = pages[0].hash
        _remove(writer, old, reason, *place)
        take_out(writer.connection, reader.lexicon, (page.id for page in pages))
        for page in pages:
            new = _black(store, writer, reader, page, place)
        mark_current(writer.connection)
        search.squeeze(writer.connection)
    _clean(store, {old, *(name for page in pages for name in ways.hashes_of(page.way))})
    return new


def _live(connection: Connection, named: str) -> list[Any]:
    numbers = [row.id for row in find(connection, named)]
    query = select(Page.id, Page.hash, Page.way).where(Page.id.in_(numbers), Page.state == READ).order_by(Page.id)
    pages = list(connection.execute(query))
    if not pages:
        raise NotFoundError(f"{named}: the page is withdrawn already")
    return pages


def _remove(writer: Writer, digest: str, reason: Reason, start: int | None, end: int | None) -> None:
    """Write down that something is gone, and blank what was said of it in decisions."""
    number = next_id(writer.connection, Removal)
    said = {"hash": digest, "start": start, "end": end, "at": writer.at, "who": reason.who, "why": reason.why}
    writer.connection.execute(insert(table(Removal)), said | {"id": number, "batch": writer.number})
    blank = update(table(Decision)).where(Decision.hash == digest).values(before=None, after=None)
    writer.connection.execute(blank)


def _black(store: Store, writer: Writer, reader: Reader, page: Any, place: tuple[int, int]) -> str:
    """Put a page with a passage blacked out in the place of the page; gives its hash."""
    content = writer.connection.execute(select(Record.content).where(Record.page == page.id)).scalar_one()
    record, (start, end) = rows.unpack(content), place
    text: str = record["text"]
    if not 0 <= start < end <= len(text):
        raise NotFoundError(f"{page.hash}: there is no place {start}-{end}; the text has {len(text)} characters")
    passage = text[start:end]
    blacked = text[:start] + "".join(char if char in "\r\n" else BLACK for char in passage) + text[end:]
    digest = store.custody.keep(blacked.encode("utf-8", "surrogatepass"))
    way = json.dumps(_way(json.loads(page.way), record["document"], digest, passage), ensure_ascii=False)
    source = (
        writer.connection.execute(select(Capture.source).where(Capture.page == page.id).order_by(Capture.id))
        .scalars()
        .first()
    )
    part, options = ways.part_of(way, source or digest, digest, store.custody)
    take = Take(reader, Opener(reader.lexicon), store.custody, options, store.project.folder.absolute())
    reading = take.again(part)
    if rows.unpack(reading.record)["text"] != blacked:
        raise UsageError(f"{page.hash}: cannot be read with the passage blacked out; withdraw the page instead")
    values = {"hash": digest, "key": ways.key_of(part, options, digest), "kind": part.form, "way": way}
    writer.connection.execute(update(table(Page)).where(Page.id == page.id).values(**values))
    writing.replace(writer.connection, page.id, reading, writer.at)
    return digest


def _way(old: Json, header: Json, digest: str, passage: str) -> Json:
    """How what stays is read: with what was known of the page, but for what repeats the passage."""
    words = fold(" ".join(passage.split()))
    given = {
        name: header[name]
        for name in _GIVEN
        if header[name] and words not in fold(header[name]) and fold(header[name]) not in words
    }
    kept = {name: old[name] for name in ("via",) if name in old}
    return {"form": "text", "body": digest, "decoded": True, "given": given, **kept}


def _clean(store: Store, names: Iterable[str]) -> None:
    """Rid bytes, journal and the database's free space of what is gone."""
    with store.writing() as writer:
        live = select(Page.hash, Page.way).where(Page.state == READ)
        needed = {n for page in writer.connection.execute(live) for n in (page.hash, *ways.hashes_of(page.way))}
        store.rewrite_journal(writer.connection)
    for name in set(names) - needed:
        store.custody.drop(name)
    if store.project.is_served:
        unbegun(store.engine, lambda cursor: cursor.execute("VACUUM FULL"))
    else:
        unbegun(store.engine, _vacuum)


def _vacuum(cursor: Any) -> None:
    cursor.execute("VACUUM")
    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
