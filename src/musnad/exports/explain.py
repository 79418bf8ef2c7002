"""Why a claim was made: stage, rule, table row and evidence, in plain text."""

from collections.abc import Iterable, Iterator

from musnad.errors import NotFoundError
from musnad.exports.plain import one_line
from musnad.exports.wording import Language, Wording
from musnad.lexicon import Lexicon, Row
from musnad.model import Claim, Document, Reason, Span

_WIDTH = 11


def explain(document: Document, claim: str, lexicon: Lexicon) -> str:
    """What made the claim with this id, as lines of text.

    Args:
        document: the page that was read.
        claim: the claim's id, such as `c3`.
        lexicon: the tables that the page was read with, to show the rows that decided.

    Raises:
        NotFoundError: the page has no claim with this id; the text names those it has.
    """
    found = next((c for c in document.claims if c.id == claim), None)
    if found is None:
        known = ", ".join(c.id for c in document.claims) or "none"
        raise NotFoundError(f"{document.page.source}: no claim {claim!r}; its claims are: {known}")
    rows = {row.ref: row for table in lexicon.tables.values() for row in table}
    return "\n".join([*_summary(document, found), *_reasons(document, found.why, rows)]) + "\n"


def _summary(document: Document, claim: Claim) -> Iterator[str]:
    wording = Wording(document)
    yield _line(claim.id, _sentence(wording, claim, "en"))
    yield _line("", _sentence(wording, claim, "ar"))
    yield _line("page", one_line(document.page.source))
    yield _line("trigger", _quoted(document, claim.span))
    mode = f" · {claim.mode}" if claim.mode else ""
    yield _line("type", " · ".join([f"{claim.type}{mode}", *claim.contexts]))
    yield _line("status", f"{claim.status} (polarity {claim.polarity}, {claim.certainty}, {claim.phase})")
    yield _line("says", wording.chain(claim.chain) or "the page itself")
    for number, link in enumerate(claim.chain, start=1):
        cue = f", by {_quoted(document, link.cue)}" if link.cue else ""
        yield _line(f"  {number}", f"{wording.source(link)} ({link.kind}, {link.stance}{cue})")
    yield _line("confidence", f"{claim.confidence:.2f}")


def _sentence(wording: Wording, claim: Claim, language: Language) -> str:
    return "".join(piece.text for piece in wording.sentence(claim, language))


def _reasons(document: Document, reasons: Iterable[Reason], rows: dict[str, Row]) -> Iterator[str]:
    for reason in reasons:
        yield ""
        yield _line("stage", reason.stage)
        yield _line("rule", reason.rule)
        if reason.row is not None:
            yield from _row(reason.row, rows.get(reason.row))
        for place in reason.evidence:
            yield _line("evidence", f"{_quoted(document, place)} at {place.start}-{place.end}")


def _row(ref: str, row: Row | None) -> Iterator[str]:
    yield _line("row", ref)
    if row is not None:
        for column in row.index:
            if row[column]:
                yield _line("", f"{column}: {one_line(row[column])}")


def _quoted(document: Document, span: Span) -> str:
    return f"«{one_line(document.quote(span))}»"


def _line(key: str, value: str) -> str:
    return f"{key:<{_WIDTH}} {one_line(value)}"
