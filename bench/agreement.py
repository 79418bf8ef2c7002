"""How far two annotators agree: each one's pages scored as if the other's were right, and the mean of both directions.

    bench/agreement                      bench/gold/second against the same pages of bench/gold
    bench/agreement --second DIR         another folder; its texts may be left out

What one of them holds to be optional counts only where the other has an event too. Writes bench/gold/agreement.json, which
the gate prints as the ceiling of every figure. Only numbers are shown: some of the pages are frozen.
"""

import argparse
import json
import sys
from pathlib import Path

from gold_pages import AGREEMENT, DEVELOP, FROZEN, GOLD, pages, texts
from musnad.annotation import Gold, as_record, load, score
from musnad.annotation.measures import Figures, Scores


def main(arguments: list[str] | None = None) -> int:
    """Exit code 0; 1 where no page was annotated twice."""
    parser = argparse.ArgumentParser(prog="bench/agreement", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--second", type=Path, default=GOLD / "second", metavar="DIR", help="the second annotation")
    options = parser.parse_args(arguments)
    first = {page.id: page for page in (*pages(DEVELOP), *pages(FROZEN))}
    known = texts() | {page.id: page.text for page in first.values()}
    second = {page.id: page for page in load(options.second, known) if page.id in first}
    if not second:
        print(f"agreement: no page of {options.second} is annotated in {GOLD} too", file=sys.stderr)
        return 1
    result = agreement([(first[name], page) for name, page in second.items()])
    AGREEMENT.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    for measure, figure in result["figures"].items():
        print(f"{measure:24}{figure:10.4f}{result['asked'][measure]:8}")
    print(f"pages annotated twice: {len(second)}")
    return 0


def agreement(pairs: list[tuple[Gold, Gold]]) -> dict[str, Figures]:
    """The mean of every figure in both directions, and how many the first annotators have of what it judges."""
    ways = [_scored(pairs), _scored([(second, first) for first, second in pairs])]
    one, other = (scores.figures() for scores in ways)
    figures = {measure: round((one[measure] + other[measure]) / 2, 4) for measure in one}
    return {
        "figures": figures,
        "asked": dict(zip(figures, (count.asked for _, count in ways[0].measured()), strict=True)),
    }


def _scored(pairs: list[tuple[Gold, Gold]]) -> Scores:
    """The second of each pair scored as if the first were right."""
    records = {right.id: as_record(judged, right) for right, judged in pairs}
    return score((right for right, _ in pairs), records, errors=False)


if __name__ == "__main__":
    sys.exit(main())
