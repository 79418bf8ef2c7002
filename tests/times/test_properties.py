"""What holds of any text: places are real, do not overlap, and begin and end at words."""

import pickle
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from musnad.language import make_language
from musnad.lexicon import load
from musnad.model import Document, Page
from musnad.times import make_times

WORDS = [
    "من",
    "إلى",
    "بين",
    "في",
    "يوم",
    "يومي",
    "اليوم",
    "أمس",
    "الأول",
    "الثلاثاء",
    "الأحد",
    "صباح",
    "مساء",
    "الساعة",
    "قبل",
    "بعد",
    "عام",
    "العام",
    "الماضي",
    "المقبل",
    "شهر",
    "يونيو",
    "تموز",
    "رمضان",
    "ربيع",
    "القرن",
    "ثلاثة",
    "أيام",
    "يومين",
    "ساعة",
    "ونصف",
    "وعشرين",
    "الثاني",
    "والعشرين",
    "كل",
    "يوميا",
    "نهاية",
    "أول",
    "آخر",
    "الأسبوع",
    "هذا",
    "نفس",
    "ذلك",
    "و",
    "الموافق",
    "7",
    "13",
    "31",
    "2016",
    "1445هـ",
    "27/6/2016",
    "4-22",
    "18:00",
    "٢٠١٧",
    "(",
    ")",
    "،",
    "-",
    "/",
    "م",
    "هـ",
    "ص",
    "ألف",
    "ومئة",
    "قال",
    "سيصل",
    "لعام",
    "بتاريخ",
    ".",
]
LANGUAGE, TIMES = make_language(load()), make_times(load())


def read(text: str, published: str | None) -> Document:
    return TIMES(LANGUAGE(Document(Page("test", text, "test", published=published))))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(WORDS), max_size=25).map(" ".join) | st.text(max_size=80),
    st.sampled_from([None, "2024-05-15", "2024-02-29", "1900-01-01", "no date"]),
)
def test_any_text_gives_places_in_order_without_overlap(text: str, published: str | None) -> None:
    document = read(text, published)
    end = 0
    for found in document.times:
        assert end <= found.span.start < found.span.end <= len(text)
        assert document.quote(found.span).strip() == document.quote(found.span)
        end = found.span.end


@settings(max_examples=150, deadline=None)
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_written_date_is_read_back(day: date) -> None:
    (found,) = read(f"وقع الاتفاق في {day.day}/{day.month}/{day.year} بالعاصمة.", None).times
    assert found.value == day.isoformat()


def test_stage_pickles() -> None:
    again = pickle.loads(pickle.dumps(TIMES))
    document = LANGUAGE(Document(Page("test", "وصل أمس الثلاثاء.", "test", published="2024-05-15")))
    assert again(document) == TIMES(document)


REPEATED = ["وساعة ", "ألف و", "صباح ", "يوم ", "من 2 إلى ", "قبل ", "الأول من ", "(", "1/2/", "ساعة متأخرة من ", "8 و"]
REPEATED += ["اليوم الأول من ", "اليوم الأول من مايو ", "النصف الأول من ", "الأحد 14 مايو 2017. "]


@pytest.mark.parametrize("unit", REPEATED)
def test_repetition_is_read_without_harm(unit: str) -> None:
    text = unit * 3000
    assert all(found.span.end <= len(text) for found in read(text, "2024-05-15").times)
