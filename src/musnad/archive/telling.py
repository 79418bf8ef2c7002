"""A claim as the questions show it: who did what to whom, where, when, who says so, in which words."""

from collections.abc import Iterable
from dataclasses import dataclass

from musnad.archive.papers import Paper, Quote
from musnad.store.rows import Json


@dataclass(frozen=True, slots=True)
class Told:
    """A claim of a page; names are the fullest that its page gives.

    Attributes:
        id: the claim over all pages: the beginning of the page's hash and the claim's own id.
        when: its date as the page lets it be known; `times` are the words for times in its sentence, where it has none.
        chain: who says so, outermost first; empty where the page itself does. `kinds` what kind of source each is.
    """

    id: str
    type: str
    mode: str | None
    status: str
    historical: bool
    reading: bool
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    companions: tuple[str, ...]
    place: str | None
    country: str | None
    when: str | None
    times: tuple[str, ...]
    numbers: tuple[str, ...]
    chain: tuple[str, ...]
    kinds: tuple[str, ...]
    confidence: float
    quote: Quote


def told(paper: Paper, claim: Json) -> Told:
    """A claim of a page's record."""
    place, time = claim["place"], claim["time"]
    when = time["value"] if time else None
    return Told(
        id=paper.id_of(claim["id"]),
        **{name: claim[name] for name in ("type", "mode", "status", "historical", "reading", "confidence")},
        actors=_names(paper, claim["actors"]),
        recipients=_names(paper, claim["recipients"]),
        companions=_names(paper, claim["companions"]),
        place=paper.name(place) if place else None,
        country=place["country"] if place else None,
        when=when,
        times=() if when else tuple(dict.fromkeys(_times(paper, claim))),
        numbers=tuple(quantity["text"] for quantity in claim["quantities"]),
        chain=paper.chain(claim["chain"]),
        kinds=tuple(link["kind"] for link in claim["chain"]),
        quote=paper.quote(claim),
    )


def _names(paper: Paper, arguments: Iterable[Json]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for argument in arguments if (name := paper.name(argument))))


def _times(paper: Paper, claim: Json) -> Iterable[str]:
    """The words for times in the sentence of a claim."""
    first, last = paper.sentence(claim["start"], claim["end"])
    return (time["text"] for time in paper.record["times"] if first <= time["start"] and time["end"] <= last)
