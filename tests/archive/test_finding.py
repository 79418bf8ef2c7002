"""Words are found in any of their forms, with their places, and filters narrow what is found."""

import json
from pathlib import Path

import pytest

from musnad.archive.finding import Filters, hits, pages, terms
from musnad.errors import UsageError
from musnad.lexicon import Lexicon
from musnad.store.store import Store

from .conftest import Add

TEXTS = {
    "a": ("وصل الوزير ماهر العلي إلى صحار. وللوزارة مكتب في المدينة.", "الريف", "2024-05-10"),
    "b": ("التقى وزراء الساحل في صُحار وبحثوا الأمر.", "الريف", "2024-05-20"),
    "c": ("قال علي إن المدرسة فتحت، وعلى الطلاب الحضور إلى المدرسه.", "ضفاف", "2024-05-15"),
    "d": ("وزير المالية: كتابنا جاهز. Budget 2024 ready!", "ضفاف", None),
}


@pytest.fixture
def filled(store: Store, add: Add) -> Store:
    lines = []
    for name, (text, outlet, published) in TEXTS.items():
        record = {"id": name, "text": text, "outlet": outlet, "published": published}
        lines.append(json.dumps(record, ensure_ascii=False))
    Path("texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert add(store, "texts.jsonl").new == len(TEXTS)
    return store


def found(
    store: Store, lexicon: Lexicon, *words: str, exact: bool = False, filters: Filters | None = None
) -> list[str]:
    wanted = terms(lexicon, words, exact=exact)
    with store.reading() as connection:
        return [str(hit.source) for hit in hits(connection, pages(connection, wanted, filters or Filters()), wanted)]


@pytest.mark.parametrize(
    ("words", "exact", "expected"),
    [
        (["وزير"], False, ["b", "a", "d"]),
        (["وزير"], True, ["d"]),
        (["صحار"], False, ["b", "a"]),
        (["صُحار"], True, ["b", "a"]),
        (["الوزير ماهر"], False, ["a"]),
        (["ماهر الوزير"], False, []),
        (["ماهر", "صحار"], False, ["a"]),
        (["علي"], True, ["c"]),
        (["المدرسة"], True, ["c"]),
        (["المدرسه فتحت"], False, ["c"]),
        (["المدرسه فتحت"], True, []),
        (["كتاب"], False, ["d"]),
        (["BUDGET 2024"], False, ["d"]),
        (["لا يوجد"], False, []),
    ],
)
def test_words_are_found_in_their_forms(
    filled: Store, lexicon: Lexicon, words: list[str], exact: bool, expected: list[str]
) -> None:
    assert found(filled, lexicon, *words, exact=exact) == expected


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(outlet=("الريف",)), ["b", "a"]),
        (Filters(outlet=("ضفاف",)), ["d"]),
        (Filters(outlet=("لا أحد",)), []),
        (Filters(since="2024-05-11"), ["b"]),
        (Filters(until="2024-05-19"), ["a"]),
        (Filters(since="2024-05-10", until="2024-05-10"), ["a"]),
        (Filters(kind="json"), ["b", "a", "d"]),
        (Filters(kind="html"), []),
        (Filters(entity="ماهر العلى"), ["a"]),
    ],
)
def test_filters_narrow_what_is_found(filled: Store, lexicon: Lexicon, filters: Filters, expected: list[str]) -> None:
    assert found(filled, lexicon, "وزير", filters=filters) == expected


def test_the_places_quote_the_text(filled: Store, lexicon: Lexicon) -> None:
    wanted = terms(lexicon, ["المدرسة"], exact=False)
    with filled.reading() as connection:
        (hit,) = hits(connection, pages(connection, wanted, Filters()), wanted)
    assert [hit.text[span.start : span.end] for span in hit.places] == ["المدرسة", "المدرسه"]


def test_only_the_current_version_is_found(filled: Store, lexicon: Lexicon, add: Add) -> None:
    Path("texts.jsonl").write_text(json.dumps({"id": "a", "text": "لا شيء هنا."}), encoding="utf-8")
    add(filled, "texts.jsonl")
    assert found(filled, lexicon, "ماهر") == []


@pytest.mark.parametrize("words", [["؟!"], ["كلمة " * 40]])
def test_what_cannot_be_searched_is_said(lexicon: Lexicon, words: list[str]) -> None:
    with pytest.raises(UsageError):
        terms(lexicon, words, exact=False)
