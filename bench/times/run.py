"""How well times are read: the external suites, pages whose date is hidden, speed; peers beside us where they are installed.

    python bench/times/run.py [--peers PYTHON] [--speed]

The suites and the corpus stand beside the checkout; what is absent is said and left out. Exit code 1 under a floor.
"""

import argparse
import json
import lzma
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from musnad.lexicon import load  # noqa: E402
from musnad.times.alone import TimesReader  # noqa: E402
from times.peers import PEERS  # noqa: E402
from times.undated import CORPUS, measure  # noqa: E402

SUITES = FOLDER.parents[2] / "shared" / "eval" / "time"
FLOORS = FOLDER / "floors.json"
_SCORED = (("dev.jsonl", True), ("wojood_spans_dev.jsonl", False))
_PAGES, _WORDS, _RUNS = 5000, 250, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 where every floor is held, else 1."""
    options = _options(arguments)
    found: dict[str, float] = {}
    for name, news in _SCORED:
        if (SUITES / name).is_file():
            found |= _suite(name, news=news, pythons=options.peers)
        else:
            print(f"{SUITES / name} is absent")
    for what, count in measure().items():
        print(f"{'undated, ' + what:44} {count}")
        if count.answerable:
            found[f"undated {what} answered"] = count.answered / count.answerable
            found[f"undated {what} right"] = count.right / max(count.answers, 1)
    if options.speed:
        print(f"{'milliseconds a page of 250 words':44} {_speed():.2f}")
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    under = [
        f"UNDER THE FLOOR: {k}: {found[k]:.4f} < {floor}" for k, floor in floors.items() if found.get(k, 9) < floor
    ]
    print("\n".join(under) if under else "every floor is held")
    return 1 if under else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench/times/run.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--peers",
        metavar="PYTHON",
        action="append",
        default=[],
        help="a Python that has peers installed; may be repeated",
    )
    parser.add_argument("--speed", action="store_true", help="measure the speed on the first 5,000 pages of ANT too")
    return parser.parse_args(arguments)


def _suite(name: str, *, news: bool, pythons: Sequence[str]) -> dict[str, float]:
    """Our figures on a suite, printed with those of the peers below them."""
    lines = (SUITES / name).read_text(encoding="utf-8")
    print(f"{name + (', news only' if news else ''):44} {'exact':>7}{'span':>7}{'overlap':>8}{'value':>7}")
    ours = _score(name, _ours(lines), news=news)
    _print("musnad", ours)
    for peer in PEERS if pythons else ():
        answers = next(filter(None, (_asked(python, peer, lines) for python in pythons)), None)
        if answers:
            _print(peer, _score(name, answers, news=news))
        else:
            print(f"  {peer:42} absent")
    return {f"{name} {measure}": ours[measure]["F1"] for measure in ("span", "value")}


def _asked(python: str, peer: str, lines: str) -> str | None:
    """What a peer answers; nothing where that Python does not have it. A case that brings it down has no answer."""
    command, answers, left = [python, str(FOLDER / "peers.py"), peer], "", lines.splitlines(keepends=True)
    while left:
        done = subprocess.run(command, input="".join(left).encode(), capture_output=True, check=False)
        given = done.stdout.decode()
        answers += given
        if done.returncode and not answers:
            return None
        left = left[given.count("\n") + 1 :] if done.returncode else []
    return answers


def _print(who: str, scores: dict[str, Any]) -> None:
    print(f"  {who:42}" + "".join(f"{scores[m]['F1']:8.3f}" for m in ("span_exact", "span", "overlap", "value")))


def _ours(lines: str) -> str:
    reader, answers = TimesReader(load()), []
    for line in lines.splitlines():
        case = json.loads(line)
        spans = [
            {"start": t.span.start, "end": t.span.end, "value": t.value, "end_value": t.end_value}
            for t in reader(case["text"], case.get("reference_time"))
        ]
        answers.append(json.dumps({"id": case["id"], "spans": spans}))
    return "".join(f"{answer}\n" for answer in answers)


def _score(name: str, answers: str, *, news: bool) -> dict[str, Any]:
    """The figures of the suite's own scorer."""
    command = [sys.executable, str(SUITES / "score.py"), str(SUITES / name), "/dev/stdin", "--json"]
    command += ["--news-only"] if news else []
    done = subprocess.run(command, input=answers, capture_output=True, text=True, check=True)
    scores: dict[str, Any] = json.loads(done.stdout)["ALL"]
    return scores


def _speed() -> float:
    """Milliseconds for 250 words on one core, from the text to its times: the best of a few runs."""
    reader, texts = TimesReader(load()), list(_texts())
    words = sum(len(text.split()) for text in texts)
    return min(_timed(reader, texts) for _ in range(_RUNS)) * _WORDS * 1000 / max(words, 1)


def _timed(reader: TimesReader, texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        reader(text, "2017-05-15")
    return time.process_time() - began


def _texts() -> Iterator[str]:
    if not CORPUS.is_file():
        return
    with lzma.open(CORPUS, "rt", encoding="utf-8") as lines:
        for _, line in zip(range(_PAGES), lines, strict=False):
            yield json.loads(line)["text"]


if __name__ == "__main__":
    sys.exit(main())
