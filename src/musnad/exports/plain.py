"""Text of a page made safe to show: what would be obeyed or would not be seen is written out.

Direction marks, control characters and invisible marks that stand in a page can turn the order of a line, colour a
terminal or hide words. They are shown as `\\u202e` and never obeyed. The joiners U+200C and U+200D stay, since they
shape Arabic and Persian words and do nothing else.
"""

import re

UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text with everything unsafe written as an escape; tabs and line ends stay."""
    return UNSAFE.sub(lambda match: _escape(match[0]), text)


def one_line(text: str) -> str:
    """The visible text on one line, white space run together."""
    return visible(" ".join(text.split()))


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
