"""The tables of known names: countries, places, bodies, people, and the towns of the gazetteer."""

import re
from dataclasses import dataclass

from musnad.folding import fold
from musnad.lexicon import Lexicon, Row, Table
from musnad.mentions.draft import Known
from musnad.mentions.trie import Trie
from musnad.model import MentionKind

_KINDS: dict[str, MentionKind] = {k: k for k in ("PER", "ORG", "ARMED", "MEDIA", "GPE", "LOC")}


_SLOT = re.compile(r"\{([mf])\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A name that every country has: what stands behind its nationality, and whether that is feminine."""

    feminine: bool
    after: tuple[str, ...]
    kind: MentionKind
    row: str


class KnownNames:
    """Every known name by its words.

    Attributes:
        plain: names that say by themselves what they name.
        cued: names that mean other things too, and count only behind a head («صحيفة الوطن») or a title.
        media: those of `cued` that are media, as places bear the same names.
        patterns: names that every country has, by the words before the nationality.
        stop: phrases that look like a name and are none.
    """

    def __init__(self, lexicon: Lexicon, joined: frozenset[str]) -> None:
        self.plain: Trie[Known] = Trie(joined)
        self.cued: Trie[Known] = Trie(joined)
        self.media: Trie[Known] = Trie(joined)
        for row in lexicon["names/countries"]:
            self._country(row)
        self.stop: Trie[str] = Trie(joined)
        for row in lexicon["names/stop_phrases"]:
            self.stop.add(row["phrase"], row.ref)
        self.patterns: Trie[tuple[Pattern, ...]] = Trie(joined)
        self._patterns(lexicon["names/patterns"])
        for row in lexicon["names/places"]:
            self._row(row)
        for row in lexicon["names/bodies"]:
            self._row(row, row.list("sectors"))
        for row in lexicon["names/persons"]:
            self._person(row)
        for row in lexicon["gazetteers/places"]:
            known = Known(fold(row["name"]), "GPE", row["country"], row["latin"], row.ref)
            self.plain.add(row["name"], known)

    def _patterns(self, patterns: Table) -> None:
        by_head: dict[str, list[Pattern]] = {}
        for row in patterns:
            before, slot, after = (part.strip() for part in _SLOT.split(row["pattern"]))
            pattern = Pattern(slot == "f", tuple(fold(after).split()), _KINDS[row["kind"]], row.ref)
            by_head.setdefault(before, []).append(pattern)
        for before, found in by_head.items():
            self.patterns.add(before, tuple(found))

    def _country(self, row: Row) -> None:
        iso3 = row["iso3"]
        cue = bool(row["cue"])
        usual = Known(fold(row["name"]), "GPE", iso3, row["latin"], row.ref, cue)
        (self.cued if cue else self.plain).add(row["name"], usual)
        for form in row.list("forms"):
            self.plain.add(form, Known(usual.name, "GPE", iso3, row["latin"], row.ref))

    def _row(self, row: Row, sectors: tuple[str, ...] = ()) -> None:
        kind, cue = _KINDS[row["kind"]], bool(row["cue"])
        known = Known(fold(row["name"]), kind, row["country"] or None, row["latin"] or None, row.ref, cue, sectors)
        for number, form in enumerate((row["name"], *row.list("forms"))):
            # A spelling of several words, or an acronym beside a name that needs a sign, needs none itself.
            weak = cue and (number == 0 or " " not in form)
            (self.cued if weak else self.plain).add(form, known)
            if weak and kind == "MEDIA":
                self.media.add(form, known)

    def _person(self, row: Row) -> None:
        sectors = row.list("sectors")
        known = Known(fold(row["name"]), "PER", row["country"] or None, row["latin"] or None, row.ref, sectors=sectors)
        for form in (row["name"], *row.list("forms")):
            self.plain.add(form, known)
        for form in row.list("short"):
            self.plain.add(form, known)
