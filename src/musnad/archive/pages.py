"""Finding a page by what the user calls it, and counting what a project keeps."""

from sqlalchemy import Connection, Row, func, select

from musnad.errors import NotFoundError, UsageError
from musnad.store.project import Project
from musnad.store.rows import Json
from musnad.store.store import Store, revision
from musnad.store.tables import (
    PER_PAGE,
    READ,
    WITHDRAWN,
    Batch,
    Capture,
    Decision,
    Failure,
    Page,
    Removal,
    Run,
    table,
)

_SHORTEST, _HASH = 4, 64


def find(connection: Connection, named: str) -> list[Row[int, str, str]]:
    """The pages that a user means, as `id`, `hash` and `state`: the beginning of a hash, or a place where they were seen.

    Several have the same hash where the same bytes are read in several ways; of a place, the last version is meant.

    Raises:
        NotFoundError: there is none.
        UsageError: pages with different hashes begin like that.
    """
    query = select(Page.id, Page.hash, Page.state).order_by(Page.id)
    if _SHORTEST <= len(named) <= _HASH and set(named) <= set("0123456789abcdef"):
        rows = connection.execute(query.where(Page.hash.startswith(named))).all()
        if len({row.hash for row in rows}) > 1:
            raise UsageError(
                f"{named}: is the beginning of several hashes: {', '.join(sorted({r.hash for r in rows}))}"
            )
        if rows:
            return list(rows)
    seen = query.join(Capture, Capture.page == Page.id).where(Capture.source == named)
    rows = connection.execute(seen).all()
    if not rows:
        gone = select(Removal.at, Removal.why).where(Removal.hash == named)
        for at, why in connection.execute(gone):
            raise NotFoundError(f"{named}: was taken out, or changed by a redaction, on {at}: {why}")
        raise NotFoundError(f"{named}: there is no such page in the project; `musnad search` and `stats` show what is")
    return [row for row in rows if row.hash == rows[-1].hash]


def stats(store: Store) -> Json:
    """What a project keeps: counts, days, outlets, sizes in bytes."""
    with store.reading() as connection:
        rows = {
            table(m).name: connection.execute(select(func.count()).select_from(table(m))).scalar_one() for m in PER_PAGE
        }
        found = {
            "pages": _count(connection, Page.state == READ),
            "current": _count(connection, (Page.state == READ) & Page.current),
            "withdrawn": _count(connection, Page.state == WITHDRAWN),
            **{
                name: connection.execute(select(func.count()).select_from(table(model))).scalar_one()
                for name, model in (("captures", Capture), ("failures", Failure), ("removals", Removal))
            },
            "decisions": connection.execute(select(func.count()).select_from(table(Decision))).scalar_one(),
            "batches": connection.execute(select(func.count()).select_from(table(Batch))).scalar_one(),
            "rows": rows,
            "outlets": _outlets(connection),
            "published": _days(connection),
            "readers": _readers(connection),
            "tables": revision(connection),
        }
    return found | {"bytes": _sizes(store)}


def _count(connection: Connection, condition: object) -> int:
    return connection.execute(select(func.count(Page.id)).where(condition)).scalar_one()  # type: ignore[arg-type]


def _outlets(connection: Connection) -> dict[str, int]:
    """How many current pages each outlet has, the most first; those without one stand under an empty name."""
    count = func.count(Page.id)
    query = select(Page.outlet, count).where(Page.current, Page.state == READ).group_by(Page.outlet)
    return {outlet or "": number for outlet, number in connection.execute(query.order_by(count.desc(), Page.outlet))}


def _days(connection: Connection) -> list[str | None]:
    query = select(func.min(Page.first), func.max(Page.last)).where(Page.current, Page.state == READ)
    return list(connection.execute(query).one())


def _readers(connection: Connection) -> dict[str, int]:
    query = select(Run.reader, func.count(Page.id)).join(Page, Page.run == Run.id).where(Page.state == READ)
    found = connection.execute(query.group_by(Run.reader).order_by(Run.reader))
    return {row[0]: row[1] for row in found}


def _sizes(store: Store) -> dict[str, int]:
    project: Project = store.project
    names = ("", "-wal", "-shm")
    files = [] if project.is_served else [project.file.with_name(project.file.name + ending) for ending in names]
    return {
        "database": sum(file.stat().st_size for file in files if file.exists()),
        "journal": project.journal_file.stat().st_size if project.journal_file.exists() else 0,
        "pages": sum(store.custody.place(name).stat().st_size for name in store.custody.names()),
    }
