"""The pages that speed is measured on: 5,000 of the shared corpora, by name only (frozen.tsv).

    python bench/language/frozen.py SHARED > bench/language/frozen.tsv

The rule: all pages of the files in `FILES`, in their order, numbered from 0; of n pages those with the numbers k * n // 5000.
"""

import hashlib
import json
import lzma
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

FILES = ("ant", "saudinews")
LIST = Path(__file__).resolve().parent / "frozen.tsv"
COUNT = 5000
_ID = '{"id": "'


def names() -> list[tuple[str, str]]:
    """File and id of every page of the list."""
    rows = (line.split("\t") for line in LIST.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [(file, identifier) for file, identifier in rows]


def texts(shared: Path, every: int = 1) -> Iterator[str]:
    """The texts of the list's pages, or of every so many of them; of files that are not there, none."""
    wanted = set(names()[::every])
    for file in FILES:
        for identifier, line in _lines(shared, file):
            if (file, identifier) in wanted:
                page = json.loads(line)
                yield f"{page['title']}\n\n{page['text']}"


def digest(rows: Sequence[tuple[str, str]]) -> str:
    """SHA-256 of the names, one a line."""
    return hashlib.sha256("".join(f"{file}\t{identifier}\n" for file, identifier in rows).encode()).hexdigest()


def choose(rows: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The pages that the rule takes."""
    return [rows[number * len(rows) // COUNT] for number in range(COUNT)]


def _lines(shared: Path, file: str) -> Iterator[tuple[str, str]]:
    path = shared / "corpora" / "text" / f"{file}.jsonl.xz"
    if path.is_file():
        with lzma.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield line[len(_ID) : line.index('"', len(_ID))], line


def main(arguments: Sequence[str]) -> int:
    """Print the list; exit code 0."""
    shared = Path(arguments[0])
    rows = choose([(file, identifier) for file in FILES for identifier, _line in _lines(shared, file)])
    print(f"# {COUNT} pages of {' and '.join(FILES)} (file, id); by bench/language/frozen.py; SHA-256 {digest(rows)}")
    print("".join(f"{file}\t{identifier}\n" for file, identifier in rows), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
