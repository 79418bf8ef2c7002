"""What is answered about one page: its record, place for place, as `musnad read --json` has it and people have decided."""

from typing import Any

from pydantic import Field

from musnad.serve.shapes import PageItem, Phrases, Ruling, Shape, Two


class Range(Shape):
    """A place in the text: code points, half open, and the same in UTF-16 code units."""

    start: int
    end: int
    start16: int
    end16: int


class Place(Range):
    """A place with its words."""

    text: str


class Argument(Place):
    """Who takes part, by a place and whom it means; `implied` where the grammar supplies him."""

    entity: str | None
    implied: bool = False


class Where(Argument):
    """The place of a claim."""

    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None


class Zone(Range):
    """A part of the page: title, byline, dateline, body, caption, furniture."""

    kind: str


class Passage(Range):
    """A part of the page with an author and a time of its own."""

    kind: str
    author: Place | None
    time: Place | None


class Why(Shape):
    """What made a thing: the stage, its rule, the row of a table or the model, and the words that it went by."""

    stage: str
    rule: str
    row: str | None
    evidence: list[Place]


class Mention(Place):
    """A name or description."""

    id: str
    kind: str
    named: bool
    entity: str
    why: list[Why]


class Link(Shape):
    """A step of a chain: who says it, by which words, how."""

    source: Argument | None
    cue: Place | None
    stance: str
    kind: str
    channel: Place | None
    to: Argument | None
    said: str | None
    name: str | None = None


class Role(Place):
    """An office or rank as this page gives it, and who says so."""

    title: str
    body: str | None
    country: str | None
    since: str | None = Field(alias="from")
    until: str | None
    says: list[Link]


class Relation(Place):
    """A tie to another entity of the page."""

    kind: str
    entity: str
    says: list[Link]


class Entity(Shape):
    """Someone or something that the page means."""

    id: str
    name: str
    latin: str | None
    kind: str
    names: list[str]
    country: str | None
    sectors: list[str]
    roles: list[Role]
    epithets: list[Place]
    relations: list[Relation]
    ids: dict[str, str]
    why: list[Why]


class Reading(Shape):
    """A way to mend a contradiction of a time, and what it keeps."""

    value: str
    keeps: str


class TimeConflict(Shape):
    """Why a stated time cannot hold."""

    kind: str
    readings: list[Reading]


class Time(Place):
    """A time expression; values are ISO 8601."""

    id: str
    type: str
    value: str | None
    end_value: str | None
    basis: str | None
    conflict: TimeConflict | None
    why: list[Why]


class Statement(Place):
    """What somebody says on the page."""

    id: str
    direct: bool
    speaker: Argument | None
    cue: Place | None
    chain: list[Link]
    parent: str | None
    claims: list[str]
    why: list[Why]


class When(Shape):
    """The time of a claim; `time` is the id of the words that give it."""

    value: str | None
    time: str | None
    basis: str | None


class Quantity(Place):
    """A counted thing of a claim."""

    value: float | None
    unit: str
    of: str


class PageClaim(Range):
    """A claim of the page; the place is its trigger's."""

    id: str
    trigger: str
    type: str
    mode: str | None
    contexts: list[str]
    actors: list[Argument]
    recipients: list[Argument]
    companions: list[Argument]
    place: Where | None
    time: When | None
    quantities: list[Quantity]
    status: str
    polarity: str
    certainty: str
    phase: str
    historical: bool
    reading: bool
    chain: list[Link]
    statement: str | None = None
    about: list[str]
    confidence: float
    why: list[Why]


class Note(Shape):
    """Something that the user should know about the page."""

    stage: str
    message: str
    start: int | None
    end: int | None
    start16: int | None = None
    end16: int | None = None


class Header(Shape):
    """What tells the page apart from its content."""

    id: str
    source: str | None
    url: str | None
    retrieved: str | None
    outlet: str | None
    host: str | None
    credits: list[str]
    title: str | None
    byline: str | None
    published: str | None
    published_basis: str | None
    published_window: Two[str | None] | None
    language: str | None
    via: list[dict[str, str]]
    facts: list[dict[str, Any]]
    reader: str


class Record(Shape):
    """A page's record."""

    document: Header
    text: str
    zones: list[Zone]
    mentions: list[Mention]
    entities: list[Entity]
    times: list[Time]
    statements: list[Statement]
    claims: list[PageClaim]
    passages: list[Passage]
    notes: list[Note]


class Beside(Shape):
    """What is known of a claim of the page beyond it: its id over all pages, its event, what was decided, plain words."""

    id: str
    event: str | None
    pages: int
    roots: int
    disagree: bool
    decisions: list[Ruling]
    phrases: Phrases


class Page(Shape):
    """A page to be read: text, layers, and what is known of them over all pages.

    `seen` is the number of the last decision that was in force; `people` whom its entities mean over all pages; `claims` and
    `judged` are by the ids of the record, the latter the decisions on its mentions and entities.
    """

    seen: int
    page: PageItem
    record: Record
    sentences: list[Range]
    claims: dict[str, Beside]
    people: dict[str, str]
    judged: dict[str, list[Ruling]]


class Span(Shape):
    """Code points, half open, and UTF-16 code units."""

    start: int
    end: int
    start16: int
    end16: int
    text: str


class Change(Shape):
    """Words of the earlier text, and what stands in their place."""

    before: Span
    after: Span


class PageVersion(Shape):
    """A version of a page, and what changed in it since the one before."""

    version: int
    hash: str
    title: str | None
    published: str | None
    current: bool
    text: str
    changes: list[Change]
