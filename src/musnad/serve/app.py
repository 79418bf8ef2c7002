"""The routes put together; the front end's client is made from what this app says of itself."""

from importlib.metadata import version
from typing import Any

from fastapi import APIRouter, Depends, FastAPI

from musnad.serve import (
    assets,
    deciding,
    events,
    exporting,
    network,
    pages,
    people,
    places,
    problems,
    project,
    review,
    timeline,
)
from musnad.serve.desk import Desk
from musnad.serve.freshness import Freshness
from musnad.serve.problems import once, responses
from musnad.serve.safety import Guard, Rules
from musnad.serve.shapes import Problem

_ROUTES = (project, pages, events, people, timeline, network, places, deciding, review, exporting)


def make_app(desk: Desk, rules: Rules) -> FastAPI:
    """The desk over a project, for those whom the rules let in."""

    app = FastAPI(
        title="Musnad",
        version=version("musnad"),
        description="A project of Arabic news pages: what is claimed, who says so, and what people have decided.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=responses(401, 403, 429, 500, 503),
        strict_content_type=True,
    )
    api = APIRouter(prefix="/api", dependencies=[Depends(once)])
    for part in _ROUTES:
        api.include_router(part.routes(desk))
    app.include_router(api)
    assets.add(app)
    problems.add_problems(app)
    app.add_middleware(Freshness, desk=desk)
    app.add_middleware(Guard, rules=rules, read_only=desk.read_only)
    make = app.openapi
    app.openapi = lambda: _complete(make())  # type: ignore[method-assign]
    return app


def _complete(contract: dict[str, Any]) -> dict[str, Any]:
    """The contract with the shape of problems, and with how one is let in."""
    parts = contract.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    made = Problem.model_json_schema(ref_template="#/components/schemas/{model}", mode="serialization")
    schemas |= made.pop("$defs", {})
    schemas["Problem"] = made
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    parts["securitySchemes"] = {
        "cookie": {"type": "apiKey", "in": "cookie", "name": "musnad"},
        "bearer": {"type": "http", "scheme": "bearer"},
    }
    contract["security"] = [{"cookie": []}, {"bearer": []}]
    return contract
