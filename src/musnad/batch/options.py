"""What `musnad batch` can be asked; light, as `musnad --help` waits for it."""

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
_BATCH = """Read web archives (WARC, WACZ), files of JSON lines (also .gz and .zst) and folders into Parquet files.

DIR gets one folder for each stretch of an input, which is there whole or not at all. The same command goes on where it was
broken off. How many records there were, and what became of them, is said on standard error and in DIR/manifest.json."""


def add_batch(commands: Commands, positive: Callable[[str], int], seconds: Callable[[str], float]) -> None:
    """Add the command; the callables parse numbers."""
    batch = commands.add_parser(
        "batch",
        help="read web archives into Parquet files",
        description=_BATCH,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    batch.add_argument("paths", nargs="+", metavar="PATH", help="files and folders")
    batch.add_argument(
        "--out", metavar="DIR", required=True, help="the folder for what is read; musnad add DIR takes it up"
    )
    batch.add_argument("--jobs", metavar="N", type=positive, default=1, help="how many processes read (default 1)")
    batch.add_argument(
        "--engine", choices=("local", "spark"), default="local", help="where it is read: here, or by Apache Spark"
    )
    batch.add_argument("--master", metavar="URL", help="the master of a Spark cluster; this machine if left out")
    batch.add_argument("--lang", choices=("ar",), help="leave out early what is not in this language")
    batch.add_argument("--published", metavar="DATE", help="when the pages appeared that do not say so: 2024-05-15")
    batch.add_argument("--outlet", metavar="NAME", help="whose words the pages are that do not say so")
    batch.add_argument("--lexicon", metavar="DIR", action="append", help="your own tables, on top of the package's")
    batch.add_argument("--seconds", metavar="N", type=seconds, default=20.0, help="the longest a page may take (20)")
    batch.add_argument("--memory", metavar="MIB", type=positive, default=2048, help="the most a page may take (2048)")
    batch.add_argument(
        "--field",
        metavar="OURS=THEIRS",
        action="append",
        default=[],
        help="under which name JSON records hold id, text, url, outlet, host, title, byline, published or retrieved",
    )
    batch.add_argument("--json", action="store_true", help="print the counts as JSON")
