"""Why the claims of an event were taken for one: what linking weighed, worked out again for its pages alone."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.archive.tied import ties_of
from musnad.lexicon import Lexicon
from musnad.linking.blocks import Key
from musnad.linking.decided import DecidedClaims
from musnad.linking.linker import Linker
from musnad.store.linked import EventClaim, LinkedPage
from musnad.store.links import id_of
from musnad.store.reading import records

_MOST = 60


@dataclass(frozen=True, slots=True)
class Joined:
    """Two claims of an event, on one page or on two, and what speaks for their being one, the weightiest first."""

    claim: str
    other: str
    reasons: tuple[str, ...]


def joined(connection: Connection, lexicon: Lexicon, event: str) -> list[Joined]:
    """Why the claims of an event are one: each with that one which it is likest to; of large events the first pages."""
    query = select(EventClaim.page, EventClaim.claim).where(EventClaim.event == event)
    claims = list(connection.execute(query.order_by(EventClaim.page, EventClaim.claim)))
    pages = sorted({row.page for row in claims})[:_MOST]
    known = select(LinkedPage.page, LinkedPage.name).where(LinkedPage.page.in_(pages))
    names = {row.page: row.name for row in connection.execute(known)}
    linker = Linker(lexicon, DecidedClaims(ties_of(connection)["claim"]))
    for page, record in records(connection, names):
        linker.add({**record, "document": record["document"] | {"id": names[page]}})
    own = {(names[row.page], row.claim) for row in claims if row.page in names}
    keys = sorted({key for page in names.values() for key in linker.events_of(page) if own & _claims(linker, key)})
    return [*_across(linker, keys), *_inside(linker, keys)]


def _claims(linker: Linker, key: Key) -> set[Key]:
    return {told.key for told in linker.event(key).told}


def _across(linker: Linker, keys: list[Key]) -> Iterator[Joined]:
    """Each page's part with the one before it that it is likest to."""
    for number, key in enumerate(keys):
        before = [other for other in keys[:number] if other[0] != key[0]]
        if before:
            other = max(before, key=lambda one: linker.score(*sorted((one, key))))
            yield Joined(id_of(key), id_of(other), linker.reasons(*sorted((other, key))))


def _inside(linker: Linker, keys: list[Key]) -> Iterator[Joined]:
    """The claims of one page that it tells as one: each with the one that it is likest to."""
    for key in keys:
        claims = sorted(_claims(linker, key))
        pairs = {(a, b): linker.score_inside(a, b) for n, a in enumerate(claims) for b in claims[n + 1 :]}
        for claim in claims[1:]:
            a, b = max((pair for pair in pairs if claim in pair), key=lambda pair: (pairs[pair], pair))
            yield Joined(id_of(claim), id_of(a if b == claim else b), linker.reasons_inside(a, b))
