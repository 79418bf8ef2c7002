"""The figures of `load.py` as a picture and as a table.

python bench/load_chart.py docs/load.json docs/load.svg        draws the picture, and prints the table in Markdown
"""

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

Figures = Mapping[str, float]
PANELS = (
    ("link_cpu", "linking, seconds of CPU time"),
    ("one_more_cpu", "one more page, seconds of CPU time"),
    ("memory", "peak memory, MiB"),
    ("database", "database, MiB"),
)
_COLUMNS = ("add_cpu", "link_cpu", "one_more_cpu", "one_more", "memory", "database", "events", "people")
_WIDTH, _HEIGHT, _MARGIN = 300, 200, 45
_INK, _LINE, _FAINT = "#333333", "#1f6f8b", "#cccccc"


def table(loads: Sequence[Figures]) -> Iterator[str]:
    """The figures as rows of Markdown, the fewest pages first."""
    heads = (
        "add, CPU s",
        "link, CPU s",
        "one more, CPU s",
        "one more, s",
        "memory, MiB",
        "database, MiB",
        "events",
        "people",
    )
    yield f"| pages | {' | '.join(heads)} |"
    yield "|---" * (len(heads) + 1) + "|"
    for load in loads:
        values = (f"{load[name]:.2f}" if name.startswith("one") else f"{load[name]:,.0f}" for name in _COLUMNS)
        yield f"| {load['pages']:,} | {' | '.join(values)} |"


def chart(loads: Sequence[Figures]) -> str:
    """A panel for each figure, over the number of pages; all axes begin at nought."""
    panels = "".join(
        f'<g transform="translate({n % 2 * _WIDTH},{n // 2 * _HEIGHT})">{_panel(loads, *panel)}</g>'
        for n, panel in enumerate(PANELS)
    )
    size = f'viewBox="0 0 {2 * _WIDTH} {2 * _HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif" font-size="11">{panels}</svg>\n'


def _panel(loads: Sequence[Figures], name: str, title: str) -> str:
    most_pages, most = (1.1 * max(load[of] for load in loads) for of in ("pages", name))
    right, bottom = _WIDTH - _MARGIN / 2, _HEIGHT - _MARGIN
    spots = [
        (
            _MARGIN + (right - _MARGIN) * load["pages"] / most_pages,
            bottom - (bottom - _MARGIN) * load[name] / most,
            f"{load[name]:.3g}",
            f"{load['pages']:,}",
        )
        for load in loads
    ]
    axes = f'<path d="M{_MARGIN},{_MARGIN} V{bottom:g} H{right:g}" fill="none" stroke="{_FAINT}"/>'
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, *_ in ((_MARGIN, bottom), *spots))
    line = f'<polyline points="{path}" fill="none" stroke="{_LINE}"/>'
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_LINE}"/>' for x, y, *_ in spots)
    values = "".join(_text(x, y - 7, value) for x, y, value, _ in spots)
    pages = "".join(_text(x, bottom + 14, number) for x, _, _, number in spots)
    return axes + line + dots + values + pages + _text(_WIDTH / 2, _MARGIN - 18, title)


def _text(x: float, y: float, words: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{_INK}" text-anchor="middle">{words}</text>'


def main(source: Path, target: Path) -> None:
    """Draw, and print the table."""
    found = json.loads(source.read_text("utf-8"))
    loads = sorted(found.values(), key=lambda load: float(load["pages"]))
    target.write_text(chart(loads), "utf-8")
    print("\n".join(table(loads)))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:3]))
