"""One `musnad batch`: inputs -> shards -> an engine -> the counts of all."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path

from musnad.batch.local import Lost
from musnad.batch.parts import DUPLICATE, MANIFEST, Counts, Manifest, totals
from musnad.batch.plan import Shard, divided, inputs
from musnad.batch.shard import Job
from musnad.pages.kinds import Failure
from musnad.store.files import write_whole

Engine = Callable[[Iterable[Shard], Job], Iterator[Manifest | Lost]]
Divide = Callable[[tuple[str, ...]], list[Shard | Failure]]


@dataclass(slots=True)
class Outcome:
    """What became of all inputs.

    Attributes:
        shards: those with something in them, in the order of the inputs.
        again: shards whose bytes are those of another one.
        failures: inputs that cannot be read at all; each counts as a record that failed.
        lost: shards that gave nothing; how many records they hold is not known.
    """

    shards: list[Manifest] = field(default_factory=list)
    again: list[Shard] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)

    def counts(self) -> Counts:
        """What became of all records."""
        held = {manifest.shard: manifest.counts.records for manifest in self.shards}
        numbers = [held[shard.name] for shard in self.again if shard.name in held]
        failed = [Counts(1, failed={type(failure.error).__name__: 1}) for failure in self.failures]
        same = [Counts(number, skipped={DUPLICATE: number}) for number in numbers]
        return sum((*failed, *same), totals(self.shards)).check()

    def to_json(self) -> str:
        """The manifest of the run."""
        found = {
            "counts": asdict(self.counts()),
            "truncated": sorted({manifest.source for manifest in self.shards if manifest.truncated}),
            "gaps": [[manifest.source, *gap] for manifest in self.shards for gap in manifest.gaps],
            "failures": [[failure.source, failure.error.message] for failure in self.failures],
            "lost": [[lost.shard.source, lost.shard.start, lost.shard.end, lost.reason] for lost in self.lost],
            "shards": [[manifest.source, manifest.start, manifest.end, manifest.shard] for manifest in self.shards],
            "same": [[shard.source, shard.start, shard.end, shard.name] for shard in self.again],
        }
        return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


def run(
    paths: Iterable[str | Path],
    job: Job,
    engine: Engine,
    progress: Callable[[Counts], None] = lambda _: None,
    spread: Callable[[Divide, Iterable[tuple[str, ...]]], Iterable[list[Shard | Failure]]] = map,
) -> Outcome:
    """Read all inputs into a folder; what is there already is not read again.

    `spread` is as `map`: it says where the inputs are divided.

    Raises:
        UsageError: the folder holds other things, or was made with something else.
        StoreError: it cannot be written; finished shards are kept.
    """
    out = job.out
    out.open({"reader": job.reader, **job.options.said()})
    out.forget_partial()
    outcome, so_far = Outcome(), Counts()
    divisions = spread(divided, _readable(paths, outcome))
    for found in engine(_shards(chain.from_iterable(divisions), outcome), job):
        if isinstance(found, Lost):
            outcome.lost.append(found)
        else:
            outcome.shards.append(found)
            so_far += found.counts
        progress(so_far)
    out.forget_partial()
    for some in (outcome.shards, outcome.again):
        some.sort(key=lambda shard: (shard.source, shard.start))
    write_whole(out.path / MANIFEST, outcome.to_json().encode("utf-8", "backslashreplace"))
    return outcome


def _shards(found: Iterable[Shard | Failure], outcome: Outcome) -> Iterator[Shard]:
    """The shards to read; of those with the same bytes the first."""
    names: set[str] = set()
    for shard in found:
        if isinstance(shard, Failure):
            outcome.failures.append(shard)
        elif shard.name in names:
            outcome.again.append(shard)
        else:
            names.add(shard.name)
            yield shard


def _readable(paths: Iterable[str | Path], outcome: Outcome) -> Iterator[tuple[str, ...]]:
    for files in inputs(paths):
        if isinstance(files, Failure):
            outcome.failures.append(files)
        else:
            yield files
