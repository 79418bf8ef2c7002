"""What changed between two versions of a page."""

from pathlib import Path

import pytest

from musnad.archive.versions import changes, versions
from musnad.store.store import Store

from .conftest import Add, news


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("زار الوزير صور", "زار الوزير صور", []),
        ("زار الوزير صور", "زار السفير صور", [("الوزير", "السفير")]),
        ("زار الوزير صور", "زار صور", [("الوزير ", "")]),
        ("قتل 3 أشخاص.\nانتهى", "قتل 5 أشخاص.\nانتهى", [("3", "5")]),
        ("أول\nثان\n", "أول\nثان\nثالث\n", [("", "ثالث\n")]),
        ("", "نص", [("", "نص")]),
        ("نص", "", [("نص", "")]),
    ],
)
def test_the_words_that_changed_are_shown(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    found = list(changes(before, after))
    assert [(before[c.before.start : c.before.end], after[c.after.start : c.after.end]) for c in found] == expected


def test_long_texts_without_lines_are_compared_at_once() -> None:
    before, after = "ا ب " * 20_000, "ا ج " * 20_000
    (change,) = changes(before, after)
    assert (change.before.end, change.after.end) == (len(before), len(after))


def test_versions_of_a_page(store: Store, add: Add) -> None:
    page = Path("pages/0.txt")
    for number, words in enumerate(("سيزور الوزير", "يزور الوزير", "زار الوزير")):
        page.write_text(news(1, words), encoding="utf-8")
        assert add(store, page).inputs == 1, number
    with store.reading() as connection:
        found = versions(connection, "pages/0.txt")
    assert [(v.number, v.current) for v in found] == [(1, False), (2, False), (3, True)]
    said = [[v.text[c.after.start : c.after.end] for c in v.changes] for v in found]
    assert said == [[], ["يزور"], ["زار"]]
