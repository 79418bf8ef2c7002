"""Whose word an event rests on: passages taken over, sources without a name beside the spokesmen of their bodies."""

from collections.abc import Mapping

import pytest

from musnad.lexicon import Lexicon
from musnad.linking.events import events
from musnad.linking.linker import Linker
from musnad.linking.results import Event
from musnad.model import Page
from musnad.pipeline import Pipeline

_VISIT = "زار وزير الري سامر الحمداني بلدة عين الزهر اليوم الأربعاء"
_VISITED = "وزير الري سامر الحمداني زار بلدة عين الزهر اليوم الأربعاء"
_HARBOUR = "هيئة الموانئ الشرقية"


def visit(lexicon: Lexicon, pipeline: Pipeline, pages: Mapping[str, tuple[str, str, str]]) -> Event:
    """The one visit that pages (outlet, day, text) tell of."""
    linker = Linker(lexicon)
    for name, (outlet, day, text) in pages.items():
        linker.add(pipeline(Page(name, text, name, published=day, outlet=outlet)))
    (found,) = (one for one in events(linker) if one.type == "CONSULT" and len({page for page, _ in one.claims}) > 1)
    return found


@pytest.mark.parametrize(
    ("texts", "count"),
    [
        ((f"قال مصدر في {_HARBOUR} إن {_VISITED}.",
          f"قال الناطق باسم {_HARBOUR} نادر الصايغ إن {_VISITED}."), 1),
        ((f"قال مصدر في {_HARBOUR} إن {_VISITED}.", f"قالت {_HARBOUR} إن {_VISITED}."), 1),
        ((f"قال مصدر في {_HARBOUR} إن {_VISITED}.", f"قال رئيس البلدية فادي المعلوف إن {_VISITED}."), 2),
        ((f"قال مصدر في {_HARBOUR} إن {_VISITED}.",
          f"نفى الناطق باسم {_HARBOUR} نادر الصايغ أن يكون وزير الري سامر الحمداني زار بلدة عين الزهر اليوم الأربعاء."), 2),
        ((f"قال مصدر في {_HARBOUR} إن {_VISITED}.", f"قال مصدر في محكمة الجنايات العليا إن {_VISITED}."), 2),
    ],
    ids=["spokesman", "body", "another", "denied", "two bodies"],
)  # fmt: skip
def test_a_source_without_a_name_and_the_voice_of_its_body_are_one_unless_they_part(
    lexicon: Lexicon, pipeline: Pipeline, texts: tuple[str, str], count: int
) -> None:
    first, second = texts
    found = visit(
        lexicon,
        pipeline,
        {"a": ("صحيفة الضحى", "2023-05-10", first), "b": ("موقع المدار", "2023-05-10", second)},
    )
    assert len(found.roots) == count


def test_a_passage_that_is_taken_over_rests_on_those_it_rests_on_where_it_comes_from(
    lexicon: Lexicon, pipeline: Pipeline
) -> None:
    told = f"{_VISIT} وسط حضور كبير من الأهالي الذين اصطفوا على جانبي الطريق القديم منذ ساعات الصباح الأولى."
    found = visit(
        lexicon,
        pipeline,
        {
            "a": ("وكالة نسيم", "2023-05-10", f"الحمداني في عين الزهر\n\nعين الزهر - مراسل نسيم\n\n{told}"),
            "b": ("موقع المدار", "2023-05-10", f"جولات الوزراء\n\nالمدار - خاص\n\nتكثر الجولات هذه الأيام في كل البلاد بلا سبب ظاهر، ويكثر معها الكلام.\n\n{told}\n\nويقول الأهالي إن الطريق لم يعبد منذ سنوات طويلة، وإن الوعود كثيرة."),
        },
    )  # fmt: skip
    assert [root.name for root in found.roots] == ["وكالة نسيم"]


@pytest.mark.parametrize(("day", "bare"), [("2023-05-11", ()), ("2023-05-14", ("b",))])
def test_who_tells_of_it_days_later_is_no_source_of_it(
    lexicon: Lexicon, pipeline: Pipeline, day: str, bare: tuple[str, ...]
) -> None:
    found = visit(
        lexicon,
        pipeline,
        {
            "a": ("وكالة نسيم", "2023-05-10", f"{_VISIT}."),
            "b": ("وكالة ضفاف", day, "في 10 مايو زار سامر الحمداني، وهو وزير الري، عين الزهر."),
        },
    )
    assert found.bare == bare


def test_a_title_rests_on_those_of_the_body_who_say_the_same(lexicon: Lexicon, pipeline: Pipeline) -> None:
    denied = f"نفى رئيس البلدية فادي المعلوف أن يكون {_VISITED.replace(' زار', ' قد زار')}."
    linker = Linker(lexicon)
    text = (
        f"وزير الري سامر الحمداني يزور عين الزهر\n\nقال الناطق باسم {_HARBOUR} نادر الصايغ إن {_VISITED}.\n\n{denied}"
    )
    linker.add(pipeline(Page("a", text, "a", published="2023-05-10", outlet="صحيفة الضحى")))
    linker.add(pipeline(Page("b", denied, "b", published="2023-05-10", outlet="موقع المدار")))
    parted = [conflict for one in events(linker) for conflict in one.conflicts if conflict.about == "status"]
    assert parted
    assert {conflict.kind for conflict in parted} == {"contradiction"}
