"""What is taken out for good is nowhere any more; what stays is a hash and a reason."""

import json
from pathlib import Path

import pytest
from sqlalchemy import select

from musnad.archive import finding
from musnad.archive.adding import Counts
from musnad.archive.doctor import faults
from musnad.archive.removing import BLACK, Reason, redact, withdraw
from musnad.archive.repairing import repair
from musnad.errors import NotFoundError
from musnad.reader import Reader
from musnad.store.decisions import Judgement, decide, standing
from musnad.store.rows import unpack
from musnad.store.store import Store
from musnad.store.tables import Page, Record, Removal

from .conftest import Add, contents, news

SECRET = "سالم الراوي"
WHY = Reason("بطلب صاحبه", "م.")


def everything(store: Store) -> bytes:
    """All bytes of a project; of a PostgreSQL, all that its tables hold."""
    files = b"".join(path.read_bytes() for path in sorted(store.project.folder.rglob("*")) if path.is_file())
    return files + "\n".join(contents(store)).encode()


def test_a_withdrawn_page_is_gone_and_stays_gone(store: Store, add: Add, reader: Reader) -> None:
    add(store, "pages", "records.jsonl")
    with store.reading() as connection:
        digest = connection.execute(select(Page.hash).where(Page.source == "n10")).scalar_one()
    assert withdraw(store, digest[:12], WHY) == digest
    assert b"n10" not in everything(store)
    assert list(faults(store)) == []
    assert not store.custody.place(digest).exists()
    assert add(store, "records.jsonl") == Counts(duplicate=1, refused=1, failed=1)
    assert not store.custody.place(digest).exists()
    with store.reading() as connection:
        removal = connection.execute(select(Removal.hash, Removal.who, Removal.why)).one()
        assert finding.pages(connection, finding.terms(reader.lexicon, ["10"], exact=True), finding.Filters()) == []
    assert tuple(removal) == (digest, WHY.who, WHY.why)
    for named in (digest, digest[:8]):
        with pytest.raises(NotFoundError):
            withdraw(store, named, WHY)


def test_the_version_before_a_withdrawn_one_is_current_again(store: Store, add: Add) -> None:
    add(store, "pages/0.txt")
    Path("pages/0.txt").write_text(news(40), encoding="utf-8")
    add(store, "pages/0.txt")
    withdraw(store, "pages/0.txt", WHY)
    with store.reading() as connection:
        query = select(Page.version, Page.current, Page.state).order_by(Page.id)
        assert [tuple(row) for row in connection.execute(query)] == [(1, True, "read"), (2, False, "withdrawn")]


@pytest.mark.parametrize("form", ["text", "html", "json"])
def test_a_redacted_passage_is_gone_and_the_rest_stands_where_it_stood(
    store: Store, add: Add, reader: Reader, form: str
) -> None:
    text = news(3)
    if form == "html":
        text = f"<html><head><title>{SECRET}</title></head><body><article>{text}</article></body></html>"
    if form == "json":
        text = json.dumps({"id": "s1", "text": text, "byline": SECRET, "outlet": "الريف"}, ensure_ascii=False)
    Path(f"page.{form}" if form != "text" else "page.txt").write_text(text, encoding="utf-8")
    add(store, next(Path().glob("page.*")))
    with store.reading() as connection:
        old = connection.execute(select(Page.hash)).scalar_one()
        before = unpack(connection.execute(select(Record.content)).scalar_one())
    start = before["text"].index(SECRET)
    new = redact(store, reader, old, (start, start + len(SECRET)), WHY)
    with store.reading() as connection:
        after = unpack(connection.execute(select(Record.content)).scalar_one())
    assert after["text"] == before["text"].replace(SECRET, BLACK * len(SECRET))
    assert after["document"]["outlet"] == before["document"]["outlet"]
    assert SECRET.encode() not in everything(store)
    assert SECRET not in json.dumps(after, ensure_ascii=False)
    assert list(faults(store)) == []
    assert (store.custody.place(old).exists(), store.custody.place(new).exists()) == (False, True)
    assert add(store, next(Path().glob("page.*"))) == Counts(refused=1)


def test_there_is_no_place_outside_the_text(store: Store, add: Add, reader: Reader) -> None:
    add(store, "pages/0.txt")
    before = contents(store)
    for place in ((5, 5), (0, 10_000), (-1, 3)):
        with pytest.raises(NotFoundError, match="no place"):
            redact(store, reader, "pages/0.txt", place, WHY)
    assert contents(store) == before
    assert list(faults(store)) == []


def test_decisions_outlive_readings_but_not_what_they_quote(store: Store, add: Add, reader: Reader) -> None:
    add(store, "pages/0.txt")
    with store.writing() as writer:
        digest = writer.connection.execute(select(Page.hash)).scalar_one()
        decide(writer, Judgement("reject", "mention", "م.", "خطأ", digest, 3, 9, before={"text": SECRET}))
    with store.reading() as connection:
        assert SECRET in standing(connection)[0].before
    withdraw(store, digest, WHY)
    with store.reading() as connection:
        (decision,) = standing(connection)
    assert (decision.hash, decision.start, decision.before) == (digest, 3, None)
    assert SECRET.encode() not in everything(store)


@pytest.mark.parametrize("removal", ["withdraw", "redact"])
def test_a_removal_that_was_broken_off_is_ended_by_the_doctor(
    store: Store, add: Add, reader: Reader, removal: str
) -> None:
    add(store, "pages")
    with store.reading() as connection:
        digest = connection.execute(select(Page.hash).where(Page.source == "pages/0.txt")).scalar_one()
    journal, content = store.project.journal_file.read_bytes(), store.custody.read(digest)
    if removal == "withdraw":
        withdraw(store, digest, WHY)
    else:
        redact(store, reader, digest, (0, 5), WHY)
    expected = contents(store)
    removals = store.project.journal_file.read_bytes().splitlines(keepends=True)[-1]
    store.project.journal_file.write_bytes(journal + removals)
    store.custody.keep(content)
    found = list(faults(store))
    assert {fault.part for fault in found} == {"journal", "bytes"}
    list(repair(store, reader, found))
    assert list(faults(store)) == []
    assert contents(store) == expected
