"""The facts that a table row expects of its example, and whether reading the example gives them.

`expect` holds facts separated by `;`. Facts of the page: `name=KIND words`, `name=words`, `entity=NAME`, `role=title`,
`time=VALUE`, `time=TYPE VALUE`, `zone=KIND words` (the zone holds these words), `outlet=NAME`, `credit=NAME`. Facts of a
claim: `claim=TYPE`, `trigger=`, `actor=`, `recipient=`, `companion=`, `place=`, `date=`, `status=`, `mode=`, `context=`,
`chain=A ← B` (outermost first). The facts of a claim that follow `claim=TYPE` speak of that claim: one claim must have them
all; without one before them, any claim will do. `!` before a fact says that it must not hold; `!claim=`, with nothing
behind the sign, says that there is none at all. NAME is the entity's name as the example gives it, else the words; a trigger
may be given with the pronoun that has joined it or without.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.folding import fold
from musnad.lexicon import Fault, Lexicon, Row, Table
from musnad.model import Argument, Claim, Document, Page, Span
from musnad.pipeline import Pipeline

PUBLISHED = "2024-05-15"
OF_PAGE = frozenset({"name", "entity", "role", "time", "zone", "outlet", "credit"})
OF_CLAIM = frozenset(
    {"claim", "trigger", "actor", "recipient", "companion", "place", "date", "status", "mode", "context", "chain"}
)
LINE_END = "\\n"
ARROW = " ← "
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Fact:
    """One `key=value` of a reading or of an expectation; an expectation may be negated, and may leave the value out."""

    key: str
    value: str
    negated: bool = False

    def __str__(self) -> str:
        return f"{'!' if self.negated else ''}{self.key}={self.value}"

    def among(self, found: Iterable["Fact"]) -> bool:
        """Whether one of the found facts says this, spelling folded; a sign that negates is not looked at."""
        return any(self._is_said_by(fact) for fact in found if fact.key == self.key)

    def _is_said_by(self, fact: "Fact") -> bool:
        wanted, value = _same(self.value), _same(fact.value)
        if not wanted:
            return True
        if self.key == "zone":
            kind, _, words = wanted.partition(" ")
            return value.startswith(f"{kind} ") and words in value
        return wanted == value


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says, as facts: those of the page, and those of each claim."""

    page: frozenset[Fact]
    claims: tuple[frozenset[Fact], ...]

    def all(self) -> frozenset[Fact]:
        """Every fact, whichever claim it belongs to."""
        return self.page.union(*self.claims)


def facts(document: Document) -> Facts:
    """All facts of a document in the language of the `expect` columns."""
    return Facts(frozenset(_page_facts(document)), tuple(frozenset(_claim_facts(document, c)) for c in document.claims))


def _page_facts(document: Document) -> Iterator[Fact]:
    for mention in document.mentions:
        if mention.named:
            quote = document.quote(mention.span)
            yield Fact("name", quote)
            yield Fact("name", f"{mention.kind} {quote}")
    for entity in document.entities:
        yield Fact("entity", entity.name)
        for role in entity.roles:
            yield Fact("role", role.title)
            yield Fact("role", document.quote(role.span))
    for time in document.times:
        values = [time.value or UNKNOWN] + ([f"{time.value}/{time.end_value}"] if time.end_value else [])
        yield from (Fact("time", text) for value in values for text in (value, f"{time.type} {value}"))
    for zone in document.zones:
        yield Fact("zone", f"{zone.kind} {document.quote(zone.span)}")
    if document.metadata.outlet:
        yield Fact("outlet", document.metadata.outlet)
    yield from (Fact("credit", credit) for credit in document.metadata.credits)


def _claim_facts(document: Document, claim: Claim) -> Iterator[Fact]:
    yield Fact("claim", claim.type)
    yield Fact("trigger", document.quote(claim.span))
    yield Fact("trigger", document.quote(_with_pronoun(document, claim.span)))
    yield Fact("status", claim.status)
    for key, side in (("actor", claim.actors), ("recipient", claim.recipients), ("companion", claim.companions)):
        yield from (Fact(key, _name(document, argument)) for argument in side)
    if claim.place:
        yield Fact("place", _name(document, claim.place.argument))
    if claim.time:
        yield Fact("date", claim.time.value or UNKNOWN)
    if claim.mode:
        yield Fact("mode", claim.mode)
    yield from (Fact("context", context) for context in claim.contexts)
    if claim.chain:
        yield Fact("chain", ARROW.join(_name(document, link.source) for link in claim.chain))


def _with_pronoun(document: Document, span: Span) -> Span:
    """The place up to the end of its last word, a pronoun that has joined it included."""
    last = next((t.span.end for t in document.tokens if t.span.start < span.end <= t.span.end), span.end)
    return Span(span.start, last)


def _name(document: Document, argument: Argument | None) -> str:
    """The entity's name as the text gives it, the argument's own words without one, `?` for a source that is not said."""
    if argument is None:
        return UNKNOWN
    entity = next((e for e in document.entities if e.id == argument.entity), None)
    return entity.name if entity else document.quote(argument.span)


def expected(cell: str) -> tuple[Fact, ...]:
    """The facts of an `expect` cell, in order.

    Raises:
        ValueError: a fact without `=`, of an unknown kind, or without a value and not negated; the text says which.
    """
    return tuple(_parsed(part.strip()) for part in cell.split(";") if part.strip())


def _parsed(part: str) -> Fact:
    key, equals, value = part.removeprefix("!").partition("=")
    fact = Fact(key.strip(), value.strip(), part.startswith("!"))
    if not equals:
        raise ValueError(f"{part!r} is no fact; a fact is written key=value")
    if fact.key not in OF_PAGE | OF_CLAIM:
        raise ValueError(f"unknown fact {fact.key!r}; facts are {', '.join(sorted(OF_PAGE | OF_CLAIM))}")
    if not fact.value and not fact.negated:
        raise ValueError(f"{part!r} has no value; write !{fact.key}= to say that there is none")
    return fact


def unmet(document: Document, cell: str) -> list[str]:
    """A sentence for each fact of an `expect` cell that the document does not bear out, with what it says instead.

    Raises:
        ValueError: the cell is no list of facts.
    """
    found = facts(document)
    alone, groups = _grouped(expected(cell))
    sentences = [_complaint(fact, found.all()) for fact in alone if fact.among(found.all()) == fact.negated]
    for group in groups:
        sentences.extend(_group_complaints(group, found))
    return sentences


def _grouped(wanted: Iterable[Fact]) -> tuple[list[Fact], list[list[Fact]]]:
    """The facts that stand alone, and those that speak of one claim together, each group begun by its `claim=`."""
    alone: list[Fact] = []
    groups: list[list[Fact]] = []
    for fact in wanted:
        if fact.key == "claim" and not fact.negated:
            groups.append([fact])
        elif fact.key in OF_CLAIM and fact.key != "claim" and groups:
            groups[-1].append(fact)
        else:
            alone.append(fact)
    return alone, groups


def _group_complaints(group: list[Fact], found: Facts) -> list[str]:
    """What the claim that comes nearest to a group of facts lacks; nothing where one claim has them all."""
    nearest: list[Fact] | None = None
    said: frozenset[Fact] = frozenset()
    for claim in found.claims:
        wrong = [fact for fact in group if fact.among(claim) == fact.negated]
        if group[0] not in wrong and (nearest is None or len(wrong) < len(nearest)):
            nearest, said = wrong, claim
    if nearest is None:
        return [_complaint(group[0], found.all())]
    return [_complaint(fact, said, of=str(group[0])) for fact in nearest]


def _complaint(fact: Fact, found: Iterable[Fact], of: str = "") -> str:
    others = ", ".join(sorted(f"{f.key}={f.value}" for f in found if f.key == fact.key))
    where = f" of {of}" if of else ""
    if fact.negated:
        return f"'{fact}'{where} must not hold; found {others}"
    return f"'{fact}'{where} does not hold; found {others or f'no {fact.key}'}"


def failures(lexicon: Lexicon, tables: Iterable[str] | None = None, pipeline: Pipeline | None = None) -> list[Fault]:
    """Every expectation of the tables' rows that reading the row's example does not bear out.

    Args:
        lexicon: the tables; the examples are read with all of them.
        tables: the names of the tables whose rows are tried, all when left out.
        pipeline: a pipeline made from these tables, if there is one already.

    Raises:
        NotFoundError: there is no table of that name.
    """
    reading = pipeline or Pipeline(lexicon, "")
    chosen = [lexicon[name] for name in (sorted(lexicon.tables) if tables is None else tables)]
    return [fault for table in chosen if is_tested(table) for row in table for fault in _row_failures(reading, row)]


def is_tested(table: Table) -> bool:
    """Whether the rows of a table carry examples and what to expect of them."""
    return {"example", "expect"} <= {column.name for column in table.columns}


def _row_failures(pipeline: Pipeline, row: Row) -> Iterator[Fault]:
    if not row["expect"]:
        return
    if not row["example"]:
        yield Fault(row.table, row.line, "example", "is empty, but the row expects something of it")
        return
    page = Page(row.ref, row["example"].replace(LINE_END, "\n"), row.ref, published=PUBLISHED)
    try:
        sentences = unmet(pipeline(page), row["expect"])
    except ValueError as error:
        sentences = [str(error)]
    for sentence in sentences:
        yield Fault(row.table, row.line, "expect", sentence)


def _same(text: str) -> str:
    return " ".join(fold(text).split())
