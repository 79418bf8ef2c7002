"""Why a claim or an entity stands as it does: what read it, what joined it to others, what people decided."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, select

from musnad.archive.joining import Joined, joined
from musnad.archive.naming import Thing, thing
from musnad.archive.papers import Papers, Quote
from musnad.archive.people import people
from musnad.archive.screen import QUOTED, Screen, quoted
from musnad.archive.telling import Told, told
from musnad.lexicon import Lexicon
from musnad.store.decisions import standing
from musnad.store.linked import EventClaim, PersonEntity

COLUMNS = ("stage", "rule", "row", *QUOTED)


@dataclass(frozen=True, slots=True)
class Reason:
    """What made a thing: the stage, its rule, the row of a table or the model, and the words that it went by."""

    stage: str
    rule: str
    row: str | None
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision on a thing that stands."""

    number: int
    kind: str
    who: str
    at: str
    why: str
    after: str | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """A thing, why it was read, which event or person it belongs to and why, and what was decided about it.

    Attributes:
        whole: the id of the claim's event, or of the person that an entity means; `with_` the ids of all that belong to it.
    """

    id: str
    what: str
    name: str
    quote: Quote
    told: Told | None
    reasons: tuple[Reason, ...]
    whole: str | None
    with_: tuple[str, ...]
    links: tuple[str, ...]
    joined: tuple[Joined, ...]
    decisions: tuple[Ruling, ...]


def explain(connection: Connection, lexicon: Lexicon, named: str) -> Explanation:
    """Why a claim, an entity or a mention stands as it does.

    Raises:
        NotFoundError: there is no such thing.
        UsageError: it is no id.
    """
    papers = Papers(connection)
    one = thing(connection, papers, named)
    is_claim = one.what == "claim"
    whole, members, links = (_event if is_claim else _person)(connection, papers, one)
    own = [j for j in joined(connection, lexicon, whole) if one.id in {j.claim, j.other}] if whole and is_claim else []
    place = {"start": one.spot.start, "end": one.spot.end}
    return Explanation(
        one.id,
        one.what,
        str(one.content.get("name") or one.content.get("trigger") or one.content.get("text")),
        one.paper.quote(place),
        told(one.paper, one.content) if is_claim else None,
        tuple(_reasons(one)),
        whole,
        members,
        links,
        tuple(own),
        tuple(_rulings(connection, one)),
    )


def _reasons(one: Thing) -> Iterator[Reason]:
    why = one.content.get("why") or ()
    for reason in why if isinstance(why, list) else ():
        evidence = tuple(one.paper.quote(place) for place in reason["evidence"])
        yield Reason(reason["stage"], reason["rule"], reason["row"], evidence)


def _event(connection: Connection, papers: Papers, one: Thing) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    own = (EventClaim.page == one.paper.number, EventClaim.claim == one.content["id"])
    event = connection.execute(select(EventClaim.event).where(*own)).scalar()
    query = select(EventClaim.page, EventClaim.claim).where(EventClaim.event == event)
    members = connection.execute(query.order_by(EventClaim.page, EventClaim.claim))
    return event, tuple(papers[row.page].id_of(row.claim) for row in members), ()


def _person(connection: Connection, papers: Papers, one: Thing) -> tuple[str | None, tuple[str, ...], tuple[str, ...]]:
    entity = one.content["id"] if one.what == "entity" else one.content["entity"]
    own = (PersonEntity.page == one.paper.number, PersonEntity.entity == entity)
    person = connection.execute(select(PersonEntity.person).where(*own)).scalar()
    if person is None:
        return None, (), ()
    (found,) = people(connection, [person])
    return person, tuple(papers[page].id_of(member) for page, member in found.members), found.reasons


def _rulings(connection: Connection, one: Thing) -> Iterator[Ruling]:
    """The decisions that name the thing's place."""
    for row in standing(connection):
        spots = [(row.hash, row.start, row.end)]
        after = json.loads(row.after) if row.after else {}
        spots += [(other["hash"], other["start"], other["end"]) for other in after.get("others", ())]
        if tuple(one.spot) in spots:
            yield Ruling(row.id, f"{row.kind} {row.of}", row.who, row.at, row.why, row.after)


def lines(screen: Screen, found: Explanation) -> Iterator[str]:
    """An explanation as lines for people."""
    yield f"{found.id}  {found.what}  {screen.part(found.name)}"
    yield from screen.told(found.told) if found.told else (f"  {screen.quote(found.quote)}",)
    for reason in found.reasons:
        words = screen.parts(f"«{quote.text}»" for quote in reason.evidence)
        yield f"  {reason.stage}: {screen.part(reason.rule)}{f'  ({reason.row})' if reason.row else ''}  {words}"
    if found.whole:
        yield f"  belongs to {found.whole}, with {', '.join(found.with_)}"
    yield from (f"    {screen.part(reason)}" for reason in found.links)
    yield from (f"    {one.claim} with {one.other}: {screen.part('; '.join(one.reasons))}" for one in found.joined)
    for one in found.decisions:
        yield f"  decision {one.number}: {one.kind} by {screen.part(one.who)}, {one.at}: {screen.part(one.why)}"


def rows(found: Explanation) -> Iterator[list[object]]:
    """What read a thing, as rows, by `COLUMNS`."""
    for reason in found.reasons:
        for quote in reason.evidence or (found.quote,):
            yield [reason.stage, reason.rule, reason.row, *quoted(quote)]
