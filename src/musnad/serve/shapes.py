"""What is answered about claims, events, people and pages: the contract of the front end.

The names are those of the questions' own answers (`musnad events --json`). Places are code points of the page's text, half
open, with the same in UTF-16 code units beside them (`start16`, `end16`), which is what strings in a browser are counted in.
"""

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, computed_field

from musnad.serve.utf16 import length

Item = TypeVar("Item")
Two = Annotated[list[Item], Field(min_length=2, max_length=2)]
"""A pair; not a tuple, as few that read contracts know how these are described."""


class Shape(BaseModel):
    """Anything that is answered; made from the questions' answers by their attributes."""

    model_config = ConfigDict(from_attributes=True)


class Listing(Shape, Generic[Item]):
    """A part of a list, with how much there is.

    `next` is the offset of what follows, null where nothing does; `seen` the number of the last decision that was in force,
    which those who decide about what they see give back.
    """

    total: int
    offset: int
    limit: int
    next: int | None
    seen: int
    items: list[Item]


class Quote(Shape):
    """Words of a page with their sentence, in which they stand at `at`; `at16` and `length16` are UTF-16 code units."""

    page: str
    outlet: str | None
    published: str | None
    start: int
    end: int
    text: str
    sentence: str
    at: int

    @computed_field  # type: ignore[prop-decorator]
    @property
    def at16(self) -> int:
        """Where the words begin in the sentence."""
        return length(self.sentence[: self.at])

    @computed_field  # type: ignore[prop-decorator]
    @property
    def length16(self) -> int:
        """How long the words are."""
        return length(self.text)


class Source(Shape):
    """A page as quotations name it."""

    page: str
    source: str | None
    outlet: str | None
    title: str | None
    published: str | None
    first: str | None
    last: str | None


class Piece(Shape):
    """A stretch of a phrase; `given` comes from the page, and stands there at `start` if that is known."""

    text: str
    given: bool
    start: int | None = None
    end: int | None = None


class Phrase(Shape):
    """A claim in plain words, and its chain, outermost first."""

    words: list[Piece]
    chain: list[str]


class Phrases(Shape):
    """A claim in plain words in both languages."""

    ar: Phrase
    en: Phrase


class Ruling(Shape):
    """A decision that stands on a thing."""

    number: int
    kind: str
    who: str
    at: str
    why: str


class Told(Shape):
    """A claim as the questions show it; `chain` is outermost first, `kinds` what kind of source each of it is."""

    id: str
    type: str
    mode: str | None
    status: str
    historical: bool
    reading: bool
    actors: list[str]
    recipients: list[str]
    companions: list[str]
    place: str | None
    country: str | None
    when: str | None
    times: list[str]
    numbers: list[str]
    chain: list[str]
    kinds: list[str]
    confidence: float
    quote: Quote


class Claim(Told):
    """A claim in a list, with its event and in plain words."""

    event: str | None
    phrases: Phrases


class Summary(Shape):
    """An event at a glance: counts are of reports and of their sources, and prove nothing."""

    id: str
    type: str
    unreal: bool
    first: str | None
    last: str | None
    place: str | None
    country: str | None
    actors: list[str]
    recipients: list[str]
    statuses: list[str]
    outlets: list[str]
    pages: int
    reports: int
    roots: int
    parties: int
    bare: int
    disagree: bool
    quote: Quote


class OnPage(Shape):
    """A page that passes a root's words on; `copy_of` is the page that it repeats."""

    source: Source
    copy_of: str | None


class Root(Shape):
    """An independent source of an event, with the pages that rest on it."""

    number: int
    name: str
    kind: str
    party: bool
    pages: list[OnPage]


class Version(Shape):
    """One of several versions of an event."""

    value: str
    roots: list[str]
    quotes: list[Quote]


class Parting(Shape):
    """Versions that cannot all hold: a `variant` where they share a root, a `contradiction` where they share none."""

    event: str
    about: str
    kind: str
    versions: list[Version]


class Step(Shape):
    """A tie from one event to another."""

    source: str
    target: str
    kind: str
    reasons: list[str]


class Joined(Shape):
    """Two claims of an event, and why they were taken for one."""

    claim: str
    other: str
    reasons: list[str]


class Event(Shape):
    """An event with all that its pages tell."""

    seen: int
    summary: Summary
    claims: list[Claim]
    roots: list[Root]
    bare: list[Source]
    partings: list[Parting]
    steps: list[Step]
    others: list[Summary]
    joined: list[Joined]


class Thread(Shape):
    """All events that ties lead to from one, the earliest first, and the ties."""

    events: list[Summary]
    ties: list[Step]


class Conflict(Parting):
    """Where the words about an event part, with the event."""

    summary: Summary


class Silent(Shape):
    """An outlet without a report: its captured pages of these days, and how many name who takes part."""

    outlet: str
    pages: int
    naming: int


class Silence(Shape):
    """Who reported an event, and who of those captured then did not."""

    event: Summary
    since: str | None
    until: str | None
    reported: list[str]
    silent: list[Silent]


class Reason(Shape):
    """What made a thing."""

    stage: str
    rule: str
    row: str | None
    evidence: list[Quote]


class Explanation(Shape):
    """Why a claim, an entity or a mention stands as it does, to what it was joined, what was decided about it."""

    id: str
    what: str
    name: str
    quote: Quote
    told: Told | None
    reasons: list[Reason]
    whole: str | None
    with_: list[str] = Field(serialization_alias="with")
    links: list[str]
    joined: list[Joined]
    decisions: list[Ruling]


class PageItem(Shape):
    """A page in a list; `snippets` are the first places of what was looked for.

    `id` is the page in ids of claims; `window` the days between which it was published, as far as is known.
    """

    hash: str
    id: str
    kind: str
    title: str | None
    outlet: str | None
    host: str | None
    url: str | None
    source: str | None
    language: str | None
    published: str | None
    published_basis: str | None
    window: Two[str | None]
    characters: int | None
    claims: int
    version: int
    versions: int
    copy_of: str | None
    snippets: list[Quote]


class Person(Shape):
    """Someone in a list."""

    id: str
    name: str
    latin: str | None
    kind: str
    country: str | None
    pages: int
    mentions: int


class Form(Shape):
    """A name as pages write it."""

    form: str
    pages: int
    outlets: list[str]
    quote: Quote


class Called(Shape):
    """What an outlet calls someone on a day: a `rank`, an `office` or an `epithet`."""

    outlet: str | None
    published: str | None
    kind: str
    words: str
    times: int
    says: list[str]
    since: str | None
    until: str | None
    quote: Quote
    key: str


class Title(Shape):
    """A rank, office or epithet over time."""

    kind: str
    words: str
    first: str | None
    last: str | None
    pages: int
    outlets: list[str]


class Tie(Shape):
    """A tie to someone else."""

    kind: str
    kin: bool
    who: str
    of: str
    other: str
    says: list[str]
    quote: Quote


class Company(Shape):
    """A companion, and the claims that say so."""

    name: str
    told: list[Told]


class Dossier(Shape):
    """All that pages tell of someone beside what he does; `entities` are the ids of those of pages that mean him."""

    id: str
    name: str
    latin: str | None
    kind: str
    country: str | None
    pages: int
    mentions: int
    outlets: list[str]
    reasons: list[str]
    first: Quote | None
    last: Quote | None
    forms: list[Form]
    titles: list[Title]
    called: list[Called]
    career: list[Told]
    ties: list[Tie]
    company: list[Company]
    entities: list[str]


class Taken(Shape):
    """A passage that a page has from another; code points of each."""

    start: int
    end: int
    page: str
    source_start: int
    source_end: int
    share: float


class Copy(Shape):
    """A page that repeats an earlier one, the `original`, or passages of others."""

    page: Source
    original: Source | None
    credits: list[str]
    passages: list[Taken]


class Count(Shape):
    """How many there are of one kind; for the menus of filters."""

    code: str
    count: int


class ProjectInfo(Shape):
    """What a project holds at a glance; `behind` tells that links do not fit the pages, `linking` that they are being made."""

    name: str
    version: str
    pages: int
    claims: int
    events: int
    people: int
    decisions: int
    first: str | None
    last: str | None
    read_only: bool
    behind: bool
    linking: bool
    outlets: list[Count]
    types: list[Count]
    statuses: list[Count]
    countries: list[Count]


class Label(Shape):
    """What a code or heading says to a reader."""

    ar: str
    en: str


class Stats(Shape):
    """What a project keeps, as `musnad stats --json` has it; sizes in bytes."""

    pages: int
    current: int
    withdrawn: int
    captures: int
    failures: int
    removals: int
    decisions: int
    batches: int
    rows: dict[str, int]
    outlets: dict[str, int]
    published: Two[str | None]
    readers: dict[str, int]
    tables: str | None
    bytes: dict[str, int]


class Failed(Shape):
    """An input that gave no page."""

    place: str
    source: str
    kind: str
    reason: str
    tries: int
    first: str
    last: str


class Fault(Shape):
    """A parameter that is wrong."""

    at: list[str | int]
    message: str


class Problem(Shape):
    """What went wrong (RFC 9457); of a conflict the decisions that others made in between."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[Fault] = Field(default_factory=list)
    decisions: list[int] = Field(default_factory=list)
