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
    ("وصل يومي الجمعة والسبت 12 و13 مارس 2022.", "2022-03-12", "weekday-date", ["2022-03-11"]),
    ("اجتمعوا بتاريخ 16/13/2022.", "2022", "impossible-date", []),
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
    "التقى الرئيس الثلاثاء (14 فبراير 2023م).",
    "يلتقي الرئيس الثلاثاء (17 فبراير 2026م).",
    "وصل يوم الاثنين 27 يونيو 2016.",
    "وصل الخميس الموافق 21/10/1436هـ.",
    "صدر في 1 رمضان 1445هـ الموافق 11 مارس 2024م.",
    "صدر في 1 رمضان 1445هـ الموافق 12 مارس 2024م.",
    "وصل في 29 فبراير 2024.",
    "عقدت من 2 إلى 7 فبراير 2023.",
    "عقدت من 28 ديسمبر 2022 إلى 3 يناير 2023.",
    "أغلق من الساعة 10 مساء إلى الساعة 5 صباحا.",
    "وصل أمس الثلاثاء 14 مايو.",
    "ارتفعت الأسعار في شهري أبريل ومايو الماضيين.",
    "ارتفعت الأسعار بين نوفمبر الماضي ويناير الجاري.",
    "ارتفعت الأسعار من نوفمبر الماضي إلى مايو الجاري.",
    "وصل يومي الجمعة والسبت 11 و12 مارس 2022.",
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


# Sixty made cases, half of them consistent: the sentence, and the kind of its contradiction.
MADE = [
    ("وصل يوم الاثنين 14 مايو 2024.", "weekday-date"),
    ("وصل الثلاثاء 12 مايو 2024.", "weekday-date"),
    ("وصل الجمعة (3 مارس 2022م).", "weekday-date"),
    ("وصل السبت، 3 مارس 2022.", "weekday-date"),
    ("وصل الأربعاء 2022/3/3.", "weekday-date"),
    ("وصل يوم الأحد الموافق 3-3-2022.", "weekday-date"),
    ("وصل الوفد صباح الأحد 3 آذار/مارس 2022.", "weekday-date"),
    ("وصل الوفد الأحد 7 أبريل (نيسان) 2022.", "weekday-date"),
    ("وصل الأحد 14 أبريل الماضي.", None),
    ("وصل الاثنين 14 أبريل الماضي.", "weekday-date"),
    ("وصل الاثنين 7 مايو الجاري.", "weekday-date"),
    ("وصل الخميس 11 أبريل.", None),
    ("وصل الأربعاء 11 أبريل.", "weekday-date"),
    ("وصل الأربعاء 17 شوال 1444هـ.", "weekday-date"),
    ("صدر في 1 رمضان 1445هـ الموافق 20 مارس 2024م.", "hijri-gregorian"),
    ("صدر في 17 شوال 1444هـ الموافق 17 مايو 2023.", "hijri-gregorian"),
    ("صدر في 7 مايو 2023 (7 شوال 1444هـ).", "hijri-gregorian"),
    ("صدر في 17 شوال 1443هـ الموافق 7 مايو 2023.", "hijri-gregorian"),
    ("صدر في 12 رجب 1445 هـ الموافق 4 يناير.", "hijri-gregorian"),
    ("وصل في 30 فبراير 2022.", "impossible-date"),
    ("وصل في 29 فبراير 2023.", "impossible-date"),
    ("وصل في 31 نوفمبر 2022.", "impossible-date"),
    ("وصل في 31 حزيران 2022.", "impossible-date"),
    ("وصل في 31-9-2022.", "impossible-date"),
    ("عقدت من 9 إلى 3 مارس 2022.", "end-before-begin"),
    ("عقدت من 5 مايو 2022 إلى 2 أبريل 2022.", "end-before-begin"),
    ("حكم من 2019 إلى 2009.", "end-before-begin"),
    ("حكم من عام 2019 حتى عام 2009.", "end-before-begin"),
    ("عقدت من مايو إلى مارس 2022.", "end-before-begin"),
    ("وصل الوفد في 3 مارس 2025.", "after-publication"),
    ("توفي الوزير في 16 مايو 2024.", "after-publication"),
    ("اندلعت الحرب في 3 يناير 2031.", "after-publication"),
    ("وصل الاثنين 13 مايو 2024.", None),
    ("وصل الثلاثاء 14 مايو.", None),
    ("وصل الخميس (3 مارس 2022م).", None),
    ("وصل الخميس، 3 مارس 2022.", None),
    ("وصل الخميس 2022/3/3.", None),
    ("وصل يوم الخميس الموافق 3-3-2022.", None),
    ("وصل الوفد صباح الخميس 3 آذار/مارس 2022.", None),
    ("وصل الوفد الخميس 7 أبريل (نيسان) 2022.", None),
    ("يصل الوفد الاثنين 20 مايو.", None),
    ("يصل الوفد الثلاثاء 3 يونيو 2025.", None),
    ("وصل أمس الثلاثاء 14 مايو 2024.", None),
    ("وصل الأحد 17 شوال 1444هـ.", None),
    ("وصل السبت 17 شوال 1444هـ.", None),
    ("صدر في 1 رمضان 1445هـ الموافق 11 مارس 2024م.", None),
    ("صدر في 17 شوال 1444هـ الموافق 7 مايو 2023.", None),
    ("صدر في 7 مايو 2023 (17 شوال 1444هـ).", None),
    ("صدر في 17 شوال 1444هـ الموافق 8 مايو 2023.", None),
    ("صدر في 12 رجب 1445 هـ الموافق 24 يناير.", None),
    ("وصل في 29 فبراير 2020.", None),
    ("وصل في 31 مارس 2022.", None),
    ("وصل في 30 نوفمبر 2022.", None),
    ("عقدت من 3 إلى 9 مارس 2022.", None),
    ("عقدت من 28 مارس إلى 2 أبريل 2022.", None),
    ("حكم من 2009 إلى 2019.", None),
    ("عقدت من مارس إلى مايو 2022.", None),
    ("سيصل الوفد في 3 مارس 2025.", None),
    ("أعلن الوزير أن القمة تعقد في 3 مارس 2025.", None),
    ("من المقرر أن يصل الوفد في 16 مايو 2024.", None),
]


@pytest.mark.parametrize(("text", "kind"), MADE)
def test_every_contradiction_is_raised_and_no_other(read: Read, text: str, kind: str | None) -> None:
    (found,) = read(text).times
    assert (found.conflict.kind if found.conflict else None) == kind
    assert found.conflict is None or found.conflict.readings


def test_made_cases_are_sixty_and_half_of_them_consistent() -> None:
    assert [len(MADE), sum(kind is None for _, kind in MADE)] == [60, 30]
