"""What a store holds, in lines that do not depend on when it was added or in how many steps: for comparing two stores."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.store import rows, search
from musnad.store.linked import LINKED, Copy, LinkedPage
from musnad.store.tables import (
    DOCUMENT,
    PER_PAGE,
    Capture,
    Container,
    Decision,
    Failure,
    Page,
    Record,
    Removal,
    Run,
    Words,
    table,
)

_FACTS = ("hash", "key", "lineage", "version", "current", "state", "kind", "way")
_JSON = frozenset({"reasons", "sides", "credits", "passages"})
_TIMELESS = {
    Container: ("key", "pages"),
    Failure: ("place", "source", "kind", "reason"),
    Removal: ("hash", "start", "end", "who", "why"),
    Decision: ("kind", "of", "hash", "start", "end", "who", "why", "before", "after"),
}


def dump(connection: Connection) -> Iterator[str]:
    """A line a page, container, failure, removal, decision and link, in an order of its own; long values as their SHA-256."""
    pages = select(table(Page), Run.reader).outerjoin(Run, Run.id == Page.run).order_by(Page.key)
    for page in connection.execute(pages):
        facts = {name: getattr(page, name) for name in (*_FACTS, *DOCUMENT, "reader")}
        yield _line("page", facts | _derived(connection, page.id))
    for model, names in _TIMELESS.items():
        source = table(model)
        found = connection.execute(select(*(source.c[name] for name in names))).mappings()
        yield from sorted(_line(source.name, dict(row)) for row in found)
    yield from sorted(_links(connection))
    yield _line("search", {"pages": len({search.page_of(number) for number in search.found(connection)})})


def _derived(connection: Connection, page: int) -> dict[str, Any]:
    sources = select(Capture.source).where(Capture.page == page).order_by(Capture.source)
    record = connection.execute(select(Record.content).where(Record.page == page)).scalar()
    words = connection.execute(select(Words.content).where(Words.page == page)).scalar()
    found: dict[str, Any] = {
        "captures": list(connection.execute(sources).scalars()),
        "record": record and _digest(rows.unpack(record)),
        "words": words and sha256(words).hexdigest(),
    }
    for model in PER_PAGE:
        source = table(model)
        own = connection.execute(select(*[c for c in source.c if c.name != "page"]).where(source.c.page == page))
        found[source.name] = _digest(sorted(map(str, own)))
    return found


def _links(connection: Connection) -> Iterator[str]:
    """All links, with the names of pages in the place of their numbers."""
    names: dict[int, str] = {row.page: row.name for row in connection.execute(select(LinkedPage.page, LinkedPage.name))}
    for model in LINKED:
        for row in connection.execute(select(table(model))).mappings():
            values = {name: json.loads(value) if name in _JSON else value for name, value in row.items()}
            for name in ("page", *(("source",) if model is Copy else ())):
                if values.get(name) is not None:
                    values[name] = names[values[name]]
            match values:
                case {"sides": sides}:
                    values["sides"] = [s | {"quotes": [[names[p], *at] for p, *at in s["quotes"]]} for s in sides]
                case {"passages": passages}:
                    values["passages"] = [[a, b, names[page], *rest] for a, b, page, *rest in passages]
                case {"event": _, "pages": pages}:
                    values["pages"] = [names[page] for page in json.loads(pages)]
            yield _line(table(model).name, values)


def _digest(value: Any) -> str:
    return sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def _line(kind: str, values: dict[str, Any]) -> str:
    return json.dumps({"is": kind} | values, ensure_ascii=False, sort_keys=True)
