"""The day of the page, and what its expressions become where it is unknown."""

from collections.abc import Callable

import pytest

from musnad.model import Document, Span, Zone

Read = Callable[..., Document]


def values(document: Document) -> list[str | None]:
    return [t.value for t in document.times]


def test_given_day_is_the_reference(read: Read) -> None:
    document = read("وصل أمس.", "2016-11-30")
    assert (document.dating.published, document.dating.basis) == ("2016-11-30", "given")
    assert [(t.value, t.basis) for t in document.times] == [("2016-11-29", "given")]


def test_day_that_the_page_states_is_used_where_none_is_given(read: Read) -> None:
    document = read("وصل أمس.", None, stated="2016-11-30")
    assert (document.dating.published, document.dating.basis) == ("2016-11-30", "stated")
    assert values(document) == ["2016-11-29"]


def test_dateline_dates_the_page(read: Read) -> None:
    text = "طرابلس - 30 نوفمبر 2016\nوصل الوفد أمس."
    line_end = text.index("\n")
    zones = (Zone(Span(0, line_end), "dateline"), Zone(Span(line_end + 1, len(text)), "body"))
    document = read(text, None, zones=zones)
    assert (document.dating.published, document.dating.basis) == ("2016-11-30", "stated")
    assert values(document)[-1] == "2016-11-29"


def test_day_follows_from_a_counted_day_with_its_date(read: Read) -> None:
    document = read("وصل الوفد أمس الثلاثاء 29 نوفمبر 2016. وغادر اليوم.", None)
    assert (document.dating.published, document.dating.basis) == ("2016-11-30", "inferred")
    assert values(document) == ["2016-11-29", "2016-11-30"]


def test_contradicting_counted_days_date_nothing(read: Read) -> None:
    document = read("وصل أمس الثلاثاء 29 نوفمبر 2016. وغادر اليوم الأحد 4 ديسمبر 2016.", None)
    assert document.dating.published is None


def test_undated_page_gives_no_value_but_tells_its_weekday(read: Read) -> None:
    document = read("التقى الوزير نظيره أمس الأول الثلاثاء. وزار المدينة في 27 من يونيو الماضي وفي 14 سبتمبر.", None)
    assert document.dating.published is None
    assert values(document) == [None, None, None]
    assert any("Thursday" in note.message for note in document.notes)


def test_retrieval_bounds_the_window(read: Read) -> None:
    document = read("وصل الوفد في 28 نوفمبر 2016.", None, retrieved="2016-12-05")
    assert document.dating.published is None
    assert document.dating.window == ("2016-11-28", "2016-12-05")


def test_weekday_within_a_short_window_gives_the_day(read: Read) -> None:
    document = read("وصل الوفد في 28 نوفمبر 2016. والتقى الوزير أمس الأول الثلاثاء.", None, retrieved="2016-12-05")
    assert (document.dating.published, document.dating.basis) == ("2016-12-01", "inferred")


def test_year_stated_on_an_undated_page_holds_for_dates_without_one(read: Read) -> None:
    document = read("اختتم الزيارة الأربعاء (19 فبراير 2025م). والتقى الوزير الثلاثاء (18 فبراير).", None)
    assert [(t.value, t.basis) for t in document.times] == [("2025-02-19", "text"), ("2025-02-18", "page year")]


def test_furniture_holds_no_times(read: Read) -> None:
    text = "وصل الوفد أمس.\nمنذ 3 أيام"
    cut = text.index("\n")
    document = read(text, zones=(Zone(Span(0, cut), "body"), Zone(Span(cut + 1, len(text)), "furniture")))
    assert [document.quote(t.span) for t in document.times] == ["أمس"]


DATELINE = "طرابلس - 30 نوفمبر 2016"
GIVEN = "was given as the day of publication"


def page(read: Read, dateline: str = "", **known: str | None) -> tuple[str | None, str | None, list[str]]:
    """The day of a page, how it is known, and what is noted; `dateline` stands over its text."""
    text = f"{dateline}\nوصل الوفد أمس." if dateline else "وصل الوفد أمس."
    cut = len(dateline)
    zones = (Zone(Span(0, cut), "dateline"), Zone(Span(cut + 1, len(text)), "body")) if dateline else ()
    document = read(text, known.pop("published", None), zones=zones, **known)
    return document.dating.published, document.dating.basis, [note.message for note in document.notes]


@pytest.mark.parametrize(
    ("known", "dateline", "day", "basis"),
    [
        ({"published": "2016-12-01", "declared": "2016-12-02"}, DATELINE, "2016-12-01", "given"),
        ({"declared": "2016-12-02"}, DATELINE, "2016-11-30", "stated"),
        ({"declared": "2016-12-02", "stated": "2016-11-29"}, DATELINE, "2016-11-29", "stated"),
        ({"declared": "2016-12-02"}, "", "2016-12-02", "given"),
        ({"declared": "2016-12-02T10:00"}, "", "2016-12-02", "given"),
        ({"declared": "2016-12-02"}, "طرابلس - نوفمبر 2016", "2016-12-02", "given"),
        ({"declared": "1016-12-02"}, DATELINE, "2016-11-30", "stated"),
        ({"published": "9016-12-01"}, DATELINE, "2016-11-30", "stated"),
        ({"declared": "قريباً"}, "", None, None),
        ({"retrieved": "2016-12-02"}, "", None, None),
        ({"declared": "2016-12-02", "retrieved": "2016-12-05"}, "", "2016-12-02", "given"),
    ],
)
def test_the_day_that_is_given_goes_before_the_stated_and_that_before_the_declared_one(
    read: Read, known: dict[str, str | None], dateline: str, day: str | None, basis: str | None
) -> None:
    assert page(read, dateline, **known)[:2] == (day, basis)


@pytest.mark.parametrize(
    ("known", "dateline", "messages"),
    [
        ({"published": "2016-11-30"}, DATELINE, []),
        ({"published": "2016-11-30T09:30:00"}, DATELINE, []),
        ({"published": "2016-11-30", "declared": "2016-11-30", "retrieved": "2016-11-30"}, DATELINE, []),
        ({"declared": "2016-11-30"}, DATELINE, []),
        (
            {"declared": "2016-12-02"},
            DATELINE,
            ["the page states 2016-11-30, its source declares 2016-12-02; what the page states counts"],
        ),
        ({"published": "2016-12-01"}, DATELINE, [f"2016-12-01 {GIVEN}, the page states 2016-11-30; what was given counts"]),
        (
            {"published": "2016-12-01", "declared": "2016-12-02"},
            "",
            [f"2016-12-01 {GIVEN}, its source declares 2016-12-02; what was given counts"],
        ),
        (
            {"published": "2016-12-01", "declared": "2016-12-02"},
            DATELINE,
            [
                f"2016-12-01 {GIVEN}, the page states 2016-11-30; what was given counts",
                f"2016-12-01 {GIVEN}, its source declares 2016-12-02; what was given counts",
            ],
        ),
        (
            {"declared": "2016-12-02", "retrieved": "2016-12-01T10:00:00Z"},
            "",
            ["the day of publication, 2016-12-02, is later than 2016-12-01, when the copy was taken"],
        ),
        (
            {"retrieved": "2016-11-29"},
            DATELINE,
            ["the day of publication, 2016-11-30, is later than 2016-11-29, when the copy was taken"],
        ),
        ({"published": "2016-11-30", "retrieved": "2016-12-01"}, "", []),
    ],
)  # fmt: skip
def test_what_contradicts_the_day_of_the_page_is_noted(
    read: Read, known: dict[str, str | None], dateline: str, messages: list[str]
) -> None:
    assert page(read, dateline, **known)[2] == messages


# Pages that bear no date: what they say, the weekday that follows, and the days between which they must have appeared.
SOLVED = [
    ("وصل الوفد أمس الثلاثاء 29 نوفمبر 2016.", "2016-11-30", "2016-11-30"),
    ("تعقد الجلسة غدا الخميس 16 مارس 2017.", "2017-03-15", "2017-03-15"),
    ("وقع الهجوم الليلة الماضية 12 مارس 2017، بحسب بلاغ صدر اليوم الأحد.", "2017-03-12", "2017-03-12"),
    ("ينطلق التربص غدا 5 مايو. وتقام المباريات في 2 يونيو 2017 و9 يونيو 2017.", "2017-05-04", "2017-05-04"),
    (
        "قال النائب اليوم الاثنين إن الوزير سيساءل الخميس القادم. وتعقد الجلسة يوم الخميس 13 يوليو 2017.",
        "2017-07-10",
        "2017-07-10",
    ),
    ("وصل الوفد الاثنين 13 مارس 2017. وعقد الاجتماع أمس الاثنين.", "2017-03-14", "2017-03-14"),
    ("انطلقت الحملة خلال العام الجاري 2017 بعد توقفها في فبراير الماضي.", "2017-01-01", "2017-12-31"),
    (
        "نظمت مسيرة يوم الخميس غرة يونيو الجاري خلال سنة 2017، وقال الناطق اليوم الاثنين ذلك.",
        "2017-06-05",
        "2017-06-26",
    ),
    ("أجري الاختبار الذي وقع يوم 9 أبريل 2017. ويجرى الثاني يوم الاثنين 24 أبريل 2017.", "2017-04-09", "2017-04-24"),
]


@pytest.mark.parametrize(("text", "first", "last"), SOLVED)
def test_what_a_page_says_of_its_day_is_put_together(read: Read, text: str, first: str, last: str) -> None:
    dating = read(text, None).dating
    window = (dating.published, dating.published) if dating.published else dating.window
    assert window == (first, last)
    assert (dating.basis == "inferred") is (first == last)


@pytest.mark.parametrize(
    "text",
    [
        "وصل الوفد اليوم الأحد.",
        "وصل الوفد في 28 نوفمبر 2016.",
        "وصل الوفد أمس.",
        "تأسست الحركة عام 1979 وحكمت منذ 2011.",
        "وصل أمس الثلاثاء 29 نوفمبر 2016. وغادر اليوم الأحد 4 ديسمبر 2016.",
    ],
)
def test_no_day_and_no_window_where_the_page_does_not_say_enough(read: Read, text: str) -> None:
    dating = read(text, None).dating
    assert (dating.published, dating.basis, dating.window) == (None, None, None)


def test_dateline_inside_the_first_sentence_dates_the_page(read: Read) -> None:
    document = read("عنوان الخبر\n\nرام الله 11-2-2025 الريف - اعتقل الجيش، فجر اليوم الثلاثاء، عشرين شخصا.", None)
    assert (document.dating.published, document.dating.basis) == ("2025-02-11", "stated")
    assert values(document)[-1] == "2025-02-11TMO"


def test_value_that_is_the_same_all_through_the_window_is_given(read: Read) -> None:
    document = read("وصل الوفد في الأربعاء 22 يناير 2025. ويزور تونس في فبراير القادم، وكان فيها أمس.", None)
    assert document.dating.window is not None
    assert [(t.value, t.basis) for t in document.times][1:] == [("2025-02", "window"), (None, None)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("عدن - منارة الميناء - الاثنين 15 مارس 2021\n\nاستقبل الرئيس أمس وفدا.", "2021-03-15"),
        ("أعلن الاتحاد الإضراب من يوم غد الثلاثاء.\nحرر في بورتسودان، الاثنين 15 مارس 2021م", "2021-03-15"),
        ("أعلن الاتحاد الإضراب أمس.\nبيروت في 15 آذار 2021", "2021-03-15"),
        ("بيان مقابلات الجولة: الأحد 14 مارس 2021\nوصل الوفد أمس.", None),
        ("مقابلات الذهاب 14 مارس 2021 - الساعة الثانية ظهرا\nوصل الوفد أمس.", None),
    ],
    ids=["line of place and day", "signed statement", "closing line", "title", "programme"],
)
def test_a_line_of_who_where_and_when_states_the_day(read: Read, text: str, day: str | None) -> None:
    assert read(text, None).dating.published == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("استقبل الرئيس، اليوم الإثنين 2 شعبان 1442 هـ، وفدا.", "2021-03-15"),
        ("وصل الوفد أمس الأحد 1 شعبان 1442هـ الموافق 14 مارس 2021م.", "2021-03-15"),
        ("يتوجه الوفد إلى موسكو بعد غد الأربعاء 17 آذار. وكان وفد سابق زارها في كانون الأول 2020.", "2021-03-15"),
        ("يشهد الميدان اليوم السبت 14 يناير مسيرة لإحياء ثورة 2011.", None),
        ("سيعود العمال غدا الجمعة. وطالبوا بإلغاء القرار الصادر يوم الجمعة 30 ديسمبر 2016.", None),
    ],
    ids=[
        "Islamic day",
        "two calendars",
        "year by its weekday",
        "a year alone may be long gone",
        "a day told is not tomorrow",
    ],
)
def test_a_day_follows_from_its_calendar_and_its_weekday(read: Read, text: str, day: str | None) -> None:
    assert read(text, None).dating.published == day


@pytest.mark.parametrize(
    ("text", "window"),
    [
        (
            "تنفذ النقابة وقفة يوم 22 مارس 2017، وفق بيان صادر أمس الجمعة. وطالبت بنشر القوائم قبل 7 مارس 2017. "
            "وقد تم إمضاء الاتفاق منذ 20 سبتمبر 2016.",
            ("2016-09-24", "2017-03-18"),
        ),
        (
            "وصل الوفد في 2 مايو 2017. وستقام الدورة من 29 أغسطس 2017. وتليها دورة في 14 سبتمبر 2017.",
            ("2017-05-02", "2017-08-29"),
        ),
    ],
    ids=["a limit is no day of the story", "what follows a day to come is to come"],
)
def test_window_of_a_programme(read: Read, text: str, window: tuple[str, str] | None) -> None:
    assert read(text, None).dating.window == window
