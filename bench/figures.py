"""Runs the parts of a benchmark and prints a Markdown table: targets, floors and peers beside the figures.

Each part is a module of the benchmark's folder that measures on the shared corpora (`measure(shared)`; in a quick run
`quick(shared)`, where it has one) and gives its figures by name; figures.tsv says what they are measured on and what is to be
reached, floors.json what must not be lost. What cannot be measured here is named below the table. Peers' figures are those of
their last run (peers.tsv).
"""

import argparse
import importlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
_BEGIN, _END = "<!-- figures: written by run.py --write -->\n", "<!-- end of figures -->\n"
_HEAD = ("what", "measured on", "to reach", "musnad", "floor", "peers")
Figures = dict[str, float]


@dataclass(frozen=True, slots=True)
class Target:
    """What a figure is measured on and what is to be reached, in words; `most` where less is better."""

    on: str
    reach: str
    most: bool


@dataclass(slots=True)
class Outcome:
    """The figures by name, and what could not be measured, and why."""

    figures: Figures = field(default_factory=dict)
    left_out: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Bench:
    """A benchmark: its folder, which is importable by its name, and the names of its modules."""

    folder: Path
    parts: tuple[str, ...]

    def main(self, arguments: Sequence[str] | None = None) -> int:
        """Exit code 1 where a floor is not held, else 0."""
        options = self._options(arguments)
        if options.peers:
            write_peers(self.folder / "peers.tsv", self._run_peers(options.peers, options.shared))
        outcome = self.measured(options.only or self.parts, options.shared, quick=options.quick)
        targets = read_targets(self.folder / "figures.tsv")
        floors = json.loads((self.folder / "floors.json").read_text("utf-8"))
        printed = table(outcome.figures, targets, floors, read_peers(self.folder / "peers.tsv"))
        left = "".join(f"\nleft out: {line}" for line in outcome.left_out)
        print(printed + left)
        if options.write:
            write(self.folder / "README.md", printed)
        broken = list(under(outcome.figures, floors, targets))
        print("\n".join(broken) or "every floor is held", file=sys.stderr)
        return 1 if broken else 0

    def measured(self, parts: Sequence[str], shared: Path, *, quick: bool = False) -> Outcome:
        """What the parts find; one that has no corpus, or no quick way in a quick run, is left out."""
        outcome = Outcome()
        for part in parts:
            module = importlib.import_module(f"{self.folder.name}.{part}")
            if quick and not hasattr(module, "quick"):
                outcome.left_out.append(f"{part}: it takes longer than a quick run has")
                continue
            began = time.perf_counter()
            found: Figures = {}
            with suppress(FileNotFoundError):
                found = (module.quick if quick else module.measure)(shared)
            print(f"{part}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
            outcome.figures |= found
            if not found:
                outcome.left_out.append(f"{part}: its corpora are not in {shared}")
        return outcome

    def _run_peers(self, python: str, shared: Path) -> dict[str, Figures]:
        """The figures of the peers that an interpreter has, by peer."""
        paths = os.pathsep.join((str(ROOT / "src"), str(self.folder.parent)))
        command = [python, "-W", "ignore", str(self.folder / "peers.py"), str(shared.resolve())]
        ran = subprocess.run(command, check=True, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": paths})
        found: dict[str, Figures] = json.loads(ran.stdout)
        return found

    def _options(self, arguments: Sequence[str] | None) -> argparse.Namespace:
        parser = argparse.ArgumentParser(description=f"Measure, and print a table: {', '.join(self.parts)}.")
        parser.add_argument("--shared", type=Path, default=SHARED, help="the folder that holds corpora and eval")
        parser.add_argument("--only", nargs="+", choices=self.parts, metavar="PART", help="some of the parts")
        parser.add_argument("--quick", action="store_true", help="what can be measured in two minutes, on fewer pages")
        parser.add_argument(
            "--peers", metavar="PYTHON", help="an interpreter that has peers: run them, and keep their figures"
        )
        parser.add_argument("--write", action="store_true", help="write the table into README.md")
        return parser.parse_args(arguments)


def under(figures: Figures, floors: Figures, targets: Mapping[str, Target]) -> Iterator[str]:
    """What is said of each figure that is worse than its floor; a floor without a figure says nothing."""
    for name, floor in floors.items():
        if name in figures:
            most = name in targets and targets[name].most
            if figures[name] > floor if most else figures[name] < floor:
                yield f"{name}: {shown(figures[name])} is worse than its floor {shown(floor)}"


def table(
    figures: Figures, targets: Mapping[str, Target], floors: Figures, peers: Mapping[str, Mapping[str, float]]
) -> str:
    """The Markdown table: a line for each figure that has a target or was measured."""
    lines = [_line(_HEAD), _line(["---"] * len(_HEAD))]
    for name in dict.fromkeys((*targets, *figures)):
        target = targets.get(name, Target("", "", False))
        beside = "; ".join(f"{peer} {shown(value)}" for peer, value in peers.get(name, {}).items())
        own, floor = (shown(found[name]) if name in found else "—" for found in (figures, floors))
        lines.append(_line((name, target.on, target.reach, own, floor, beside or "—")))
    return "\n".join(lines) + "\n"


def shown(value: float) -> str:
    """Shares with four digits, times with two, counts without."""
    return f"{value:.4f}" if value <= 1 else f"{value:.2f}" if value < 20 else f"{value:,.0f}"


def read_targets(path: Path) -> dict[str, Target]:
    """The lines of figures.tsv by the figure's name."""
    rows = (line.split("\t") for line in path.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {name: Target(on, reach, most == "yes") for name, on, reach, most in rows}


def read_peers(path: Path) -> dict[str, dict[str, float]]:
    """The kept figures of the peers: by the figure's name, then by the peer's; none where the file is absent."""
    found: dict[str, dict[str, float]] = {}
    for line in path.read_text("utf-8").splitlines() if path.is_file() else ():
        if not line.startswith("#"):
            name, peer, value = line.split("\t")
            found.setdefault(name, {})[peer] = float(value)
    return found


def write_peers(path: Path, found: Mapping[str, Figures]) -> None:
    """Put figures of peers in the place of their old ones; those of other peers are kept."""
    kept = read_peers(path)
    for peer, figures in found.items():
        for name, value in figures.items():
            old = {other: at for other, at in kept.get(name, {}).items() if other.split()[0] != peer.split()[0]}
            kept[name] = {**old, peer: value}
    rows = (f"{name}\t{peer}\t{value:.6g}\n" for name, values in kept.items() for peer, value in values.items())
    path.write_text("# figure, peer and its version, value; written by run.py --peers\n" + "".join(rows), "utf-8")


def write(readme: Path, figures: str) -> None:
    """Put the table between the marks of the README."""
    before, _, rest = readme.read_text("utf-8").partition(_BEGIN)
    _, _, after = rest.partition(_END)
    readme.write_text(f"{before}{_BEGIN}\n{figures}\n{_END}{after}", "utf-8")


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
