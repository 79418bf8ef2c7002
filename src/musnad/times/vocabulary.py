"""The words of time: every table of `data/times/` under one folded form, with and without clitics.

A form is looked up once and gives all it can be: «لعام» is a year word behind ل, «الثاني» an ordinal with its article.
Phrases stand under their first word. The index holds the clitics too, so that a token is one look in a dictionary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple

from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.language.words import LONGEST
from musnad.lexicon import Lexicon, Row

NOTHING: frozenset[str] = frozenset()
ALIF, LAM = "\u0627", "\u0644"
ARTICLE = ALIF + LAM


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a word or phrase can be: its kind, a number, a code, and the table row that says so."""

    kind: str
    number: int
    code: str
    extra: str
    definite: bool
    row: str


class Hit(NamedTuple):
    """A sense under the first word of its form: the clitics before it, and the folded words that must follow."""

    sense: Sense
    prefix: str
    rest: tuple[str, ...]


# Table, kind of its senses, number column, code column, further column, whether the article may join the word.
_TABLES = (
    ("months", "month", "number", "calendar", "support", False),
    ("numbers", "", "value", "class", "", True),
    ("units", "unit", "", "unit", "number", True),
    ("relative_days", "relative", "offset", "part", "", False),
    ("modifiers", "modifier", "direction", "class", "", False),
    ("parts", "part", "", "part", "adverb", True),
    ("part_leads", "lead", "", "type", "", False),
    ("vague", "vague", "", "value", "behind", False),
    ("seasons", "season", "", "code", "", True),
    ("sets", "set", "", "value", "", False),
    ("set_adjectives", "set_adjective", "", "value", "", False),
    ("year_heads", "year_head", "", "", "", False),
    ("edges", "edge", "", "edge", "", False),
    ("holidays", "holiday", "month", "calendar", "day", False),
    ("eras", "era", "", "calendar", "", False),
    ("decades", "decade", "tens", "", "", True),
    ("glue", "", "", "role", "", False),
    ("future_cues", "future", "", "", "", False),
    ("told_verbs", "told_verb", "", "", "", False),
    ("plan_verbs", "plan", "", "preposition", "", False),
    ("not_times", "", "", "role", "", False),
)
_BARE_CLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
_DEFINITE_CLITICS = ("", "و", "ف", "ب", "ك", "وب", "وك", "فب")
_LAM_CLITICS = ("ل", "ول", "فل")


class Entry(NamedTuple):
    """What a folded written word can be.

    Attributes:
        hits: its senses by kind, the longest phrase first, then the one with the fewest clitics.
        kinds: the kinds of all of them, and `phrase` where it may begin a phrase.
        alone: the kinds of what it is without more words behind it.
        seconds: the words that may follow it in a phrase.
    """

    hits: dict[str, list[Hit]]
    kinds: frozenset[str]
    alone: frozenset[str]
    seconds: frozenset[str] = NOTHING


NO_ENTRY = Entry({}, NOTHING, NOTHING)


class Vocabulary:
    """All words of time by their folded written form; built once from a lexicon, then only read.

    What a form can be is put together when it is first asked for: most of the forms with clitics stand on no page.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._senses: dict[str, list[tuple[int, Sense, tuple[str, ...]]]] = {}
        self._count = 0
        self._entries = Kept(self._find)
        for name, kind, number, code, extra, article in _TABLES:
            for row in lexicon[f"times/{name}"]:
                value = int(row[number]) if number else 0
                made = (kind or row[code], value, row[code] if code else "", row[extra] if extra else "")
                for form in _forms(row):
                    self._add(form, Sense(*made, form.startswith(ARTICLE), row.ref))
                    if article and " " not in form and not form.startswith(ARTICLE):
                        self._add(ARTICLE + form, Sense(*made, True, row.ref))
        for row in lexicon["times/weekdays"]:
            for form in _forms(row):
                self._add(form, Sense("weekday", int(row["number"]), "", "", True, row.ref))
            self._add(fold(row["bare"]), Sense("weekday", int(row["number"]), "", "", False, row.ref))

    def _add(self, form: str, sense: Sense) -> None:
        first, *rest = form.split()
        self._count += 1
        self._senses.setdefault(first, []).append((self._count, sense, tuple(rest)))

    def entry(self, form: str) -> Entry:
        """What a folded written word can be; nothing for a word that has nothing to do with time."""
        return self._entries[form] if len(form) <= LONGEST else NO_ENTRY

    def _find(self, form: str) -> Entry:
        if form == ARTICLE:
            return Entry({}, frozenset({"article"}), frozenset({"article"}))
        found = [
            (number, Hit(sense, prefix, rest))
            for prefix, word in _without_clitics(form)
            for number, sense, rest in self._senses.get(word, ())
        ]
        kinds: dict[str, list[Hit]] = {}
        for _, hit in sorted(found, key=itemgetter(0)):
            kinds.setdefault(hit.sense.kind, []).append(hit)
        for hits in kinds.values():
            hits.sort(key=lambda hit: (-len(hit.rest), len(hit.prefix)))
        return Entry(kinds, _all_kinds(kinds), _alone(kinds), _seconds(kinds)) if kinds else NO_ENTRY


def _all_kinds(kinds: dict[str, list[Hit]]) -> frozenset[str]:
    phrase = any(hit.rest for hits in kinds.values() for hit in hits)
    return frozenset([*kinds, "phrase"] if phrase else kinds)


def _alone(kinds: dict[str, list[Hit]]) -> frozenset[str]:
    return frozenset(kind for kind, hits in kinds.items() if not all(hit.rest for hit in hits))


def _seconds(kinds: dict[str, list[Hit]]) -> frozenset[str]:
    return frozenset(hit.rest[0] for hits in kinds.values() for hit in hits if hit.rest)


def _forms(row: Row) -> Iterator[str]:
    yield fold(row["word"])
    if "forms" in row.index:
        yield from dict.fromkeys(fold(form) for form in row.list("forms"))


def _without_clitics(form: str) -> Iterator[tuple[str, str]]:
    """The ways to divide a folded written word: the clitics, and the word with its article."""
    for clitic in _BARE_CLITICS:
        if form.startswith(clitic):
            word = form[len(clitic) :]
            definite = word.startswith(ARTICLE) and len(word) > 3
            if not definite or clitic in _DEFINITE_CLITICS:
                yield clitic, word
            if clitic in _LAM_CLITICS and word.startswith(LAM) and len(word) > 2:
                yield clitic, ALIF + word
