"""Events over many pages: whatever the order, page by page, and what each rests on."""

import random
from collections.abc import Sequence
from datetime import date

import pytest

from musnad.lexicon import Lexicon
from musnad.linking.events import copies, event, events
from musnad.linking.linker import Linker
from musnad.linking.reports import Report, report
from musnad.linking.words import Vocabulary
from musnad.model import Page
from musnad.pipeline import Pipeline

PAGES = {
    "a": ("وكالة نسيم", "2023-05-10", "وزير الري سامر الحمداني يزور بلدة عين الزهر\n\nقال الناطق باسم الوزارة نادر الصايغ إن وزير الري سامر الحمداني زار بلدة عين الزهر اليوم الأربعاء والتقى رئيس البلدية فادي المعلوف."),
    "b": ("صحيفة الضحى", "2023-05-11", "الحمداني في عين الزهر\n\nقال الناطق باسم الوزارة نادر الصايغ إن وزير الري سامر الحمداني زار بلدة عين الزهر أمس الأربعاء والتقى رئيس البلدية فادي المعلوف."),
    "c": ("موقع المدار", "2023-05-11", "لقاء في عين الزهر\n\nقال رئيس البلدية فادي المعلوف إن وزير الري سامر الحمداني زار عين الزهر الأربعاء والتقاه في دار البلدية."),
    "d": ("صحيفة الضحى", "2023-08-02", "مقتل ثلاثة جنود في هجوم على حاجز الرميلة\n\nقتل ثلاثة جنود في هجوم شنه مسلحون على حاجز الرميلة اليوم الأربعاء، بحسب قيادة الجيش."),
}  # fmt: skip


@pytest.fixture(scope="module")
def reports(lexicon: Lexicon, pipeline: Pipeline) -> dict[str, Report]:
    vocabulary = Vocabulary(lexicon)
    return {
        name: report(pipeline(Page(name, text, name, published=day, outlet=outlet)), vocabulary)
        for name, (outlet, day, text) in PAGES.items()
    }


def linked(lexicon: Lexicon, pages: Sequence[Report]) -> Linker:
    linker = Linker(lexicon)
    for page in pages:
        linker.add(page)
    return linker


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_arrival_changes_nothing(lexicon: Lexicon, reports: dict[str, Report], seed: int) -> None:
    pages = list(reports.values())
    expected = linked(lexicon, pages)
    random.Random(seed).shuffle(pages)
    again = linked(lexicon, pages)
    assert events(again) == events(expected)
    assert copies(again) == copies(expected)
    assert again.entities.all() == expected.entities.all()


def test_a_page_that_comes_and_goes_leaves_no_trace(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, [reports["a"], reports["c"]])
    before = events(linker)
    linker.add(reports["b"])
    linker.remove("b")
    assert events(linker) == before


def test_a_page_taken_in_twice_counts_once(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, list(reports.values()))
    before = events(linker)
    linker.add(reports["b"])
    assert events(linker) == before


def test_a_new_page_touches_only_its_neighbourhood(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, [reports["a"], reports["b"], reports["d"]])
    linker.changed()
    linker.add(reports["c"])
    touched = linker.changed()
    assert touched.events
    assert not any(page == "d" for page, _ in touched.events | touched.deeds)


def test_a_visit_that_three_pages_report_is_one_event(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, list(reports.values()))
    visits = [
        one for one in events(linker) if one.type == "CONSULT" and {page for page, _ in one.claims} == {"a", "b", "c"}
    ]
    assert visits
    assert {len(one.roots) for one in visits} == {2}
    assert all("d" not in {page for page, _ in one.claims} for one in visits)


def test_a_copy_is_told_with_its_source(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    assert [(copy.page, copy.source) for copy in copies(linked(lexicon, list(reports.values())))] == [("b", "a")]


def test_every_link_has_its_reasons(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, list(reports.values()))
    pairs = [(a, b) for group in linker.groups() for a in group for b in group if a < b]
    assert pairs
    assert all(linker.reasons(a, b) for a, b in pairs)


def test_what_an_event_says_is_in_order(lexicon: Lexicon, reports: dict[str, Report]) -> None:
    linker = linked(lexicon, list(reports.values()))
    for group in linker.groups():
        one = event(linker, group)
        assert one.claims == tuple(sorted(one.claims))
        assert one.id == one.claims[0]


def test_the_day_of_a_page_stands_in_its_report(reports: dict[str, Report]) -> None:
    day = reports["a"].day
    assert day is not None
    assert day.first == day.last == date(2023, 5, 10).toordinal()


FAMILY = {
    "m": "قال الوزير سامر الحمداني إن العمل مستمر. وأضاف الحمداني أن الوزارة راضية.",
    "n": "قال السفير نادر الحمداني إن السفارة مفتوحة. وأكد الحمداني ذلك.",
    "o": "وصل الوزير سامر الحمداني إلى بغداد.",
}


def test_two_of_one_family_are_two_people(lexicon: Lexicon, pipeline: Pipeline) -> None:
    linker = Linker(lexicon)
    for name, text in FAMILY.items():
        linker.add(pipeline(Page(name, text, name, published="2023-05-10")))
    people = {
        person.name: {page for page, _ in person.members} for person in linker.entities.all() if person.kind == "PER"
    }
    assert people["سامر الحمداني"] == {"m", "o"}
    assert people["نادر الحمداني"] == {"n"}
