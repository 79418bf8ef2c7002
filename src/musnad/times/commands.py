"""`musnad times`: the expressions of texts, as lines for people or as JSON lines for programs."""

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from musnad.errors import BadRecordError, MusnadError, NotTextError
from musnad.model import TimeExpression
from musnad.times.alone import checked, shared

STANDARD_INPUT = "-"


def read(options: Namespace, complain: Callable[[str], object]) -> tuple[int, int]:
    """Read every input that is named and print its expressions; how many texts were read, and how many failed.

    Raises:
        UsageError: the reference is no day.
        OSError: an input cannot be opened.
    """
    reference = checked(options.reference)
    answer = _jsonl if options.jsonl else _plain
    done = failed = 0
    for path in options.paths:
        for name, content in _contents(path, lines=options.jsonl):
            try:
                print(answer(name, _decoded(name, content), reference), end="", flush=True)
                done += 1
            except MusnadError as error:
                complain(str(error))
                failed += 1
    return done, failed


def _contents(path: str, *, lines: bool) -> Iterator[tuple[str, bytes]]:
    """The bytes of a file under its name: all of them, or a line each."""
    name = "standard input" if path == STANDARD_INPUT else path
    with nullcontext(sys.stdin.buffer) if path == STANDARD_INPUT else Path(path).open("rb") as stream:
        if not lines:
            yield name, stream.read()
            return
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield f"{name}:{number}", line


def _decoded(name: str, content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotTextError(name, f"is not UTF-8 (byte {error.start}); `musnad read` reads other charsets") from None


def _plain(_name: str, text: str, reference: str | None) -> str:
    """A line for each expression: its place, type, value and words, and the kind of a contradiction."""
    return "".join(f"{_row(text, found)}\n" for found in shared()(text, reference))


def _row(text: str, found: TimeExpression) -> str:
    words = " ".join(text[found.span.start : found.span.end].split())
    value = (found.value or "?") + (f"/{found.end_value}" if found.end_value else "")
    conflict = f"conflict: {found.conflict.kind}" if found.conflict else ""
    return f"{found.span.start}-{found.span.end}\t{found.type}\t{value}\t{words}\t{conflict}".rstrip("\t")


def _jsonl(name: str, line: str, reference: str | None) -> str:
    """The answer to a line `{"id", "text", "reference_time"}`; a line may have its own reference.

    Raises:
        BadRecordError: the line is no such object.
        UsageError: its reference is no day.
    """
    try:
        given = json.loads(line)
        text, own = given["text"], given.get("reference_time")
        answer: dict[str, Any] = {"id": given["id"]}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise BadRecordError(name, "is no JSON object with id and text") from None
    if not isinstance(text, str):
        raise BadRecordError(name, "its text is no string")
    answer["spans"] = [_span(found) for found in shared()(text, checked(own) if own else reference)]
    return json.dumps(answer, ensure_ascii=False) + "\n"


def _span(found: TimeExpression) -> dict[str, Any]:
    made: dict[str, Any] = {"start": found.span.start, "end": found.span.end, "type": found.type}
    made |= {"value": found.value, "end_value": found.end_value}
    if found.conflict:
        readings = [{"value": reading.value, "keeps": reading.keeps} for reading in found.conflict.readings]
        made["conflict"] = {"kind": found.conflict.kind, "readings": readings}
    return made
