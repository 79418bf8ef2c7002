"""Offices, ranks and courtesies: «نائب وزير الخارجية الروسي», «المتحدث باسم القوات الجوية», «العقيد الركن».

A title with the article takes adjectives only; one without takes a complement (a portfolio, a body, a land, a noun), then
adjectives. Prepositions carry it on to a body or a land («لدى السعودية», «باسم الحكومة»).
"""

from collections.abc import Iterator, Mapping

from musnad.folding import clean, fold
from musnad.language.kept import Kept
from musnad.language.words import ALIF, ARTICLE, HA, LAM, LONGEST, WAW, YA
from musnad.lexicon import Lexicon, Row
from musnad.mentions.bodies import Bodies
from musnad.mentions.complements import LONGEST_QUOTED
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.sheet import QUOTES, Sheet, splits
from musnad.mentions.titlestate import TitleForm, TitleState, is_land, is_several, office, one_of
from musnad.mentions.trie import Trie
from musnad.mentions.vocabulary import DOUBTFUL, SURE, UNKNOWN, Vocabulary

_LONGEST = 14
"""Tokens after which a title is surely over."""
DUAL = ("\u0627\u0646", "\u064a\u0646")
"""Endings of the dual, of which the second may be the plural's."""
_BEARERS = frozenset({"rank", "honorific", "profession"})
"""Classes whose words say who somebody is rather than which office he holds."""
IN = "\u0628"
_COUNTED = frozenset({"office", "prefix", "profession"})
"""Classes whose words take the accusative («تعيين سالم الراوي مديرا للمكتب»)."""


class Titles:
    """Reads titles; knows the tables of titles, of the words inside them and of portfolios."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, bodies: Bodies) -> None:
        self.vocabulary = vocabulary
        self.portfolios = bodies.extent.portfolios
        self.extent = bodies.extent
        self.heads = frozenset(bodies.extent.heads)
        self.trie: Trie[TitleForm] = Trie()
        self._openings = Kept(self._opening)
        for row in lexicon["names/titles"]:
            word = fold(row["word"])
            for form in (word, *map(fold, row.list("forms"))):
                self._add_form(row, word, form)
            for ending in DUAL if " " not in word and row["class"] in _COUNTED else ():
                self.trie.add(ARTICLE + word + ending, TitleForm(row, True, word + ending))
        self.epithets = lexicon["names/epithets"].folded("word")
        inside = lexicon["names/title_words"]
        self.nouns = frozenset(fold(r["word"]) for r in inside if r["class"] == "noun")
        self.prepositions = frozenset(fold(r["word"]) for r in inside if r["class"] in ("preposition", "behalf"))
        self.seats = frozenset(fold(r["word"]) for r in inside if r["class"] == "seat")
        self.behalf = frozenset(fold(r["word"]) for r in inside if r["class"] == "behalf")
        self.sovereigns = frozenset(fold(r["word"]) for r in inside if r["class"] == "sovereign")
        self.abbreviations = frozenset(fold(r["word"]) for r in inside if r["class"] == "abbreviation")
        self.places_within = frozenset(fold(r["word"]) for r in inside if r["class"] == "preposition")
        self.negators = frozenset(fold(r["word"]) for r in inside if r["class"] == "negator")
        self.adjectives = lexicon["names/description_words"].folded("word")

    def _add_form(self, row: Row, word: str, form: str) -> None:
        """Take in a form of a title, with its article and without, where the row allows both."""
        head = word if form in (word, word + HA) or " " in form else form
        if row["exact"] != "article":
            self.trie.add(form, TitleForm(row, False, head))
            if row["class"] in _COUNTED and form == word and word[-1] not in (HA, YA, ALIF):
                self.trie.add(form + ALIF, TitleForm(row, False, head))
        if form[-1] not in (WAW, YA) or form[:-1] != word:
            # The dual and plural before a complement have no article: «الرئيسي» is another word.
            self.trie.add(ARTICLE + form, TitleForm(row, True, head))

    def starts(self, sheet: Sheet, i: int) -> bool:
        """Whether a title begins at a token, clitics allowed."""
        return self._head(sheet, i) is not None

    def _head(self, sheet: Sheet, i: int) -> tuple[int, int, TitleForm, str] | None:
        """Clitic letters, end, form and reading of the title word at a token."""
        form = sheet.forms[i]
        if not form:
            return None
        owned = self._owned_head(sheet, i)
        if owned is not None and sheet.tokens[i].enclitic == HA and not sheet.tokens[i].marbuta:
            return owned
        for letters, word in self._openings[form] if len(form) <= LONGEST else self._opening(form):
            hit = self.trie.longest(word, sheet.forms, i, sheet.limits[i])
            if hit is not None and self._is_meant(sheet, i, word, hit[1].row):
                return letters, hit[0], hit[1], word
        return owned

    def _opening(self, form: str) -> tuple[tuple[int, str], ...]:
        """The ways to take clitics off a word after which a title may begin."""
        words = splits(form, self.vocabulary.outer, self.vocabulary.inner)
        return tuple((letters, word) for letters, word in words if self.trie.begins(word))

    def _owned_head(self, sheet: Sheet, i: int) -> tuple[int, int, TitleForm, str] | None:
        """A title word with a pronoun («رئيسها»)."""
        token = sheet.tokens[i]
        hit = self.trie.longest(token.base, [token.base], 0, 1) if token.enclitic else None
        if hit is None or hit[1].row["class"] == "rank" or not self._is_meant(sheet, i, token.base, hit[1].row):
            return None  # «فريقهم»
        return len("".join(token.proclitics)), i + 1, TitleForm(hit[1].row, True, hit[1].head), ""

    def _is_meant(self, sheet: Sheet, i: int, word: str, row: Row) -> bool:
        """Whether a word is the title and not a homograph, or an adjective behind its noun («القرار السياسي»)."""
        if row["exact"] == "yes" and clean(row["word"]) not in clean(sheet.written[i]):
            return False
        if self.is_of_a_name(sheet, i, word, row) or self._describes(sheet, i, word):
            return False
        noun = sheet.forms[i - 1].removeprefix(ARTICLE) if i else ""
        if self.vocabulary.modifies(sheet.forms, i, sheet.limits, word) and noun not in self.extent.titles:
            return False
        return not (row["class"] == "profession" and self.vocabulary.qualifies(sheet.forms, i, sheet.limits, word))

    def _describes(self, sheet: Sheet, i: int, word: str) -> bool:
        """Whether the word is the second adjective of someone unnamed («مصدر أمني مسؤول»)."""
        before = sheet.forms[i - 1] if i and sheet.limits[i - 1] == sheet.limits[i] else ""
        return word in self.adjectives and self.vocabulary.qualifies(sheet.forms, i - 1, sheet.limits, before)

    def is_of_a_name(self, sheet: Sheet, i: int, word: str, row: Row) -> bool:
        """Whether the word is part of a name: «عماد» without its article, or a plural behind a given name («سالم القضاة»)."""
        given = self.vocabulary.given
        if row["exact"] == "article":
            return i > 0 and self.vocabulary.name_level(sheet.forms[i - 1]) == SURE
        if row["class"] == "rank":
            return word in given and not word.startswith(ARTICLE)
        behind = i > 0 and sheet.forms[i - 1] in given
        family = behind and word in self.vocabulary.family and word.startswith(ARTICLE)
        if family and row["class"] != "honorific" and self.vocabulary.name_level(sheet.forms[i - 1]) == SURE:
            named = i + 1 < sheet.limits[i] and self.vocabulary.name_level(sheet.forms[i + 1]) == SURE
            return not named
        singular = word.removeprefix(ARTICLE) in (fold(row["word"]), fold(row["word"]) + HA)
        return row["class"] in ("profession", "office") and word.startswith(ARTICLE) and behind and not singular

    def parse(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> TitlePhrase | None:
        """The title that begins at a token, `drafts` being the names of bodies and places by their first token."""
        head = self._head(sheet, i)
        if head is None:
            return None
        letters, last, form, base = head
        construct = form.row["class"] == "prefix"
        whole = form.definite or " " in form.row["word"]
        state = TitleState(
            last, whole and not (construct and " " in form.row["word"]), [form.head], [form.row["class"]], form.row
        )
        state.owned, state.first = not base, i
        state.owner = sheet.tokens[i].enclitic if state.owned else ""
        limit = min(sheet.limits[i], i + _LONGEST)
        while state.place < limit and self._step(sheet, state, drafts):
            pass
        span = sheet.span(i, letters, state.place)
        start = (letters, base)
        held = office(sheet, i, start, state)
        several = is_several(form)
        known = state.definite or state.complete or bool(state.country) or state.body is not None
        return TitlePhrase(
            i,
            state.place,
            span,
            tuple(state.heads),
            tuple(state.kinds),
            state.body,
            state.country,
            tuple(state.domain),
            known,
            state.row.ref,
            sheet.quote(span, base),
            one_of(form, held) if several else held,
            tuple(self._charged(sheet, i, start, state)),
            state.owner,
            state.side,
            form.row["means"],
            form.row["exact"] != "article",
            several,
        )

    def _charged(
        self, sheet: Sheet, i: int, start: tuple[int, str], state: TitleState
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """The nouns of a title, each with the words behind it, and the office without these («رئيس» of «رئيس الحزب»)."""
        for n in state.nouns:
            words = tuple(sheet.forms[j] for j in range(n, state.place) if j not in state.elsewhere)
            joined = sheet.forms[n - 1] in self.prepositions
            yield words, office(sheet, i, start, state, range(n - joined, state.place))

    def _step(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """Take one more part of the title; False where it is over."""
        i = state.place
        if not sheet.forms[i]:
            return self._take_quoted(sheet, state, drafts)
        return (
            self._take_body(sheet, state, drafts.get(i))
            or self._take_adjective(sheet, state)
            or self._take_portfolio(sheet, state)
            or self._take_owned(sheet, state)
            or self._take_title(sheet, state, drafts)
            or self._take_preposition(sheet, state, drafts)
            or self._take_noun(sheet, state, drafts)
            or self._take_joined(sheet, state, drafts)
            or self._take_where(sheet, state, drafts)
        )

    def _take_quoted(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """A quotation as complement, or behind the preposition of one («المتحدث باسم "درع السهول"»)."""
        i = state.place
        joined = sheet.forms[i - 1] in self.prepositions
        if sheet.mark(i) not in QUOTES or not (joined or (state.construct and state.kinds[-1] == "office")):
            return False
        close = sheet.closing(i, LONGEST_QUOTED)
        draft = drafts.get(i + 1)
        if not close or (draft is not None and (draft.kind == "PER" or draft.last != close)):
            return False
        state.elsewhere.update(range(i - 1 if joined or self._announces(sheet.forms[i - 1]) else i, close + 1))
        state.place, state.complete = close + 1, True
        state.body = state.body or (draft.text if draft else sheet.quote(sheet.span(i + 1, 0, close)))
        return True

    def _take_body(self, sheet: Sheet, state: TitleState, draft: Draft | None) -> bool:
        if draft is None or draft.kind == "PER":
            return False
        joined = sheet.text[sheet.tokens[draft.first].span.start : draft.span.start]
        if not (state.construct or (joined and fold(joined) in self.vocabulary.inner)):
            return False
        self._add_body(sheet, state, draft, draft.first)
        return True

    def _add_body(self, sheet: Sheet, state: TitleState, draft: Draft, first: int) -> None:
        """Take in a body or land; `first` is the token that joins it, or its own first one."""
        announced = first - 1 in range(len(sheet.forms)) and self._announces(sheet.forms[first - 1])
        state.elsewhere.update(range(first - 1 if announced else first, draft.last))
        state.place, state.complete = draft.last, True
        if not is_land(draft):
            state.side = draft.text if state.body else None
            state.body = state.body or draft.text
        state.country = state.country or draft.country

    def _announces(self, word: str) -> bool:
        """Whether a word announces the name of a body without being part of it («حزب»)."""
        head = self.extent.heads.get(word)
        return head is not None and (not head.inside or "yields" in head.takes)

    def _take_adjective(self, sheet: Sheet, state: TitleState) -> bool:
        word = sheet.forms[state.place]
        if word in self.negators and self._take_negated(sheet, state):
            return True
        bare = word.removeprefix(ARTICLE)
        definite = bare != word
        if (definite and state.construct) or (not definite and (state.definite or state.complete)):
            return False
        country = self.vocabulary.country_of(word)
        if country:
            state.country = state.country or country
            state.elsewhere.add(state.place)
        elif definite and word in self.epithets and bare not in self.vocabulary.title_adjectives:
            state.elsewhere.add(state.place)
        elif self._is_noun(sheet, state.place):
            return False
        elif not (bare in self.vocabulary.title_adjectives or self._relative(word) or self._agrees(sheet, state)):
            if not (definite and self._is_epithet(sheet, state.place)):
                return False
            state.elsewhere.add(state.place)
        state.place += 1
        return True

    def _take_negated(self, sheet: Sheet, state: TitleState) -> bool:
        """«غير المقيم» behind a whole title."""
        i = state.place + 1
        if not (state.definite or state.complete) or i >= sheet.limits[i - 1] or not sheet.forms[i].startswith(ARTICLE):
            return False
        state.elsewhere.update((i - 1, i))
        state.place = i + 1
        return True

    def _is_noun(self, sheet: Sheet, i: int) -> bool:
        """Whether a word that ends like an adjective is a noun («المسؤولية»), or the next title of the same person («القاضي»)."""
        word = sheet.forms[i]
        bare = word.removeprefix(ARTICLE)
        if bare in self.vocabulary.title_adjectives or word == bare:
            return False
        stem = bare.removesuffix(HA)
        defective = stem.endswith(YA) and stem[:-1] in self.extent.titles
        return bare in self.vocabulary.stop_adjectives or (defective and stem in self.extent.titles)

    def _is_epithet(self, sheet: Sheet, i: int) -> bool:
        """Whether a participle stands between a title and a given name («النائب المستبعد سالم الراوي»)."""
        word = sheet.forms[i]
        bare = word.removeprefix(ARTICLE)
        if i + 1 >= sheet.limits[i] or bare in self.extent.titles or bare in self.vocabulary.title_adjectives:
            return False
        following = sheet.forms[i + 1]
        named = following in self.vocabulary.given and self.vocabulary.name_level(following) == SURE
        shaped = len(bare) > 3 and self.vocabulary.is_participle(bare) and self.vocabulary.name_level(word) < UNKNOWN
        return named and shaped and not following.startswith(ARTICLE)

    def _agrees(self, sheet: Sheet, state: TitleState) -> bool:
        """Whether a participle of the plural goes with the people of the domain («ممثل المعلمين المحتجين»)."""
        word, before = sheet.forms[state.place], sheet.forms[state.place - 1]
        plural = before.startswith(ARTICLE) and before.endswith(self.vocabulary.plurals)
        bare = word.removeprefix(ARTICLE)
        return plural and bare.endswith(self.vocabulary.plurals) and self.vocabulary.is_participle(bare)

    def _relative(self, word: str) -> bool:
        if word in self.vocabulary.function:
            return False
        return self.vocabulary.is_relative(word) and self.vocabulary.name_level(word) < UNKNOWN

    def _take_portfolio(self, sheet: Sheet, state: TitleState) -> bool:
        for letters, word in splits(sheet.forms[state.place], self.vocabulary.outer, self.vocabulary.inner):
            if (letters == 0 and not state.construct) or letters > 1:
                continue
            hit = self.portfolios.longest(word, sheet.forms, state.place, sheet.limits[state.place])
            if hit is None or (letters and sheet.forms[state.place][0] in self.vocabulary.outer and not state.domain):
                continue
            state.domain.extend((word, *sheet.forms[state.place + 1 : hit[0]]))
            state.place = hit[0]
            state.complete = True
            return True
        return False

    def _take_joined(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """Where, or for which body, someone serves, behind a whole title: «مفوض العون بالولاية», «الأمين العام للحزب»."""
        i = state.place
        token = sheet.tokens[i]
        if state.construct or i in drafts or token.enclitic or len(token.proclitics) != 1:
            return False
        base = ARTICLE + token.base.removeprefix(LAM).removeprefix(ARTICLE)
        if token.proclitics[0] == LAM:
            qualified = sheet.forms[i - 1].removeprefix(ARTICLE) in self.vocabulary.title_adjectives
            office = qualified and state.definite and (base in self.nouns or base in self.heads)
            bare = base.removeprefix(ARTICLE)
            union = not state.definite and bare in self.extent.titles and bare.endswith(self.vocabulary.plurals)
            joined = office or (union and sheet.forms[i - 1].startswith(ARTICLE))
        else:
            joined = (
                token.proclitics[0] in self.vocabulary.inner and token.base.startswith(ARTICLE) and base in self.seats
            )
        if joined:
            state.domain.append(base)
            state.nouns.append(i)
            state.place += 1
        return joined

    def _take_where(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """Where an office is held, before the rank or name of who is heard («مدير الصحة بالكاف الدكتور سالم الراوي»)."""
        i = state.place
        draft = drafts.get(i + (sheet.forms[i] in self.places_within))
        if state.construct or draft is None or draft.kind not in ("GPE", "LOC") or draft.last >= sheet.limits[i]:
            return False
        within = (IN,) if draft.first == i else ()
        if sheet.tokens[draft.first].proclitics != within or not self._names_bearer(sheet, state, draft.last):
            return False
        state.elsewhere.update(range(i, draft.last))
        state.place = draft.last
        return True

    def _names_bearer(self, sheet: Sheet, state: TitleState, i: int) -> bool:
        """Whether a rank or courtesy, or the name of a subject that speaks, begins at a token."""
        head = self._head(sheet, i)
        if head is not None:
            return head[0] == 0 and head[2].definite and head[2].row["class"] in _BEARERS and not is_several(head[2])
        before = sheet.before(state.first)
        given = sheet.forms[i] in self.vocabulary.given and self.vocabulary.name_level(sheet.forms[i]) == SURE
        return given and before >= 0 and self.vocabulary.tells(sheet.forms[before])

    def _take_owned(self, sheet: Sheet, state: TitleState) -> bool:
        """«وزير دفاعها», «رئيس وزرائه»: a portfolio or noun with a pronoun."""
        token = sheet.tokens[state.place]
        if not state.construct or not token.enclitic or token.proclitics:
            return False
        charge = self.portfolios.longest(ARTICLE + token.base, [token.base], 0, 1)
        if charge is None and token.base not in self.nouns:
            return False
        state.domain.append(ARTICLE + token.base)
        state.owner = token.enclitic if charge is None else state.owner
        state.place += 1
        state.complete = True
        return True

    def _take_title(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """A second title word: the complement of the first («نائب وزير»), or behind a courtesy («صاحب السمو أمير الدولة»)."""
        i = state.place
        form = sheet.forms[i]
        second = state.kinds[-1] == "prefix" and form[:1] == LAM and not state.construct
        courtesy = state.kinds == ["honorific"] and state.definite and not state.owned
        if not (state.construct or second or courtesy) or i in drafts or state.kinds[-1] == "kin":
            return False
        hit = self.trie.longest(form[1:] if second else form, sheet.forms, i, sheet.limits[i])
        if hit is None or (courtesy and " " not in state.heads[0] and not hit[1].definite):
            return False
        self._add_title(state, *hit)
        return True

    def _add_title(self, state: TitleState, last: int, form: TitleForm) -> None:
        state.heads.append(form.head)
        state.kinds.append(form.row["class"])
        whole = form.definite or (form.row["class"] == "honorific" and " " in form.row["word"])
        state.place, state.definite, state.complete = last, whole, False

    def _take_preposition(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        i = state.place
        if sheet.tokens[i].enclitic and sheet.tokens[i].base in self.behalf and not sheet.tokens[i].proclitics:
            state.owner, state.complete = sheet.tokens[i].enclitic, True
            state.elsewhere.add(i)
            state.place += 1
            return True
        if sheet.forms[i] not in self.prepositions or i + 1 >= sheet.limits[i]:
            return False
        if sheet.mark(i + 1) in QUOTES and sheet.closing(i + 1, LONGEST_QUOTED):
            state.place += 1
            return self._take_quoted(sheet, state, drafts) or self._untake(state)
        draft = drafts.get(i + 1)
        if draft is not None and draft.kind != "PER" and not draft.letters:
            return self._take_place(sheet, state, draft)
        following = sheet.forms[i + 1]
        hit = self.portfolios.longest(following, sheet.forms, i + 1, sheet.limits[i])
        title = self.trie.longest(following, sheet.forms, i + 1, sheet.limits[i])
        if hit is not None:
            state.place, state.complete = hit[0], True
        elif title is not None and sheet.forms[i] in self.behalf:
            self._add_title(state, *title)
        elif following.startswith(ARTICLE) and (
            following in self.nouns or (sheet.forms[i] in self.behalf and self._is_whole(following))
        ):
            state.domain.append(following)
            state.nouns.append(i + 1)
            state.place, state.complete = i + 2, True
        elif following in self.nouns and sheet.forms[i] in self.behalf:
            state.place, state.definite, state.complete = i + 2, False, False
        else:
            return False
        return True

    def _is_whole(self, word: str) -> bool:
        """Whether a definite word is a body that somebody speaks for («باسم المفوضية»)."""
        return word.startswith(ARTICLE) and (word in self.heads or self.vocabulary.is_common(word))

    def _untake(self, state: TitleState) -> bool:
        state.place -= 1
        return False

    def _take_place(self, sheet: Sheet, state: TitleState, draft: Draft) -> bool:
        """A body or land behind a preposition; lands only for those who are posted there."""
        if draft.kind in ("GPE", "LOC") and not state.row["posted"]:
            return False
        self._add_body(sheet, state, draft, draft.first - 1)
        return True

    def governs(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether a word that is a name and a title has a complement behind it («أمين عام», but not «مصطفى أمين»)."""
        if sheet.forms[i].startswith(ARTICLE) or i + 1 >= sheet.limits[i]:
            return sheet.forms[i].startswith(ARTICLE)
        following = sheet.forms[i + 1]
        return (
            i + 1 in drafts
            or (following.startswith(ARTICLE) and not self._is_family(following))
            or following in self.vocabulary.title_adjectives
            or following in self.nouns
        )

    def _is_family(self, word: str) -> bool:
        """Whether a definite word is none that completes a title («محمد أمين اليحياوي»)."""
        return word not in self.nouns and word not in self.heads and not self.vocabulary.is_common(word)

    def _take_noun(self, sheet: Sheet, state: TitleState, drafts: Mapping[int, Draft]) -> bool:
        """A noun as complement: «رئيس الأركان», «مدير مكتب الرئيس»."""
        i = state.place
        word = sheet.forms[i]
        kin = state.kinds[-1] == "kin" and self.trie.longest(word, sheet.forms, i, sheet.limits[i]) is not None
        if not state.construct or kin or word in self.vocabulary.function:
            return False
        if word.startswith(ARTICLE):
            office = state.kinds[-1] in ("office", "prefix") and word not in self.vocabulary.given and i not in drafts
            named = self.vocabulary.name_level(word) >= DOUBTFUL and not office
            if named or not (office or word in self.nouns or self.vocabulary.is_common(word)):
                return False
            state.domain.append(word)
            state.nouns.append(i)
            state.place, state.complete = i + 1, True
            return True
        if word in self.nouns or self._leads_on(sheet, i, drafts):
            state.domain.append(word)
            state.nouns.append(i)
            state.place = i + 1
            return True
        return False

    def _leads_on(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether a common noun without article stands before what completes it."""
        word = sheet.forms[i]
        if sheet.tokens[i].proclitics or sheet.tokens[i].enclitic or i + 1 >= sheet.limits[i]:
            return False
        if word in self.vocabulary.function or word in self.vocabulary.verbs or word.endswith(WAW + ALIF):
            return False
        if self.vocabulary.name_level(word) in (SURE, DOUBTFUL) or not self.vocabulary.is_common(word):
            return False
        following = sheet.forms[i + 1]
        return (i + 1 in drafts and not drafts[i + 1].letters) or (
            following.startswith(ARTICLE) and following not in self.vocabulary.given
        )
