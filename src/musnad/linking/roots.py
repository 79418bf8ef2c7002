"""Whose word an event rests on: the innermost sources, each counted once however many pages pass its words on."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import NamedTuple

from musnad.linking.copies import CopyIndex
from musnad.linking.names import SAME, compared
from musnad.linking.reports import Place, Profile, Report, Source, Told
from musnad.linking.results import Claimed, Root
from musnad.linking.words import likeness

LATER = 4
"""A page of so many days after the first that tells an event tells it as a background: it is no source of it."""
_IN_ONE_EVENT = 0.4
"""How alike two named sources of one event must be, to be one."""
_ALIKE = 0.5
"""From this share of common words on two unnamed sources are one."""


class _Voice(NamedTuple):
    """A source on its page, or with `source` None the outlet itself."""

    page: str
    source: Source | None


class Rested(NamedTuple):
    """The roots of an event, the numbers of those of each claim, and the pages that are bare."""

    roots: tuple[Root, ...]
    of: Mapping[Claimed, tuple[int, ...]]
    bare: tuple[str, ...]


class Sources:
    """Finds an event's roots among the pages of an archive."""

    def __init__(self, reports: Mapping[str, Report], copies: CopyIndex) -> None:
        self._reports = reports
        self._copies = copies

    def rest(self, told: Sequence[Told]) -> Rested:
        """The roots of the claims of one event, which may be given in any order."""
        return _Resting(self._reports, self._copies, sorted(told, key=lambda t: (t.page, t.place))).rested()


class _Resting:
    """One event while its roots are being found."""

    def __init__(self, reports: Mapping[str, Report], copies: CopyIndex, told: Sequence[Told]) -> None:
        self._reports = reports
        self._told = told
        self._pages: dict[str, list[Told]] = {}
        for one in told:
            self._pages.setdefault(one.page, []).append(one)
        self._copied = {page: source for page in self._pages if (source := copies.original(page)) in self._pages}
        self._taken = {page: [t for t in copies.passages(page) if t.source in self._pages] for page in self._pages}
        days = [day.first for page in self._pages if (day := reports[page].day)]
        self._first = min(days, default=None)
        self._voices: dict[Claimed, list[_Voice]] = {}

    def rested(self) -> Rested:
        for page in sorted(self._pages, key=self._order):
            self._page(page)
        voices = sorted({voice for voices in self._voices.values() for voice in voices}, key=_sorting)
        root_of = self._joined(voices)
        numbers = sorted(set(root_of.values()))
        place = {number: n for n, number in enumerate(numbers)}
        of = {key: tuple(sorted({place[root_of[v]] for v in found})) for key, found in self._voices.items()}
        roots = []
        for number in numbers:
            members = [voice for voice in voices if root_of[voice] == number]
            pages = sorted({key[0] for key, found in of.items() if place[number] in found})
            roots.append(self._root(members, pages))
        bare = sorted(page for page, told in self._pages.items() if not any(of.get(t.key) for t in told))
        return Rested(tuple(roots), of, tuple(bare))

    def _order(self, page: str) -> tuple[bool, float, bool, str]:
        """Pages that others take from go before these."""
        report = self._reports[page]
        return page in self._copied, report.day.first if report.day else inf, not report.agency, page

    def _page(self, page: str) -> None:
        """The voices of a page's claims: their own sources, else those of the page, else the copied page's, or the outlet."""
        told = self._pages[page]
        lent = {t.key: voices for t in told if (voices := self._lent(t))}
        found = {t.key: self._voice(t) for t in told if t.source} | lent
        rest = list(dict.fromkeys(voice for voices in found.values() for voice in voices))
        if not rest:
            rest = self._unsourced(page)
        for title in (t for t in told if t.title and t.key in found):
            found[title.key] = self._below(title, found) or found[title.key]
        denied = bool(found) and all(t.status == "negated" for t in told if t.source)
        for one in told:
            same = [v for o in told if o.status == one.status for v in found.get(o.key, ())]
            others = (denied and one.status == "asserted" and self._unsourced(page)) or rest
            self._voices[one.key] = found.get(one.key) or list(dict.fromkeys(same)) or others

    def _below(self, title: Told, found: Mapping[Claimed, list[_Voice]]) -> list[_Voice]:
        """The voices of a page's body on what its title tells: those that say the same, else all."""
        body = [t for t in self._pages[title.page] if not t.title and t.key in found]
        same = [t for t in body if t.status == title.status]
        return list(dict.fromkeys(v for t in same or body for v in found[t.key]))

    def _lent(self, told: Told) -> list[_Voice]:
        """The voices of a claim in a passage that stands on an earlier page of the event: those that it has there."""
        for taken in self._taken[told.page]:
            if _inside(told, taken.place):
                there = [t for t in self._pages[taken.source] if _inside(t, taken.source_place)]
                same = [t for t in there if t.skeleton == told.skeleton and _may_be_of(told.source, t.source)]
                return list(dict.fromkeys(v for t in same for v in self._voices.get(t.key, ())))
        return []

    def _unsourced(self, page: str) -> list[_Voice]:
        report = self._reports[page]
        source = self._copied.get(page)
        if source:
            return list(dict.fromkeys(v for t in self._pages[source] for v in self._voices.get(t.key, ())))
        earlier = [
            voice
            for key, voices in sorted(self._voices.items())
            for voice in voices
            if voice.source is None and self._reports[key[0]].outlet_words == report.outlet_words
        ]
        if earlier:
            return earlier[:1]
        return [_Voice(page, None)] if (report.agency or report.own) and not self._past(report) else []

    def _past(self, report: Report) -> bool:
        """Whether a page tells the event long after others, or as one long past."""
        told = self._pages[report.id]
        if report.day is None or all(t.historical for t in told):
            return all(t.historical for t in told)
        last = max((t.when.last for t in told if t.when and not t.unreal), default=report.day.last)
        first = min(self._first, last) if self._first else last
        return report.day.first - first >= LATER

    def _voice(self, told: Told) -> list[_Voice]:
        assert told.source is not None
        report = self._reports[told.page]
        own = bool(report.outlet_words) and report.outlet_words <= told.source.words
        if told.source.reporter or (own and not self._foreign(told.source, report.outlet_words)):
            return [_Voice(told.page, None)]
        passed = self._passed(told, told.source)
        return passed or [_Voice(told.page, told.source)]

    def _passed(self, told: Told, source: Source) -> list[_Voice]:
        """The voices of another outlet's own pages, where the source is that outlet and they are in the event."""
        for page in sorted(self._pages, key=self._order):
            words = self._reports[page].outlet_words
            if page != told.page and words and words <= source.words and not self._foreign(source, words):
                voices = Counter(v for t in self._pages[page] for v in self._voices.get(t.key, ()))
                if voices:
                    return [max(sorted(voices, key=_sorting), key=lambda v: voices[v])]
        return []

    def _foreign(self, source: Source, outlet: frozenset[str]) -> bool:
        """Whether a source only shares words with an outlet's name."""
        return source.kind not in {"outlet", "agency"} and len(source.words - outlet) > 1

    def _joined(self, voices: Sequence[_Voice]) -> dict[_Voice, int]:
        """Each voice's root, a number: voices that are one have the same."""
        root = {voice: n for n, voice in enumerate(voices)}
        for n, a in enumerate(voices):
            for b in voices[:n]:
                if root[a] != root[b] and self._same(a, b):
                    old, new = max(root[a], root[b]), min(root[a], root[b])
                    root = {voice: new if number == old else number for voice, number in root.items()}
        return root

    def _same(self, a: _Voice, b: _Voice) -> bool:
        if a.source is None or b.source is None:
            return self._outlets(a, b)
        first, second = self._profile(a), self._profile(b)
        if _are_of_one(a.source, b.source) or (
            (_is_of(a.source, second) or _is_of(b.source, first)) and not self._part(a, b)
        ):
            return True
        if self._said_alike(a.page == b.page, a.source, b.source, first, second) or self._called(
            a.source, b.source, (a.page, b.page)
        ):
            return True
        if first and second and first.named and second.named:
            alike = compared(first, second).score >= _IN_ONE_EVENT
            return alike or _speaks_for(first, second) or _speaks_for(second, first)
        if bool(first and first.named) != bool(second and second.named):
            return a.source.words == b.source.words
        return likeness(a.source.words, b.source.words) >= _ALIKE

    def _part(self, a: _Voice, b: _Voice) -> bool:
        """Whether one source says that it was so, the other that it was not."""
        said = [
            {t.status for t in self._told if not t.title and voice in self._voices.get(t.key, ())} for voice in (a, b)
        ]
        return any("asserted" in one and "negated" in other - one for one, other in (said, said[::-1]))

    @staticmethod
    def _said_alike(one_page: bool, a: Source, b: Source, first: Profile | None, second: Profile | None) -> bool:
        """Whether the words for two sources are enough to know them as one: a page's two forms, a document, an office."""
        return (
            (one_page and _beside(a, b, first, second))
            or ("document" in (a.kind, b.kind) and _within(a, b))
            or (len(a.words) > 1 and _in_office(a, second))
            or (len(b.words) > 1 and _in_office(b, first))
        )

    def _called(self, a: Source, b: Source, pages: tuple[str, str]) -> bool:
        """Whether two sources are called by one family's name, and one of them by that alone."""
        if a.last != b.last or a.kin != b.kin:
            return False
        people = [profile for page in pages for profile in self._reports[page].people.values()]
        names = {p.words for p in people if p.kind == "PER" and p.named and p.words[-1:] == (a.last,)}
        full = {name for name in names if len(name) > 1}
        return len(full) == 1 or (bool(names) and not full)

    def _outlets(self, a: _Voice, b: _Voice) -> bool:
        """Whether two outlets are one, or a source is the outlet."""
        words = [self._reports[voice.page].outlet_words for voice in (a, b)]
        if a.source is b.source:
            return words[0] == words[1]
        source, name = (a.source, words[1]) if a.source else (b.source, words[0])
        return source is not None and bool(name) and name <= source.words and not self._foreign(source, name)

    def _profile(self, voice: _Voice) -> Profile | None:
        """Whom the page means by a source: its entity, else the person whose name ends the words."""
        source = voice.source
        if source is None:
            return None
        people = self._reports[voice.page].people
        found = people.get(source.entity) if source.entity else None
        if found and (found.named or source.kind == "unnamed"):
            return found
        named = [p for p in people.values() if p.named and p.kind == "PER" and p.words and p.words[-1] == source.last]
        return max(named, key=lambda p: (len(p.words), p.id), default=found)

    def _root(self, voices: Sequence[_Voice], pages: Iterable[str]) -> Root:
        """A root by its fullest name."""
        named = sorted(voices, key=lambda v: (-len(v.source.words) if v.source else -99, _sorting(v)))
        best = named[0]
        name = best.source.text if best.source else self._reports[best.page].outlet or best.page
        kind = best.source.kind if best.source else "outlet"
        return Root(name, kind, any(self._party(voice) for voice in voices), tuple(pages))

    def _party(self, voice: _Voice) -> bool:
        """Whether a source takes part in the event, as itself or by its office."""
        if voice.source is None:
            return False
        own = self._profile(voice)
        for told in self._told:
            people = self._reports[told.page].people
            parties = [people[p] for p in told.parties if p in people]
            if told.page == voice.page and voice.source.entity in told.parties:
                return True
            if own and any(compared(own, p).score >= SAME or _speaks_for(own, p) for p in parties):
                return True
            if self._words(voice, own) & (told.phrase | {word for p in parties for word in p.words}):
                return True
        return False

    def _words(self, voice: _Voice, own: Profile | None) -> frozenset[str]:
        """What a source is called, with his name and offices, but for places: «police» in «the command of the police»."""
        assert voice.source is not None
        people = self._reports[voice.page].people.values()
        said = voice.source.words | (own.offices | frozenset(own.words) if own else frozenset())
        return said - frozenset(word for place in people if place.kind in {"GPE", "LOC"} for word in place.words)


def _inside(told: Told, place: Place) -> bool:
    """Whether a claim stands in a passage of its page."""
    return place[0] <= told.place[0] < place[1]


def _may_be_of(taken: Source | None, first: Source | None) -> bool:
    """Whether words that were taken over may still be those of their first source: no other is named beside them."""
    return taken is None or (first is not None and (_within(taken, first) or _taken_up(taken, first)))


def _within(a: Source, b: Source) -> bool:
    """Whether the words of one source are all among the other's."""
    return a.words <= b.words or b.words <= a.words


def _beside(a: Source, b: Source, first: Profile | None, second: Profile | None) -> bool:
    """Whether two sources of one page are one: by the page's own word, taken up, or by office."""
    if a.entity is not None and a.entity == b.entity:
        return True
    return _taken_up(a, b) or _in_office(a, second) or _in_office(b, first)


def _is_of(source: Source, one: Profile | None) -> bool:
    """Whether a source without a name is of a body, or of the body that somebody speaks for: who it is nobody can tell."""
    if one is None or not one.named or not source.body:
        return False
    return _nested(one.mouth if one.kind == "PER" else frozenset(one.words), source.body)


def _are_of_one(a: Source, b: Source) -> bool:
    """Whether two sources without a name are called alike, and are of one body: «مصدر في المجلس» once it is known."""
    return a.head == b.head and _nested(a.body, b.body)


def _nested(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether one name of two words or more holds another."""
    return len(a & b) > 1 and (a <= b or b <= a)


def _taken_up(a: Source, b: Source) -> bool:
    """Whether of two sources of a page one takes the other up: «مصدر طبي …» and «المصدر»."""
    short, long = sorted((a, b), key=lambda s: len(s.words))
    return short.head == long.head and (short.words <= long.words or len(short.words) <= 2)


def _in_office(source: Source, person: Profile | None) -> bool:
    """Whether a source is called by the office of somebody on the page."""
    return bool(person and person.named and source.words and source.words <= person.offices | set(person.words))


def _speaks_for(a: Profile, b: Profile) -> bool:
    """Whether a person's offices name the whole of a body."""
    return (
        a.kind == "PER"
        and b.kind != "PER"
        and bool(b.words)
        and len(set(b.words) & a.offices) >= max(2, len(b.words) - 1)
    )


def _sorting(voice: _Voice) -> tuple[str, str, str]:
    return voice.page, voice.source.text if voice.source else "", (voice.source.entity or "") if voice.source else ""
