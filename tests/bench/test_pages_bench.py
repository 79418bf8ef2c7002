"""The benchmark of web pages: pages and gold agree, and the measures measure what they say."""

import html
import importlib.util
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pages.ledger import squeezed
from pages.measures import right_fields, score, words
from pages.run import FOLDER, Pages, load_pages, main
from pages.systems import AbsentError, System, available

KEYS = {
    "title",
    "byline",
    "outlet",
    "published",
    "url",
    "body",
    "captions",
    "posts",
    "entries",
    "datelines",
    "furniture",
}


@pytest.fixture(scope="module")
def pages() -> Pages:
    return load_pages()


def gold(**given: Any) -> dict[str, Any]:
    empty: dict[str, Any] = dict.fromkeys(("title", "byline", "outlet", "published", "url"))
    lists: dict[str, Any] = {key: [] for key in ("body", "captions", "datelines", "furniture", "neutral")}
    return {**empty, **lists, **given}


def test_every_page_has_its_gold_and_every_gold_its_page(pages: Pages) -> None:
    assert set(pages) == {path.stem for path in (FOLDER / "gold").glob("*.json")}
    assert set(pages) == {page["name"] for page in json.loads((FOLDER / "pages.json").read_text("utf-8"))}


def test_the_parts_share_no_page_no_article_and_no_kind_of_site(pages: Pages) -> None:
    tuned, held = load_pages("tuned"), load_pages("held")
    assert {**tuned, **held} == pages
    for shared in ("title", "template"):
        assert not {one[shared] for _, one in tuned.values()} & {one[shared] for _, one in held.values()}


@pytest.mark.parametrize("kind", ["teasers", "comments"])
def test_the_parts_share_no_teaser_and_no_comment(kind: str) -> None:
    tuned, held = (
        {text for _, text in json.loads((FOLDER / "furniture" / folder / f"{kind}.json").read_text("utf-8"))}
        for folder in ("", "held")
    )
    assert tuned
    assert held
    assert not tuned & held


def test_every_gold_is_whole(pages: Pages) -> None:
    for name, (_, one) in pages.items():
        assert set(one) >= KEYS, name
        assert min(len(text.split()) for text in one["furniture"]) >= 3, name
        perfect = score(one, "\n".join(one["body"]))
        assert (perfect.f1, perfect.leaked) == (1.0, 0), name


def test_the_page_shows_every_paragraph_of_its_gold(pages: Pages) -> None:
    for name, (raw, one) in pages.items():
        text = squeezed(html.unescape(re.sub(r"<[^<>]*>", "", raw.decode(one["encoding"]))))
        assert [part for part in one["body"] if squeezed(part) not in text] == [], name


@pytest.mark.skipif(importlib.util.find_spec("jinja2") is None, reason="the pages are built with jinja2")
def test_building_gives_the_same_bytes(pages: Pages) -> None:
    from pages.build import articles_by_name, build  # noqa: PLC0415
    from pages.pool import load  # noqa: PLC0415

    sites, articles = load(FOLDER / "sites.json"), articles_by_name()
    for page in load(FOLDER / "pages.json")[::7]:
        assert build(page, sites[page["site"]], articles) == pages[page["name"]]


def test_neutral_words_are_neither_wanted_nor_counted_against() -> None:
    one = score(gold(title="عنوان الخبر", body=["قال الوزير"], captions=["صورة"]), "عنوان الخبر قال الوزير صورة إعلان")
    assert (one.precision, one.recall, one.extra) == (2 / 3, 1.0, words("إعلان"))


def test_a_word_said_twice_is_wanted_twice() -> None:
    assert score(gold(body=["لا ثم لا"]), "لا ثم").recall == 2 / 3


def test_an_empty_body_scores_nothing() -> None:
    assert score(gold(body=["قال الوزير"]), "").f1 == 0.0


def test_vowel_signs_and_invisible_marks_are_no_difference() -> None:
    assert words("مُحمّد\u200f قـــال") == words("محمد قال")


def test_furniture_is_found_whatever_its_white_space() -> None:
    one = score(
        gold(body=["قال"], furniture=["شارك الخبر مع أصدقائك", "تابعونا على غوغل"]), "قال شارك الخبر\n مع\xa0أصدقائك"
    )
    assert (one.leaked, one.watched) == (1, 2)


@pytest.mark.parametrize("found", ["هدى سالم؛ علي حسن", "هدى سالم و علي حسن", "علي حسن; هدى سالم"])
def test_two_writers_may_be_parted_by_any_sign(found: str) -> None:
    assert "byline" in right_fields(gold(byline="هدى سالم وعلي حسن"), {"byline": found})


def test_where_the_gold_has_no_field_nothing_may_be_found() -> None:
    assert "published" in right_fields(gold(), {})
    assert "published" not in right_fields(gold(), {"published": "2024-01-01"})


def test_a_title_may_not_carry_the_outlet() -> None:
    assert "title" not in right_fields(gold(title="خبر"), {"title": "خبر - صحيفة"})


def test_systems_that_cannot_run_are_named_with_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> System:
        raise AbsentError("not installed")

    monkeypatch.setattr("pages.systems.SYSTEMS", {"peer": broken, "own": lambda: System("own", lambda raw: "")})
    systems, absent = available()
    assert [system.name for system in systems] == ["own"]
    assert absent == {"peer": "not installed"}


@pytest.fixture
def one_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "pages.run.available", lambda: ([System("musnad", lambda raw: "نص")], {"peer": "not installed"})
    )


@pytest.mark.usefixtures("one_system")
@pytest.mark.parametrize(("part", "tables"), [("tuned", 1), ("held", 1), ("all", 2)])
def test_each_part_has_its_own_table(part: str, tables: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--part", part, "--passes", "1"]) == 0
    assert capsys.readouterr().out.count("| musnad |") == tables


@pytest.mark.usefixtures("one_system")
def test_no_errors_of_the_held_part_are_written(tmp_path: Path) -> None:
    file = tmp_path / "errors.txt"
    assert main(["--part", "held", "--errors", str(file)]) == 2
    assert not file.exists()
    assert main(["--passes", "1", "--errors", str(file)]) == 0
    named = {line.split("\t")[0] for line in file.read_text("utf-8").splitlines()} - {""}
    assert named == set(load_pages("tuned"))


@pytest.mark.usefixtures("one_system")
def test_errors_of_a_system_that_did_not_run_are_refused(tmp_path: Path) -> None:
    assert main(["--system", "jusText", "--errors", str(tmp_path / "errors.txt")]) == 2


def test_the_pages_stay_small() -> None:
    files: list[Path] = list((FOLDER / "html").iterdir())
    assert sum(path.stat().st_size for path in files) < 4_000_000
