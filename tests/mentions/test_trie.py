"""Phrases found by their words."""

import pickle

import pytest

from musnad.mentions.trie import Trie


def _trie() -> Trie[str]:
    trie: Trie[str] = Trie(frozenset({"عبد"}))
    for phrase in ("وادي النخيل", "وادي", "وادي النخيل الغربي", "عبد الباري", ""):
        trie.add(phrase, phrase)
    return trie


@pytest.mark.parametrize(
    ("text", "start", "limit", "expected"),
    [
        ("وادي النخيل الشرقي", 0, 3, (2, "وادي النخيل")),
        ("في وادي النخيل الغربي", 1, 4, (4, "وادي النخيل الغربي")),
        ("في وادي النخيل الغربي", 1, 2, (2, "وادي")),
        ("عبدالباري", 0, 1, (1, "عبد الباري")),
        ("عبد القادر", 0, 2, None),
        ("النخيل", 0, 1, None),
    ],
    ids=["the longest", "longer still", "no further than allowed", "joined", "begun only", "not from its middle"],
)
def test_longest(text: str, start: int, limit: int, expected: tuple[int, str] | None) -> None:
    forms = text.split()
    for trie in (_trie(), pickle.loads(pickle.dumps(_trie()))):
        assert trie.longest(forms[start], forms, start, limit) == expected


def test_what_is_added_after_a_question_is_found() -> None:
    trie = _trie()
    assert trie.longest("وادي", ["وادي", "الرمل"], 0, 2) == (1, "وادي")
    trie.add("وادي الرمل", "added")
    assert trie.longest("وادي", ["وادي", "الرمل"], 0, 2) == (2, "added")


def test_the_first_under_a_phrase_stays() -> None:
    trie = _trie()
    trie.add("وادي", "later")
    assert trie.longest("وادي", ["وادي"], 0, 1) == (1, "وادي")
    assert not trie.begins("")
