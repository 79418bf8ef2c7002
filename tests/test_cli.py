import csv
import io
import json
import subprocess
import sys
import zipfile
from email.message import EmailMessage
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from musnad.cli import SHELLS, main
from musnad.lexicon import DATA

NEWS = "نزوى – وكالة الريف\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء 14 مايو 2024.\n"
GOOD, BAD = "good.txt", "bad.txt"


@pytest.fixture(autouse=True)
def inputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with a page that can be read, one that cannot, and a folder without pages."""
    monkeypatch.chdir(tmp_path)
    Path(GOOD).write_text(NEWS, encoding="utf-8")
    Path(BAD).write_bytes(b"\x00\x01\xff\xfe")
    Path("pages.jsonl").write_text(
        "".join(json.dumps({"id": f"n{i}", "body": NEWS}, ensure_ascii=False) + "\n" for i in range(3)),
        encoding="utf-8",
    )
    Path("empty").mkdir()
    return tmp_path


def code(*arguments: str) -> int:
    """The exit code of a command, whether it is returned or raised."""
    try:
        return main(arguments)
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("read good.txt", 0),
        ("read bad.txt", 1),
        ("read none.txt", 1),
        ("read good.txt bad.txt", 3),
        ("read good.txt none.txt good.txt --json", 3),
        ("read empty", 4),
        ("read good.txt --explain c99", 4),
        ("read", 2),
        ("", 2),
        ("write good.txt", 2),
        ("read good.txt --jso", 2),
        ("read good.txt --json --html", 2),
        ("read good.txt --json --explain c1", 2),
        ("read good.txt --jobs 0", 2),
        ("read good.txt --jobs many", 2),
        ("read good.txt --seconds 0", 2),
        ("read good.txt --seconds nan", 2),
        ("read good.txt --seconds long", 2),
        ("read good.txt --memory 0", 2),
        ("read good.txt --memory 1.5", 2),
        ("read good.txt --keep", 2),
        ("read good.txt --keep good.txt", 1),
        ("read good.txt --published soon", 2),
        ("read good.txt --field body", 2),
        ("read good.txt --field words=body", 2),
        ("read good.txt -o good.txt", 2),
        ("read good.txt -o nowhere/out.txt", 1),
        ("read good.txt --lexicon empty", 1),
        ("lexicon", 2),
        ("lexicon check empty", 1),
        ("bench --times 0", 2),
        ("bench empty", 4),
        ("bench bad.txt", 4),
        ("bench good.txt bad.txt --times 1", 3),
        ("completion tcl", 2),
        ("--version", 0),
        ("--help", 0),
        ("read --help", 0),
    ],
)
def test_exit_codes(arguments: str, expected: int) -> None:
    assert code(*arguments.split()) == expected


def test_results_go_out_and_warnings_beside_them(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, BAD, "--json") == 3
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert [json.loads(line)["document"]["source"] for line in out.splitlines()] == [GOOD]
    assert err.splitlines()[0].startswith("musnad: bad.txt: ")
    assert err.splitlines()[-1] == "musnad: pages: 1 read + 1 failed = 2"


def test_bench_counts_pages_words_and_the_milliseconds_of_every_stage(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("bench", "pages.jsonl", BAD, "--field", "text=body", "--times", "2", "--json") == 3
    told = json.loads(capsys.readouterr().out)
    assert (told["pages"], told["words"], told["times"], told["failed"]) == (3, 3 * len(NEWS.split()), 2, 1)
    assert list(told["stages"]) == ["zones", "language", "mentions", "times", "statements", "claims", "record"]
    assert sum(told["stages"].values()) == pytest.approx(told["page"])
    assert told["pages_a_second"] == pytest.approx(1000 / told["page"])
    assert told["start"] > 0
    assert told["memory"] is None or told["memory"] > 20


def test_bench_reads_the_sample_pages_where_none_are_given(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("bench", "--times", "1") == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"pages:               {len(list((DATA / 'samples').glob('*.txt')))} of ")
    assert any(line.strip().startswith("claims:") for line in lines)


def test_fields_date_and_outlet(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    given = ("--field", "text=body", "--published", "2024-05-15", "--outlet", "الريف")
    assert code("read", "pages.jsonl", "--json", *given) == 0
    records = [json.loads(line)["document"] for line in capsysbinary.readouterr().out.splitlines()]
    assert [r["source"] for r in records] == ["n0", "n1", "n2"]
    assert {(r["published"], r["outlet"]) for r in records} == {("2024-05-15", "الريف")}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("form", "jobs"), [("--json", "2"), ("--html", "1"), ("--table", "1"), ("--outlet=الريف", "1")]
)
def test_jobs_and_repetition_change_no_byte(form: str, jobs: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    command = ("read", "pages.jsonl", GOOD, "--field=text=body", form, "--jobs")
    assert code(*command, "1") == 0
    first = capsysbinary.readouterr().out
    assert code(*command, jobs) == 0
    assert first == capsysbinary.readouterr().out != b""


def test_table_is_csv_with_one_header(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, "pages.jsonl", "--field", "text=body", "--table") == 0
    rows = list(csv.reader(io.StringIO(capsysbinary.readouterr().out.decode(), newline="")))
    assert sum("trigger" in row for row in rows) == 1
    assert {len(row) for row in rows} == {len(rows[0])}


def test_html_is_one_page(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD, GOOD, "--html") == 0
    page = capsysbinary.readouterr().out.decode()
    assert page.count("<!doctype html>") == page.count("</html>") == 1
    assert page.count('<section class="document"') == 2


def test_sheet_is_the_default_and_plain_in_a_pipe(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("read", GOOD) == 0
    sheet = capsysbinary.readouterr().out
    assert b"page       good.txt" in sheet
    assert b"\x1b" not in sheet


def test_output_appears_only_when_there_is_some(capsys: pytest.CaptureFixture[str], inputs: Path) -> None:
    assert code("read", GOOD, "--json", "-o", "out.jsonl") == 0
    assert json.loads(Path("out.jsonl").read_text(encoding="utf-8"))["text"] == NEWS
    assert code("read", BAD, "--json", "-o", "none.jsonl") == 1
    assert not Path("none.jsonl").exists()
    assert not list(inputs.glob(".*"))
    assert capsys.readouterr().out == ""


def test_standard_input() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "musnad", "read", "-", "--json"], input=NEWS.encode(), capture_output=True, check=True
    )
    assert json.loads(run.stdout)["text"] == NEWS


def test_a_closed_pipe_is_silent() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "musnad", "read", *[GOOD] * 50, "--html"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.read(1)
        run.stdout.close()
        assert run.stderr.read() == b""
    assert run.returncode == 0


def test_help_waits_for_nothing_heavy() -> None:
    heavy = "rich", "polars", "musnad.model", "musnad.lexicon", "concurrent.futures", "importlib.metadata"
    source = (
        f"import sys, musnad.cli; musnad.cli.parser().format_help(); print([m for m in {heavy} if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def own_table(*rows: str) -> None:
    """A folder `own` with rows for the table of labels."""
    lines = (DATA / "exports" / "labels.tsv").read_text(encoding="utf-8").splitlines()
    top = [line for line in lines if line.startswith("#")] + ["key\tar\ten"]
    Path("own", "exports").mkdir(parents=True)
    Path("own", "exports", "labels.tsv").write_text("\n".join([*top, *rows, ""]), encoding="utf-8")


def test_faults_in_tables_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    own_table("kind.PER\tشخص\tperson", "kind.PER\tفرد\tperson", "kind.ORG\t\tbody")
    assert code("lexicon", "check", "own") == 1
    shown = capsys.readouterr().out
    assert "own/exports/labels.tsv:8: the same key as line 7: kind.PER" in shown
    assert "own/exports/labels.tsv:9: column ar: is empty, but must not be" in shown


def test_sound_tables_have_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    own_table("kind.PER\tفرد\tperson")
    assert code("lexicon", "check", "own") == 0
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_knows_the_options(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("completion", shell) == 0
    script = capsys.readouterr().out
    assert "--explain" in script
    assert "lexicon" in script


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("--version") == 0
    assert capsys.readouterr().out.startswith("musnad 0.")


STORY = "زار الوزير ماهر العلي مدينة صور أمس برفقة وفد من الوزارة ومن بلديات الساحل كلها."
HTML = (
    "<!doctype html><head><title>جولة الوزير | الريف</title><meta name=author content='سلوى المرادي'>"
    "<meta property='article:published_time' content='2024-05-15'></head><body><article><h1>جولة الوزير</h1>"
    f"<p>{STORY}</p><blockquote class=tweet><p>وصلنا بخير.</p>&mdash; ماهر العلي (@m)</blockquote></article></body>"
)


def archive(members: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)
    return out.getvalue()


def document(text: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{space}"><w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:body></w:document>'
    return archive({"[Content_Types].xml": "<Types/>", "word/document.xml": body})


def mail(text: str, **attached: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "s@x.example", "خبر", "Wed, 15 May 2024 10:00:00 +0300"
    message.set_content(text)
    for name, content in attached.items():
        message.add_attachment(content.encode(), maintype="text", subtype="html", filename=f"{name}.html")
    return message.as_bytes()


def records(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str, expected: int = 0) -> list[Any]:
    """The records that a command prints."""
    assert code("read", *arguments, "--json") == expected
    return [json.loads(line) for line in capsysbinary.readouterr().out.splitlines()]


@pytest.mark.parametrize(
    ("name", "content", "sources"),
    [
        ("a.html", HTML.encode(), [""]),
        ("a.HTM", HTML.encode("windows-1256"), [""]),
        ("a.txt", HTML.encode(), [""]),
        ("a.zip", archive({"x/1.html": HTML, "2.txt": STORY, "3.png": "-"}), ["/x/1.html", "/2.txt"]),
        ("a.eml", mail(STORY, page=HTML), ["", "/page.html"]),
        ("a.docx", document(STORY), [""]),
        ("a.json", json.dumps([{"text": HTML}, {"text": STORY}]).encode(), [":1", ":2"]),
    ],
)
def test_pages_of_many_kinds(
    name: str, content: bytes, sources: list[str], capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path(name).write_bytes(content)
    found = records(capsysbinary, name)
    assert [record["document"]["source"] for record in found] == [f"{name}{source}" for source in sources]
    assert all(STORY in record["text"] for record in found)


def test_a_record_of_html_has_all_that_a_text_has_not(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("a.html").write_text(HTML, encoding="utf-8")
    (record,) = records(capsysbinary, "a.html")
    for start, source_start, source_end in record["runs"]:
        quote = HTML[source_start:source_end]
        assert record["text"][start : start + len(quote)] == quote or not record["text"][start].strip() or "&" in quote
    (passage,) = record["passages"]
    assert (passage["kind"], passage["author"]["text"], passage["time"]) == ("post", "ماهر العلي", None)
    header = record["document"]
    assert {"name": "meta:author", "value": "سلوى المرادي"} in header["facts"]
    assert (header["title"], header["outlet"], header["byline"]) == ("جولة الوزير", "الريف", "سلوى المرادي")
    assert (header["published"], header["published_basis"], header["via"]) == ("2024-05-15", "given", [])


def test_what_a_page_declares_goes_before_the_day_for_those_that_do_not(
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    Path("a.html").write_text(HTML, encoding="utf-8")
    Path("b.txt").write_text(STORY, encoding="utf-8")
    found = records(capsysbinary, "a.html", "b.txt", "--published", "2020-01-02")
    assert [record["document"]["published"] for record in found] == ["2024-05-15", "2020-01-02"]


def test_through_whom_a_message_came_is_in_its_record(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    message = {
        "id": 1,
        "type": "message",
        "date": "2024-05-15T10:00:00",
        "from": "الريف",
        "forwarded_from": "قناة الساحل",
    }
    chat = {
        "name": "الريف",
        "type": "public_channel",
        "id": 5,
        "messages": [message | {"text": STORY, "text_entities": []}],
    }
    Path("result.json").write_text(json.dumps(chat), encoding="utf-8")
    (record,) = records(capsysbinary, "result.json")
    assert [via["name"] for via in record["document"]["via"]] == ["قناة الساحل"]
    assert [link["name"] for link in record["claims"][0]["chain"]] == ["قناة الساحل"]


def test_bytes_are_kept_with_a_manifest(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    Path("a.html").write_text(HTML, encoding="utf-8")
    found = records(capsysbinary, "a.html", GOOD, BAD, "none.txt", "a.html", "--keep", "kept/bytes", expected=3)
    manifest = [json.loads(line) for line in Path("kept/bytes/manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [entry["source"] for entry in manifest] == ["a.html", GOOD, BAD, "none.txt", "a.html"]
    assert [entry.get("id") for entry in manifest if "id" in entry] == [record["document"]["id"] for record in found]
    assert ["failed" in entry for entry in manifest] == [False, False, True, True, False]
    contents = [Path(name).read_bytes() for name in ("a.html", GOOD, BAD)]
    kept = {path.name: path.read_bytes() for path in Path("kept/bytes").glob("??/*")}
    assert kept == {sha256(content).hexdigest(): content for content in contents}


def test_a_manifest_grows() -> None:
    Path("kept").mkdir()
    Path("kept", "manifest.jsonl").write_text('{"source": "before"}\n', encoding="utf-8")
    assert code("read", GOOD, "--json", "--keep", "kept") == 0
    manifest = Path("kept", "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["source"] for line in manifest] == ["before", GOOD]


@pytest.mark.parametrize(
    ("limit", "reason"),
    [
        ("--seconds=0.001", "quarantined: took longer than 0.001 s"),
        ("--memory=1", "quarantined: needed more than 1 MiB"),
    ],
)
def test_a_page_that_exceeds_a_limit_is_quarantined(
    limit: str, reason: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    Path("long.txt").write_text(f"{STORY}\n" * 2000, encoding="utf-8")
    assert code("read", "long.txt", limit) == 1
    out, err = (stream.decode() for stream in capsysbinary.readouterr())
    assert out == ""
    assert f"musnad: long.txt: {reason}" in err


@pytest.mark.parametrize("form", ["", "--json", "--html", "--table"])
def test_marks_that_turn_the_writing_are_shown_and_never_obeyed(
    form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    title = "جولة \u202eالوزير\u202c \x1b[31mفي الساحل"
    Path("a.html").write_text(HTML.replace("<h1>جولة الوزير", f"<h1>{title}"), encoding="utf-8")
    assert code("read", "a.html", *form.split()) == 0
    out = capsysbinary.readouterr().out.decode()
    assert "\x1b" not in out
    if form == "--json":
        assert title in json.loads(out)["text"]
    else:
        assert not {"\u202e", "\u202c"} & set(out)
    if not form:
        assert r"\u202eالوزير\u202c" in out


def test_a_name_of_a_file_is_shown_without_obeying_it(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    name = "a\u202etxt.html"
    Path(name).write_bytes(b"\0\1\2")
    assert code("read", name) == 1
    assert capsysbinary.readouterr().err.decode().startswith(r"musnad: a\u202etxt.html: ")
