"""A page's record -> what of it is compared with other pages: its people, its paragraphs, and what it tells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from musnad.folding import is_mark
from musnad.linking.bodies import Bodies
from musnad.linking.numbers import Number, counted
from musnad.linking.windows import Window, window
from musnad.linking.words import Vocabulary, shingles, words_of
from musnad.model import Document

Record = Mapping[str, Any]
Place = tuple[int, int]
_ENDS = re.compile(r"[.؟!\n]+")
_TOLD = frozenset({"title", "body"})
_CLOSE = 6
"""How many words on each side of a trigger are close to it."""
_BEFORE = 24
"""How many characters before a number or trigger are looked at for what qualifies it."""
_DASH, _OPENING = " - ", 80
"""What ends the opening of a report, and how many characters it has at most."""
_LEAD = 60
"""How many of a page's first words tell what it is about."""
UNREAL = frozenset({"planned", "hypothetical"})
"""How stands what has not come to pass."""


@dataclass(frozen=True, slots=True)
class Profile:
    """Someone or something that a page means: its names folded, the fullest as words, and what is said of it.

    `mouth` are the words of the body that a spokesman speaks for.
    """

    page: str
    id: str
    name: str
    kind: str
    words: tuple[str, ...]
    forms: frozenset[str]
    latin: str | None
    country: str | None
    offices: frozenset[str]
    company: frozenset[str]
    named: bool
    mouth: frozenset[str] = frozenset()

    def __hash__(self) -> int:
        # Profiles are looked up by the hundred thousand, and page and id tell them apart.
        return hash((self.page, self.id))


class Source(NamedTuple):
    """One who says a thing: as the page calls him, the stems of his words, the page's entity, what kind; whether he is
    the page's own reporter, or somebody's kin; of one without a name the words of the body that he is of."""

    text: str
    head: str
    last: str
    words: frozenset[str]
    entity: str | None
    kind: str
    reporter: bool
    kin: bool
    body: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of a page as it is compared.

    Attributes:
        skeleton: the consonants of its trigger, `deeds` the kinds of deed that it may mean.
        definite: the trigger has the article: something that was told of before.
        parties: the page's entities that take part, `others` the stems of those who have no entity.
        opening: its place is the one that a paragraph opens with, where the report was written.
        after: it stands behind «after»: it came before what the sentence tells.
        near: the entities that its sentence mentions.
        words: the stems of its sentence, `close` those around its trigger, `phrase` those of its own arguments.
    """

    page: str
    id: str
    place: Place
    type: str
    mode: str | None
    skeleton: str
    deeds: frozenset[str]
    definite: bool
    actors: frozenset[str]
    parties: frozenset[str]
    others: frozenset[str]
    near: frozenset[str]
    where: str | None
    country: str | None
    precision: str | None
    when: Window | None
    status: str
    historical: bool
    sentence: Place
    words: frozenset[str]
    close: frozenset[str]
    phrase: frozenset[str]
    numbers: tuple[Number, ...]
    source: Source | None
    chain: tuple[Source, ...]
    about: tuple[str, ...]
    title: bool
    after: bool
    opening: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Page and id."""
        return self.page, self.id

    @property
    def unreal(self) -> bool:
        """Whether it has not come to pass: planned, asked for, threatened."""
        return self.status in UNREAL


class Paragraph(NamedTuple):
    """A paragraph: where it stands, and the hashes of its runs of words."""

    place: Place
    shingles: frozenset[int]
    words: int


@dataclass(frozen=True, slots=True)
class Report:
    """A page as it is compared. `day` is when it was published, as an ordinal; `own` whether it shows its own reporters;
    `names` are those that tell what it is about, `lead` the stems of its first words."""

    id: str
    outlet: str | None
    outlet_words: frozenset[str]
    agency: bool
    own: bool
    credits: tuple[str, ...]
    day: Window | None
    people: Mapping[str, Profile]
    names: frozenset[str]
    lead: frozenset[str]
    told: tuple[Told, ...]
    paragraphs: tuple[Paragraph, ...]


def report(page: Document | Record, vocabulary: Vocabulary) -> Report:
    """What of a page is compared; a document stands for its record."""
    record = page.to_record() if isinstance(page, Document) else page
    return _Reading(record, vocabulary).report()


class _Reading:
    """A record while it is being taken apart."""

    def __init__(self, record: Record, vocabulary: Vocabulary) -> None:
        self._record = record
        self._vocabulary = vocabulary
        self._text: str = record["text"]
        self._id: str = record["document"]["id"]
        self._sentences = list(self._cut())
        mentions = record["mentions"]
        self._near: dict[Place, set[str]] = {}
        for mention in mentions:
            if mention["named"] and mention["entity"]:
                self._near.setdefault(self._sentence(mention["start"]), set()).add(mention["entity"])
        self._beside = self._numbers()
        self._named = {mention["entity"] for mention in mentions if mention["named"]}
        self._bodies = Bodies(record, vocabulary)

    def report(self) -> Report:
        head = self._record["document"]
        outlet = head["outlet"] or head["host"]
        told = [self._told(claim) for claim in self._record["claims"]]
        people = {entity["id"]: self._profile(entity) for entity in self._record["entities"]}
        persons = {" ".join(p.words): p.id for p in people.values() if p.kind == "PER" and p.named and len(p.words) > 1}
        people = {
            p.id: replace(p, company=frozenset(n for n, who in persons.items() if who != p.id)) for p in people.values()
        }
        return Report(
            id=self._id,
            outlet=outlet,
            outlet_words=self._vocabulary.outlet(outlet) if outlet else frozenset(),
            agency=bool(outlet) and self._vocabulary.is_agency(outlet),
            own=self._own(outlet),
            credits=tuple(head["credits"]),
            day=_published(head),
            people=people,
            names=frozenset(name for profile in people.values() for name in _telling(profile)),
            lead=self._lead(),
            told=tuple(_without_promisers(told)),
            paragraphs=tuple(self._paragraphs()),
        )

    def _cut(self) -> Iterator[Place]:
        start = 0
        for end in _ENDS.finditer(self._text):
            if end.start() > start:
                yield start, end.start()
            start = end.end()
        if start < len(self._text):
            yield start, len(self._text)

    def _sentence(self, at: int) -> Place:
        low, high = 0, len(self._sentences)
        while low < high:
            middle = (low + high) // 2
            if self._sentences[middle][1] <= at:
                low = middle + 1
            else:
                high = middle
        return self._sentences[low] if low < len(self._sentences) else (at, at)

    def _own(self, outlet: str | None) -> bool:
        """Whether byline, dateline or text show that the outlet itself reports: a reporter, or words said to it."""
        if not outlet:
            return False
        if self._vocabulary.is_blog(outlet):
            return True
        name = self._vocabulary.outlet(outlet)
        heads = [z for z in self._record["zones"] if z["kind"] in {"byline", "dateline"}]
        if any(self._vocabulary.own(self._text[z["start"] : z["end"]]) for z in heads):
            return True
        persons = [m["start"] for m in self._record["mentions"] if m["kind"] == "PER" and m["named"]]
        if self._record["document"]["byline"] or any(z["start"] <= at < z["end"] for z in heads for at in persons):
            return True
        return name <= {self._vocabulary.stem(word) for word in words_of(self._text)}

    def _paragraphs(self) -> Iterator[Paragraph]:
        at = 0
        zones = [(z["start"], z["end"]) for z in self._record["zones"] if z["kind"] in _TOLD]
        for line in self._text.split("\n"):
            start, at = at, at + len(line) + 1
            if line.strip() and any(first < start + len(line) and start < last for first, last in zones):
                words = words_of(line)
                yield Paragraph((start, start + len(line)), shingles(words), len(words))

    def _lead(self) -> frozenset[str]:
        """The stems of title and first paragraphs."""
        zones = sorted((z["start"], z["end"]) for z in self._record["zones"] if z["kind"] in _TOLD)
        words = [word for start, end in zones for word in self._text[start:end].split()[:_LEAD]]
        return self._vocabulary.content(" ".join(words[:_LEAD]))

    def _profile(self, entity: Record) -> Profile:
        forms = frozenset(" ".join(words_of(name)) for name in entity["names"])
        offices = {stem for role in entity["roles"] for stem in self._vocabulary.content(role["title"])}
        offices |= {stem for role in entity["roles"] for stem in self._vocabulary.content(role["body"] or "")}
        return Profile(
            page=self._id,
            id=entity["id"],
            name=entity["name"],
            kind=entity["kind"],
            words=tuple(self._vocabulary.stem(word) for word in words_of(entity["name"])),
            forms=forms,
            latin=entity["latin"].casefold() if entity["latin"] else None,
            country=entity["country"] or entity["ids"].get("iso3166"),
            offices=frozenset(offices),
            company=frozenset(),
            named=entity["id"] in self._named,
            mouth=frozenset(stem for role in entity["roles"] for stem in self._bodies.spoken_for(role)),
        )

    def _told(self, claim: Record) -> Told:
        arguments = [*claim["actors"], *claim["recipients"], *claim["companions"]]
        place = claim["place"]
        sentence = self._sentence(claim["start"])
        chain = tuple(self._source(link) for link in claim["chain"] if link["source"] or link["name"])
        trigger = words_of(claim["trigger"])
        when = claim["time"]
        return Told(
            page=self._id,
            id=claim["id"],
            place=(claim["start"], claim["end"]),
            type=claim["type"],
            mode=claim["mode"],
            skeleton=self._vocabulary.skeleton(trigger[0]) if trigger else "",
            deeds=self._vocabulary.deeds(claim["type"], self._whole(claim)) if trigger else frozenset(),
            definite=bool(trigger) and trigger[0].startswith("ال"),
            actors=frozenset(a["entity"] for a in claim["actors"] if a["entity"]),
            parties=frozenset(a["entity"] for a in arguments if a["entity"]),
            others=frozenset(s for a in arguments if not a["entity"] for s in self._vocabulary.content(a["text"])),
            near=frozenset(self._near.get(sentence, ())),
            where=" ".join(words_of(place["text"])) if place else None,
            country=place["country"] if place else None,
            precision=place["precision"] if place else None,
            when=window(when["value"]) if when else None,
            status=claim["status"],
            historical=claim["historical"],
            sentence=sentence,
            words=self._vocabulary.content(self._text[slice(*sentence)]),
            close=self._close(claim, sentence),
            phrase=frozenset(s for a in arguments for s in self._vocabulary.content(a["text"])),
            numbers=(*self._quantities(claim), *self._beside.get(claim["id"], ())),
            source=chain[-1] if chain else None,
            chain=chain,
            about=tuple(claim["about"]),
            after=self._vocabulary.after(self._text[max(sentence[0], claim["start"] - _BEFORE) : claim["start"]]),
            title=any(z["kind"] == "title" and z["start"] <= claim["start"] < z["end"] for z in self._record["zones"]),
            opening=bool(place) and self._opens(place["start"]),
        )

    def _opens(self, at: int) -> bool:
        """Whether a place stands before the dash that a report begins behind."""
        line = self._text.rfind("\n", 0, at) + 1
        dash = self._text.find(_DASH, line, line + _OPENING)
        return dash > at and "\n" not in self._text[line:dash]

    def _whole(self, claim: Record) -> str:
        """The first word of a trigger as it is written, with what is joined to it."""
        start: int = claim["start"]
        while start and (self._text[start - 1].isalpha() or is_mark(self._text[start - 1])):
            start -= 1
        return words_of(self._text[start : claim["end"]])[0]

    def _close(self, claim: Record, sentence: Place) -> frozenset[str]:
        """The stems of the few words before and behind a trigger, inside its sentence."""
        before = self._text[sentence[0] : claim["start"]].split()[-_CLOSE:]
        behind = self._text[claim["end"] : sentence[1]].split()[:_CLOSE]
        return self._vocabulary.content(" ".join((*before, *behind)))

    def _quantities(self, claim: Record) -> Iterator[Number]:
        """The numbers of a claim's participants."""
        for quantity in claim["quantities"]:
            if quantity["value"] is not None:
                before = self._text[max(0, quantity["start"] - _BEFORE) : quantity["start"]]
                yield Number(
                    float(quantity["value"]),
                    self._vocabulary.bound(before),
                    self._vocabulary.content(quantity["of"]),
                    (quantity["start"], quantity["end"]),
                    self._vocabulary.stem(words_of(claim["trigger"])[-1]) if self._follows(quantity, claim) else None,
                )

    def _follows(self, quantity: Record, claim: Record) -> bool:
        """Whether nothing but space lies between a claim's word and a number."""
        between = self._text[claim["end"] : quantity["start"]]
        return claim["end"] < quantity["start"] and not between.strip()

    def _numbers(self) -> dict[str, list[Number]]:
        """The other numbers of the sentences that claims stand in, by the claim: the last before, else the first behind."""
        sentences: dict[Place, list[Record]] = {}
        for claim in sorted(self._record["claims"], key=lambda c: (c["start"], c["id"])):
            sentences.setdefault(self._sentence(claim["start"]), []).append(claim)
        passed = [(time["start"], time["end"]) for time in self._record["times"]]
        passed += [
            (q["start"], q["end"])
            for claim in self._record["claims"]
            for q in claim["quantities"]
            if q["value"] is not None
        ]
        found: dict[str, list[Number]] = {}
        for sentence, claims in sentences.items():
            for number in counted(self._text, sentence, passed, self._vocabulary):
                before = [claim for claim in claims if claim["start"] < number.place[0]]
                found.setdefault((before[-1] if before else claims[0])["id"], []).append(number)
        return found

    def _source(self, link: Record) -> Source:
        source = link["source"]
        text: str = source["text"] if source else link["name"]
        words = words_of(text)
        head, last = (self._vocabulary.stem(words[n]) if words else "" for n in (0, -1))
        entity = source["entity"] if source else None
        reporter = bool(words) and self._vocabulary.own(words[0])
        return Source(
            text,
            head,
            last,
            self._vocabulary.content(text),
            entity,
            link["kind"],
            reporter,
            self._vocabulary.is_kin(text),
            self._bodies.of_unnamed(words) if link["kind"] == "unnamed" else frozenset(),
        )


def _without_promisers(told: list[Told]) -> Iterator[Told]:
    """Who asks for a thing or promises it is no source of it, but takes part in the asking; the sources behind him stay."""
    holders = {content: holder for holder in told for content in holder.about}
    for one in told:
        holder = holders.get(one.id)
        if holder and one.source and one.source.entity and one.source.entity in holder.actors:
            chain = one.chain[:-1]
            yield replace(one, chain=chain, source=chain[-1] if chain else holder.source)
        else:
            yield one


def _telling(profile: Profile) -> Iterator[str]:
    """The names by which a page is known to speak of what another speaks of: not those of known countries and towns."""
    if profile.named and profile.words and not (profile.kind in {"GPE", "LOC"} and profile.country):
        yield profile.words[-1] if profile.kind == "PER" else " ".join(profile.words)


def _published(head: Record) -> Window | None:
    if head["published"]:
        day = date.fromisoformat(head["published"][:10]).toordinal()
        return Window(day, day)
    if head["published_window"]:
        first, last = (date.fromisoformat(day[:10]).toordinal() for day in head["published_window"])
        return Window(first, last)
    return None
