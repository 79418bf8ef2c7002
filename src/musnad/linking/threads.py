"""Links between events: a plan and its deed, a request, its promise and its deed, a refusal, what led to what."""

from collections.abc import Iterable, Iterator
from itertools import chain

from musnad.linking.blocks import Key
from musnad.linking.decided import Tie
from musnad.linking.linker import Linker
from musnad.linking.reports import Told
from musnad.linking.results import Claimed, Thread, ThreadKind

Group = tuple[Key, ...]
_PROMISES, _ANSWERED = frozenset({"AGREE"}), frozenset({"REQUEST"})
_REFUSALS = frozenset({"REJECT"})


class Threads:
    """Finds the links of an archive's events, each at the event that shows it: a plan, what others are about, a source.

    Those that people have `rejected` are none.
    """

    def __init__(self, linker: Linker, rejected: Iterable[Tie] = ()) -> None:
        self._linker = linker
        self._keys: dict[str, dict[str, Key]] = {}
        self._rejected = {pair for tie in rejected for pair in self._between(tie)}

    def found(self) -> list[Thread]:
        """All links, sorted, each once."""
        groups = self._linker.groups()
        deeds = {group: self.deed(group) for group in groups}
        links = [link for group in groups for link in self.at(group, deeds[group])]
        return sorted({(link.kind, link.source, link.target): link for link in links}.values())

    def plans(self, keys: Iterable[Key]) -> set[Group]:
        """The events that may have become one of some page events."""
        return {self._linker.group(plan) for key in keys for plan in self._linker.deeds(key)}

    def showing(self, groups: Iterable[Group]) -> set[Group]:
        """The events that show links of some events because a page tells of both."""
        found: set[Group] = set()
        for group in groups:
            for told in self._claims(group):
                found.update(self._of(told.page, content) for content in told.about)
            for page in {key[0] for key in group}:
                every = self._linker.reports[page].told
                found.update(self._of(*told.key) for told in every if told.after or told.type in _REFUSALS)
        return found

    def deed(self, plan: Group) -> Group | None:
        """The deed that an unreal event became: the likeliest of its type, told no earlier."""
        if not self._unreal(plan):
            return None
        scores: dict[Group, list[float]] = {}
        for key in plan:
            for other, score in self._linker.deeds(key).items():
                scores.setdefault(self._linker.group(other), []).append(score)
        means = {group: sum(found) / len(found) for group, found in scores.items() if group != plan}
        for group in sorted(means, key=lambda group: (-means[group], group)):
            if not self._unreal(group) and not self._before(group, plan):
                return group
        return None

    def at(self, group: Group, deed: Group | None) -> Iterator[Thread]:
        """The links that an event shows; `deed` is what it became."""
        every = chain(self._came_about(group, deed), self._promises(group, deed), self._told(group))
        return (link for link in every if frozenset((link.source, link.target)) not in self._rejected)

    def _came_about(self, plan: Group, deed: Group | None) -> Iterator[Thread]:
        if deed:
            yield self._thread("planned_to_deed", plan, deed, "the same but for its standing")

    def _promises(self, aim: Group, deed: Group | None) -> Iterator[Thread]:
        """Requests and promises by what they are about."""
        holders = self._about(aim)
        for promise in sorted(holder for holder, types in holders.items() if types & _PROMISES):
            for request in sorted(holder for holder, types in holders.items() if types & _ANSWERED):
                if request != promise:
                    yield self._thread("request_promise", request, promise, "both are about one deed")
            if deed and deed != promise:
                yield self._thread("promise_deed", promise, deed, "what was promised came about")
        if holders and self._unreal(aim):
            for holder in sorted(holders):
                yield self._thread("follow_up", holder, aim, "this is what it is about")

    def _about(self, aim: Group) -> dict[Group, set[str]]:
        """The events that are about an event, with the types of the claims that are."""
        about: dict[Group, set[str]] = {}
        claims = {told.key for told in self._claims(aim)}
        for page in {page for page, _ in claims}:
            for told in self._linker.reports[page].told:
                if any((page, content) in claims for content in told.about):
                    holder = self._of(told.page, told.id)
                    if holder != aim:
                        about.setdefault(holder, set()).add(told.type)
        return about

    def _of(self, page: str, claim: str) -> Group:
        """The event of a claim."""
        if page not in self._keys:
            keys = self._linker.events_of(page)
            self._keys[page] = {told.id: key for key in keys for told in self._linker.event(key).told}
        return self._linker.group(self._keys[page][claim])

    def _told(self, group: Group) -> Iterator[Thread]:
        """What the sentences themselves tie: «after», and refusals of what is asked on the same page."""
        for told in self._claims(group):
            if told.type in _REFUSALS:
                yield from self._refused(group, told)
            if told.after:
                yield from self._led(group, told)

    def _led(self, group: Group, told: Told) -> Iterator[Thread]:
        for other in self._linker.reports[told.page].told:
            if other.sentence == told.sentence and other.place < told.place and not other.after:
                to = self._of(*other.key)
                if to != group:
                    yield self._thread("follow_up", group, to, "the sentence puts it after")
                    return

    def _refused(self, group: Group, told: Told) -> Iterator[Thread]:
        for other in self._linker.reports[told.page].told:
            if other.type in _ANSWERED and other.actors & (told.parties - told.actors):
                request = self._of(*other.key)
                if request != group:
                    yield self._thread("denial_of", group, request, "it is refused to him who asks")
                    return

    def _between(self, tie: Tie) -> Iterator[frozenset[Claimed]]:
        """The events between which a tie is said to be, in pairs."""
        claims = [claim for claim in (tie.first, *tie.others) if claim[0] in self._linker.reports]
        if tie.first in claims:
            first, *others = (id_of(self._linker, self._of(*claim)) for claim in claims)
            yield from (frozenset((first, other)) for other in others)

    def _claims(self, group: Group) -> Iterator[Told]:
        for key in group:
            yield from self._linker.event(key).told

    def _unreal(self, group: Group) -> bool:
        return sum(told.unreal for told in self._claims(group)) * 2 > sum(1 for _ in self._claims(group))

    def _before(self, deed: Group, plan: Group) -> bool:
        """Whether all pages tell the deed before the first tells the plan."""
        first, last = (self._days(group) for group in (plan, deed))
        return bool(first and last and max(last) < min(first))

    def _days(self, group: Group) -> list[int]:
        return [event.day.first for key in group for event in [self._linker.event(key)] if event.day]

    def _thread(self, kind: ThreadKind, source: Group, target: Group, reason: str) -> Thread:
        return Thread(kind, id_of(self._linker, source), id_of(self._linker, target), (reason,))


def id_of(linker: Linker, group: Group) -> Claimed:
    """The id of an event: the first of its claims."""
    return min(told.key for key in group for told in linker.event(key).told)
