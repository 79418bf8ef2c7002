"""`musnad export`: every format of a project, what is counted, that the order of arrival does not matter."""

import json
import shutil
from pathlib import Path

import polars
import pytest

from musnad.archive.adding import Adding
from musnad.archive.leaving import FORMATS
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.cli import main
from musnad.reader import Reader
from musnad.store import links
from musnad.store.decisions import Judgement, decide, withdraw
from musnad.store.project import Project, init
from musnad.store.store import Store

from .conftest import news

pytestmark = pytest.mark.slow


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """The exit code, and what is said on standard output and standard error."""
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(end.code or 0)
    said = capsys.readouterr()
    return code, said.out, said.err


@pytest.fixture(scope="module")
def projects(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """Two projects of the same five linked pages, which came in another order."""
    folder = tmp_path_factory.mktemp("exports")
    (folder / "pages").mkdir()
    for number in range(3):
        (folder / "pages" / f"{number}.txt").write_text(news(number), encoding="utf-8")
    lines = [{"id": f"n{n}", "text": news(n), "outlet": "الريف", "published": "2024-05-20"} for n in (10, 11)]
    (folder / "lines.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    said = {"pages": Options("2024-05-15", "المرسى"), "lines.jsonl": Options()}
    for name, inputs in (("own", said), ("other", dict(reversed(said.items())))):
        store = Store.create(init(folder / name))
        for path, options in inputs.items():
            Adding(store, reader, options).add([str(folder / path)])
        link(store, reader.lexicon)
    return folder


@pytest.fixture
def project(projects: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One of the projects, in the working directory."""
    shutil.copytree(projects / "own", tmp_path / "own")
    monkeypatch.chdir(tmp_path / "own")
    return tmp_path


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_and_counted(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    code, out, err = run(capsys, "export", name, "--out", "out", "--json")
    counts = json.loads(out)
    assert code == (4 if name == "decisions" else 0), err
    assert counts["total"] == counts["written"] + sum(counts["left_out"].values())
    assert (counts["pages"], counts["all_pages"]) == ((0, 0) if name == "decisions" else (5, 5))
    assert f"{counts['unit']}: {counts['written']} written" in err
    assert Path("out").exists() == (name != "decisions")
    if name != "parquet":
        first = Path("out").read_bytes() if name != "decisions" else b""
        assert run(capsys, "export", name)[1].encode() == first


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in {"jsonl", "decisions"}])
def test_the_order_of_arrival_changes_nothing(
    projects: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    for path, project in ((first, "own"), (second, "other")):
        run(capsys, "export", name, "--out", str(path), "--project", str(projects / project))
    if name == "parquet":
        assert polars.read_parquet(first).equals(polars.read_parquet(second))
    else:
        assert first.read_bytes() == second.read_bytes()


@pytest.mark.parametrize("name", ["plover", "polecat", "acled", "geojson"])
def test_an_event_is_one_row_however_many_tell_it(project: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(capsys, "export", "parquet", "--table", "events", "--out", "events")[0] == 0
    events = polars.read_parquet("events")
    assert events["event"].is_unique().all()
    assert events["claims"].list.len().sum() == 5
    run(capsys, "export", name, "--by", "event", "--out", "out", "--json")
    claims, (_, out, _) = (
        run(capsys, "export", name),
        run(capsys, "export", name, "--by", "event", "--out", "out", "--json"),
    )
    counts = json.loads(out)
    assert (counts["unit"], counts["total"], counts["pages"]) == ("events", events.height, 5)
    assert events.height <= 5
    assert claims[0] == 0
    if name == "plover":
        found = [json.loads(line) for line in Path("out").read_text(encoding="utf-8").splitlines()]
        assert all("told by" in event["comment"] and event["link"] for event in found)
        assert {event["link"][0] for event in found} <= set(events["event"])


def test_events_need_links(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Store.open(Project.find()).writing() as writer:
        links.clear(writer.connection)
    for command in ("plover --by event", "csv --table events"):
        code, _, err = run(capsys, "export", *command.split())
        assert (code, "musnad link" in err) == (4, True)
    assert run(capsys, "export", "plover")[0] == 0


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ("--outlet الريف", 2),
        ("--since 2024-05-16", 2),
        ("--until 2024-05-15", 3),
        ("--kind text", 3),
        ("--entity صحار", 2),
        ("--type CONSULT", 5),
        ("--type ASSAULT", 0),
        ("--type ASSAULT --type CONSULT --status asserted --since 2024-05-16", 2),
        ("--status planned", 0),
    ],
)
def test_filters(project: Path, capsys: pytest.CaptureFixture[str], options: str, pages: int) -> None:
    code, out, _ = run(capsys, "export", "jsonl", *options.split())
    assert len(out.splitlines()) == pages
    assert code == (0 if pages else 4)


def test_a_record_says_how_other_formats_call_it(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "export", "jsonl")[1].splitlines()[0])
    assert record["document"]["id"].startswith(record["links"]["page"])
    assert record["links"]["seen"].startswith("20")
    assert set(record["links"]["events"]) == {claim["id"] for claim in record["claims"]}
    assert record["links"]["people"]


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("export parquet", 2),
        ("export plover --excel", 2),
        ("export jsonl --table claims", 2),
        ("export csv --table none", 2),
        ("export graphml --by event", 2),
        ("export plover --by event --outlet none", 4),
        ("export csv --table events --outlet none", 4),
        ("export none", 2),
        ("export csv --since soon", 2),
        ("export csv --outlet none", 4),
        ("export csv --project none", 1),
        ("export csv --out none/none.csv", 1),
    ],
)
def test_exit_codes(project: Path, capsys: pytest.CaptureFixture[str], command: str, expected: int) -> None:
    code, _, err = run(capsys, *command.split())
    assert code == expected, err


def test_decisions_that_stand(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(run(capsys, "export", "jsonl")[1].splitlines()[0])
    claim = record["claims"][0]
    digest, place = record["document"]["id"], (claim["start"], claim["end"])
    with Store.open(Project.find()).writing() as writer:
        decide(writer, Judgement("reject", "claim", "m", "لا", digest, *place, before={"type": "CONSULT"}))
        number = decide(writer, Judgement("accept", "claim", "m", "نعم", digest, *place))
        withdraw(writer, number, "m", "سهو")
        decide(writer, Judgement("merge", "entity", "m", "واحد", before=["a", "b"]))
    code, out, err = run(capsys, "export", "decisions")
    first, second = map(json.loads, out.splitlines())
    assert (code, first["kind"], first["text"], first["before"]) == (0, "reject", claim["trigger"], {"type": "CONSULT"})
    assert claim["trigger"] in first["context"]["text"]
    assert (second["kind"], second["text"], second["before"]) == ("merge", None, ["a", "b"])
    assert "decisions: 2 written" in err
    decided = json.loads(run(capsys, "export", "jsonl")[1].splitlines()[0])
    assert claim["id"] not in [other["id"] for other in decided["claims"]]
