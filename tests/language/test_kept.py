"""Answers that are kept, and forgotten before they become too many."""

import pickle

from musnad.language.kept import Kept


def test_an_answer_is_made_once() -> None:
    asked: list[str] = []

    def answer(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = Kept(answer)
    assert [kept["وفد"], kept["وفد"], kept["زار"]] == [3, 3, 3]
    assert asked == ["وفد", "زار"]


def test_never_more_than_the_most_are_kept() -> None:
    kept = Kept(str, most=10)
    assert [kept[n] for n in range(95)] == [str(n) for n in range(95)]
    assert len(kept) <= 10


def test_it_pickles_without_its_answers() -> None:
    kept = Kept(str.upper, most=3)
    assert kept["mtv"] == "MTV"
    again = pickle.loads(pickle.dumps(kept))
    assert len(again) == 0
    assert again["mtv"] == "MTV"
