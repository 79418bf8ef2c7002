"""How well the stories' pages are linked, by the annotation."""

from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

from musnad.linking.blocks import Key
from musnad.linking.events import copies, event
from musnad.linking.linker import Linker
from musnad.linking.results import Conflict, Event
from musnad.linking.threads import Threads
from stories.gold import Half, documents, half, tables

Group = tuple[Key, ...]
Word = tuple[str, int]
"""A page, and where an event word of the annotation begins."""


def linked(name: str, *, given: bool) -> Linker:
    """The pages of a half, linked as one archive."""
    linker = Linker(tables())
    for document in documents(name, given=given):
        linker.add(document)
    return linker


def answered(stories: Half, linker: Linker) -> dict[Word, Group]:
    """The event that the program puts each word of the annotation into; words that it passes over are missing."""
    spans: dict[str, list[tuple[int, int, Group]]] = {}
    for group in linker.groups():
        for key in group:
            for told in linker.event(key).told:
                spans.setdefault(told.page, []).append((*told.place, group))
    found = {}
    for (page, start, end), _, _ in stories.mentions():
        over = [group for first, last, group in spans.get(page, ()) if first < end and start < last]
        if over:
            found[page, start] = over[0]
    return found


def b_cubed(gold: Mapping[Word, str], found: Mapping[Word, Any]) -> tuple[float, float, float]:
    """Precision, recall and F1 over the annotation's words; a word that is passed over stands alone."""
    answer = {word: found.get(word, word) for word in gold}
    sizes, truths = Counter(answer.values()), Counter(gold.values())
    shared = Counter((answer[word], gold[word]) for word in gold)
    precision = sum(shared[answer[w], gold[w]] / sizes[answer[w]] for w in gold) / len(gold)
    recall = sum(shared[answer[w], gold[w]] / truths[gold[w]] for w in gold) / len(gold)
    return precision, recall, 2 * precision * recall / (precision + recall)


def measured(name: str, *, given: bool) -> dict[str, float]:
    """All figures of a half of the stories."""
    stories = half(name)
    linker = linked(name, given=given)
    gold = {(page, start): event for (page, start, _), event, optional in stories.mentions() if not optional}
    found = answered(stories, linker)
    precision, recall, f1 = b_cubed(gold, found)
    figures = {"linking B3 precision": precision, "linking B3 recall": recall, "linking B3 F1": f1}
    if not given:
        figures["linking B3 F1 of the words that are read"] = b_cubed(
            {word: event for word, event in gold.items() if word in found}, found
        )[2]
    matched = matches(gold, found)
    linked_events = {group: event(linker, group) for group in linker.groups()}
    return (
        figures
        | rooted(stories, matched, linked_events)
        | parted(stories, matched, linked_events)
        | tied(stories, matched, linker)
        | copied(stories, linker)
    )


def matches(gold: Mapping[Word, str], found: Mapping[Word, Group]) -> dict[str, Group]:
    """The program's event for each of the annotation: the one with most of its words, each given once, the fullest first."""
    shared = Counter((event, found[word]) for word, event in gold.items() if word in found)
    matched: dict[str, Group] = {}
    for (event_id, group), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if event_id not in matched and group not in matched.values():
            matched[event_id] = group
    return matched


def rooted(stories: Half, matched: Mapping[str, Group], linked_events: Mapping[Group, Event]) -> dict[str, float]:
    """How many events have as many roots as the annotation says, and of how many the bare pages are told."""
    exact = bare = party = 0
    for wanted in stories.events:
        got = linked_events.get(matched.get(wanted["id"], ()))
        if got is None:
            continue
        exact += len(got.roots) == len(wanted["roots"])
        bare += list(got.bare) == sorted(wanted["bare"])
        party += sum(root.party for root in got.roots) == sum(root["party"] for root in wanted["roots"])
    total = len(stories.events)
    return {
        "roots counted exactly": exact / total,
        "bare pages exact": bare / total,
        "parties counted exactly": party / total,
    }


def parted(stories: Half, matched: Mapping[str, Group], linked_events: Mapping[Group, Event]) -> dict[str, float]:
    """Contradictions found, and variants that are not called so."""
    said = [
        (event_id, conflict)
        for event_id, group in matched.items()
        for conflict in linked_events[group].conflicts
        if conflict.kind == "contradiction"
    ]
    extra = sum(
        conflict.kind == "contradiction"
        for group, one in linked_events.items()
        if group not in set(matched.values())
        for conflict in one.conflicts
    )
    wanted = [row for row in stories.conflicts if row["kind"] == "contradiction"]
    variants = [row for row in stories.conflicts if row["kind"] == "variant"]
    right = [any(_is(row, event_id, conflict) for row in wanted) for event_id, conflict in said]
    found = [any(_is(row, event_id, conflict) for event_id, conflict in said) for row in wanted]
    precision = sum(right) / max(1, len(right) + extra)
    recall = sum(found) / len(wanted)
    wrongly = [any(_is(row, e, c) and not any(_is(w, e, c) for w in wanted) for e, c in said) for row in variants]
    return {
        "contradictions precision": precision,
        "contradictions recall": recall,
        "contradictions F1": 2 * precision * recall / ((precision + recall) or 1),
        "variants not called contradictions": 1 - sum(wrongly) / len(variants),
    }


def _is(row: Mapping[str, Any], event_id: str, conflict: Conflict) -> bool:
    """Whether two sides of a conflict are two sides of the annotation's, by event, what it is about, and pages."""
    if row["event"] != event_id or row["about"] != conflict.about:
        return False
    hits = [{n for n, side in enumerate(row["sides"]) if set(side["pages"]) & set(own.pages)} for own in conflict.sides]
    return any(x != y for a, b in combinations(hits, 2) for x in a for y in b)


def tied(stories: Half, matched: Mapping[str, Group], linker: Linker) -> dict[str, float]:
    """Links between events, by their kinds."""
    of_claim = {told.key: group for group in linker.groups() for key in group for told in linker.event(key).told}
    back = {group: event_id for event_id, group in matched.items()}
    said = {
        (link.kind, back.get(of_claim[link.source]), back.get(of_claim[link.target]))
        for link in Threads(linker).found()
    }
    wanted = {(link["kind"], link["from"], link["to"]) for link in stories.links}
    figures = {}
    for kind in ("planned_to_deed", "request_promise", "promise_deed", "denial_of", "follow_up"):
        one, other = ({link for link in links if link[0] == kind} for links in (said, wanted))
        figures[f"links {kind} F1"] = 2 * len(one & other) / max(1, len(one) + len(other))
    return figures | {"links F1": 2 * len(said & wanted) / max(1, len(said) + len(wanted))}


def copied(stories: Half, linker: Linker) -> dict[str, float]:
    """Copies found, by page and source."""
    said = {(copy.page, copy.source) for copy in copies(linker)}
    wanted = {(page, given["copy_of"]) for page, given in stories.given.items() if given["copy_of"]}
    return {"copies F1": 2 * len(said & wanted) / max(1, len(said) + len(wanted))}
