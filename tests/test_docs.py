"""The documents: every documented command and Python block runs, every link leads somewhere."""

import gzip
import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from musnad.exports.sheet import print_sheet
from musnad.lexicon import DATA
from musnad.model import Page
from musnad.pipeline import Pipeline

ROOT = Path(__file__).parents[1]
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")
LONG = 600
"""The most seconds for a command, as others may share the machine."""
OWN_TABLE = re.compile(r"`(mine/[\w/]+\.tsv)`.*?```text\n(.*?)```", re.DOTALL)


STORIES = [
    ROOT / "docs" / name for name in ("archive.md", "batch.md", "exports.md", "desk.md")
]  # their commands build on each other


def blocks(*kinds: str, documents: list[Path] | None = None) -> list[str]:
    paths = documents or [path for path in DOCUMENTS if path not in STORIES]
    texts = (path.read_text(encoding="utf-8") for path in paths)
    return [body for text in texts for name, body in BLOCK.findall(text) if name in kinds]


COMMANDS = sorted({line[2:] for body in blocks("console") for line in body.splitlines() if line.startswith("$ ")})


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the documents name: a page, a folder and lines of pages, tables of one's own."""
    folder = tmp_path_factory.mktemp("docs")
    samples = sorted((DATA / "samples").glob("*.txt"))
    (folder / "pages").mkdir()
    shutil.copy(samples[0], folder / "page.txt")
    lines = []
    for sample in samples[1:3]:
        shutil.copy(sample, folder / "pages")
        text = sample.read_text(encoding="utf-8")
        lines.append({"id": sample.stem, "text": text, "body": text, "date": "2024-05-15"})
    (folder / "gold").mkdir()
    for path in sorted((ROOT / "bench" / "samples").glob("gulf-mediation.*")):
        shutil.copy(path, folder / "gold")
    paragraphs = "".join(f"<p>{line}</p>" for line in samples[0].read_text(encoding="utf-8").splitlines())
    (folder / "page.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    with zipfile.ZipFile(folder / "pages.zip", "w") as archive:
        archive.write(folder / "page.html", "saved/page.html")
    response = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + (folder / "page.html").read_bytes()
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/1\r\nContent-Length: {len(response)}"
    )
    record = header.encode() + b"\r\n\r\n" + response + b"\r\n\r\n"
    (folder / "crawl.warc.gz").write_bytes(gzip.compress(record))
    (folder / "pages.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    name, table = OWN_TABLE.findall((ROOT / "docs" / "tables.md").read_text(encoding="utf-8"))[0]
    (folder / name).parent.mkdir(parents=True)
    (folder / name).write_text(table, encoding="utf-8")
    return folder


def run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    return subprocess.run(
        command,
        cwd=folder,
        env=os.environ | {"PATH": path, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        timeout=LONG,
        check=False,
    )


def opened(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    """A desk that is closed again as soon as it is open."""
    own = [sys.executable, "-m", *shlex.split(command[-1]), "--port", "0"]
    with subprocess.Popen(own, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8") as process:
        assert process.stdout
        address = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        return subprocess.CompletedProcess(own, process.wait(LONG), address, "")


@pytest.mark.slow
@pytest.mark.parametrize("command", [command for command in COMMANDS if "musnad " in command])
def test_documented_commands_run(workplace: Path, command: str) -> None:
    done = run(["bash", "-o", "pipefail", "-c", command], workplace)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    assert (
        done.stdout
        or " -o " in command
        or " > " in command
        or "lexicon check" in command
        or "annotate check" in command
    )


@pytest.mark.slow
@pytest.mark.parametrize("code", blocks("python"))
def test_documented_python_runs(workplace: Path, code: str) -> None:
    done = run([sys.executable, "-c", code], workplace)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_the_commands_of_a_project_run_in_order(workplace: Path, story: Path) -> None:
    shutil.rmtree(workplace / "news", ignore_errors=True)
    for body in blocks("console", "python", documents=[story]):
        lines = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
        for command in [["bash", "-c", line] for line in lines] or [[sys.executable, "-c", body]]:
            done = (opened if re.search("musnad serve [^-]*$", command[-1]) else run)(command, workplace)
            assert done.returncode == 0, (command, done.stdout[-2000:], done.stderr[-2000:])


def test_every_other_command_is_of_make_or_the_gate() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    others = [command.split() for command in COMMANDS if "musnad " not in command]
    assert {words[1] for words in others if words[0] == "make"} <= targets
    assert all((ROOT / words[0]).is_file() for words in others if words[0] != "make")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(document: Path) -> None:
    targets = LINK.findall(document.read_text(encoding="utf-8"))
    assert [target for target in targets if not (document.parent / target).exists()] == []


def test_the_example_of_the_readme_is_read_as_it_says(pipeline: Pipeline) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    example, sheet = re.findall(r"^> (.*?)\n\n```text\n(.*?)```", readme, re.DOTALL | re.MULTILINE)[0]
    document = pipeline(Page("example", example, "example", published="2024-05-15"))
    drawn = StringIO()
    print_sheet(document, Console(file=drawn, force_terminal=False))
    assert sheet in drawn.getvalue()


def test_the_quick_start_has_two_commands() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    start = readme.split("## Quick start", 1)[1].split("\n## ", 1)[0]
    assert re.findall(r"^\$ (.*)$", start, re.MULTILINE) == ["make demo", "make test"]
