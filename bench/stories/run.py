"""Measures how well the pages of invented stories are linked into events, and prints a Markdown table."""

import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from figures import Bench  # noqa: E402

BENCH = Bench(FOLDER, ("given", "reading"))

if __name__ == "__main__":
    sys.exit(BENCH.main())
