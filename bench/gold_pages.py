"""The project's gold: where it stands, and the texts that are kept outside the project.

`bench/gold/develop` and `bench/gold/frozen` hold the annotation, and the texts of the invented pages. The texts of the
others are those of the ANT corpus in the shared folder beside the checkout, read by id and held to the hash of the manifest.
"""

import json
import lzma
from functools import cache
from pathlib import Path
from typing import Any

from musnad.annotation import Gold, load

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
CORPUS = SHARED / "corpora" / "text" / "ant.jsonl.xz"
GOLD = ROOT / "bench" / "gold"
MANIFEST = GOLD / "manifest.json"
AGREEMENT = GOLD / "agreement.json"
DEVELOP, FROZEN = "develop", "frozen"
Entry = dict[str, Any]


def entries() -> list[Entry]:
    """What the manifest says of each page."""
    found: list[Entry] = json.loads(MANIFEST.read_text(encoding="utf-8"))
    return found


@cache
def texts() -> dict[str, str]:
    """The texts of the ANT pages by id: title, a blank line, text; none where the corpus is not beside the checkout."""
    if not CORPUS.is_file():
        return {}
    wanted, found = {entry["id"] for entry in entries() if entry["source"] == "ant"}, {}
    with lzma.open(CORPUS, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            record = json.loads(line)
            if record["id"] in wanted:
                found[record["id"]] = f"{record['title']}\n\n{record['text']}"
    return found


def pages(part: str) -> list[Gold]:
    """The pages of a part whose text is at hand, by name."""
    return load(GOLD / part, texts())
