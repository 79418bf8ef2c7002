"""Code points -> UTF-16 code units, which browsers count in: a sign beyond U+FFFF is one of the former and two of the latter."""

from bisect import bisect_left
from typing import Any


class Utf16:
    """The offsets of one text, worked out once."""

    def __init__(self, text: str) -> None:
        beyond = not text.isascii() and max(text) > "\uffff"
        self._beyond = [at for at, sign in enumerate(text) if sign > "\uffff"] if beyond else []

    def __call__(self, at: int) -> int:
        """The offset of a code point in UTF-16 code units."""
        return at + bisect_left(self._beyond, at)

    def beside(self, value: Any) -> Any:
        """A value of JSON in which every place, whatever has `start` and `end`, has `start16` and `end16` as well."""
        if isinstance(value, list):
            return [self.beside(one) for one in value]
        if not isinstance(value, dict):
            return value
        found = {name: self.beside(one) for name, one in value.items()}
        if isinstance(found.get("start"), int) and isinstance(found.get("end"), int):
            found |= {"start16": self(found["start"]), "end16": self(found["end"])}
        return found


def length(text: str) -> int:
    """How many UTF-16 code units a text has."""
    return Utf16(text)(len(text))
