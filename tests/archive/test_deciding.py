"""Decisions: what people say of a thing is in force at once, after re-reading, and until it is taken back."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from musnad.archive import agreement, deciding, people, removing
from musnad.archive.deciding import Verdict
from musnad.archive.doctor import faults
from musnad.archive.linking import link
from musnad.archive.removing import Reason
from musnad.archive.rereading import all_pages, reread
from musnad.errors import MusnadError, NotFoundError, UsageError
from musnad.lexicon import Lexicon
from musnad.reader import Reader
from musnad.store.decisions import Kind, Of
from musnad.store.linked import EventClaim
from musnad.store.reading import current_pages, records
from musnad.store.rows import Json
from musnad.store.store import Store
from musnad.store.tables import Claim

from .conftest import Add, contents

TEXTS = {
    "a": "زار الوزير سالم الراوي مدينة صحار يوم الاثنين، والتقى السفير ماهر العلي.",
    "b": "وصل سالم الراوي إلى مدينة نزوى، وزار نائبه خالد البلوشي ولاية بهلا.",
    "c": "التقى الحاج أبو ناصر السفير ماهر العلي في مسقط.",
}
Ids = dict[str, str]


@pytest.fixture
def filled(store: Store, add: Add, lexicon: Lexicon) -> Store:
    lines = [
        json.dumps({"id": name, "text": text, "outlet": "الريف", "published": "2024-05-15"}, ensure_ascii=False)
        for name, text in TEXTS.items()
    ]
    Path("texts.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert add(store, "texts.jsonl").new == len(TEXTS)
    link(store, lexicon)
    return store


def read(store: Store) -> dict[str, Json]:
    """The records as people have decided, by their sources."""
    with store.reading() as connection:
        found = [record for _, record in records(connection, current_pages(connection))]
    return {record["document"]["source"]: record for record in found}


def id_of(store: Store, page: str, words: str) -> str:
    """The claim with these words for a trigger, else the entity of this name."""
    record = read(store)[page]
    things = [c["id"] for c in record["claims"] if c["trigger"] == words]
    things += [e["id"] for e in record["entities"] if e["name"] == words]
    return f"{record['document']['id'][:12]}-{things[0]}"


def mention_of(store: Store, page: str, text: str) -> str:
    record = read(store)[page]
    return f"{record['document']['id'][:12]}-{next(m['id'] for m in record['mentions'] if m['text'] == text)}"


def events(store: Store) -> dict[str, str]:
    """The event of each claim, by page and claim."""
    with store.reading() as connection:
        return {f"{row.page}-{row.claim}": row.event for row in connection.execute(select(EventClaim.__table__))}


def persons(store: Store, name: str) -> list[tuple[str, int]]:
    with store.reading() as connection:
        return [(one.name, len(one.members)) for one in people.called(connection, name)]


def test_a_correction_is_in_force_until_it_is_taken_back(filled: Store, reader: Reader, lexicon: Lexicon) -> None:
    claim = id_of(filled, "a", "زار")
    fields = (("status", "planned"), ("date", "2024-05-20"), ("actors", id_of(filled, "a", "ماهر العلي")))
    number = deciding.decide(filled, Verdict("correct", "claim", (claim,), fields), "م.", "الزيارة لم تتم بعد")

    def stands() -> None:
        corrected = next(c for c in read(filled)["a"]["claims"] if c["trigger"] == "زار")
        assert (corrected["status"], corrected["phase"], corrected["time"]["value"]) == (
            "planned",
            "planned",
            "2024-05-20",
        )
        assert [argument["text"] for argument in corrected["actors"]] == ["ماهر العلي"]
        assert corrected["why"][-1]["stage"] == "decision"
        with filled.reading() as connection:
            row = connection.execute(select(Claim.status, Claim.date).where(Claim.status == "planned")).one()
            assert tuple(row) == ("planned", "2024-05-20")
        assert list(faults(filled)) == []

    stands()
    with filled.reading() as connection:
        again = all_pages(connection)
    assert reread(filled, reader, again) == (3, 0)
    stands()
    deciding.withdraw(filled, number, "م.", "تمت فعلاً")
    assert {c["status"] for c in read(filled)["a"]["claims"]} == {"asserted"}
    assert list(faults(filled)) == []


def test_a_mention_is_mended_and_one_that_was_not_read_is_added(
    filled: Store, reader: Reader, lexicon: Lexicon
) -> None:
    text, page = TEXTS["b"], read(filled)["b"]["document"]["id"]

    def at(words: str) -> str:
        return f"{text.index(words)}-{text.index(words) + len(words)}"

    known = mention_of(filled, "b", "سالم الراوي")
    deciding.decide(filled, Verdict("correct", "mention", (known,), (("place", at("الراوي")),)), "م.", "")
    fields = (("place", at("نائبه")), ("kind", "PER"))
    deciding.decide(filled, Verdict("add", "mention", (page[:12],), fields), "م.", "")
    to = (("place", at("ولاية")), ("kind", "GPE"), ("entity", id_of(filled, "b", "نزوى")))
    last = deciding.decide(filled, Verdict("add", "mention", (page,), to), "م.", "")

    def stands() -> None:
        record = read(filled)["b"]
        mentions = {m["text"]: m for m in record["mentions"]}
        assert {"الراوي", "نائبه", "ولاية", "نزوى"} <= mentions.keys()
        assert all(text[m["start"] : m["end"]] == words for words, m in mentions.items())
        assert mentions["ولاية"]["entity"] == mentions["نزوى"]["entity"]
        assert next(e for e in record["entities"] if e["id"] == mentions["نائبه"]["entity"])["name"] == "نائبه"
        arrival = next(c for c in record["claims"] if c["trigger"] == "وصل")
        assert [argument["text"] for argument in arrival["actors"]] == ["الراوي"]
        assert list(faults(filled)) == []

    stands()
    with filled.reading() as connection:
        again = all_pages(connection)
    assert reread(filled, reader, again) == (3, 0)
    link(filled, lexicon)
    stands()
    assert persons(filled, "نائبه") == [("نائبه", 1)]
    deciding.withdraw(filled, last, "م.", "")
    assert "ولاية" not in {m["text"] for m in read(filled)["b"]["mentions"]}


@pytest.mark.parametrize(
    ("of", "thing", "fields", "said"),
    [
        ("claim", "PAGE", {"place": "0-2", "kind": "PER"}, "a mention is added"),
        ("mention", "PAGE", {"place": "0-2"}, "a mention is added"),
        ("mention", "PAGE", {"place": "0-2", "kind": "PER", "name": "x"}, "a mention is added"),
        ("mention", "PAGE", {"place": "0-2", "kind": "KING"}, "kind is one of"),
        ("mention", "PAGE", {"place": "2-2", "kind": "PER"}, "no place of the page"),
        ("mention", "PAGE", {"place": "2-9999", "kind": "PER"}, "no place of the page"),
        ("mention", "PAGE", {"place": "-1-2", "kind": "PER"}, "no place of the page"),
        ("mention", "0000", {"place": "0-2", "kind": "PER"}, "no such page"),
    ],
)
def test_what_cannot_be_added_is_refused(filled: Store, of: Of, thing: str, fields: dict[str, str], said: str) -> None:
    page = read(filled)["b"]["document"]["id"] if thing == "PAGE" else thing
    with pytest.raises(MusnadError, match=said):
        deciding.decide(filled, Verdict("add", of, (page,), tuple(fields.items())), "م.", "")


def test_a_rejected_claim_is_nowhere(filled: Store, lexicon: Lexicon) -> None:
    before = events(filled)
    deciding.decide(filled, Verdict("reject", "claim", (id_of(filled, "c", "التقى"),)), "م.", "ليس لقاء")
    link(filled, lexicon)
    assert read(filled)["c"]["claims"] == []
    assert len(events(filled)) == len(before) - 1


def test_people_are_merged_and_parted_and_stay_so(filled: Store, lexicon: Lexicon) -> None:
    first, second, other = (
        id_of(filled, "a", "سالم الراوي"),
        id_of(filled, "b", "سالم الراوي"),
        id_of(filled, "c", "أبو ناصر"),
    )
    assert persons(filled, "الراوي") == [("سالم الراوي", 2)]
    split = deciding.decide(filled, Verdict("split", "entity", (first, second)), "م.", "سميّان")
    link(filled, lexicon)
    assert persons(filled, "الراوي") == [("سالم الراوي", 1), ("سالم الراوي", 1)]
    deciding.decide(filled, Verdict("merge", "entity", (first, other)), "م.", "كنيته")
    link(filled, lexicon, anew=True)
    assert sorted(size for _, size in persons(filled, "الراوي")) == [1, 2]
    with filled.reading() as connection:
        merged = people.called(connection, "أبو ناصر")
    assert merged[0].name in {"سالم الراوي", "أبو ناصر"}
    assert any("كنيته" in reason for reason in merged[0].reasons)
    deciding.withdraw(filled, split, "م.", "بل هو")
    link(filled, lexicon)
    assert [size for _, size in persons(filled, "الراوي")] == [3]


def test_claims_are_made_one_event_and_parted(filled: Store, lexicon: Lexicon) -> None:
    visit, arrival = id_of(filled, "a", "زار"), id_of(filled, "c", "التقى")

    def together() -> bool:
        names = {name.partition("-")[0]: name.partition("-")[2] for name in (visit, arrival)}
        with filled.reading() as connection:
            numbers = {r["document"]["id"][:12]: page for page, r in records(connection, current_pages(connection))}
        found = events(filled)
        return len({found[f"{numbers[page]}-{claim}"] for page, claim in names.items()}) == 1

    assert not together()
    merge = deciding.decide(filled, Verdict("merge", "claim", (visit, arrival)), "م.", "الجولة نفسها")
    link(filled, lexicon)
    assert together()
    deciding.decide(filled, Verdict("split", "claim", (visit, arrival)), "س.", "جولتان")
    link(filled, lexicon, anew=True)
    assert not together()
    deciding.withdraw(filled, merge, "م.", "أخطأت")
    link(filled, lexicon)
    assert not together()


def test_what_is_decided_bit_by_bit_is_linked_as_from_the_beginning(
    filled: Store, reader: Reader, add: Add, tmp_path: Path
) -> None:
    namesake, meeting = "وصل سالم الراوي إلى مسقط، والتقى السفير ماهر العلي.", "التقى سالم الراوي خالد البلوشي في بهلا."
    said: list[tuple[Kind, Of, tuple[tuple[str, str], ...]]] = [
        ("split", "entity", (("a", "سالم الراوي"), ("b", "سالم الراوي"))),
        ("merge", "claim", (("a", "زار"), ("c", "التقى"))),
        ("merge", "entity", (("a", "سالم الراوي"), ("c", "أبو ناصر"))),
        ("split", "claim", (("a", "التقى"), ("c", "التقى"))),
        ("merge", "entity", (("b", "خالد البلوشي"), ("c", "ماهر العلي"))),
    ]

    def hold() -> None:
        link(filled, reader.lexicon)
        assert list(faults(filled, reader.lexicon)) == []
        stands = contents(filled)
        link(filled, reader.lexicon, anew=True)
        assert contents(filled) == stands

    numbers = []
    for kind, of, things in said:
        ids = tuple(id_of(filled, page, words) for page, words in things)
        numbers.append(deciding.decide(filled, Verdict(kind, of, ids), "م.", "هكذا"))
        hold()
    for name, text in (("d", namesake), ("e", meeting)):
        (tmp_path / "more.jsonl").write_text(json.dumps({"id": name, "text": text}), encoding="utf-8")
        add(filled, tmp_path / "more.jsonl")
        hold()
    for number in (numbers[2], numbers[0]):
        deciding.withdraw(filled, number, "م.", "لا")
        hold()
    removing.withdraw(filled, read(filled)["c"]["document"]["id"], Reason("طلب"))
    hold()


Check = Callable[[Json], bool]


@pytest.mark.parametrize(
    ("judged", "fields", "check"),
    [
        (("reject", "mention", "سالم الراوي"), (), lambda r: "سالم الراوي" not in {e["name"] for e in r["entities"]}),
        (("reject", "entity", "ماهر العلي"), (),
         lambda r: all(a["text"] != "ماهر العلي" for c in r["claims"] for a in c["recipients"])),
        (("correct", "entity", "ماهر العلي"), (("name", "ماهر بن علي"), ("country", "OMN")), lambda r: any(
            (e["name"], e["country"]) == ("ماهر بن علي", "OMN") and "ماهر العلي" in e["names"] for e in r["entities"])),
        (("correct", "mention", "صحار"), (("kind", "LOC"),), lambda r: any(m["kind"] == "LOC" for m in r["mentions"])),
    ],
)  # fmt: skip
def test_mentions_and_entities_are_judged(
    filled: Store, judged: tuple[Kind, Of, str], fields: tuple[tuple[str, str], ...], check: Check
) -> None:
    kind, of, text = judged
    named = (mention_of if of == "mention" else id_of)(filled, "a", text)
    deciding.decide(filled, Verdict(kind, of, (named,), fields), "م.", "")
    assert check(read(filled)["a"])
    assert list(faults(filled)) == []


@pytest.mark.parametrize(
    ("verdict", "error"),
    [
        (Verdict("accept", "claim", ("nothing",)), UsageError),
        (Verdict("accept", "claim", ("abcdabcd-c1",)), NotFoundError),
        (Verdict("accept", "claim", ("{a}-c99",)), NotFoundError),
        (Verdict("accept", "claim", ("{a}-e1",)), UsageError),
        (Verdict("merge", "claim", ("{a}-c1",)), UsageError),
        (Verdict("accept", "claim", ("{a}-c1", "{a}-c2")), UsageError),
        (Verdict("merge", "mention", ("{a}-m1", "{a}-m2")), UsageError),
        (Verdict("correct", "claim", ("{a}-c1",)), UsageError),
        (Verdict("correct", "claim", ("{a}-c1",), (("colour", "red"),)), UsageError),
        (Verdict("correct", "claim", ("{a}-c1",), (("status", "perhaps"),)), UsageError),
        (Verdict("correct", "claim", ("{a}-c1",), (("historical", "maybe"),)), UsageError),
        (Verdict("correct", "claim", ("{a}-c1",), (("actors", "{b}-e1"),)), UsageError),
        (Verdict("accept", "claim", ("{a}-c1",), (("status", "planned"),)), UsageError),
    ],
)
def test_what_makes_no_sense_is_refused_and_not_logged(
    filled: Store, verdict: Verdict, error: type[MusnadError]
) -> None:
    pages = {name: record["document"]["id"][:12] for name, record in read(filled).items()}
    things = tuple(named.format(**pages) for named in verdict.things)
    fields = tuple((name, value.format(**pages)) for name, value in verdict.fields)
    logged = filled.journal.last()
    with pytest.raises(error):
        deciding.decide(filled, Verdict(verdict.kind, verdict.of, things, fields), "م.", "")
    assert filled.journal.last() == logged


def test_coders_are_compared_and_blind_ones_change_nothing(filled: Store) -> None:
    visit, meeting = id_of(filled, "a", "زار"), id_of(filled, "a", "التقى")
    arrival = id_of(filled, "b", "وصل")
    said: list[tuple[str, Kind, str, tuple[tuple[str, str], ...]]] = [
        ("س.", "accept", visit, ()), ("م.", "accept", visit, ()),
        ("س.", "accept", meeting, ()), ("م.", "reject", meeting, ()),
        ("س.", "correct", arrival, (("status", "planned"),)), ("م.", "correct", arrival, (("status", "negated"),)),
    ]  # fmt: skip
    for who, kind, named, fields in said:
        deciding.decide(filled, Verdict(kind, "claim", (named,), fields), who, "", blind=True)
    assert {c["status"] for c in read(filled)["b"]["claims"]} == {"asserted"}
    with filled.reading() as connection:
        found = agreement.agreement(connection, "س.", "م.")
        left, total = agreement.to_code(connection, "ن.", "س.", 2)
        own, _ = agreement.to_code(connection, "س.", "م.", 9)
    assert (found.both, found.only, len(found.differing)) == (3, (0, 0), 2)
    assert found.verdicts == pytest.approx(2 / 3)
    assert found.whole == pytest.approx(1 / 3)
    assert [paper.id_of(claim["id"]) for paper, claim in left] == [visit, meeting]
    assert (total, own) == (3, [])


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([], None),
        ([("accept", "accept")], None),
        ([("accept", "accept"), ("reject", "reject")], 1.0),
        ([("accept", "reject"), ("reject", "accept")], -1.0),
        ([("a", "a"), ("a", "a"), ("a", "b"), ("b", "b")], 0.5),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float | None) -> None:
    assert agreement.kappa(pairs) == (None if expected is None else pytest.approx(expected))
