"""Peers on the same HTML pages: each page in a fresh process, under a limit of time and one of memory."""

import resource
import subprocess
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

MEBIBYTES = 2048
_PROGRAMS = {
    "trafilatura": "import trafilatura; trafilatura.extract(content, include_comments=False)",
    "resiliparse": "from resiliparse.extract.html2text import extract_plain_text as extract; "
    "from resiliparse.parse.encoding import bytes_to_str as text; extract(text(content), main_content=True)",
    "jusText": "import justext; justext.justext(content, justext.get_stoplist('Arabic'))",
    "html.parser": "from html.parser import HTMLParser as Parser; Parser().feed(content.decode('utf-8', 'replace'))",
}
_READ = "import sys; content = open(sys.argv[1], 'rb').read(); "
_OUTCOMES = "done", "raised", "died", "too slow"


def peer_table(python: str, folders: Sequence[Path], seconds: float) -> str:
    """A Markdown table: on how many HTML pages each peer that is installed was done, raised, died, or took too long."""
    pages = [path for folder in folders for path in sorted(folder.glob("*.html"))]
    rows = [f"| peer | pages | {' | '.join(_OUTCOMES)} |", f"| --- |{' ---: |' * (len(_OUTCOMES) + 1)}"]
    for name, program in _PROGRAMS.items():
        found = (
            Counter(_outcome(python, program, page, seconds) for page in pages) if _is_there(python, program) else None
        )
        cells = [str(found[outcome]) for outcome in _OUTCOMES] if found else ["absent"] * len(_OUTCOMES)
        rows.append(f"| {name} | {len(pages)} | {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _is_there(python: str, program: str) -> bool:
    imports = "; ".join(part for part in program.split("; ") if "import" in part)
    return subprocess.run([python, "-c", imports], capture_output=True, check=False).returncode == 0


def _outcome(python: str, program: str, page: Path, seconds: float) -> str:
    command = [python, "-c", _READ + program, str(page)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, preexec_fn=_limit, check=False)
    except subprocess.TimeoutExpired:
        return "too slow"
    if done.returncode < 0:
        return "died"
    return "raised" if done.returncode else "done"


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEBIBYTES << 20, MEBIBYTES << 20))
