"""What an HTML source states beside its text: every title, name, date and address, under the name of where it stands.

Nothing is chosen here. A fact's name is the place and the key as the source writes it: `title`, `meta:og:title`,
`link:canonical`, `json-ld:author`, `time`, `saved:date`.
"""

import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from html import unescape

from musnad.model import Fact
from musnad.pages.html.markup import attributes
from musnad.pages.html.visible import Found

_HEAD = 1 << 14
_LONGEST = 2000
_DEEPEST = 12
_MOST = 500
_SCRIPT_LIMIT = 1 << 20
_SPACE = re.compile(r"\s+")
_MARK = re.compile(r"<!--([^>]{1,2000})")
_SAVED_FROM = re.compile(r"saved from url=\(\d{1,6}\)(\S{1,2000})")
_SINGLE_FILE = re.compile(r"\burl: (\S{1,2000})\s{1,20}saved date: ([^\n]{1,80})")
_MIRRORED = re.compile(r"Mirrored from (\S{1,2000}) by HTTrack[^,]{0,200}, ([^-\n]{1,80})")
_META_KEYS = ("property", "name", "itemprop", "http-equiv")
_LINKS = frozenset({"canonical", "amphtml", "shortlink", "original"})
_WANTED = frozenset(
    {
        "headline",
        "name",
        "datePublished",
        "dateCreated",
        "dateModified",
        "author",
        "creator",
        "publisher",
        "url",
        "isBasedOn",
    }
    | {
        "mainEntityOfPage",
        "sourceOrganization",
        "copyrightHolder",
        "inLanguage",
        "articleSection",
        "alternativeHeadline",
    }
)
_ARTICLE = frozenset(
    {"article", "newsarticle", "reportagenewsarticle", "opinionnewsarticle", "analysisnewsarticle", "blogposting"}
)
_ARTICLES = _ARTICLE | {
    "liveblogposting",
    "socialmediaposting",
    "report",
    "webpage",
    "videoobject",
    "advertisercontentarticle",
}


def facts(source: str, found: Found) -> tuple[Fact, ...]:
    """All that the source states, in the order of the source; each pair once, the longest 2,000 characters."""
    stated = (*_saved(source[:_HEAD]), *_tags(source, found), *_scripts(source, found), *_times(found))
    cleaned = ((name, _SPACE.sub(" ", value[:_LONGEST]).strip()) for name, value in stated)
    return tuple(Fact(name, value) for name, value in dict.fromkeys(cleaned) if value)[:_MOST]


def _tags(source: str, found: Found) -> Iterator[tuple[str, str]]:
    title = next((raw for raw in found.raws if raw.name == "title"), None)
    if title:
        yield "title", unescape(source[title.start : min(title.end, title.start + _LONGEST)])
    for tag in found.metas:
        key = next((tag[key] for key in _META_KEYS if key in tag), "")
        if tag[""] == "meta" and key and "content" in tag:
            yield f"meta:{key.lower()}", tag["content"]
        elif tag[""] == "link" and "href" in tag:
            for rel in tag.get("rel", "").lower().split():
                if rel in _LINKS:
                    yield f"link:{rel}", tag["href"]


def _times(found: Found) -> Iterator[tuple[str, str]]:
    for element, value in found.times[:_MOST]:
        yield "time", value or found.text[found.layout.elements[element].start : found.layout.elements[element].end]


def _saved(head: str) -> Iterator[tuple[str, str]]:
    """What the programs that save pages write into a comment at the top."""
    for comment in _MARK.finditer(head):
        if match := _SAVED_FROM.search(comment[1]):
            yield "saved:url", match[1]
        for pattern in (_SINGLE_FILE, _MIRRORED):
            if match := pattern.search(comment[1]):
                yield "saved:url", match[1]
                yield "saved:date", _day(match[2])


def _day(value: str) -> str:
    """The day of a date as JavaScript or e-mail write it; the value itself where it is neither."""
    parts = value.strip().split(" ")
    try:
        if len(parts) > 3 and parts[0].isalpha() and not parts[0].endswith(","):
            value = f"{parts[0]}, {parts[2]} {parts[1]} {parts[3]} 00:00:00"
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError):
        return value


def _scripts(source: str, found: Found) -> Iterator[tuple[str, str]]:
    for raw in found.raws:
        if raw.name != "script" or "ld+json" not in raw.attributes.lower() or raw.end - raw.start > _SCRIPT_LIMIT:
            continue
        if "ld+json" not in attributes(raw.attributes).get("type", "").lower():
            continue
        try:
            values = json.loads(source[raw.start : raw.end].strip().removesuffix(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _articles(values)


def _articles(values: object) -> Iterator[tuple[str, str]]:
    """The wanted properties of every article in a JSON-LD script, whatever graph or list it stands in."""
    waiting = [(values, 0)]
    while waiting:
        value, depth = waiting.pop(0)
        if isinstance(value, list) and depth < _DEEPEST:
            waiting += [(item, depth + 1) for item in value[:_MOST]]
        elif isinstance(value, dict) and depth < _DEEPEST:
            waiting += [(value[key], depth + 1) for key in ("@graph", "mainEntity") if key in value]
            if kinds := _kinds(value) & _ARTICLES:
                place = "json-ld" if kinds & _ARTICLE else f"json-ld:{min(kinds)}"
                yield from _properties(place, value)


def _kinds(value: dict[str, object]) -> set[str]:
    kinds = value.get("@type")
    return {str(kind).lower() for kind in (kinds if isinstance(kinds, list) else [kinds])}


def _properties(place: str, article: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key in sorted(_WANTED & set(article)):
        for value in _named(article[key], 0):
            yield f"{place}:{key}", unescape(value)


def _named(value: object, depth: int) -> Iterator[str]:
    """The text of a property, or the names of the things that it holds."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < 3:
        for item in value[:20]:
            yield from _named(item, depth + 1)
    elif isinstance(value, dict) and depth < 3:
        yield from _named(value.get("name") or value.get("url") or value.get("@id"), depth + 1)
