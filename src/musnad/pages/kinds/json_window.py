"""A JSON text that is read value by value from a stream, so that its length does not matter."""

import codecs
import json
from typing import BinaryIO

from musnad.errors import UnreadableError

MAX_VALUE = 1 << 24
"""The longest single value that is read, in characters."""
_CHUNK = 1 << 20
_SPACE = " \t\n\r"


class Window:
    """The stretch of a JSON text from the place that is read next to where the stream has been read.

    Attributes:
        source: the input's name, for errors.
    """

    def __init__(self, source: str, stream: BinaryIO) -> None:
        self.source = source
        self._stream = stream
        self._bytes = codecs.getincrementaldecoder("utf-8-sig")("surrogateescape")
        self._json = json.JSONDecoder()
        self._text, self._place, self._passed, self._done = "", 0, 0, False

    def peek(self) -> str:
        """The next character that is no white space, not taken; nothing at the end."""
        while True:
            while self._place < len(self._text) and self._text[self._place] in _SPACE:
                self._place += 1
            if self._place < len(self._text) or not self._fill():
                return self._text[self._place : self._place + 1]

    def take(self, char: str) -> None:
        """Passes a character.

        Raises:
            UnreadableError: another one stands there.
        """
        if self.peek() != char:
            raise self._broken()
        self._place += 1

    def value(self) -> tuple[object, str]:
        """Passes a whole value: as Python has it, and its characters as they stand, undecodable bytes as surrogates.

        Raises:
            UnreadableError: it is broken, cut off, nested too deep, or longer than is read.
        """
        self.peek()
        while True:
            try:
                value, end = self._json.raw_decode(self._text, self._place)
            except RecursionError as error:
                raise UnreadableError(self.source, "nested too deep") from error
            except ValueError as error:
                if len(self._text) - self._place > MAX_VALUE or not self._fill():
                    raise self._broken() from error
                continue
            if end < len(self._text) or not self._fill():
                raw, self._place = self._text[self._place : end], end
                return value, raw

    def _fill(self) -> bool:
        """Reads on, as much again as stands here already; False at the end of the stream."""
        if self._done:
            return False
        rest = self._text[self._place :]
        self._passed += self._place
        try:
            content = self._stream.read(max(_CHUNK, len(rest)))
        except OSError as error:
            raise UnreadableError(self.source, f"cannot be read: {error.strerror or error}") from error
        self._done = not content
        self._text, self._place = rest + self._bytes.decode(content, self._done), 0
        return not self._done or len(self._text) > len(rest)

    def _broken(self) -> UnreadableError:
        where = f"broken JSON; what follows character {self._passed + self._place} is lost"
        return UnreadableError(self.source, where)
