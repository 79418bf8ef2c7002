"""What a user calls a thing by -> the thing: `af4357960026-c26` is the claim c26 of the page whose hash begins like that."""

import re
from typing import Literal, NamedTuple

from sqlalchemy import Connection, select

from musnad.archive.pages import find
from musnad.archive.papers import Paper, Papers
from musnad.errors import NotFoundError, UsageError
from musnad.store.decided import Spot
from musnad.store.rows import Json
from musnad.store.tables import Page

What = Literal["mention", "entity", "claim"]
_LISTS: dict[What, str] = {"mention": "mentions", "entity": "entities", "claim": "claims"}
_TWIN = re.compile(r"([0-9a-f]+)\.([0-9a-f]+)")
"""A page of which the bytes are read in two ways, as links name it: the beginning of its hash, and of its key."""
_LETTERS: dict[str, What] = {"m": "mention", "e": "entity", "c": "claim"}


class Thing(NamedTuple):
    """A mention, entity or claim of a page, and where it stands: an entity where it is first named."""

    what: What
    id: str
    paper: Paper
    content: Json
    spot: Spot


def thing(connection: Connection, papers: Papers, named: str) -> Thing:
    """What an id means.

    Raises:
        NotFoundError: there is no such page, or no such thing on it.
        UsageError: it is no id, or several pages begin like that.
    """
    page, _, own = named.rpartition("-")
    what = _LETTERS.get(own[:1])
    if not page or what is None:
        raise UsageError(f"{named}: is no id; answers show them, as in af4357960026-c26")
    twin = _TWIN.fullmatch(page)
    found = [row.id for row in find(connection, twin[1] if twin else page)]
    query = select(Page.id).where(Page.id.in_(found), Page.current, Page.key.startswith(twin[2] if twin else ""))
    numbers = list(connection.execute(query.order_by(Page.id)).scalars())
    if not numbers:
        raise NotFoundError(f"{page}: is no longer current; a later version is in its place")
    paper = papers[numbers[-1]]
    content = next((one for one in paper.record[_LISTS[what]] if one["id"] == own), None)
    if content is None:
        raise NotFoundError(f"{named}: the page has no such {what}")
    place = content
    if what == "entity":
        mentions = paper.mentions.get(own, [])
        if not mentions:
            raise NotFoundError(f"{named}: is mentioned nowhere")
        place = min(mentions, key=lambda mention: (not mention["named"], mention["start"]))
    spot = Spot(paper.source.page, place["start"], place["end"])
    return Thing(what, paper.id_of(own), paper, content, spot)
