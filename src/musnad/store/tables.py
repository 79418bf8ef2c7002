"""The tables. Facts about pages come first, what is derived from a page by reading it after them.

Facts are pages (their bytes and how these are to be read), captures (where they were seen), removals and decisions;
each bears the number of the batch that it came with, as the journal does. Derived rows can be made again from the bytes
at any time and are keyed by their page and by the ids of its record. Places are code points of the record's text, half
open; days are ISO 8601.
"""

from typing import ClassVar

from sqlalchemy import ForeignKey, Index, LargeBinary, MetaData, Table, Text, UniqueConstraint, false
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

READ, WITHDRAWN = "read", "withdrawn"
"""The states of a page."""
BY_KEY = {"sqlite_with_rowid": False}
"""Rows that lie in the order of their keys, so that those of one page lie together."""


WORDS = Text().with_variant(Text(collation="C"), "postgresql")
"""Texts are compared by their code points on both databases, whatever language a server speaks."""


class Base(DeclarativeBase):
    """The root of all tables."""

    type_annotation_map: ClassVar = {str: WORDS}
    metadata = MetaData(
        naming_convention={"ix": "ix_%(table_name)s_%(column_0_N_name)s", "uq": "uq_%(table_name)s_%(column_0_N_name)s"}
    )


class Batch(Base):
    """One transaction that brought facts, numbered from 1 without gaps; `at` is UTC."""

    __tablename__ = "batches"
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[str]


class Run(Base):
    """A version of the reader with its tables; every reading says by which it was made."""

    __tablename__ = "runs"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    reader: Mapped[str] = mapped_column(unique=True)
    version: Mapped[str]
    tables: Mapped[str]
    since: Mapped[str]


class Page(Base):
    """A page: bytes, and the way in which they are read; below the line, what the last reading says of it.

    Attributes:
        hash: SHA-256 of the bytes, in hexadecimal; the record's id.
        key: SHA-256 of the bytes and the way together; what is added twice has the same.
        lineage: what stays the same when the page is changed: its URL, its path, or its record's id; None if nothing does.
        version: from 1, inside a lineage.
        current: whether this is the latest version that is not withdrawn.
        way: how the bytes are read, as JSON; empty of a page that is withdrawn.
        first: with `last` the days between which it was published, as far as is known.
    """

    __tablename__ = "pages"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(ForeignKey("batches.number"), index=True)
    hash: Mapped[str] = mapped_column(index=True)
    key: Mapped[str] = mapped_column(unique=True)
    lineage: Mapped[str | None] = mapped_column(index=True)
    version: Mapped[int]
    current: Mapped[bool]
    state: Mapped[str]
    kind: Mapped[str]
    way: Mapped[str]

    run: Mapped[int | None] = mapped_column(ForeignKey("runs.id"))
    source: Mapped[str | None]
    url: Mapped[str | None]
    outlet: Mapped[str | None] = mapped_column(index=True)
    host: Mapped[str | None]
    title: Mapped[str | None]
    byline: Mapped[str | None]
    language: Mapped[str | None]
    retrieved: Mapped[str | None]
    published: Mapped[str | None]
    published_basis: Mapped[str | None]
    first: Mapped[str | None] = mapped_column(index=True)
    last: Mapped[str | None]
    characters: Mapped[int | None]


class Capture(Base):
    """Where a page was seen, as it was named then, and when (UTC) for the first time."""

    __tablename__ = "captures"
    __table_args__ = (UniqueConstraint("page", "source"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(ForeignKey("batches.number"), index=True)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"))
    source: Mapped[str]
    seen: Mapped[str]


class Container(Base):
    """An input that was taken apart into several pages, so that it need not be opened again to know them."""

    __tablename__ = "containers"
    key: Mapped[str] = mapped_column(primary_key=True)
    pages: Mapped[int]


class Failure(Base):
    """An input that gave no page: where it stands, seen from the project's folder, why, how often it was tried, and when."""

    __tablename__ = "failures"
    place: Mapped[str] = mapped_column(primary_key=True)
    source: Mapped[str]
    kind: Mapped[str]
    reason: Mapped[str]
    tries: Mapped[int]
    first: Mapped[str]
    last: Mapped[str]


class Removal(Base):
    """What was taken out for good: a page, or with `start` and `end` a passage of one; the words themselves are gone."""

    __tablename__ = "removals"
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(ForeignKey("batches.number"), index=True)
    hash: Mapped[str] = mapped_column(index=True)
    start: Mapped[int | None]
    end: Mapped[int | None]
    at: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]


class Decision(Base):
    """A person's judgement. Rows are only ever added: one that is taken back is named by a later row's `withdraws`.

    Attributes:
        kind: `merge`, `split`, `accept`, `correct`, `reject`, `add` or `withdraw`.
        of: what is judged: `mention`, `entity`, `claim`, `link` or `decision`.
        hash: the page's bytes; with `start` and `end` the place that is judged, which outlives every reading.
        before: the judged thing as it was, `after` as it is to be; JSON.
        blind: it is only counted when coders are compared, and is not in force.
    """

    __tablename__ = "decisions"
    __table_args__ = (Index("ix_decisions_hash", "hash"),)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    batch: Mapped[int] = mapped_column(ForeignKey("batches.number"), index=True)
    kind: Mapped[str]
    of: Mapped[str]
    hash: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    who: Mapped[str]
    at: Mapped[str]
    why: Mapped[str]
    before: Mapped[str | None]
    after: Mapped[str | None]
    withdraws: Mapped[int | None] = mapped_column(ForeignKey("decisions.id"))
    blind: Mapped[bool] = mapped_column(server_default=false())


class Record(Base):
    """The whole record of a page, packed; see `musnad.store.rows`."""

    __tablename__ = "records"
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Words(Base):
    """The tokens of a page as they stand in the search index, packed; see `musnad.store.words`."""

    __tablename__ = "words"
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True, autoincrement=False)
    content: Mapped[bytes] = mapped_column(LargeBinary)


class Entity(Base):
    """Someone or something that a page means; `key` is the folded name, the place its first mention."""

    __tablename__ = "entities"
    __table_args__ = (Index("ix_entities_key", "key"), BY_KEY)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str]
    name: Mapped[str]
    key: Mapped[str]
    latin: Mapped[str | None]
    country: Mapped[str | None]
    named: Mapped[bool]
    mentions: Mapped[int]
    start: Mapped[int | None]
    end: Mapped[int | None]


class Name(Base):
    """A form under which a page names an entity, and the form folded."""

    __tablename__ = "names"
    __table_args__ = (Index("ix_names_key", "key"), BY_KEY)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    form: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str]


class Role(Base):
    """An office or rank that a page gives an entity."""

    __tablename__ = "roles"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    title: Mapped[str]
    body: Mapped[str | None]
    country: Mapped[str | None]
    since: Mapped[str | None]
    until: Mapped[str | None]


class Epithet(Base):
    """What a page calls an entity beyond an office."""

    __tablename__ = "epithets"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]
    text: Mapped[str]


class Relation(Base):
    """A tie between two entities of a page."""

    __tablename__ = "relations"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str]
    kind: Mapped[str]
    other: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class Mention(Base):
    """A name or description in a page."""

    __tablename__ = "mentions"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    entity: Mapped[str]
    kind: Mapped[str]
    named: Mapped[bool]
    start: Mapped[int]
    end: Mapped[int]


class Time(Base):
    """A time expression of a page; `conflict` is the kind of its contradiction."""

    __tablename__ = "times"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    value: Mapped[str | None]
    end_value: Mapped[str | None]
    conflict: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]


class Statement(Base):
    """What someone says on a page."""

    __tablename__ = "statements"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    direct: Mapped[bool]
    speaker: Mapped[str | None]
    parent: Mapped[str | None]
    start: Mapped[int]
    end: Mapped[int]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]


class Claim(Base):
    """An event as a page reports it; the place is the trigger's."""

    __tablename__ = "claims"
    __table_args__ = (Index("ix_claims_type_date", "type", "date"), BY_KEY)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    mode: Mapped[str | None]
    status: Mapped[str]
    polarity: Mapped[str]
    certainty: Mapped[str]
    phase: Mapped[str]
    historical: Mapped[bool]
    reading: Mapped[bool]
    date: Mapped[str | None]
    time: Mapped[str | None]
    place: Mapped[str | None]
    country: Mapped[str | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    statement: Mapped[str | None]
    confidence: Mapped[float]
    start: Mapped[int]
    end: Mapped[int]


class Argument(Base):
    """Who takes part in a claim, on which side: `actors`, `recipients`, `companions`, or `place`."""

    __tablename__ = "arguments"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    side: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str | None]
    implied: Mapped[bool]
    start: Mapped[int]
    end: Mapped[int]


class Link(Base):
    """One step of a claim's chain, outermost first from 1; the first place is the source's, the second the cue's."""

    __tablename__ = "links"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    step: Mapped[int] = mapped_column(primary_key=True)
    entity: Mapped[str | None]
    kind: Mapped[str]
    stance: Mapped[str]
    name: Mapped[str | None]
    said: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]


class Quantity(Base):
    """A counted thing of a claim."""

    __tablename__ = "quantities"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    value: Mapped[float | None]
    unit: Mapped[str]
    of: Mapped[str]
    start: Mapped[int]
    end: Mapped[int]


class Note(Base):
    """Something that the user should know about a page."""

    __tablename__ = "notes"
    __table_args__ = BY_KEY
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    stage: Mapped[str]
    message: Mapped[str]
    start: Mapped[int | None]
    end: Mapped[int | None]


def table(model: type[Base]) -> Table:
    """The table of a model, for statements over many rows."""
    found = model.__table__
    assert isinstance(found, Table)
    return found


PER_PAGE = (Entity, Name, Role, Epithet, Relation, Mention, Time, Statement, Claim, Argument, Link, Quantity, Note)
"""The rows that are derived from a record; a page's are replaced together."""
DOCUMENT = (
    *("source", "url", "outlet", "host", "title", "byline", "language", "retrieved", "published", "published_basis"),
    *("first", "last", "characters"),
)
"""The columns of `pages` that are derived from a record."""
