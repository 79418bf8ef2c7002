"""The tables of what pages tell together. All of it is derived: linking again makes the same rows from the records.

An event's id is the beginning of the hash of the page of its first claim, and that claim's id; a person's is a hash of one of
the forms that name it. Pages are numbers of `tables.Page`, places code points of the record's text, half open; days are ISO 8601.
Columns with JSON hold lists.
"""

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from musnad.store.tables import BY_KEY, Base


class LinkedPage(Base):
    """A page that the links speak of, with its name in their ids; `fresh` until the page is read again or taken out."""

    __tablename__ = "linked_pages"
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(unique=True)
    fresh: Mapped[bool]


class Event(Base):
    """What claims of one or several pages tell of.

    Attributes:
        unreal: it is planned, asked for or threatened.
        first: with `last` the days between which it happened, or is to happen; without a stated time the day on which it was
            first told bounds it on one side.
        place: the place that most of its pages give, by the name that they give it; `country` in the same way.
        pages: how many pages tell it, `roots` how many independent sources these have, `parties` how many of those took part.
        disagree: two of its roots contradict each other.
    """

    __tablename__ = "events"
    __table_args__ = (Index("ix_events_type_first", "type", "first"),)
    id: Mapped[str] = mapped_column(primary_key=True)
    type: Mapped[str]
    unreal: Mapped[bool]
    first: Mapped[str | None]
    last: Mapped[str | None]
    place: Mapped[str | None]
    country: Mapped[str | None]
    pages: Mapped[int]
    roots: Mapped[int]
    parties: Mapped[int]
    disagree: Mapped[bool]


class EventClaim(Base):
    """Which event a claim tells of; every claim of a linked page tells of one."""

    __tablename__ = "event_claims"
    __table_args__ = (Index("ix_event_claims_event", "event"), BY_KEY)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    claim: Mapped[str] = mapped_column(primary_key=True)
    event: Mapped[str]


class EventRoot(Base):
    """An independent source of an event, numbered from 0; `pages` is JSON."""

    __tablename__ = "event_roots"
    __table_args__ = BY_KEY
    event: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    party: Mapped[bool]
    pages: Mapped[str]


class EventBare(Base):
    """A page that tells an event on nobody's word."""

    __tablename__ = "event_bare"
    __table_args__ = BY_KEY
    event: Mapped[str] = mapped_column(primary_key=True)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)


class Conflict(Base):
    """Versions of an event that cannot all hold: a `variant` of one root, or a `contradiction` of several.

    `sides` is JSON: each with `value`, `quotes` as [page, start, end], and `roots`, numbers of the event's roots.
    """

    __tablename__ = "conflicts"
    __table_args__ = BY_KEY
    event: Mapped[str] = mapped_column(primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    about: Mapped[str]
    kind: Mapped[str]
    sides: Mapped[str]


class Thread(Base):
    """A tie between two events; `reasons` is JSON. `shown` is the event that shows it: a plan, the deed that both speak of."""

    __tablename__ = "threads"
    __table_args__ = (Index("ix_threads_target", "target"), Index("ix_threads_shown", "shown"), BY_KEY)
    source: Mapped[str] = mapped_column(primary_key=True)
    target: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    shown: Mapped[str] = mapped_column(primary_key=True)
    reasons: Mapped[str]


class Person(Base):
    """Someone or something that pages mean, by the fullest name; `reasons` says in JSON why its entities are one.

    Names that may be one stand in one `block`.
    """

    __tablename__ = "people"
    id: Mapped[str] = mapped_column(primary_key=True)
    block: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]
    reasons: Mapped[str]


class PersonEntity(Base):
    """Whom an entity of a page means, if it has a name of its own; `form` is a hash of how it is written."""

    __tablename__ = "person_entities"
    __table_args__ = (Index("ix_person_entities_person", "person"), Index("ix_person_entities_form", "form"), BY_KEY)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    entity: Mapped[str] = mapped_column(primary_key=True)
    person: Mapped[str]
    form: Mapped[str]


class Copy(Base):
    """A page that repeats an earlier one, the `source`, or, where that is None, passages of others.

    `credits` is JSON: the agencies that the page names; so is `passages`: [start, end, page, start, end, share] each.
    """

    __tablename__ = "copies"
    __table_args__ = (Index("ix_copies_source", "source"),)
    page: Mapped[int] = mapped_column(ForeignKey("pages.id"), primary_key=True, autoincrement=False)
    source: Mapped[int | None] = mapped_column(ForeignKey("pages.id"))
    credits: Mapped[str]
    passages: Mapped[str]


class LinkState(Base):
    """What linking keeps between two pages (see `musnad.linking.state`), packed, under keys in JSON."""

    __tablename__ = "link_state"
    shelf: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[bytes] = mapped_column(LargeBinary)


OF_EVENT = (EventClaim, EventRoot, EventBare, Conflict)
"""Rows with the id of their event in `event`."""
LINKED = (LinkedPage, Event, *OF_EVENT, Thread, Person, PersonEntity, Copy)
"""All that linking makes."""
