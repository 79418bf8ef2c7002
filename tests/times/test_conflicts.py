"""Contradictions are raised with the readings that would mend them, and nothing is raised without one."""

from collections.abc import Callable

import pytest

from musnad.model import Document

Read = Callable[..., Document]

# The sentence, the stated value that stays, the kind of conflict, readings that must be among those offered.
CONFLICTS = [
    ("التقى الرئيس الثلاثاء (17 فبراير 2025م).", "2025-02-17", "weekday-date", ["2025-02-18", "2026-02-17"]),
    ("وصل الخميس (19 فبراير 2025م).", "2025-02-19", "weekday-date", ["2025-02-20", "2026-02-19"]),
    ("وصل يوم الأحد 27 يونيو 2016.", "2016-06-27", "weekday-date", ["2016-06-26"]),
    ("وصل يوم الجمعة الموافق 27-6-2016.", "2016-06-27", "weekday-date", ["2016-06-24"]),
    ("صدر في 1 رمضان 1445هـ الموافق 20 مارس 2024م.", "2024-03-20", "hijri-gregorian", ["2024-03-11"]),
    ("وصل في 31 فبراير 2023.", "2023-02", "impossible-date", ["2023-02-28"]),
    ("وصل في 31 أبريل 2023.", "2023-04", "impossible-date", ["2023-04-30"]),
    ("عقدت من 7 إلى 2 فبراير 2023.", "2023-02-07", "end-before-begin", ["2023-02-02/2023-02-07"]),
    ("حكم من 2018 إلى 2014.", "2018", "end-before-begin", ["2014/2018"]),
]


@pytest.mark.parametrize(("text", "value", "kind", "readings"), CONFLICTS)
def test_conflict_keeps_what_is_stated_and_offers_readings(
    read: Read, text: str, value: str, kind: str, readings: list[str]
) -> None:
    (found,) = read(text).times
    assert found.value == value
    assert found.conflict is not None
    assert found.conflict.kind == kind
    offered = [reading.value for reading in found.conflict.readings]
    assert offered[: len(readings)] == readings or set(readings) <= set(offered)


CONSISTENT = [
    "التقى الرئيس الثلاثاء (18 فبراير 2025م).",
    "التقى الرئيس الثلاثاء (17 فبراير 2026م).",
    "وصل يوم الاثنين 27 يونيو 2016.",
    "وصل الخميس الموافق 21/10/1436هـ.",
    "صدر في 1 رمضان 1445هـ الموافق 11 مارس 2024م.",
    "صدر في 1 رمضان 1445هـ الموافق 12 مارس 2024م.",
    "وصل في 29 فبراير 2024.",
    "عقدت من 2 إلى 7 فبراير 2023.",
    "عقدت من 28 ديسمبر 2022 إلى 3 يناير 2023.",
    "أغلق من الساعة 10 مساء إلى الساعة 5 صباحا.",
    "وصل أمس الثلاثاء 14 مايو.",
    "وصل الجمعة 17 فبراير.",
]


@pytest.mark.parametrize("text", CONSISTENT)
def test_no_conflict_where_all_agrees(read: Read, text: str) -> None:
    assert [t.conflict for t in read(text).times] == [None]


def test_year_that_mends_all_conflicts_of_a_page_comes_first(read: Read) -> None:
    document = read("اختتم الزيارة الخميس (19 فبراير 2025م). والتقى الرئيس الثلاثاء (17 فبراير 2025م).", None)
    assert [t.value for t in document.times] == ["2025-02-19", "2025-02-17"]
    assert [t.conflict and t.conflict.readings[0].value for t in document.times] == ["2026-02-19", "2026-02-17"]


def test_nearest_reading_comes_first(read: Read) -> None:
    (found,) = read("التقى الرئيس الثلاثاء (17 فبراير 2025م).").times
    assert found.conflict is not None
    assert found.conflict.readings[0].value == "2025-02-18"
    assert found.conflict.readings[-1].keeps == "date"
