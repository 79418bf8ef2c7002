"""What `musnad batch` does: counts on standard error, an exit code at the end."""

import json
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import partial

from musnad.batch import local
from musnad.batch.parts import Counts, Folder
from musnad.batch.running import Outcome, run
from musnad.batch.shard import Job, Options
from musnad.exports.plain import one_line
from musnad.pages.records import Fields
from musnad.reader import Reader, day_given
from musnad.workers import Limits

DONE, FAILED, SOME_FAILED, NOTHING = 0, 1, 3, 4


def batch(options: Namespace) -> int:
    """Read inputs into a folder, and return the exit code.

    Raises:
        MusnadError: it cannot be done.
    """
    said = Options(
        options.lang,
        day_given(options.published),
        options.outlet,
        Fields.parse(options.field),
        Limits(options.seconds, options.memory),
    )
    job = Job(Reader(options.lexicon), said, Folder(options.out))
    if options.engine == "spark":
        from musnad.batch.spark import cluster  # noqa: PLC0415 - an extra

        with cluster(options.master, options.jobs, options.lexicon or ()) as spark:
            outcome = run(options.paths, job, spark.run, _progress, spark.map)
    else:
        outcome = run(options.paths, job, partial(local.run, jobs=options.jobs), _progress)
    counts = outcome.counts()
    for message in (*_losses(outcome), _sum(counts)):
        print(f"musnad: {one_line(message)}", file=sys.stderr)
    if options.json:
        print(json.dumps(asdict(counts)))
    if outcome.failures or outcome.lost or counts.failed:
        return SOME_FAILED if counts.read else FAILED
    return DONE if counts.read else NOTHING


def _losses(outcome: Outcome) -> Iterator[str]:
    """All that was lost, and where."""
    for failure in outcome.failures:
        yield str(failure.error)
    for manifest in outcome.shards:
        for start, end, reason in manifest.gaps:
            yield f"{manifest.source}: bytes {start} to {end} are passed over: {reason}"
        if manifest.truncated:
            yield f"{manifest.source}: is truncated: it ends inside a record"
    for lost in outcome.lost:
        yield f"{lost.shard.source}: bytes {lost.shard.start} to {lost.shard.end} gave nothing: {lost.reason}"


def _sum(counts: Counts) -> str:
    parts = [f"{counts.read} read", *_parts("skipped", counts.skipped), *_parts("failed", counts.failed)]
    return f"records: {counts.records} = {' + '.join(parts)}"


def _parts(outcome: str, numbers: dict[str, int]) -> Iterable[str]:
    why = ", ".join(f"{number} {reason}" for reason, number in numbers.items())
    return [f"{sum(numbers.values())} {outcome}" + (f" ({why})" if why else "")]


def _progress(counts: Counts) -> None:
    """A sign of life where standard error is a terminal."""
    if sys.stderr.isatty():
        print(f"\rmusnad: records: {counts.records}", end="\r", file=sys.stderr, flush=True)
