"""Measures what Musnad knows of names, offices, ties and places, and prints a Markdown table: targets and peers beside it."""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from figures import Bench  # noqa: E402

BENCH = Bench(FOLDER, ("ner", "latin", "places", "layers", "speed"))

if __name__ == "__main__":
    sys.exit(BENCH.main())
