"""What holds for any text: places re-read to their quotes, no strange errors, identical runs, pickling."""

import pickle
import time
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import musnad
from musnad.errors import MusnadError
from musnad.exports.record import to_json, to_record
from musnad.model import Page
from musnad.pipeline import Pipeline

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
PIECES = [
    "قال",
    "وأضاف",
    "نقلاً عن",
    "وكالة «رؤية»",
    "إن",
    "أن",
    "الوزير",
    "الرئيس",
    "ماهر العلي",
    "حسن بن سعد",
    "زار",
    "سيلتقي",
    "لم يلتق",
    "اتهم",
    "بغداد",
    "للقاهرة",
    "وبالخرطوم",
    "أمس",
    "الثلاثاء (17 فبراير 2025م)",
    "١٤ شعبان ١٤٤٥هـ",
    "31/2/2020",
    "15 يوليو/تموز",
    "قبل 99999999999 عاماً",
    "القرن الـ٢١",
    "«",
    "»",
    '"',
    "(",
    ")",
    "،",
    ".",
    "؟",
    "\n",
    "\r\n",
    "\u2028",
    "\u200f",
    "\u0640",
    "\u064b\u0651",
    "\x00",
    "\ufdfa",
    "\ufeff",
    "\ud800",
    "اقرأ أيضاً",
    "كتب: سعد الدين",
    "http://example.org/a?b=c",
    "BBC",
    "😀",
]
TEXTS = st.one_of(
    st.text(max_size=200),
    st.text(alphabet=st.characters(min_codepoint=0x600, max_codepoint=0x6FF), max_size=120),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=40).map("".join),
)


def places(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a record that gives a start and an end."""
    if isinstance(value, dict):
        if "start" in value and value["start"] is not None:
            yield value
        for inner in value.values():
            yield from places(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from places(inner)


def check_places(record: dict[str, Any]) -> None:
    text = record["text"]
    for place in places(record):
        assert 0 <= place["start"] <= place["end"] <= len(text), place
        if "text" in place:
            assert text[place["start"] : place["end"]] == place["text"]


@SLOW
@given(text=TEXTS)
def test_every_place_rereads_to_its_quote(pipeline: Pipeline, text: str) -> None:
    document = pipeline(Page("any", text, "any", published="2024-05-15"))
    check_places(to_record(document))
    assert pickle.loads(pickle.dumps(document)) == document


@SLOW
@given(text=TEXTS)
def test_two_runs_give_identical_bytes(pipeline: Pipeline, text: str) -> None:
    page = Page("any", text, "any")
    assert to_json(pipeline(page)).encode() == to_json(pipeline(page)).encode()


@SLOW
@given(
    text=TEXTS, published=st.one_of(st.none(), st.text(max_size=12), st.dates().map(str)), outlet=st.text(max_size=8)
)
def test_reading_raises_nothing_of_its_own(text: str, published: str | None, outlet: str) -> None:
    with suppress(MusnadError):
        musnad.read(text, published=published, outlet=outlet)


@pytest.mark.parametrize("published", [None, "2024-05-15"])
def test_sample_pages_reread_to_their_quotes(
    pipeline: Pipeline, sample_texts: dict[str, str], published: str | None
) -> None:
    for name, text in sample_texts.items():
        record = to_record(pipeline(Page(name, text, name, published=published)))
        check_places(record)
        assert record["text"] == text


@pytest.mark.slow
@SLOW
@given(data=st.data())
def test_torn_and_shuffled_pages_are_read(
    pipeline: Pipeline, sample_texts: dict[str, str], data: st.DataObject
) -> None:
    words = data.draw(st.sampled_from(sorted(sample_texts.values()))).split(" ")
    cut = data.draw(st.integers(0, len(words)))
    torn = data.draw(st.permutations(words[cut : cut + 40]))
    check_places(to_record(pipeline(Page("torn", " ".join(torn), "torn"))))


@pytest.mark.slow
@pytest.mark.parametrize(
    "end", ["", " «", ' "', " (", " : ", " أن", " إن", " لـ", " وقال", " مؤكدا أن", " وفق ما أكده لـ", "، بحسب"]
)
def test_a_page_may_end_after_any_word(pipeline: Pipeline, sample_texts: dict[str, str], end: str) -> None:
    words = min(sample_texts.values(), key=len).split(" ")
    for cut in range(max(len(words) - 60, 0), len(words)):
        text = " ".join(words[max(cut - 20, 0) : cut]) + end
        assert pipeline(Page("cut", text, "cut")).text == text


UNITS = [
    "قال ",
    "«",
    "(",
    "أن قال إن ",
    "وقال ماهر إن زيداً ",
    "قال «",
    "نقلاً عن وكالة رؤية ",
    "نفى أن يكون قد ",
    "الوزير وزير ",
    "ثلاثة و",
    "و",
    "1",
    "1/2/",
    "أمس الثلاثاء ",
    "ماهر العلي ",
    "\n",
    "ا\u064b",
]


@pytest.mark.slow
@pytest.mark.parametrize("unit", UNITS)
def test_reading_time_grows_no_faster_than_the_text(pipeline: Pipeline, unit: str) -> None:
    def seconds(times: int) -> float:
        began = time.process_time()
        pipeline(Page("long", unit * times, "long"))
        return time.process_time() - began

    seconds(10)
    limit = 9 * max(seconds(500), 0.05)
    assert any(seconds(2000) < limit for _ in range(3)), "three times out of three: no chance pause of the machine"
