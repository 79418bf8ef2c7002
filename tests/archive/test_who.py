"""Someone over all pages: what each outlet calls him and when, with quotations; two of one name are told apart."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest

from musnad.archive import people, who, who_sheet
from musnad.archive.linking import link
from musnad.archive.papers import Papers
from musnad.archive.screen import Screen
from musnad.archive.who import Dossier, Titles
from musnad.exports.tables import csv_row
from musnad.lexicon import Lexicon
from musnad.store.store import Store

from .conftest import Add

TEXTS = {
    "a": ("استقبل اللواء سالم الراوي في مدينة صحار وفداً عمانياً.", "الريف", "2024-05-10"),
    "b": ("عيّن مجلس النواب العميد سالم الراوي قائداً للجيش العماني في مسقط.", "ضفاف", "2024-05-12"),
    "c": ("زار المشير سالم الراوي مدينة صلالة برفقة الوزير ماهر العلي.\nورافق سالم الراوي نجله خالد الراوي.", "ضفاف", "2024-06-01"),
    "d": ("التقى الوزير ناصر الراوي سفير قطر في مسقط.", "الريف", "2024-06-03"),
}  # fmt: skip


@pytest.fixture
def filled(store: Store, add: Add, lexicon: Lexicon) -> Store:
    lines = [
        json.dumps({"id": name, "text": text, "outlet": outlet, "published": day}, ensure_ascii=False)
        for name, (text, outlet, day) in TEXTS.items()
    ]
    Path("texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert add(store, "texts.jsonl").new == len(TEXTS)
    link(store, lexicon)
    return store


def found(store: Store, lexicon: Lexicon, name: str) -> list[Dossier]:
    with store.reading() as connection:
        papers, titles = Papers(connection), Titles(lexicon)
        return [who.dossier(papers, titles, one) for one in people.called(connection, name)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("سالم الراوي", ["سالم الراوي"]),
        ("الرَّاوي", ["سالم الراوي", "خالد الراوي", "ناصر الراوي"]),
        ("ماهر", ["ماهر العلي"]),
        ("الراوي سالم", []),
        ("لا أحد", []),
        ("100%", []),
    ],
)
def test_people_are_found_by_words_of_their_names_and_told_apart(
    filled: Store, lexicon: Lexicon, name: str, expected: list[str]
) -> None:
    assert [person.name for person in found(filled, lexicon, name)] == expected


def test_what_each_outlet_calls_someone_over_time(filled: Store, lexicon: Lexicon) -> None:
    (person,) = found(filled, lexicon, "سالم الراوي")
    assert [(one.outlet, one.published, one.kind, one.words) for one in person.called] == [
        ("الريف", "2024-05-10", "rank", "لواء"),
        ("ضفاف", "2024-05-12", "office", "قائداً للجيش العماني"),
        ("ضفاف", "2024-05-12", "rank", "عميد"),
        ("ضفاف", "2024-06-01", "rank", "مشير"),
    ]
    assert [(title.words, title.first) for title in person.titles] == [
        ("لواء", "2024-05-10"),
        ("عميد", "2024-05-12"),
        ("قائداً للجيش العماني", "2024-05-12"),
        ("مشير", "2024-06-01"),
    ]
    assert person.first is not None
    assert person.last is not None
    assert (person.pages, person.first.published, person.last.published) == (3, "2024-05-10", "2024-06-01")
    assert [told.type for told in person.career] == ["OFFICE"]
    assert [(tie.kind, tie.kin, tie.other) for tie in person.ties] == [("child", True, "خالد الراوي")]
    assert [one.name for one in person.company] == ["ماهر العلي"]


def test_every_quotation_stands_on_its_page(filled: Store, lexicon: Lexicon) -> None:
    texts = {text for text, _, _ in TEXTS.values()}
    for person in found(filled, lexicon, "الراوي"):
        quotes = [q for q in (person.first, person.last) if q]
        quotes += [*(one.quote for one in person.called), *(one.quote for one in person.ties)]
        assert quotes
        assert all(any(text[q.start : q.end] == q.text and q.sentence in text for text in texts) for q in quotes)


def test_lines_and_rows_say_what_was_found(filled: Store, lexicon: Lexicon) -> None:
    (person,) = found(filled, lexicon, "سالم الراوي")
    shown = "\n".join(who_sheet.lines(Screen(isolates=False), person))
    assert "«زار المشير سالم الراوي مدينة صلالة برفقة الوزير ماهر العلي.» ضفاف, 2024-06-01" in shown
    assert "3 pages of 2 outlets" in shown
    rows = [who_sheet.COLUMNS, *who_sheet.rows(person)]
    read = list(csv.DictReader(StringIO("".join(csv_row(row) for row in rows))))
    assert {row["section"] for row in read} == {"name", "called", "career", "tie", "companion"}
    assert all(row["text"] in row["sentence"] and row["outlet"] for row in read)
