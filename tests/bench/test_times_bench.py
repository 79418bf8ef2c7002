"""The benchmark of times: the marks of undated pages are whole, and counts say what they count."""

from datetime import date

import pytest

from times.undated import Count, marks


def test_marks_are_weekdays_and_windows_in_order() -> None:
    found = marks()
    assert len(found) > 100
    assert {mark.weekday for mark in found.values()} <= {None, *range(1, 8)}
    for mark in found.values():
        if mark.window:
            first, last = map(date.fromisoformat, mark.window)
            assert first <= last
            assert first < last or mark.weekday == first.isoweekday()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (
            [(True, True, True), (True, False, False)],
            "2 answerable, 0.500 of them answered; 1 answers, 1.000 of them right",
        ),
        (
            [(False, True, False), (True, True, True)],
            "1 answerable, 1.000 of them answered; 2 answers, 0.500 of them right",
        ),
        ([], "0 answerable, 0.000 of them answered; 0 answers, 0.000 of them right"),
    ],
)
def test_counts(answers: list[tuple[bool, bool, bool]], expected: str) -> None:
    count = Count()
    for answerable, answered, right in answers:
        count.add(answerable=answerable, answered=answered, right=right)
    assert str(count) == expected
