"""The utterances of a page as they are found, and which of them later words go on with."""

from dataclasses import replace

from musnad.claims.attribution.source_words import Source, same_source
from musnad.claims.attribution.takeups import TakeUps
from musnad.claims.attribution.utterances import Utterance

NEAR = 40
"""So many utterances back a source can be taken up with those who passed its words on."""

CROWD = 12
"""So many utterances of one sentence are weighed against each other, the latest."""

RETOLD = 4
"""So many utterances back a speaker is still retold by the paper that quoted him."""

RECENT = 2
"""A dropped subject is looked for so many sentences back."""


class History:
    """What was found on one page: all utterances, those of the sentence that is being read, and those right before."""

    def __init__(self, takeups: TakeUps) -> None:
        self._takeups = takeups
        self.found: list[Utterance] = []
        self.here: list[Utterance] = []
        self.recent: list[list[Utterance]] = []
        self._title = False

    def begin(self, carried: list[Utterance], *, title: bool) -> None:
        """Start a sentence into which some utterances reach; those whom only a headline quotes are not taken up."""
        self.here, self._title = carried, title

    def end(self) -> None:
        """Close the sentence that was read."""
        self.recent = [*self.recent[1 - RECENT :], self.here]

    def note(self, utterance: Utterance) -> None:
        """Keep an utterance of the sentence that is being read."""
        self.here.append(utterance)
        self.found.append(utterance)
        if utterance.source is not None and not (self._title and not self._takeups.has_name(utterance.source)):
            for source in (*utterance.carriers, utterance.source):
                self._takeups.remember(source)

    def around(self, i: int) -> list[Utterance]:
        """The latest utterances of this sentence that cover a token."""
        return [u for u in self.here[-CROWD:] if u.covers(i)]

    def above(self, utterance: Utterance) -> tuple[Source, ...]:
        """Those who pass on the words of an utterance, outermost first."""
        near = self.found[-NEAR:]
        around = [u for u in near if u is not utterance and u.covers(utterance.cue[0]) and u.source is not None]
        around.sort(key=lambda u: (u.first, -u.last))
        return (*(u.source for u in around if u.source is not None), *utterance.carriers)

    def carriers(self, source: Source | None) -> tuple[Source, ...]:
        """Who passed on the words of a source, where it is taken up again («المصدر») or its verb has no subject."""
        if source is None or not source.argument.implied:
            return ()
        near = reversed(self.found[-NEAR:])
        return next((self.above(u) for u in near if u.source is not None and same_source(u.source, source)), ())

    def latest(self, source: Source) -> Utterance | None:
        """The latest of the last utterances of a source; only the last four are looked at."""
        near = reversed(self.found[-RETOLD:])
        return next((u for u in near if u.source is not None and same_source(u.source, source)), None)

    def continued(
        self, feminine: bool | None, plural: bool, before: int, far: bool, carriers: bool = False
    ) -> Utterance | None:
        """The latest utterance whose speaker can be the one meant, the outer before the inner.

        With `far` the sentences of `RECENT` are looked at, else only the last; with `carriers` also who passed words on.
        """
        near = self.recent if far else self.recent[-1:]
        for whole in (self.here, *reversed(near)):
            group = whole[-CROWD:]
            for utterance in (*reversed(outermost(group)), *reversed(group)):
                if utterance.cue[0] < before and utterance.agrees(feminine, plural):
                    return utterance
            carrier = carried(group, feminine, before) if feminine and carriers else None
            if carrier is not None:
                return carrier
            if any(u.source is None for u in group):
                return None
        return None

    def of_sentence(self, feminine: bool | None, plural: bool) -> Utterance | None:
        """The utterance of this sentence that a participle goes on with: the latest outer one, verbs before phrases."""
        known = [u for u in self.here[-CROWD:] if u.source is not None]
        verbs = [u for u in outermost(known) if not u.frame]
        candidates = (*reversed(verbs), *reversed(known))
        return next((u for u in candidates if u.agrees(feminine, plural)), None)


def carried(group: list[Utterance], feminine: bool, before: int) -> Utterance | None:
    """What the paper that passed on the words of an utterance says, where only it agrees with a verb («نقلت ... وأضافت»)."""
    for utterance in reversed(group):
        for n, source in reversed(tuple(enumerate(utterance.carriers))):
            if utterance.cue[0] < before and source.feminine is feminine:
                return replace(utterance, source=source, carriers=utterance.carriers[:n])
    return None


def outermost(group: list[Utterance]) -> list[Utterance]:
    """Those utterances of a group whose cue stands in no other's words, phrases over the sentence left aside."""
    return [u for u in group if not any(o is not u and o.covers(u.cue[0]) and not o.frame for o in group)]
