"""The parameters that routes have in common: which events are meant, and which part of a list."""

from datetime import date
from typing import Annotated, Any, Literal

from fastapi import Path
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from musnad.archive.choosing import Wanted

MOST = 500
"""How many things one answer holds at the most; `next` leads on."""
_VALUES = 20
Words = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]
"""Words as a user gives them."""
Status = Literal["asserted", "negated", "planned", "possible", "hypothetical"]
SourceKind = Literal["outlet", "agency", "official", "person", "unnamed", "document", "social", "talk"]
_ID = r"^[0-9a-f]{4,64}(\.[0-9a-f]{1,64})?-"
PageName = Annotated[str, Path(pattern=r"^[0-9a-f]{4,64}$", description="a page's hash, or its beginning")]
EventName = Annotated[str, Path(pattern=_ID + r"c[0-9]{1,9}$", description="an event, or any of its claims")]
_PERSON = r"^[0-9a-f]{12}$|" + _ID + r"e[0-9]{1,9}(d[0-9]{1,9})?$"
PersonName = Annotated[str, Path(pattern=_PERSON, description="a person, or one's entity")]
ThingName = Annotated[
    str, Path(pattern=_ID + r"[mec][0-9]{1,9}(d[0-9]{1,9})?$", description="a claim, entity or mention")
]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{4,64}$")]
"""A page's hash, or its beginning."""
Named = Annotated[str, StringConstraints(pattern=_ID + r"[mec][0-9]{1,9}(d[0-9]{1,9})?$")]
"""The id of a claim, entity or mention in a body."""


Several = Annotated[tuple[Words, ...], Field(max_length=_VALUES)]
"""Several values of one filter."""


class Filters(BaseModel):
    """Which events are meant, as `musnad events` has it; an event fits if one of its claims fits all that is asked of claims.

    What is an array may be given several times: any of the values will do.
    """

    model_config = ConfigDict(extra="forbid")
    actor: Several = Field((), description="somebody with these words in a name acts")
    party: Several = Field((), description="he takes part in any way")
    type: Several = Field((), description="CONSULT, ASSAULT ...")
    status: Annotated[tuple[Status, ...], Field(max_length=_VALUES)] = Field(
        (), description="somebody reports it as this"
    )
    denied: bool = Field(False, description="somebody denies it")
    place: Several = Field((), description="there: a name, or three letters of a country")
    since: date | None = Field(None, description="on this day or later")
    until: date | None = Field(None, description="on this day or earlier")
    outlet: Several = Field((), description="this outlet reports it")
    source: Several = Field((), description="somebody with these words in a name says so")
    source_kind: Annotated[tuple[SourceKind, ...], Field(max_length=_VALUES)] = Field(
        (), description="such a source says so"
    )
    disagreeing: bool = Field(False, description="its sources contradict each other")
    min_roots: int = Field(0, ge=0, le=10_000, description="so many independent sources at least")

    @property
    def wanted(self) -> Wanted:
        """The filters as the questions know them."""
        given: dict[str, Any] = {name: getattr(self, name) for name in Wanted.__dataclass_fields__}
        days = {name: day.isoformat() if (day := given[name]) else None for name in ("since", "until")}
        return Wanted(**(given | days))


SEVERAL = frozenset(name for name, field in Filters.model_fields.items() if field.default == ())
"""The filters that take several values."""


class Part(BaseModel):
    """Which part of a list."""

    model_config = ConfigDict(extra="forbid")
    offset: int = Field(0, ge=0, le=100_000_000, description="so many are passed over")
    limit: int = Field(25, ge=1, le=MOST, description="so many are shown at the most")


class Listed(Filters, Part):
    """A part of a list that is filtered."""
