"""What is answered to those who draw: a timeline, a network, a map; and to those who decide."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from musnad.serve.asked import Hash, Named
from musnad.serve.shapes import Claim, Parting, Person, Quote, Shape, Summary, Two

Verdict = Literal["accept", "reject", "correct", "merge", "split", "add"]
Of = Literal["mention", "entity", "claim", "link"]
Unit = Literal["day", "month", "year"]


class Bin(Shape):
    """A stretch of time: how many events surely fall into it, and how many may, `fuzzy`, as their days are not known well."""

    first: str
    last: str
    events: int
    fuzzy: int
    disagree: int


class LaneItem(Shape):
    """An event on a timeline, with `lanes`, the keys of those on which it lies."""

    id: str
    type: str
    unreal: bool
    first: str | None
    last: str | None
    place: str | None
    country: str | None
    actors: list[str]
    pages: int
    roots: int
    parties: int
    disagree: bool
    lanes: list[str]


class Lane(Shape):
    """A row of a timeline: a type, or somebody who acts; `events` counts all of its events."""

    key: str
    name: str
    events: int


class Timeline(Shape):
    """Events over time. `undated` have no day at all; `more_lanes` lanes and `more_items` events are not shown."""

    total: int
    undated: int
    unit: Unit
    bins: list[Bin]
    lanes: list[Lane]
    more_lanes: int
    items: list[LaneItem]
    more_items: int


class Node(Shape):
    """Someone in a network: by a person's id, or `outlet:` and a name; `events` counts those in which he takes part here."""

    id: str
    name: str
    latin: str | None
    kind: str
    country: str | None
    events: int


class Edge(Shape):
    """Who does something to whom, or in the other mode who quotes whom.

    `events` is how many there are (of quotes: claims), `quads` how many of each of PLOVER's quads (1 verbal cooperation,
    2 material cooperation, 3 verbal conflict, 4 material conflict), `score` the mean intensity, from conflict -10 to
    cooperation 10.
    """

    source: str
    target: str
    events: int
    quads: dict[str, int]
    types: dict[str, int]
    score: float | None
    first: str | None
    last: str | None


class Network(Shape):
    """A network; what is left out are edges with fewer events than those shown."""

    center: str | None
    nodes: list[Node]
    edges: list[Edge]
    more_edges: int


class Spot(Shape):
    """A place on the map with its events; `precision` says how exact the coordinates are."""

    name: str
    country: str | None
    lat: float
    lon: float
    precision: str | None
    events: int
    disagree: int
    ids: list[str]


class MapAnswer(Shape):
    """Where events happened: those with coordinates, those of which only the country is known, those with no place."""

    total: int
    placed: int
    only_country: int
    unplaced: int
    spots: list[Spot]
    countries: dict[str, int]


class Logged(Shape):
    """A decision as it is logged; `standing` tells that it has not been taken back."""

    id: int
    kind: str
    of: str
    hash: str | None
    start: int | None
    end: int | None
    who: str
    at: str
    why: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None
    withdraws: int | None
    blind: bool
    standing: bool


Who = Annotated[str, StringConstraints(min_length=1, max_length=100, pattern=r"^[^\x00]*\S[^\x00]*$")]
Reasoned = Annotated[str, StringConstraints(max_length=2000, pattern=r"^[^\x00]*$")]
Seen = Annotated[int | None, Field(ge=0, le=2**53)]


class Said(BaseModel):
    """A verdict about things by their ids; with `correct` the fields that are to be changed, as text.

    To `add` a mention its page is named by its hash; the fields are `place` (`START-END` in code points), `kind` and, unless it
    is somebody new, `entity`.

    `seen` is the number that came with what was looked at: where somebody has decided about the same things since, nothing is
    done, and the answer is a conflict. Without it nothing is compared.
    """

    model_config = ConfigDict(extra="forbid")
    verdict: Verdict
    of: Of
    things: list[Named | Hash] = Field(min_length=1, max_length=500)
    fields: dict[str, Reasoned] = Field({}, max_length=20)
    who: Who
    why: Reasoned = ""
    blind: bool = False
    seen: Seen = None


class SaidTogether(BaseModel):
    """Several verdicts that are logged together, or none of them."""

    model_config = ConfigDict(extra="forbid")
    decisions: list[Said] = Field(min_length=1, max_length=500)


class TakenBack(BaseModel):
    """Who takes a decision back, and why."""

    model_config = ConfigDict(extra="forbid")
    who: Who
    why: Reasoned = ""


class Decided(Shape):
    """The numbers of what was logged, and the number to give back as `seen`."""

    decisions: list[int]
    seen: int


class Alike(Shape):
    """Another thing of which the same could be said."""

    id: str
    quote: Quote


class Meant(Shape):
    """Someone on one page: his entity there, and the words that name him first."""

    id: str
    quote: Quote


class Preview(Shape):
    """What a verdict could be said of as well: things with the same words that were read as the same."""

    total: int
    offset: int
    limit: int
    next: int | None
    seen: int
    items: list[Alike]


class Queue(Shape):
    """A queue of things to be judged."""

    name: Literal["confidence", "contradictions", "merges", "new"]
    total: int


class Queues(Shape):
    """All queues."""

    seen: int
    queues: list[Queue]


class Near(Shape):
    """Words around what is to be judged, from `start` of the page's text; places in `words16` are UTF-16 units of `words`."""

    page: str
    start: int
    words: str
    trigger16: Two[int]
    parts16: list[Two[int]]


class Whom(Person):
    """Somebody who is to be judged, with what he is called and where."""

    forms: list[str]
    outlets: list[str]
    quotes: list[Quote]
    entities: list[str]


class ReviewItem(Shape):
    """One thing to be judged: a claim with the words around it, a conflict, two who may be one, or somebody new."""

    kind: Literal["claim", "conflict", "merge", "entity"]
    claim: Claim | None = None
    near: Near | None = None
    conflict: Parting | None = None
    summary: Summary | None = None
    claims: list[Claim] = Field(default_factory=list)
    people: list[Whom] = Field(default_factory=list)
    reasons: list[str] = Field(default_factory=list)


class CodingItem(Shape):
    """A claim for a coder, as it was read and without anybody's decisions."""

    claim: Claim
    near: Near


class Judged(Shape):
    """What two coders said of one thing."""

    of: str
    before: dict[str, Any] | None
    page: str
    start: int
    end: int
    verdicts: Two[str]
    values: Two[dict[str, Any] | None]
    same: bool


class Agreement(Shape):
    """Two coders compared; `kappa` is Cohen's."""

    coders: Two[str]
    both: int
    only: Two[int]
    verdicts: float | None
    kappa: float | None
    whole: float | None
    differing: list[Judged]
