"""Words -> the pages that hold them, in any of their forms, with the places."""

from argparse import Namespace
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from musnad.archive.choosing import is_of
from musnad.errors import UsageError
from musnad.folding import fold
from musnad.language import make_language
from musnad.language.tokens import raw_tokens
from musnad.lexicon import Lexicon
from musnad.model import Document, Page, Span
from musnad.reader import day_given
from musnad.store import rows, search, tables, words
from musnad.store.search import Phrase, Term
from musnad.store.words import OVERLAP, Forms

_PLACES = 5


@dataclass(frozen=True, slots=True)
class Filters:
    """Which pages are meant: of any of the outlets; days are ISO 8601, and a page may have been published between them."""

    outlet: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    kind: str | None = None
    entity: str | None = None


def filters_of(options: Namespace) -> Filters:
    """The filters of a command.

    Raises:
        UsageError: a day is none.
    """
    since, until = day_given(options.since), day_given(options.until)
    return Filters(tuple(options.outlet or ()), since, until, options.kind, options.entity)


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that was found, its text, and the first places of what was looked for."""

    hash: str
    source: str | None
    outlet: str | None
    published: str | None
    title: str | None
    text: str
    places: tuple[Span, ...]


def terms(lexicon: Lexicon, wanted: Iterable[str], *, exact: bool) -> list[Term]:
    """What is looked for: each string is a word or, if it has several, a phrase.

    A phrase is found as it is written or, unless `exact`, folded, without the clitics of its words, or by their lemmas.

    Raises:
        UsageError: there is no word in one of them, or a phrase is too long.
    """
    stage = make_language(lexicon)
    found: list[Term] = []
    for text in wanted:
        document = stage(Document(Page("search", text, "")))
        forms = words.forms_of(document)
        if not forms.exact:
            raise UsageError(f"{text!r}: there is no word in it to search for")
        if len(forms.exact) > OVERLAP:
            raise UsageError(f"{text!r}: a phrase has {OVERLAP} words at the most")
        whole = tuple(words.token_of(fold(token)) for token in forms.exact)
        phrases = [Phrase("exact", forms.exact)]
        if not exact:
            phrases = [Phrase("base", whole), Phrase("base", forms.base), Phrase("lemma", forms.lemma)]
        found.append(tuple(dict.fromkeys(phrases)))
    return found


def pages(connection: Connection, wanted: Sequence[Term], filters: Filters) -> list[int]:
    """The numbers of the current pages that hold every term: the latest published first, those without a day last."""
    query = select(tables.Page.id).where(tables.Page.current, tables.Page.state == tables.READ)
    for number, term in enumerate(wanted):
        matching = search.matching(connection, term, f"term{number}")
        query = query.where(tables.Page.id.in_(matching))
    for condition in conditions(connection, filters):
        query = query.where(condition)
    order = (tables.Page.first.is_(None), tables.Page.first.desc(), tables.Page.hash, tables.Page.id)
    return list(connection.execute(query.order_by(*order)).scalars().all())


def conditions(connection: Connection, filters: Filters) -> Iterable[Any]:
    """What holds of the pages that are meant, as conditions on `tables.Page`."""
    page = tables.Page
    if filters.outlet:
        yield is_of(connection, filters.outlet)
    if filters.since:
        yield page.last >= filters.since
    if filters.until:
        yield page.first <= filters.until
    if filters.kind:
        yield page.kind == filters.kind
    if filters.entity:
        yield page.id.in_(select(tables.Name.page).where(tables.Name.key == fold(filters.entity)))


def hits(connection: Connection, numbers: Sequence[int], wanted: Sequence[Term]) -> list[Hit]:
    """Pages by their numbers, in this order, each with the first places of the terms."""
    page, record, kept = tables.Page, tables.Record, tables.Words
    columns = (page.id, page.hash, page.source, page.outlet, page.published, page.title)
    query = select(*columns, record.content.label("record"), kept.content.label("words"))
    query = query.join(record, record.page == page.id).join(kept, kept.page == page.id).where(page.id.in_(numbers))
    found = {row.id: _hit(row, wanted) for row in connection.execute(query)}
    return [found[number] for number in numbers]


def _hit(row: Any, wanted: Sequence[Term]) -> Hit:
    text = rows.unpack(row.record)["text"]
    spans = [span for span, kind in raw_tokens(text) if kind != "mark"]
    forms = words.unpack(row.words)
    places: set[Span] = set()
    if len(spans) == len(forms.exact):
        places = {Span(spans[a].start, spans[b - 1].end) for term in wanted for a, b in _found(forms, term)}
    first = tuple(sorted(places)[:_PLACES])
    return Hit(row.hash, row.source, row.outlet, row.published, row.title, text, first)


def _found(forms: Forms, term: Term) -> Iterable[tuple[int, int]]:
    """Where a term stands among the tokens, half open."""
    for form, tokens in term:
        stream: tuple[str, ...] = getattr(forms, form)
        for start, token in enumerate(stream):
            if token == tokens[0] and stream[start : start + len(tokens)] == tokens:
                yield start, start + len(tokens)
