"""Scores readers of web pages on the pages of html/ and prints a Markdown table for each part."""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from pages.measures import FIELDS, Score, mean, right_fields, score  # noqa: E402
from pages.pool import load, part_of  # noqa: E402
from pages.systems import SYSTEMS, System, available  # noqa: E402

PASSES = 3
SHOWN = 200
OWN = "musnad"
FLOORS = {"tuned": 0.96, "held": 0.85}
PARTS = ("tuned", "held")
Pages = dict[str, tuple[bytes, dict[str, Any]]]


@dataclass
class Result:
    """One system's pages, scored."""

    scores: dict[str, Score] = field(default_factory=dict)
    right: Counter[str] = field(default_factory=Counter)
    failures: dict[str, str] = field(default_factory=dict)
    speeds: dict[str, float] = field(default_factory=dict)


def main(arguments: list[str] | None = None) -> int:
    """Exit code 1 where a floor that is asked for is not held, 2 for wrong usage or a system that cannot run here."""
    options = _options(arguments)
    if options.errors and options.part == "held":
        print("no errors are written of the held part: whoever tunes a reader sees its figures only", file=sys.stderr)
        return 2
    systems, absent = available()
    if options.only:
        systems = [system for system in systems if system.name in options.only]
    if options.errors and options.system not in [system.name for system in systems]:
        print(f"no results of {options.system!r}: no errors written", file=sys.stderr)
        return 2
    plain: dict[str, Any] = {}
    broken: list[str] = []
    for part in PARTS if options.part == "all" else (options.part,):
        pages = load_pages(part)
        results = {system.name: run(system, pages, options.passes) for system in systems}
        print(f"{part}: {table(results, pages)}\n")
        if options.by_template:
            print(template_table(results, pages) + "\n")
        plain[part] = figures(results, pages)
        broken += under(part, results) if options.floors else []
        if options.errors and part == "tuned":
            options.errors.write_text(errors(results[options.system]), "utf-8")
    for name, reason in absent.items():
        print(f"{name}: absent: {reason}")
    if options.json:
        options.json.write_text(json.dumps(plain, ensure_ascii=False, indent=1) + "\n", "utf-8")
    for message in broken:
        print(message, file=sys.stderr)
    return 1 if broken else 0


def under(part: str, results: dict[str, Result]) -> list[str]:
    """What is said where musnad's body is under its floor."""
    found = mean(score.f1 for score in results[OWN].scores.values()) if OWN in results else 0.0
    return [f"{part}: body F1 {found:.4f} is under its floor {FLOORS[part]}"] if found < FLOORS.get(part, 0.0) else []


def load_pages(part: str = "all") -> Pages:
    """The bytes and the gold of that part's pages, by name."""
    parts = {page["name"]: part_of(page) for page in load(FOLDER / "pages.json")}
    pages: Pages = {}
    for path in sorted((FOLDER / "html").glob("*.html")):
        if part not in ("all", parts.get(path.stem)):
            continue
        gold = (FOLDER / "gold" / f"{path.stem}.json").read_text(encoding="utf-8")
        pages[path.stem] = (path.read_bytes(), json.loads(gold))
    return pages


def run(system: System, pages: Pages, passes: int) -> Result:
    """Scores the bodies and the metadata of all pages, then times the system."""
    result = Result()
    for name, (raw, gold) in pages.items():
        body, fields = _read(system, name, raw, result)
        result.scores[name] = score(gold, body)
        if fields is not None:
            result.right.update(right_fields(gold, fields))
    result.speeds["body"] = _speed(system, system.body, pages, passes)
    if system.full:
        result.speeds["body + metadata"] = _speed(system, system.full, pages, passes)
    return result


def _read(system: System, name: str, raw: bytes, result: Result) -> tuple[str, dict[str, str | None] | None]:
    body, fields = "", dict[str, str | None]() if system.full else None
    # A reader that breaks on a page has failed there; the run goes on to tell how it did elsewhere.
    try:
        body = system.body(raw)
        if system.full:
            fields = dict(system.full(raw))
    except Exception as error:
        result.failures[name] = f"{type(error).__name__}: {error}"
    if not body.strip():
        result.failures.setdefault(name, "empty body")
    return body, fields


def _speed(system: System, read: Callable[[bytes], object], pages: Pages, passes: int) -> float:
    """Pages per second of processor time in the best pass, with memories emptied: no crawl meets a page twice."""
    best = 0.0
    for _ in range(passes):
        system.reset()
        began = time.process_time()
        for raw, _gold in pages.values():
            try:
                read(raw)
            except Exception:
                continue
        best = max(best, len(pages) / (time.process_time() - began))
    return best


def figures(results: dict[str, Result], pages: Pages) -> dict[str, Any]:
    """All figures as plain data: averages, and each page's."""
    return {name: {**_averages(result, len(pages)), "pages": _page_rows(result)} for name, result in results.items()}


def _averages(result: Result, count: int) -> dict[str, Any]:
    scores = list(result.scores.values())
    watched = sum(one.watched for one in scores)
    fields = {name: result.right[name] / count for name in FIELDS}
    return {
        "precision": mean(one.precision for one in scores),
        "recall": mean(one.recall for one in scores),
        "f1": mean(one.f1 for one in scores),
        "leaked": sum(one.leaked for one in scores) / watched if watched else 0.0,
        "metadata": fields if "body + metadata" in result.speeds else None,
        "pages per second": result.speeds,
        "failures": result.failures,
    }


def _page_rows(result: Result) -> dict[str, dict[str, float]]:
    return {
        name: {"precision": one.precision, "recall": one.recall, "f1": one.f1, "leaked": one.leaked}
        for name, one in result.scores.items()
    }


def table(results: dict[str, Result], pages: Pages) -> str:
    """The Markdown table of averages."""
    head = [
        "system",
        "precision",
        "recall",
        "F1",
        "furniture leaked",
        *FIELDS,
        "pages/s body",
        "pages/s all",
        "failures",
    ]
    rows = [head, ["---"] * len(head)]
    for name, result in results.items():
        got = _averages(result, len(pages))
        row = [name, *(f"{got[key]:.4f}" for key in ("precision", "recall", "f1")), f"{got['leaked']:.1%}"]
        row += [f"{got['metadata'][key]:.0%}" if got["metadata"] else "—" for key in FIELDS]
        row += [f"{result.speeds[key]:.0f}" if key in result.speeds else "—" for key in ("body", "body + metadata")]
        rows.append([*row, str(len(result.failures))])
    return f"{len(pages)} pages\n\n" + _markdown(rows)


def template_table(results: dict[str, Result], pages: Pages) -> str:
    """F1 of each system on the pages of each template."""
    templates = sorted({gold["template"] for _, gold in pages.values()})
    rows = [["template", *results], ["---"] * (1 + len(results))]
    for template in templates:
        names = [name for name, (_, gold) in pages.items() if gold["template"] == template]
        got = [mean(result.scores[name].f1 for name in names) for result in results.values()]
        rows.append([f"{template} ({len(names)})", *(f"{value:.3f}" for value in got)])
    return _markdown(rows)


def _markdown(rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def errors(result: Result) -> str:
    """Per page the words that are missing and those that are too many, worst pages first."""
    lines = []
    for name, one in sorted(result.scores.items(), key=lambda pair: pair[1].f1):
        lines.append(f"{name}\tF1 {one.f1:.4f}\tleaked {one.leaked}/{one.watched}\t{result.failures.get(name, '')}")
        for label, found in (("missing", one.missing), ("extra", one.extra)):
            if found:
                lines.append(f"\t{label} {found.total()}: {' '.join(found.elements())[:SHOWN]}")
    return "\n".join(lines) + "\n"


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures there, by part")
    parser.add_argument("--errors", type=Path, metavar="FILE", help="write --system's wrong words on tuned pages there")
    parser.add_argument("--system", default="musnad", choices=list(SYSTEMS), help="whose errors (default: musnad)")
    parser.add_argument("--part", default="all", choices=[*PARTS, "all"], help="which pages (default: all)")
    parser.add_argument("--only", nargs="+", choices=list(SYSTEMS), metavar="SYSTEM", help="run these systems only")
    parser.add_argument("--by-template", action="store_true", help="print F1 per template as well")
    parser.add_argument("--floors", action="store_true", help="fail where musnad's body F1 is under its floor")
    parser.add_argument("--passes", type=int, default=PASSES, help=f"timed passes (default: {PASSES})")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
