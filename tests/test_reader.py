import pickle
from importlib import import_module
from pathlib import Path

import pytest

from musnad import Document, Failure, Fields, InputError, Page, Reader, UsageError
from musnad.errors import QuarantinedError
from musnad.exports.record import to_json
from musnad.lexicon import Lexicon
from musnad.pages import Opener, Part
from musnad.reader import Work, results
from musnad.workers import Limits

NEWS = "نزوى – وكالة الريف\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء.\n"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for number in range(12):
        (tmp_path / f"{number:02}.txt").write_text(f"{NEWS}\nرقم {number}", encoding="utf-8")
    (tmp_path / "05.txt").write_bytes(b"\x00\x01\x02\xff")
    return tmp_path


def outcome(result: Document | Failure) -> str:
    return to_json(result) if isinstance(result, Document) else f"{result.source} {result.error}"


def test_a_path_is_a_path(reader: Reader, folder: Path) -> None:
    assert reader.read(folder / "00.txt").page.source == str(folder / "00.txt")
    assert reader.read(str(folder / "00.txt")).text == f"{NEWS}\nرقم 0"


@pytest.mark.parametrize("text", [NEWS, "زار الوزير صور.", "", "C:\\news", "لقاء\npage.txt"])
def test_any_other_string_is_text(reader: Reader, text: str) -> None:
    assert reader.read(text).text == text


@pytest.mark.parametrize("path", ["no-such-page.txt", "صفحة اليوم.TXT", Path("nowhere"), "no.jsonl"])
def test_what_looks_like_a_file_is_not_read_as_text(reader: Reader, path: str | Path) -> None:
    with pytest.raises(InputError):
        reader.read(path)


def test_given_date_and_outlet_fill_gaps_only(reader: Reader, tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    lines.write_text(
        '{"text": "زار", "published": "2020-01-02"}\n{"text": "زار", "outlet": "الريف"}\n', encoding="utf-8"
    )
    found = [
        d.page for d in reader.read_many([lines], published="2024-05-15", outlet="الجبل") if isinstance(d, Document)
    ]
    assert [(p.published, p.outlet) for p in found] == [("2020-01-02", "الجبل"), ("2024-05-15", "الريف")]


def test_a_wrong_date_is_wrong_usage(reader: Reader) -> None:
    with pytest.raises(UsageError, match="2024-05-15"):
        reader.read(NEWS, published="yesterday")
    with pytest.raises(UsageError):
        reader.read_many([], published="2024-13-01")


def test_a_file_of_several_pages_is_for_read_many(reader: Reader, tmp_path: Path) -> None:
    lines = tmp_path / "pages.jsonl"
    lines.write_text('{"body": "زار"}\n' * 2, encoding="utf-8")
    with pytest.raises((UsageError, InputError)):
        reader.read(lines)
    assert len(list(reader.read_many([lines], fields=Fields.parse(["text=body"])))) == 2


def test_one_bad_page_does_not_stop_the_others(reader: Reader, folder: Path) -> None:
    results = list(reader.read_many([folder]))
    assert [isinstance(r, Failure) for r in results] == [number == 5 for number in range(12)]


@pytest.mark.slow
def test_jobs_give_the_same_results_in_the_same_order(reader: Reader, folder: Path) -> None:
    alone = [outcome(r) for r in reader.read_many([folder])]
    assert [outcome(r) for r in reader.read_many([folder], jobs=2)] == alone


def test_a_reader_pickles(reader: Reader) -> None:
    again = pickle.loads(pickle.dumps(reader))
    assert to_json(again.read(NEWS)) == to_json(reader.read(NEWS))


def test_an_unexpected_error_names_the_page(reader: Reader) -> None:
    broken = Reader.__new__(Reader)
    broken.pipeline = None  # type: ignore[assignment]
    with pytest.raises(InputError, match=r"page.txt: the reader failed on it: TypeError"):
        broken(Page("page.txt", NEWS, "0"))


DEADLY = """
import os
from musnad import Document, InputError

def read(page):
    if page.text == "deadly":
        os._exit(9)
    if page.text == "wrong":
        raise InputError(page.source, "no good")
    if page.text == "endless":
        while True:
            pass
    return Document(page)
"""


@pytest.mark.slow
def test_a_page_that_breaks_its_limits_is_quarantined_and_costs_no_other_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lexicon: Lexicon
) -> None:
    (tmp_path / "deadly.py").write_text(DEADLY, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    texts = {3: "deadly", 5: "wrong", 9: "endless", 20: "deadly"}
    parts = [Part(str(i), texts.get(i, "good").encode(), "text") for i in range(24)]
    work: Work[str | Failure] = Work(import_module("deadly").read, Opener(lexicon), str)
    found = list(results(work, parts, 2, Limits(seconds=0.5)))
    failed = {int(r.source): r.error for r in found if isinstance(r, Failure)}
    assert len(found) == 24
    assert list(failed) == [3, 5, 9, 20]
    assert [type(error) for error in failed.values()] == [
        QuarantinedError,
        InputError,
        QuarantinedError,
        QuarantinedError,
    ]
    assert "died" in str(failed[3])
    assert "longer than 0.5 s" in str(failed[9])
