"""The decisions that stand on the things of one page."""

from typing import Any

from sqlalchemy import Connection, Row

from musnad.archive.papers import Paper
from musnad.store.decided import claim_at, entity_at
from musnad.store.decisions import standing
from musnad.store.rows import Json

Ruled = dict[str, Any]


class Rulings:
    """Decisions on a page, as `shapes.Ruling` has them."""

    def __init__(self, connection: Connection, paper: Paper) -> None:
        self._paper = paper
        self._rows = [row for row in standing(connection) if row.hash == paper.source.page and row.start is not None]

    def of_claim(self, claim: Json) -> list[Ruled]:
        """Those on a claim."""
        return [
            _ruling(row)
            for row in self._rows
            if row.of in {"claim", "link"} and claim_at(self._paper.record, row.start, row.end) is claim
        ]

    def of_mentions(self) -> dict[str, list[Ruled]]:
        """Those on mentions and entities, by the ids of these."""
        found: dict[str, list[Ruled]] = {}
        for row in self._rows:
            if row.of in {"mention", "entity"} and (name := self._named(row)):
                found.setdefault(name, []).append(_ruling(row))
        return found

    def _named(self, row: Row[Any]) -> str | None:
        if row.of == "entity":
            return entity_at(self._paper.record, row.start, row.end)
        near = (m for m in self._paper.record["mentions"] if (m["start"], m["end"]) == (row.start, row.end))
        return next((str(mention["id"]) for mention in near), None)


def _ruling(row: Row[Any]) -> Ruled:
    return {"number": row.id, "kind": f"{row.kind} {row.of}", "who": row.who, "at": row.at, "why": row.why}
