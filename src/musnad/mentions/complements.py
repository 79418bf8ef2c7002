"""How far a name reaches behind its head: complements, adjectives, purposes, numbers.

«مجلس القضاء الأعلى», «اللواء الأول مشاة», «الهيئة العليا المستقلة للانتخابات»: each reader gives the token behind the name, or 0
where what follows makes no name of the head.
"""

from dataclasses import dataclass

from musnad.folding import fold
from musnad.language.words import ARTICLE, HA, LAM, TA, YA
from musnad.lexicon import Lexicon
from musnad.mentions.known import KnownNames
from musnad.mentions.sheet import Sheet
from musnad.mentions.trie import Trie
from musnad.mentions.vocabulary import SURE, UNKNOWN, Vocabulary
from musnad.model import MentionKind

LONGEST_QUOTED = 4
_LATE = 8
"""Words after which a name is surely over."""
_MOST_JOINED = 4
"""Nouns that و joins to the first one of a name («النظام الداخلي والحصانة والقوانين البرلمانية»)."""


@dataclass(frozen=True, slots=True)
class Head:
    """A row of the table of heads; `definite` for its form with the article, `several` for its dual or plural."""

    kind: MentionKind
    inside: bool
    takes: frozenset[str]
    row: str
    definite: bool = False
    several: bool = False


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
                several = "several" in takes or (form != row["word"] and kind == "GPE")
                self.heads.setdefault(fold(form), Head(kind, row["part"] == "in", takes, row.ref, several=several))
            self.heads.setdefault(ARTICLE + fold(row["word"]), Head(kind, True, takes, row.ref, definite=True))
        self.portfolios: Trie[str] = Trie()
        for row in lexicon["names/portfolios"]:
            self.portfolios.add(row["phrase"], row.ref)
        self.offices = lexicon["names/titles"].folded("word")
        self.standings = _standings(lexicon)
        self.aims: Trie[str] = Trie()
        for row in lexicon["names/modifiers"]:
            if row["class"] == "aim":
                self.aims.add(row["word"], row.ref)
        self.aim_words = {fold(r["word"]).split()[0] for r in lexicon["names/modifiers"] if r["class"] == "aim"}
        self.plural_titles = frozenset(
            form
            for row in lexicon["names/titles"]
            for form in map(fold, row.list("forms"))
            if not form.startswith(fold(row["word"]))
        )
        self.behalf = frozenset(fold(r["word"]) for r in lexicon["names/title_words"] if r["class"] == "behalf")
        places = lexicon["names/place_words"]
        self.place_prefixes = frozenset(fold(r["word"]) for r in places if r["class"] == "prefix")
        self.place_suffixes = frozenset(fold(r["word"]) for r in places if r["class"] == "suffix")
        self.directions = frozenset(fold(r["word"]) for r in places if r["class"] == "direction")
        self.governors = frozenset(fold(r["word"]) for r in places if r["class"] == "governor")
        self.titles = frozenset(
            fold(form) for row in lexicon["names/titles"] for form in (row["word"], *row.list("forms"))
        )

    def definite_body(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «الجيش الليبي», «الهيئة العليا المستقلة للانتخابات»; 0 where it is a mere description."""
        last = self.adjectives(sheet, i + 1)
        words = sheet.forms[i + 1 : last]
        aimed = last < sheet.limits[i] and (words or sheet.forms[last] in self.aim_words)
        purpose = self.purpose(sheet, last, head) if aimed else 0
        bare = [bare_form(word) for word in words]
        whole = self._whole(sheet, last) if "organ" in head.takes and bare and self._are_organic(bare) else 0
        if whole:
            return whole
        if "national" in head.takes and any(map(self.vocabulary.country_of, words)):
            return (purpose if "purpose" in head.takes else 0) or last
        if "party" in head.takes and not self.vocabulary.ideologies.isdisjoint(bare):
            return purpose or last
        if "numbered" in head.takes:
            return self._numbered(sheet, i + 1)
        fixed = all(w in self.vocabulary.name_adjectives or self._scope(w) for w in bare)
        return purpose if fixed or "purpose" in head.takes else 0

    def _are_organic(self, bare: list[str]) -> bool:
        """Whether the adjectives of a body are those of an organ of another one («المكتب السياسي»)."""
        return all(word in self.vocabulary.organs or word in self.vocabulary.name_adjectives for word in bare)

    def _whole(self, sheet: Sheet, i: int) -> int:
        """The end of the body behind ل that another one is an organ of («الهيئة العليا لحزب الوعد»), 0 where there is none."""
        if i >= sheet.limits[i - 1] or sheet.forms[i][:1] != LAM or len(sheet.forms[i]) < 4:
            return 0
        rest = sheet.forms[i][1:]
        rest = ARTICLE + rest[1:] if rest[0] == LAM else rest
        known = self.known.plain.longest(rest, sheet.forms, i, sheet.limits[i])
        if known is not None and known[1].kind in ("ORG", "ARMED"):
            return self.adjectives(sheet, known[0])
        head = self.heads.get(rest)
        if head is None or head.definite or not head.inside or head.kind not in ("ORG", "ARMED"):
            return 0
        return self.complement(sheet, i + 1, head)

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

    def purpose(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «للطاقة الذرية», «لشؤون الأسرى» behind a definite body."""
        form, limit = sheet.forms[i], sheet.limits[i]
        aim = self.aims.longest(form, sheet.forms, i, limit) if "party" in head.takes else None
        if aim is not None:
            return self._coordinated(sheet, aim[0] + 1) if self._is_aim(sheet, aim[0], limit) else 0
        if form[:1] == LAM and form[1:] in self.vocabulary.purposes and i + 1 < limit:
            between = self.vocabulary.is_common(sheet.forms[i + 1]) and not sheet.tokens[i + 1].proclitics
            last = i + 1 + (between and not sheet.forms[i + 1].startswith(ARTICLE))
            return self._coordinated(sheet, last + 1) if last < limit and self._is_aim(sheet, last, limit) else 0
        if not form.startswith(LAM + LAM) or len(form) < 4:
            return 0
        bare = ARTICLE + form[2:] in self.heads and self.adjectives(sheet, i + 1) == i + 1
        return 0 if bare else self._coordinated(sheet, i + 1)

    def _is_aim(self, sheet: Sheet, i: int, limit: int) -> bool:
        return i < limit and sheet.forms[i].startswith(ARTICLE)

    def _coordinated(self, sheet: Sheet, i: int) -> int:
        """The end of the adjectives of a definite noun, and of other definite nouns joined to it by و."""
        i = self.adjectives(sheet, i)
        for _ in range(_MOST_JOINED):
            if i >= sheet.limits[i - 1] or not self._joins(sheet, i):
                break
            i = self.adjectives(sheet, i + 1)
        return i

    def _joins(self, sheet: Sheet, i: int) -> bool:
        """Whether و and a definite word go on with a name: nothing that is a name, a body or a person by itself."""
        form = sheet.forms[i]
        rest = form[1:]
        if form[:1] not in self.vocabulary.outer or not rest.startswith(ARTICLE):
            return False
        barred = rest in self.heads or rest in self.vocabulary.function or bare_form(rest) in self.standings
        if barred or self.vocabulary.country_of(rest):
            return False
        return not self._is_known(sheet, i, rest) and not self._starts_clause(sheet, i + 1)

    def complement(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of what makes a head without article a name; 0 where nothing does."""
        if i >= sheet.limits[i - 1]:
            return 0
        if not sheet.forms[i]:
            return self._dated(sheet, i, head)
        if "yields" in head.takes and self._heads_party(sheet.forms[i]):
            return 0
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
        return self._with_purpose(sheet, last, head) if last and "purpose" in head.takes else last

    def _heads_party(self, word: str) -> bool:
        """Whether a word begins the name of a party by itself («جبهة», «التجمع»)."""
        other = self.heads.get(word)
        return other is not None and "party" in other.takes and "yields" not in other.takes

    def _describes(self, word: str) -> bool:
        """Whether a definite adjective makes a name of a general head («وكالة الأنباء المتوسطية»)."""
        bare = bare_form(word)
        return bare != word and self.vocabulary.is_relative(word) and bare not in self.vocabulary.stop_adjectives

    def _with_purpose(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «مركز البحر للدراسات والبحوث» behind «مركز البحر»."""
        last = self.purpose(sheet, i, head) if i < sheet.limits[i - 1] else 0
        ahead = sheet.forms[last] if last < sheet.limits[i - 1] else ""
        if not last or ahead in self.vocabulary.function or ahead[:1] in self.vocabulary.inner:
            return i
        return last

    def _is_known(self, sheet: Sheet, i: int, word: str) -> bool:
        return self.known.plain.longest(word, sheet.forms, i, sheet.limits[i]) is not None

    def of_person(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of «الملك خالد» in «مطار الملك خالد الدولي»: a title and a name."""
        word = sheet.forms[i]
        if "person" not in head.takes:
            return 0
        titled = word.startswith(ARTICLE) and bare_form(word).removesuffix(HA) in self.offices
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
        return (self._coordinated(sheet, last) if "pair" in head.takes else self.adjectives(sheet, last)) if last else 0

    def _of_name(self, sheet: Sheet, i: int, head: Head) -> int:
        """«محكمة جدة», «مطار عدن»."""
        last = self.proper(sheet, i) if head.takes & {"open", "definite", "country"} else 0
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

    def is_unheard_place(self, sheet: Sheet, i: int) -> bool:
        """Whether a word that no list has can be the town that its class announces («بلدة سرجة», and not «بلدة حدودية»)."""
        word, token = sheet.forms[i], sheet.tokens[i]
        if token.kind == "latin" or token.proclitics or token.enclitic or word.startswith(ARTICLE):
            return False
        if (
            word in self.titles
            or word in self.vocabulary.function
            or word in self.vocabulary.never
            or word in self.heads
        ):
            return False
        if self.vocabulary.is_verb(word) or self.vocabulary.country_of(word) or word[-1] == TA:
            return False
        everyday = self.vocabulary.is_everyday(word) or self.vocabulary.is_relative(word)
        over = i + 1 >= sheet.limits[i] or not sheet.forms[i + 1] or sheet.forms[i + 1] in self.vocabulary.function
        return sheet.proper[i] if everyday else sheet.proper[i] or over

    def place_suffix(self, sheet: Sheet, i: int) -> int:
        """The end of «السنديان العليا» behind «السنديان»."""
        return i + 1 if i < sheet.limits[i - 1] and sheet.forms[i] in self.place_suffixes else i

    def _of_noun(self, sheet: Sheet, i: int, head: Head) -> int:
        """«مجلس النواب», «حزب العدل والبناء»."""
        word = sheet.forms[i]
        if not word.startswith(ARTICLE) or not self._may_complete(word) or self._titles_person(sheet, i):
            return 0
        rare = "rare" in head.takes and not self.vocabulary.is_everyday(word)
        if not (rare or "definite" in head.takes):
            return 0
        return self._more(sheet, i + 1, head)

    def _titles_person(self, sheet: Sheet, i: int) -> bool:
        """Whether a definite title stands before the name of who bears it («برئاسة المحامي سالم الراوي»)."""
        if bare_form(sheet.forms[i]) not in self.titles or i + 1 >= sheet.limits[i]:
            return False
        return sheet.forms[i + 1] in self.vocabulary.given and not sheet.tokens[i + 1].proclitics

    def _of_chain(self, sheet: Sheet, i: int, head: Head) -> int:
        """«حركة مشروع تونس», «مجلس شورى المجاهدين»."""
        if "chain" not in head.takes or not self.chains(sheet, i):
            return 0
        i += self._is_chained(sheet, i)
        known = self.proper(sheet, i + 1)
        return self.adjectives(sheet, known) if known else self._more(sheet, i + 2, head)

    def _is_chained(self, sheet: Sheet, i: int) -> bool:
        """Whether two nouns stand before the last one («شؤون ذوي الإعاقة»)."""
        return not self.proper(sheet, i + 1) and not sheet.forms[i + 1].startswith(ARTICLE)

    def _of_unknown(self, sheet: Sheet, i: int, head: Head) -> int:
        """«جامعة هارفارد», «قبيلة ورفلة»."""
        unheard = "rare" in head.takes and self.vocabulary.name_level(sheet.forms[i]) == UNKNOWN
        if not ("open" in head.takes or unheard) or not self.is_open(sheet, i):
            return 0
        last = i + 1
        while last < min(sheet.limits[i], i + 3) and sheet.forms[last] and self.is_open(sheet, last):
            if sheet.forms[last].startswith(ARTICLE) or sheet.tokens[last].proclitics or self.proper(sheet, last):
                break
            if self.is_person(sheet, last):
                break
            last += 1
        return self.adjectives(sheet, last)

    def is_person(self, sheet: Sheet, i: int) -> bool:
        """Whether the name of a person begins at a token: an Arabic given name and more («رئيس بلدية عورتا مأمون الراوي»)."""
        word, vocabulary = sheet.forms[i], self.vocabulary
        given = (
            word in vocabulary.given and word not in vocabulary.foreign_given and vocabulary.name_level(word) == SURE
        )
        return given and i + 1 < sheet.limits[i] and vocabulary.name_level(sheet.forms[i + 1]) in (UNKNOWN, SURE)

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
        if bare in self.standings:
            return False
        return len(bare) > 2 and bare not in self.vocabulary.stop_adjectives and not self.vocabulary.country_of(word)

    def _more(self, sheet: Sheet, i: int, head: Head) -> int:
        """Adjectives, and other nouns joined by و («العدل والبناء», «النظام الداخلي والحصانة»)."""
        paired = "pair" in head.takes and sheet.forms[i - 1].startswith(ARTICLE)
        return self._coordinated(sheet, i) if paired else self.adjectives(sheet, i)

    def _starts_clause(self, sheet: Sheet, i: int) -> bool:
        return i < sheet.limits[i - 1] and sheet.forms[i] in self.vocabulary.verbs

    def chains(self, sheet: Sheet, i: int) -> bool:
        """Whether a noun and its own complement follow («مشروع تونس», «شورى المجاهدين», «شؤون ذوي الإعاقة»)."""
        if i + 1 >= sheet.limits[i] or not self._may_chain(sheet, i):
            return False
        word, following = sheet.forms[i], sheet.forms[i + 1]
        if self.proper(sheet, i + 1):
            return True
        if following.startswith(ARTICLE):
            return self._may_complete(following)
        deeper = word in self.vocabulary.purposes and not self.vocabulary.country_of(following)
        return deeper and self.chains(sheet, i + 1)

    def _may_chain(self, sheet: Sheet, i: int) -> bool:
        """Whether a word is a common noun before its complement: no verb, no title, no head of another name."""
        word = sheet.forms[i]
        if sheet.tokens[i].enclitic or word.startswith(ARTICLE) or not sheet.forms[i + 1]:
            return False
        if word in self.vocabulary.function or word in self.vocabulary.verbs or word in self.vocabulary.stop_adjectives:
            return False
        verb = word in self.vocabulary.verb_forms and word not in self.vocabulary.common
        titled = word in self.titles and word not in self.plural_titles
        outside = word in self.heads and not self.heads[word].inside and self.heads[word].kind != "GPE"
        return not (verb or titled or outside) and self.vocabulary.is_common(word)

    def is_open(self, sheet: Sheet, i: int) -> bool:
        """Whether the word may be a name that nobody knows."""
        word = sheet.forms[i]
        token = sheet.tokens[i]
        if token.kind == "latin":
            return True
        if word in self.titles or word in self.vocabulary.function or word in self.heads:
            return False
        if self.vocabulary.country_of(word) and word.endswith(HA) and not self.proper(sheet, i):
            return False
        if word[0] in (YA, TA) and (token.enclitic or (len(word) > 4 and word[-1] == YA)):
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
            if bare in self.standings and bare not in self.vocabulary.name_adjectives:
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


def _standings(lexicon: Lexicon) -> frozenset[str]:
    """The folded words for somebody's standing: offices and ranks in the singular, courtesies in every form."""
    titles = [row for row in lexicon["names/titles"] if row["class"] not in ("profession", "kin")]
    forms = [form for row in titles for form in row.list("forms") if row["class"] == "honorific" or row["word"] in form]
    return frozenset(map(fold, [*(row["word"] for row in titles), *forms]))


def bare_form(word: str) -> str:
    """The word without its article."""
    return word.removeprefix(ARTICLE)
