"""The parts of a personal name: how sure each word is, and where the name ends."""

from collections.abc import Mapping

from musnad.folding import clean
from musnad.language.words import ALIF, ARTICLE, HA, TA, WAW, YA
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.ends import TANWIN, Ends
from musnad.mentions.sheet import APPOSING, Sheet
from musnad.mentions.titles import Titles
from musnad.mentions.titlestate import TitleForm
from musnad.mentions.vocabulary import COMMON, DOUBTFUL, SURE, UNKNOWN, Vocabulary
from musnad.model import Token

_MOST_PARTS = 9
KAF = "\u0643"
"""As a clitic («like») it hardly ever stands behind a name: there the word is a foreign name («كاليرجيس»)."""

_FOREIGN_OPENINGS = frozenset("\u0641\u0643")
"""ف and ك, with which foreign family names begin, and hardly ever the word behind somebody's given name."""

NUN = "\u0646"


class Parts:
    """Reads the words of a name from left to right."""

    def __init__(self, vocabulary: Vocabulary, titles: Titles) -> None:
        self.vocabulary = vocabulary
        self.titles = titles
        self.ends = Ends(vocabulary, titles)

    def level(self, sheet: Sheet, i: int) -> int:
        """How much a token, clitics and all, looks like part of a name."""
        word = sheet.forms[i]
        if not word or TANWIN in sheet.written[i]:
            return 0
        if word in self.vocabulary.function:
            return 0 if self.vocabulary.is_function(sheet.written[i], word) else SURE
        level = self.vocabulary.name_level(word)
        token = sheet.tokens[i]
        if level <= UNKNOWN and sheet.proper[i] and self.is_unheard(sheet, i):
            return UNKNOWN
        owned = token.enclitic and (level <= UNKNOWN or self.vocabulary.is_everyday(token.base))
        hard = token.proclitics == (KAF,) and level == UNKNOWN and i > 0 and not self.is_split(token)
        weak = owned or (level <= UNKNOWN and token.proclitics and not hard)
        if token.kind == "latin" or weak or (token.proclitics and self.is_split(token)):
            return 0
        if word.startswith(ARTICLE) and self.vocabulary.country_of(word):
            return COMMON
        return level

    def is_unheard(self, sheet: Sheet, i: int) -> bool:
        """Whether no list has a word that the tagger takes for a name, so that its letters are its own («باسيرو», «واماليو»)."""
        word, token = sheet.forms[i], sheet.tokens[i]
        if (
            token.kind == "latin"
            or self._is_adverbial(word)
            or word in self.vocabulary.never
            or self._is_inflected(word)
        ):
            return False
        if not (token.proclitics or token.enclitic):
            return self.vocabulary.name_level(word) == UNKNOWN or not word.startswith(ARTICLE)
        base = token.base
        verb = bool(token.enclitic) and word[0] in (YA, TA)
        known = self.vocabulary.is_common(base) or self.vocabulary.name_level(base) != UNKNOWN
        joined = self.vocabulary.outer.issuperset(token.proclitics)
        return joined and not (verb or known or base.startswith(ARTICLE))

    def _is_adverbial(self, word: str) -> bool:
        """Whether a word is a preposition and a definite one («بالتراضي»), which the tagger may take for a name."""
        listed = word in self.vocabulary.given or word in self.vocabulary.family
        return word[0] in self.vocabulary.inner and word[1:].startswith(ARTICLE) and not listed

    def _is_inflected(self, word: str) -> bool:
        """Whether a word is an everyday one, be it with a preposition, in the accusative or in the future."""
        everyday = self.vocabulary.is_everyday
        joined = word[0] in self.vocabulary.inner
        if everyday(word) or (joined and (everyday(word[1:]) or word.endswith(self.vocabulary.objects))):
            return True
        future = word[0] in self.vocabulary.future
        future = future and (word[1:] in self.vocabulary.verb_forms or word.endswith(WAW + NUN))
        return future or (word[-1] == ALIF and everyday(word[:-1]))

    def is_compound(self, sheet: Sheet, i: int, word: str) -> bool:
        """Whether an everyday word makes a given name with the next one («ضيف الله», «علاء الدين»)."""
        known = word in self.vocabulary.compounds and i + 1 < sheet.limits[i]
        return known and sheet.forms[i + 1].startswith(ARTICLE) and sheet.forms[i + 1] in self.vocabulary.suffixes

    def is_split(self, token: Token) -> bool:
        """Whether a word that is in the lists of names is more likely a clitic and a word («وعلي», «بأنه»), and not «ليلى»."""
        base = token.base
        if len(base) < 2 or base in self.vocabulary.function:
            return True
        whole = token.form in self.vocabulary.given and self.vocabulary.name_level(token.form) == SURE
        if whole and self.vocabulary.name_level(base) < DOUBTFUL and not base.startswith(ARTICLE):
            return False
        return self.vocabulary.name_level(base) != UNKNOWN

    def read(
        self,
        sheet: Sheet,
        i: int,
        drafts: Mapping[int, Draft],
        *,
        first: str = "",
        titles: list[TitlePhrase] | None = None,
    ) -> tuple[int, list[int]]:
        """Where the name that begins at a token ends, and how sure each of its parts is."""
        plain = self._plain(sheet, i, drafts, first=first, titles=titles or [])
        if self._is_joined_family(sheet, plain[0], plain[1], titled=bool(titles)):
            last = plain[0] + 1
            return last + self._has_more(sheet, last, drafts), [SURE, UNKNOWN]
        if self._has_tail(sheet, i, plain, drafts, titles or []):
            return plain[0] + 1, [*plain[1], COMMON]
        if titles and self._is_framed(sheet, plain, drafts, titles[0]):
            return plain[0] + 1, [*plain[1], UNKNOWN]
        if titles and self._is_closed_in(sheet, plain, drafts, titles):
            return plain[0] + 1, [*plain[1], COMMON]
        return plain

    def _is_closed_in(
        self, sheet: Sheet, plain: tuple[int, list[int]], drafts: Mapping[int, Draft], titles: list[TitlePhrase]
    ) -> bool:
        """Whether one everyday word stands between a titled name and a mark or clause («الوالي، الأستاذ سالم الفكي مساعد، ذلك»).

        Behind a verb that may have an object, or without article where the title is a subject, it may be that object.
        """
        last, levels = plain
        if not levels or levels[0] < DOUBTFUL or len(levels) > 2 or last >= sheet.limits[last - 1] or last in drafts:
            return False
        if not titles[-1].definite and titles[-1].kinds[-1] != "honorific":
            return False
        apposed = sheet.mark(titles[0].first - 1) in APPOSING if titles[0].first else False
        if not apposed and self.ends.after_verb(sheet, titles[0].first):
            return False
        return self.ends.may_end(sheet, last) and self.ends.is_cut(sheet, last + 1)

    def _is_framed(
        self, sheet: Sheet, plain: tuple[int, list[int]], drafts: Mapping[int, Draft], title: TitlePhrase
    ) -> bool:
        """Whether one strange word stands between a name and the clause of who speaks («قال الوسيط تسفاي ولدي إن»)."""
        last, levels = plain
        before = sheet.before(title.first)
        if len(levels) != 1 or before < 0 or not self.vocabulary.tells(sheet.forms[before]) or last in drafts:
            return False
        if last + 1 >= sheet.limits[last - 1] or sheet.forms[last + 1] not in self.vocabulary.openers:
            return False
        word = sheet.forms[last]
        barred = word in self.vocabulary.never or word in self.vocabulary.function or self.vocabulary.is_everyday(word)
        return bool(word) and not barred and not word.startswith(ARTICLE) and word[-1] != ALIF

    def _plain(
        self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], *, first: str, titles: list[TitlePhrase]
    ) -> tuple[int, list[int]]:
        """The parts that look like names by themselves."""
        levels: list[int] = []
        limit = min(sheet.limits[i], i + _MOST_PARTS)
        place = i
        while place < limit:
            word = first if first and place == i else sheet.forms[place]
            if levels and word in self.vocabulary.between and self._is_between(sheet, i, place, titles):
                levels.append(SURE)
                place += 1
                continue
            if not word or (place > i and self._stops(sheet, place, drafts, levels, titled=bool(titles))):
                break
            prefix = word in self.vocabulary.prefixes or self.is_compound(sheet, place, word)
            if (levels and self._links(sheet, place, word)) or prefix:
                if place + 1 >= limit or not sheet.forms[place + 1]:
                    break
                levels.append(SURE if prefix else levels[-1])
                place = self._behind_small(sheet, place + 2, prefix=prefix)
                continue
            level = self._level_at(sheet, place, levels, word if first and place == i else "", titled=bool(titles))
            if not self._goes_on(word, level, levels, titled=bool(titles)) or self._shut(sheet, i, place, level):
                break
            if self._is_doubtful(sheet, place, level, levels, drafts):
                break
            levels.append(level)
            place += 1
        return place, levels

    def _links(self, sheet: Sheet, i: int, word: str) -> bool:
        """Whether a word joins two parts of a name: «روبن فان بيرسي», and not «قال سالم القرني فإن»."""
        joined = bool(sheet.tokens[i].proclitics) and clean(sheet.written[i]) in self.vocabulary.function_as_written
        return word in self.vocabulary.links and not joined

    def _behind_small(self, sheet: Sheet, place: int, *, prefix: bool) -> int:
        """Where reading goes on behind a link or prefix and its word; at that word where it is a prefix itself."""
        if prefix and sheet.forms[place - 1] not in self.vocabulary.links:
            return place
        return place - 1 if sheet.forms[place - 1] in self.vocabulary.prefixes else place

    def _level_at(self, sheet: Sheet, place: int, levels: list[int], first: str, *, titled: bool) -> int:
        """The level of a part; `first` is the first word without its clitics, where it has some."""
        word = first or sheet.forms[place]
        if word in self.vocabulary.suffixes and levels:
            return levels[-1]
        if titled and not levels and self._is_homograph(sheet, place):
            return DOUBTFUL
        level = self.vocabulary.name_level(word) if first else self.level(sheet, place)
        if titled and not levels and not level and self._is_whole(sheet, place):
            return SURE
        if levels and not level and self._only_begins_like(sheet, place):
            return UNKNOWN
        if levels and not level and self._is_inflected_like(sheet, place, titled=titled):
            return UNKNOWN
        token = sheet.tokens[place]
        alone = not (token.proclitics or token.enclitic or word.startswith(ARTICLE))
        return SURE if levels and level in (COMMON, DOUBTFUL) and alone and sheet.proper[place] else level

    def _is_whole(self, sheet: Sheet, i: int) -> bool:
        """Whether a given name behind a title only begins like ل or ب and an everyday word («الدكتورة لبنى»)."""
        word, token = sheet.forms[i], sheet.tokens[i]
        sure = word in self.vocabulary.given and self.vocabulary.name_level(word) == SURE
        return sure and not token.enclitic and self.vocabulary.name_level(token.base) <= DOUBTFUL

    def _only_begins_like(self, sheet: Sheet, i: int) -> bool:
        """Whether a strange word behind a name, a name to the tagger, only begins like ف or ك («ديتر فالكنر»)."""
        token = sheet.tokens[i]
        clitic = len(token.proclitics) == 1 and token.proclitics[0] in _FOREIGN_OPENINGS and not token.enclitic
        return clitic and sheet.proper[i] and self.vocabulary.name_level(sheet.forms[i]) == UNKNOWN

    def _is_inflected_like(self, sheet: Sheet, i: int, *, titled: bool) -> bool:
        """Whether a word only looks like a form of an everyday one («جهلان»), and a family name or the end of it follows."""
        word, token = sheet.forms[i], sheet.tokens[i]
        if token.proclitics or token.enclitic or word.startswith(ARTICLE) or sheet.verbal[i] or token.kind == "latin":
            return False
        if (
            self._is_adverbial(word)
            or word in self.vocabulary.never
            or word in self.vocabulary.function
            or self.vocabulary.is_everyday(word)
        ):
            return False
        if self.vocabulary.is_verb(word) or self.titles.trie.longest(word, sheet.forms, i, sheet.limits[i]) is not None:
            return False
        if i + 1 < sheet.limits[i] and sheet.forms[i + 1].startswith(ARTICLE):
            return self.level(sheet, i + 1) in (UNKNOWN, SURE)
        linked = sheet.forms[i - 2] in self.vocabulary.links
        return (titled or linked) and word[-1] not in (HA, ALIF) and self.ends.is_over(sheet, i + 1)

    def _is_doubtful(
        self, sheet: Sheet, place: int, level: int, levels: list[int], drafts: Mapping[int, Draft]
    ) -> bool:
        """Whether a third part is an everyday word too, and nothing behind it says that it is a name."""
        word = sheet.forms[place]
        small = word in self.vocabulary.suffixes or sheet.forms[place - 1] in self.vocabulary.between
        return level == DOUBTFUL and len(levels) >= 2 and not small and not self._has_more(sheet, place + 1, drafts)

    def _is_homograph(self, sheet: Sheet, i: int) -> bool:
        """Whether a name that is a preposition too stands before a family name («النائب خلف الدليمي»)."""
        word = sheet.forms[i]
        if word not in self.vocabulary.homographs or word not in self.vocabulary.function:
            return False
        family = i + 1 < sheet.limits[i] and sheet.forms[i + 1].startswith(ARTICLE)
        return family and self.level(sheet, i + 1) in (UNKNOWN, SURE)

    def _is_between(self, sheet: Sheet, i: int, place: int, titles: list[TitlePhrase]) -> bool:
        """Whether a courtesy goes on with the name before it («عباس الحاج دياب»), and does not begin the next person's.

        The object of a verb can follow its subject («استقبل الملك سالم الشيخ ماهر»), if that is called by one name.
        """
        if place + 1 >= sheet.limits[i] or not sheet.forms[place + 1] or place > i + 1:
            return False
        first = sheet.forms[i]
        if first in self.vocabulary.foreign_given or self.vocabulary.is_verb(first):
            return False
        sovereign = bool(titles) and titles[-1].heads[-1] in self.titles.sovereigns
        if sovereign or (not titles and self.ends.after_verb(sheet, i)):
            return False
        following = sheet.forms[place + 1]
        return self.level(sheet, place + 1) >= DOUBTFUL or self.vocabulary.name_level(following) == UNKNOWN

    def _acts(self, word: str, level: int, levels: list[int]) -> bool:
        """Whether a word that no list knows looks like the verb behind a name («زهرة إدريس تتخلى»)."""
        return level == UNKNOWN and len(levels) > 1 and len(word) > 3 and word[0] in (YA, TA)

    def _shut(self, sheet: Sheet, i: int, place: int, level: int) -> bool:
        """Whether a definite family name stands before, behind which no indefinite word goes on that no list knows."""
        word, before = sheet.forms[place], sheet.forms[place - 1]
        if place < i + 2 or level >= SURE or word.startswith(ARTICLE) or not before.startswith(ARTICLE):
            return False
        small = before in self.vocabulary.suffixes or before in self.vocabulary.between
        return not small and sheet.forms[place - 2] not in self.vocabulary.prefixes

    def _has_tail(
        self, sheet: Sheet, i: int, plain: tuple[int, list[int]], drafts: Mapping[int, Draft], titles: list[TitlePhrase]
    ) -> bool:
        """Whether a family name follows that is an everyday word («سليمان القذيفة»), and not the object of a verb."""
        last, levels = plain
        if last >= sheet.limits[i] or not levels or not self._may_have_tail(sheet, i, plain, titled=bool(titles)):
            return False
        if last in drafts:
            linked = last - 2 > i and sheet.forms[last - 2] in self.vocabulary.links
            return linked and drafts[last].kind == "PER" and drafts[last].last == last + 1
        family = sheet.forms[last] in self.vocabulary.family and not sheet.number(last + 1)
        free = family and last + 1 < len(sheet.forms) and not sheet.forms[last + 1]
        apposed = bool(titles) and sheet.mark(i - 1) in APPOSING
        if not (free or apposed) and self.ends.after_verb(sheet, titles[0].first if titles else i):
            return False
        if not sheet.forms[last].startswith(ARTICLE):
            lone = last + 1 >= sheet.limits[i] or bool(sheet.mark(last + 1))
            lone = lone or (family and sheet.forms[last + 1] in self.vocabulary.function)
            bare = not sheet.tokens[last].proclitics and sheet.forms[last][-1:] != ALIF
            return bool(titles) and lone and bare and self._may_be_family(sheet, last, drafts, levels)
        over = self.ends.is_over(sheet, last + 1)
        return over and self._may_be_family(sheet, last, drafts, levels, titled=bool(titles) and len(levels) == 1)

    def _may_have_tail(self, sheet: Sheet, i: int, plain: tuple[int, list[int]], *, titled: bool) -> bool:
        """Whether the parts read so far are sure enough and few enough to lack a family name."""
        last, levels = plain
        linked = last - 2 > i and sheet.forms[last - 2] in self.vocabulary.links
        few = len(levels) == 1 or linked or (titled and len(levels) == 2)
        if not few or levels[0] < (DOUBTFUL if titled else SURE):
            return False
        given = self.vocabulary.given
        closed = sheet.forms[last - 1].startswith(ARTICLE) and sheet.forms[last - 1] not in self.vocabulary.suffixes
        if closed and not (titled and len(levels) == 1 and sheet.forms[i] in given):
            return False
        return titled or not given.isdisjoint((sheet.forms[i], sheet.forms[i][1:], sheet.forms[i][2:]))

    def _is_joined_family(self, sheet: Sheet, i: int, levels: list[int], *, titled: bool) -> bool:
        """Whether a family name of the Maghreb follows that is written like ب and a definite name («بالحاج», «بالطيب»)."""
        if (
            not (levels == [SURE] or (titled and levels == [DOUBTFUL]))
            or i >= sheet.limits[i - 1]
            or not sheet.tokens[i].base.startswith(ARTICLE)
        ):
            return False
        form = sheet.forms[i]
        if form[1:] != sheet.tokens[i].base:
            return False
        return form in self.vocabulary.given or form in self.vocabulary.family

    def closes(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether an everyday word ends a name between a comma and a clause («، خالد شوكات أن»)."""
        if i >= sheet.limits[i - 1] or not sheet.forms[i] or i in drafts or sheet.tokens[i].proclitics:
            return False
        return self._may_be_family(sheet, i, drafts, [SURE]) and self.ends.is_over(sheet, i + 1)

    def _may_be_family(
        self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], levels: list[int], *, titled: bool = False
    ) -> bool:
        """Whether a definite everyday word can be a family name: no title, no head, no plural, no adjective.

        Behind a title and a given name an adjective of relation can («المهندس منير الصيدلاني»).
        """
        word = sheet.forms[i]
        bare = word.removeprefix(ARTICLE)
        if len(bare) < 3 or sheet.tokens[i].enclitic or self._stops(sheet, i, drafts, levels):
            return False
        if word in self.vocabulary.never or word in self.vocabulary.function or word in self.titles.heads:
            return False
        if bare in self.vocabulary.title_adjectives or bare in self.vocabulary.stop_adjectives:
            return False
        if word in self.vocabulary.family or bare in self.vocabulary.family:
            following = sheet.forms[i + 1] if i + 1 < sheet.limits[i] else ""
            return len(levels) == 1 or not (
                self.vocabulary.is_participle(bare) and following in self.titles.prepositions
            )
        nisba = bare != word and self.vocabulary.is_relative(word)
        masculine = nisba and not word.endswith(HA)
        if masculine and titled and levels[0] == SURE and not self.vocabulary.country_of(word):
            return True
        adjective = nisba or bool(self.vocabulary.country_of(word)) or self.vocabulary.is_participle(bare)
        return not (adjective or bare.endswith(self.vocabulary.plurals))

    def _has_more(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether another part of the name follows for sure."""
        return i < sheet.limits[i - 1] and i not in drafts and self.level(sheet, i) >= SURE

    def _goes_on(self, word: str, level: int, levels: list[int], *, titled: bool) -> bool:
        if self._acts(word, level, levels):
            return False
        if level >= UNKNOWN:
            return level > UNKNOWN or not levels or len(levels) < 4 or levels.count(SURE) > 1
        if level != COMMON:
            return False
        return (not levels and titled) or (len(levels) == 1 and (word.startswith(ARTICLE) or levels[0] >= SURE))

    def _stops(
        self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], levels: list[int], *, titled: bool = False
    ) -> bool:
        """Whether the next word begins something else: a known name, a title, a verb."""
        word = sheet.forms[i]
        draft = drafts.get(i)
        if draft is not None:
            single = draft.last == i + 1 and bool(levels) and not draft.letters
            single = single and (levels[0] >= DOUBTFUL or (titled and levels == [UNKNOWN]))
            weak = (draft.row or "").startswith("gazetteers/")
            return not (single and (draft.kind == "PER" or weak))
        if word in self.vocabulary.links or word in self.vocabulary.prefixes:
            return False
        if word in self.vocabulary.verbs and self.vocabulary.name_level(word) < SURE:
            return True
        if word in self.vocabulary.given and not self.titles.governs(sheet, i, drafts):
            return False
        hit = self.titles.trie.longest(word, sheet.forms, i, sheet.limits[i])
        return hit is not None and not (levels and self._is_part(sheet, i, hit, levels))

    def _is_part(self, sheet: Sheet, i: int, hit: tuple[int, TitleForm], levels: list[int]) -> bool:
        """Whether a word that is a title too is part of the name before it («ماهر الطيار», «نضال حماد الحاج،»)."""
        last, row = hit[0], hit[1].row
        family = len(levels) == 1 and self.titles.is_of_a_name(sheet, i, sheet.forms[i], row)
        return row["exact"] == "article" or family or self._is_last(sheet, last, row["class"])

    def _is_last(self, sheet: Sheet, i: int, kind: str) -> bool:
        """Whether a word that is a courtesy too ends a name, since nobody is named behind it («نضال حماد الحاج،»)."""
        if kind != "honorific":
            return False
        over = i >= sheet.limits[i - 1] or bool(sheet.mark(i))
        return over or sheet.forms[i] in self.vocabulary.openers or sheet.forms[i] in self.titles.prepositions
