"""The labels of charsets: what pages and servers declare, and where an HTML page does so in its head."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from encodings import normalize_encoding
from encodings.aliases import aliases

_HEAD = 4096
_LONGEST = 40
_ODD = re.compile("[^a-zA-Z0-9._:+-]")
_VALUE = re.compile(rb"\s*=[\s\"']*([a-zA-Z0-9._:+-]{1,40})")
_LACKING = {
    "x_cp1256": "cp1256",
    "ms_arabic": "cp1256",
    "windows1256": "cp1256",
    "win_1256": "cp1256",
    "cp_1256": "cp1256",
    "iso_8859_6_e": "iso8859_6",
    "iso_8859_6_i": "iso8859_6",
    "csiso88596e": "iso8859_6",
    "csiso88596i": "iso8859_6",
    "iso88596": "iso8859_6",
    "iso8859_6": "iso8859_6",
    "macarabic": "mac_arabic",
    "x_mac_arabic": "mac_arabic",
    "x_cp1252": "cp1252",
    "windows1252": "cp1252",
    "ansi": "cp1252",
    "utf_8_sig": "utf_8",
    "unicode_1_1_utf_8": "utf_8",
    "unicode11utf8": "utf_8",
    "unicode20utf8": "utf_8",
    "x_unicode20utf8": "utf_8",
    "unicode": "utf_16",
    "ucs_2": "utf_16",
    "iso_10646_ucs_2": "utf_16",
}
_READ = {
    "utf_8": "UTF-8",
    "utf_16": "UTF-16",
    "utf_16_le": "UTF-16LE",
    "utf_16_be": "UTF-16BE",
    "utf_32": "UTF-32",
    "utf_32_le": "UTF-32LE",
    "utf_32_be": "UTF-32BE",
    "cp1256": "windows-1256",
    "iso8859_6": "ISO-8859-6",
    "mac_arabic": "x-mac-arabic",
    "cp1252": "windows-1252",
    "latin_1": "windows-1252",
    "ascii": "windows-1252",
}
_WESTERN = frozenset(
    {"cp1250", "cp1254", "cp1257", "cp1258", *(f"iso8859_{part}" for part in (2, 3, 4, 9, 10, 13, 14, 15, 16))}
)
_OTHER = _WESTERN | {
    *("cp866", "cp874", "cp1251", "cp1253", "cp1255", "iso8859_5", "iso8859_7", "iso8859_8", "koi8_r", "koi8_u"),
    *("big5", "cp932", "cp949", "euc_jp", "euc_kr", "gb18030", "gb2312", "gbk", "shift_jis"),
}


@dataclass(frozen=True, slots=True)
class Label:
    """A declared charset: as it was written, cleaned for messages, and the charset meant, if it is known.

    Attributes:
        written: the label.
        charset: its name as `Decoded.charset` has it; the label itself for what is read by declaration only, or unknown.
        codec: Python's name of it.
    """

    written: str
    charset: str
    codec: str

    def text(self, content: bytes, *, western: bool) -> str | None:
        """The content in this charset if it is one that only a declaration makes known and all of it can be read so.

        Nothing that obeys escape sequences is ever used. With `western`, only charsets of languages in Latin letters.
        """
        if self.codec not in (_WESTERN if western else _OTHER):
            return None
        try:
            return content.decode(self.codec)
        except UnicodeDecodeError:
            return None


def labelled(declared: Iterable[str]) -> tuple[Label, ...]:
    """The labels, in order, each charset once."""
    found: dict[str, Label] = {}
    for label in declared:
        written = _ODD.sub("?", label.strip()[:_LONGEST])
        name = normalize_encoding(written.lower())
        codec = _LACKING.get(name) or aliases.get(name, name)
        charset = _READ.get(codec, written.lower())
        if written:
            found.setdefault(charset, Label(written, charset, codec))
    return tuple(found.values())


def in_head(content: bytes) -> Iterator[str]:
    """What an HTML page declares in its first 4,096 bytes: in `<meta>` and in the XML declaration, not inside comments."""
    head = content[:_HEAD].lower()
    if head.startswith(b"<?xml"):
        yield from _value(head[: head.find(b">")], b"encoding")
    place = head.find(b"<")
    while place >= 0:
        if head.startswith(b"<!--", place):
            end = head.find(b"-->", place)
        else:
            end = head.find(b">", place)
            if head.startswith(b"<meta", place):
                yield from _value(head[place : end if end >= 0 else len(head)], b"charset")
        place = head.find(b"<", end) if end >= 0 else -1


def _value(tag: bytes, name: bytes) -> Iterator[str]:
    """What stands behind the last `name=` of a tag."""
    place = tag.rfind(name)
    found = _VALUE.match(tag, place + len(name)) if place >= 0 else None
    if found:
        yield found[1].decode("ascii")
