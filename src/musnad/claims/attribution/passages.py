"""Stretches of a page that are somebody else's words as a whole: embedded posts, and what a chat has forwarded."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.utterances import Utterance
from musnad.claims.view import View
from musnad.model import Argument, Document, Link, Reason, Span, Statement


def posts(view: View) -> Iterator[Utterance]:
    """The words of each embedded post, said by its author; a post without one is nobody's that is known."""
    starts = [token.span.start for token in view.tokens]
    for passage in view.document.passages:
        if passage.kind != "post":
            continue
        first, last = bisect_left(starts, passage.span.start), bisect_left(starts, passage.span.end)
        if passage.author is None:
            if first < last:
                yield Utterance("post", None, (first, first + 1), first, last, True, None, frame=True)
            continue
        signed, behind = bisect_left(starts, passage.author.start), bisect_left(starts, passage.author.end)
        source = Source(signed, behind, _author(view, signed, behind, passage.author), "social")
        words = (behind, last) if signed <= first else (first, signed)
        if words[0] < words[1] and signed < behind:
            yield Utterance("post", None, (signed, behind), *words, True, source, frame=True)


def _author(view: View, first: int, last: int, span: Span) -> Argument:
    mentions = (view.mention_at[i] for i in range(first, last) if i in view.mention_at)
    return Argument(span, next((mention.entity for mention in mentions), None))


def forwarded(document: Document, statements: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """The statements of a text that came through others: all of it is on the word of those that the chat names."""
    if not document.page.via or not document.text.strip():
        return statements
    chain = tuple(Link(None, None, "reports", via.kind, name=via.name) for via in document.page.via)
    why = (Reason("statements", "forwarded"),)
    whole = Statement(f"s{len(statements) + 1}", Span(0, len(document.text)), False, None, None, chain, why=why)
    inner = (replace(s, chain=chain + s.chain, parent=s.parent or whole.id) for s in statements)
    return (whole, *inner)
