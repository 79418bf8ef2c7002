"""RSS 2.0, RSS 1.0 and Atom -> one part for each item, with the item's bytes as they stand in the file."""

import html
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from xml.parsers import expat

from musnad.errors import UnreadableError
from musnad.model import Note
from musnad.pages.kinds.parts import Failure, Given, Part, Result, Via, lost, moment, note, sound, words

MAX_DEPTH = 100
"""The deepest nesting of elements that is read."""

_ROOTS = frozenset({"rss", "feed", "rdf:rdf", "rdf"})
_ITEMS = frozenset({"item", "entry"})
_BODIES = ("content:encoded", "content", "description", "summary")
_PUBLISHED = ("pubdate", "published", "issued", "dc:date")
_CHANGED = ("updated", "modified", "dcterms:modified")
_AUTHORS = ("dc:creator", "author/name", "author", "itunes:author")
_PREFIXES = ("atom:", "rss:", "a10:")
_XHTML = "xhtml"


@dataclass(slots=True)
class _Item:
    """An item: its bytes, the text of its elements, and the bytes of those elements that hold elements."""

    start: int
    end: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    link: str = ""


def read_feed(source: str, content: bytes) -> Iterator[Result]:
    """The items in the order of the file, numbered from 1; what follows a fault is lost, and said to be.

    Entities that a feed declares itself, and files that it refers to, are never read.
    """
    feed = _Feed(source, content)
    failure = feed.parse()
    for number, item in enumerate(feed.items, start=1):
        yield _part(f"{source}:{number}", content, feed, item)
    if failure is not None:
        yield failure
    elif not feed.is_feed:
        yield lost(source, "XML, but no feed")
    elif not feed.items:
        yield lost(source, "a feed without items")


class _Feed:
    """Gathers the items while the parser goes through the bytes."""

    def __init__(self, source: str, content: bytes) -> None:
        self.items: list[_Item] = []
        self.channel: dict[str, str] = {}
        self.charset = "utf-8"
        self.is_feed = False
        self._source, self._content = source, content
        self._stack: list[str] = []
        self._item: _Item | None = None
        self._key = ""
        self._key_depth = 0
        self._start = 0
        self._text: list[str] = []
        self._nested = False
        self._parser = parser = expat.ParserCreate()
        parser.buffer_text = True
        # An outer DTD that is never read makes names such as &nbsp; skippable, which many feeds use undeclared.
        parser.UseForeignDTD(True)
        parser.SkippedEntityHandler = self._entity
        parser.EntityDeclHandler = self._declared
        parser.XmlDeclHandler = self._declaration
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text.append

    def parse(self) -> Failure | None:
        """Goes through the bytes; the fault that ended it, if one did."""
        try:
            self._parser.Parse(self._content, True)
        except UnreadableError as error:
            return Failure(self._source, error)
        except expat.ExpatError as error:
            reason = f"broken XML ({error}); what follows is lost"
            return lost(self._source, reason)
        except (ValueError, LookupError, MemoryError, TypeError) as error:
            return lost(self._source, f"XML that cannot be read: {error}")
        return None

    def _declaration(self, _version: str, encoding: str | None, _standalone: int) -> None:
        self.charset = encoding or "utf-8"

    def _declared(self, *_: object) -> None:
        raise UnreadableError(self._source, "declares entities of its own, which is not read")

    def _entity(self, name: str, is_parameter: bool) -> None:
        if not is_parameter:
            self._text.append(html.unescape(f"&{name};"))

    def _open(self, tag: str, attributes: dict[str, str]) -> None:
        name = _plain(tag)
        if not self._stack:
            self.is_feed = name in _ROOTS
        if len(self._stack) >= MAX_DEPTH:
            raise UnreadableError(self._source, f"elements nested deeper than {MAX_DEPTH}; what follows is lost")
        self._stack.append(name)
        if self._item is None and name in _ITEMS:
            self._item = _Item(self._parser.CurrentByteIndex)
            self._key = ""
        elif self._key:
            self._inside(name)
        else:
            self._begin(name, attributes)

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        """An element whose text is wanted: of an item, or the channel's own title."""
        if self._item is None and not (name == "title" and len(self._stack) <= 3 and "image" not in self._stack):
            return
        self._key, self._key_depth, self._nested = name, len(self._stack), False
        self._start = self._parser.CurrentByteIndex
        self._text.clear()
        item = self._item
        if item is not None and name == "link" and attributes.get("rel", "alternate") == "alternate":
            item.link = item.link or attributes.get("href", "")
        if item is not None and name in _BODIES and attributes.get("type", "html") == "text":
            item.texts[f"{name}/plain"] = "yes"

    def _inside(self, name: str) -> None:
        """An element inside one whose text is wanted."""
        if self._key in {"author", "source"} and name in {"name", "title"}:
            self._text.clear()
        self._nested = True

    def _close(self, _tag: str) -> None:
        name, depth = self._stack.pop(), len(self._stack) + 1
        if self._key and self._key in {"author", "source"} and depth > self._key_depth:
            self._keep(f"{self._key}/{name}")
        elif self._key and depth == self._key_depth:
            self._keep(self._key)
            if self._item is not None and self._nested:
                self._item.spans[self._key] = (self._start, self._parser.CurrentByteIndex)
            self._key = ""
        elif self._item is not None and not self._key and name in _ITEMS:
            end = self._content.find(b">", self._parser.CurrentByteIndex) + 1
            wide = self._content.startswith(b"\xff\xfe")
            self._item.end = end + wide if end else len(self._content)
            self.items.append(self._item)
            self._item = None

    def _keep(self, key: str) -> None:
        text = "".join(self._text).strip()
        texts = self.channel if self._item is None else self._item.texts
        if text and key not in texts:
            texts[key] = text
        self._text.clear()


def _plain(tag: str) -> str:
    """An element's name in lower case, without those prefixes that only say which format it is of."""
    name = tag.lower()
    for prefix in _PREFIXES:
        name = name.removeprefix(prefix)
    return name


def _part(source: str, content: bytes, feed: _Feed, item: _Item) -> Part:
    texts = item.texts
    channel, origin = _title(feed.channel), words(texts.get("source/title") or texts.get("source"))
    reprint = origin is not None and origin != channel
    published, notes = _published(texts)
    body, form, more = _body(content, item)
    given = Given(
        url=_url(item.link or texts.get("link") or texts.get("guid") or texts.get("id")),
        outlet=origin if reprint else channel,
        host=channel if reprint else None,
        title=_title(texts),
        published=published,
        byline=words(next((texts[key] for key in _AUTHORS if texts.get(key)), None)),
    )
    via = (Via(origin, "outlet"),) if reprint and origin else ()
    declared = (feed.charset,) if isinstance(body, bytes) else ()
    raw = content[item.start : item.end]
    return Part(source, raw, "html" if form == "html" else "text", body, declared, given, via, notes + more)


def _body(content: bytes, item: _Item) -> tuple[bytes | str, str, tuple[Note, ...]]:
    """What an item is read from: its content, else its summary, else its title alone."""
    for key in _BODIES:
        if key in item.spans:
            start, end = item.spans[key]
            return content[start:end], "html", _short(item, key)
        if text := item.texts.get(key):
            body, notes = sound(text)
            return body, "text" if f"{key}/plain" in item.texts else "html", _short(item, key) + notes
    body, notes = sound(_title(item.texts) or "")
    return body, "text", (note("the feed gives this item's title only"), *notes)


def _short(item: _Item, key: str) -> tuple[Note, ...]:
    full = key in {"content:encoded", "content"}
    return () if full else (note("the feed gives this item's summary, which may be cut"),)


def _published(texts: dict[str, str]) -> tuple[str | None, tuple[Note, ...]]:
    told = [texts[key] for key in _PUBLISHED if key in texts]
    for value in told:
        if day := moment(value):
            return day, ()
    if told:
        return None, (note(f"the date of publication is not understood and left out: {words(told[0])}"),)
    changed = next((day for key in _CHANGED if (day := moment(texts.get(key)))), None)
    return changed, (note("dated by its last change, as the feed gives no other date"),) if changed else ()


def _title(texts: dict[str, str]) -> str | None:
    """A title on one line; many feeds escape it once more than they should."""
    return words(html.unescape(texts.get("title", "")))


def _url(value: str | None) -> str | None:
    try:
        return value if value and urlsplit(value).scheme in {"http", "https"} else None
    except ValueError:
        return None
