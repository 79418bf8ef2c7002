"""What a view shows, as a file: in every form of `musnad export`, and as a dossier."""

import tempfile
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi import Path as InPath
from fastapi.responses import FileResponse
from pydantic import StringConstraints
from starlette.background import BackgroundTask

from musnad.archive import choosing, dossiers
from musnad.archive.exporting import TABLES, Form, Wanted, export
from musnad.exports.docx import to_docx
from musnad.exports.dossier import to_html
from musnad.serve.desk import Desk, View
from musnad.serve.pages import PageWords, current, found_pages
from musnad.serve.problems import responses
from musnad.store.linked import EventClaim

Format = Literal["jsonl", "csv", "parquet", "plover", "polecat", "acled", "graphml", "geojson", "ftm", "decisions"]
TableName = Literal["documents", "mentions", "entities", "times", "statements", "claims", "chains", "events"]
_ENDINGS = {"parquet": "parquet", "graphml": "graphml", "geojson": "geojson", "acled": "csv", "csv": "csv"}
_LINES = "jsonl"
_MEDIA = "application/octet-stream"
"""A file to be kept, whatever is in it: what pages hold is in it, too, and no browser is to open it as a part of the desk."""
_FILE: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "the file",
        "content": {_MEDIA: {"schema": {"type": "string", "format": "binary"}}},
    }
}


class ExportQuery(PageWords):
    """What of the project: claims that fit, as a list of claims has them; or of one event, or one page.

    With `pages` it is what a list of pages shows: pages by their words and days of publication, and what fits of their
    claims. `table` is for csv and parquet, `excel` for csv, `by` for plover, polecat, acled and geojson.
    """

    table: TableName | None = None
    excel: bool = False
    by: Literal["claim", "event"] | None = None
    pages: bool = False
    event: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4,64}(\.[0-9a-f]{1,64})?-c[0-9]{1,9}$")] | None = None
    page: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4,64}$")] | None = None


def routes(desk: Desk) -> APIRouter:
    """The ways out."""
    router = APIRouter(tags=["export"])

    @router.get("/export/{format}", response_class=FileResponse, responses={**_FILE, **responses(400, 404, 422)})
    def exported(format: Annotated[Format, InPath()], asked: Annotated[ExportQuery, Query()]) -> FileResponse:
        """What is asked for, in the form of another program."""
        form = Form(format, asked.table, asked.excel, asked.by)
        with desk.view() as view:
            wanted = Wanted() if format == "decisions" else Wanted(only=_only(view, asked))
            path = _empty()
            export(view.connection, form, wanted, str(path))
        name = asked.table or ("claims" if format in TABLES else format)
        return _answer(path, f"musnad-{name}.{_ENDINGS.get(format, _LINES)}")

    @router.get("/dossiers/{id}", response_class=FileResponse, responses={**_FILE, **responses(400, 404, 422)})
    def dossier(
        id: Annotated[str, InPath(pattern=r"^[0-9a-f]{12}$|^[0-9a-f]{4,64}(\.[0-9a-f]{1,64})?-c[0-9]{1,9}$")],
        format: Annotated[Literal["html", "docx"], Query()] = "html",
        limit: Annotated[int, Query(ge=1, le=5000)] = 500,
    ) -> FileResponse:
        """An event or a person as numbered exhibits, each with its page, time of capture, hash and chain."""
        with desk.view() as view:
            made, _ = dossiers.dossier(view.connection, id, limit)
        path = _empty()
        if format == "docx":
            to_docx(made, path)
        else:
            path.write_text(to_html(made), encoding="utf-8", errors="backslashreplace")
        return _answer(path, f"musnad-{id}.{format}")

    return router


def _only(view: View, asked: ExportQuery) -> dict[int, frozenset[str]] | None:
    """The claims that fit, by their pages; None where nothing was asked."""
    wanted = asked.of_claims if asked.pages else asked.wanted
    by_page = asked.pages or asked.q or asked.page
    if wanted == choosing.Wanted() and not by_page and not asked.event:
        return None
    query = choosing.claims(view.connection, wanted)
    if asked.event:
        query = query.where(EventClaim.event == view.events.named(asked.event))
    found: dict[int, set[str]] = {}
    for row in view.connection.execute(query):
        found.setdefault(row.page, set()).add(row.claim)
    inside = set(found_pages(view, asked)[0]) if asked.pages or asked.q else set(found)
    if asked.page:
        inside &= {current(view.connection, asked.page)}
    return {page: frozenset(found.get(page, ())) for page in inside}


def _empty() -> Path:
    with tempfile.NamedTemporaryFile(prefix="musnad-", delete=False) as file:
        return Path(file.name)


def _answer(path: Path, name: str) -> FileResponse:
    done = BackgroundTask(path.unlink, missing_ok=True)
    return FileResponse(path, filename=name, media_type=_MEDIA, background=done)
