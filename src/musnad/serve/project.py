"""The project at a glance: what it holds, what its codes mean, what could not be read."""

from collections.abc import Iterable
from importlib.metadata import version
from typing import Annotated, Any

from fastapi import APIRouter, Query
from sqlalchemy import func, select

from musnad.archive import pages as known
from musnad.exports.plover import countries
from musnad.exports.wording import labels
from musnad.serve import shapes
from musnad.serve.asked import Part
from musnad.serve.desk import Desk, View
from musnad.serve.listing import listed
from musnad.serve.problems import responses
from musnad.store import decisions, links
from musnad.store.linked import Event, EventClaim, Person
from musnad.store.tables import READ, Claim, Failure, Page, table


def routes(desk: Desk) -> APIRouter:
    """The routes about the project as a whole."""
    router = APIRouter(tags=["project"])

    @router.get("/project", response_model=shapes.ProjectInfo)
    def project() -> Any:
        """What the project holds, and what filters can be set to."""
        linking = desk.linking
        with desk.view() as view:
            found = view.worked("project", lambda: _project(view))
            name = desk.store.project.folder.resolve().name
            return {
                "name": name,
                "version": version("musnad"),
                "read_only": desk.read_only,
                "linking": linking,
                **found,
            }

    @router.get("/labels", response_model=dict[str, shapes.Label])
    def all_labels() -> Any:
        """What the codes and headings say in Arabic and in English, by `group.code`."""
        return labels()

    @router.get("/countries", response_model=dict[str, str])
    def all_countries() -> Any:
        """The two letters of countries by the three that the record has, after ISO 3166 where it has them."""
        return {code: own.upper() for code, own in countries("iso2").items()}

    @router.get("/stats", response_model=shapes.Stats)
    def stats() -> Any:
        """What the project keeps: counts, days, outlets, sizes in bytes."""
        return known.stats(desk.store)

    @router.get("/failures", response_model=shapes.Listing[shapes.Failed], responses=responses(422))
    def failures(asked: Annotated[Part, Query()]) -> Any:
        """Inputs that gave no page, with the reason."""
        with desk.view() as view:
            rows = view.connection.execute(select(*table(Failure).c).order_by(Failure.place)).all()
            return listed(view, asked, rows, lambda some: some)

    return router


def _project(view: View) -> dict[str, Any]:
    connection = view.connection
    current = (Page.current, Page.state == READ)
    first, last = connection.execute(select(func.min(Page.first), func.max(Page.last)).where(*current)).one()

    def many(column: Any, *conditions: Any) -> list[dict[str, Any]]:
        number = func.count()
        query = select(column, number).where(column.is_not(None), *conditions).group_by(column)
        return [{"code": code, "count": n} for code, n in connection.execute(query.order_by(number.desc(), column))]

    def total(model: Any, conditions: Iterable[Any] = ()) -> int:
        return connection.execute(select(func.count()).select_from(table(model)).where(*conditions)).scalar_one()

    return {
        "pages": total(Page, current),
        "claims": total(EventClaim),
        "events": total(Event),
        "people": total(Person),
        "decisions": len(decisions.standing(connection)),
        "first": first,
        "last": last,
        "behind": links.are_behind(connection),
        "outlets": many(Page.outlet, *current),
        "types": many(Event.type),
        "statuses": many(Claim.status, Claim.page.in_(select(Page.id).where(*current))),
        "countries": many(Event.country),
    }
