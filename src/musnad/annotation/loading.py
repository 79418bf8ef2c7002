"""Annotated pages: NAME.txt, the page verbatim, and beside it NAME.yaml and NAME.more.yaml with what it says.

`manifest.json`, in the folder or the one above, may give the outlet of each page and the SHA-256 of its text; the text of
such a page may be kept elsewhere, and be handed over by its id.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from musnad.annotation.further import Further
from musnad.annotation.gold import Gold
from musnad.annotation.layers import Layers
from musnad.annotation.rows import Fault, sections
from musnad.errors import AnnotationError, NotFoundError

MANIFEST = "manifest.json"
MORE = ".more.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A folder of annotated pages: those without fault, all faults, and the pages whose text is kept elsewhere."""

    pages: tuple[Gold, ...]
    faults: tuple[Fault, ...]
    unread: tuple[str, ...]


def load(folder: Path, texts: Mapping[str, str] | None = None) -> list[Gold]:
    """The annotated pages of a folder, by name; `texts` holds those that are kept elsewhere, by id.

    Pages whose text is neither in the folder nor in `texts` are left out if the manifest knows them.

    Raises:
        AnnotationError: there is no such folder, or something is wrong with a page; the text names the first fault and
            says how many there are.
        NotFoundError: the folder holds no annotated page.
    """
    loaded = read(folder, texts)
    if loaded.faults:
        others = f" (and {len(loaded.faults) - 1} more faults)" if len(loaded.faults) > 1 else ""
        raise AnnotationError(f"{folder}: {loaded.faults[0]}{others}")
    return list(loaded.pages)


def read(folder: Path, texts: Mapping[str, str] | None = None) -> Loaded:
    """The annotated pages of a folder with all that is wrong with them.

    Raises:
        AnnotationError: there is no such folder.
        NotFoundError: it holds no annotated page.
    """
    if not folder.is_dir():
        raise AnnotationError(f"{folder}: there is no such folder")
    paths = sorted(path for path in folder.glob("*.yaml") if not path.name.endswith(MORE))
    if not paths:
        raise NotFoundError(f"{folder}: no annotated pages there; a page is NAME.txt with NAME.yaml beside it")
    entries, faults = _manifest(folder)
    pages, unread = list[Gold](), list[str]()
    for path in paths:
        entry = entries.get(path.stem, {})
        text, found = _text(path, entry, texts or {})
        page, more = (None, []) if found else _page(path, text, entry)
        faults.extend(found + more)
        if text is None and not found:
            unread.append(path.stem)
        elif page is not None and not more:
            pages.append(page)
    names = {path.stem for path in paths}
    alone = [path for path in sorted(folder.glob(f"*{MORE}")) if path.name.removesuffix(MORE) not in names]
    faults.extend(Fault(path.name, 0, f"there is no {path.name.removesuffix(MORE)}.yaml beside it") for path in alone)
    return Loaded(tuple(pages), tuple(faults), tuple(unread))


def _manifest(folder: Path) -> tuple[dict[str, Mapping[str, Any]], list[Fault]]:
    """What the manifest says of each page, by id."""
    path = next((place / MANIFEST for place in (folder, folder.parent) if (place / MANIFEST).is_file()), None)
    if path is None:
        return {}, []
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        entries = {str(entry["id"]): entry for entry in found}
    except (OSError, ValueError, TypeError, KeyError) as error:
        return {}, [Fault(MANIFEST, 0, f"is no list of pages with their 'id': {error}")]
    ids = [str(entry["id"]) for entry in found]
    return entries, [Fault(MANIFEST, 0, f"has the page {name!r} twice") for name in entries if ids.count(name) > 1]


def _text(path: Path, entry: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[str | None, list[Fault]]:
    """The text of a page, verbatim, if it is at hand."""
    text, known = texts.get(path.stem), entry.get("sha256")
    file = path.with_suffix(".txt")
    if file.is_file():
        try:
            text = file.read_bytes().decode("utf-8")
        except UnicodeDecodeError as error:
            return None, [Fault(file.name, 0, f"is not UTF-8 (byte {error.start})")]
    if text is None:
        return None, [] if known else [Fault(file.name, 0, "is not there: the text of the page")]
    if known and sha256(text.encode("utf-8")).hexdigest() != known:
        return None, [Fault(file.name, 0, f"is not the text that was annotated: its SHA-256 is not that of {MANIFEST}")]
    return text, []


def _page(path: Path, text: str | None, entry: Mapping[str, Any]) -> tuple[Gold, list[Fault]]:
    """A page as far as it is without fault; without a text only the form of its rows is looked at."""
    found, faults = sections(path)
    layers = Layers(path.name, text, faults)
    gold = layers.read(path.stem, found)
    if entry.get("published") is not None and str(entry["published"]) != gold.published:
        faults.append(Fault(path.name, 0, f"published is {gold.published}, but {entry['published']} in {MANIFEST}"))
    more = path.with_name(f"{path.stem}{MORE}")
    if more.is_file():
        rows, more_faults = sections(more)
        gold = Further(more.name, text, more_faults, layers.triggers).read(gold, rows)
        faults.extend(more_faults)
    return replace(gold, outlet=entry.get("outlet")), faults
