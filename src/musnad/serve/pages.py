"""Pages: found by words and filters, to be read with all layers, their versions, and which repeat others."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import PlainTextResponse
from pydantic import Field
from sqlalchemy import Connection, func, select

from musnad.archive import choosing, finding
from musnad.archive import pages as known
from musnad.archive.choosing import Wanted
from musnad.archive.papers import Paper
from musnad.archive.versions import versions
from musnad.errors import NotFoundError
from musnad.model import Span
from musnad.serve import paper as shape
from musnad.serve import shapes
from musnad.serve.asked import Filters, PageName, Part, Words
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.phrases import phrases
from musnad.serve.problems import responses
from musnad.serve.rulings import Rulings
from musnad.serve.utf16 import Utf16
from musnad.store import linked, tables
from musnad.store.search import Term
from musnad.store.tables import Page

_NAME = 12


class PageWords(Filters):
    """Which pages: those that hold the words, and a claim that fits; days are those of publication here.

    `exact` finds words only as they are written. `kind` is that of the input: `text`, `html` and so on.
    """

    q: Words | None = Field(None, description="words; several in quotation marks are a phrase")
    exact: bool = False
    kind: Words | None = None

    @property
    def of_claims(self) -> Wanted:
        """What is asked of the pages' claims alone."""
        return replace(self.wanted, since=None, until=None, outlet=())


class PageQuery(PageWords, Part):
    """Which part of which pages."""


def routes(desk: Desk) -> APIRouter:
    """The routes about pages."""
    router = APIRouter(tags=["pages"])

    @router.get("/pages", response_model=shapes.Listing[shapes.PageItem], responses=responses(400, 422))
    def pages(asked: Annotated[PageQuery, Query()]) -> Any:
        """Pages that hold the words and a claim that fits, the last published first."""
        with desk.view() as view:
            numbers, wanted = found_pages(view, asked)
            return listed(view, asked, numbers, lambda some: items(view, some, wanted))

    @router.get("/pages/{page}", response_model=shape.Page, responses=responses(400, 404, 422))
    def page(page: PageName) -> Any:
        """A page to be read: its record as people have decided, and what is known beside it."""
        with desk.view() as view:
            return _page(view, view.papers[current(view.connection, page)])

    @router.get(
        "/pages/{page}/text",
        response_class=PlainTextResponse,
        responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}, **responses(400, 404, 422)},
    )
    def text(page: PageName) -> PlainTextResponse:
        """The text of a page and nothing else."""
        with desk.view() as view:
            found = view.papers[current(view.connection, page)].text
        return PlainTextResponse(found.encode("utf-8", "replace"))

    @router.get("/pages/{page}/versions", response_model=list[shape.PageVersion], responses=responses(400, 404, 422))
    def all_versions(page: PageName) -> Any:
        """All versions of a page, the earliest first, and what changed from each to the next."""
        with desk.view() as view:
            return [_version(one) for one in versions(view.connection, page)]

    @router.get("/copies", response_model=shapes.Listing[shapes.Copy], responses=responses(422))
    def copies(asked: Annotated[Part, Query()]) -> Any:
        """Pages that repeat others, or passages of them."""
        with desk.view() as view:
            numbers = list(view.connection.execute(select(linked.Copy.page).order_by(linked.Copy.page)).scalars())
            return listed(view, asked, numbers, lambda some: _copies(view, some))

    return router


def terms(words: str) -> list[str]:
    """Words as the search takes them: each for itself, those in quotation marks together."""
    found: list[str] = []
    for number, part in enumerate(words.replace("“", '"').replace("”", '"').split('"')):
        found += [part] if number % 2 and part.strip() else part.split() if number % 2 == 0 else []
    return found


def current(connection: Connection, named: str) -> int:
    """The number of the current version of a page.

    Raises:
        NotFoundError: there is none, or a later version has taken its place.
        UsageError: several pages begin like that.
    """
    numbers = [row.id for row in known.find(connection, named) if row.state == tables.READ]
    found = (
        connection.execute(select(Page.id).where(Page.id.in_(numbers)).order_by(Page.current, Page.id)).scalars().all()
    )
    if not found:
        raise NotFoundError(f"{named}: was taken out")
    return found[-1]


def found_pages(view: View, asked: PageWords) -> tuple[list[int], Sequence[Term]]:
    """The numbers of the pages that fit, and what is looked for in them."""
    wanted = finding.terms(view.lexicon, terms(asked.q), exact=asked.exact) if asked.q else []
    key = ("pages", asked.q, asked.exact, asked.kind, asked.wanted)
    return view.worked(key, lambda: _found(view, asked, wanted)), wanted


def _found(view: View, asked: PageWords, wanted: Sequence[Term]) -> list[int]:
    days = {name: day.isoformat() if (day := getattr(asked, name)) else None for name in ("since", "until")}
    numbers = finding.pages(view.connection, wanted, finding.Filters(asked.outlet, **days, kind=asked.kind))
    if asked.of_claims == Wanted():
        return numbers
    fit = {row.page for row in view.connection.execute(choosing.claims(view.connection, asked.of_claims)).all()}
    return [number for number in numbers if number in fit]


def items(view: View, numbers: Sequence[int], wanted: Sequence[Term] = ()) -> list[dict[str, Any]]:
    """Pages as `shapes.PageItem` has them, in this order."""
    rows = {row.id: row for row in view.connection.execute(select(tables.table(Page)).where(Page.id.in_(numbers)))}
    claims = _counted(view, tables.Claim.page, numbers)
    lineages = [row.lineage for row in rows.values() if row.lineage]
    count = select(Page.lineage, func.count()).where(Page.lineage.in_(lineages), Page.state == tables.READ)
    of_lineage = {row[0]: row[1] for row in view.connection.execute(count.group_by(Page.lineage))}
    copied = select(linked.Copy.page, Page.hash).join(Page, Page.id == linked.Copy.source)
    copy_of = {row[0]: row[1] for row in view.connection.execute(copied.where(linked.Copy.page.in_(numbers)))}
    names = ("kind", "title", "outlet", "host", "url", "source", "language", "published", "published_basis")
    snippets = _snippets(view, numbers, wanted) if wanted else {}
    return [
        {
            **{name: getattr(row, name) for name in (*names, "hash", "version", "characters")},
            "id": row.hash[:_NAME],
            "window": (row.first, row.last),
            "claims": claims.get(row.id, 0),
            "versions": of_lineage.get(row.lineage, 1),
            "copy_of": copy_of.get(row.id),
            "snippets": snippets.get(row.id, ()),
        }
        for row in (rows[number] for number in numbers)
    ]


def _counted(view: View, column: Any, pages: Sequence[int]) -> dict[int, int]:
    query = select(column, func.count()).where(column.in_(pages)).group_by(column)
    return {row[0]: row[1] for row in view.connection.execute(query)}


def _snippets(view: View, numbers: Sequence[int], wanted: Sequence[Term]) -> dict[int, list[Any]]:
    found = zip(numbers, finding.hits(view.connection, numbers, wanted), strict=True)
    return {number: [view.papers[number].quote(_place(span)) for span in hit.places] for number, hit in found}


def _place(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _page(view: View, paper: Paper) -> dict[str, Any]:
    beyond = Utf16(paper.text)
    rulings = Rulings(view.connection, paper)
    members = select(linked.PersonEntity.entity, linked.PersonEntity.person)
    people = view.connection.execute(members.where(linked.PersonEntity.page == paper.number))
    return {
        "seen": view.seen,
        "page": items(view, [paper.number])[0],
        "record": beyond.beside({"passages": [], **paper.record}),
        "sentences": [beyond.beside({"start": a, "end": b}) for a, b in _sentences(paper)],
        "claims": _beside(view, paper, rulings),
        "people": {row.entity: row.person for row in people},
        "judged": rulings.of_mentions(),
    }


def _sentences(paper: Paper) -> Iterable[tuple[int, int]]:
    """The sentences of the claims, each once, in order."""
    return sorted({paper.sentence(claim["start"], claim["end"]) for claim in paper.claims.values()})


def _beside(view: View, paper: Paper, rulings: Rulings) -> dict[str, dict[str, Any]]:
    event, of = linked.Event, linked.EventClaim
    query = select(of.claim, event.id, event.pages, event.roots, event.disagree).join(event, event.id == of.event)
    events = {row.claim: row for row in view.connection.execute(query.where(of.page == paper.number))}
    return {
        name: {
            "id": paper.id_of(name),
            "event": row.id if (row := events.get(name)) else None,
            "pages": row.pages if row else 0,
            "roots": row.roots if row else 0,
            "disagree": bool(row and row.disagree),
            "decisions": rulings.of_claim(claim),
            "phrases": phrases(paper, claim),
        }
        for name, claim in paper.claims.items()
    }


def _version(one: Any) -> dict[str, Any]:
    before, after = Utf16(one.before), Utf16(one.text)
    changes = [
        {
            "before": before.beside(_place(change.before))
            | {"text": one.before[change.before.start : change.before.end]},
            "after": after.beside(_place(change.after)) | {"text": one.text[change.after.start : change.after.end]},
        }
        for change in one.changes
    ]
    facts = {name: getattr(one, name) for name in ("hash", "title", "published", "current", "text")}
    return {"version": one.number, **facts, "changes": changes}


def _copies(view: View, numbers: Sequence[int]) -> list[dict[str, Any]]:
    query = select(tables.table(linked.Copy)).where(linked.Copy.page.in_(numbers)).order_by(linked.Copy.page)
    return [
        {
            "page": view.papers[row.page].source,
            "original": view.papers[row.source].source if row.source else None,
            "credits": json.loads(row.credits),
            "passages": [
                {
                    "start": a,
                    "end": b,
                    "page": view.papers[p].source.page,
                    "source_start": c,
                    "source_end": d,
                    "share": s,
                }
                for a, b, p, c, d, s in json.loads(row.passages)
            ],
        }
        for row in view.connection.execute(query)
    ]
