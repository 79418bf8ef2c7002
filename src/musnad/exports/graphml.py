"""Claims as a graph in GraphML: events and those in them are nodes, and an edge says in which role, on which page's word.

An event has one node, however many claims tell of it where pages are linked; each claim brings edges of its own. Networks of
people among themselves are a projection of this graph.
"""

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from musnad.exports.reports import Party, Report, Tally

_NODE = ("label", "sort", "latin", "kind", "country", "sectors", "type", "mode", "first", "last", "place")
_EDGE = ("role", "claim", "status", "step", "outlet", "published", "page")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'


def graphml(reports: Iterable[Report], tally: Tally) -> Iterator[str]:
    """The file in pieces; `tally` counts claims, all of which are written."""
    yield _HEAD
    for of, names in (("node", _NODE), ("edge", _EDGE)):
        for name in names:
            yield f'<key id="{of}-{name}" for="{of}" attr.name="{name}" attr.type="string"/>\n'
    yield '<graph edgedefault="directed">\n'
    known: set[str] = set()
    for report in reports:
        tally.written += 1
        event = report.event or report.id
        for name, values in _nodes(report, event):
            if name not in known:
                known.add(name)
                yield f"<node id={quoteattr(_clean(name))}>{_data('node', values)}</node>\n"
        for number, (party, role, step) in enumerate(_roles(report)):
            ends = (
                (party.key, event) if role in {"actor", "companion", "source"} else (event, party.key)
            )  # away from who does or says it, towards whom and where it is done
            source, target = (quoteattr(_clean(end)) for end in ends)
            said = f"<edge id={quoteattr(f'{report.id}-{number}')} source={source} target={target}>"
            yield f"{said}{_data('edge', _edge(report, role, step))}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _roles(report: Report) -> Iterator[tuple[Party, str, int]]:
    for role, parties in (
        ("actor", report.actors),
        ("recipient", report.recipients),
        ("companion", report.companions),
        ("place", (report.place,) if report.place else ()),
        ("source", report.chain),
    ):
        for step, party in enumerate(parties, start=1):
            yield party, role, step


def _nodes(report: Report, event: str) -> Iterator[tuple[str, dict[str, str | None]]]:
    claim, days = report.claim, report.days
    yield (
        event,
        {
            "label": f"{claim['type']} {claim['trigger']}",
            "sort": "event",
            "type": claim["type"],
            "mode": claim["mode"],
            "first": days.first if days else None,
            "last": days.last if days else None,
            "place": report.place.name if report.place else None,
        },
    )
    for party, _, _ in _roles(report):
        yield (
            party.key,
            {
                "label": party.name,
                "sort": "party",
                "latin": party.latin,
                "kind": party.kind,
                "country": party.country,
                "sectors": " ".join(party.sectors),
            },
        )


def _edge(report: Report, role: str, step: int) -> dict[str, str | None]:
    page = report.page
    return {
        "role": role,
        "claim": report.id,
        "status": report.claim["status"],
        "step": str(step),
        "outlet": page["outlet"],
        "published": page["published"],
        "page": page["url"] or page["source"],
    }


def _data(of: str, values: dict[str, str | None]) -> str:
    return "".join(f'<data key="{of}-{name}">{escape(_clean(value))}</data>' for name, value in values.items() if value)


def _clean(text: str) -> str:
    """The text without what XML cannot hold."""
    return _ILLEGAL.sub("\ufffd", text)
