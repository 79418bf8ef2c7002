"""Two claims, or two events, compared: named figures from -1 to 1, which the table of weights adds up."""

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from math import log1p

from musnad.lexicon import Lexicon
from musnad.linking.names import compared
from musnad.linking.outlines import Gathered, Outline, Spot
from musnad.linking.reports import Profile, Told
from musnad.linking.windows import Window
from musnad.linking.words import likeness

Figures = dict[str, float]
_ACTOR = 0.4
"""From here on two actors are taken for one."""
_ALIKE = 0.6
"""From here on two sentences are near-verbatim copies."""
_TOPIC = 4
"""Pages that share one in so many of their first words tell of one thing."""
People = Mapping[str, Mapping[str, Profile]]
"""The people of every page: by page, then by the page's id."""
First = Callable[[Outline, Outline, Figures], Figures]
"""The outlines of two events compared in some way, given the figures of the steps before."""
Later = Callable[[Gathered, Gathered, People, Figures], Figures]
"""Two events compared in some way, given the people of their pages, and the figures of the steps before."""
_PLACES = frozenset({"GPE", "LOC"})
_MOST = {"who": 2.0}
"""The highest values of figures that can be more than 1."""
_UNDER = {
    "topic and deed": "deed",
    "topic and skeleton": "skeleton",
    "topic and alone": "alone",
    "deed and story": "deed",
    "deed and actor": "deed",
}
"""Figures that are never above others, which are known before them."""


class Weights:
    """The table of weights: for claims of one page, and for events of two."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._of: dict[str, dict[str, float]] = {"page": {}, "pages": {}}
        for row in lexicon["linking/weights"]:
            self._of[row["scope"]][row["figure"]] = float(row["weight"])
        names = [names for _, names in (*_FIRST, *_LATER)]
        last = max((n for n, some in enumerate(names) if any(map(self._of["pages"].get, some))), default=0)
        left = [_Left(self._of["pages"], [name for some in names[n + 1 :] for name in some]) for n in range(len(names))]
        self._first = [(step, left[n]) for n, (step, _) in enumerate(_FIRST)]
        self._later = [(step, left[n]) for n, (step, _) in enumerate(_LATER, len(_FIRST)) if n <= last]

    def score(self, scope: str, figures: Figures) -> float:
        """The weighted sum: above 0 the two are likelier one than not."""
        weights = self._of[scope]
        return weights["bias"] + sum(weights.get(name, 0.0) * value for name, value in figures.items())

    def across(self, a: Gathered, b: Gathered, people: People) -> float:
        """How likely two events of two pages are one: the score of all figures that count."""
        figures: Figures = {}
        for first, _ in self._first:
            figures |= first(a.outline, b.outline, figures)
        for later, _ in self._later:
            figures |= later(a, b, people, figures)
        return self.score("pages", figures)

    def hopeful(self, a: Outline, b: Outline) -> Figures | None:
        """The figures of the outlines of two events that may be likelier one than not, or would be if both had come to pass;
        else None.

        Most pairs show early that nothing which is left to compare could make them one.
        """
        weights = self._of["pages"]
        total = weights["bias"] + max(self._swing(a, b), 0.0)
        figures: Figures = {}
        for step, left in self._first:
            new = step(a, b, figures)
            figures |= new
            total += sum([weights.get(name, 0.0) * value for name, value in new.items()])
            if total + left.most(figures) <= 0:
                return None
        return figures

    def whole(self, a: Gathered, b: Gathered, people: People, figures: Figures) -> Figures | None:
        """The same for two events with the people of their pages, beginning with the figures of their outlines."""
        swing = max(self._swing(a.outline, b.outline), 0.0)
        for step, left in self._later:
            figures |= step(a, b, people, figures)
            if self.score("pages", figures) + swing + left.most(figures) <= 0:
                return None
        return figures

    def deed(self, figures: Figures) -> float:
        """The score if both had come to pass."""
        return self.score("pages", figures | {"real": 1.0, "mixed": 0.0})

    def _swing(self, a: Outline, b: Outline) -> float:
        """What it would add if both had come to pass, where only one has."""
        weights = self._of["pages"]
        return weights.get("real", 0.0) - weights.get("mixed", 0.0) if a.unreal != b.unreal else 0.0

    def reasons(self, scope: str, figures: Figures) -> tuple[str, ...]:
        """What counted, the weightiest first: `who 0.9 (+1.2)`."""
        weights = self._of[scope]
        counted = [(weights.get(name, 0.0) * value, name, value) for name, value in figures.items()]
        told = sorted((entry for entry in counted if abs(entry[0]) > 0.05), key=lambda e: (-abs(e[0]), e[1]))
        return tuple(f"{name} {value:.2f} ({weight:+.2f})" for weight, name, value in told)


class _Left:
    """How much those figures can add that are left to find."""

    def __init__(self, weights: Mapping[str, float], names: Iterable[str]) -> None:
        counted = [(name, weight) for name in names if (weight := weights.get(name, 0.0)) > 0]
        self._sure = sum(weight * _MOST.get(name, 1.0) for name, weight in counted if name not in _UNDER)
        self._under = [(_UNDER[name], weight) for name, weight in counted if name in _UNDER]

    def most(self, figures: Figures) -> float:
        """The most that they can, given those that are known."""
        return self._sure + sum(weight * figures[over] for over, weight in self._under if figures[over] > 0)


def inside(a: Told, b: Told, people: People) -> Figures:
    """Two claims of one page."""
    first, second = sorted((a, b), key=lambda told: told.place)
    same = first.sentence == second.sentence
    return {
        "mode": _agreed(a.mode, b.mode),
        "skeleton": float(a.skeleton == b.skeleton),
        "deed": _overlap(a.deeds, b.deeds),
        "status": float(a.status == b.status),
        "real": float(a.unreal == b.unreal),
        "mixed": float(a.unreal != b.unreal),
        "who": _shared(a.parties, b.parties),
        "strangers": float(bool(a.parties and b.parties and not a.parties & b.parties)),
        "actor": float(bool(a.actors & b.actors)),
        "other actor": float(bool(a.actors and b.actors and not a.actors & b.actors)),
        "sentence": float(same),
        "apart": 0.0 if same else log1p(abs(first.place[0] - second.place[0]) / 100),
        "definite": float(second.definite and not same),
        "title": float(a.title or b.title),
        "place": _placed(a, b),
        "phrase": likeness(a.phrase, b.phrase),
        "close": 0.0 if same else likeness(a.close, b.close),
        "near each other": float(same and second.place[0] - first.place[1] < 12),
        "words": 0.0 if same else likeness(a.words, b.words),
        **_timed(a.when, b.when),
        "historical": float(a.historical != b.historical),
    }


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


def _agreed(a: str | None, b: str | None) -> float:
    """1 where two codes are the same, -1 where they differ, 0 where one is missing."""
    return 0.0 if a is None or b is None else 1.0 if a == b else -1.0


def _overlap(a: frozenset[str], b: frozenset[str]) -> float:
    """1 where two sets share something, -1 where they do not, 0 where one is empty."""
    return 0.0 if not a or not b else 1.0 if a & b else -1.0


def _placed(a: Told | Spot, b: Told | Spot) -> float:
    if a.where is None or b.where is None:
        return 0.0
    if a.where == b.where:
        return 1.0
    if a.country and b.country and a.country != b.country:
        return -1.0
    wide = {a.precision, b.precision} & {"country", "state", None}
    return 0.0 if wide else -1.0


def _timed(a: Window | None, b: Window | None) -> Figures:
    """How two stated times stand to each other: the same days, one inside the other, a day apart, further apart."""
    if a is None or b is None:
        return {}
    apart = a.apart(b)
    return {
        "same day": float(apart == 0 and a.days <= 1 and b.days <= 1),
        "same time": float(apart == 0 and (a.days > 1 or b.days > 1)),
        "next day": float(apart == 1),
        "other time": min(log1p(apart - 1), 4.0) if apart > 1 else 0.0,
    }


def across(a: Gathered, b: Gathered, people: People) -> Figures:
    """Two events of two pages."""
    figures: Figures = {}
    for first, _ in _FIRST:
        figures |= first(a.outline, b.outline, figures)
    for later, _ in _LATER:
        figures |= later(a, b, people, figures)
    return figures


def _coded(a: Outline, b: Outline, _: Figures) -> Figures:
    """What codes, days and names tell."""
    story = len(a.names & b.names)
    deed = _overlap(a.deeds, b.deeds)
    same = a.unreal == b.unreal
    figures = {
        "deed": deed,
        "other deed": float(deed < 0),
        "alone": float(a.alone and b.alone),
        "story": min(story, 4) / 4,
        "no story": float(not story),
        "deed and story": max(deed, 0.0) * min(story, 4) / 4,
        "mode": 0.0 if not a.modes or not b.modes else 1.0 if a.modes & b.modes else -1.0,
        "skeleton": float(not a.skeletons.isdisjoint(b.skeletons)),
        "real": float(same),
        "mixed": float(not same),
        "place": max((_placed(x, y) for x in a.places for y in b.places), default=0.0) if a.places else 0.0,
        "number": _numbered(a, b),
    }
    return figures | _when(a, b)


def _plain(a: Outline, b: Outline, figures: Figures) -> Figures:
    """What sets of words tell."""
    topic = min(_TOPIC * likeness(a.lead, b.lead), 1.0)
    return {
        "topic": topic,
        "topic and deed": max(figures["deed"], 0.0) * topic,
        "topic and skeleton": figures["skeleton"] * topic,
        "topic and alone": figures["alone"] * topic,
        "phrase": likeness(a.phrase, b.phrase),
        "words": likeness(a.words, b.words),
    }


def _worded(a: Outline, b: Outline, _: Figures) -> Figures:
    """What the words around their triggers tell."""
    return {"close": max(likeness(x, y) for x in a.closes for y in b.closes)}


def _repeated(a: Gathered, b: Gathered, _: People, __: Figures) -> Figures:
    """Whether a claim of one is told in the words of the other."""
    return {"copied": float(any(_copied(x, y) for x in a.told for y in b.told))}


def _peopled(a: Gathered, b: Gathered, people: People, _: Figures) -> Figures:
    """What those tell who take part."""
    known = people[a.key[0]], people[b.key[0]]
    verdicts = [
        (likely, x.kind)
        for x in (known[0][e] for e in a.parties)
        for y in (known[1][e] for e in b.parties)
        if (likely := _likeness(x, y)) > 0
    ]
    persons = [likely for likely, kind in verdicts if kind not in _PLACES]
    return {
        "who": sum(sorted(persons, reverse=True)[:2]),
        "where of who": max((likely for likely, kind in verdicts if kind in _PLACES), default=0.0),
        "strangers": float(_strangers(a, b, known, persons)),
    }


def _beside(a: Gathered, b: Gathered, people: People, figures: Figures) -> Figures:
    """What is left: who acts, who is near, and whole sentences."""
    known = people[a.key[0]], people[b.key[0]]
    near = {x.id for x in (known[0][e] for e in a.near) for y in (known[1][e] for e in b.near) if _likeness(x, y) > 0.4}
    actors = _acting(a, known[0]), _acting(b, known[1])
    same_actor = any(_likeness(x, y) >= _ACTOR for x in actors[0] for y in actors[1])
    return {
        "deed and actor": max(figures["deed"], 0.0) * same_actor,
        "same actor": float(same_actor),
        "other actor": float(bool(actors[0] and actors[1] and not same_actor)),
        "near": min(len(near), 4) / 4,
        "sentence": max(likeness(x, y) for x in a.sentences for y in b.sentences),
    }


_FIRST: tuple[tuple[First, tuple[str, ...]], ...] = (
    (_coded, ()),
    (_plain, ("topic", "topic and deed", "topic and skeleton", "topic and alone", "phrase", "words")),
    (_worded, ("close",)),
)
"""How the outlines of two events are compared, step by step, from what costs little to what costs much; with the figures of
later steps."""
_LATER: tuple[tuple[Later, tuple[str, ...]], ...] = (
    (_repeated, ("copied",)),
    (_peopled, ("who", "where of who", "strangers")),
    (_beside, ("deed and actor", "same actor", "other actor", "near", "sentence")),
)
"""How they are compared when their outlines leave hope."""


def _copied(a: Told, b: Told) -> bool:
    """Whether two pages tell a thing in nearly the same words."""
    return a.skeleton == b.skeleton and likeness(a.words, b.words) > _ALIKE


def _acting(event: Gathered, people: Mapping[str, Profile]) -> list[Profile]:
    """The named ones among an event's actors."""
    return [people[actor] for told in event.told for actor in sorted(told.actors) if people[actor].named]


def _strangers(
    a: Gathered, b: Gathered, known: tuple[Mapping[str, Profile], Mapping[str, Profile]], shared: list[float]
) -> bool:
    """Whether both name who takes part, and nobody is the same."""
    people = [
        [known[n][p] for p in e.parties if known[n][p].kind in {"PER", "ORG", "ARMED"}] for n, e in enumerate((a, b))
    ]
    return bool(not shared and all(any(p.named for p in side) for side in people))


def _numbered(a: Outline, b: Outline) -> float:
    return 0.0 if not a.numbers or not b.numbers else -0.5 if a.numbers.isdisjoint(b.numbers) else 1.0


def _when(a: Outline, b: Outline) -> Figures:
    """Stated times where both state one; else how far one's days lie from the other's page."""
    if a.when and b.when:
        pairs = [(x.apart(y), x.days + y.days, x, y) for x in a.dates for y in b.dates]
        _, _, x, y = min(pairs)
        return _timed(x, y)
    around = a.around, b.around
    if around[0] is None or around[1] is None:
        return {"no time": 1.0}
    apart = around[0].apart(around[1])
    dated = "one dated" if a.when or b.when else "undated"
    return {f"far {dated}": min(log1p(apart), 5.0), f"near {dated}": float(apart == 0)}


def _likeness(a: Profile, b: Profile) -> float:
    if a.named and b.named:
        return _compared(a, b)
    return 0.3 if a.words == b.words else 0.0


# Pairs come again for the events of one page; a larger cache would keep profiles of thousands of pages in memory.
@lru_cache(maxsize=1 << 12)
def _compared(a: Profile, b: Profile) -> float:
    return compared(a, b).score
