"""A document as the record: plain dictionaries, lists, strings and numbers, ready for JSON.

A place is `{"start", "end", "text"}` in code points of `text`, half open; an argument is a place with its `entity`, and
with `"implied": true` where the grammar supplies it. The names of the fields are a promise to those who read records.
"""

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from musnad.model import (
    Argument,
    Claim,
    Document,
    Entity,
    Link,
    Mention,
    Note,
    Passage,
    Quantity,
    Reason,
    Relation,
    Role,
    Span,
    Statement,
    TimeExpression,
)

Record = dict[str, Any]
_SURROGATE = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def to_record(document: Document) -> Record:
    """The document's record; every place carries its quote. The same document gives the same record."""
    quoting = _Quoting(document)
    within: dict[str | None, list[str]] = {}
    for claim in document.claims:
        within.setdefault(claim.statement, []).append(claim.id)
    return {
        "document": header(document),
        "text": document.text,
        "zones": [{"start": z.span.start, "end": z.span.end, "kind": z.kind} for z in document.zones],
        "mentions": [quoting.mention(m) for m in document.mentions],
        "entities": [quoting.entity(e) for e in document.entities],
        "times": [quoting.time(t) for t in document.times],
        "statements": [quoting.statement(s, within.get(s.id, [])) for s in document.statements],
        "claims": [quoting.claim(c) for c in document.claims],
        "passages": [quoting.passage(p) for p in document.passages],
        "notes": [_note(n) for n in document.notes],
    } | ({"runs": [list(run) for run in document.page.runs]} if document.page.runs else {})


def to_json(document: Document) -> str:
    """The record as one line of JSON without its line end."""
    return to_line(to_record(document))


def to_line(values: Record, *, strict: bool = False) -> str:
    """Plain values as one line of JSON without its line end.

    Arabic stands as itself. Control characters, line separators and lone surrogates are escaped, so that the line can
    be written as UTF-8 and is one line for every reader of lines. `strict` replaces the surrogates instead, as many readers
    refuse them.
    """
    line = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    if strict:
        line = _SURROGATE.sub("\ufffd", line)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def title_of(document: Document) -> str | None:
    """The title that was given with the page, else the one that it shows; of HTML, the one that is seen goes first."""
    shown, page = document.metadata.title, document.page
    title = document.quote(shown) if shown else None
    return (title or page.title) if page.layout else (page.title or title)


def outlet_of(document: Document) -> str | None:
    """Whose words the page's are: as given, else as the page shows it."""
    return document.page.outlet or document.metadata.outlet


def header(document: Document) -> Record:
    """The part of the record that tells the page apart from its content."""
    page, metadata, dating = document.page, document.metadata, document.dating
    return {
        "id": page.id,
        "source": page.source,
        "url": page.url,
        "retrieved": page.retrieved,
        "outlet": outlet_of(document),
        "host": page.host,
        "credits": list(metadata.credits),
        "title": title_of(document),
        "byline": document.quote(metadata.byline) if metadata.byline else page.byline,
        "published": dating.published,
        "published_basis": dating.basis,
        "published_window": list(dating.window) if dating.window else None,
        "language": metadata.language,
        "via": [{"name": via.name, "kind": via.kind} for via in page.via],
        "facts": [{"name": fact.name, "value": fact.value} for fact in page.facts],
        "reader": document.reader,
    }


def _note(note: Note) -> Record:
    where = note.span
    return {
        "stage": note.stage,
        "message": note.message,
        "start": where.start if where else None,
        "end": where.end if where else None,
    }


def _number(value: float | None) -> float | None:
    """The number as JSON can hold it: whole numbers as integers, nothing for what is not finite."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 2**53 else value


class _Quoting:
    """Turns the parts of one document into records, with the quote of each place."""

    def __init__(self, document: Document) -> None:
        self.document = document

    def place(self, span: Span) -> Record:
        return {"start": span.start, "end": span.end, "text": self.document.quote(span)}

    def maybe(self, span: Span | None) -> Record | None:
        return self.place(span) if span else None

    def argument(self, argument: Argument) -> Record:
        record = self.place(argument.span) | {"entity": argument.entity}
        return record | {"implied": True} if argument.implied else record

    def maybe_argument(self, argument: Argument | None) -> Record | None:
        return self.argument(argument) if argument else None

    def passage(self, passage: Passage) -> Record:
        places = {"author": self.maybe(passage.author), "time": self.maybe(passage.time)}
        return {"start": passage.span.start, "end": passage.span.end, "kind": passage.kind, **places}

    def arguments(self, arguments: Iterable[Argument]) -> list[Record]:
        return [self.argument(a) for a in arguments]

    def reasons(self, reasons: Iterable[Reason]) -> list[Record]:
        return [
            {"stage": r.stage, "rule": r.rule, "row": r.row, "evidence": [self.place(s) for s in r.evidence]}
            for r in reasons
        ]

    def chain(self, links: Iterable[Link]) -> list[Record]:
        return [
            {
                "source": self.maybe_argument(link.source),
                "cue": self.maybe(link.cue),
                "stance": link.stance,
                "kind": link.kind,
                "channel": self.maybe(link.channel),
                "to": self.maybe_argument(link.to),
                "said": link.said,
                "name": link.name,
            }
            for link in links
        ]

    def mention(self, mention: Mention) -> Record:
        return {
            "id": mention.id,
            **self.place(mention.span),
            "kind": mention.kind,
            "named": mention.named,
            "entity": mention.entity,
            "why": self.reasons(mention.why),
        }

    def role(self, role: Role) -> Record:
        return {
            **self.place(role.span),
            "title": role.title,
            "body": role.body,
            "country": role.country,
            "from": role.since,
            "until": role.until,
            "says": self.chain(role.says),
        }

    def relation(self, relation: Relation) -> Record:
        return {
            **self.place(relation.span),
            "kind": relation.kind,
            "entity": relation.entity,
            "says": self.chain(relation.says),
        }

    def entity(self, entity: Entity) -> Record:
        return {
            "id": entity.id,
            "name": entity.name,
            "latin": entity.latin,
            "kind": entity.kind,
            "names": list(entity.names),
            "country": entity.country,
            "sectors": list(entity.sectors),
            "roles": [self.role(r) for r in entity.roles],
            "epithets": [self.place(s) for s in entity.epithets],
            "relations": [self.relation(r) for r in entity.relations],
            "ids": dict(entity.ids),
            "why": self.reasons(entity.why),
        }

    def time(self, time: TimeExpression) -> Record:
        conflict = time.conflict and {
            "kind": time.conflict.kind,
            "readings": [{"value": r.value, "keeps": r.keeps} for r in time.conflict.readings],
        }
        return {
            "id": time.id,
            **self.place(time.span),
            "type": time.type,
            "value": time.value,
            "end_value": time.end_value,
            "basis": time.basis,
            "conflict": conflict,
            "why": self.reasons(time.why),
        }

    def statement(self, statement: Statement, claims: list[str]) -> Record:
        return {
            "id": statement.id,
            **self.place(statement.span),
            "direct": statement.direct,
            "speaker": self.maybe_argument(statement.speaker),
            "cue": self.maybe(statement.cue),
            "chain": self.chain(statement.chain),
            "parent": statement.parent,
            "claims": claims,
            "why": self.reasons(statement.why),
        }

    def quantity(self, quantity: Quantity) -> Record:
        return {
            **self.place(quantity.span),
            "value": _number(quantity.value),
            "unit": quantity.unit,
            "of": quantity.of,
        }

    def where(self, claim: Claim) -> Record | None:
        place = claim.place
        if place is None:
            return None
        return {
            **self.argument(place.argument),
            "country": place.country,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
        }

    def claim(self, claim: Claim) -> Record:
        place = self.place(claim.span)
        return {
            "id": claim.id,
            "start": place["start"],
            "end": place["end"],
            "trigger": place["text"],
            "type": claim.type,
            "mode": claim.mode,
            "contexts": list(claim.contexts),
            "actors": self.arguments(claim.actors),
            "recipients": self.arguments(claim.recipients),
            "companions": self.arguments(claim.companions),
            "place": self.where(claim),
            "time": claim.time and {"value": claim.time.value, "time": claim.time.time, "basis": claim.time.basis},
            "quantities": [self.quantity(q) for q in claim.quantities],
            "status": claim.status,
            "polarity": claim.polarity,
            "certainty": claim.certainty,
            "phase": claim.phase,
            "historical": claim.historical,
            "reading": claim.reading,
            "chain": self.chain(claim.chain),
            "statement": claim.statement,
            "about": list(claim.about),
            "confidence": claim.confidence,
            "why": self.reasons(claim.why),
        }
