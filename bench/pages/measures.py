"""What is measured on a page: words of the body, leaked furniture, metadata."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pages.ledger import squeezed

FIELDS = ("title", "byline", "outlet", "published", "url")
# Vowel signs, direction marks and the lengthening dash are dropped on both sides: no reader is judged by them.
DROPPED = {"Mn", "Cf"}
TATWEEL = "ـ"
NAME_BREAKS = re.compile(r"\s*[;,،؛|/]\s*|\s+و\s*(?=\S)")


@dataclass(frozen=True)
class Score:
    """How one system did on one page."""

    precision: float
    recall: float
    f1: float
    leaked: int
    watched: int
    missing: Counter[str]
    extra: Counter[str]


def words(text: str) -> Counter[str]:
    """The words of a text, as a multiset."""
    text = unicodedata.normalize("NFKC", text)
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in DROPPED and sign != TATWEEL)
    return Counter(re.findall(r"\w+", kept))


def neutral_words(gold: Mapping[str, Any]) -> Counter[str]:
    """Words that are neither wanted nor counted against: title, byline, captions, datelines, date lines, credits."""
    texts = [gold["title"] or "", gold["byline"] or "", *gold["captions"], *gold["datelines"], *gold["neutral"]]
    return words(" ".join(texts))


def score(gold: Mapping[str, Any], body: str) -> Score:
    """One page's body against its gold."""
    wanted, found = words(" ".join(gold["body"])), words(body)
    missing = wanted - found
    extra = found - wanted - neutral_words(gold)
    right = (wanted & found).total()
    precision = right / (right + extra.total()) if right else 0.0
    recall = right / wanted.total()
    f1 = 2 * precision * recall / (precision + recall) if right else 0.0
    return Score(precision, recall, f1, len(leaked(gold, body)), len(gold["furniture"]), missing, extra)


def leaked(gold: Mapping[str, Any], body: str) -> list[str]:
    """The furniture strings that stand in the body."""
    flat = squeezed(body)
    return [text for text in gold["furniture"] if squeezed(text) in flat]


def right_fields(gold: Mapping[str, Any], found: Mapping[str, str | None]) -> list[str]:
    """The names of the fields that are right; where the gold has none, nothing may be found."""
    return [name for name in FIELDS if _same(name, gold, squeezed(found.get(name) or ""))]


def _same(name: str, gold: Mapping[str, Any], found: str) -> bool:
    wanted = squeezed(gold[name] or "")
    if name == "byline":
        # Two writers may be parted by any sign or by the conjunction.
        return _names(wanted) == _names(found)
    if name == "outlet":
        return found in {wanted, *gold.get("outlet_also", [])}
    return wanted == found


def _names(byline: str) -> set[str]:
    return {name for name in NAME_BREAKS.split(byline) if name}


def mean(values: Iterable[float]) -> float:
    """The average; 0 of nothing."""
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
