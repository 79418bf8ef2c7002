"""Events over all pages: chosen by filters, shown with their sources, versions, reasons and threads; who kept silent."""

import json
from pathlib import Path

import pytest

from musnad.archive import event_sheet, explaining
from musnad.archive.choosing import Wanted, chosen
from musnad.archive.deciding import Verdict, decide, withdraw
from musnad.archive.doctor import faults
from musnad.archive.events import Event, Events
from musnad.archive.joining import joined
from musnad.archive.linking import link
from musnad.archive.screen import Screen
from musnad.archive.silence import silence
from musnad.errors import NotFoundError
from musnad.lexicon import Lexicon
from musnad.store.store import Store

from .conftest import Add

ATTACK = (
    "قتل خمسة أشخاص في هجوم شنه مسلحون على مدينة صور اليمنية يوم الثلاثاء، بحسب ما أعلنت وزارة الداخلية. "
    "وأضافت الوزارة أن النيران أتت على عدد من المتاجر القريبة من السوق القديم وأن فرق الإطفاء عملت حتى ساعات الفجر الأولى."
)
TEXTS = {
    "a": (ATTACK, "الريف", "2024-05-15"),
    "b": ("قالت الشرطة إن تسعة أشخاص قتلوا في هجوم شنه مسلحون على مدينة صور اليمنية الثلاثاء.", "ضفاف", "2024-05-16"),
    "c": ("سيزور الوزير سالم الراوي مدينة صلالة يوم الخميس، وفق ما قال المتحدث ناصر الحارثي.", "الريف", "2024-05-14"),
    "d": (
        "زار الوزير سالم الراوي مدينة صلالة الخميس، وقال المتحدث ناصر الحارثي إن الزيارة ناجحة.",
        "ضفاف",
        "2024-05-17",
    ),
    "e": ("افتتح معرض الكتاب في مسقط، وأشاد الوزير سالم الراوي بالناشرين.", "مرسى", "2024-05-17"),
    "f": ("نفى المتحدث ناصر الحارثي أن يكون الوزير سالم الراوي زار مدينة صلالة الخميس.", "البيدر", "2024-05-18"),
    "g": (ATTACK, "المنارة", "2024-05-16"),
}


@pytest.fixture
def filled(store: Store, add: Add, lexicon: Lexicon) -> Store:
    lines = [
        json.dumps({"id": name, "text": text, "outlet": outlet, "published": day}, ensure_ascii=False)
        for name, (text, outlet, day) in TEXTS.items()
    ]
    Path("texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert add(store, "texts.jsonl").new == len(TEXTS)
    link(store, lexicon)
    return store


def types(store: Store, wanted: Wanted) -> list[str]:
    with store.reading() as connection:
        events = Events(connection)
        return [events.summary(event).type for event in chosen(connection, wanted)]


def event(store: Store, wanted: Wanted) -> Event:
    with store.reading() as connection:
        (found,) = chosen(connection, wanted)
        return Events(connection).event(found)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (Wanted(), ["SUPPORT", "CONSULT", "ASSAULT"]),
        (Wanted(type=("consult",)), ["CONSULT"]),
        (Wanted(actor=("الراوي",)), ["SUPPORT", "CONSULT"]),
        (Wanted(actor=("صلالة",)), []),
        (Wanted(party=("صلالة",)), ["CONSULT"]),
        (Wanted(denied=True), ["CONSULT"]),
        (Wanted(status=("planned",)), ["CONSULT"]),
        (Wanted(place=("صور",)), ["ASSAULT"]),
        (Wanted(place=("omn",)), ["SUPPORT", "CONSULT"]),
        (Wanted(since="2024-05-16", until="2024-05-16"), ["SUPPORT", "CONSULT"]),
        (Wanted(until="2024-05-15"), ["SUPPORT", "ASSAULT"]),
        (Wanted(outlet=("مرسى",)), ["SUPPORT"]),
        (Wanted(source=("الحارثي",)), ["CONSULT"]),
        (Wanted(source_kind=("agency",)), []),
        (Wanted(disagreeing=True), ["ASSAULT"]),
        (Wanted(min_roots=2), ["ASSAULT"]),
        (Wanted(min_roots=2, denied=True), []),
        (Wanted(actor=("100%",)), []),
    ],
)
def test_events_are_chosen(filled: Store, wanted: Wanted, expected: list[str]) -> None:
    assert types(filled, wanted) == expected


def test_an_event_shows_whose_word_it_is_and_where_the_words_part(filled: Store, lexicon: Lexicon) -> None:
    found = event(filled, Wanted(type=("ASSAULT",)))
    assert {root.name for root in found.roots} == {"وزارة الداخلية", "الشرطة"}
    (ministry,) = [root for root in found.roots if root.name == "وزارة الداخلية"]
    assert [(page.source.outlet, page.copy_of is not None) for page in ministry.pages] == [
        ("الريف", False),
        ("المنارة", True),
    ]
    contradiction = next(one for one in found.partings if one.about == "number")
    assert contradiction.kind == "contradiction"
    assert {(version.value, version.roots) for version in contradiction.versions} == {
        ("5", ("وزارة الداخلية",)),
        ("9", ("الشرطة",)),
    }
    texts = {text for text, _, _ in TEXTS.values()}
    quotes = [quote for version in contradiction.versions for quote in version.quotes]
    assert all(any(text[q.start : q.end] == q.text and q.sentence in text for text in texts) for q in quotes)
    with filled.reading() as connection:
        why = joined(connection, lexicon, found.summary.id)
    assert {one.claim for one in why} | {one.other for one in why} <= {one.id for one in found.claims}
    assert all(one.reasons for one in why)
    shown = "\n".join(event_sheet.event_lines(Screen(isolates=False), found, why))
    assert "2 independent sources; the sources contradict each other" in shown
    assert "Counts are of reports and their sources; they prove nothing." in shown
    assert "contradiction of the number" in shown


def test_what_one_source_says_differently_is_a_variant(filled: Store) -> None:
    found = event(filled, Wanted(type=("CONSULT",)))
    assert {one.kind for one in found.partings} == {"variant"}
    assert set(found.summary.statuses) == {"asserted", "planned", "negated"}
    assert (found.summary.pages, found.summary.roots) == (3, 1)


def test_who_was_silent(filled: Store) -> None:
    with filled.reading() as connection:
        (visit,) = chosen(connection, Wanted(type=("CONSULT",)))
        found = silence(connection, Events(connection), visit, 3)
        none = silence(connection, Events(connection), visit, 1)
    assert (found.since, found.until) == ("2024-05-14", "2024-05-17")
    assert found.reported == ("البيدر", "الريف", "ضفاف")
    assert [(one.outlet, one.pages, one.naming) for one in found.silent] == [("المنارة", 1, 0), ("مرسى", 1, 1)]
    assert none.silent == ()


def test_threads_of_an_event_that_was_parted_from_its_plan(filled: Store, lexicon: Lexicon) -> None:
    claims = {one.status: one.id for one in event(filled, Wanted(type=("CONSULT",))).claims}
    for other in ("asserted", "negated"):
        decide(filled, Verdict("split", "claim", (claims[other], claims["planned"])), "م.", "الخطة غير الزيارة")
    link(filled, lexicon)
    with filled.reading() as connection:
        events = Events(connection)
        plan = events.named(claims["planned"])
        found, steps = events.thread(plan)
        explained = explaining.explain(connection, lexicon, claims["planned"])
    assert [(step.source, step.kind) for step in steps] == [(plan, "planned_to_deed")]
    assert len(found) == 2
    assert [ruling.kind for ruling in explained.decisions] == ["split claim", "split claim"]
    assert explained.told is not None
    assert any(reason.rule == "trigger" and reason.evidence for reason in explained.reasons)


def test_a_rejected_thread_is_gone_until_that_is_taken_back(filled: Store, lexicon: Lexicon) -> None:
    claims = {one.status: one.id for one in event(filled, Wanted(type=("CONSULT",))).claims}
    for other in ("asserted", "negated"):
        decide(filled, Verdict("split", "claim", (claims[other], claims["planned"])), "م.", "الخطة غير الزيارة")
    link(filled, lexicon)

    def steps() -> int:
        link(filled, lexicon)
        assert list(faults(filled, lexicon)) == []
        with filled.reading() as connection:
            return len(list(Events(connection).steps([claims["planned"]])))

    assert steps() == 1
    number = decide(filled, Verdict("reject", "link", (claims["planned"], claims["asserted"])), "م.", "زيارة أخرى")
    assert steps() == 0
    withdraw(filled, number, "م.", "بل هي")
    assert steps() == 1


def test_what_is_in_no_event_is_said(filled: Store) -> None:
    with filled.reading() as connection, pytest.raises(NotFoundError):
        Events(connection).named("abcdabcd-c1")
