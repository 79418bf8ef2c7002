"""Names of bodies, forces, media and places: known ones, and those that a head noun announces.

A head («وزارة», «مطار») takes what may follow it in the table: a definite complement with its adjectives, a nationality,
an unknown word or a quotation. Where the head is no part of the name («وكالة بيلتا») the name begins behind it.
"""

from dataclasses import dataclass

from musnad.folding import fold
from musnad.language.words import ARTICLE, HA, LAM, YA
from musnad.lexicon import Lexicon
from musnad.mentions.draft import Draft, Known
from musnad.mentions.known import KnownNames
from musnad.mentions.sheet import CLOSERS, OPENERS, Sheet, splits
from musnad.mentions.trie import Trie
from musnad.mentions.vocabulary import SURE, UNKNOWN, Vocabulary
from musnad.model import MentionKind

LONGEST_QUOTED = 4
_LATE = 8
"""Words after which a name is surely over."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the table of heads."""

    kind: MentionKind
    inside: bool
    takes: frozenset[str]
    row: str
    national: bool = False


class Bodies:
    """Finds the names of everything but people, from left to right, the longest first."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, known: KnownNames) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.heads: dict[str, Head] = {}
        for row in lexicon["names/heads"]:
            kind: MentionKind = row["kind"]  # type: ignore[assignment]
            takes = frozenset(row.list("takes"))
            head = Head(kind, row["part"] == "in", takes, row.ref)
            for form in (row["word"], *row.list("forms")):
                self.heads.setdefault(fold(form), head)
            definite = Head(kind, True, takes, row.ref, national=True)
            self.heads.setdefault(ARTICLE + fold(row["word"]), definite)
        self.portfolios: Trie[str] = Trie()
        self.bare: set[str] = set()
        for row in lexicon["names/portfolios"]:
            self.portfolios.add(row["phrase"], row.ref)
            if row["bare"]:
                self.bare.add(fold(row["phrase"]))
        modifiers = lexicon["names/modifiers"]
        self.branches = frozenset(f for r in modifiers if r["class"] == "branch" for f in (fold(r["word"]), fold(r["word"]) + HA))
        self.ordinals = frozenset(f for r in modifiers if r["class"] == "ordinal" for f in (fold(r["word"]), fold(r["word"]) + HA))
        self.titles = frozenset(
            fold(form) for row in lexicon["names/titles"] for form in (row["word"], *row.list("forms"))
        )

    def find(self, sheet: Sheet) -> list[Draft]:
        """All names of bodies and places, known people included, in order and without overlap."""
        found: list[Draft] = []
        i = 0
        while i < len(sheet.forms):
            draft = self._at(sheet, i) if sheet.forms[i] else self._quoted(sheet, i)
            if draft is None:
                i += 1
                continue
            found.append(draft)
            i = draft.last
        return found

    def _at(self, sheet: Sheet, i: int) -> Draft | None:
        if self.known.stop.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i]):
            return None
        best: Draft | None = None
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            for draft in (self._known(sheet, i, letters, word), self._headed(sheet, i, letters, word)):
                if draft is not None and (best is None or (draft.last, -draft.first) > (best.last, -best.first)):
                    best = draft
            if best is not None and letters == 0 and best.last > i + 1:
                break
        return best or self._ministry(sheet, i)

    def _known(self, sheet: Sheet, i: int, letters: int, word: str) -> Draft | None:
        hit = self.known.plain.longest(word, sheet.forms, i, sheet.limits[i])
        if hit is None:
            return None
        last, known = hit
        if letters and known.row.startswith("gazetteers/") and self.vocabulary.is_common(sheet.forms[i]):
            return None
        last = self._with_nationality(sheet, last, known)
        return self._draft(sheet, (i, letters, last), known.kind, "known name", known.row, known)

    def _with_nationality(self, sheet: Sheet, last: int, known: Known) -> int:
        """The end of a known body with the nationality behind it («مجلس النواب الليبي»)."""
        if known.kind in ("ORG", "ARMED") and known.country is None and last < sheet.limits[last - 1]:
            word = sheet.forms[last]
            if word.startswith(ARTICLE) and self.vocabulary.country_of(word):
                return last + 1
        return last

    def _draft(
        self, sheet: Sheet, place: tuple[int, int, int], kind: MentionKind, rule: str, row: str, known: Known | None = None
    ) -> Draft:
        first, letters, last = place
        span = sheet.span(first, letters, last)
        words = tuple(fold(sheet.text[span.start : span.end]).split())
        country = known.country if known else next(filter(None, map(self._land, words)), None)
        return Draft(first, last, span, kind, words, rule, row, known, country=country, letters=letters)

    def _land(self, word: str) -> str | None:
        return self.vocabulary.country_of(word) if word.startswith(ARTICLE) else None

    def _headed(self, sheet: Sheet, i: int, letters: int, word: str) -> Draft | None:
        head = self.heads.get(word)
        if head is None or i + 1 >= sheet.limits[i]:
            return None
        if head.national:
            last = self._definite_body(sheet, i, head)
            return self._draft(sheet, (i, letters, last), head.kind, "head with nationality", head.row) if last else None
        if head.inside:
            last = self._complement(sheet, i + 1, head)
            return self._draft(sheet, (i, letters, last), head.kind, "head and complement", head.row) if last else None
        return self._behind(sheet, i + 1, head)

    def _definite_body(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «الجيش الليبي», «الهيئة العليا المستقلة للانتخابات»; 0 where it is a mere description."""
        last = self._adjectives(sheet, i + 1)
        words = sheet.forms[i + 1 : last]
        if "national" in head.takes and any(map(self.vocabulary.country_of, words)):
            return last
        if "numbered" in head.takes:
            return self._numbered(sheet, i + 1)
        if last < sheet.limits[i] and words and all(w in self.vocabulary.name_adjectives or self._scope(w) for w in map(_bare, words)):
            purpose = self._purpose(sheet, last)
            if purpose:
                return purpose
        return 0

    def _numbered(self, sheet: Sheet, i: int) -> int:
        """The end of «اللواء الأول مشاة», «الكتيبة 166», «المنطقة العسكرية الرابعة»; 0 without a number."""
        limit = sheet.limits[i - 1]
        if i < limit and sheet.forms[i].removeprefix(ARTICLE) in self.branches:
            i += 1
        if i >= limit or not (sheet.number(i) or sheet.forms[i].removeprefix(ARTICLE) in self.ordinals):
            return 0
        i += 1
        while i < limit and sheet.forms[i].removeprefix(ARTICLE) in self.ordinals | self.branches:
            i += 1
        return i

    def _scope(self, word: str) -> bool:
        return self.vocabulary.nationality.get(word) is not None or word.startswith(fold("دولي"))

    def _purpose(self, sheet: Sheet, i: int) -> int:
        """The end of «للطاقة الذرية» behind a definite body."""
        form = sheet.forms[i]
        if not form.startswith(LAM + LAM) or len(form) < 5:
            return 0
        return self._adjectives(sheet, i + 1)

    def _complement(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of what makes the head a name; 0 where nothing does."""
        limit = sheet.limits[i - 1]
        if sheet.mark(i) in OPENERS and "open" in head.takes | ({"open"} if head.kind == "ORG" else set()):
            close = sheet.closing(i, LONGEST_QUOTED)
            return self._adjectives(sheet, close + 1) if close else 0
        if sheet.number(i) and i + 1 < limit and "definite" in head.takes and sheet.forms[i + 1]:
            i += 1
            if not self.vocabulary.never.__contains__(sheet.forms[i]):
                return 0
            return self._adjectives(sheet, i + 1)
        if i >= limit or not sheet.forms[i]:
            return 0
        portfolio = self._portfolio(sheet, i)
        if portfolio and "definite" in head.takes:
            return self._adjectives(sheet, portfolio)
        known = self._proper(sheet, i)
        if known and ("open" in head.takes or "definite" in head.takes):
            return self._adjectives(sheet, known)
        word = sheet.forms[i]
        if word.startswith(ARTICLE) and "definite" in head.takes and self._may_complete(word):
            return self._more(sheet, i + 1, head)
        if "chain" in head.takes and self._chains(sheet, i):
            return self._chain_end(sheet, i + 1, head)
        if "open" in head.takes and self._is_open(sheet, i):
            return self._open_end(sheet, i)
        return 0

    def _portfolio(self, sheet: Sheet, i: int) -> int:
        """The end of one or two portfolios («الدفاع والأمن»), 0 where there is none."""
        hit = self.portfolios.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i])
        if hit is None:
            return 0
        last = hit[0]
        while last < sheet.limits[i] and sheet.forms[last][:1] in self.vocabulary.outer:
            more = self.portfolios.longest(sheet.forms[last][1:], sheet.forms, last, sheet.limits[i])
            if more is None:
                break
            last = more[0]
        return last

    def _proper(self, sheet: Sheet, i: int) -> int:
        hit = self.known.plain.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i])
        return hit[0] if hit else 0

    def _may_complete(self, word: str) -> bool:
        """Whether a definite word may complete a head: it is no bare adjective that only describes."""
        bare = _bare(word)
        return len(bare) > 2 and bare not in self.vocabulary.stop_adjectives and not self.vocabulary.country_of(word)

    def _more(self, sheet: Sheet, i: int, head: Head) -> int:
        """Adjectives, and a second noun joined by و («العدل والبناء»)."""
        if "pair" in head.takes and i < sheet.limits[i - 1]:
            form = sheet.forms[i]
            if form[:1] in self.vocabulary.outer and form[1:].startswith(ARTICLE) and sheet.forms[i - 1].startswith(ARTICLE):
                rest = form[1:]
                known = self.known.plain.longest(rest, sheet.forms, i, sheet.limits[i])
                if known is None and not self.vocabulary.country_of(rest) and not self._starts_clause(sheet, i + 1):
                    return self._adjectives(sheet, i + 1)
        return self._adjectives(sheet, i)

    def _starts_clause(self, sheet: Sheet, i: int) -> bool:
        return i < sheet.limits[i - 1] and sheet.forms[i] in self.vocabulary.verbs

    def _chains(self, sheet: Sheet, i: int) -> bool:
        """Whether a noun and its own complement follow («مشروع تونس», «شورى المجاهدين»)."""
        if i + 1 >= sheet.limits[i] or sheet.tokens[i].enclitic or sheet.forms[i].startswith(ARTICLE):
            return False
        word, following = sheet.forms[i], sheet.forms[i + 1]
        if word in self.vocabulary.function or word in self.vocabulary.verbs or not following or word in self.titles:
            return False
        if word in self.heads and not self.heads[word].inside:
            return False
        if self._proper(sheet, i + 1):
            return self.vocabulary.is_common(word)
        return following.startswith(ARTICLE) and self._may_complete(following) and self.vocabulary.is_common(word)

    def _chain_end(self, sheet: Sheet, i: int, head: Head) -> int:
        known = self._proper(sheet, i)
        return self._adjectives(sheet, known) if known else self._more(sheet, i + 1, head)

    def _is_open(self, sheet: Sheet, i: int) -> bool:
        """Whether the word may be a name that nobody knows."""
        word = sheet.forms[i]
        token = sheet.tokens[i]
        if token.kind == "latin":
            return True
        if word in self.titles or word in self.vocabulary.function or word in self.heads:
            return False
        if token.proclitics and self.vocabulary.name_level(word) < SURE:
            return False
        return self.vocabulary.name_level(word) in (UNKNOWN, SURE)

    def _open_end(self, sheet: Sheet, i: int) -> int:
        last = i + 1
        while last < min(sheet.limits[i], i + 3) and sheet.forms[last] and self._is_open(sheet, last):
            if sheet.forms[last].startswith(ARTICLE) or sheet.tokens[last].proclitics:
                break
            last += 1
        return self._adjectives(sheet, last)

    def _adjectives(self, sheet: Sheet, i: int) -> int:
        """The end of the definite adjectives that belong to a name."""
        limit = min(sheet.limits[i - 1], i + _LATE)
        while i < limit:
            word = sheet.forms[i]
            bare = _bare(word)
            if not word.startswith(ARTICLE) or bare in self.vocabulary.stop_adjectives or len(bare) < 2:
                break
            if not (bare in self.vocabulary.name_adjectives or self._relative(word)):
                break
            i += 1
        return i

    def _relative(self, word: str) -> bool:
        """Whether it is an adjective of relation, and no family name."""
        if self.vocabulary.country_of(word):
            return True
        return self.vocabulary.is_relative(word) and self.vocabulary.is_common(word)

    def _behind(self, sheet: Sheet, i: int, head: Head) -> Draft | None:
        """The name behind a head that is no part of it."""
        limit = sheet.limits[i - 1]
        if i < limit and sheet.mark(i) in OPENERS:
            close = sheet.closing(i, LONGEST_QUOTED)
            if not close:
                return None
            return self._named(sheet, i + 1, close, head)
        if i >= limit or not sheet.forms[i]:
            return None
        cued = self.known.cued.longest(sheet.forms[i], sheet.forms, i, limit)
        if cued and cued[1].kind == head.kind:
            return self._draft(sheet, (i, 0, cued[0]), head.kind, "known name behind its head", cued[1].row, cued[1])
        word = sheet.forms[i]
        if self._proper(sheet, i) or (head.kind == "ARMED" and self.vocabulary.name_level(word) == SURE):
            return None
        if head.kind == "MEDIA" and self._titled(sheet, i):
            return self._draft(sheet, (i, 0, i + 1), head.kind, "name between head and adjective", head.row)
        if word.startswith(ARTICLE) and "definite" in head.takes and self._lone(sheet, i):
            return self._draft(sheet, (i, 0, i + 1), head.kind, "definite name behind a head", head.row)
        if "open" in head.takes and self._is_open(sheet, i) and not word.startswith(ARTICLE):
            last = self._foreign_end(sheet, i)
            return self._draft(sheet, (i, 0, last), head.kind, "unknown name behind a head", head.row)
        return None

    def _named(self, sheet: Sheet, first: int, last: int, head: Head) -> Draft:
        known = self.known.plain.longest(sheet.forms[first], sheet.forms, first, last)
        known = known or self.known.cued.longest(sheet.forms[first], sheet.forms, first, last)
        value = known[1] if known and known[0] == last and (known[1].kind == head.kind or not known[1].cue) else None
        kind = value.kind if value else head.kind
        return self._draft(sheet, (first, 0, last), kind, "quoted name behind a head", head.row, value)

    def _titled(self, sheet: Sheet, i: int) -> bool:
        """Whether one word without article stands between a medium's head and its adjective («صحيفة اعتماد الإصلاحية»)."""
        token = sheet.tokens[i]
        if token.form.startswith(ARTICLE) or token.proclitics or token.enclitic or i + 1 >= sheet.limits[i]:
            return False
        following = sheet.forms[i + 1]
        return token.form not in self.vocabulary.function and following.startswith(ARTICLE) and following.endswith(YA + HA)

    def _lone(self, sheet: Sheet, i: int) -> bool:
        """Whether a definite word behind a head is its name and not a description («القناة الرسمية», «المدينة القديمة»)."""
        bare = _bare(sheet.forms[i])
        return (
            len(bare) > 2
            and bare not in self.vocabulary.stop_adjectives
            and bare not in self.vocabulary.name_adjectives
            and not self.vocabulary.country_of(bare)
            and not (self.vocabulary.is_relative(bare) and self.vocabulary.is_common(bare))
        )

    def _foreign_end(self, sheet: Sheet, i: int) -> int:
        last = i + 1
        while last < min(sheet.limits[i], i + 4) and sheet.forms[last] and not sheet.forms[last].startswith(ARTICLE):
            if not self._is_open(sheet, last):
                break
            last += 1
        return last

    def _quoted(self, sheet: Sheet, i: int) -> Draft | None:
        """A medium that is named in quotation marks alone («لـ"الوطن"»)."""
        if sheet.mark(i) not in OPENERS or i + 2 >= sheet.limits[i] or not sheet.forms[i + 1]:
            return None
        hit = self.known.cued.longest(sheet.forms[i + 1], sheet.forms, i + 1, sheet.limits[i])
        if hit is None or hit[1].kind != "MEDIA" or sheet.mark(hit[0]) not in CLOSERS:
            return None
        return self._draft(sheet, (i + 1, 0, hit[0]), "MEDIA", "known medium in quotation marks", hit[1].row, hit[1])

    def _ministry(self, sheet: Sheet, i: int) -> Draft | None:
        """«الخارجية الروسية»: a portfolio with a feminine nationality names the ministry."""
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            if word in self.bare and i + 1 < sheet.limits[i]:
                following = sheet.forms[i + 1]
                before = sheet.before(i)
                if following.endswith(HA) and self._land(following) and not (before >= 0 and _bare(sheet.forms[before]) in self.titles):
                    return self._draft(sheet, (i, letters, i + 2), "ORG", "portfolio with nationality", "names/portfolios")
        return None


def _bare(word: str) -> str:
    return word.removeprefix(ARTICLE)
