import pickle
from pathlib import Path

import pytest

import musnad
from musnad.exports.record import to_record

NEWS = "زار الوزير ماهر العلي مدينة نزوى الثلاثاء 14 مايو 2024، وقالت وكالة الريف إن الزيارة انتهت."


@pytest.mark.parametrize("name", musnad.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(musnad, name) is not None


def test_there_are_no_other_names() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        _ = musnad.reed


def test_read_gives_a_document() -> None:
    document = musnad.read(NEWS, published="2024-05-15", outlet="بوابة الواحات")
    assert document.text == NEWS
    assert document.to_record() == to_record(document)
    assert document.to_record()["document"]["outlet"] == "بوابة الواحات"
    assert document.to_polars()["documents"].height == 1
    assert 'dir="rtl"' in document._repr_html_()


def test_documents_pickle() -> None:
    document = musnad.read(NEWS)
    assert pickle.loads(pickle.dumps(document)) == document


def test_errors_are_of_one_family(tmp_path: Path) -> None:
    for wrong in (tmp_path, tmp_path / "none.txt", "a\ud800\n", "a\0\n"):
        with pytest.raises(musnad.MusnadError):
            musnad.read(wrong)
    with pytest.raises(musnad.LexiconError):
        musnad.read(NEWS, lexicon=tmp_path)


def test_own_tables_change_the_version_of_the_reader(tmp_path: Path) -> None:
    (tmp_path / "own.tsv").write_text("# Which words?\n#: word\tword\tkey: a word\nword\nكلمة\n", encoding="utf-8")
    assert musnad.read(NEWS, lexicon=tmp_path).reader != musnad.read(NEWS).reader
