"""How far two coders agree on what both judged.

Agreement is measured on verdicts, accept, correct, reject, merge or split, as a share and as Cohen's kappa, and on whole
decisions, corrected values included, as a share.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from musnad.archive.papers import Paper, Papers
from musnad.store.decisions import standing
from musnad.store.rows import Json
from musnad.store.tables import READ, Claim, Page

Key = tuple[str, str, int, int, str]
"""What is judged: what it is, the page's hash, the place, and for merges and splits the other things."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What two coders said of one thing; `same` tells whether they said the same, values included."""

    of: str
    before: Any
    page: str
    start: int
    end: int
    verdicts: tuple[str, str]
    values: tuple[Any, Any]
    same: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Two coders compared. `kappa` is None where one of them never varied or nothing was judged by both.

    Attributes:
        only: how many things only the first, and only the second, judged.
        verdicts: the share of things with the same verdict; `whole` of those with the same values, too.
    """

    coders: tuple[str, str]
    both: int
    only: tuple[int, int]
    verdicts: float | None
    kappa: float | None
    whole: float | None
    differing: tuple[Judged, ...]


def agreement(connection: Connection, first: str, second: str) -> Agreement:
    """How far the decisions of two coders that stand agree, blind ones included; of several on one thing the last counts."""
    said: dict[str, dict[Key, Row[Any]]] = {first: {}, second: {}}
    for row in standing(connection, blind=True):
        if row.who in said and row.hash:
            said[row.who][_key(row)] = row
    both = sorted(said[first].keys() & said[second].keys())
    judged = [_judged(said[first][key], said[second][key]) for key in both]
    return Agreement(
        (first, second),
        len(both),
        (len(said[first]) - len(both), len(said[second]) - len(both)),
        _share([one.verdicts[0] == one.verdicts[1] for one in judged]),
        kappa([one.verdicts for one in judged]),
        _share([one.same for one in judged]),
        tuple(one for one in judged if not one.same),
    )


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of two coders' labels; None where chance alone would have them agree, or there are none."""
    if not pairs:
        return None
    left, right = (Counter(pair[n] for pair in pairs) for n in (0, 1))
    chance = sum(left[label] * right[label] for label in left) / len(pairs) ** 2
    seen = sum(a == b for a, b in pairs) / len(pairs)
    return None if chance == 1 else (seen - chance) / (1 - chance)


def to_code(
    connection: Connection, coder: str, other: str | None, wanted: int, offset: int = 0
) -> tuple[list[tuple[Paper, Json]], int]:
    """What a coder has not judged yet, as it was read and without anybody's decisions; some of it, and how much there is.

    With `other` it is the claims that this coder judged; else all claims, of every page in turn.
    """
    judged = standing(connection, blind=True)
    own, theirs = (
        {_key(row)[:4] for row in judged if row.who == name and row.of == "claim"} for name in (coder, other)
    )
    papers = Papers(connection, as_read=True)
    changed = {row.hash for row in judged if not row.blind}
    left = [
        (page, claim)
        for page, claim, *place in _as_read(connection, papers, changed)
        if (key := ("claim", *place)) not in own and (other is None or key in theirs)
    ]
    shown = left[offset : offset + wanted]
    papers.of({page for page, _ in shown})
    return [(papers[page], papers[page].claims[claim]) for page, claim in shown], len(left)


def _as_read(
    connection: Connection, papers: Papers, changed: Collection[str | None]
) -> Iterator[tuple[int, str, str, int, int]]:
    """All claims as they were read: by the rows of pages that nobody has decided about, of the others by their records."""
    query = select(Page.id, Page.hash).where(Page.current, Page.state == READ).order_by(Page.id)
    rows = select(Claim.page, Claim.id, Claim.start, Claim.end)
    of_page: dict[int, list[Any]] = {}
    for row in connection.execute(rows):
        of_page.setdefault(row.page, []).append(row)
    for page, digest in connection.execute(query).all():
        if digest in changed:
            for claim in papers[page].claims.values():
                yield page, claim["id"], digest, claim["start"], claim["end"]
        else:
            for own in sorted(of_page.get(page, ()), key=lambda row: (len(row.id), row.id)):
                yield page, own.id, digest, own.start, own.end


def _key(row: Row[Any]) -> Key:
    others = json.loads(row.after).get("others") if row.after else None
    return row.of, row.hash, row.start, row.end, json.dumps(others or [], sort_keys=True)


def _judged(a: Row[Any], b: Row[Any]) -> Judged:
    values = tuple(json.loads(row.after) if row.after and row.kind == "correct" else None for row in (a, b))
    before = json.loads(a.before) if a.before else None
    same = a.kind == b.kind and values[0] == values[1]
    return Judged(a.of, before, a.hash, a.start, a.end, (a.kind, b.kind), (values[0], values[1]), same)


def _share(holds: Sequence[bool]) -> float | None:
    return sum(holds) / len(holds) if holds else None
