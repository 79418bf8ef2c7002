"""How a page's bytes are read, as text that is kept with them: their form, and what the input and the user said of them.

The bytes alone do not tell it: of a message in a chat, who sent it stands elsewhere in the chat.
"""

import json
import os
import re
from dataclasses import asdict, dataclass, field, fields
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.model import Note
from musnad.pages.inputs import STDIN
from musnad.pages.kinds import Given, Part, Via
from musnad.pages.records import Fields
from musnad.store.custody import Custody

_PLACE_IN_FILE = re.compile(r":\d+(/|$)")
_USUAL = asdict(Fields())
_GIVEN = tuple(field.name for field in fields(Given))


@dataclass(frozen=True, slots=True)
class Options:
    """What the user says of pages that do not say it themselves; `fields` is for JSON records."""

    published: str | None = None
    outlet: str | None = None
    fields: Fields = field(default_factory=Fields)

    def said(self) -> dict[str, Any]:
        """What was said, as JSON; nothing where nothing was."""
        return dict(_said(self))


@lru_cache(maxsize=8)
def _said(options: Options) -> dict[str, Any]:
    renamed = {name: value for name, value in asdict(options.fields).items() if value != _USUAL[name]}
    said = {"published": options.published, "outlet": options.outlet, "fields": renamed}
    return {name: value for name, value in said.items() if value}


def key_of(part: Part, options: Options, digest: str) -> str:
    """What tells a page from others: its bytes, the form in which they are read, and what the user says of them.

    `digest` is the SHA-256 of the bytes, in hexadecimal.
    """
    return sha256(json.dumps([digest, part.form, options.said()], sort_keys=True).encode()).hexdigest()


def way_of(part: Part, options: Options, custody: Custody) -> str:
    """The way as JSON; a body that is not the bytes themselves is kept beside them.

    Raises:
        StoreError: the body cannot be kept.
    """
    way: dict[str, Any] = {"form": part.form}
    if part.body is not None:
        body = part.body.encode("utf-8", "surrogatepass") if isinstance(part.body, str) else part.body
        way |= {"body": custody.keep(body), "decoded": isinstance(part.body, str)}
    way |= {
        "declared": part.declared,
        "given": {name: value for name in _GIVEN if (value := getattr(part.given, name)) is not None},
        "via": [asdict(via) for via in part.via],
        "notes": [note.message for note in part.notes],
        **options.said(),
    }
    return json.dumps({name: value for name, value in way.items() if value or name == "decoded"}, ensure_ascii=False)


def part_of(way: str, source: str, digest: str, custody: Custody) -> tuple[Part, Options]:
    """The part that a way leads to, from the kept bytes.

    Raises:
        DamagedError: the bytes are missing, or are no longer what they were.
    """
    found = json.loads(way)
    body: bytes | str | None = None
    if "body" in found:
        body = custody.read(found["body"])
        body = body.decode("utf-8", "surrogatepass") if found["decoded"] else body
    part = Part(
        source,
        custody.read(digest),
        found["form"],
        body,
        tuple(found.get("declared", ())),
        Given(**found.get("given", {})),
        tuple(Via(**via) for via in found.get("via", ())),
        tuple(Note("input", message) for message in found.get("notes", ())),
    )
    options = Options(found.get("published"), found.get("outlet"), Fields(**{**_USUAL, **found.get("fields", {})}))
    return part, options


def hashes_of(way: str) -> list[str]:
    """The SHA-256 of what a way needs beside the page's own bytes."""
    return [found] if (found := json.loads(way).get("body")) else []


def lineage_of(part: Part, url: str | None, source: str, root: Path) -> str | None:
    """What stays the same when the page is changed: its URL, the id of its record in this file, or its path.

    `url` and `source` are what the page that was read from the part says of itself.

    None of a page that only its place in a file tells from others, as that place is another's when the file has grown.
    """
    if url:
        return "url " + url.partition("#")[0].strip()
    if part.form == "json" and source != part.source:
        return f"record {placed(_PLACE_IN_FILE.split(part.source)[0], root)} {source}"
    if part.source == STDIN or _PLACE_IN_FILE.search(part.source):
        return None
    return f"path {placed(part.source, root)}"


def placed(source: str, root: Path) -> str:
    """A source seen from the project's folder, so that it is the same wherever the command is given."""
    if source == STDIN:
        return source
    folder, name = os.path.split(source)
    if name in {"", os.curdir, os.pardir, *root.parts}:
        return _placed(source, os.fspath(root), os.getcwd())
    found = _placed(folder, os.fspath(root), os.getcwd())
    return name if found == os.curdir else f"{found.rstrip('/')}/{name}"


@lru_cache(maxsize=1024)
def _placed(path: str, root: str, _here: str) -> str:
    """The same of a path, as long as the process stays where it is."""
    path = path or os.curdir
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return os.path.abspath(path)
