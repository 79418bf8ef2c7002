"""Links in the store: those of the pages that are current, whatever came before, and by whatever way it came."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import func, select

from musnad.archive.doctor import faults
from musnad.archive.linking import Linked, link
from musnad.archive.removing import Reason, withdraw
from musnad.archive.repairing import repair
from musnad.archive.rereading import all_pages, reread
from musnad.reader import Reader
from musnad.store import links
from musnad.store.linked import (
    Copy,
    Event,
    EventBare,
    EventClaim,
    EventRoot,
    LinkedPage,
    LinkState,
    Person,
    PersonEntity,
)
from musnad.store.store import Store
from musnad.store.tables import Claim, Entity, Page

from .conftest import Add, contents

STORY = {
    "a": ("وكالة نسيم", "2023-05-10", "وزير الري سامر الحمداني يزور بلدة عين الزهر\n\nقال الناطق باسم الوزارة نادر الصايغ إن وزير الري سامر الحمداني زار بلدة عين الزهر اليوم الأربعاء والتقى رئيس البلدية فادي المعلوف."),
    "b": ("صحيفة الضحى", "2023-05-11", "الحمداني في عين الزهر\n\nقال الناطق باسم الوزارة نادر الصايغ إن وزير الري سامر الحمداني زار بلدة عين الزهر أمس الأربعاء والتقى رئيس البلدية فادي المعلوف."),
    "c": ("موقع المدار", "2023-05-11", "لقاء في عين الزهر\n\nقال رئيس البلدية فادي المعلوف إن وزير الري سامر الحمداني زار عين الزهر الأربعاء والتقاه في دار البلدية."),
    "d": ("صحيفة الضحى", "2023-08-02", "مقتل ثلاثة جنود في هجوم على حاجز الرميلة\n\nقتل ثلاثة جنود في هجوم شنه مسلحون على حاجز الرميلة اليوم الأربعاء، بحسب قيادة الجيش."),
}  # fmt: skip
Tell = Callable[..., Linked]


@pytest.fixture
def tell(reader: Reader, add: Add, tmp_path: Path) -> Tell:
    """Adds pages of the story, in the given order and words, and links them."""

    def telling(store: Store, *names: str, **words: str) -> Linked:
        for name in names:
            outlet, day, text = STORY[name]
            record = {"id": name, "text": words.get(name, text), "outlet": outlet, "published": day}
            path = tmp_path / "story.jsonl"
            path.write_text(json.dumps(record), encoding="utf-8")
            add(store, path)
        return link(store, reader.lexicon)

    return telling


def linked_lines(store: Store) -> list[str]:
    return [line for line in contents(store) if json.loads(line)["is"] not in {"page", "search", "container"}]


def hold(store: Store) -> None:
    """Every claim of a current page is in one event, every named entity means one person, and nothing is left over."""
    with store.reading() as connection:
        assert not links.are_behind(connection)
        current = select(Page.id).where(Page.current)
        claims = connection.execute(select(Claim.page, Claim.id).where(Claim.page.in_(current))).all()
        assert sorted(claims) == sorted(connection.execute(select(EventClaim.page, EventClaim.claim)).all())
        named = select(Entity.page, Entity.id).where(Entity.page.in_(current), Entity.named)
        means = connection.execute(select(PersonEntity.page, PersonEntity.entity)).all()
        assert sorted(connection.execute(named).all()) == sorted(means)
        events = set(connection.execute(select(Event.id)).scalars())
        for model in (EventClaim, EventRoot, EventBare):
            assert set(connection.execute(select(model.event)).scalars()) <= events
        assert set(connection.execute(select(PersonEntity.person)).scalars()) == set(
            connection.execute(select(Person.id)).scalars()
        )


def test_pages_that_tell_one_visit_are_one_event(store: Store, tell: Tell) -> None:
    found = tell(store, "a", "b", "c", "d")
    hold(store)
    assert (found.pages, found.copies) == (4, 1)
    with store.reading() as connection:
        visit = connection.execute(select(*Event.__table__.c).where(Event.type == "CONSULT", Event.pages == 3)).first()
        assert visit
        assert (visit.first, visit.last, visit.place, visit.roots) == ("2023-05-10", "2023-05-10", "عين الزهر", 2)
        names = dict(connection.execute(select(LinkedPage.page, LinkedPage.name)).all())
        copy = connection.execute(select(Copy.page, Copy.source)).one()
        assert {copy.page, copy.source} <= names.keys()
        assert visit.id.split("-")[0] in names.values()


def test_linking_page_by_page_or_at_once_in_any_order_is_the_same(
    make_store: Callable[[str | None], Store], database: str | None, tell: Tell, reader: Reader
) -> None:
    one, other = make_store(database), make_store(None)
    tell(one, "a", "b", "c", "d")
    for name in "dbca":
        tell(other, name)
    assert linked_lines(one) == linked_lines(other)
    link(other, reader.lexicon, anew=True)
    assert linked_lines(one) == linked_lines(other)


def test_pages_that_leave_or_change_leave_nothing_behind(
    store: Store, tell: Tell, make_store: Callable[[None], Store], reader: Reader
) -> None:
    tell(store, "a", "b")
    tell(store, "b", "d", b=STORY["b"][2].replace("الأربعاء", "الثلاثاء"))
    hold(store)
    with store.reading() as connection:
        page = connection.execute(select(Page.hash).where(Page.outlet == "وكالة نسيم")).scalar_one()
    withdraw(store, page, Reason("طلب"))
    hold(store)
    with store.reading() as connection:
        kept = select(func.count()).select_from(LinkState).where(LinkState.key.contains(page[:12]))
        assert connection.execute(kept).scalar() == 0
    link(store, reader.lexicon)
    hold(store)
    fresh = make_store(None)
    tell(fresh, "b", "d", b=STORY["b"][2].replace("الأربعاء", "الثلاثاء"))
    assert [line for line in linked_lines(store) if "removals" not in line] == linked_lines(fresh)


def test_pages_read_again_are_linked_again(store: Store, tell: Tell, reader: Reader) -> None:
    tell(store, "a", "c")
    before = linked_lines(store)
    with store.reading() as connection:
        pages = all_pages(connection)
    reread(store, reader, pages)
    with store.reading() as connection:
        assert links.are_behind(connection)
    link(store, reader.lexicon)
    hold(store)
    assert linked_lines(store) == before


@pytest.mark.parametrize(
    ("statement", "thorough"),
    [
        ("DELETE FROM event_claims WHERE claim = 'c1'", False),
        ("DELETE FROM events", False),
        ("UPDATE person_entities SET person = 'nobody'", False),
        ("UPDATE events SET roots = roots + 1", True),
        ("DELETE FROM copies", True),
    ],
)
def test_the_doctor_sees_links_that_are_wrong(
    store: Store, tell: Tell, reader: Reader, statement: str, *, thorough: bool
) -> None:
    tell(store, "a", "b", "c", "d")
    assert list(faults(store, reader.lexicon)) == []
    with store.writing() as writer:
        writer.connection.exec_driver_sql(statement)
    found = list(faults(store, reader.lexicon if thorough else None))
    assert {fault.part for fault in found} == {"links"}
    assert list(repair(store, reader, found))
    assert list(faults(store, reader.lexicon)) == []


def test_linking_that_is_broken_off_leaves_the_old_links(store: Store, tell: Tell, reader: Reader, add: Add) -> None:
    tell(store, "a", "c")
    before = linked_lines(store)
    add(store, "pages")

    def stop(pages: int) -> None:
        if pages > 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        link(store, reader.lexicon, stop)
    assert linked_lines(store) == before


def test_the_same_bytes_of_two_outlets_are_two_pages(store: Store, add: Add, reader: Reader, inputs: Path) -> None:
    (inputs / "twin.txt").write_bytes((inputs / "pages" / "0.txt").read_bytes())
    add(store, "pages/0.txt", outlet="صحيفة الضحى")
    add(store, "twin.txt", outlet="موقع المدار")
    assert link(store, reader.lexicon).pages == 2
    hold(store)
