"""The central types: frozen, slotted, typed.

Places are half-open spans in code points of `Document.text`, which is the page verbatim; nothing here holds a copy of
the text, so that re-reading a place gives its quote by construction. Identifiers are unique inside one document.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    import polars

ZoneKind = Literal["title", "byline", "dateline", "body", "caption", "furniture"]
TokenKind = Literal["word", "number", "latin", "mark"]
MentionKind = Literal["PER", "ORG", "ARMED", "MEDIA", "GPE", "LOC"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Status = Literal["asserted", "negated", "planned", "possible", "hypothetical"]
Phase = Literal["realised", "ongoing", "ceased", "planned", "hypothetical"]
LinkKind = Literal["outlet", "agency", "official", "person", "unnamed", "document", "social", "talk"]
Basis = Literal["given", "stated", "inferred"]


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in the text: code points, half open, `0 <= start <= end <= len(text)`."""

    start: int
    end: int

    def within(self, other: "Span") -> bool:
        """Whether the whole of this span lies in the other."""
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a code point."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Reason:
    """What made something: a stage, its rule, the table row if one decided (`table:line`), and the evidence's places."""

    stage: str
    rule: str
    row: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Zone:
    """A stretch of the page and what it is; zones follow each other and cover all that is not white space."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its clitics, a number, a Latin word, or a punctuation mark.

    Attributes:
        span: the whole written word, clitics included.
        form: the whole word, folded.
        base: the folded word without the detached clitics (the article stays).
        stem: the place of `base`; for «للوفد» it begins at the second ل, as the article's alif is not written.
        proclitics: the detached و ف ب ل ك س, in order.
        enclitic: the detached object or possessive pronoun, folded, or nothing.
        marbuta: the word is written with ة, so that it carries no pronoun and is no verb.
    """

    span: Span
    kind: TokenKind
    form: str
    base: str
    stem: Span
    proclitics: tuple[str, ...] = ()
    enclitic: str = ""
    marbuta: bool = False


class Analysis(NamedTuple):
    """What a word is in its context: of the word without its clitics, empty where it does not apply or is not known.

    Attributes:
        pos: the part of speech, by its name in Universal Dependencies.
        lemma: the dictionary form without vowel marks: of verbs the past third person masculine singular.
        aspect: of verbs, "past", "present" or "imperative".
        person: 1, 2 or 3; 0 where there is none.
        gender: "m" or "f".
        number: "singular", "dual" or "plural".
        voice: of verbs, "active" or "passive", where the spelling or the context shows it.
        derived: "verbal_noun", "active_participle" or "passive_participle" of the verb `verb`.
        verb: the lemma of the verb that the word is derived from.
    """

    pos: str
    lemma: str
    aspect: str = ""
    person: int = 0
    gender: str = ""
    number: str = ""
    voice: str = ""
    derived: str = ""
    verb: str = ""


class Arc(NamedTuple):
    """Whom a word depends on: the head's token, -1 for the head of a sentence; a relation of Universal Dependencies."""

    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place and its tokens `Document.tokens[first:last]`."""

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Mention:
    """A name (`named`) or description of someone or something, without clitics; `entity` is the id of whom it means."""

    id: str
    span: Span
    kind: MentionKind
    named: bool
    entity: str
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Argument:
    """Who or what takes part: a place, the entity meant if known; `implied` where the grammar supplies it."""

    span: Span
    entity: str | None = None
    implied: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """One step of a chain: who says it, by which cue, with which stance («says», «denies» ...).

    `name` is the name of a source that does not stand in the text: the channel that a message was forwarded from.
    """

    source: Argument | None
    cue: Span | None
    stance: str = "says"
    kind: LinkKind = "person"
    channel: Span | None = None
    to: Argument | None = None
    said: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Role:
    """An office or rank as this page gives it; `says` is the chain of who gives it."""

    span: Span
    title: str
    body: str | None = None
    country: str | None = None
    since: str | None = None
    until: str | None = None
    says: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Relation:
    """A tie to another entity («son of», «member of», «spokesman of») with its evidence."""

    kind: str
    entity: str
    span: Span
    says: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Entity:
    """Someone or something that the page's mentions mean; `name` is the fullest form on the page."""

    id: str
    name: str
    kind: MentionKind
    names: tuple[str, ...]
    latin: str | None = None
    country: str | None = None
    sectors: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    epithets: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    ids: tuple[tuple[str, str], ...] = ()
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class TimeReading:
    """One way to mend a contradiction: the value, and what of the text it keeps."""

    value: str
    keeps: str


@dataclass(frozen=True, slots=True)
class TimeConflict:
    """A contradiction inside a time expression, or with the page; the stated value stays."""

    kind: str
    readings: tuple[TimeReading, ...]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time expression after TIMEX3; `value` is ISO 8601 or None, `basis` says what it was resolved against."""

    id: str
    span: Span
    type: TimeType
    value: str | None
    end_value: str | None = None
    basis: str | None = None
    conflict: TimeConflict | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Dating:
    """When the page was published: the day if known, how it is known, and the window of possible days (ISO, inclusive)."""

    published: str | None = None
    basis: Basis | None = None
    window: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """What someone says: the place of the content, the cue, the speaker; `chain` is the full chain of its content.

    `parent` is the statement inside which this one is made.
    """

    id: str
    span: Span
    direct: bool
    speaker: Argument | None
    cue: Span | None
    chain: tuple[Link, ...]
    parent: str | None = None
    why: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimTime:
    """When the event took place: the value, the time expression it comes from, how it was tied."""

    value: str | None
    time: str
    basis: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimPlace:
    """Where the event took place, as the page says of this event."""

    argument: Argument
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A counted thing of an event: the place, the number if it can be read, the unit, and what it counts."""

    span: Span
    value: float | None
    unit: str
    of: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One event as the page, or someone on it, reports it. `span` is the trigger; `statement` the words it stands in."""

    id: str
    span: Span
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    actors: tuple[Argument, ...]
    recipients: tuple[Argument, ...]
    companions: tuple[Argument, ...]
    place: ClaimPlace | None
    time: ClaimTime | None
    quantities: tuple[Quantity, ...]
    status: Status
    polarity: Literal["+", "-"]
    certainty: Literal["certain", "possible"]
    phase: Phase
    historical: bool
    reading: bool
    chain: tuple[Link, ...]
    statement: str | None
    about: tuple[str, ...]
    confidence: float
    why: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something the user should know about the page: a loss, a doubt, a contradiction."""

    stage: str
    message: str
    span: Span | None = None


class Run(NamedTuple):
    """Where a stretch of the text comes from: it begins at `start` and lasts to the next run; half open in the source.

    As long as its source, it is that source verbatim; else the source is one character reference, or, where the text is a
    blank or a line end, all that stands between two words.
    """

    start: int
    source_start: int
    source_end: int


class Element(NamedTuple):
    """An HTML element that shows text: the number of its parent (-1: none), its tag, the words of its class, id and role."""

    parent: int
    tag: str
    names: str
    start: int
    end: int


class LayoutLine(NamedTuple):
    """A line of visible text: where it begins, the element that it begins in, how many of its characters are links."""

    start: int
    element: int
    linked: int


@dataclass(frozen=True, slots=True)
class Layout:
    """How an HTML page is built: its elements, parents before children, and its lines in order."""

    elements: tuple[Element, ...]
    lines: tuple[LayoutLine, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page with an author or a time of its own: an embedded post, an entry of a live blog, a forwarded text."""

    span: Span
    kind: Literal["post", "entry", "forwarded"]
    author: Span | None = None
    time: Span | None = None


class Via(NamedTuple):
    """One of those through whom a text came, by the name under which its copy tells of him."""

    name: str
    kind: Literal["outlet", "person", "social"]


class Fact(NamedTuple):
    """Something that a page's source, or what it came in, states beside the text: under which name, and what."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Page:
    """An input before it is read: the text, and what was given beside it.

    Attributes:
        source: path, URL or number of the record, as it was given.
        text: the decoded file, verbatim; of HTML, what is visible.
        id: SHA-256 of the bytes, in hexadecimal.
        published: the day of publication, where somebody who knows has given it.
        declared: the day of publication that the source states beside its text; the text may know better.
        retrieved: when the copy was taken: the page is no younger.
        runs: of HTML, where each stretch of the text stands in the source.
        layout: of HTML, how the page is built.
        facts: all that the source states beside its text, chosen from or not.
        via: who passed the text on before it came here, outermost first: a channel that it was forwarded from.
    """

    source: str
    text: str
    id: str
    url: str | None = None
    retrieved: str | None = None
    outlet: str | None = None
    host: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    declared: str | None = None
    notes: tuple[Note, ...] = ()
    runs: tuple[Run, ...] = field(default=(), repr=False)
    layout: Layout | None = field(default=None, repr=False)
    facts: tuple[Fact, ...] = ()
    via: tuple[Via, ...] = ()


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the page shows of itself: outlet, byline, title, the agencies and papers that it credits."""

    title: Span | None = None
    byline: Span | None = None
    outlet: str | None = None
    credits: tuple[str, ...] = ()
    published: str | None = None
    language: str = "ar"


@dataclass(frozen=True, slots=True)
class Document:
    """A page and all that has been read from it. Each field is filled by one stage and by no other."""

    page: Page
    metadata: Metadata = Metadata()
    zones: tuple[Zone, ...] = ()
    passages: tuple[Passage, ...] = ()
    tokens: tuple[Token, ...] = field(default=(), repr=False)
    sentences: tuple[Sentence, ...] = field(default=(), repr=False)
    analyses: tuple[Analysis, ...] = field(default=(), repr=False)
    arcs: tuple[Arc, ...] = field(
        default=(), repr=False
    )  # by `musnad.language.syntax`, which is no stage of the reader
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    dating: Dating = Dating()
    statements: tuple[Statement, ...] = ()
    claims: tuple[Claim, ...] = ()
    notes: tuple[Note, ...] = ()
    reader: str = ""

    @property
    def text(self) -> str:
        """The page's text, verbatim."""
        return self.page.text

    def quote(self, span: Span) -> str:
        """The text at a place."""
        return self.page.text[span.start : span.end]

    def to_record(self) -> dict[str, Any]:
        """The record of this page: plain dictionaries and lists, as `musnad read --json` prints it."""
        from musnad.exports.record import to_record  # noqa: PLC0415 - the exports stand above the model

        return to_record(self)

    def to_polars(self) -> "dict[str, polars.DataFrame]":
        """Data frames of this page: documents, mentions, entities, times, statements, claims, chains."""
        from musnad.exports.tables import to_polars  # noqa: PLC0415 - the exports stand above the model

        return to_polars(self)

    def _repr_html_(self) -> str:
        from musnad.exports.html import compact  # noqa: PLC0415 - the exports stand above the model

        return compact(self)
