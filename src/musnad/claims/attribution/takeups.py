"""Words that take up a source named before: «المصدر», «الصحيفة», «الوزارة», «سموه», «الأخير», a family name alone."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from musnad.claims.attribution.extents import Extents
from musnad.claims.attribution.source_words import Source
from musnad.folding import fold
from musnad.language.words import ARTICLE, HA, YA
from musnad.model import Argument, LinkKind, Mention, Span

_CLASS = 16
"""Characters before a name in which the noun for its bearer stands."""

_HONOURED = 60
"""Characters before a name in which the honour of its bearer stands."""

_BEARERS = 20
"""How many names back the bearer of an honour is looked for."""

_MARKS = '"«»“”„( '


@dataclass(frozen=True, slots=True)
class _Office:
    """An office that the page gives somebody: where, in which words, whose, and where his name stands."""

    start: int
    head: str
    words: frozenset[str]
    country: str | None
    entity: str
    name: Span
    named: bool


class TakeUps:
    """What one document has named and quoted so far, for words that mean it again."""

    def __init__(self, extents: Extents) -> None:
        self._extents = extents
        self._view = extents.view
        self._quoted: dict[str, Source] = {}
        self._titled: dict[str, list[tuple[Source, frozenset[str]]]] = {}
        self._called: dict[str, Source] = {}
        self.latest: Source | None = None
        self._paper: Source | None = None
        self.remembered = 0
        named = [m for m in self._view.document.mentions if m.named]
        self._people = [m for m in named if m.kind == "PER"]
        self._media = [m for m in named if m.kind == "MEDIA"]
        self._bodies: dict[str, list[Mention]] = {}
        for mention in named:
            if mention.kind in ("ORG", "ARMED"):
                for head in {self._head(mention), self._class_before(mention)}:
                    self._bodies.setdefault(head, []).append(mention)
        self._offices = list(self._given_offices())
        full = [e for e in self._view.document.entities if e.kind == "PER" and " " in e.name]
        self._surnames = {fold(e.name).split()[-1]: e.id for e in reversed(full)}

    def _given_offices(self) -> Iterator[_Office]:
        document = self._view.document
        people = {m.entity: m.span for m in reversed(self._people)}
        starts = [token.span.start for token in self._view.tokens]
        for entity in document.entities:
            for role in entity.roles if entity.kind == "PER" else ():
                first, last = (bisect_left(starts, place) for place in (role.span.start, role.span.end))
                name = people.get(entity.id, role.span)
                words = self._extents.office(first, last)
                head = self._extents.office_head(first, last)
                yield _Office(role.span.start, head, words, role.country, entity.id, name, entity.id in people)

    def _head(self, mention: Mention) -> str:
        words = fold(self._view.document.quote(mention.span)).split()
        return words[0].removeprefix(ARTICLE) if words else ""

    def _class_before(self, mention: Mention) -> str:
        """The noun that says what the bearer of a name is («منظمة "الفجر"»); the name's own first word without one."""
        text = self._view.document.text[max(0, mention.span.start - _CLASS) : mention.span.start]
        words = fold(text).split()
        word = words[-1].strip(_MARKS) if words else ""
        word = word or (words[-2].removeprefix(ARTICLE) if len(words) > 1 else "")
        return word if word in self._extents.words.bodies else self._head(mention)

    def has_name(self, source: Source) -> bool:
        """Whether the page knows a source by name."""
        return source.argument.entity in self._view.named

    def remember(self, source: Source) -> None:
        """Note a source that was quoted."""
        self.remembered += 1
        if source.head:
            self._quoted[source.head] = source
            if not source.argument.implied and source.last > source.first + 2:
                words = self._extents.bare(source.first, source.last)
                self._titled.setdefault(source.head, []).append((source, words))
        name = fold(self._view.document.quote(source.argument.span)).split()
        if len(name) > 1:
            self._quoted[name[0].removeprefix(ARTICLE)] = source
        if source.argument.entity is None and source.head and len(name) > 1:
            self._called[name[-1]] = source
        behind = source.last
        if behind < len(self._view.tokens) and not source.argument.implied and self._extents.titled(behind):
            self._quoted[self._view.tokens[behind].base.removeprefix(ARTICLE)] = source
        self.latest = source
        if source.kind in ("outlet", "agency"):
            self._paper = source

    def report(self, i: int, last: int, head: str) -> Source | None:
        """The paper quoted last whose «تقرير» is meant."""
        told = self._paper is not None and self._extents.hinges.is_a("report", head)
        return self._paper.taken_up(i, last) if told and self._paper is not None else None

    def known(self, i: int, head: str, last: int) -> Source | None:
        """The source quoted before that a definite word takes up, with two adjectives at most."""
        known = self._quoted.get(head)
        return known.taken_up(i, last) if known is not None and last <= i + 3 else None

    def entitled(self, i: int, last: int, head: str) -> Source | None:
        """The person quoted before under the office that this phrase names."""
        wanted = self._extents.bare(i, last)
        if len(wanted) < 2:
            return None
        for known, words in reversed(self._titled.get(head, [])[-20:]):
            if wanted <= words:
                return known.taken_up(i, last)
        return None

    def holder(self, i: int, last: int, head: str) -> Source | None:
        """The only one whom the page gave an office that this phrase names («الرئيس السوري», «الوزير الباكستاني»).

        Those told of before go first; only an office of two words or more may be another's who is named later.
        """
        title = self._extents.office_head(i, last)
        wanted, start = self._extents.office(i, last), self._view.tokens[i].span.start
        country = next((o.country for o in self._offices if o.start == start and o.country), None)
        fitting = [
            office
            for office in self._offices
            if office.start != start
            and office.head == title
            and (_holds(office.words, wanted) or (country == office.country and head in office.words and country))
        ]
        before = [office for office in fitting if office.start < start]
        holders = {office.entity: office for office in before or (fitting if len(wanted) > 1 else [])}
        office = next(iter(holders.values())) if len(holders) == 1 else None
        if office is None or not office.named or not wanted:
            return None
        argument = Argument(office.name, office.entity, implied=True)
        return Source(i, last, argument, "official", head.endswith(HA), False, head)

    def spelled_out(self, i: int, last: int, head: str) -> Source | None:
        """The one office without a name that the page has told of in full («السفير») for «السفير التركي»."""
        start, title = self._view.tokens[i].span.start, self._extents.office_head(i, last)
        before = {office.entity: office for office in self._offices if office.start < start and office.head == title}
        office = next(iter(before.values())) if len(before) == 1 else None
        if office is None or office.named or len(office.words) < 2:
            return None
        return Source(
            i, last, Argument(office.name, office.entity, implied=True), "official", head.endswith(HA), False, head
        )

    def described(self, i: int, last: int, head: str) -> Source | None:
        """Whom «المسؤول الإسباني» means: the one told of as a Spaniard before, else whoever was quoted last."""
        start, adjectives = self._view.tokens[i].span.start, self._extents.office(i + 1, last)
        known = {o.entity: o.name for o in self._offices if o.named and o.start < start and adjectives & o.words}
        known |= {
            m.entity: m.span
            for m in self._people[: self._before(self._people, i)]
            if self._called_before(m, adjectives)
        }
        if len(known) != 1:
            return self.last_quoted(i, last, head)
        entity, name = next(iter(known.items()))
        return Source(i, last, Argument(name, entity, implied=True), "official", head.endswith(HA), False, head)

    def _called_before(self, mention: Mention, adjectives: frozenset[str]) -> bool:
        """Whether one of some adjectives stands right before a name («نظيره الإسباني فلان»)."""
        words = fold(self._view.document.text[max(0, mention.span.start - _CLASS) : mention.span.start]).split()
        return bool(words) and words[-1].removeprefix(ARTICLE) in adjectives

    def last_quoted(self, i: int, last: int, head: str) -> Source | None:
        """Whoever was quoted last, where a word means just that («المصدر», «النائب»): a man or body, not a paper."""
        known = self.latest
        if known is None or known.plural:
            return None
        titled = self._extents.titled(i)
        if known.kind not in ("person", "official", "unnamed") and (titled or known.kind != "document"):
            return None
        if titled and (known.kind == "unnamed" or not self._is_man(known) or known.feminine is (not head.endswith(HA))):
            return None
        return known.taken_up(i, last)

    def _is_man(self, source: Source) -> bool:
        """Whether a source is a man by name: one that is known, or one that an office was followed by."""
        entity = self._view.entities.get(source.argument.entity or "")
        return entity.kind == "PER" if entity is not None else bool(source.head)

    def of(self, i: int) -> Source | None:
        """The source that the word at a position takes up; None where it takes up none."""
        token, hinges = self._view.tokens[i], self._extents.hinges
        if hinges.is_a("honour", token.form):
            return self._honoured(i)
        if token.base in self._called and not token.proclitics:
            return self._called[token.base].taken_up(i, i + 1)
        if token.base in self._surnames and not token.proclitics:
            return Source(i, i + 1, Argument(token.stem, self._surnames[token.base]), "person")
        if not token.base.startswith(ARTICLE) or self._view.closes(i):
            return None
        head = token.base.removeprefix(ARTICLE)
        known = self.known(i, head, i + 1)
        if known is not None:
            return known
        return self._latter(i) if hinges.is_a("latter", head) else self._body(i, head)

    def _before(self, mentions: list[Mention], i: int) -> int:
        """How many of the mentions begin before a position."""
        return bisect_left(mentions, self._view.tokens[i].span.start, key=lambda m: m.span.start)

    def _body(self, i: int, head: str) -> Source | None:
        """The nearest body before whose name begins with the word («الوزارة»); the only one on the page if none is before."""
        bodies = self._bodies.get(head, [])
        number = self._before(bodies, i)
        if not number and (i in self._view.mention_at or len({body.entity for body in bodies}) != 1):
            return None
        body = bodies[max(0, number - 1)]
        argument = Argument(body.span, body.entity, implied=True)
        return Source(i, i + 1, argument, "official", head.endswith(HA), False, head)

    def _honoured(self, i: int) -> Source | None:
        """Whom «سموه» means: who was quoted last, if with that honour; who was named last with it; else who was quoted last."""
        known = self.latest
        if known is not None and known.kind in ("person", "official") and self._is_honoured(known, i):
            return known.taken_up(i, i + 1)
        honoured = self._with_honour(i)
        if honoured is not None:
            return honoured
        if known is None or known.kind not in ("person", "official") or known.plural:
            return self._latter(i)
        return known.taken_up(i, i + 1)

    def _honours(self, i: int) -> set[str]:
        """The words before a name that «سموه» or the like takes up."""
        stem = self._view.tokens[i].form[:-1]
        return {stem, stem[:-1] + HA, ARTICLE + stem}

    def _is_honoured(self, source: Source, i: int) -> bool:
        """Whether the honour stands in the words of a source or right before them."""
        span, text = source.argument.span, self._view.document.text
        before = _last_clause(fold(text[max(0, span.start - _CLASS) : span.start]))
        return not self._honours(i).isdisjoint((*before, *fold(text[span.start : span.end]).split()))

    def _with_honour(self, i: int) -> Source | None:
        """The person before whose name the same honour stands («سمو الأمير فلان»), the latest one."""
        number = self._before(self._people, i)
        honours, text = self._honours(i), self._view.document.text
        for k in range(number - 1, max(0, number - _BEARERS) - 1, -1):
            person, behind = self._people[k], self._people[k - 1].span.end if k else 0
            before = fold(text[max(behind, person.span.start - _HONOURED) : person.span.start])
            if honours & set(_last_clause(before)):
                return Source(i, i + 1, Argument(person.span, person.entity, implied=True), "official")
        return None

    def _latter(self, i: int) -> Source | None:
        """The person named last before «الأخير»."""
        number = self._before(self._people, i)
        if not number:
            return None
        person = self._people[number - 1]
        return Source(i, i + 1, Argument(person.span, person.entity, implied=True), "person")

    def medium(self, i: int, head: str) -> Source | None:
        """The paper named last, one that is called by the same word before others («صحيفة» for «الصحيفة»)."""
        number = self._before(self._media, i)
        media = self._media[max(0, number - 20) : number]
        if not media:
            return self.known(i, head, i + 1)
        text = self._view.document.text
        called = [m for m in media if head in fold(text[max(0, m.span.start - 12) : m.span.end]).split()]
        found = (called or media)[-1]
        kind: LinkKind = self._extents.words.kind(head) or "outlet"
        return Source(i, i + 1, Argument(found.span, found.entity, implied=True), kind, head.endswith(HA))

    def same(self, i: int, limit: int) -> Source | None:
        """The source that «نفس المصدر» or «الإذاعة ذاتها» means: the one so called, else the latest one quoted."""
        called = range(i, min(i + 2, limit))
        if not any(self._extents.hinges.is_a("same", self._view.tokens[k].base) for k in called):
            return None
        heads = [(k, self._view.tokens[k].base.removeprefix(ARTICLE)) for k in called]
        for k, head in heads:
            known = self.medium(k, head) if self._extents.is_medium(k) else self.known(k, head, k + 1)
            if known is not None:
                return known
        return self.latest


def _last_clause(text: str) -> list[str]:
    """The words behind the last stop or comma of a text."""
    for mark in ".،,؛:":
        text = text.rpartition(mark)[2]
    return text.split()


def _holds(words: frozenset[str], wanted: frozenset[str]) -> bool:
    """Whether all wanted words of an office stand in it, an adjective of a nation as its country («الوزير الفنلندي»)."""
    nations = {word.removesuffix(HA).removesuffix(YA) for word in wanted - words if word.removesuffix(HA).endswith(YA)}
    return len(nations) == len(wanted - words) and nations <= words
