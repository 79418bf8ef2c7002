"""The measures as a table of plain text."""

from collections.abc import Iterator

from musnad.annotation.measures import LESS_IS_BETTER, Scores, Share, f1


def table(scores: Scores) -> str:
    """One measure a line: precision, recall, F1 and how many were annotated and found; of a share, how many were asked."""
    return "\n".join(_lines(scores)) + "\n"


def _lines(scores: Scores) -> Iterator[str]:
    yield f"{'':24}{'precision':>10}{'recall':>10}{'F1':>10}{'annotated':>11}{'found':>8}"
    shares = False
    for name, found in scores.measured():
        if not isinstance(found, Share):
            values = "".join(f"{value:10.4f}" for value in (found.precision, found.recall, f1(found)))
            yield f"{name:24}{values}{found.asked:11}{found.found:8}"
    for name, found in scores.measured():
        if isinstance(found, Share):
            if not shares:
                yield f"\n{'':24}{'share':>10}{'of':>10}"
                shares = True
            note = "  less is better" if name in LESS_IS_BETTER else ""
            yield f"{name:24}{found.share:10.4f}{found.asked:10}{note}"
    for status, share in sorted(scores.by_status.items()):
        yield f"  {status:22}{share.share:10.4f}{share.asked:10}"
