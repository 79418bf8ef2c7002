"""Errors as problem+json (RFC 9457): what happened, to what, and what to do, as the errors of `musnad.errors` say it."""

import logging
from collections import Counter
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from musnad.errors import ConflictError, LockedError, MusnadError, NotFoundError, ReadOnlyError, UsageError
from musnad.serve.asked import SEVERAL
from musnad.serve.shapes import Problem

MEDIA = "application/problem+json"
_STATUS: Mapping[type[MusnadError], int] = {
    ConflictError: 409,
    UsageError: 400,
    NotFoundError: 404,
    LockedError: 503,
    ReadOnlyError: 403,
}
_LOG = logging.getLogger(__name__)


def responses(*codes: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer beside its usual answer, for the contract."""
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {code: {"description": HTTPStatus(code).phrase, "content": content} for code in codes}


def problem(
    status: int, detail: str, kind: str = "", headers: Mapping[str, str] | None = None, **more: Any
) -> JSONResponse:
    """An answer that says what went wrong."""
    title = HTTPStatus(status).phrase
    name = kind or title.lower().replace(" ", "-")
    said = Problem(type=f"urn:musnad:problem:{name}", title=title, status=status, detail=detail, **more)
    return JSONResponse(said.model_dump(), status, headers, media_type=MEDIA)


def once(request: Request) -> None:
    """Let every parameter be given once that does not take several values: only the last would count.

    Raises:
        RequestValidationError: one is given more often.
    """
    given = Counter(name for name, _ in request.query_params.multi_items())
    twice = [name for name, times in given.items() if times > 1 and name not in SEVERAL]
    if twice:
        said = {"type": "repeated", "msg": "is given more than once"}
        raise RequestValidationError([{**said, "loc": ("query", name)} for name in twice])


def add_problems(app: FastAPI) -> None:
    """Let an app answer all errors as problems."""
    app.add_exception_handler(MusnadError, _of_musnad)
    app.add_exception_handler(RequestValidationError, _of_parameters)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _unforeseen)


def _of_musnad(_: Request, error: Exception) -> JSONResponse:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    if status == 500:
        _LOG.error("%s", error)
    decisions = error.decisions if isinstance(error, ConflictError) else []
    return problem(status, str(error), decisions=list(decisions))


def _of_parameters(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)
    faults = [{"at": list(one["loc"]), "message": one["msg"]} for one in error.errors()]
    return problem(422, "; ".join(f"{'.'.join(map(str, f['at']))}: {f['message']}" for f in faults), errors=faults)


def _of_http(_: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)
    return problem(error.status_code, str(error.detail), headers=error.headers)


def _unforeseen(_: Request, error: Exception) -> JSONResponse:
    _LOG.error("unforeseen", exc_info=error)
    return problem(500, "something went wrong inside; the server's log says what")
