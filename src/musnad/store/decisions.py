"""People's judgements: a log that only grows. What is judged is named by its page's bytes and its place, so that the
judgement holds for every later reading."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Row, insert, select
from sqlalchemy.orm import aliased

from musnad.errors import NotFoundError, UsageError
from musnad.store.engine import next_id
from musnad.store.store import Writer
from musnad.store.tables import Decision, table

Kind = Literal["merge", "split", "accept", "correct", "reject", "add"]
Of = Literal["mention", "entity", "claim", "link"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody decides.

    Attributes:
        hash: the page's; with `start` and `end`, code points of its text, the place that is judged.
        before: the judged thing as it stands, `after` as it is to be; plain JSON.
        who: an alias will do.
        blind: it is only counted when coders are compared, and is not in force.
    """

    kind: Kind
    of: Of
    who: str
    why: str
    hash: str | None = None
    start: int | None = None
    end: int | None = None
    before: Any = None
    after: Any = None
    blind: bool = False


def decide(writer: Writer, judgement: Judgement) -> int:
    """Log a judgement; gives its number."""
    said = {name: getattr(judgement, name) for name in ("kind", "of", "who", "why", "hash", "start", "end", "blind")}
    return _log(writer, said | {"before": _json(judgement.before), "after": _json(judgement.after), "withdraws": None})


def withdraw(writer: Writer, number: int, who: str, why: str) -> int:
    """Take a judgement back; gives the number of the row that does so.

    Raises:
        NotFoundError: there is no judgement with this number.
        UsageError: it has been taken back already.
    """
    row = writer.connection.execute(select(table(Decision)).where(Decision.id == number)).one_or_none()
    if row is None or row.kind == "withdraw":
        raise NotFoundError(f"there is no decision {number}")
    if writer.connection.execute(select(Decision.id).where(Decision.withdraws == number)).scalar() is not None:
        raise UsageError(f"decision {number} has been taken back already")
    said = {
        "kind": "withdraw",
        "of": "decision",
        "who": who,
        "why": why,
        "hash": row.hash,
        "start": row.start,
        "end": row.end,
        "blind": row.blind,
    }
    return _log(writer, said | {"before": None, "after": None, "withdraws": number})


def standing(connection: Connection, *, blind: bool = False) -> Sequence[Row[Any]]:
    """The judgements that have not been taken back, in the order in which they were made; with `blind` those, too."""
    later = aliased(Decision)
    query = select(table(Decision)).where(Decision.kind != "withdraw")
    query = query.where(Decision.id.not_in(select(later.withdraws).where(later.withdraws.is_not(None))))
    query = query if blind else query.where(Decision.blind.is_(False))
    return connection.execute(query.order_by(Decision.id)).all()


def log(connection: Connection) -> Sequence[Row[Any]]:
    """All judgements and withdrawals, in the order in which they were made."""
    return connection.execute(select(table(Decision)).order_by(Decision.id)).all()


def spots(said: Row[Any] | Judgement) -> set[tuple[str, int, int]]:
    """The places that a judgement is about: page, start, end."""
    after = json.loads(said.after) if isinstance(said.after, str) else said.after or {}
    own = (
        {(said.hash, said.start, said.end)} if said.hash and said.start is not None and said.end is not None else set()
    )
    return own | {(other["hash"], other["start"], other["end"]) for other in after.get("others", ())}


def hashes(connection: Connection, number: int) -> list[str]:
    """The pages that a judgement is about, by their bytes."""
    row = connection.execute(select(table(Decision)).where(Decision.id == number)).one()
    others = json.loads(row.after).get("others", ()) if row.after else ()
    return [digest for digest in (row.hash, *(other["hash"] for other in others)) if digest]


def _log(writer: Writer, row: dict[str, Any]) -> int:
    number = next_id(writer.connection, Decision)
    writer.connection.execute(insert(table(Decision)), row | {"id": number, "batch": writer.number, "at": writer.at})
    return number


def _json(value: Any) -> str | None:
    return None if value is None else json.dumps(value, ensure_ascii=False, sort_keys=True)
