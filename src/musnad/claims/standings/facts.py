"""What can be said of how an event stands, as words that have weights.

Words of the page are folded and without their article; a name is said by its kind, a time by T.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from musnad.claims.status import Standing
from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.language.words import ARTICLE
from musnad.model import Link, Sentence

NEAR, FAR = 3, 10
"""Tokens before a trigger: as far as NEAR by their place, as far as FAR as such."""

CLAUSE = 12
"""How many tokens before a trigger its governing verb and the words of its clause are looked for."""

STEP = 3
"""Distances are counted in steps of this many tokens."""

SHOWN = ("negation", "time_conjunction", "possibility", "future", "subordinator", "relative")
"""The classes of function words that are looked for before a trigger."""


class Proposed(NamedTuple):
    """A claim as the choice looks at it: `content` is what its holder's claim makes of it (`asked` ...)."""

    trigger: Trigger
    standing: Standing
    chain: tuple[Link, ...]
    content: str
    holder: Trigger | None
    date: str | None


class Facts:
    """What is said of the claims of one document."""

    def __init__(self, view: View, claims: Sequence[Proposed]) -> None:
        self.view, self.claims = view, claims

    def of(self, n: int) -> list[str]:
        """What is said of a claim."""
        claim = self.claims[n]
        sentence = self.view.sentence_of[claim.trigger.index]
        return [
            *self._ruled(claim), *self._form(claim), *self._around(claim, sentence), *self._governed(claim),
            *self._told(n, sentence), *self._clause(claim, sentence),
        ]  # fmt: skip

    def _ruled(self, claim: Proposed) -> Iterator[str]:
        """What the rules say, and why."""
        standing, pos, aspect = claim.standing, claim.trigger.row.pos[0], claim.trigger.aspect
        yield from ("any", f"rule {standing.status}", f"rule {standing.phase} {standing.polarity}")
        yield from (f"rule {standing.status} {claim.trigger.row.type}", f"rule {standing.status} {pos} {aspect}")
        for reason in standing.why:
            yield f"cue {reason.row}" if reason.row else f"why {reason.rule}"

    def _form(self, claim: Proposed) -> Iterator[str]:
        trigger, token = claim.trigger, self.view.tokens[claim.trigger.index]
        row, aspect, clitics = trigger.row, trigger.aspect, "".join(token.proclitics)
        pos = row.pos[0]
        yield from (f"pos {pos}", f"aspect {aspect}", f"type {row.type}", f"type {row.type} {aspect}")
        yield from (f"clitics {clitics}", f"clitics {pos} {clitics} {token.base.startswith(ARTICLE)}")
        yield from (f"lemma {row.lemma}", f"lemma {row.lemma} {aspect}")
        title = self.view.document.metadata.title
        yield f"title {title is not None and token.span.within(title)} {aspect}"

    def _around(self, claim: Proposed, sentence: Sentence) -> Iterator[str]:
        i = claim.trigger.index
        for k in range(1, NEAR + 1):
            yield f"word -{k} {self._word(i - k, sentence)}"
        yield f"words {self._word(i - 2, sentence)} {self._word(i - 1, sentence)}"
        yield f"word 1 {self._word(i + 1, sentence)}"
        for j in range(max(sentence.first, i - FAR + 1), i - NEAR):
            yield f"before {self._word(j, sentence)}"

    def _governed(self, claim: Proposed) -> Iterator[str]:
        """The verb before, its aspect, and what stands before it."""
        view, i = self.view, claim.trigger.index
        verb = view.nearest_verb(i, CLAUSE)
        if verb is None:
            yield "verb none"
            return
        forms = view.verb_forms(verb)
        lemma = min(view.grammar.lemmas(view, verb), default=view.tokens[verb].base)
        aspect = next((form.aspect for _, form in forms), "?")
        future = any("س" in reading.proclitics for reading, _ in forms)
        yield from (f"verb {lemma}", f"verb {lemma} {aspect}", f"future {future}")
        yield from (f"verb of {claim.trigger.row.pos[0]} {aspect} {future}", f"verb {aspect} {min(i - verb, 4)}")
        for k in (1, 2):
            yield f"verb -{k} {self._word(verb - k, view.sentence_of[verb])}"

    def _told(self, n: int, sentence: Sentence) -> Iterator[str]:
        """As whose content, behind which claim, in whose words, and of which day the event is told."""
        view, claim = self.view, self.claims[n]
        trigger, pos, aspect = claim.trigger, claim.trigger.row.pos[0], claim.trigger.aspect
        yield f"content {claim.content}"
        if claim.holder is not None:
            yield from (f"content {claim.content} {claim.holder.row.lemma}", f"holder {claim.holder.row.type}")
        before = self.claims[n - 1] if n else None
        if before is not None and before.trigger.index >= sentence.first:
            row = before.trigger.row
            yield from (f"last type {row.type}", f"last lemma {row.lemma}", f"last {row.type} {pos} {aspect}")
            yield from (
                f"last far {min((trigger.index - before.trigger.index) // STEP, 4)}",
                f"last {before.standing.status}",
            )
        if claim.chain:
            yield from (f"stance {claim.chain[-1].stance}", "chain")
        statement = view.statement_at.get(trigger.index)
        yield f"statement {statement is not None}"
        if statement is not None:
            yield f"said by {view.document.quote(statement.cue) if statement.cue else ''}"
        published = view.document.dating.published
        if published and claim.date and claim.date[:1].isdigit():
            day = claim.date[: len(published)]
            when = "later" if day > published else "same" if day == published else "earlier"
            yield from (f"day {when}", f"day {when} {pos} {aspect}")

    def _clause(self, claim: Proposed, sentence: Sentence) -> Iterator[str]:
        """The function words before a trigger, and how far before it they stand."""
        view, i = self.view, claim.trigger.index
        for j in range(max(sentence.first, i - CLAUSE), i):
            for label in view.classes(j).intersection(SHOWN):
                yield from (
                    f"{label} {min((i - j) // STEP, 3)}",
                    f"{label} {view.tokens[j].base} {claim.trigger.row.pos[0]}",
                )

    def _word(self, j: int, sentence: Sentence) -> str:
        view = self.view
        if not sentence.first <= j < sentence.last:
            return "^" if j < sentence.first else "$"
        if j in view.time_at:
            return "T"
        mention = view.mention_at.get(j)
        if mention is not None:
            return mention.kind
        token = view.tokens[j]
        return view.text(j) if token.kind == "mark" else token.base.removeprefix(ARTICLE)
