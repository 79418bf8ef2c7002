"""People's decisions as training data: a line of JSON each, with the words that were judged and those around them."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from musnad.exports.record import Record, to_line
from musnad.exports.reports import Tally, sentence


@dataclass(frozen=True, slots=True)
class Judged:
    """A decision that stands, and the text of the page that it is about, where that is still kept.

    Attributes:
        facts: the decision's columns.
        text: the page's text; None where the decision is about no page, or the page was taken out or changed by a redaction.
    """

    facts: Record
    text: str | None


def decisions(judged: Iterable[Judged], tally: Tally) -> Iterator[str]:
    """The lines of the file."""
    for one in judged:
        tally.written += 1
        yield to_line(_row(one), strict=True) + "\n"


def _row(one: Judged) -> Record:
    facts = one.facts
    names = ("id", "kind", "of", "hash", "start", "end", "who", "at", "why")
    found: Record = {name: facts[name] for name in names}
    found |= {name: _value(facts[name]) for name in ("before", "after")}
    quote = context = None
    if one.text is not None and facts["start"] is not None:
        around = sentence(one.text, facts["start"], facts["end"])
        quote = one.text[facts["start"] : facts["end"]]
        context = {"start": around.start, "end": around.end, "text": around.text}
    return found | {"text": quote, "context": context}


def _value(packed: str | None) -> Any:
    return None if packed is None else json.loads(packed)
