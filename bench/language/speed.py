"""How fast words are read, how soon a reader is ready, and how much memory it takes.

    python bench/language/speed.py SHARED [EVERY]

Measured in a process of its own over the pages of frozen.tsv (`EVERY`: each so manieth), on one core: processor time, by
stage. Counted are words, numbers and Latin words, no marks. Loading is from the first import of the program to a reader
that is ready, its modules compiled before, as an installer leaves them; memory is the most that the process held until the
last page was read.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from language.frozen import FILES, texts  # noqa: E402

LANGUAGE, WHOLE = "language, words a second", "whole reader, words a second"
LOADING, MEMORY = "loading, seconds", "memory, MB"
QUICK = 50
"""Of how many pages one is read where little time is left for it."""


def measure(shared: Path, every: int = 1) -> dict[str, float]:
    """The figures, from a fresh interpreter; empty where none of the corpora is there."""
    if not any((shared / "corpora" / "text" / f"{file}.jsonl.xz").is_file() for file in FILES):
        return {}
    command = [sys.executable, str(FOLDER / "speed.py"), str(shared), str(every)]
    with tempfile.TemporaryDirectory() as compiled:
        as_installed = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        as_installed["PYTHONPYCACHEPREFIX"] = compiled
        subprocess.run([sys.executable, "-c", "import musnad.pipeline"], check=True, env=as_installed)
        run = subprocess.run(command, check=True, capture_output=True, env=as_installed)
    figures: dict[str, float] = json.loads(run.stdout)
    return figures


def quick(shared: Path) -> dict[str, float]:
    """The figures over some of the pages only."""
    return measure(shared, QUICK)


def figures_of(pages: Iterable[str]) -> dict[str, float]:
    """The figures over some texts."""
    began = time.process_time()
    from musnad.lexicon import load  # noqa: PLC0415 - the import belongs to what is timed
    from musnad.model import Document, Page  # noqa: PLC0415
    from musnad.pipeline import Pipeline  # noqa: PLC0415

    pipeline = Pipeline(load(), "bench")
    loading = time.process_time() - began
    spent: defaultdict[str, float] = defaultdict(float)
    words = 0
    for text in pages:
        document = Document(Page("page", text, "page"))
        for stage in pipeline.stages:
            began = time.process_time()
            document = stage(document)
            own = type(stage).__module__.startswith("musnad.language")
            spent["language" if own else "others"] += time.process_time() - began
        words += sum(token.kind != "mark" for token in document.tokens)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6
    return {
        LANGUAGE: words / spent["language"],
        WHOLE: words / sum(spent.values()),
        LOADING: loading,
        MEMORY: memory,
    }


def main(arguments: Sequence[str]) -> int:
    """Print the figures as JSON; exit code 0."""
    print(json.dumps(figures_of(texts(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 1))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
