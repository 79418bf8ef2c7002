"""Someone over all pages: what each outlet calls him and when, his offices and ranks, his kin, who travels with him."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from musnad.archive.papers import Paper, Papers, Quote, by_day
from musnad.archive.people import Someone
from musnad.archive.telling import Told, told
from musnad.folding import fold
from musnad.lexicon import Lexicon
from musnad.linking.words import Vocabulary
from musnad.store.rows import Json

_OFFICE = "OFFICE"
_CLITICS = 3
"""How many letters of a conjunction, a preposition and the article may stand before a rank."""
_PARTIES = ("actors", "recipients", "companions")
_CLOSE_KIN = frozenset({"child", "sibling", "spouse", "parent", "in_law", "relative"})


@dataclass(frozen=True, slots=True)
class Form:
    """A name as pages write it: on how many, by which outlets, and where first."""

    form: str
    pages: int
    outlets: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Called:
    """What an outlet calls someone on a day: a `rank`, an `office` or an `epithet`; how often, on whose word, and where.

    `key` is the same for what is the same title in other words' forms.
    """

    outlet: str | None
    published: str | None
    kind: str
    words: str
    times: int
    says: tuple[str, ...]
    since: str | None
    until: str | None
    quote: Quote
    key: str


@dataclass(frozen=True, slots=True)
class Title:
    """A rank, office or epithet over time: the first and the last page that gives it, how many do, and which outlets."""

    kind: str
    words: str
    first: str | None
    last: str | None
    pages: int
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """A tie to someone else: `of` whom the other is `kind`, as «child»; `kin` tells kin from other ties."""

    kind: str
    kin: bool
    who: str
    of: str
    other: str
    says: tuple[str, ...]
    quote: Quote


@dataclass(frozen=True, slots=True)
class Company:
    """One who is named as a companion on the same journey or in the same meeting, and the claims that say so."""

    name: str
    told: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """All that pages tell of someone beside what he does; `career` are reports of offices taken, given, lost."""

    id: str
    name: str
    latin: str | None
    kind: str
    country: str | None
    pages: int
    mentions: int
    outlets: tuple[str, ...]
    reasons: tuple[str, ...]
    first: Quote | None
    last: Quote | None
    forms: tuple[Form, ...]
    titles: tuple[Title, ...]
    called: tuple[Called, ...]
    career: tuple[Told, ...]
    ties: tuple[Tie, ...]
    company: tuple[Company, ...]


class Titles:
    """Knows which titles are ranks, and which are one however they are written."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._vocabulary = Vocabulary(lexicon)
        rows = [row for row in lexicon["names/titles"] if row["class"] == "rank"]
        self._ranks = {fold(form): row["word"] for row in rows for form in (row["word"], *row.list("forms"))}

    def key(self, role: Json) -> tuple[str, str]:
        """`rank` or `office`, and the title without what its form adds: the rank's word, or the stems of the office."""
        first = fold(role["title"]).split(" ")[0]
        for cut in range(min(_CLITICS, len(first)) + 1):
            if first[cut:] in self._ranks:
                return "rank", self._ranks[first[cut:]]
        words = f"{role['title']} {role['body'] or ''}"
        return "office", " ".join(self._vocabulary.stem(fold(word)) for word in words.split())


def dossier(papers: Papers, titles: Titles, someone: Someone) -> Dossier:
    """What the pages tell of someone."""
    return _Gathering(papers, titles, someone).dossier()


class _Gathering:
    """Someone while the pages are gone through; `own` are the entities that mean him on each page."""

    def __init__(self, papers: Papers, titles: Titles, someone: Someone) -> None:
        self._titles, self._someone = titles, someone
        self._own: dict[int, set[str]] = {}
        for number, entity in someone.members:
            self._own.setdefault(number, set()).add(entity)
        self._papers = sorted(papers.of(self._own), key=by_day)

    def dossier(self) -> Dossier:
        entities = [entity for _, entity in self._entities()]
        latin = Counter(entity["latin"] for entity in entities if entity["latin"])
        country = Counter(entity["country"] for entity in entities if entity["country"])
        seen = [paper.quote(mention) for paper in self._papers for mention in self._mentions(paper)[:1]]
        called = tuple(self._called())
        return Dossier(
            id=self._someone.id,
            name=self._someone.name,
            latin=_commonest(latin),
            kind=self._someone.kind,
            country=_commonest(country),
            pages=len(self._papers),
            mentions=sum(len(self._mentions(paper)) for paper in self._papers),
            outlets=_outlets(self._papers),
            reasons=self._someone.reasons,
            first=seen[0] if seen else None,
            last=next((quote for quote in reversed(seen) if quote.published), seen[-1] if seen else None),
            forms=tuple(self._forms()),
            titles=tuple(_in_time(called)),
            called=called,
            career=tuple(told(paper, claim) for paper, claim in self._claims() if claim["type"] == _OFFICE),
            ties=tuple(chain.from_iterable(self._ties(paper) for paper in self._papers)),
            company=tuple(self._company()),
        )

    def _entities(self) -> Iterator[tuple[Paper, Json]]:
        for paper in self._papers:
            yield from ((paper, paper.entities[entity]) for entity in sorted(self._own[paper.number]))

    def _mentions(self, paper: Paper) -> list[Json]:
        own = (mention for entity in self._own[paper.number] for mention in paper.mentions.get(entity, ()))
        return sorted(own, key=lambda mention: (not mention["named"], mention["start"]))

    def _forms(self) -> Iterator[Form]:
        """The names, the commonest first, with the first mention that is written like that."""
        found: dict[str, list[tuple[Paper, Json]]] = {}
        for paper, entity in self._entities():
            for form in dict.fromkeys(entity["names"]):
                found.setdefault(form, []).append((paper, entity))
        for form, where in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            papers = [paper for paper, _ in where]
            places = (
                (paper, mention)
                for paper, entity in where
                for mention in sorted(paper.mentions.get(entity["id"], ()), key=lambda m: form not in m["text"])
            )
            paper, mention = next(places)
            yield Form(form, len({p.number for p in papers}), _outlets(papers), paper.quote(mention))

    def _called(self) -> Iterator[Called]:
        """What each outlet calls him, by outlet and day; undated pages each stand for themselves."""
        cells: dict[tuple[str, str, str, str], list[tuple[Paper, Json]]] = {}
        for paper, entity in self._entities():
            outlet, day = paper.source.outlet or "", paper.day or f"? {paper.number}"
            for role in entity["roles"]:
                cells.setdefault((outlet, day, *self._titles.key(role)), []).append((paper, role))
            for place in entity["epithets"]:
                cells.setdefault((outlet, day, "epithet", fold(place["text"])), []).append((paper, place))
        for (outlet, _, kind, key), where in sorted(cells.items(), key=lambda item: item[0]):
            paper, place = where[0]
            yield Called(
                outlet or None,
                paper.day,
                kind,
                key if kind == "rank" else _title(place),
                len(where),
                paper.chain(place.get("says", ())),
                place.get("from"),
                place.get("until"),
                paper.quote(place),
                key,
            )

    def _claims(self) -> Iterator[tuple[Paper, Json]]:
        """The claims in which he takes part."""
        for paper in self._papers:
            own = self._own[paper.number]
            for claim in paper.claims.values():
                if any(argument["entity"] in own for side in _PARTIES for argument in claim[side]):
                    yield paper, claim

    def _ties(self, paper: Paper) -> Iterator[Tie]:
        own = self._own[paper.number]
        for entity in paper.entities.values():
            for relation in entity["relations"]:
                if (entity["id"] in own) == (relation["entity"] in own):
                    continue
                of = paper.entities[relation["entity"]]
                other = of if entity["id"] in own else entity
                yield Tie(
                    relation["kind"],
                    relation["kind"] in _CLOSE_KIN,
                    entity["name"],
                    of["name"],
                    other["name"],
                    paper.chain(relation["says"]),
                    paper.quote(relation),
                )

    def _company(self) -> Iterator[Company]:
        """Companions in the claims that name any: his, or those whose companion he is."""
        found: dict[str, list[Told]] = {}
        for paper, claim in self._claims():
            own = self._own[paper.number]
            is_companion = any(argument["entity"] in own for argument in claim["companions"])
            others = [*claim["companions"], *(claim["actors"] if is_companion else ())]
            names = (paper.name(argument) for argument in others if argument["entity"] not in own)
            for name in dict.fromkeys(name for name in names if name):
                found.setdefault(name, []).append(told(paper, claim))
        for name, claims in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            yield Company(name, tuple(claims))


def _title(place: Json) -> str:
    """The words of a title; its body, too, where the words do not hold it."""
    words: str = place["text"]
    body = place.get("body")
    return f"{words} · {body}" if body and fold(body).split()[-1] not in fold(words) else words


def _in_time(called: Iterable[Called]) -> Iterator[Title]:
    """Every title over time, the earliest first."""
    found: dict[tuple[str, str], list[Called]] = {}
    for one in called:
        found.setdefault((one.kind, one.key), []).append(one)
    made = []
    for (kind, _), cells in found.items():
        days = sorted(cell.published for cell in cells if cell.published)
        pages = len({cell.quote.page for cell in cells})
        outlets = tuple(dict.fromkeys(cell.outlet for cell in cells if cell.outlet))
        words = max(cells, key=lambda cell: (cell.times, cell.words)).words
        made.append(Title(kind, words, days[0] if days else None, days[-1] if days else None, pages, outlets))
    return iter(sorted(made, key=lambda title: (title.first is None, title.first or "", title.words)))


def _outlets(papers: Iterable[Paper]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(paper.source.outlet for paper in papers if paper.source.outlet))


def _commonest(counts: Counter[str]) -> str | None:
    return min(counts, key=lambda name: (-counts[name], name), default=None)
