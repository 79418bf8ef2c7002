"""Scores records against annotated pages.

names          same kind, and both ends of the place agree to within two code points; `names untyped` leaves the kind out
aliases        pairs of different words for names found: are they rightly said to be the same?
entities       B-cubed over the names found
times          the place as for names, a leading «يوم» left out; `times value`: same type and value too
events         same type, and the event words overlap; optional events count neither way
actors, recipients, place, date   right answers among the events found; a missed event is not counted again
tuples         the event, with an actor and a recipient right (or rightly none), and status and chain right
status, chain  the share of the events found; `where attributed`: of those whose page names a source
wrong source   the share of the events found whose chain names a source that the annotation's does not hold: less is better

`musnad.annotation.more` has the measures of the further layers.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from musnad.annotation.gold import Event, Gold
from musnad.annotation.layers import TRIGGER_WORDS
from musnad.annotation.measures import Scores, Share
from musnad.annotation.more import score_further
from musnad.annotation.naming import Naming, Record, folded, passed_over
from musnad.annotation.places import Place, close, overlap

Found = list[tuple[Event, Record]]


def score(pages: Iterable[Gold], records: Mapping[str, Record], *, errors: bool = True) -> Scores:
    """The scores of the records, by page id; a page without a record, or with another text, counts as nothing found.

    Args:
        pages: the annotated pages.
        records: what a reader has found, as `musnad read --json` writes it.
        errors: whether to keep the errors; of pages that nobody may look at, none are.
    """
    scores = Scores([] if errors else None)
    for page in pages:
        _page(page, records.get(page.id), scores)
    return scores


def judged(page: Gold, record: Record) -> list[tuple[Record, bool]]:
    """The claims of a record that count, and which of them are right: their event is told there, under their type and
    status, all who are named take part on their side, and the chain is the page's. Whoever is missing does no harm."""
    scores = Scores(None)
    names = _names(page, [m for m in record["mentions"] if m["named"]], scores)
    naming = Naming(page, record["entities"], names)
    found = {claim["id"]: event for event, claim in _events(page, record["claims"], naming, scores)}
    doubtful = [event.place for event in page.events if event.optional]
    return [
        (claim, claim["id"] in found and _is_right(found[claim["id"]], claim, naming))
        for claim in record["claims"]
        if claim["id"] in found or not any(overlap(at(claim), place) for place in doubtful)
    ]


def _is_right(event: Event, claim: Record, naming: Naming) -> bool:
    sides = ((event.actors, claim["actors"]), (event.recipients, claim["recipients"]))
    nobody_wrong = all(naming.matched(wanted, given)[1] == 0 for wanted, given in sides)
    return nobody_wrong and claim["status"] == event.status and _chain(event, claim, naming, Scores(None))


def _page(page: Gold, record: Record | None, scores: Scores) -> None:
    scores.pages += 1
    scores.further += page.further
    if record is None or record.get("text") != page.text:
        scores.absent.append(page.id)
        scores.error(
            page.id, "TEXT", "no record" if record is None else "the record's text is not the page verbatim", ""
        )
        record = {}
    pairs = _names(page, [m for m in record.get("mentions", ()) if m.get("named", True)], scores)
    _times(page, record.get("times", ()), scores)
    naming = Naming(page, record.get("entities", ()), pairs)
    found = _events(page, record.get("claims", ()), naming, scores)
    if page.further:
        score_further(page, record, found, naming, scores)


def at(item: Record) -> Place:
    """The place of something in a record."""
    return item["start"], item["end"]


def _quote(page: Gold, place: Place) -> str:
    return page.text[place[0] : place[1]]


def _names(page: Gold, found: Sequence[Record], scores: Scores) -> list[tuple[str, str]]:
    """Counts the names; the pairs are of the annotation's and the record's entity of each name that is right."""
    free, pairs = list(found), list[tuple[str, str, str]]()
    for name in page.names:
        hit = next((m for m in free if m["kind"] == name.kind and close(at(m), name.place)), None)
        scores.counts["names"].add(hit is not None, 0, hit is None)
        if hit is None:
            scores.error(page.id, "NAME missed", _quote(page, name.place), name.kind)
            continue
        free.remove(hit)
        pairs.append((name.entity, hit.get("entity") or f"?{hit['start']}", folded(_quote(page, name.place))))
    for mention in free:
        scores.error(page.id, "NAME extra or wrong", _quote(page, at(mention)), mention["kind"])
    scores.counts["names"].add(0, len(free), 0)
    _untyped(page, found, scores)
    for a, b in combinations(pairs, 2):
        if a[2] != b[2]:
            one, said = a[0] == b[0], a[1] == b[1]
            scores.counts["aliases"].add(one and said, said and not one, one and not said)
    entities = [(wanted, given) for wanted, given, _ in pairs]
    scores.cubed.add(entities)
    return entities


def _untyped(page: Gold, found: Sequence[Record], scores: Scores) -> None:
    free = list(found)
    for name in page.names:
        hit = next((m for m in free if close(at(m), name.place)), None)
        scores.counts["names untyped"].add(hit is not None, 0, hit is None)
        if hit is not None:
            free.remove(hit)
    scores.counts["names untyped"].add(0, len(free), 0)


def _times(page: Gold, found: Sequence[Record], scores: Scores) -> None:
    free, values = list(found), scores.counts["times value"]
    for time in page.times:
        place = _without_day(page.text, time.place)
        hit = next((t for t in free if close(_without_day(page.text, at(t)), place)), None)
        scores.counts["times"].add(hit is not None, 0, hit is None)
        if hit is None:
            scores.error(page.id, "TIME missed", _quote(page, time.place), str(time.value))
            values.add(0, 0, time.value is not None)
            continue
        free.remove(hit)
        if time.value is None:
            continue
        right = hit["type"] == time.type and _in_days(str(hit["value"])) == _in_days(time.value)
        values.add(right, not right, not right)
        if not right:
            said = f"{time.type} {time.value} but {hit['type']} {hit['value']}"
            scores.error(page.id, "TIME value", _quote(page, time.place), said)
    for extra in free:
        scores.error(page.id, "TIME extra", _quote(page, at(extra)), str(extra["value"]))
    scores.counts["times"].add(0, len(free), 0)
    values.add(0, len(free), 0)


def _without_day(text: str, place: Place) -> Place:
    for day in passed_over("TIME"):
        if text.startswith(f"{day} ", place[0], place[1]):
            return place[0] + len(day) + 1, place[1]
    return place


def _in_days(value: str) -> str:
    """Durations in weeks as days: P2W equals P14D."""
    weeks = re.fullmatch(r"P(\d+)W", value)
    return f"P{int(weeks[1]) * 7}D" if weeks else value


def _events(page: Gold, found: Sequence[Record], naming: Naming, scores: Scores) -> Found:
    """Counts the events; the pairs are of the annotated events that count and the claims that are right."""
    free = [claim for claim in found if len(_quote(page, at(claim)).split()) <= TRIGGER_WORDS]
    wrong, pairs = len(found) - len(free), Found()
    for event in sorted(page.events, key=lambda e: e.optional):
        here = [c for c in free if overlap(at(c), event.place)]
        hit = next((c for c in here if c["type"] == event.type), here[0] if here and event.optional else None)
        if hit is not None:
            free.remove(hit)
        if event.optional:
            continue
        if hit is None:
            scores.error(page.id, "EVENT missed", _quote(page, event.place), event.type)
        else:
            pairs.append((event, hit))
        scores.counts["events"].add(hit is not None, 0, hit is None)
        good = hit is not None and _event(page, event, hit, naming, scores)
        scores.counts["tuples"].add(good, hit is not None and not good, not good)
    for claim in free:
        scores.error(page.id, "EVENT extra", _quote(page, at(claim)), claim["type"])
    for measure in ("events", "tuples"):
        scores.counts[measure].add(0, wrong + len(free), 0)
    return pairs


def _event(page: Gold, event: Event, claim: Record, naming: Naming, scores: Scores) -> bool:
    """Whether a claim is right in actors, recipients, status and chain."""
    label, good = f"{event.type} {_quote(page, event.place)}", True
    for side, wanted in (("actors", event.actors), ("recipients", event.recipients)):
        given = claim.get(side) or []
        right, wrong, missed = naming.matched(wanted, given)
        scores.counts[side].add(right, wrong, missed)
        good &= bool(right) if wanted else not wrong
        if wrong or missed:
            scores.error(page.id, f"EVENT {side}", label, f"{list(wanted)} but {naming.shown(given)}")
    _where_and_when(page, event, claim, naming, scores)
    status = claim.get("status", "asserted")
    scores.shares["status"].add(status == event.status)
    scores.by_status.setdefault(event.status, Share()).add(status == event.status)
    if status != event.status:
        scores.error(page.id, "EVENT status", label, f"{event.status} but {status}")
    chain = _chain(event, claim, naming, scores)
    if not chain:
        links = naming.shown(link.get("source") for link in claim.get("chain") or ())
        scores.error(page.id, "EVENT chain", label, f"{list(event.chain)} but {links}")
    return good and status == event.status and chain


def _where_and_when(page: Gold, event: Event, claim: Record, naming: Naming, scores: Scores) -> None:
    place, when = claim.get("place"), (claim.get("time") or {}).get("value")
    right = bool(event.where and place and naming.same(event.where, place))
    scores.counts["place"].add(right, bool(place) and not right, bool(event.where) and not right)
    if event.date or page.published:
        right = bool(event.date) and when == event.date
        scores.counts["date"].add(right, bool(when) and not right, bool(event.date) and not right)
        if event.date and not right:
            label = f"{event.type} {_quote(page, event.place)}"
            scores.error(page.id, "EVENT date", label, f"{event.date} but {when}")


def _chain(event: Event, claim: Record, naming: Naming, scores: Scores) -> bool:
    """Whether a claim's sources are those annotated, in order."""
    links = [link.get("source") for link in claim.get("chain") or ()]
    right = len(links) == len(event.chain) and all(map(naming.same, event.chain, links))
    scores.shares["chain"].add(right)
    if event.chain:
        scores.shares["chain where attributed"].add(right)
    wrong = any(not any(naming.same(source, link) for source in event.chain) for link in links)
    scores.shares["wrong source"].add(wrong)
    return right
