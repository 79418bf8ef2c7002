"""What would keep a PDF reader busy for hours or take all memory, found before the reader sees it.

The checks look at the file's bytes only and are no full reading of it: the limits of the process are the second fence.
"""

import re
import zlib
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field

from musnad.errors import UnreadableError

MAX_STREAM = 1 << 24
"""What a stream of operators or a font may expand to: 16 MiB; the reader keeps ten times as much of some operators."""
MAX_EXPANDED = 1 << 30
"""What all streams but pictures may expand to together: 1 GiB."""
MAX_STREAMS = 200_000
MAX_DRAWN = 10_000
"""How many forms one form may draw, counting those inside the forms that it draws."""
MAX_NESTED = 50

_DICTIONARY = 1 << 12
_CHUNK = 1 << 16
_OBJECT = re.compile(rb"(?<![0-9])([0-9]{1,9})[ \r\n\t]{1,4}[0-9]{1,5}[ \r\n\t]{1,4}obj\b")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTERS = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype[ \r\n\t]{0,4}/Image\b")
_DRAWN = re.compile(rb"/([^\s/<>\[\](){}%]{1,127})[ \r\n\t]{1,4}Do\b")
_REFERENCE = re.compile(
    rb"/([^\s/<>\[\](){}%]{1,127})[ \r\n\t]{1,4}([0-9]{1,9})[ \r\n\t]{1,4}[0-9]{1,5}[ \r\n\t]{1,4}R\b"
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A form: how often it draws each name, and which objects its dictionary names."""

    drawn: Counter[bytes]
    named: dict[bytes, int] = field(default_factory=dict)


def check(source: str, content: bytes) -> None:
    """Looks for streams that are bombs, and for forms that draw themselves or each other without end.

    Pictures are passed over, as they are not needed for the text.

    Raises:
        UnreadableError: one was found.
    """
    numbered = [(found.end(), int(found[1])) for found in _OBJECT.finditer(content)]
    places, objects = [place for place, _ in numbered], {number: place for place, number in numbered}
    streams = _Streams(source, content)
    forms: dict[int, _Form] = {}
    for count, found in enumerate(_STREAM.finditer(content)):
        if count > MAX_STREAMS:
            raise UnreadableError(source, f"more than {MAX_STREAMS} streams, which is not read")
        at = bisect_right(places, found.start()) - 1
        start = max(places[at] if at >= 0 else 0, found.start() - _DICTIONARY)
        described = content[start : found.start()]
        if _PICTURE.search(described):
            continue
        stream = streams.expanded(found.end(), described)
        if b"/Form" in described and at >= 0:
            forms[numbered[at][1]] = _Form(Counter(_DRAWN.findall(stream)), _named(content, described, objects))
    costs: dict[int, int] = {}
    if any(_cost(number, forms, costs, 0) > MAX_DRAWN for number in forms):
        raise UnreadableError(source, "a bomb: forms that draw each other without end")


class _Streams:
    """Expands the streams of a file, and keeps count of what they come to."""

    def __init__(self, source: str, content: bytes) -> None:
        self._source, self._content, self._view = source, content, memoryview(content)
        self._end = -1
        self._left = MAX_EXPANDED

    def expanded(self, start: int, described: bytes) -> bytes:
        """A stream's bytes as far as its filters are known here.

        Raises:
            UnreadableError: it is too long, or all of them are together.
        """
        if self._end < start:
            found = self._content.find(b"endstream", start)
            self._end = found if found >= 0 else len(self._content)
        stream = self._view[start : self._end]
        for _ in _FILTERS.findall(described)[:4]:
            stream = memoryview(self._inflated(stream))
        if len(stream) > MAX_STREAM:
            raise UnreadableError(self._source, f"a bomb: a stream is longer than {MAX_STREAM >> 20} MiB")
        return bytes(stream)

    def _inflated(self, stream: memoryview) -> bytes:
        """What a stream expands to, as far as it is sound."""
        inflater, pieces, size = zlib.decompressobj(), list[bytes](), 0
        for start in range(0, len(stream), _CHUNK):
            rest: bytes | memoryview = stream[start : start + _CHUNK]
            while rest and not inflater.eof:
                try:
                    piece = inflater.decompress(rest, _CHUNK)
                except zlib.error:
                    return b"".join(pieces)
                rest = inflater.unconsumed_tail
                pieces.append(piece)
                size += len(piece)
                self._left -= len(piece)
                if size > MAX_STREAM or self._left < 0:
                    limit = MAX_STREAM if size > MAX_STREAM else MAX_EXPANDED
                    raise UnreadableError(self._source, f"a bomb: streams expand to more than {limit >> 20} MiB")
        return b"".join(pieces)


def _named(content: bytes, described: bytes, objects: dict[int, int]) -> dict[bytes, int]:
    """The objects that a dictionary names, and those that the dictionaries of resources beside it name."""
    named: dict[bytes, int] = {}
    texts = [described]
    for _ in range(2):
        found = {name: int(number) for text in texts for name, number in _REFERENCE.findall(text)}
        named |= found
        outside = [objects[n] for name, n in found.items() if name in {b"Resources", b"XObject"} and n in objects]
        texts = [content[place : place + _DICTIONARY] for place in outside]
    return named


def _cost(number: int, forms: dict[int, _Form], costs: dict[int, int], depth: int) -> int:
    """How many forms are drawn by drawing one; beyond all limits for those that draw themselves."""
    if number not in forms:
        return 1
    if depth > MAX_NESTED:
        return MAX_DRAWN + 1
    if number not in costs:
        costs[number] = MAX_DRAWN + 1  # what it is while it is drawn: whoever meets it again is in a circle
        form = forms[number]
        inside = 0
        for name, times in form.drawn.items():
            if name in form.named and inside <= MAX_DRAWN:
                inside += times * _cost(form.named[name], forms, costs, depth + 1)
        costs[number] = 1 + inside
    return costs[number]
