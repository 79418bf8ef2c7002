"""Scores the further layers; events are those that `musnad.annotation.scoring` has found to be right in type and place.

companions             right answers among the events found
quantities             the places overlap, among the events found; `value` and `unit`: the share of these that have it right
about                  pairs of an event and one that is its content, where both are found
polarity, certainty, phase   the share of the events found
statements             at least half of what either place covers is in both, and the speaker is right; `places` leaves the
                       speaker out; `cue` and `direct`: the share of the statements whose place is right
roles                  the same person, and the title the same or with more than 0.6 of its words in common; a title that
                       repeats the body beside it («مدير مستشفى الشط») is judged without its words too
epithets               the same one is called so at an overlapping place
relations              the same two, tied in the same way, read from either end
"""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import TypeVar

from musnad.annotation.gold import Epithet, Event, Gold, Relation, Role, Statement
from musnad.annotation.measures import Scores
from musnad.annotation.naming import Naming, Record, alike, folded
from musnad.annotation.places import Place, overlap, shared

A = TypeVar("A")
B = TypeVar("B")
HALF = 0.5
MUTUAL = frozenset({"sibling", "spouse", "in_law", "relative"})
INVERSE = {"child": "parent", "parent": "child"}
Found = Sequence[tuple[Event, Record]]


def score_further(page: Gold, record: Record, found: Found, naming: Naming, scores: Scores) -> None:
    """Counts the further layers of a page; `found` are the events that are right, each with its claim."""
    for event, claim in found:
        _event(page, event, claim, naming, scores)
    _about(page, found, scores)
    _statements(page, record.get("statements", ()), naming, scores)
    named = {mention.get("entity") for mention in record.get("mentions", ()) if mention.get("named", True)}
    _entities(page, record.get("entities", ()), named, naming, scores)


def _at(item: Record) -> Place:
    return item["start"], item["end"]


def _quote(page: Gold, place: Place) -> str:
    return page.text[place[0] : place[1]]


def paired(
    wanted: Iterable[A], given: Iterable[B], same: Callable[[A, B], bool]
) -> tuple[list[tuple[A, B]], list[A], list[B]]:
    """Each wanted one with the first given one that is the same; then those missed, then those too many."""
    left, pairs, missed = list(given), list[tuple[A, B]](), list[A]()
    for one in wanted:
        hit = next((i for i, other in enumerate(left) if same(one, other)), None)
        if hit is None:
            missed.append(one)
        else:
            pairs.append((one, left.pop(hit)))
    return pairs, missed, left


def _event(page: Gold, event: Event, claim: Record, naming: Naming, scores: Scores) -> None:
    label = f"{event.type} {_quote(page, event.place)}"
    given = claim.get("companions") or []
    right, wrong, missed = naming.matched(event.companions, given)
    scores.counts["companions"].add(right, wrong, missed)
    if wrong or missed:
        scores.error(page.id, "EVENT companions", label, f"{list(event.companions)} but {naming.shown(given)}")
    for axis in ("polarity", "certainty", "phase"):
        wanted, said = getattr(event.axes, axis), claim.get(axis)
        scores.shares[axis].add(wanted == said)
        if wanted != said:
            scores.error(page.id, f"EVENT {axis}", label, f"{wanted} but {said}")
    _quantities(page, event, claim.get("quantities") or [], scores)


def _quantities(page: Gold, event: Event, given: Sequence[Record], scores: Scores) -> None:
    pairs, missed, extra = paired(event.quantities, given, lambda q, other: overlap(q.place, _at(other)))
    scores.counts["quantities"].add(len(pairs), len(extra), len(missed))
    for quantity in missed:
        scores.error(page.id, "QUANTITY missed", _quote(page, quantity.place), f"{quantity.value} {quantity.unit}")
    for other in extra:
        scores.error(page.id, "QUANTITY extra", _quote(page, _at(other)), f"{other.get('value')} {other.get('unit')}")
    for quantity, other in pairs:
        for measure, wanted in (("value", quantity.value), ("unit", quantity.unit)):
            said = other.get(measure)
            scores.shares[f"quantity {measure}"].add(wanted == said)
            if wanted != said:
                scores.error(page.id, f"QUANTITY {measure}", _quote(page, quantity.place), f"{wanted} but {said}")


def _about(page: Gold, found: Found, scores: Scores) -> None:
    claims = {claim["id"]: event for event, claim in found if "id" in claim}
    places = {event.place for event, _ in found}
    wanted = {(event.place, other) for event, _ in found for other in event.about if other in places}
    given = {
        (event.place, claims[other].place)
        for event, claim in found
        for other in claim.get("about") or ()
        if other in claims
    }
    scores.counts["about"].add(len(wanted & given), len(given - wanted), len(wanted - given))
    for kind, pairs in (("missed", wanted - given), ("extra", given - wanted)):
        for one, other in sorted(pairs):
            scores.error(page.id, f"ABOUT {kind}", _quote(page, one), _quote(page, other))


def _statements(page: Gold, given: Sequence[Record], naming: Naming, scores: Scores) -> None:
    def right(statement: Statement, other: Record) -> bool:
        return naming.speaker(statement.speaker, other.get("speaker"))

    def here(statement: Statement, other: Record) -> bool:
        return shared(statement.place, _at(other)) >= HALF

    pairs, missed, extra = paired(page.statements, given, lambda s, other: here(s, other) and right(s, other))
    scores.counts["statements"].add(len(pairs), len(extra), len(missed))
    more, gone, left = paired(missed, extra, here)
    pairs += more
    scores.counts["statement places"].add(len(pairs), len(left), len(gone))
    for statement in gone:
        scores.error(page.id, "STATEMENT missed", _quote(page, statement.place), str(statement.speaker))
    for other in left:
        scores.error(page.id, "STATEMENT extra", _quote(page, _at(other)), naming.shown([other.get("speaker")]))
    for statement, other in more:
        said = f"{statement.speaker} but {naming.shown([other.get('speaker')])}"
        scores.error(page.id, "STATEMENT speaker", _quote(page, statement.place), said)
    for statement, other in pairs:
        scores.shares["direct"].add(statement.direct == other.get("direct"))
        if statement.cue:
            cue = other.get("cue")
            scores.shares["statement cue"].add(cue is not None and overlap(statement.cue, _at(cue)))


def _entities(
    page: Gold, entities: Sequence[Record], named: Container[str | None], naming: Naming, scores: Scores
) -> None:
    """Roles, epithets and relations, which the record keeps with whom they are of; roles of those with a name only."""
    who = {entity["id"]: {"text": entity.get("name"), "entity": entity["id"]} for entity in entities}

    def role(wanted: Role, given: tuple[str, str]) -> bool:
        same = alike(wanted.title, given[1]) or alike(_office(wanted), given[1])
        return same and naming.same(wanted.entity, who[given[0]])

    def epithet(wanted: Epithet, given: tuple[str, Place]) -> bool:
        return overlap(wanted.place, given[1]) and naming.same(wanted.entity, who[given[0]])

    def relation(wanted: Relation, given: Relation) -> bool:
        ways = [way for way in (given, *_turned(given)) if way.kind == wanted.kind]
        ends = ((who.get(way.entity), who.get(way.of)) for way in ways)
        return any(naming.same(wanted.entity, one) and naming.same(wanted.of, other) for one, other in ends)

    wanted_roles = {(role.entity, folded(role.title)): role for role in page.roles}
    titles = {
        (e["id"], folded(role["title"])): role["title"]
        for e in entities
        if e["id"] in named
        for role in e.get("roles") or ()
    }
    roles = [(id_, title) for (id_, _), title in titles.items()]
    epithets = [(e["id"], _at(place)) for e in entities for place in e.get("epithets") or ()]
    ties = {_tie(e["id"], tie["kind"], tie["entity"]) for e in entities for tie in e.get("relations") or ()}
    _count(page, "roles", paired(wanted_roles.values(), roles, role), scores)
    _count(page, "epithets", paired(page.epithets, epithets, epithet), scores)
    _count(page, "relations", paired(dict.fromkeys(page.relations), sorted(ties, key=str), relation), scores)


def _office(role: Role) -> str:
    """The title without the words of the body, where it repeats them."""
    body = set(folded(role.body).split()) if role.body else set()
    return " ".join(word for word in role.title.split() if folded(word) not in body)


def _tie(entity: str, kind: str, of: str) -> Relation:
    """A tie between two, the same from whichever end it is read."""
    tie = Relation(entity, kind, of)
    return min((tie, *_turned(tie)), key=str)


def _turned(tie: Relation) -> tuple[Relation, ...]:
    if tie.kind in MUTUAL or tie.kind in INVERSE:
        return (Relation(tie.of, INVERSE.get(tie.kind, tie.kind), tie.entity),)
    return ()


def _count(page: Gold, measure: str, found: tuple[list[tuple[A, B]], list[A], list[B]], scores: Scores) -> None:
    pairs, missed, extra = found
    scores.counts[measure].add(len(pairs), len(extra), len(missed))
    label = measure.upper().removesuffix("S")
    for one in missed:
        scores.error(page.id, f"{label} missed", str(one), "")
    for other in extra:
        scores.error(page.id, f"{label} extra", str(other), "")
