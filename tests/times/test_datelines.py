"""The lines and openings in which a page says when it appeared, and the days that its stories leave."""

from collections.abc import Callable

import pytest

from musnad.model import Document

Read = Callable[..., Document]
DAY = "2022-06-14"
TITLE = "الراوي يلتقي العلي ويبحثان ملف الحدود"
STORY = (
    "التقى وزير الخارجية سالم الراوي نظيره ماهر العلي في العاصمة، وبحث الجانبان ملف الحدود والتبادل التجاري.\n\n"
    "وقال الراوي إن بلاده ستوقع الاتفاق الأسبوع المقبل. وكان الطرفان قد وقعا مذكرة تفاهم في 3 مارس 2021."
)
OPENINGS = """
الخرطوم: 14 يونيو 2022 -
الخرطوم 14-6-2022 (سونا) -
الكويت في 14 يونيو 2022 / كونا /
القاهرة في 14 يونيو 2022 /أ ش أ/
مسقط في السبت 14 يونيو 2022 / العمانية /
(طرابلس – 14 يونيو 2022)
غزة (14 يونيو 2022):
بيروت، 14 يونيو 2022 (السدرة) --
الجزائر، الجمعة 14 جوان 2022 (وأج) -
الرياض 15 ذو القعدة 1443 هـ الموافق 14 يونيو 2022 م واس
"""
TOPS = """
14 يونيو 2022
الثلاثاء 14 يونيو 2022م
الثلاثاء، 14 يونيو 2022 03:20 م
[14/6/2022]
تم النشر في: 14 يونيو 2022
"""
ENDS = """
14 يونيو 2022
الثلاثاء 14 يونيو 2022م
بنغازي، 14 يونيو 2022
صدر في بيروت بتاريخ 14/6/2022
صدر في طرابلس يوم الخميس 14 يونيو 2022م
نشر بتاريخ 14 يونيو 2022
التاريخ: 14/6/2022
آخر تحديث: 14/06/2022 10:00
[14/يونيو/2022]
ثلاثاء, 14/06/2022 - 13:22
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("opening", lines(OPENINGS))
def test_opening_of_an_agency_states_the_day(read: Read, opening: str) -> None:
    dating = read(f"{TITLE}\n\n{opening} {STORY}", None).dating
    assert (dating.published, dating.basis) == (DAY, "stated")


@pytest.mark.parametrize("top", lines(TOPS))
def test_line_under_the_title_states_the_day(read: Read, top: str) -> None:
    dating = read(f"{TITLE}\n{top}\n{STORY}", None).dating
    assert (dating.published, dating.basis) == (DAY, "stated")


def test_date_alone_behind_the_first_sentence_heads_a_programme(read: Read) -> None:
    programme = "الثلاثاء 14 يونيو 2022\nالساعة 16:00 - ملعب المدينة"
    page = f"{TITLE}\nأعلنت الرابطة برنامج المقابلات.\n{programme}\n{STORY}"
    assert read(page, None).dating.basis != "stated"


@pytest.mark.parametrize("end", lines(ENDS))
@pytest.mark.parametrize("behind", ["", "\nتعليقات القراء (3)"], ids=["last", "with comments behind"])
def test_line_at_the_end_states_the_day(read: Read, end: str, behind: str) -> None:
    dating = read(f"{TITLE}\n\n{STORY}\n\nأمانة الإعلام\n{end}{behind}", None).dating
    assert (dating.published, dating.basis) == (DAY, "stated")


@pytest.mark.parametrize(
    "text",
    [
        "برنامج المقابلات:\nالأربعاء 14 يونيو 2022 الساعة 16:00 - ملعب المدينة",
        "*الثلاثاء 14 يونيو 2022 : * الساعة الثانية ظهرا - ملعب المدينة",
        "مباريات الجولة الأولى : الثلاثاء 14 يونيو 2022 الساعة 14:00 - ملعب المدينة يستقبل الضيوف بحضور الجمهور كله",
    ],
    ids=["under a heading", "behind a star", "behind a heading"],
)
def test_days_of_a_programme_are_not_its_own(read: Read, text: str) -> None:
    assert (
        read(
            f"{TITLE}\n\n{text}\n\nووصل الوفد أمس إلى العاصمة لحضور اللقاء، وغادر بعده إلى المدينة.", None
        ).dating.basis
        is None
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("اجتمع الوزراء اليوم الأربعاء في العاصمة. وكان الوفد قد وصل الاثنين 13 مايو 2024 إلى المطار.", "2024-05-15"),
        ("قال مصدر، اليوم الأحد، إن الوفد غادر أمس السبت الموافق 1 يوليو 2023.", "2023-07-02"),
        ("أعلنت الوزارة، في بيان أصدرته الأحد (2 يوليو/تموز 2023)، أن الوفد غادر أمس السبت.", "2023-07-02"),
        ("أعلن الحزب اليوم السبت موقفه. وكان قد اجتمع الأربعاء الماضي (28 أيلول 2022) في بيروت.", "2022-10-01"),
        ("أعلن القائد فجر اليوم الاثنين 25 أكتوبر الطوارئ. وكانت الوثيقة قد وقعت في أغسطس 2019.", "2021-10-25"),
        ("بيروت 9 آذار - التقى الوزير السفير. ووصف اجتماع السبت 6 آذار 2021 بأنه مثمر.", "2021-03-09"),
        ("بيروت 9 آذار - التقى الوزير السفير. ووصف اتفاق 6 تشرين الأول 2019 بأنه مثمر.", None),
        ("قال مصدر، اليوم الأحد، إن النتائج التي أعلنت يوم السبت 1 يوليو 2023 نهائية.", None),
        ("قال، اليوم الأربعاء، إنه مضرب منذ يوم الاثنين 2 نوفمبر 2015.", None),
        ("اليوم الجمعة، ذكرت الوزارة بأن آخر أجل حدد بيوم الأحد 5 فبراير 2017.", None),
    ],
    ids=[
        "news of the days before",
        "yesterday in full",
        "a statement made that day",
        "last Wednesday in full",
        "a year that the weekday fits",
        "a dateline without its year",
        "and a date of long ago",
        "background",
        "since",
        "a last day",
    ],
)
def test_day_that_the_news_leaves(read: Read, text: str, day: str | None) -> None:
    assert read(text, None).dating.published == day


def test_window_begins_with_the_news_and_ends_within_the_week(read: Read) -> None:
    document = read("اختتم الوفد زيارته إلى المدينة الأربعاء (22 يناير 2025م). واستقال نائبه الشهر الماضي.", None)
    assert document.dating.window == ("2025-01-22", "2025-01-28")
    assert [time.value for time in document.times] == ["2025-01-22", "2024-12"]


def test_clock_time_that_a_line_of_a_live_page_begins_with_is_of_its_day(read: Read) -> None:
    document = read("15:10 - وصل الوفد الذي غادر السبت.\n14:30 - نفى المتحدث الخبر.")
    assert [time.value for time in document.times] == ["2024-05-15T15:10", "2024-05-11", "2024-05-15T14:30"]
