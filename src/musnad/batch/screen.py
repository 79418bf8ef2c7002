"""Which pages are worth reading at all: those in Arabic, told from others by their bytes, before anything else is done.

Of a thousand pages of the web some ten are Arabic, so that what is not must cost next to nothing: bytes that could be Arabic
in no charset are counted, and nothing is decoded. Only of the rest are the words looked at.
"""

import re
from html import unescape
from itertools import islice

from musnad.batch.parts import NOT_ARABIC_LANGUAGE, NOT_ARABIC_SCRIPT
from musnad.errors import InputError
from musnad.lexicon import Lexicon
from musnad.pages.charsets import decode
from musnad.pages.kinds import Part
from musnad.pages.languages import UNKNOWN, Languages
from musnad.pages.records import Fields, record_part
from musnad.pipeline import READ

_FEW = 100
"""A page with fewer letters that may be Arabic is not read."""
_LEADS = tuple(bytes([lead]) for lead in (0xD8, 0xD9, 0xDA, 0xDB))
_GARBLED_BYTES = (b"\xc3\x98", b"\xc3\x99")
_GARBLED = ("\u00d8", "\u00d9")
_REFERENCES = (b"&#15", b"&#16", b"&#x6")
_ASCII = bytes(range(128))
_DECODED, _READ = 1 << 19, 1 << 14
_WORDS = 400
_WORD = re.compile("[\u0621-\u06d3\u06d5\u0750-\u077f\u200c]{2,40}+")


class Screen:
    """Says why a part is not in Arabic, if it is not."""

    def __init__(self, lexicon: Lexicon, fields: Fields) -> None:
        self._languages, self._fields = Languages(lexicon), fields

    def __call__(self, part: Part) -> str | None:
        """Why a part is not to be read, as a reason of `parts`; None of one that may be Arabic, or is of another form."""
        try:
            if part.form == "html":
                return self._of_html(part)
            if part.form == "json":
                part = record_part(part, self._fields)
            if isinstance(part.body, str):
                return self._of_language(self._languages.of([part.body[:_READ]]))
        except InputError:
            return None  # the reader will say what is wrong with it
        return None

    def _of_html(self, part: Part) -> str | None:
        if not may_be_arabic(part.content):
            return NOT_ARABIC_SCRIPT
        text = unescape(decode(part.source, part.content[:_DECODED], declared=part.declared, html=True).text)
        words = [match.group() for match in islice(_WORD.finditer(text), _WORDS)]
        if sum(map(len, words)) < _FEW:
            return None if sum(map(text.count, _GARBLED)) >= _FEW else NOT_ARABIC_SCRIPT
        return self._of_language(self._languages.of(words))

    def _of_language(self, found: str) -> str | None:
        if found in READ:
            return None
        return NOT_ARABIC_SCRIPT if found.startswith(UNKNOWN) else NOT_ARABIC_LANGUAGE


def may_be_arabic(content: bytes) -> bool:
    """Whether bytes hold letters that may be Arabic in one of the charsets that are read; never wrong when it says no."""
    high = content.translate(None, _ASCII)  # most pages have next to none, so that all else is looked for in little
    if sum(map(high.count, _LEADS)) >= _FEW or sum(map(high.count, _GARBLED_BYTES)) >= _FEW:
        return True
    if content.count(b"&#") >= _FEW and sum(map(content.count, _REFERENCES)) >= _FEW:
        return True
    return content.count(0) > len(content) // 5 or (len(high) >= _FEW and not _is_utf8(content))


def _is_utf8(content: bytes) -> bool:
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True
