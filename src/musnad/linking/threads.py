"""Links between events: a plan and its deed, a request, its promise and its deed, a refusal, what led to what."""

from collections.abc import Iterator, Mapping, Sequence

from musnad.linking.linker import Key, Linker
from musnad.linking.reports import Told
from musnad.linking.results import Claimed, Thread, ThreadKind

Group = tuple[Key, ...]
_PROMISES, _ANSWERED = frozenset({"AGREE"}), frozenset({"REQUEST"})
_REFUSALS = frozenset({"REJECT"})


class Threads:
    """Finds the links of an archive's events."""

    def __init__(self, linker: Linker) -> None:
        self._linker = linker
        self._groups: Sequence[Group] = linker.groups()
        self._of: Mapping[Claimed, Group] = {
            told.key: group for group in self._groups for key in group for told in linker.event(key).told
        }

    def found(self) -> list[Thread]:
        """All links, sorted, each once."""
        deeds = {plan: deed for group in self._groups for plan, deed in self._deed(group)}
        links = [
            *(
                self._thread("planned_to_deed", plan, deed, "the same but for its standing")
                for plan, deed in deeds.items()
            ),
            *self._promises(deeds),
            *self._told(),
        ]
        return sorted({(link.kind, link.source, link.target): link for link in links}.values())

    def _deed(self, plan: Group) -> Iterator[tuple[Group, Group]]:
        """The deed that an unreal event became: the likeliest of its type, told no earlier."""
        if not self._unreal(plan):
            return
        scores: dict[Group, list[float]] = {}
        for key in plan:
            for other in self._linker.near(key):
                group = self._linker.group(other)
                if group != plan and not self._unreal(group):
                    scores.setdefault(group, []).append(self._linker.score_but_standing(key, other))
        means = {group: sum(found) / len(found) for group, found in scores.items() if not self._before(group, plan)}
        best = max(sorted(means), key=lambda group: means[group], default=None)
        if best is not None and means[best] > 0:
            yield plan, best

    def _promises(self, deeds: Mapping[Group, Group]) -> Iterator[Thread]:
        """Requests and promises by what they are about."""
        for aim, holders in self._about().items():
            for promise in sorted(holder for holder, types in holders.items() if types & _PROMISES):
                for request in sorted(holder for holder, types in holders.items() if types & _ANSWERED):
                    if request != promise:
                        yield self._thread("request_promise", request, promise, "both are about one deed")
                if aim in deeds:
                    yield self._thread("promise_deed", promise, deeds[aim], "what was promised came about")
            if self._unreal(aim):
                for holder in sorted(holders):
                    yield self._thread("follow_up", holder, aim, "this is what it is about")

    def _about(self) -> dict[Group, dict[Group, set[str]]]:
        """The events that others are about, with these and the types of the claims that are."""
        about: dict[Group, dict[Group, set[str]]] = {}
        for group in self._groups:
            for told in self._claims(group):
                for content in told.about:
                    aim = self._of.get((told.page, content))
                    if aim and aim != group:
                        about.setdefault(aim, {}).setdefault(group, set()).add(told.type)
        return about

    def _told(self) -> Iterator[Thread]:
        """What the sentences themselves tie: «after», and refusals of what is asked on the same page."""
        for group in self._groups:
            for told in self._claims(group):
                if told.type in _REFUSALS:
                    yield from self._refused(group, told)
                if told.after:
                    yield from self._led(group, told)

    def _led(self, group: Group, told: Told) -> Iterator[Thread]:
        report = self._linker.reports[told.page]
        for other in report.told:
            to = self._of[other.key]
            if other.sentence == told.sentence and other.place < told.place and to != group and not other.after:
                yield self._thread("follow_up", group, to, "the sentence puts it after")
                return

    def _refused(self, group: Group, told: Told) -> Iterator[Thread]:
        for other in self._linker.reports[told.page].told:
            if other.type in _ANSWERED and self._of[other.key] != group and other.actors & (told.parties - told.actors):
                yield self._thread("denial_of", group, self._of[other.key], "it is refused to him who asks")
                return

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
        return Thread(kind, _id(self._linker, source), _id(self._linker, target), (reason,))


def _id(linker: Linker, group: Group) -> Claimed:
    return min(told.key for key in group for told in linker.event(key).told)
