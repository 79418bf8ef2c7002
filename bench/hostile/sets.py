"""The sets of hostile inputs, written as files that can be named on a command line; the same bytes each time."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ARABIC = "أعلن الوزير ماهر العلي في بغداد يوم الثلاثاء 14 مايو 2024 أن المحادثات مستمرة."
"""An invented sentence around which naughty strings stand, so that the page is Arabic."""
_FIELDS = ("id", "url", "outlet", "host", "title", "byline", "published", "retrieved")


def write_sets(shared: Path, target: Path) -> list[Path]:
    """Write every set under a folder and give its folders, those with files of their own only.

    Args:
        shared: the folder with `generate.py`, `blns` and `jsontestsuite`.
        target: an empty folder.

    Raises:
        FileNotFoundError: the shared folder lacks one of them.
        CalledProcessError: `generate.py` fails.
    """
    generated = target / "generated"
    subprocess.run([sys.executable, shared / "generate.py", generated], check=True)
    _write_strings(json.loads((shared / "blns" / "blns.json").read_text("utf-8")), target / "blns")
    _write_json(shared / "jsontestsuite", target / "jsontestsuite")
    return folders(target)


def folders(root: Path) -> list[Path]:
    """The folders in and under one that hold files, in order."""
    within = (root, *sorted(path for path in root.rglob("*") if path.is_dir()))
    return [folder for folder in within if any(path.is_file() for path in folder.iterdir())]


def _write_strings(strings: list[str], target: Path) -> None:
    """Each naughty string as a text, in an HTML page, and as the fields of JSON records."""
    for kind in ("text", "html", "fields", "texts"):
        (target / kind).mkdir(parents=True)
    for number, string in enumerate(strings):
        (target / "text" / f"{number:03d}.txt").write_text(f"{ARABIC}\n{string}\n{ARABIC}\n", "utf-8", newline="")
        (target / "html" / f"{number:03d}.html").write_text(_page(string), "utf-8", newline="")
    for name, records in (("fields", _field_records(strings)), ("texts", _text_records(strings))):
        lines = "".join(json.dumps(record) + "\n" for record in records)
        (target / name / f"{name}.jsonl").write_text(lines, "ascii")


def _page(string: str) -> str:
    return (
        f'<html lang="ar"><head><title>{string}</title><meta name="author" content="{string}"></head>'
        f'<body class="{string}"><article><h1>{string}</h1><p>{ARABIC}</p><p>{string}</p></article></body></html>'
    )


def _field_records(strings: list[str]) -> Iterator[dict[str, object]]:
    for number, string in enumerate(strings):
        odd: object = (string, [string], {string: string}, number, None)[number % 5]
        yield {"text": ARABIC, **dict.fromkeys(_FIELDS, string), _FIELDS[number % len(_FIELDS)]: odd, string: odd}


def _text_records(strings: list[str]) -> Iterator[dict[str, object]]:
    for number, string in enumerate(strings):
        yield {"text": f"{string} {ARABIC} {string}", "id": f"string-{number}"}


def _write_json(suite: Path, target: Path) -> None:
    """The cases of the JSON suite as files, and those of them that are one line as lines."""
    for part in ("test_parsing", "test_transform"):
        shutil.copytree(suite / part, target / part)
    contents = [path.read_bytes().strip() for path in sorted(suite.glob("test_*/*.json"))]
    lines = [content for content in contents if content and b"\n" not in content]
    (target / "lines").mkdir()
    (target / "lines" / "cases.jsonl").write_bytes(b"".join(line + b"\n" for line in lines))
