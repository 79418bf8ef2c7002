"""The rows of a YAML file of annotation, each with the line on which it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong with an annotation, in a plain sentence. Lines count from 1; line 0 speaks of the whole file."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class FaultyError(ValueError):
    """Something is wrong with a row; the text says what."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a section, or the value of a section that has no rows."""

    line: int
    value: Any


Sections = dict[str, list[Row]]


def sections(path: Path) -> tuple[Sections, list[Fault]]:
    """The sections of a file with their rows, and what is wrong with its form; a file that is no YAML has no sections."""
    try:
        loader = _Loader(path.read_text(encoding="utf-8-sig"))
        try:
            return _sections(path.name, loader, loader.get_single_node())
        finally:
            loader.dispose()
    except UnicodeDecodeError as error:
        return {}, [Fault(path.name, 0, f"is not UTF-8 (byte {error.start})")]
    except OSError as error:
        return {}, [Fault(path.name, 0, f"cannot be read: {error.strerror}")]
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        what = getattr(error, "problem", None) or str(error)
        return {}, [Fault(path.name, mark.line + 1 if mark else 0, f"is no YAML: {what}")]


def _sections(file: str, loader: Any, root: yaml.Node | None) -> tuple[Sections, list[Fault]]:
    found, faults = Sections(), list[Fault]()
    if root is None:
        return found, faults
    if not isinstance(root, yaml.MappingNode):
        return found, [Fault(file, 1, "is not made of sections such as 'names:' and 'events:'")]
    for key, node in root.value:
        line, name = key.start_mark.line + 1, str(key.value)
        if name in found:
            faults.append(Fault(file, line, f"the section {name!r} stands there twice"))
        parts = node.value if isinstance(node, yaml.SequenceNode) else [node]
        found[name] = []
        for part in parts:
            value = loader.construct_object(part, deep=True)
            if value is not None:
                found[name].append(Row(part.start_mark.line + 1, value))
            faults.extend(_twice(file, part))
    return found, faults


def _twice(file: str, node: yaml.Node) -> list[Fault]:
    """Keys that a row has twice: YAML would keep the last without a word."""
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key for key, _ in node.value]
    return [
        Fault(file, key.start_mark.line + 1, f"{key.value!r} stands twice in one row")
        for i, key in enumerate(keys)
        if key.value in {other.value for other in keys[:i]}
    ]


def fields(row: Row, known: str, needed: str = "") -> Mapping[str, Any]:
    """The fields of a row that is written as `{name: value}`; both lists are of names parted by blanks.

    Raises:
        FaultyError: it is no such row, or has an unknown field, or lacks one.
    """
    if not isinstance(row.value, dict):
        raise FaultyError(f"is not written as {{{', '.join(f'{name}: ...' for name in known.split())}}}")
    unknown = [str(key) for key in row.value if key not in known.split()]
    if unknown:
        raise FaultyError(f"unknown field {unknown[0]!r}; known are {known}")
    missing = [name for name in needed.split() if row.value.get(name) is None]
    if missing:
        raise FaultyError(f"lacks {missing[0]!r}")
    return row.value


def code(value: Any, known: frozenset[str], what: str) -> str:
    """The value, if it is one of the known codes.

    Raises:
        FaultyError: it is not.
    """
    if not isinstance(value, str) or value not in known:
        raise FaultyError(f"unknown {what} {value!r}; known are {' '.join(sorted(known))}")
    return value


def texts(value: Any, what: str) -> tuple[str, ...]:
    """A list of texts, which may be left out.

    Raises:
        FaultyError: it is no list of texts.
    """
    if value is None:
        return ()
    if not isinstance(value, list) or not all(isinstance(part, str) and part.strip() for part in value):
        raise FaultyError(f"{what} is not a list of names or descriptions: {value!r}")
    return tuple(value)


def text(value: Any, what: str) -> str | None:
    """A text or nothing.

    Raises:
        FaultyError: it is something else.
    """
    if value is not None and not (isinstance(value, str) and value.strip()):
        raise FaultyError(f"{what} is no text: {value!r}")
    return value


def quote(value: Any, what: str) -> tuple[str, int]:
    """A quote and its number on the page, written as `[quote, number]`, or as the quote alone where it is the first.

    Raises:
        FaultyError: it is neither.
    """
    match [value, 1] if isinstance(value, str) else value:
        case [str(words), int(number)] if words.strip() and number >= 1 and number is not True:
            return words, number
    raise FaultyError(f"{what} is not written as [quote, number]: {value!r}")
