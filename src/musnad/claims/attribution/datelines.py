"""Whose report a whole page is: an agency in its dateline («الرياض - رويترز:») stands behind every sentence."""

from bisect import bisect_right

from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.utterances import Utterance
from musnad.model import Argument, Sentence, Span

_HEAD = 10
"""An agency stands among so many first tokens of a report whose dateline it is."""

_LONGEST = 16
"""Tokens of a dateline before its colon, at most."""

_SHORT = 8
"""Tokens of a line that is a dateline without a colon, at most."""

_NAME = 3
"""Tokens of an agency's name, at most."""


def dateline(sources: Sources) -> Utterance | None:
    """The report of the agency in the dateline, the headline left out; None where there is none."""
    found = _agency(sources)
    if found is None:
        return None
    first, last, behind = found
    view = sources.view
    inside = [i for i in range(behind, len(view.tokens)) if view.in_article[i]]
    if not inside:
        return None
    mention = view.mention_at.get(first)
    span = Span(view.tokens[first].span.start, view.tokens[last - 1].span.end)
    source = Source(first, last, Argument(span, mention.entity if mention is not None else None), "agency")
    return Utterance("dateline", None, (first, last), behind, inside[-1] + 1, False, source, frame=True)


def _agency(sources: Sources) -> tuple[int, int, int] | None:
    """An agency's tokens before the report's first words, and where these begin."""
    view = sources.view
    title = [z.span for z in view.document.zones if z.kind in ("title", "furniture")]
    for sentence in view.document.sentences:
        zone = title[max(0, bisect_right(title, sentence.span.start, key=lambda z: z.start) - 1)] if title else None
        if sentence.span.within(zone) if zone else sentence.first == 0:
            continue
        for i in range(sentence.first, min(sentence.first + _HEAD, sentence.last)):
            for size in range(_NAME, 0, -1):
                name = " ".join(t.form for t in view.tokens[i : i + size])
                whole = i + size >= sentence.last or view.tokens[i + size].kind != "word"
                behind = _behind(sources, i, i + size, sentence) if whole and name in sources.words.agencies else None
                if behind is not None:
                    return i, i + size, behind
        if any(view.in_article[sentence.first : sentence.last]):
            return None
    return None


def _behind(sources: Sources, first: int, last: int, sentence: Sentence) -> int | None:
    """Where the report begins behind a dateline: a colon or a dash near its head, or the end of its line."""
    view = sources.view
    if not view.in_article[first]:
        return next((k for k in range(last, len(view.tokens)) if view.in_article[k]), sentence.last)
    colon = next((k for k in range(last, min(sentence.last, sentence.first + _LONGEST)) if view.is_mark(k, ":")), None)
    end = colon if colon is not None else sentence.last
    if colon is None and end - sentence.first > _SHORT:
        return None
    if any(view.tokens[k].kind == "word" and view.is_verb(k) for k in range(sentence.first, end)):
        return None
    return end + 1 if colon is not None else end
