"""The project's gold: whole, sound, split as its manifest says; and how the agreement of two annotators is worked out."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

import gold_pages
from agreement import agreement
from gold_pages import AGREEMENT, DEVELOP, FROZEN, GOLD, entries, texts
from musnad.annotation import load, read

FROM_CORPUS = {entry["id"] for entry in entries() if entry["source"] == "ant"}


@pytest.mark.parametrize("part", [DEVELOP, FROZEN])
def test_the_folders_hold_what_the_manifest_says(part: str) -> None:
    wanted = {
        f"{entry['id']}{ending}"
        for entry in entries()
        if entry["part"] == part
        for ending in (".yaml", ".more.yaml", *([".txt"] if entry["source"] == "invented" else []))
    }
    assert {path.name for path in (GOLD / part).iterdir()} == wanted


def test_the_manifest_counts_every_page() -> None:
    assert Counter((entry["source"], entry["part"]) for entry in entries()) == {
        ("ant", DEVELOP): 96,
        ("ant", FROZEN): 84,
        ("invented", DEVELOP): 73,
        ("invented", FROZEN): 65,
    }
    assert len({entry["id"] for entry in entries()}) == 318


@pytest.mark.parametrize("part", [DEVELOP, FROZEN])
def test_the_gold_is_without_fault(part: str) -> None:
    loaded = read(GOLD / part, texts())
    assert len(loaded.faults) == 0, "see `musnad annotate check`"
    assert all(page.further for page in loaded.pages)
    assert set(loaded.unread) == (set() if texts() else {e["id"] for e in entries() if e["part"] == part} & FROM_CORPUS)


def test_without_the_corpus_the_invented_pages_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gold_pages, "CORPUS", Path("nowhere"))
    texts.cache_clear()
    pages = gold_pages.pages(DEVELOP)
    texts.cache_clear()
    assert len(pages) == 73
    assert not {page.id for page in pages} & FROM_CORPUS


@pytest.mark.skipif(not texts(), reason="the corpus is not beside this checkout")
def test_the_texts_of_the_corpus_are_those_annotated() -> None:
    hashes = {entry["id"]: entry["sha256"] for entry in entries() if entry["source"] == "ant"}
    assert {name: sha256(text.encode()).hexdigest() for name, text in texts().items()} == hashes


def test_two_like_annotations_agree() -> None:
    pages = load(GOLD / DEVELOP)
    result = agreement([(page, page) for page in pages])
    assert {measure for measure, figure in result["figures"].items() if figure != 1} == {"wrong source"}
    assert result["asked"]["events f1"] == sum(not e.optional for page in pages for e in page.events)


def test_the_agreement_that_the_gate_prints_is_on_record() -> None:
    assert set(json.loads(AGREEMENT.read_text(encoding="utf-8"))) == {"figures", "asked"}
