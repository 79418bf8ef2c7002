"""A page with menus, shares, teasers and comment forms around it reads like the bare page."""

import json
from collections.abc import Callable
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pytest

from musnad.exports.record import Record, to_record
from musnad.model import Page
from musnad.pages import Opener, Part, page_from_text
from musnad.pipeline import Pipeline

ROOT = Path(__file__).parents[2]
FURNITURE = ROOT / "bench" / "pages" / "furniture"
PAGES = ROOT / "bench" / "samples"
SEEDS = sorted((ROOT.parent / "shared" / "eval" / "dev").glob("seed-*.txt"))
NAMES = ["jordan-denial", "sudan-aid", "wire-sanctions", "yemen-prisoners"]
Claims = list[tuple[str, str, str, list[str]]]


def told(record: Record) -> Claims:
    """What a record claims, without its places."""
    return [
        (
            c["trigger"],
            c["type"],
            c["status"],
            [link["source"]["text"] if link["source"] else "" for link in c["chain"]],
        )
        for c in record["claims"]
    ]


def bare(name: str) -> str:
    """A sample page's article alone: its title and its paragraphs of prose."""
    lines = [line.strip() for line in (PAGES / f"{name}.txt").read_text(encoding="utf-8").splitlines()]
    return "\n".join([next(filter(None, lines)), *(line for line in lines if len(line) > 140)])


def named(record: Record) -> list[str]:
    """What is mentioned in the body: a section's line that is given as the heading is a title only in HTML."""
    body = [(zone["start"], zone["end"]) for zone in record["zones"] if zone["kind"] == "body"]
    return [m["text"] for m in record["mentions"] if any(start <= m["start"] < end for start, end in body)]


def html(text: str, before: str, after: str) -> bytes:
    title, *rest = text.splitlines()
    article = f"<h1>{escape(title)}</h1>" + "".join(f"<p>{escape(line)}</p>" for line in rest)
    return f"<html><head><title>{escape(title)}</title></head><body>{before}{article}{after}</body></html>".encode()


def wrapped(text: str) -> bytes:
    """The article between menus, shares, teasers with sentences of their own, and comments, without a telling class."""
    known: dict[str, Any] = {
        path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FURNITURE.glob("*.json")
    }
    menu = "".join(f"<li><a href='/{n}'>{name}</a></li>" for n, name in enumerate(known["menus"]["sections"]))
    share = "".join(f"<a href='#'>{escape(label)}</a> " for label in known["notices"]["share"])
    teasers = "".join(f"<p><a href='/t'>{escape(t)}</a></p><p>{escape(s)}</p>" for t, s in known["teasers"][:6])
    comments = "".join(f"<div><b>{escape(n)}</b><p>{escape(s)}</p></div>" for n, s in known["comments"][:3])
    after = f"<div>{share}</div><h3>مواضيع ذات صلة</h3>{teasers}<h3>التعليقات</h3>{comments}"
    return html(text, f"<div><ul>{menu}</ul></div>", after)


def between_seeds(text: str) -> bytes:
    """The article between the short lines that stand over and under the founding pages, links as on their sites."""
    shorts = [
        [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if 0 < len(line.strip()) < 60]
        for path in SEEDS
    ]
    over = "".join(f"<div><a href='/'>{escape(line)}</a></div>" for lines in shorts for line in lines[:4])
    under = "".join(f"<div><a href='/'>{escape(line)}</a></div>" for lines in shorts for line in lines[-8:])
    return html(text, over, under)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    "wrap",
    [wrapped, pytest.param(between_seeds, marks=pytest.mark.skipif(not SEEDS, reason="no evaluation folder here"))],
)
def test_furniture_changes_nothing(pipeline: Pipeline, opener: Opener, name: str, wrap: Callable[[str], bytes]) -> None:
    text = bare(name)
    alone = to_record(pipeline(page_from_text(text, published="2024-05-15")))
    (page,) = opener(Part(f"{name}.html", wrap(text), "html"))
    assert isinstance(page, Page)
    around = to_record(pipeline(replace(page, published="2024-05-15")))
    assert told(around) == told(alone)
    assert len(told(alone)) > 5
    assert named(around) == named(alone)
    assert len(named(alone)) > 5
