"""The words of time: every table of `data/times/` under one folded form, with and without clitics.

A form is looked up once and gives all it can be: «لعام» is a year word behind ل, «الثاني» an ordinal with its article.
Phrases stand under their first word. The index holds the clitics too, so that a token is one look in a dictionary.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from musnad.folding import fold
from musnad.lexicon import Lexicon, Row

NOTHING: frozenset[str] = frozenset()
ARTICLE, LAM = "\u0627\u0644", "\u0644"


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
    ("part_leads", "lead", "", "", "", False),
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
        seconds: the words that may follow it in a phrase.
    """

    hits: dict[str, list[Hit]]
    kinds: frozenset[str]
    seconds: frozenset[str] = NOTHING


NO_ENTRY = Entry({}, NOTHING)


class Vocabulary:
    """All words of time by their folded written form; built once from a lexicon, then only read.

    Attributes:
        entries: what each form can be.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._hits: dict[str, dict[str, list[Hit]]] = {}
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
        for kinds in self._hits.values():
            for hits in kinds.values():
                hits.sort(key=lambda hit: (-len(hit.rest), len(hit.prefix)))
        self.entries = {form: Entry(kinds, _all_kinds(kinds), _seconds(kinds)) for form, kinds in self._hits.items()}
        self.entries[ARTICLE] = Entry({}, frozenset({"article"}))

    def _add(self, form: str, sense: Sense) -> None:
        first, *rest = form.split()
        for prefix, written in _with_clitics(first):
            kinds = self._hits.setdefault(written, {})
            kinds.setdefault(sense.kind, []).append(Hit(sense, prefix, tuple(rest)))

    def entry(self, form: str) -> Entry:
        """What a folded written word can be; nothing for a word that has nothing to do with time."""
        return self.entries.get(form, NO_ENTRY)


def _all_kinds(kinds: dict[str, list[Hit]]) -> frozenset[str]:
    phrase = any(hit.rest for hits in kinds.values() for hit in hits)
    return frozenset([*kinds, "phrase"] if phrase else kinds)


def _seconds(kinds: dict[str, list[Hit]]) -> frozenset[str]:
    return frozenset(hit.rest[0] for hits in kinds.values() for hit in hits if hit.rest)


def _forms(row: Row) -> Iterator[str]:
    yield fold(row["word"])
    if "forms" in row.index:
        yield from dict.fromkeys(fold(form) for form in row.list("forms"))


def _with_clitics(word: str) -> Iterator[tuple[str, str]]:
    definite = word.startswith(ARTICLE) and len(word) > 3
    for clitic in _DEFINITE_CLITICS if definite else _BARE_CLITICS:
        yield clitic, clitic + word
    if definite:
        for clitic in _LAM_CLITICS:
            yield clitic, clitic + word[1:]
