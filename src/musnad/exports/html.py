"""Documents as one self-contained HTML page: the text with what was found in it, a card a claim beside it.

The page needs no network and no script, and its content policy forbids both. Marks are inline elements without padding,
border or margin, so that a mark inside a word leaves its letters joined. Everything from the page is escaped.
"""

import re
from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from musnad.exports.highlight import MARK_OF, MARKS, Stretch, anchors, stretches
from musnad.exports.plain import UNSAFE, one_line, visible
from musnad.exports.record import outlet_of, title_of
from musnad.exports.wording import Piece, Wording, label
from musnad.model import Claim, Document, Entity, Link, Note, Reason, Span, TimeExpression

_STYLE = Path(__file__).parents[1] / "data" / "exports" / "page.css"
_COMPACT_STYLE = _STYLE.with_name("notebook.css")
_COMPACT_ROWS = 50


def to_html(documents: Document | Iterable[Document]) -> str:
    """One whole HTML page of the documents, in order."""
    several = [documents] if isinstance(documents, Document) else list(documents)
    title = title_of(several[0]) if len(several) == 1 else None
    sections = [section(document, f"p{number}") for number, document in enumerate(several, start=1)]
    return head(one_line(title or "Musnad")) + "".join(sections) + FOOT


def head(title: str, styles: Path = _STYLE) -> str:
    """The beginning of a page, up to its content; what it may load is nothing but these styles, which it holds."""
    style = styles.read_text(encoding="utf-8")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="ar" dir="rtl">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(title)}</title>\n<style>{style}</style>\n</head>\n<body>\n"
    )


FOOT = "</body>\n</html>\n"
"""The end of a page of documents."""


def section(document: Document, anchor: str) -> str:
    """The part of a page that shows one document; `anchor` keeps its anchors apart from those of the others."""
    page = _Section(document, f"{anchor}-")
    return (
        f'<section class="document" id="{anchor}">\n{page.header()}<div class="columns">\n'
        f'<main class="text">{page.legend()}<article class="words">{page.text()}</article></main>\n'
        f'<aside class="cards">{_heading("page.claims", len(document.claims))}{page.cards()}</aside>\n</div>\n'
        f"{page.lists()}</section>\n"
    )


def compact(document: Document) -> str:
    """A short table of the claims for notebooks, without the text."""
    wording = Wording(document)
    columns = ("what", "status", "who", "whom", "where", "when", "chain")
    header = "".join(f"<th>{_both('claim.' + key)}</th>" for key in columns)
    rows = "".join(_compact_row(wording, claim) for claim in document.claims[:_COMPACT_ROWS])
    more = len(document.claims) - _COMPACT_ROWS
    tail = f"<p>+{more} {_both('page.more')}</p>" if more > 0 else ""
    published = document.dating.published or label("page", "unknown", "ar")
    facts = " · ".join(f"<bdi>{_safe(fact)}</bdi>" for fact in (outlet_of(document), published) if fact)
    return (
        f'<div class="musnad" dir="rtl" lang="ar"><style>{_COMPACT_STYLE.read_text(encoding="utf-8")}</style>'
        f"<h4>{_safe(title_of(document) or document.page.source)}</h4><p>{facts}</p>"
        f"<table><thead><tr>{header}</tr></thead><tbody>{rows}</tbody></table>{tail}</div>"
    )


def _compact_row(wording: Wording, claim: Claim) -> str:
    cells = (
        f"{_safe(wording.document.quote(claim.span))} <small>{_safe(claim.type)}</small>",
        _both(f"status.{claim.status}"),
        _bdi(wording.names(claim.actors)),
        _bdi(wording.names(claim.recipients)),
        _bdi(wording.names([claim.place.argument] if claim.place else [])),
        _bdi([wording.when(claim)] if claim.time else []),
        _safe(wording.chain(claim.chain)) or _both("link.page"),
    )
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _bdi(values: Iterable[str]) -> str:
    return "، ".join(f"<bdi>{_safe(value)}</bdi>" for value in values)


def _safe(text: str) -> str:
    return escape(one_line(text))


def _both(key: str) -> str:
    """A label in Arabic, with the English beside it for those who do not read Arabic."""
    group, _, code = key.partition(".")
    arabic, english = label(group, code, "ar"), label(group, code, "en")
    return f'{escape(arabic)} <span class="en" lang="en" dir="ltr">{escape(english)}</span>'


def _heading(key: str, count: int) -> str:
    return f"<h2>{_both(key)} <small>{count}</small></h2>\n"


def _shown(text: str) -> str:
    """Escaped text of the page in which direction marks and control characters are written out, small."""
    return UNSAFE.sub(lambda m: f'<span class="control">{visible(m[0])}</span>', escape(text))


class _Section:
    """The parts of one document's section."""

    def __init__(self, document: Document, prefix: str) -> None:
        self.document = document
        self.prefix = prefix
        self.wording = Wording(document)
        self.anchors = anchors(document)

    def header(self) -> str:
        """The title and what is known of the page."""
        document = self.document
        page, byline = document.page, document.metadata.byline
        facts = (
            ("page.outlet", outlet_of(document)),
            ("page.host", page.host),
            ("page.credits", "، ".join(document.metadata.credits)),
            ("page.byline", document.quote(byline) if byline else None),
            ("page.published", self._published()),
            ("page.source", page.url or page.source),
            ("page.reader", document.reader),
        )
        rows = "".join(f"<div><dt>{_both(k)}</dt><dd><bdi>{_safe(v)}</bdi></dd></div>" for k, v in facts if v)
        title = _safe(title_of(document) or "") or _both("page.untitled")
        return f"<header><h1>{title}</h1><dl>{rows}</dl></header>\n"

    def _published(self) -> str:
        dating = self.document.dating
        known = f" ({label('basis', dating.basis, 'ar')})" if dating.basis else ""
        if dating.published:
            return dating.published + known
        if dating.window:
            return f"{label('page', 'window', 'ar')} {' / '.join(dating.window)}{known}"
        return label("page", "unknown", "ar")

    def legend(self) -> str:
        """What the marks mean."""
        shown = "".join(f'<li><span class="{kind}">{_both(f"mark.{kind}")}</span></li>' for kind in MARKS)
        return f'<ul class="legend">{shown}<li><span class="zone-furniture">{_both("mark.furniture")}</span></li></ul>'

    def text(self) -> str:
        """The whole text with its marks."""
        return "".join(self._stretch(s) for s in stretches(self.document))

    def _stretch(self, stretch: Stretch) -> str:
        text = _shown(self.document.quote(stretch.span))
        anchor = stretch.span.start in self.anchors
        if not stretch.marks and not anchor:
            return text
        attributes = f' id="{self.prefix}x{stretch.span.start}"' if anchor else ""
        kinds = " ".join(dict.fromkeys(kind for mark in stretch.marks for kind in mark.kind.split()))
        attributes += f' class="{kinds}"' if kinds else ""
        titles = " · ".join(dict.fromkeys(_safe(mark.title) for mark in stretch.marks if mark.title))
        attributes += f' title="{titles}"' if titles else ""
        claim = next((mark.claim for mark in stretch.marks if mark.claim), None)
        if claim:
            return f'<a href="#{self._id(claim)}"{attributes}>{text}</a>'
        found = any(not kind.startswith("zone-") for kind in kinds.split())
        return f"<mark{attributes}>{text}</mark>" if found else f"<span{attributes}>{text}</span>"

    def cards(self) -> str:
        """A card a claim, in the order of the record."""
        return "".join(self._card(claim) for claim in self.document.claims) or f"<p>{_both('page.none')}</p>"

    def _card(self, claim: Claim) -> str:
        trigger = self._place(claim.span)
        flags = "".join(
            f'<span class="flag">{_both(f"claim.{name}")}</span>'
            for name, holds in (("historical", claim.historical), ("reading", claim.reading))
            if holds
        )
        return (
            f'<article class="card" id="{self._id(claim.id)}"><h3>{trigger}'
            f' <span class="status {escape(claim.status)}">{_both(f"status.{claim.status}")}</span>{flags}'
            f' <small dir="ltr">{_safe(claim.id)} {_safe(claim.type)}</small></h3>'
            f"<p>{self._sentence(claim)}</p>"
            f'<p class="en" lang="en" dir="ltr">{_plain(self.wording.sentence(claim, "en"))}</p>'
            f"{self._quantities(claim)}{self._chain(claim.chain)}{self._why(claim)}</article>\n"
        )

    def _sentence(self, claim: Claim) -> str:
        """The claim in Arabic, its names linked to the words of the text that they stand for."""
        return "".join(
            f'<a href="#{self.prefix}x{p.at.start}"><bdi>{escape(p.text)}</bdi></a>' if p.at else _plain([p])
            for p in self.wording.sentence(claim, "ar")
        )

    def _quantities(self, claim: Claim) -> str:
        counted = "، ".join(self._place(quantity.span) for quantity in claim.quantities)
        return f"<p>{_both('claim.quantity')}: {counted}</p>" if counted else ""

    def _chain(self, links: tuple[Link, ...]) -> str:
        steps = "".join(self._link(link) for link in links) or f"<li>{_both('link.page')}</li>"
        return f'<div class="says"><span>{_both("claim.chain")}</span><ol class="chain">{steps}</ol></div>'

    def _link(self, link: Link) -> str:
        details = [_both(f"link.{link.kind}"), _both(f"stance.{link.stance}")]
        details += [self._place(link.cue)] if link.cue and link.source else []
        details += [f"{_both('link.channel')} {_safe(self.document.quote(link.channel))}"] if link.channel else []
        details += [f"{_both('link.to')} {_safe(self.wording.name(link.to))}"] if link.to else []
        name = f"<bdi>{_safe(self.wording.source(link))}</bdi>"
        where = link.source.span if link.source else link.cue
        target = f'<a href="#{self.prefix}x{where.start}">{name}</a>' if where else name
        return f"<li>{target} <small>{' · '.join(details)}</small></li>"

    def _why(self, claim: Claim) -> str:
        rows = "".join(f"<li>{self._reason(reason)}</li>" for reason in claim.why)
        confidence = f'{_both("claim.confidence")} <bdi dir="ltr">{claim.confidence:.2f}</bdi>'
        return f"<details><summary>{_both('claim.why')}</summary><p>{confidence}</p><ul>{rows}</ul></details>"

    def _reason(self, reason: Reason) -> str:
        row = f" · {_safe(reason.row)}" if reason.row else ""
        evidence = "، ".join(self._place(span) for span in reason.evidence)
        made = f'<code dir="ltr">{_safe(reason.stage)} · {_safe(reason.rule)}{row}</code>'
        return f"{made} {_both('claim.evidence')}: {evidence}" if evidence else made

    def lists(self) -> str:
        """Entities, times and notes, below the text."""
        document = self.document
        parts = (
            ("page.entities", [self._entity(e) for e in document.entities]),
            ("page.times", [self._time(t) for t in document.times]),
            ("page.notes", [self._note(n) for n in document.notes]),
        )
        return "".join(
            f'<section class="list">{_heading(key, len(items))}<ul>'
            f"{''.join(f'<li>{item}</li>' for item in items)}</ul></section>\n"
            for key, items in parts
            if items
        )

    def _entity(self, entity: Entity) -> str:
        latin = f' <bdi lang="en">{_safe(entity.latin)}</bdi>' if entity.latin else ""
        roles = "، ".join(dict.fromkeys(self._place(role.span) for role in entity.roles))
        others = _bdi(name for name in entity.names if name != entity.name)
        return (
            f'<span class="{MARK_OF[entity.kind]}"><bdi>{_safe(entity.name)}</bdi></span>{latin}'
            f" <small>{_both(f'kind.{entity.kind}')}</small>"
            + (f" {roles}" if roles else "")
            + (f"<br><small>{_both('page.also')}: {others}</small>" if others else "")
        )

    def _time(self, time: TimeExpression) -> str:
        value = f"{time.value or '?'}/{time.end_value}" if time.end_value else time.value or "?"
        shown = f'{self._place(time.span)} <code dir="ltr">{_safe(value)}</code>'
        if time.conflict is None:
            return shown
        readings = "، ".join(
            f'<code dir="ltr">{_safe(r.value)}</code> {_both("page.keeps")} <bdi>{_safe(r.keeps)}</bdi>'
            for r in time.conflict.readings
        )
        return f'{shown} <strong class="conflict">{_both("page.conflict")}: {_safe(time.conflict.kind)}</strong> {readings}'

    def _note(self, note: Note) -> str:
        where = f" {self._place(note.span)}" if note.span else ""
        return f'<bdi dir="ltr">{_safe(note.stage)}: {_safe(note.message)}</bdi>{where}'

    def _id(self, claim: str) -> str:
        return self.prefix + re.sub(r"[^\w.-]", "_", claim, flags=re.ASCII)

    def _place(self, span: Span) -> str:
        return f'<a href="#{self.prefix}x{span.start}"><bdi>{_safe(self.document.quote(span))}</bdi></a>'


def _plain(pieces: Iterable[Piece]) -> str:
    return "".join(f"<bdi>{escape(p.text)}</bdi>" if p.given else escape(p.text) for p in pieces)
