"""The quality gate: reads the annotated pages, prints how well, and fails under the floors of bench/floors.json.

Two layers are scored: `samples`, the project's own annotated pages, and `dev`, the pages of the shared evaluation folder
where it stands beside the checkout. With that folder its own scorer decides for both; without it bench/scoring.py scores
the samples. Records and errors go to out/gate.
"""

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from annotation import load
from musnad.exports.record import to_json
from musnad.lexicon import load as load_lexicon
from musnad.model import Page
from musnad.pipeline import Pipeline
from scoring import score

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "eval"
SAMPLES = ROOT / "bench" / "samples"
FLOORS = ROOT / "bench" / "floors.json"
OUT = ROOT / "out" / "gate"
Input = dict[str, Any]
Figures = dict[str, float]


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 where every floor is held, else 1."""
    options = _options(arguments)
    shared = SHARED.is_dir()
    if not shared:
        print(
            f"gate: {SHARED} IS ABSENT: only the project's own samples are scored, by bench/scoring.py", file=sys.stderr
        )
    folders = {"dev": SHARED / "dev"} if shared else {}
    folders["samples"] = SAMPLES
    if options.pages:
        return _read_some(folders, options.pages)
    pipeline, figures = Pipeline(load_lexicon(), "gate"), dict[str, Figures]()
    for layer, folder in folders.items():
        inputs = _inputs(folder, shared=shared)
        began = time.perf_counter()
        records = _write_records(pipeline, inputs, OUT / f"{layer}.jsonl")
        seconds = time.perf_counter() - began
        errors = OUT / f"{layer}-errors.tsv"
        figures[layer] = _shared_figures(folder, records, errors) if shared else _own_figures(folder, records, errors)
        print(f"{layer}: {len(inputs)} pages in {seconds:.1f} s; errors in {errors.relative_to(ROOT)}")
        if options.errors:
            print(errors.read_text(encoding="utf-8"))
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    print(_table(figures, floors))
    broken = list(under(figures, floors))
    print("\n".join(broken) if broken else "every floor is held")
    return 1 if broken else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print every error too")
    parser.add_argument("--pages", nargs="+", metavar="ID", help="print the records of these pages and score nothing")
    return parser.parse_args(arguments)


def _read_some(folders: dict[str, Path], wanted: list[str]) -> int:
    """Prints the records of some pages; 1 where a page is not there."""
    pages = {p.id: p for folder in folders.values() for p in _pages(_inputs(folder, shared=SHARED.is_dir()))}
    missing = [name for name in wanted if name not in pages]
    if missing:
        print(f"gate: no such page: {', '.join(missing)}; there are {', '.join(pages)}", file=sys.stderr)
        return 1
    pipeline = Pipeline(load_lexicon(), "gate")
    for name in wanted:
        print(to_json(pipeline(pages[name])))
    return 0


def _inputs(folder: Path, *, shared: bool) -> list[Input]:
    """What the reader is given of each page: id, text, and the date and outlet where they are known."""
    if not shared:
        return [{"id": p.id, "text": p.text, "published": p.published, "outlet": p.outlet} for p in load(folder)]
    lines = _run(SHARED / "gold.py", "--input", folder).splitlines()
    return [json.loads(line) for line in lines if line]


def _pages(inputs: Iterable[Input]) -> list[Page]:
    return [Page(i["id"], i["text"], i["id"], published=i["published"], outlet=i["outlet"]) for i in inputs]


def _write_records(pipeline: Pipeline, inputs: list[Input], path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = "".join(f"{to_json(pipeline(page))}\n" for page in _pages(inputs))
    path.write_text(lines, encoding="utf-8", newline="")
    return path


def _shared_figures(folder: Path, records: Path, errors: Path) -> Figures:
    """Every figure of the shared scorer, as `measure f1`, or `measure` where it is a share."""
    result = json.loads(_run(SHARED / "score.py", folder, records, "--json", "--errors", errors))
    found = Figures()
    for measure, value in result.items():
        if not isinstance(value, dict):
            continue
        for kind, shown in (("f1", f"{measure} f1"), ("accuracy", measure), ("rate", measure)):
            if kind in value:
                found[shown] = value[kind]
    return found


def _own_figures(folder: Path, records: Path, errors: Path) -> Figures:
    parsed = [json.loads(line) for line in records.read_text(encoding="utf-8").split("\n") if line]
    scores = score(load(folder), {record["document"]["source"]: record for record in parsed})
    errors.write_text("".join("\t".join(error) + "\n" for error in scores.errors), encoding="utf-8")
    return scores.figures()


def _run(script: Path, *arguments: object) -> str:
    done = subprocess.run(
        [sys.executable, str(script), *map(str, arguments)], check=True, stdout=subprocess.PIPE, encoding="utf-8"
    )
    return done.stdout


def _table(figures: dict[str, Figures], floors: dict[str, Figures]) -> str:
    """All layers side by side, each figure with its floor behind it."""
    measures = list(dict.fromkeys(measure for layer in figures.values() for measure in layer))
    lines = ["".join([f"\n{'':24}", *(f"{layer:>10}  {'floor':8}" for layer in figures)])]
    for measure in measures:
        cells = [f"{measure:24}"]
        for layer, found in figures.items():
            floor = floors.get(layer, {}).get(measure)
            cells.append(f"{found[measure]:10.4f}  {'' if floor is None else format(floor, '.2f'):8}")
        lines.append("".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def under(figures: dict[str, Figures], floors: dict[str, Figures]) -> Iterable[str]:
    """A line for each figure that is lower than its floor; a figure that is not there is 0."""
    for layer, found in figures.items():
        for measure, floor in floors.get(layer, {}).items():
            if found.get(measure, 0.0) < floor:
                yield f"UNDER THE FLOOR: {layer} {measure}: {found.get(measure, 0.0):.4f} < {floor}"


if __name__ == "__main__":
    sys.exit(main())
