"""Where the words about an event part: which versions cannot all hold, and whose words these are."""

from dataclasses import replace
from typing import Any

import pytest

from musnad.lexicon import Lexicon
from musnad.linking.conflicts import conflicts
from musnad.linking.linker import Linker
from musnad.linking.numbers import Number
from musnad.linking.reports import Profile, Report, Source, Told, report
from musnad.linking.roots import Rested, Sources
from musnad.linking.windows import window
from musnad.linking.words import Vocabulary
from musnad.model import Page
from musnad.pipeline import Pipeline

NONE = frozenset[str]()
BLANK = Told(
    page="", id="c1", place=(0, 4), type="CONSULT", mode=None, skeleton="", deeds=NONE, definite=False, actors=NONE,
    parties=NONE, others=NONE, near=NONE, where=None, country=None, precision=None, when=None, status="asserted",
    historical=False, sentence=(0, 40), words=NONE, close=NONE, phrase=NONE, numbers=(), source=None, chain=(), about=(),
    title=False, after=False,
)  # fmt: skip


def day(value: str) -> dict[str, Any]:
    return {"when": window(value)}


def town(name: str, status: str = "asserted") -> dict[str, Any]:
    return {"where": name, "precision": "city", "status": status}


def count(value: float, of: str, deed: str | None = None) -> dict[str, Any]:
    return {"numbers": (Number(value, "=", frozenset({of}), (5, 8), deed),)}


@pytest.mark.parametrize(
    ("said", "first", "expected"),
    [
        ([day("2024-05-09"), day("2024-05-09"), day("2024-05-08")], None, [("date", ["2024-05-08", "2024-05-09"])]),
        ([day("2024-05-09"), day("2024-05-09"), day("2024-05-12")], "2024-05-10", []),
        ([day("2024-05-09"), day("2024-05-09"), day("2024-05-08")], "2024-05-08",
         [("date", ["2024-05-08", "2024-05-09"])]),
        ([town("صور"), town("صور"), town("نزوى")], None, [("place", ["صور", "نزوى"])]),
        ([town("صور", "planned"), town("صور", "planned"), town("نزوى", "planned")], None, []),
        ([town("صور"), town("صور"), town("ميناء صور")], None, []),
        ([town("صور"), town("صور"), town("نزوى") | {"opening": True}], None, []),
        ([count(112, "صوت"), count(98, "عضو", "صوت")], None, [("number", ["112", "98"])]),
        ([count(112, "صوت"), count(98, "عضو")], None, []),
        ([count(12, "عضو", "صوت"), count(9, "عضو", "صوت")], None, [("number", ["12", "9"])]),
    ],
)  # fmt: skip
def test_versions_of_different_sources_contradict_each_other(
    said: list[dict[str, Any]], first: str | None, expected: list[tuple[str, list[str]]]
) -> None:
    told = [replace(BLANK, page=f"p{n}", **values) for n, values in enumerate(said)]
    rested = Rested((), {one.key: (n,) for n, one in enumerate(told)}, ())
    known = window(first)
    found = conflicts(told, rested, lambda _: {}, known=known.first if known else None)
    assert [(one.about, [side.value for side in one.sides]) for one in found] == expected
    assert {one.kind for one in found} <= {"contradiction"}


def test_who_denies_one_thing_beside_another_gainsays_nobody() -> None:
    source = Source("ماهر العلي", "ماهر", "علي", frozenset({"ماهر", "علي"}), "e1", "person", False, False)
    asked = replace(BLANK, page="p1", skeleton="طلب", source=source, chain=(source,))
    other = replace(BLANK, page="p2", skeleton="طلب")
    denied = replace(asked, id="c2", place=(20, 24), status="negated")
    rested = Rested((), {asked.key: (0,), denied.key: (0,), other.key: (1,)}, ())
    assert not conflicts([asked, denied, other], rested, lambda _: {})
    apart = replace(denied, sentence=(50, 90))
    assert [one.about for one in conflicts([asked, apart, other], rested, lambda _: {})] == ["status"]


def person(name: str, kind: str = "PER", country: str | None = None) -> Profile:
    words = tuple(name.split())
    return Profile("", name, name, kind, words, frozenset({name}), None, country, NONE, NONE, True)


BY_NAME = {
    one.id: one
    for one in (
        person("ماهر العلي"), person("سمير الراوي"), person("هاني الصيد"), person("العلي"),
        person("جيش لوران", "ARMED", "LOR"), person("قوات لوران", "ARMED", "LOR"), person("جيش مردان", "ARMED", "MRD"),
        person("كتائب الفجر", "ARMED"), person("لوران", "GPE", "LOR"),
    )
}  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "said", "expected"),
    [
        pytest.param("ASSAULT", [("جيش لوران", ""), ("جيش مردان", "")], ["جيش لوران", "جيش مردان"], id="two doers"),
        pytest.param("ASSAULT", [("جيش لوران", ""), ("قوات لوران", "")], [], id="one country's"),
        pytest.param("ASSAULT", [("لوران", ""), ("جيش مردان", "")], ["جيش مردان", "لوران"], id="a state and an army"),
        pytest.param("ASSAULT", [("جيش لوران", ""), ("كتائب الفجر", "")], [], id="whose it is nobody knows"),
        pytest.param("ASSAULT", [("جيش لوران", "جيش مردان"), ("جيش مردان", "جيش لوران")], [], id="at each other"),
        pytest.param("ASSAULT", [("ماهر العلي", ""), ("العلي", "")], [], id="a short name"),
        pytest.param("ASSAULT", [("ماهر العلي", ""), ("سمير الراوي", "")], ["سمير الراوي", "ماهر العلي"], id="two men"),
        pytest.param("SUPPORT", [("ماهر العلي", ""), ("سمير الراوي", "")], [], id="what many may do"),
        pytest.param("CONSULT", [("ماهر العلي", "سمير الراوي"), ("العلي", "هاني الصيد")],
                     ["سمير الراوي", "هاني الصيد"], id="whom he met"),
        pytest.param("CONSULT", [("ماهر العلي", "سمير الراوي"), ("سمير الراوي", "العلي")], [], id="the other way round"),
    ],
)  # fmt: skip
def test_who_did_it_and_who_met_whom(kind: str, said: list[tuple[str, str]], expected: list[str]) -> None:
    told = [
        replace(BLANK, page=f"p{n}", type=kind, actors=frozenset({actor}), parties=frozenset({actor, other} - {""}))
        for n, (actor, other) in enumerate(said)
    ]
    people = {
        one.page: {name: replace(BY_NAME[name], page=one.page) for name in one.parties} for one in told
    }  # fmt: skip
    apart = Rested((), {one.key: (n,) for n, one in enumerate(told)}, ())
    assert [[side.value for side in one.sides] for one in conflicts(told, apart, people.__getitem__)] == (
        [expected] if expected else []
    )
    same = Rested((), {one.key: (0,) for one in told}, ())
    assert {one.kind for one in conflicts(told, same, people.__getitem__)} == ({"variant"} if expected else set())


@pytest.fixture(scope="module")
def page(lexicon: Lexicon, pipeline: Pipeline) -> Report:
    text = "زار الوزير ماهر العلي مدينة صور، وعاد إلى مسقط."
    return report(pipeline(Page("p", text, "p", published="2024-05-15", outlet="قناة ضفاف")), Vocabulary(lexicon))


@pytest.mark.parametrize(
    ("words", "kind", "root"),
    [
        ("قناة ضفاف", "outlet", "قناة ضفاف"),
        ("مراسل ضفاف", "outlet", "قناة ضفاف"),
        ("سالم الراوي لضفاف", "person", "سالم الراوي لضفاف"),
    ],
)
def test_who_speaks_to_an_outlet_is_not_the_outlet(
    lexicon: Lexicon, page: Report, words: str, kind: str, root: str
) -> None:
    vocabulary = Vocabulary(lexicon)
    source = Source(
        words,
        words.split(maxsplit=1)[0],
        words.rsplit(maxsplit=1)[-1],
        vocabulary.content(words),
        None,
        kind,
        False,
        False,
    )
    linker = Linker(lexicon)
    linker.add(replace(page, own=True))
    (told,) = [replace(one, source=source, chain=(source,)) for one in page.told[:1]]
    assert [one.name for one in Sources(linker.reports, linker.copies).rest([told]).roots] == [root]
