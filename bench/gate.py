"""The quality gate: reads the annotated pages, prints how well, and fails under the floors of bench/floors.json.

Scored are `dev`, the pages of the shared evaluation folder where it stands beside the checkout; `samples`, the project's
invented pages; `develop` and `frozen`, the two halves of the project's gold (bench/gold), whose real pages need the shared
folder too. Frozen pages are looked at as numbers only: neither their errors nor their records are ever shown or written.
Behind the figures stands how far two annotators agree. Records and errors of the others go to out/gate.
"""

import argparse
import json
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from gold_pages import AGREEMENT, DEVELOP, FROZEN, ROOT, SHARED, entries, pages, texts
from musnad.annotation import Gold, Scores, load, score
from musnad.annotation.measures import Figures
from musnad.exports.record import to_json
from musnad.lexicon import load as load_lexicon
from musnad.model import Document, Page
from musnad.pipeline import Pipeline

DEV = SHARED / "eval" / "dev"
SAMPLES = ROOT / "bench" / "samples"
FLOORS = ROOT / "bench" / "floors.json"
OUT = ROOT / "out" / "gate"
INVENTED = " invented"
"""What the name of a half of the gold ends in where only its invented pages could be read."""


@dataclass(frozen=True, slots=True)
class Layer:
    """Annotated pages that are scored together; of a closed one nothing but numbers is shown."""

    name: str
    pages: list[Gold]
    closed: bool = False

    @property
    def file(self) -> str:
        """What the names of its files begin with."""
        return self.name.replace(" ", "-")


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0 where every floor is held, else 1."""
    options = _options(arguments)
    found = layers()
    if options.pages:
        return _read_some(found, options.pages)
    pipeline, figures = Pipeline(load_lexicon(), "gate"), dict[str, Figures]()
    for layer in found:
        began = time.perf_counter()
        scores = _scores(layer, [_read(pipeline, page) for page in layer.pages])
        figures[layer.name] = scores.figures()
        kept = "numbers only" if layer.closed else f"errors in {(OUT / layer.file).relative_to(ROOT)}-errors.tsv"
        print(f"{layer.name}: {len(layer.pages)} pages in {time.perf_counter() - began:.1f} s; {kept}")
        if options.errors:
            for error in scores.errors or ():
                print("\t".join(error))
    floors: dict[str, Figures] = json.loads(FLOORS.read_text(encoding="utf-8"))
    print(table(figures, floors, _ceiling()))
    broken = list(under(figures, floors))
    print("\n".join(broken) if broken else "every floor is held")
    return 1 if broken else 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/gate", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--errors", action="store_true", help="print every error too, but none of frozen pages")
    parser.add_argument("--pages", nargs="+", metavar="ID", help="print the records of these pages and score nothing")
    return parser.parse_args(arguments)


def layers() -> list[Layer]:
    """What is scored; says on standard error what cannot be."""
    found = [Layer("samples", load(SAMPLES))]
    if DEV.is_dir():
        found.insert(0, Layer("dev", load(DEV)))
    else:
        _warn(f"{DEV} IS ABSENT: dev is not scored")
    whole = bool(texts())
    if not whole:
        _warn(f"THE ANT CORPUS IS NOT IN {SHARED}: of develop and frozen only the invented pages are read")
    for part in (DEVELOP, FROZEN):
        found.append(Layer(part if whole else part + INVENTED, pages(part), closed=part == FROZEN))
    return found


def _warn(message: str) -> None:
    print(f"gate: {message}", file=sys.stderr)


def _read(pipeline: Pipeline, page: Gold) -> Document:
    return pipeline(Page(page.id, page.text, page.id, published=page.published, outlet=page.outlet))


def _scores(layer: Layer, documents: list[Document]) -> Scores:
    """The scores of a layer; its records and errors are written unless it is closed."""
    records: dict[str, dict[str, Any]] = {document.page.id: document.to_record() for document in documents}
    scores = score(layer.pages, records, errors=not layer.closed)
    if not layer.closed:
        _write(f"{layer.file}.jsonl", map(to_json, documents))
        _write(f"{layer.file}-errors.tsv", ("\t".join(error) for error in scores.errors or ()))
    return scores


def _write(name: str, lines: Iterable[str]) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    (OUT / name).write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="")


def _read_some(found: list[Layer], wanted: list[str]) -> int:
    """Prints the records of some pages; 1 where a page is not there, or frozen."""
    frozen = {entry["id"] for entry in entries() if entry["part"] == FROZEN}
    open_pages = {page.id: page for layer in found if not layer.closed for page in layer.pages}
    for name in wanted:
        if name in frozen:
            _warn(f"{name} is frozen: it is looked at as a number only")
        elif name not in open_pages:
            _warn(f"no such page: {name}; there are {', '.join(open_pages)}")
    if not set(wanted) <= set(open_pages):
        return 1
    pipeline = Pipeline(load_lexicon(), "gate")
    for name in wanted:
        print(to_json(_read(pipeline, open_pages[name])))
    return 0


def _ceiling() -> Figures:
    """How far two annotators agree, measure by measure."""
    figures: Figures = json.loads(AGREEMENT.read_text(encoding="utf-8"))["figures"] if AGREEMENT.exists() else {}
    return figures


def table(figures: dict[str, Figures], floors: dict[str, Figures], ceiling: Figures) -> str:
    """All layers side by side, each figure with its floor behind it, and how far two annotators agree."""
    measures = dict.fromkeys(measure for layer in figures.values() for measure in layer)
    lines = ["".join([f"\n{'':26}", *(f"{layer:>17}  {'floor':5}" for layer in figures), f"{'agreement':>11}"])]
    for measure in measures:
        cells = [f"{measure:26}"]
        for layer, found in figures.items():
            figure, floor = found.get(measure), floors.get(layer, {}).get(measure)
            cells.append(f"{'' if figure is None else format(figure, '.4f'):>17}")
            cells.append(f"  {'' if floor is None else format(floor, '.2f'):5}")
        cells.append(f"{ceiling[measure]:11.4f}" if measure in ceiling else "")
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
