"""Bytes -> text: UTF-8 strictly, else windows-1256, else a clear refusal."""

from musnad.errors import NotTextError
from musnad.model import Note

_CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1a\x1b\x1c\x1d\x1e\x1f")
_MOJIBAKE = frozenset("طظ")
_MOJIBAKE_SHARE = 0.35
_ARABIC_SHARE = 0.5
_SAMPLE = 1 << 16


def decode(source: str, content: bytes) -> tuple[str, tuple[Note, ...]]:
    """The text of a page, verbatim, and what must be said about how it was decoded.

    UTF-8 in which single bytes are broken is read with U+FFFD in their place and a note.

    Raises:
        NotTextError: the bytes are binary, UTF-16, or in no charset that is read here.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise NotTextError(source, "UTF-16, which is not read; save it as UTF-8")
    control = next((i for i, byte in enumerate(content[:_SAMPLE]) if byte in _CONTROLS), content.find(0))
    if control >= 0:
        raise NotTextError(source, f"no text: byte {control} is a control character")
    try:
        return content.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        broken = error.start
    text = content.decode("windows-1256")
    beyond = [char for char in text if char > "\x7f"]
    arabic = sum("\u0621" <= char <= "\u064a" for char in beyond)
    if sum(char in _MOJIBAKE for char in beyond) > _MOJIBAKE_SHARE * len(beyond):
        note = Note("input", f"UTF-8 that is broken at byte {broken}; what cannot be read stands as U+FFFD")
        return content.decode("utf-8", "replace"), (note,)
    if arabic < _ARABIC_SHARE * len(beyond):
        raise NotTextError(source, f"not UTF-8 (byte {broken}), nor Arabic in windows-1256; save it as UTF-8")
    return text, (Note("input", f"not UTF-8 (byte {broken}): read as windows-1256"),)
