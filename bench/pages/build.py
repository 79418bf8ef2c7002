"""Writes html/ and gold/ from templates, articles and furniture: the same bytes each time."""

import importlib
import json
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parent))

from pages.assets import hashed, stylesheet  # noqa: E402
from pages.dates import visible  # noqa: E402
from pages.ledger import Ledger, squeezed  # noqa: E402
from pages.pool import Pool, cut, load, number, part_of  # noqa: E402

KNOWN = ("p", "h", "ul", "quote", "pull", "figure", "post", "entry")
FEWEST_WORDS = 100


def main() -> int:
    """Writes every page of pages.json; pages that are no longer listed are removed."""
    sites, articles = load(FOLDER / "sites.json"), articles_by_name()
    wanted = set()
    for page in load(FOLDER / "pages.json"):
        raw, gold = build(page, sites[page["site"]], articles)
        wanted |= {f"{page['name']}.html", f"{page['name']}.json"}
        (FOLDER / "html" / f"{page['name']}.html").write_bytes(raw)
        text = json.dumps(gold, ensure_ascii=False, indent=1) + "\n"
        (FOLDER / "gold" / f"{page['name']}.json").write_text(text, encoding="utf-8")
    for stale in [path for folder in ("html", "gold") for path in (FOLDER / folder).iterdir()]:
        if stale.name not in wanted:
            stale.unlink()
    return 0


def articles_by_name() -> dict[str, Any]:
    """Every article; an unknown kind of block is an error here rather than a hole in a page."""
    articles = {path.stem: load(path) for path in sorted((FOLDER / "articles").glob("*.json"))}
    for name, article in articles.items():
        kinds = {kind for block in article["blocks"] for kind in block}
        if kinds - set(KNOWN):
            raise ValueError(f"{name}: unknown blocks {kinds - set(KNOWN)}")
    return articles


def build(page: dict[str, Any], site: dict[str, Any], articles: dict[str, Any]) -> tuple[bytes, dict[str, Any]]:
    """The bytes of one page, and its gold."""
    article = articles[page["article"]]
    if part_of(article) != part_of(page):
        raise ValueError(f"{page['name']}: an article of the {part_of(article)} part")
    site = {**site, **page.get("override", {})}
    ledger = Ledger(site.get("entities", []))
    published = page.get("date", article["date"])
    context = _context(page, site, article, published)
    context |= ledger.functions()
    context["pool"] = Pool(page["name"], page["article"], articles)
    text = _environment().get_template(site["template"] + ".html").render(context)
    gold = ledger.finished()
    gold["published"] = None if page.get("undated") else published
    # An aggregator's page names the outlet that it took the article from; its own name is right as well.
    gold["outlet"] = page.get("source", site["name"])
    gold["outlet_also"] = [*site.get("also", []), *([site["name"]] if "source" in page else [])]
    gold["template"] = site["template"]
    gold["encoding"] = site.get("encoding", "utf-8")
    _check(page["name"], gold)
    return _encoded(text, site), gold


def _context(page: dict[str, Any], site: dict[str, Any], article: dict[str, Any], published: str) -> dict[str, Any]:
    key = number(page["name"])
    year, month, day = published.split("-")
    numbers = {"id": 20000 + key % 700000, "slug": page["article"], "y": year, "m": month, "d": day}
    given = page.get("dates", {})
    stamp = {name: given.get(name, published) for name in ("visible", "og", "jsonld", "modified", "time")}
    return {
        "page": page, "site": site, "article": article, "blocks": article["blocks"], "published": published,
        "url": f"https://{site['domain']}" + site["url"].format(**numbers), "number": numbers["id"], "stamp": stamp,
        "date_line": visible(stamp["visible"], site["date_style"]), "visible": visible, "cut": cut,
        "cls": lambda name: hashed(name, site["domain"]), "css": stylesheet, "rand": number,
    }  # fmt: skip


def _environment() -> Any:
    # Jinja2 is wanted only to build; whoever runs the benchmark does without it.
    jinja2 = importlib.import_module("jinja2")
    loader = jinja2.FileSystemLoader(FOLDER / "templates")
    return jinja2.Environment(loader=loader, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined)


def _check(name: str, gold: dict[str, Any]) -> None:
    body = squeezed(" ".join(gold["body"]))
    if not gold["title"] or len(body.split()) < FEWEST_WORDS:
        raise ValueError(f"{name}: no title, or too little body")
    allowed = squeezed(" ".join([body, gold["title"], *gold["captions"], *gold["neutral"]]))
    inside = [text for text in gold["furniture"] if squeezed(text) in allowed]
    if inside:
        raise ValueError(f"{name}: furniture that stands in the article as well: {inside}")


def _encoded(text: str, settings: dict[str, Any]) -> bytes:
    if settings.get("crlf"):
        text = text.replace("\n", "\r\n")
    text = "\ufeff" + text if settings.get("bom") else text
    # Signs outside an old code page become numeric references, as old content systems send them.
    return text.encode(settings.get("encoding", "utf-8"), errors="xmlcharrefreplace")


if __name__ == "__main__":
    sys.exit(main())
