"""The search index finds the same on both databases, whatever the tokens are."""

import random
from collections.abc import Iterable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text

from musnad.model import Span, Token
from musnad.store import search
from musnad.store.search import Phrase
from musnad.store.store import Store
from musnad.store.tables import Batch, Page, Words, table
from musnad.store.words import Forms, forms_of_word, lines, pack, token_of

ODD = (
    "it's",
    "a\\b",
    '"x"',
    "U.S.",
    "12.5%",
    "-",
    "'",
    "\\",
    "a b",
    "é",
    "ﷺ",
    "𝔘",
    "😀",
    "ـ",
    "A" * 300,
    "\0",
    "(",
    ":*",
    "AND",
    "NEAR",
)


def same(tokens: Iterable[str]) -> Forms:
    forms = tuple(map(token_of, tokens))
    return Forms(forms, forms, forms)


def fill(store: Store, pages: dict[int, Forms]) -> None:
    with store.writing() as writer:
        number = writer.number
        empty = {"key": "", "version": 1, "current": True, "state": "read", "kind": "text", "way": "{}", "hash": "x"}
        rows = [empty | {"id": page, "key": str(page), "batch": number} for page in pages]
        writer.connection.execute(insert(table(Page)), rows)
        words = [{"page": page, "content": pack(forms)} for page, forms in pages.items()]
        writer.connection.execute(insert(table(Words)), words)
        search.add(writer.connection, [(page, lines(forms)) for page, forms in pages.items()])


def found(store: Store, *tokens: str, form: str = "base") -> set[int]:
    with store.reading() as connection:
        term = [Phrase(form, tuple(map(token_of, tokens)))]
        return set(connection.execute(search.matching(connection, term, "t")).scalars())


def sound(store: Store, pages: dict[int, Forms]) -> None:
    wanted = {number: total for page, forms in pages.items() for number, total in search.wanted(page, forms).items()}
    with store.reading() as connection:
        there = search.found(connection)
    assert {k: v for k, v in there.items() if v} == {k: v for k, v in wanted.items() if v}


@pytest.mark.parametrize("token", ODD)
def test_any_token_is_found_as_itself(store: Store, token: str) -> None:
    pages = {1: same(["قبل", token, "بعد"]), 2: same(["قبل", "بعد"])}
    fill(store, pages)
    assert found(store, token) == {1}
    assert found(store, "قبل", token, "بعد") == {1}
    assert found(store, "قبل", "بعد") == {2}
    sound(store, pages)


def test_phrases_are_found_across_the_rows_of_a_long_page(store: Store) -> None:
    chance = random.Random(3)
    tokens = [f"كلمة{chance.randrange(3000)}" for _ in range(20_000)]
    pages = {5: same(tokens), 6: same(["في"] * 2000 + ["بيت"])}
    fill(store, pages)
    for start in (0, 3960, 3990, 3999, 4000, 19_970):
        assert found(store, *tokens[start : start + 30]) == {5}
    assert found(store, "في", "في", "بيت") == {6}
    assert found(store, "بيت", "في") == set()
    sound(store, pages)


def test_forms_are_kept_apart(store: Store) -> None:
    fill(store, {1: Forms(("وللكتاب",), ("الكتاب",), ("كتاب",))})
    assert [
        found(store, word, form=form) for word, form in (("وللكتاب", "exact"), ("الكتاب", "base"), ("كتاب", "lemma"))
    ] == [{1}] * 3
    assert found(store, "كتاب", form="exact") == found(store, "وللكتاب", form="lemma") == set()


def test_pages_are_taken_out_and_the_index_made_again(store: Store) -> None:
    pages = {n: same(["مشترك", f"خاص{n}"]) for n in range(1, 6)}
    fill(store, pages)
    with store.writing() as writer:
        search.forget(writer.connection, 3)
        search.squeeze(writer.connection)
    assert found(store, "مشترك") == {1, 2, 4, 5}
    with store.writing() as writer:
        assert search.rebuild(writer.connection) == 5
    assert found(store, "مشترك") == {1, 2, 3, 4, 5}
    sound(store, pages)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_any_words_make_sound_rows(store: Store, tokens: list[str]) -> None:
    forms = same(tokens)
    assert all(token and not any(char.isspace() for char in token) for token in forms.exact)
    with store.writing() as writer:
        writer.connection.execute(text("DELETE FROM words"))
        writer.connection.execute(text("DELETE FROM pages"))
        writer.connection.execute(table(Batch).delete())
        search.rebuild(writer.connection)
    fill(store, {1: forms})
    sound(store, {1: forms})
    assert found(store, *tokens) == {1}


def test_a_word_stands_in_three_forms() -> None:
    token = Token(Span(0, 8), "word", "وللمدرسه", "المدرسه", Span(1, 8))
    assert forms_of_word("وللمَدرسة", token, None) == ("وللمدرسة", "المدرسه", "المدرسه")
