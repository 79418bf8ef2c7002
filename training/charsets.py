"""Makes data/pages/charsets.tsv: which letter follows which, from the ANT corpus; counts only, no text.

Usage: python training/charsets.py ANT.jsonl.xz > src/musnad/data/pages/charsets.tsv
"""

import json
import lzma
import sys
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

LETTERS = [chr(code) for code in (*range(0x621, 0x63B), *range(0x641, 0x64B))]
BREAK = "."
STEPS = 6
HEAD = """\
# Which Arabic letters follow which, how often?
# It tells the charset of a page that is not UTF-8: read in the right one, its letters follow each other as here.
# Made by training/charsets.py from the ANT corpus v1.1: counts of pairs, no text.
#: letter\ttext\tkey: the letter; `.` is all that is no Arabic letter, so that its row says how words begin
#: next\ttext\twhat follows it, the commonest first; each `|` divides the share by four: 1 in 4 at least | 1 in 16 | 1 in 64 ...
letter\tnext
"""


def pairs(texts: Iterable[str]) -> Counter[tuple[str, str]]:
    """How often each pair of symbols occurs."""
    known = frozenset(LETTERS)
    found: Counter[tuple[str, str]] = Counter()
    for text in texts:
        found.update(pairwise(char if char in known else BREAK for char in f" {text} "))
    return found


def row(first: str, found: Counter[tuple[str, str]]) -> str:
    """The row of one symbol; its followers in groups by the power of four of their share."""
    followers = {second: found[first, second] for second in (*LETTERS, BREAK) if (first, second) != (BREAK, BREAK)}
    total = sum(followers.values())
    groups = [""] * STEPS
    for second, count in sorted(followers.items(), key=lambda entry: (-entry[1], entry[0])):
        step = next((step for step in range(STEPS) if count * 4 ** (step + 1) >= total), STEPS)
        if step < STEPS:
            groups[step] += second
    return f"{first}\t{'|'.join(groups).rstrip('|')}"


def main(path: str) -> None:
    """Prints the table made from the pages of `path`, JSON lines with a `text`."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        found = pairs(json.loads(line)["text"] for line in lines)
    print(HEAD + "\n".join(row(symbol, found) for symbol in (BREAK, *LETTERS)))


if __name__ == "__main__":
    main(sys.argv[1])
