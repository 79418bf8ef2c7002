"""The state of linking in the store: shelves of which a part is at hand, the rest in the table `link_state`."""

import copyreg
import io
import json
import pickle
import zlib
from collections.abc import Iterable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, select

from musnad.errors import DamagedError
from musnad.linking.reports import Profile, Report, Told
from musnad.store.linked import LinkState
from musnad.store.tables import table

Key = TypeVar("Key")
Value = TypeVar("Value")
_AT_ONCE = 400
_LEVEL = 1
_MISSING: Any = object()
MOST_BYTES = 512 << 20
"""How much memory may be taken by what is at hand, about."""
MOST_CHANGED = 50_000
"""How many values may have changed before they are written."""
_GROWTH, _EACH = 20, 500
"""How many times as large a value is when it is unpacked, and how many bytes its key and its place take, about."""
_ALLOWED = frozenset(
    {
        ("builtins", "frozenset"),
        ("builtins", "set"),
        ("collections", "Counter"),
        ("musnad.linking.blocks", "Index"),
        ("musnad.linking.copies", "Entry"),
        ("musnad.linking.copies", "Found"),
        ("musnad.linking.copies", "Taken"),
        ("musnad.linking.copies", "Text"),
        ("musnad.linking.entities", "Kin"),
        ("musnad.linking.entities", "Whole"),
        ("musnad.linking.linker", "Taken"),
        ("musnad.linking.linker", "Ties"),
        ("musnad.linking.numbers", "Number"),
        ("musnad.linking.outlines", "Outline"),
        ("musnad.linking.outlines", "Spot"),
        ("musnad.linking.reports", "Paragraph"),
        ("musnad.linking.reports", "Profile"),
        ("musnad.linking.reports", "Report"),
        ("musnad.linking.reports", "Source"),
        ("musnad.linking.reports", "Told"),
        ("musnad.linking.windows", "Window"),
    }
)
"""What a packed value may be made of: a database that somebody else has written runs nothing here."""


_FETCH = "SELECT key, content FROM link_state WHERE shelf = {0} AND key IN ({1})"
_WRITE = """INSERT INTO link_state (shelf, key, content) VALUES ({0}, {0}, {0})
ON CONFLICT (shelf, key) DO UPDATE SET content = excluded.content"""
_DELETE = "DELETE FROM link_state WHERE shelf = {0} AND key = {0}"
# Said in the words of both databases, as making statements of so many keys takes longer than they do.


class Shelves:
    """The shelves of a store; `connection` is the transaction that they are read and written in."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._shelves: dict[str, Kept[Any, Any]] = {}

    def shelf(self, name: str) -> "Kept[Any, Any]":
        """The shelf of a name; an empty one where there was none."""
        return self._shelves.setdefault(name, Kept(self, name))

    def flush(self) -> None:
        """Write what has changed, and keep no more at hand than is bearable."""
        for shelf in self._shelves.values():
            shelf.flush()
        if self._is_full():
            for shelf in self._shelves.values():
                shelf.trim()

    def relieve(self) -> None:
        """Write what has changed where too much is at hand; for moments in which nobody is about to change a value."""
        if self._is_full() or sum(shelf.changed for shelf in self._shelves.values()) > MOST_CHANGED:
            self.flush()

    def _is_full(self) -> bool:
        return sum(shelf.size for shelf in self._shelves.values()) > MOST_BYTES // 2


class Kept(Generic[Key, Value]):
    """A shelf in the store; see `musnad.linking.state.Shelf`."""

    def __init__(self, shelves: Shelves, name: str) -> None:
        self._shelves, self._name = shelves, name
        self._held: dict[Key, Value] = {}
        self._older: dict[Key, Value] = {}
        self._sizes: dict[Key, int] = {}
        self._changed: set[Key] = set()
        self.size = 0

    @property
    def changed(self) -> int:
        """How many values have changed since they were written."""
        return len(self._changed)

    def get(self, key: Key, default: Any = None, /) -> Any:
        """The value under a key, else the default."""
        if key not in self._held:
            self.fetch((key,))
        found = self._held[key]
        return default if found is _MISSING else found

    def __getitem__(self, key: Key, /) -> Value:
        found: Value = self.get(key, _MISSING)
        if found is _MISSING:
            raise KeyError(key)
        return found

    def __setitem__(self, key: Key, value: Value, /) -> None:
        if key in self._older:
            self.fetch((key,))
        self._held[key] = value
        self._changed.add(key)

    def __delitem__(self, key: Key, /) -> None:
        self[key] = _MISSING

    def __contains__(self, key: object, /) -> bool:
        return self.get(key, _MISSING) is not _MISSING  # type: ignore[arg-type]

    def __iter__(self) -> Iterator[Key]:
        self.flush()
        own = table(LinkState)
        for text in (
            self._shelves.connection.execute(select(own.c.key).where(own.c.shelf == self._name)).scalars().all()
        ):
            key: Any = json.loads(text)
            yield tuple(key) if isinstance(key, list) else key  # type: ignore[misc]

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def fetch(self, keys: Iterable[Key], /) -> None:
        """Take several values at once from the table."""
        wanted = {}
        for key in keys:
            if key in self._older:
                self._held[key] = self._older.pop(key)
                self.size += self._sizes[key]
            elif key not in self._held:
                wanted[_text(key)] = key
        texts = sorted(wanted)
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            for text, content in self._run(_FETCH, (self._name, *some), len(some)):
                key = wanted.pop(text)
                self._hold(key, _unpacked(content), len(content))
        for key in wanted.values():
            self._hold(key, _MISSING, 0)

    def _run(self, statement: str, values: Any, number: int = 0) -> Any:
        """Run a statement, with the marks of the database for its values, so many of them in its list."""
        connection = self._shelves.connection
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        return connection.exec_driver_sql(statement.format(mark, ", ".join([mark] * number)), values)

    def _hold(self, key: Key, value: Value, packed: int) -> None:
        self._held[key] = value
        self.size += (size := _GROWTH * packed + _EACH) - self._sizes.get(key, 0)
        self._sizes[key] = size

    def flush(self) -> None:
        """Write what has changed."""
        if not self._changed:
            return
        rows, gone = [], []
        for key in self._changed:
            value, text = self._held[key], _text(key)
            content = b"" if value is _MISSING else _packed(value)
            self._hold(key, value, len(content))
            if content:
                rows.append((self._name, text, content))
            else:
                gone.append((self._name, text))
        for statement, some in ((_WRITE, rows), (_DELETE, gone)):
            if some:
                self._run(statement, some)
        self._changed.clear()

    def trim(self) -> None:
        """Let go of what nobody has asked for since the last time; all of it has been written."""
        for key in self._older:
            del self._sizes[key]
        self._older, self._held, self.size = self._held, {}, 0


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        return _class(module, name)


@cache
def _class(module: str, name: str) -> Any:
    if (module, name) not in _ALLOWED:
        raise pickle.UnpicklingError(f"{module}.{name} has no place here")
    return getattr(import_module(module), name)


def _fields(value: Any) -> tuple[Any, tuple[Any, ...]]:
    return type(value), tuple(getattr(value, name) for name in value.__slots__)


_BY_FIELDS = copyreg.dispatch_table | dict.fromkeys((Profile, Report, Told), _fields)
"""Packed as their fields alone, which is unpacked faster."""


def _packed(value: object) -> bytes:
    stream = io.BytesIO()
    pickler = pickle.Pickler(stream, pickle.HIGHEST_PROTOCOL)
    pickler.dispatch_table = _BY_FIELDS
    pickler.dump(value)
    return zlib.compress(stream.getvalue(), _LEVEL)


def _unpacked(content: bytes) -> Any:
    try:
        return _Unpickler(io.BytesIO(zlib.decompress(content))).load()
    except Exception as error:
        raise DamagedError(
            "what linking has kept is no longer what it was; `musnad link --all` makes it again"
        ) from error


def _text(key: object) -> str:
    return json.dumps(key, ensure_ascii=False, separators=(",", ":"))
