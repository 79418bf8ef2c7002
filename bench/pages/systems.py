"""The readers that are compared, each behind the same two functions: the body alone, and the body with metadata."""

import importlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Fields = Mapping[str, str | None]


class AbsentError(Exception):
    """A system that cannot run here, and why."""


@dataclass(frozen=True)
class System:
    """One reader: `full` is None where it reads no metadata; `reset` empties what it remembers between passes."""

    name: str
    body: Callable[[bytes], str]
    full: Callable[[bytes], Fields] | None = None
    reset: Callable[[], None] = lambda: None


def _module(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise AbsentError(f"not installed ({error})") from error


def musnad() -> System:
    """Musnad's own reader of pages: zones for the body; for the metadata also words, names and times, as dates are words."""
    lexicon = _module("musnad.lexicon").load()
    pages, records = _module("musnad.pages"), _module("musnad.exports.record")
    document, opener = _module("musnad.model").Document, pages.Opener(lexicon)
    zones, *stages = _module("musnad.pipeline").Pipeline(lexicon, "bench").stages[:4]

    def read(raw: bytes) -> Any:
        return zones(document(next(opener(pages.Part("page.html", raw, "html")))))

    def body(found: Any) -> str:
        return "\n".join(found.quote(zone.span) for zone in found.zones if zone.kind == "body")

    def full(raw: bytes) -> Fields:
        found = read(raw)
        fields = {"body": body(found)}
        for stage in stages:
            found = stage(found)
        header = records.header(found)
        return fields | {key: header[key] for key in ("title", "byline", "outlet", "published", "url")}

    return System("musnad", lambda raw: body(read(raw)), full)


def trafilatura(mode: str) -> System:
    """Trafilatura with bytes, so that its own charset detection is at work; comments are off, as they are no body."""
    module, meta = _module("trafilatura"), _module("trafilatura.meta")
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    options: dict[str, bool] = {mode: True} if mode else {}
    options["include_comments"] = False

    def body(raw: bytes) -> str:
        return str(module.extract(raw, **options) or "")

    def full(raw: bytes) -> Fields:
        document = module.bare_extraction(raw, with_metadata=True, **options)
        if document is None:
            return {"body": ""}
        return {
            "body": document.text, "title": document.title, "byline": document.author, "outlet": document.sitename,
            "published": document.date, "url": document.url,
        }  # fmt: skip

    name = f"trafilatura ({mode.removeprefix('favor_')})" if mode else "trafilatura"
    return System(name, body, full, meta.reset_caches)


def resiliparse() -> System:
    """Resiliparse with its main-content heuristics, on text decoded by its own detection.

    Its detection from the bytes alone is used, its default: with the declarations believed, it does worse here.
    """
    extract, encoding = _module("resiliparse.extract.html2text"), _module("resiliparse.parse.encoding")

    def body(raw: bytes) -> str:
        text = encoding.bytes_to_str(raw, encoding.detect_encoding(raw))
        return str(extract.extract_plain_text(text, main_content=True))

    return System("resiliparse", body)


def justext() -> System:
    """JusText with its Arabic stop words, on bytes."""
    module = _module("justext")
    stop_words = module.get_stoplist("Arabic")

    def body(raw: bytes) -> str:
        return "\n".join(part.text for part in module.justext(raw, stop_words) if not part.is_boilerplate)

    return System("jusText", body)


SYSTEMS: dict[str, Callable[[], System]] = {
    "musnad": musnad,
    "trafilatura": lambda: trafilatura(""),
    "trafilatura (precision)": lambda: trafilatura("favor_precision"),
    "trafilatura (recall)": lambda: trafilatura("favor_recall"),
    "trafilatura (fast)": lambda: trafilatura("fast"),
    "resiliparse": resiliparse,
    "jusText": justext,
}


def available() -> tuple[list[System], dict[str, str]]:
    """The systems that can run here, and the reasons why others cannot."""
    systems, absent = [], {}
    for name, make in SYSTEMS.items():
        try:
            systems.append(make())
        except AbsentError as error:
            absent[name] = str(error)
    return systems, absent
