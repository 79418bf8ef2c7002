"""How fast pages are read on this machine: `musnad bench`.

Times are processor time of this one process, so that other programs count little. The pages are read once before anything is
counted: words that a reader meets for the first time cost more, and in a long run nearly all have been met.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import BinaryIO

from musnad.errors import NotFoundError
from musnad.exports.record import to_json
from musnad.lexicon import DATA
from musnad.model import Document, Page
from musnad.pages.inputs import read_inputs
from musnad.pages.kinds import Failure, Part, make_chat_words
from musnad.pages.opening import Opener
from musnad.pages.records import Fields
from musnad.pipeline import STAGES, Stage
from musnad.reader import Reader

if sys.platform != "win32":
    import resource

SAMPLES = DATA / "samples"
"""The pages that are read where none are given."""

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Speed:
    """What was measured.

    Attributes:
        pages: how many pages were read each time.
        words: how many words they have together, as white space parts them.
        times: how often they were read.
        start: seconds until the reader was made.
        first: milliseconds a page when the pages were read for the first time.
        page: milliseconds a page after that, in the fastest round.
        stages: of these, the milliseconds of each stage and of writing the record.
        memory: the most memory that the process held, in MiB; None where the system does not tell.
        failed: how many pages of the inputs could not be opened and were not counted.
    """

    pages: int
    words: int
    times: int
    start: float
    first: float
    page: float
    stages: dict[str, float]
    memory: float | None
    failed: int

    @property
    def rates(self) -> dict[str, float]:
        """Pages and words a second."""
        a_second = 1000 / self.page if self.page else 0.0
        return {"pages_a_second": a_second, "words_a_second": a_second * self.words / self.pages}


@dataclass(slots=True)
class _Timed:
    """A stage that adds up the seconds it takes."""

    stage: Stage
    seconds: float = field(default=0.0, init=False)

    def __call__(self, document: Document) -> Document:
        began = time.process_time()
        try:
            return self.stage(document)
        finally:
            self.seconds += time.process_time() - began


def measure(
    paths: Sequence[str | Path], times: int, fields: Fields | None = None, stdin: BinaryIO | None = None
) -> Speed:
    """Read the pages of some files and folders, or the sample pages, so many times.

    `fields` are the names under which JSON records hold what a page needs; `stdin` is what the path `-` reads.

    Raises:
        NotFoundError: there is no page that can be opened.
        InputError: the reader failed on a page.
    """
    began = time.process_time()
    reader = Reader()
    start = time.process_time() - began
    parts = read_inputs(paths or [SAMPLES], make_chat_words(reader.lexicon), stdin)
    found = list(_opened(Opener(reader.lexicon, fields), parts))
    pages = [page for page in found if isinstance(page, Page)]
    if not pages:
        raise NotFoundError("nothing found: there is no page in what was named")
    first, *rounds = [_round(reader, pages) for _ in range(times + 1)]
    best = min(rounds, key=lambda one: sum(one.values()))
    words = sum(len(page.text.split()) for page in pages)
    failed = len(found) - len(pages)
    return Speed(len(pages), words, times, start, sum(first.values()), sum(best.values()), best, _most_memory(), failed)


def _opened(opener: Opener, parts: Iterable[Part | Failure]) -> Iterator[Page | Failure]:
    for part in parts:
        yield from (part,) if isinstance(part, Failure) else opener(part)


def _round(reader: Reader, pages: Sequence[Page]) -> dict[str, float]:
    """Milliseconds a page of each stage, and of writing the record."""
    plain, recording = reader.pipeline.stages, 0.0
    timed = [_Timed(stage) for stage in plain]
    reader.pipeline.stages = tuple(timed)
    try:
        for page in pages:
            document = reader(page)
            began = time.process_time()
            to_json(document)
            recording += time.process_time() - began
    finally:
        reader.pipeline.stages = plain
    names = (*(make.__name__.removeprefix("make_") for make in STAGES), "record")
    seconds = (*(stage.seconds for stage in timed), recording)
    return {name: 1000 * one / len(pages) for name, one in zip(names, seconds, strict=True)}


def _most_memory() -> float | None:
    if sys.platform == "win32":
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (MIB if sys.platform == "darwin" else MIB >> 10)


def as_json(speed: Speed) -> str:
    """All figures as one line of JSON."""
    return json.dumps(asdict(speed) | speed.rates)


def as_text(speed: Speed) -> str:
    """All figures, a line each."""
    rates, page = speed.rates, max(speed.page, 1e-9)
    told = [
        ("pages", f"{speed.pages} of {speed.words / speed.pages:.0f} words, read {speed.times} times"),
        ("pages a second", f"{rates['pages_a_second']:.1f} on one core"),
        ("words a second", f"{rates['words_a_second']:.0f}"),
        ("milliseconds a page", f"{speed.page:.2f}; when first read {speed.first:.2f}"),
        *((f"  {name}", f"{took:.2f} ({took / page:.0%})") for name, took in speed.stages.items()),
        ("start", f"{speed.start:.2f} s"),
        ("memory at most", "not known here" if speed.memory is None else f"{speed.memory:.0f} MiB"),
    ]
    if speed.failed:
        told.append(("could not be read", str(speed.failed)))
    return "\n".join(f"{name + ':':21}{value}" for name, value in told)
