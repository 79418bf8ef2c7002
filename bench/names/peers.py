"""The figures of peers, for an interpreter that has them: `python bench/names/peers.py SHARED` prints them as JSON.

arabic-name-romanizer carries the lists that the names are held out from, so that its figures are no measure of what it makes
of names it does not know.
"""

import importlib
import json
import sys
from importlib.metadata import version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from names.latin import alike, lists


def main(shared: Path) -> int:
    """Exit code 0."""
    transliterate = importlib.import_module("arabic_name_romanizer").transliterate
    figures = {name: alike(lambda words: str(transliterate(words)), found) for name, found in lists(shared).items()}
    print(json.dumps({f"arabic-name-romanizer {version('arabic-name-romanizer')}": figures}))
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
