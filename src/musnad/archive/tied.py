"""What people have decided to be one, or not to be, as linking takes it: by the names of pages and the ids of their things."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from musnad.linking.decided import Tie
from musnad.linking.results import Claimed
from musnad.store import links
from musnad.store.decided import Decisions, Spot, claim_at, entity_at
from musnad.store.reading import records
from musnad.store.tables import Page

Ties = Mapping[str, Sequence[Tie]]
"""What people decided of entities, claims and links."""
_OF = ("entity", "claim", "link")


def ties_of(connection: Connection) -> Ties:
    """What people have decided about entities, claims and links of pages, as these are named now."""
    decisions = Decisions.of(connection)
    said = {of: list(decisions.ties(of)) for of in _OF}
    spots: dict[str, set[Spot]] = {}
    for spot in (spot for some in said.values() for _, first, others in some for spot in (first, *others)):
        spots.setdefault(spot.hash, set()).add(spot)
    pages = connection.execute(select(Page.id).where(Page.hash.in_(spots))).scalars().all() if spots else ()
    names = dict(links.named(connection, pages))
    found: dict[tuple[str, Spot], Claimed] = {}
    for page, record in records(connection, names):
        for spot in spots[record["document"]["id"]]:
            claim, entity = claim_at(record, spot.start, spot.end), entity_at(record, spot.start, spot.end)
            found |= {(of, spot): (names[page], claim["id"]) for of in ("claim", "link")} if claim else {}
            found |= {("entity", spot): (names[page], entity)} if entity else {}
    return {of: list(_resolved(of, some, found)) for of, some in said.items()}


def _resolved(of: str, said: Iterable[Any], found: Mapping[tuple[str, Spot], Claimed]) -> Iterator[Tie]:
    for row, first, others in said:
        known = tuple(found[of, other] for other in others if (of, other) in found)
        if (of, first) in found and known:
            reason = f"decision {row.id} by {row.who}: {row.why}"
            yield Tie(row.kind == "merge", found[of, first], known, reason)


def digests(ties: Ties) -> dict[str, str]:
    """For each page of which something is decided, by its name, a hash of all that is."""
    of: dict[str, list[Any]] = {}
    for what, some in ties.items():
        for tie in some:
            for page in sorted({page for page, _ in (tie.first, *tie.others)}):
                of.setdefault(page, []).append([what, tie])
    return {page: sha256(json.dumps(said).encode()).hexdigest()[:16] for page, said in of.items()}
