"""From utterances to statements: which stands inside which, and the whole chain of each."""

from collections.abc import Sequence

from musnad.claims.attribution.source_words import Source, same_source
from musnad.claims.attribution.utterances import Utterance
from musnad.claims.view import View
from musnad.model import Link, Reason, Span, Statement

DEEPEST = 12
"""So many statements inside each other are read; what lies deeper is no speech that a reader could follow."""

_TRAILING = frozenset(".,،؛;:-–—")


class Page:
    """The utterances of one page, in the order in which they were found."""

    def __init__(self, view: View, utterances: Sequence[Utterance]) -> None:
        self._view = view
        self._found = sorted(
            (u for u in utterances if u.last > u.first), key=lambda u: (u.first, -u.last, not u.frame or u.inner, u.cue)
        )

    def statements(self) -> tuple[Statement, ...]:
        """The statements, outer before inner, in the order of the text."""
        made: list[Statement] = []
        sources: list[tuple[Source, ...]] = []
        held: list[Utterance] = []
        reaching: list[int] = []
        for utterance in self._found:
            reaching = [i for i in reaching if held[i].last > utterance.first]
            parent = next((i for i in reversed(reaching) if _holds(held[i], utterance)), None)
            above = sources[parent] if parent is not None else ()
            if len(reaching) > DEEPEST or len(above) > DEEPEST:
                continue
            chain = made[parent].chain if parent is not None else ()
            added = self._added(utterance, above)
            sources.append(above + added)
            links = chain + (tuple(self._link(source, utterance) for source in added) or _unsigned(utterance))
            reaching.append(len(made))
            made.append(self._statement(len(made), utterance, links, made[parent].id if parent is not None else None))
            held.append(utterance)
        return tuple(made)

    @staticmethod
    def _added(utterance: Utterance, above: tuple[Source, ...]) -> tuple[Source, ...]:
        """The sources that an utterance adds to those above it, each once; a chain that goes on for ever is cut."""
        added: list[Source] = []
        for source in (*utterance.carriers, *((utterance.source,) if utterance.source else ())):
            if not any(same_source(source, known) for known in (*above, *added)):
                added.append(source)
            if len(added) > DEEPEST:
                break
        return tuple(added)

    def _link(self, source: Source, utterance: Utterance) -> Link:
        own = source is utterance.source
        stance = utterance.row.stance if own and utterance.row is not None else "reports"
        return Link(source.argument, self._span(*utterance.cue), stance, source.kind)

    def _statement(self, number: int, utterance: Utterance, chain: tuple[Link, ...], parent: str | None) -> Statement:
        cue = self._span(*utterance.cue)
        row = utterance.row.ref if utterance.row is not None else None
        return Statement(
            f"s{number + 1}",
            self._content(utterance),
            utterance.direct,
            utterance.source.argument if utterance.source else None,
            cue,
            chain,
            parent,
            (Reason("statements", utterance.rule, row, (cue,)),),
        )

    def _span(self, first: int, last: int) -> Span:
        tokens = self._view.tokens
        start = tokens[first].stem if tokens[first].kind == "word" else tokens[first].span
        return Span(
            start.start, max(tokens[last - 1].stem.end if last - 1 == first else tokens[last - 1].span.end, start.end)
        )

    def _content(self, utterance: Utterance) -> Span:
        tokens, last = self._view.tokens, utterance.last
        while last > utterance.first + 1 and tokens[last - 1].kind == "mark" and self._view.text(last - 1) in _TRAILING:
            last -= 1
        first = tokens[utterance.first]
        start = first.stem.start if {"ب", "ل"} & set(first.proclitics) and not utterance.direct else first.span.start
        return Span(start, tokens[last - 1].span.end)


def _unsigned(utterance: Utterance) -> tuple[Link, ...]:
    """The link of a post whose author is not known: what it says is not the page's own."""
    return (Link(None, None, "reports", "social"),) if utterance.rule == "post" and utterance.source is None else ()


def _holds(other: Utterance, utterance: Utterance) -> bool:
    """Whether an utterance stands in the words of another: its words do, and its cue unless it is a phrase's."""
    inside = other.covers(utterance.first) and other.last >= utterance.last
    return inside and (other.covers(utterance.cue[0]) or utterance.frame)
