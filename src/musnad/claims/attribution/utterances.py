"""Utterances of a sentence as they are found, before the whole tree of who quotes whom is known."""

from dataclasses import dataclass

from musnad.claims.attribution.cues import CueRow
from musnad.claims.attribution.source_words import Source


@dataclass(slots=True)
class Utterance:
    """What one source says: the tokens `first:last`; made while a page is read, and cut where another speaker begins.

    Attributes:
        cue: the tokens of the cue.
        source: who speaks; None where someone does and cannot be made out.
        carriers: sources that passed these words on, outermost first.
        frame: whether it is a phrase over the sentence («بحسب X») rather than a verb.
        inner: whether such a phrase stands in somebody's words and is his («قال فلان إن ...، بحسب الشرطة، ...»).
    """

    rule: str
    row: CueRow | None
    cue: tuple[int, int]
    first: int
    last: int
    direct: bool
    source: Source | None
    feminine: bool | None = None
    carriers: tuple[Source, ...] = ()
    frame: bool = False
    inner: bool = False

    def covers(self, i: int) -> bool:
        """Whether a token stands inside."""
        return self.first <= i < self.last

    def cut(self, i: int) -> None:
        """End the utterance before a token that stands inside it."""
        if self.covers(i):
            self.last = i

    def agrees(self, feminine: bool | None, plural: bool) -> bool:
        """Whether a verb or participle of this gender and number can speak of the same source."""
        if self.source is None:
            return False
        known = self.feminine if self.feminine is not None else self.source.feminine
        if plural and not self.source.plural:
            return False
        return feminine is None or known is None or feminine == known
