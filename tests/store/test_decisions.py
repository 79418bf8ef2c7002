"""Decisions: a log that only grows."""

import pytest

from musnad.errors import NotFoundError, UsageError
from musnad.store.decisions import Judgement, decide, standing, withdraw
from musnad.store.journal import Entry
from musnad.store.store import Store

HASH = "ab" * 32


def test_a_decision_stands_until_it_is_taken_back(store: Store) -> None:
    with store.writing() as writer:
        first = decide(writer, Judgement("merge", "entity", "م.", "الاسم نفسه", before=[1, 2], after={"name": "خليل"}))
        second = decide(writer, Judgement("reject", "claim", "س.", "خطأ", HASH, 10, 14))
    with store.writing() as writer:
        back = withdraw(writer, first, "س.", "ليس هو")
    with store.reading() as connection:
        (left,) = standing(connection)
    assert (left.id, left.hash, left.start, left.end, left.who) == (second, HASH, 10, 14, "س.")
    assert [first, second, back] == [1, 2, 3]
    lines = [line for line in store.journal.entries() if isinstance(line, Entry)]
    logged = [row for line in lines for row in line.facts["decisions"]]
    assert [(row["id"], row["withdraws"]) for row in logged] == [(1, None), (2, None), (3, 1)]
    assert logged[0]["after"] == '{"name": "خليل"}'


@pytest.mark.parametrize(("number", "error"), [(1, UsageError), (2, NotFoundError), (9, NotFoundError)])
def test_what_cannot_be_taken_back(store: Store, number: int, error: type[Exception]) -> None:
    with store.writing() as writer:
        decide(writer, Judgement("accept", "claim", "م.", "صحيح"))
        withdraw(writer, 1, "م.", "بل لا")
    with pytest.raises(error), store.writing() as writer:
        withdraw(writer, number, "م.", "مرة أخرى")
    assert store.journal.last() == 1
