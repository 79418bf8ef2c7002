"""Claims as the desk shows them: as the questions tell them, in plain words, with their events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import select

from musnad.archive.papers import Member, Paper
from musnad.archive.telling import told
from musnad.serve.desk import View
from musnad.serve.phrases import phrases
from musnad.store.linked import EventClaim
from musnad.store.rows import Json


def told_claim(paper: Paper, claim: Json, event: str | None) -> dict[str, Any]:
    """A claim as `shapes.Claim` has it."""
    return {**asdict(told(paper, claim)), "event": event, "phrases": phrases(paper, claim)}


def told_claims(view: View, members: Iterable[tuple[int, str, str]]) -> list[dict[str, Any]]:
    """Claims by page, id and event, in this order; those that are no longer on their pages are left out."""
    wanted = list(members)
    view.papers.of({page for page, _, _ in wanted})
    found = []
    for page, name, event in wanted:
        paper = view.papers[page]
        if claim := paper.claims.get(name):
            found.append(told_claim(paper, claim, event))
    return found


def events_of(view: View, pages: Sequence[int]) -> Mapping[Member, str]:
    """The events of the claims of some pages."""
    query = select(EventClaim.page, EventClaim.claim, EventClaim.event).where(EventClaim.page.in_(pages))
    return {(row.page, row.claim): row.event for row in view.connection.execute(query)}
