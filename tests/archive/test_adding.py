"""What becomes of inputs that are added, and added again."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest
from sqlalchemy import func, select

from musnad.archive.adding import Adding, Counts
from musnad.archive.ways import Options
from musnad.reader import Reader
from musnad.store.rows import unpack
from musnad.store.store import Store
from musnad.store.tables import Capture, Claim, Failure, Page, Record, Run
from musnad.workers import Limits

from .conftest import Add, contents, news


def mail(number: int, attached: str) -> bytes:
    message = EmailMessage()
    message["From"], message["Subject"], message["Date"] = "s@x.example", "خبر", "Wed, 15 May 2024 10:00:00 +0300"
    message.set_content(news(number))
    message.add_attachment(attached.encode(), maintype="text", subtype="html", filename="a.html")
    return message.as_bytes()


def test_every_input_is_counted_once(store: Store, add: Add) -> None:
    shutil.copy("pages/0.txt", "copy.txt")
    Path("pages/notes.md").write_text("x", encoding="utf-8")
    counts = add(store, "pages", "copy.txt", "records.jsonl", "bad.txt", "none.txt")
    assert counts == Counts(new=5, duplicate=1, failed=3, left_out=1)
    assert counts.inputs == 9
    assert add(store, "pages", "records.jsonl", "bad.txt") == Counts(duplicate=5, failed=2, left_out=1)


def test_what_is_read_is_what_read_gives(store: Store, add: Add, reader: Reader) -> None:
    add(store, "pages", "records.jsonl")
    expected = [d.to_record() for d in reader.read_many(["pages", "records.jsonl"]) if not hasattr(d, "error")]
    with store.reading() as connection:
        records = [unpack(row) for row in connection.execute(select(Record.content).order_by(Record.page)).scalars()]
        claims = connection.execute(select(func.count()).select_from(Claim)).scalar_one()
        runs = connection.execute(select(Run.reader)).scalars().all()
    assert records == json.loads(json.dumps(expected))
    assert claims == sum(len(record["claims"]) for record in records) > 0
    assert runs == [reader.pipeline.reader]


def test_adding_again_changes_nothing(store: Store, add: Add) -> None:
    add(store, "pages", "records.jsonl", "bad.txt")
    before = contents(store)
    journal = store.project.journal_file.read_bytes()
    add(store, "records.jsonl", "bad.txt", "pages")
    assert contents(store) == before
    assert store.project.journal_file.read_bytes() == journal


@pytest.mark.slow
def test_both_databases_and_any_number_of_processes_hold_the_same(
    make_store: Callable[[str | None], Store], request: pytest.FixtureRequest, add: Add
) -> None:
    first = make_store(None)
    add(first, "pages", "records.jsonl", "bad.txt")
    second = make_store(None)
    add(second, "pages", "records.jsonl", "bad.txt", jobs=2)
    third = make_store(request.getfixturevalue("server").make())
    add(third, "pages", "records.jsonl", "bad.txt")
    assert contents(first) == contents(second) == contents(third)


def test_a_changed_file_is_a_version_of_the_page(store: Store, add: Add) -> None:
    add(store, "pages")
    Path("pages/1.txt").write_text(news(1, "يزور الوزير ماهر العلي مدينة"), encoding="utf-8")
    assert add(store, "pages") == Counts(duplicate=2, changed=1)
    with store.reading() as connection:
        query = select(Page.version, Page.current).where(Page.lineage.endswith("pages/1.txt")).order_by(Page.version)
        assert [tuple(row) for row in connection.execute(query)] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    ("first", "second", "outcome"),
    [
        ({"id": "1", "url": "https://a.example/x#top"}, {"id": "2", "url": "https://a.example/x"}, "changed"),
        ({"url": "https://a.example/x"}, {"url": "https://a.example/y"}, "new"),
        ({"id": "1"}, {"id": "1"}, "changed"),
        ({"id": "1"}, {"id": "2"}, "new"),
        ({}, {}, "new"),
    ],
)
def test_records_are_versions_by_url_or_id(
    store: Store, add: Add, first: dict[str, str], second: dict[str, str], outcome: str
) -> None:
    file = Path("one.jsonl")
    for number, record in enumerate((first, second)):
        file.write_text(json.dumps(record | {"text": news(number)}, ensure_ascii=False), encoding="utf-8")
        counts = add(store, file)
    assert getattr(counts, outcome) == counts.inputs == 1


def test_the_same_id_in_another_file_is_another_page(store: Store, add: Add) -> None:
    for number, name in enumerate(("a.jsonl", "b.jsonl")):
        Path(name).write_text(json.dumps({"id": "1", "text": news(number)}), encoding="utf-8")
    assert add(store, "a.jsonl", "b.jsonl") == Counts(new=2)


def test_the_same_bytes_elsewhere_are_another_capture(store: Store, add: Add) -> None:
    shutil.copy("pages/0.txt", "copy.txt")
    add(store, "pages/0.txt")
    assert add(store, "copy.txt") == Counts(duplicate=1)
    with store.reading() as connection:
        assert list(connection.execute(select(Capture.source).order_by(Capture.id)).scalars()) == [
            "pages/0.txt",
            "copy.txt",
        ]


def test_what_the_user_says_of_a_page_makes_another_version(store: Store, add: Add) -> None:
    add(store, "pages/0.txt")
    assert add(store, "pages/0.txt", outlet="الريف", published="2024-05-15") == Counts(changed=1)
    assert add(store, "pages/0.txt", outlet="الريف", published="2024-05-15") == Counts(duplicate=1)
    assert add(store, "pages/0.txt") == Counts(duplicate=1)
    with store.reading() as connection:
        row = connection.execute(select(Page.outlet, Page.first, Page.last).where(Page.current)).one()
    assert tuple(row) == ("الريف", "2024-05-15", "2024-05-15")


def test_mails_are_opened_once(store: Store, add: Add) -> None:
    Path("a.eml").write_bytes(mail(1, f"<p>{news(2)}</p>"))
    assert add(store, "a.eml") == Counts(new=2)
    before = contents(store)
    assert add(store, "a.eml") == Counts(duplicate=2)
    assert contents(store) == before
    Path("b.eml").write_bytes(mail(3, f"<p>{news(2)}</p>"))
    assert add(store, "b.eml") == Counts(new=1, duplicate=1)


def test_failures_are_listed_until_they_give_a_page(store: Store, add: Add) -> None:
    add(store, "bad.txt", "records.jsonl")
    add(store, "bad.txt")
    query = select(Failure.source, Failure.kind, Failure.tries).order_by(Failure.source)
    with store.reading() as connection:
        assert [tuple(row) for row in connection.execute(query)] == [
            ("bad.txt", "NotTextError", 2),
            ("records.jsonl:3", "BadRecordError", 1),
        ]
    Path("bad.txt").write_text(news(5), encoding="utf-8")
    add(store, "bad.txt")
    with store.reading() as connection:
        assert list(connection.execute(select(Failure.source)).scalars()) == ["records.jsonl:3"]


def test_a_file_that_failed_elsewhere_under_the_same_name_stays_listed(
    store: Store, add: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(store, "bad.txt")
    monkeypatch.chdir("pages")
    Path("bad.txt").write_text(news(6), encoding="utf-8")
    add(store, "bad.txt")
    with store.reading() as connection:
        assert connection.execute(select(func.count()).select_from(Failure)).scalar_one() == 1


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_a_failure(make_store: Callable[[str | None], Store], reader: Reader) -> None:
    counts = Adding(make_store(None), reader, Options(), jobs=1, limits=Limits(1e-6)).add(["pages/0.txt"])
    assert counts == Counts(failed=1)


def test_standard_input_and_names_that_are_no_text(store: Store, reader: Reader) -> None:
    odd = b"pages/\xff\x01.txt"
    Path(odd.decode("utf-8", "surrogateescape")).write_text(news(7), encoding="utf-8")
    adding = Adding(store, reader, Options())
    with Path("pages/1.txt").open("rb") as stream:
        assert adding.add(["-", "pages"], stdin=stream) == Counts(new=4, duplicate=1)


def test_a_project_can_be_moved(store: Store, add: Add, inputs: Path) -> None:
    if store.project.is_served:
        pytest.skip("the database is not in the folder")
    add(store, "pages")
    moved = inputs / "elsewhere"
    shutil.move(store.project.folder, moved)
    done = subprocess.run(
        [sys.executable, "-m", "musnad", "doctor"], cwd=moved, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout) == (0, "faults: 0\n"), done.stderr
