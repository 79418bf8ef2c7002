"""The engine of a cluster: Apache Spark, one task a shard. It only decides where a shard is read.

Each task reads its shard as the engine of one machine does, in a process of its own, so that Spark's own processes stay as
they are; what dies is begun anew by that engine, and what dies with its machine, by Spark.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from musnad.batch import local
from musnad.batch.local import Lost
from musnad.batch.parts import Folder, Manifest
from musnad.batch.plan import Shard
from musnad.batch.shard import Job, Options
from musnad.errors import MusnadError, UsageError
from musnad.reader import Reader

if TYPE_CHECKING:
    from pyspark import SparkContext

_TRIES = 8
"""How often Spark begins a task."""
_LONGEST = 300
_Input = TypeVar("_Input")
_Output = TypeVar("_Output")


class Cluster:
    """A Spark that runs; every machine must have Musnad, and see the inputs and the output under the same names."""

    def __init__(self, context: "SparkContext", lexicon: tuple[str, ...]) -> None:
        self._context, self._lexicon = context, lexicon

    def map(self, work: Callable[[_Input], _Output], tasks: Iterable[_Input]) -> list[_Output]:
        """What a function gives for each of some tasks, in order.

        Raises:
            MusnadError: a task failed each time.
        """
        from py4j.protocol import Py4JError  # noqa: PLC0415 - an extra

        given = list(tasks)
        if not given:
            return []
        try:
            return list(self._context.parallelize(given, len(given)).map(work).collect())
        except Py4JError as error:
            said = str(error).splitlines()
            why = next((line for line in reversed(said) if "Error" in line), said[0])
            raise MusnadError(f"Spark gave up: {why.strip()[:_LONGEST]}; what is finished is kept") from error

    def run(self, shards: Iterable[Shard], job: Job) -> Iterator[Manifest | Lost]:
        """What becomes of each shard.

        Raises:
            MusnadError: what was read cannot be written, or a task failed each time; all that is finished is kept.
        """
        yield from self.map(partial(_task, self._lexicon, job.options, str(job.out.path.absolute())), shards)


@contextmanager
def cluster(master: str | None, jobs: int, lexicon: Iterable[str]) -> Iterator[Cluster]:
    """A cluster, or this machine where no master is named; it ends with this.

    Raises:
        UsageError: what Spark needs is not installed.
    """
    try:
        from pyspark.sql import SparkSession  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError("Spark is not installed; say: pip install 'musnad[spark]'") from error
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        raise UsageError("Spark needs Java; say: apt-get install default-jre-headless")
    settings: dict[str, Any] = {
        "spark.ui.enabled": "false",
        "spark.task.maxFailures": _TRIES,
        "spark.log.level": "ERROR",
    }
    if master is None:
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
        settings |= {"spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1"}
    builder = SparkSession.builder.master(master or f"local[{jobs},{_TRIES}]").appName("musnad")
    for name, value in settings.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    try:
        yield Cluster(session.sparkContext, tuple(map(os.path.abspath, lexicon)))
    finally:
        session.stop()


@cache
def _job(lexicon: tuple[str, ...], options: Options, out: str) -> Job:
    return Job(Reader(map(Path, lexicon)), options, Folder(out))


def _task(lexicon: tuple[str, ...], options: Options, out: str, shard: Shard) -> Manifest | Lost:
    (found,) = local.run([shard], _job(lexicon, options, out), 1)
    return found
