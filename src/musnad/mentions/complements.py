"""How far a name reaches behind its head: complements, adjectives, purposes, numbers.

«مجلس القضاء الأعلى», «اللواء الأول مشاة», «الهيئة العليا المستقلة للانتخابات»: each reader gives the token behind the name, or 0
where what follows makes no name of the head.
"""

from dataclasses import dataclass

from musnad.folding import fold
from musnad.language.words import ARTICLE, LAM
from musnad.lexicon import Lexicon
from musnad.mentions.known import KnownNames
from musnad.mentions.sheet import Sheet
from musnad.mentions.trie import Trie
from musnad.mentions.vocabulary import SURE, UNKNOWN, Vocabulary
from musnad.model import MentionKind

LONGEST_QUOTED = 4
_LATE = 8
"""Words after which a name is surely over."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the table of heads; `definite` for its form with the article."""

    kind: MentionKind
    inside: bool
    takes: frozenset[str]
    row: str
    definite: bool = False


class Complements:
    """Reads what follows a head; knows the tables of heads, portfolios, titles and known names."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, known: KnownNames) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.heads: dict[str, Head] = {}
        for row in lexicon["names/heads"]:
            kind: MentionKind = row["kind"]  # type: ignore[assignment]
            takes = frozenset(row.list("takes"))
            for form in (row["word"], *row.list("forms")):
                self.heads.setdefault(fold(form), Head(kind, row["part"] == "in", takes, row.ref))
            self.heads.setdefault(ARTICLE + fold(row["word"]), Head(kind, True, takes, row.ref, definite=True))
        self.portfolios: Trie[str] = Trie()
        for row in lexicon["names/portfolios"]:
            self.portfolios.add(row["phrase"], row.ref)
        self.offices = lexicon["names/titles"].folded("word")
        self.plural_titles = frozenset(
            form
            for row in lexicon["names/titles"]
            for form in map(fold, row.list("forms"))
            if not form.startswith(fold(row["word"]))
        )
        places = lexicon["names/place_words"]
        self.place_prefixes = frozenset(fold(r["word"]) for r in places if r["class"] == "prefix")
        self.place_suffixes = frozenset(fold(r["word"]) for r in places if r["class"] == "suffix")
        self.titles = frozenset(
            fold(form) for row in lexicon["names/titles"] for form in (row["word"], *row.list("forms"))
        )

    def definite_body(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «الجيش الليبي», «الهيئة العليا المستقلة للانتخابات»; 0 where it is a mere description."""
        last = self.adjectives(sheet, i + 1)
        words = sheet.forms[i + 1 : last]
        if "national" in head.takes and any(map(self.vocabulary.country_of, words)):
            return (self._purpose(sheet, last) if last < sheet.limits[i] else 0) or last
        if "numbered" in head.takes:
            return self._numbered(sheet, i + 1)
        fixed = words and all(w in self.vocabulary.name_adjectives or self._scope(w) for w in map(bare_form, words))
        return self._purpose(sheet, last) if fixed and last < sheet.limits[i] else 0

    def _numbered(self, sheet: Sheet, i: int) -> int:
        """The end of «اللواء الأول مشاة», «الكتيبة 166», «المنطقة العسكرية الرابعة»; 0 without a number."""
        limit = sheet.limits[i - 1]
        if i < limit and sheet.forms[i].removeprefix(ARTICLE) in self.vocabulary.branches:
            i += 1
        if i >= limit or not (sheet.number(i) or sheet.forms[i].removeprefix(ARTICLE) in self.vocabulary.ordinals):
            return 0
        i += 1
        while i < limit and sheet.forms[i].removeprefix(ARTICLE) in self.vocabulary.ordinals | self.vocabulary.branches:
            i += 1
        return i

    def _scope(self, word: str) -> bool:
        return word in self.vocabulary.nationality or word in self.vocabulary.scopes

    def _purpose(self, sheet: Sheet, i: int) -> int:
        """The end of «للطاقة الذرية», «لشؤون الأسرى» behind a definite body."""
        form = sheet.forms[i]
        if form[:1] == LAM and form[1:] in self.vocabulary.purposes and i + 1 < sheet.limits[i]:
            return self.adjectives(sheet, i + 2) if sheet.forms[i + 1].startswith(ARTICLE) else 0
        if not form.startswith(LAM + LAM) or len(form) < 4:
            return 0
        return self.adjectives(sheet, i + 1)

    def complement(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of what makes a head without article a name; 0 where nothing does."""
        if i >= sheet.limits[i - 1]:
            return 0
        if not sheet.forms[i]:
            return self._dated(sheet, i, head)
        if "adjective" in head.takes:
            return self.adjectives(sheet, i + 1) if self._describes(sheet.forms[i]) else 0
        pair = "pair" in head.takes and self._of_noun(sheet, i, head)
        last = (
            pair
            or self._charge(sheet, i, head)
            or self._of_name(sheet, i, head)
            or self.of_person(sheet, i, head)
            or self._of_noun(sheet, i, head)
            or self._of_chain(sheet, i, head)
            or self._of_unknown(sheet, i, head)
        )
        return self._with_purpose(sheet, last) if last and "purpose" in head.takes else last

    def _describes(self, word: str) -> bool:
        """Whether a definite adjective makes a name of a general head («وكالة الأنباء المتوسطية»)."""
        bare = bare_form(word)
        return bare != word and self.vocabulary.is_relative(word) and bare not in self.vocabulary.stop_adjectives

    def _with_purpose(self, sheet: Sheet, i: int) -> int:
        """The end of «مركز البحر للدراسات والبحوث» behind «مركز البحر»."""
        last = self._purpose(sheet, i) if i < sheet.limits[i - 1] else 0
        ahead = sheet.forms[last] if last < sheet.limits[i - 1] else ""
        if not last or ahead in self.vocabulary.function or ahead[:1] in self.vocabulary.inner:
            return i
        form = sheet.forms[last] if last < sheet.limits[i] else ""
        joined = form[1:] if form[:1] in self.vocabulary.outer and form[1:].startswith(ARTICLE) else ""
        if not joined or joined in self.heads or self._is_known(sheet, last, joined):
            return last
        return self.adjectives(sheet, last + 1)

    def _is_known(self, sheet: Sheet, i: int, word: str) -> bool:
        return self.known.plain.longest(word, sheet.forms, i, sheet.limits[i]) is not None

    def of_person(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «الملك خالد» in «مطار الملك خالد الدولي»: a title and a name."""
        word = sheet.forms[i]
        if "person" not in head.takes:
            return 0
        titled = word.startswith(ARTICLE) and bare_form(word) in self.offices
        alone = head.inside and word in self.vocabulary.given and self.vocabulary.name_level(word) == SURE
        if not titled and (not alone or self.proper(sheet, i)):
            return 0
        limit, last, named = sheet.limits[i], i + titled, False
        while last < limit and sheet.forms[last] and not sheet.tokens[last].proclitics:
            word = sheet.forms[last]
            small = word in self.vocabulary.links or word in self.vocabulary.prefixes
            step = 2 if small and last + 1 < limit and sheet.forms[last + 1] else 1
            family = self.vocabulary.name_level(word) == SURE or word in self.vocabulary.suffixes
            if not (step == 2 or family or (not named and word in self.vocabulary.given)):
                break
            last, named = last + step, True
        return self.adjectives(sheet, last) if named else 0

    def _dated(self, sheet: Sheet, i: int, head: Head) -> int:
        """«قصر 22 مايو الجمهوري»."""
        month = i + 1
        if not sheet.number(i) or month >= sheet.limits[i] or "definite" not in head.takes:
            return 0
        return self.adjectives(sheet, month + 1) if sheet.forms[month] in self.vocabulary.never else 0

    def _charge(self, sheet: Sheet, i: int, head: Head) -> int:
        """«وزارة الدفاع الروسية»."""
        last = self.portfolio(sheet, i) if "definite" in head.takes else 0
        return self.adjectives(sheet, last) if last else 0

    def _of_name(self, sheet: Sheet, i: int, head: Head) -> int:
        """«محكمة جدة», «مطار عدن»."""
        last = self.proper(sheet, i) if head.takes & {"open", "definite"} else 0
        if head.kind in ("LOC", "GPE") or "open" in head.takes:
            last = max(last, self.place(sheet, i))
        return self.adjectives(sheet, last) if last else 0

    def place(self, sheet: Sheet, i: int) -> int:
        """The end of a place name of several words («عين البيلسان», «تل الرمان الشرقي»), 0 where there is none."""
        last = i
        while last + 1 < sheet.limits[i] and sheet.forms[last] in self.place_prefixes:
            last += 1
        word = sheet.forms[last] if last > i else ""
        if not word or sheet.tokens[last].enclitic or word in self.vocabulary.function or word in self.vocabulary.verbs:
            return 0
        return self.place_suffix(sheet, last + 1)

    def place_suffix(self, sheet: Sheet, i: int) -> int:
        """The end of «السنديان العليا» behind «السنديان»."""
        return i + 1 if i < sheet.limits[i - 1] and sheet.forms[i] in self.place_suffixes else i

    def _of_noun(self, sheet: Sheet, i: int, head: Head) -> int:
        """«مجلس النواب», «حزب العدل والبناء»."""
        word = sheet.forms[i]
        if not word.startswith(ARTICLE) or "definite" not in head.takes or not self._may_complete(word):
            return 0
        return self._more(sheet, i + 1, head)

    def _of_chain(self, sheet: Sheet, i: int, head: Head) -> int:
        """«حركة مشروع تونس», «مجلس شورى المجاهدين»."""
        if "chain" not in head.takes or not self.chains(sheet, i):
            return 0
        known = self.proper(sheet, i + 1)
        return self.adjectives(sheet, known) if known else self._more(sheet, i + 2, head)

    def _of_unknown(self, sheet: Sheet, i: int, head: Head) -> int:
        """«جامعة هارفارد», «قبيلة ورفلة»."""
        if "open" not in head.takes or not self.is_open(sheet, i):
            return 0
        last = i + 1
        while last < min(sheet.limits[i], i + 3) and sheet.forms[last] and self.is_open(sheet, last):
            if sheet.forms[last].startswith(ARTICLE) or sheet.tokens[last].proclitics or self.proper(sheet, last):
                break
            last += 1
        return self.adjectives(sheet, last)

    def portfolio(self, sheet: Sheet, i: int) -> int:
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

    def proper(self, sheet: Sheet, i: int) -> int:
        """The end of a known name at a token, 0 where there is none."""
        hit = self.known.plain.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i])
        return hit[0] if hit else 0

    def _may_complete(self, word: str) -> bool:
        """Whether a definite word may complete a head: it is no bare adjective that only describes."""
        bare = bare_form(word)
        if bare in self.offices:
            return False
        return len(bare) > 2 and bare not in self.vocabulary.stop_adjectives and not self.vocabulary.country_of(word)

    def _more(self, sheet: Sheet, i: int, head: Head) -> int:
        """Adjectives, and a second noun joined by و («العدل والبناء»)."""
        if "pair" in head.takes and i < sheet.limits[i - 1]:
            form = sheet.forms[i]
            if (
                form[:1] in self.vocabulary.outer
                and form[1:].startswith(ARTICLE)
                and sheet.forms[i - 1].startswith(ARTICLE)
            ):
                rest = form[1:]
                known = self.known.plain.longest(rest, sheet.forms, i, sheet.limits[i])
                if known is None and not self.vocabulary.country_of(rest) and not self._starts_clause(sheet, i + 1):
                    return self.adjectives(sheet, i + 1)
        return self.adjectives(sheet, i)

    def _starts_clause(self, sheet: Sheet, i: int) -> bool:
        return i < sheet.limits[i - 1] and sheet.forms[i] in self.vocabulary.verbs

    def chains(self, sheet: Sheet, i: int) -> bool:
        """Whether a noun and its own complement follow («مشروع تونس», «شورى المجاهدين»)."""
        if i + 1 >= sheet.limits[i] or sheet.tokens[i].enclitic or sheet.forms[i].startswith(ARTICLE):
            return False
        word, following = sheet.forms[i], sheet.forms[i + 1]
        if word in self.vocabulary.function or word in self.vocabulary.verbs or not following:
            return False
        if word in self.vocabulary.stop_adjectives or (word in self.titles and word not in self.plural_titles):
            return False
        if word in self.heads and not self.heads[word].inside:
            return False
        if self.proper(sheet, i + 1):
            return self.vocabulary.is_common(word)
        return following.startswith(ARTICLE) and self._may_complete(following) and self.vocabulary.is_common(word)

    def is_open(self, sheet: Sheet, i: int) -> bool:
        """Whether the word may be a name that nobody knows."""
        word = sheet.forms[i]
        token = sheet.tokens[i]
        if token.kind == "latin":
            return True
        if word in self.titles or word in self.vocabulary.function or word in self.heads:
            return False
        level = self.vocabulary.name_level(word)
        return level in (UNKNOWN, SURE) and (level == SURE or not token.proclitics)

    def adjectives(self, sheet: Sheet, i: int) -> int:
        """The end of the definite adjectives that belong to a name."""
        limit = min(sheet.limits[i - 1], i + _LATE)
        while i < limit:
            word = sheet.forms[i]
            bare = bare_form(word)
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


def bare_form(word: str) -> str:
    """The word without its article."""
    return word.removeprefix(ARTICLE)
