"""Which words say who does what a noun tells, by the tables; compiled once for a lexicon."""

from collections.abc import Callable, Iterable

from musnad.folding import fold
from musnad.language.words import HA
from musnad.lexicon import Lexicon, Row

Ties = list[tuple[frozenset[str], str]]
"""Where a noun may stand to a word, and who then does what the noun tells."""


class Controllers:
    """The words around nouns that say who does what they tell.

    Attributes:
        verbs: by dictionary form; `nouns` and `adjectives` by their forms without article.
        strikes: verbs whose subject is a deed and whose object it strikes.
        gathers: verbs whose subject is a meeting and whose object takes part in it.
        requests: nouns that ask for something; `suffered` are those whose owner suffers what they tell.
        phrases: what a preposition and the word behind it make together, as frames name it.
        doers: the names of such phrases that bring a doer; `sufferers` whom a deed strikes.
        nationalities: the countries by the adjectives that say that something is theirs.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self.verbs: dict[str, Ties] = {}
        self.nouns: dict[str, Ties] = {}
        self.adjectives: dict[str, Ties] = {}
        self._add_carriers(lexicon)
        self._add_controllers(lexicon)
        controllers = lexicon["claims/controllers"]
        self.strikes = frozenset(controllers.chosen("lemma", "doer", "deed"))
        self.gathers = frozenset(controllers.chosen("lemma", "doer", "parties"))
        nouns = [row for row in lexicon["events/triggers"] if row["pos"] == "noun"]
        self.requests = _lemmas_of(nouns, lambda row: row["type"] == "REQUEST")
        self.suffered = _lemmas_of(nouns, _is_suffered)
        prepositions = [row for row in lexicon["claims/prepositions"] if row["label"]]
        self.phrases = {
            (fold(preposition), fold(row["word"])): fold(row["label"])
            for row in prepositions
            for preposition in row.list("behind")
        }
        self.doers = frozenset(fold(row["label"]) for row in prepositions if row["brings"] in ("hand", "side"))
        self.sufferers = frozenset(fold(row["label"]) for row in prepositions if row["brings"] in ("grip", "against"))
        self.nationalities = {
            fold(adjective) + ending: row["iso3"]
            for row in lexicon["names/countries"]
            for adjective in row.list("adjectives")
            for ending in ("", HA)
        }

    def _add_carriers(self, lexicon: Lexicon) -> None:
        for row in lexicon["claims/carriers"]:
            doer = "subj" if row["subject"] == "doer" else row["subject"]
            ties = _ties(row)
            self.verbs.setdefault(fold(row["lemma"]), []).append((ties, doer))
            if row["noun"] and doer in ("subj", "sufferer"):
                behind = ties | {"gen"} if "obj" in ties else ties
                self.nouns.setdefault(fold(row["noun"]), []).append((behind, "own" if doer == "subj" else doer))

    def _add_controllers(self, lexicon: Lexicon) -> None:
        endings = lexicon["language/endings"].chosen("form", "class", "participle")
        words = {"verb": self.verbs, "noun": self.nouns, "adjective": self.adjectives}
        for row in lexicon["claims/controllers"]:
            forms = [row["lemma"]]
            if row["pos"] == "adjective":
                forms = [row["lemma"] + ending.removesuffix("-") for ending in endings]
            for form in dict.fromkeys(map(fold, forms)):
                words[row["pos"]].setdefault(form, []).append((_ties(row), fold(row["doer"])))


def _ties(row: Row) -> frozenset[str]:
    return frozenset(fold(tie) for tie in row["ties"].split("|"))


def _lemmas_of(rows: Iterable[Row], chosen: Callable[[Row], bool]) -> frozenset[str]:
    return frozenset(
        fold(form).split()[0] for row in rows if chosen(row) for form in (row["lemma"], *row.list("plural"))
    )


def _is_suffered(row: Row) -> bool:
    """Whether whose the noun is suffers what it tells («مقتل فلان»)."""
    places = dict.fromkeys(row["frame"].replace("|", " ").split())
    return "recipient=gen" in places and "actor=gen" not in row["frame"]
