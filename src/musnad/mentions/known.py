"""The tables of known names: countries, places, bodies, people, and the towns of the gazetteer."""

from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.language.words import HA as FEMININE
from musnad.lexicon import Lexicon, Row, Table
from musnad.mentions.draft import Known
from musnad.mentions.trie import Trie
from musnad.model import MentionKind

_KINDS: dict[str, MentionKind] = {k: k for k in ("PER", "ORG", "ARMED", "MEDIA", "GPE", "LOC")}  # type: ignore[dict-item, misc]


class KnownNames:
    """Every known name by its words.

    Attributes:
        plain: names that say by themselves what they name.
        cued: names that mean other things too, and count only behind a head («صحيفة الوطن») or a title.
        short: family names that one famous person bears, for pages that never give the full name.
    """

    def __init__(self, lexicon: Lexicon, joined: frozenset[str]) -> None:
        self.plain: Trie[Known] = Trie(joined)
        self.cued: Trie[Known] = Trie(joined)
        for row in lexicon["names/countries"]:
            self._country(row)
        self.stop: Trie[str] = Trie(joined)
        for row in lexicon["names/stop_phrases"]:
            self.stop.add(row["phrase"], row.ref)
        self._patterns(lexicon["names/patterns"], lexicon["names/countries"])
        for row in lexicon["names/places"]:
            self._row(row, row["kind"], row["country"])
        for row in lexicon["names/bodies"]:
            self._row(row, row["kind"], row["country"])
        for row in lexicon["names/persons"]:
            self._person(row)
        for row in lexicon["gazetteers/places"]:
            known = Known(fold(row["name"]), "GPE", row["country"], row["latin"], row.ref)
            self.plain.add(row["name"], known)

    def _patterns(self, patterns: Table, countries: Table) -> None:
        for row in patterns:
            for country in countries:
                for adjective in country.list("adjectives"):
                    name = row["pattern"].format(m=_definite(adjective), f=_definite(adjective) + FEMININE)
                    known = Known(fold(name), _KINDS[row["kind"]], country["iso3"], None, row.ref)
                    self.plain.add(name, known)

    def _country(self, row: Row) -> None:
        iso3 = row["iso3"]
        cue = bool(row["cue"])
        usual = Known(fold(row["name"]), "GPE", iso3, row["latin"], row.ref, cue)
        (self.cued if cue else self.plain).add(row["name"], usual)
        for form in row.list("forms"):
            self.plain.add(form, Known(usual.name, "GPE", iso3, row["latin"], row.ref))

    def _row(self, row: Row, kind: str, country: str) -> None:
        cue = bool(row["cue"])
        known = Known(fold(row["name"]), _KINDS[kind], country or None, row["latin"] or None, row.ref, cue)
        for number, form in enumerate((row["name"], *row.list("forms"))):
            # A spelling of several words, or an acronym beside a name that needs a sign, needs none itself.
            weak = cue and (number == 0 or " " not in form)
            (self.cued if weak else self.plain).add(form, known)

    def _person(self, row: Row) -> None:
        known = Known(fold(row["name"]), "PER", row["country"] or None, row["latin"] or None, row.ref)
        for form in (row["name"], *row.list("forms")):
            self.plain.add(form, known)
        for form in row.list("short"):
            self.plain.add(form, known)


def _definite(adjective: str) -> str:
    return " ".join(ARTICLE + word for word in adjective.split())
