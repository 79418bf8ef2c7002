"""How far the confidence of claims can be relied on: of the claims with .4, are four in ten right?

python bench/reliability.py                                         prints a table of each set of annotated pages
python bench/reliability.py --svg docs/images/confidence.svg        draws it too

Right is what `musnad.annotation.judged` calls so. Of `bench/gold/frozen` those pages are read to which the level of the model
was not fitted (`training/confidence.py`), and only numbers are shown. `error` is the mean distance between what was
announced and what came true, over ten bands of claims of like number (expected calibration error); `order` is how
often a right claim stands before a wrong one (area under the ROC curve); `squared` is the mean squared error, beside it that of
always saying how many are right of all (Brier 1950).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from gold_pages import DEVELOP, FROZEN, ROOT, pages
from musnad.annotation import Gold, judged, load
from musnad.lexicon import load as load_lexicon
from musnad.model import Page
from musnad.pipeline import Pipeline

BANDS = 10
_SIZE, _MARGIN = 320, 40
_COLOURS = {"samples": "#8a6d1f", "develop": "#7a7a7a", "frozen": "#1f6f8b"}

Told = tuple[float, bool]
"""The confidence of a claim, and whether it is right."""


class Band(NamedTuple):
    """Claims of like confidence: how many, what they announce, and the share that is right."""

    claims: int
    announced: float
    right: float


def bands(told: Sequence[Told], number: int = BANDS) -> list[Band]:
    """The claims in order of their confidence, in bands of like number; those of one confidence are never parted."""
    ordered = sorted(told, key=lambda one: one[0])
    found: list[list[Told]] = []
    for one in ordered:
        whole = found and len(found[-1]) >= len(ordered) / number
        if not found or (whole and found[-1][-1][0] != one[0]):
            found.append([])
        found[-1].append(one)
    return [Band(len(band), fmean(c for c, _ in band), fmean(right for _, right in band)) for band in found]


def error(told: Sequence[Told]) -> float:
    """The mean distance between what was announced and what came true."""
    return sum(band.claims * abs(band.announced - band.right) for band in bands(told)) / len(told)


def order(told: Sequence[Told]) -> float:
    """How often a right claim is given more confidence than a wrong one; the same counts half."""
    right, wrong = ([c for c, is_right in told if is_right is wanted] for wanted in (True, False))
    return fmean((r > w) + (r == w) / 2 for r in right for w in wrong)


def squared(told: Sequence[Told]) -> tuple[float, float]:
    """The mean squared error, and that of one number for all."""
    share = fmean(right for _, right in told)
    return fmean((c - right) ** 2 for c, right in told), share * (1 - share)


def told_of(golds: Sequence[Gold]) -> list[Told]:
    """The claims that the reader finds on annotated pages."""
    pipeline = Pipeline(load_lexicon(), "confidence")
    found = []
    for gold in golds:
        document = pipeline(Page(gold.id, gold.text, gold.id, published=gold.published, outlet=gold.outlet))
        found += [(claim["confidence"], right) for claim, right in judged(gold, document.to_record())]
    return found


def table(sets: dict[str, list[Told]]) -> str:
    """The figures of each set, and its bands."""
    lines = ["| pages | claims | right | announced | error | order | squared, one number for all |", "|---" * 7 + "|"]
    for name, told in sets.items():
        right, announced = fmean(r for _, r in told), fmean(c for c, _ in told)
        mean, always = squared(told)
        figures = f"{right:.3f} | {announced:.3f} | {error(told):.3f} | {order(told):.3f} | {mean:.3f}, {always:.3f}"
        lines.append(f"| {name} | {len(told)} | {figures} |")
    for name, told in sets.items():
        shown = ", ".join(f"{band.announced:.2f}: {band.right:.2f}" for band in bands(told))
        lines.append(f"\n{name}, announced and right: {shown}")
    return "\n".join(lines)


def chart(sets: dict[str, list[Told]]) -> str:
    """The reliability plot: what came true over what was announced; on the dotted line both are the same."""
    inner = _SIZE - 2 * _MARGIN

    def at(x: float, y: float) -> str:
        return f"{_MARGIN + x * inner:.1f},{_SIZE - _MARGIN - y * inner:.1f}"

    parts = [
        f'<path d="M{at(0, 1)} L{at(0, 0)} L{at(1, 0)}" fill="none" stroke="#999999"/>',
        f'<path d="M{at(0, 0)} L{at(1, 1)}" fill="none" stroke="#999999" stroke-dasharray="2 4"/>',
        _words(_SIZE / 2, _SIZE - 8, "confidence", "#333333"),
        _words(_SIZE / 2, 14, "share of the claims that are right", "#333333"),
        *(_words(_MARGIN + n / 4 * inner, _SIZE - 24, f"{n / 4:g}", "#333333") for n in range(5)),
        *(_words(_MARGIN - 14, _SIZE - _MARGIN - n / 4 * inner + 4, f"{n / 4:g}", "#333333") for n in range(1, 5)),
    ]
    for n, (name, told) in enumerate(sets.items()):
        colour = _COLOURS[name]
        spots = [at(band.announced, band.right) for band in bands(told)]
        parts.append(f'<polyline points="{" ".join(spots)}" fill="none" stroke="{colour}"/>')
        parts += [
            f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, _, y in (spot.partition(",") for spot in spots)
        ]
        parts.append(_words(_SIZE - _MARGIN - 20, _SIZE - _MARGIN - 12 - 15 * n, name, colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_SIZE} {_SIZE}" font-family="sans-serif" font-size="11">'
    return f"{head}{''.join(parts)}</svg>\n"


def _words(x: float, y: float, words: str, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" text-anchor="middle">{words}</text>'


def main(arguments: list[str] | None = None) -> int:
    """Print, and draw where it is asked for."""
    parser = argparse.ArgumentParser(prog="bench/reliability.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--svg", type=Path, metavar="FILE", help="draw the reliability plot into FILE")
    options = parser.parse_args(arguments)
    sets = {
        "samples": told_of(load(ROOT / "bench" / "samples")),
        "develop": told_of(pages(DEVELOP)),
        "frozen": told_of(pages(FROZEN)[1::2]),
    }
    print(table(sets))
    if options.svg:
        options.svg.write_text(chart(sets), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
