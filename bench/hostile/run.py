"""Puts hostile inputs through `musnad read --json` and prints a Markdown table of what became of them."""

import argparse
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from hostile.peers import peer_table  # noqa: E402
from hostile.reading import Account, read_folder  # noqa: E402
from hostile.sets import folders, write_sets  # noqa: E402

SHARED = FOLDER.parents[2] / "shared" / "hostile"
README = FOLDER / "README.md"
_BEGIN, _END = "<!-- figures: written by run.py --write -->\n", "<!-- end of figures -->\n"
_HEAD = "folder", "files", "read", "noted", "failed", "quarantined", "left out", "empty", "slowest, s", "memory, MiB"


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where something crashed, hung or was lost; 2 where there are no inputs."""
    options = _options(arguments)
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        if not options.folders and not (options.shared / "generate.py").is_file():
            print(f"there is no {options.shared}; name folders of inputs, or --shared", file=sys.stderr)
            return 2
        found = {folder: [folder] for folder in options.folders}
        found = {root: write_sets(options.shared, root)} if not found else {root: folders(root) for root in found}
        accounts = {
            str(folder.relative_to(root)): _told(folder, options.seconds)
            for root, inner in found.items()
            for folder in inner
        }
        figures = table(accounts)
        print(figures, flush=True)
        if options.peers:
            inner = [folder for folders in found.values() for folder in folders if "blns" not in folder.parts]
            peers = peer_table(options.peers, inner, options.seconds)
            print(peers)
            figures += f"\n{peers}"
    faults = [fault for account in accounts.values() for fault in account.faults]
    print("\n".join(faults) or "nothing crashed, hung or was lost", file=sys.stderr)
    if options.write:
        write(README, figures)
    return 1 if faults else 0


def table(accounts: dict[str, Account]) -> str:
    """The Markdown table of the folders, and their sum."""
    total = Account(files=sum(account.files for account in accounts.values()))
    for account in accounts.values():
        total.outcomes += account.outcomes
        total.left_out += account.left_out
        total.empty += account.empty
        total.slowest = max(total.slowest, account.slowest)
        total.memory = max(total.memory, account.memory)
    rows = [_row(name, account) for name, account in {**accounts, "all": total}.items()]
    return "\n".join((_line(_HEAD), _line(["---"] + ["---:"] * (len(_HEAD) - 1)), *rows)) + "\n"


def write(readme: Path, figures: str) -> None:
    """Put the figures between the marks of the README."""
    before, _, rest = readme.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    readme.write_text(f"{before}{_BEGIN}\n{figures}\n{_END}{after}", "utf-8")


def _row(name: str, account: Account) -> str:
    counts = account.counts
    outcomes = (counts[outcome] for outcome in ("read", "noted", "failed", "quarantined"))
    measures = f"{account.slowest[0]:.1f}", f"{account.memory:.0f}"
    return _line([name, account.files, *outcomes, account.left_out, account.empty, *measures])


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(str, cells))} |"


def _told(folder: Path, seconds: float) -> Account:
    account = read_folder(folder, seconds)
    print(f"{folder}: {account.files} files; slowest: {account.slowest[1][:200]!r}", file=sys.stderr)
    return account


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="DIR", help="folders of inputs; else the shared sets")
    parser.add_argument("--shared", type=Path, default=SHARED, help="where generate.py, blns and jsontestsuite are")
    parser.add_argument("--seconds", type=float, default=10.0, help="the longest that a page may take (10)")
    parser.add_argument("--peers", metavar="PYTHON", help="an interpreter that has peers, which get the HTML pages too")
    parser.add_argument("--write", action="store_true", help="write the table into README.md")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
