"""Pages that come and go, one by one and in any order, leave what linking those that remain from the beginning gives."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine

from musnad.lexicon import Lexicon
from musnad.linking import blocks, entities, linker
from musnad.linking.decided import DecidedClaims
from musnad.linking.events import copies, events
from musnad.linking.features import Weights
from musnad.linking.gathering import gathered
from musnad.linking.linker import Linker
from musnad.linking.reports import Report, report
from musnad.linking.state import Memory, State
from musnad.linking.threads import Threads
from musnad.linking.words import Vocabulary
from musnad.store import shelves
from musnad.store.linked import LinkState
from musnad.store.shelves import Shelves
from musnad.store.tables import table
from stories.gold import documents

MakeState = Callable[[], State]


@pytest.fixture(scope="module")
def pages(lexicon: Lexicon) -> list[Report]:
    vocabulary = Vocabulary(lexicon)
    return [report(found.to_record(), vocabulary) for found in documents("develop", given=False)[:40]]


def links(of: Linker) -> dict[str, Any]:
    """All that linking gives."""
    return {
        "events": events(of),
        "threads": Threads(of).found(),
        "copies": copies(of),
        "people": of.entities.all(),
        "deeds": {key: dict(of.deeds(key)) for group in of.groups() for key in group},
    }


def test_no_pair_is_passed_over_that_is_one(lexicon: Lexicon, pages: Sequence[Report]) -> None:
    weights = Weights(lexicon)
    events_of = {page.id: gathered(page, weights, DecidedClaims()) for page in pages}
    people = {page.id: page.people for page in pages}
    every = [event for page in pages for event in events_of[page.id]]
    pairs = [(a, b) for n, a in enumerate(every) for b in every[n + 1 :] if a.type == b.type and a.key[0] != b.key[0]]
    passed = 0
    for a, b in pairs:
        figures = weights.hopeful(a.outline, b.outline)
        figures = weights.whole(a, b, people, figures) if figures else None
        score = weights.across(a, b, people)
        passed += figures is None
        assert (score <= 0) if figures is None else weights.score("pages", figures) == score
    assert 0 < passed < len(pairs)


def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> MakeState:
    """Makes states in a database that keep next to nothing at hand."""
    monkeypatch.setattr(shelves, "MOST_BYTES", 1000)
    numbers = iter(range(9))

    def make() -> State:
        connection = create_engine(f"sqlite:///{tmp_path}/{next(numbers)}.db").connect()
        table(LinkState).create(connection)
        return Shelves(connection)

    return make


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("small", [False, True])
@pytest.mark.parametrize("where", ["memory", "store"])
def test_what_came_and_went_changes_nothing(  # noqa: PLR0917
    lexicon: Lexicon,
    pages: Sequence[Report],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    seed: int,
    small: bool,
    where: str,
) -> None:
    if small:
        monkeypatch.setattr(blocks, "REACH", 2)
        monkeypatch.setattr(blocks, "CHUNK", 2)
        monkeypatch.setattr(linker, "MOST", 4)
        monkeypatch.setattr(entities, "MOST", 3)
        monkeypatch.setattr(entities, "ANYONE", 3)
    chance = random.Random(seed)
    state = Memory() if where == "memory" else kept(monkeypatch, tmp_path)()
    changing, stay = Linker(lexicon, state=state), set[str]()
    for page in chance.sample(list(pages), len(pages)):
        changing.add(page)
        stay.add(page.id)
        if chance.random() < 0.3:
            gone = chance.choice(sorted(stay))
            changing.remove(gone)
            stay.remove(gone)
        if chance.random() < 0.5:
            changing.entities.changed()
        if isinstance(state, Shelves):
            state.flush()
    fresh = Linker(lexicon)
    for page in pages:
        if page.id in stay:
            fresh.add(page)
    assert links(changing) == links(fresh)
