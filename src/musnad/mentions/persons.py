"""Names of people: behind a title, beside one, or by themselves where the words leave no doubt."""

from collections.abc import Mapping

from musnad.language.words import ARTICLE, HA, LAM, TA, YA
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.parts import Parts
from musnad.mentions.sheet import APPOSING, CLOSERS, OPENERS, Sheet, splits
from musnad.mentions.titles import Titles
from musnad.mentions.vocabulary import COMMON, DOUBTFUL, SURE, UNKNOWN, Vocabulary

SOUGHT = "\u0627\u0633\u062a"
"""Begins the past of the tenth form, and hardly ever a name."""
_COURTESY = frozenset({"rank", "honorific"})


class Persons:
    """Finds people from left to right, given the names of bodies, places and known people."""

    def __init__(self, vocabulary: Vocabulary, titles: Titles) -> None:
        self.vocabulary = vocabulary
        self.titles = titles
        self.parts = Parts(vocabulary, titles)

    def find(self, sheet: Sheet, bodies: list[Draft]) -> tuple[list[Draft], list[TitlePhrase]]:
        """All people with their titles, and the titles that no name goes with; known people are taken over from `bodies`."""
        drafts = {d.first: d for d in bodies}
        people: list[Draft] = []
        loose: list[TitlePhrase] = []
        i = 0
        while i < len(sheet.forms):
            if not sheet.forms[i]:
                i += 1
                continue
            here = drafts.get(i)
            if here is not None and here.kind != "PER":
                i = here.last
                continue
            titles = [] if here or self._is_given(sheet, i, drafts) else self._titles(sheet, i, drafts)
            place = titles[-1].last if titles else i
            person = self._person(sheet, place, drafts, titles)
            if person is None and not titles and people and people[-1].last == i:
                person = self._in_series(sheet, i, drafts, people[-1])
            if person is None:
                loose.extend(titles)
                joined = titles and place < len(sheet.forms) and sheet.forms[place] in self.titles.prepositions
                i = place + 1 if joined else max(place, i + 1)
                continue
            person.titles.extend(titles or self._shared(sheet, person, people))
            people.append(person)
            i = person.last
            after = self._behind(sheet, i, drafts)
            person.titles.extend(after)
            i = after[-1].last if after else i
        return people, loose

    def _shared(self, sheet: Sheet, person: Draft, people: list[Draft]) -> list[TitlePhrase]:
        """The titles of several people that stand before the first of a series («النائبان سالم الراوي وماهر العلي»)."""
        if not people or sheet.limits[people[-1].first] != sheet.limits[person.first]:
            return []
        gap = person.first - people[-1].last
        comma = gap == 1 and sheet.mark(people[-1].last) in ("،", ",")
        joined = sheet.forms[person.first][:1] in self.vocabulary.outer and person.letters > 0
        if not (comma or (gap == 0 and joined)):
            return []
        return [title for title in people[-1].titles if title.several]

    def _titles(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> list[TitlePhrase]:
        """Titles one after another («ولي العهد نائب رئيس مجلس الوزراء», «العميد الدكتور»)."""
        found: list[TitlePhrase] = []
        while i < len(sheet.forms) and sheet.forms[i] and (not found or i < sheet.limits[found[0].first]):
            joined = bool(found) and self.titles_break(sheet, i)
            if i in drafts or (joined and not self._may_join(sheet, i, found[-1])):
                break
            title = None if found and self._is_given(sheet, i, drafts) else self.titles.parse(sheet, i, drafts)
            if title is None or (joined and not self._has_name(sheet, title, drafts)):
                break
            found.append(title)
            i = title.last
        return found

    def _may_join(self, sheet: Sheet, i: int, title: TitlePhrase) -> bool:
        """Whether و may join a second title of the same person to what he is («المحلل السياسي ومدير مركز البحوث»)."""
        plain = title.kinds[0] == "profession" and title.definite
        return plain and sheet.tokens[i].proclitics[0] in self.vocabulary.outer and len(sheet.tokens[i].proclitics) == 1

    def _has_name(self, sheet: Sheet, title: TitlePhrase, drafts: Mapping[int, Draft]) -> bool:
        """Whether a name stands right behind a title."""
        return title.definite and self._person(sheet, title.last, drafts, [title]) is not None

    def _is_given(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether a word that is a title too («سيد», «أمير») begins a name here."""
        word = sheet.forms[i]
        if word not in self.vocabulary.given or word.startswith(ARTICLE) or i + 1 >= sheet.limits[i]:
            return False
        following = drafts.get(i + 1)
        if following is not None:
            return following.kind == "PER" and following.last == i + 2 and self.vocabulary.name_level(word) == SURE
        return self.parts.level(sheet, i + 1) == SURE

    def titles_break(self, sheet: Sheet, i: int) -> bool:
        """Whether a word carries a clitic, so that no second title of the same person begins there."""
        return bool(sheet.tokens[i].proclitics)

    def _person(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], titles: list[TitlePhrase]) -> Draft | None:
        if not titles:
            return drafts.get(i) or self._by_itself(sheet, i, drafts)
        limit = sheet.limits[titles[-1].first]
        if i + 2 < limit and sheet.forms[i] in self.titles.abbreviations and sheet.mark(i + 1) == ".":
            i += 2
        if i < limit and (sheet.mark(i) in OPENERS and sheet.mark(i) != "("):
            return self._quoted(sheet, i, drafts)
        if i < limit and sheet.mark(i) in APPOSING and not self._is_told(sheet, titles[0]):
            return self._apposed(sheet, i + 1, drafts, titles)
        if i >= limit or not sheet.forms[i]:
            return None
        known = drafts.get(i)
        if known is not None and not self._is_longer(sheet, known, drafts):
            return known if known.kind == "PER" and not known.letters else None
        return self._behind_title(sheet, i, drafts, titles)

    def _is_told(self, sheet: Sheet, title: TitlePhrase) -> bool:
        """Whether a title is that of who was told something, whose comma ends his clause («أكد لمراسل الإذاعة، سالم الراوي»)."""
        return title.kinds[0] == "profession" and sheet.tokens[title.first].proclitics[:1] == (LAM,)

    def _is_longer(self, sheet: Sheet, known: Draft, drafts: Mapping[int, Draft]) -> bool:
        """Whether a known family name is the given name of somebody else («كولن هاردويك»)."""
        alone = known.kind == "PER" and known.last == known.first + 1 and not known.letters
        after = known.last if known.last < sheet.limits[known.first] else known.first
        given = sheet.forms[known.first] in self.vocabulary.given
        return alone and given and after not in drafts and self.parts.level(sheet, after) == SURE

    def _quoted(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> Draft | None:
        known = drafts.get(i + 1)
        if known is not None:
            return known if known.kind == "PER" else None
        close = sheet.closing(i, 4)
        levels = [self.parts.level(sheet, j) for j in range(i + 1, close)] if close else []
        if not levels or min(levels) < UNKNOWN:
            return None
        return self._draft(sheet, i + 1, 0, close, "quoted name behind a title")

    def _apposed(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], titles: list[TitlePhrase]) -> Draft | None:
        """A name behind a title and a comma, colon or stroke."""
        if (
            i >= sheet.limits[titles[-1].first]
            or not sheet.forms[i]
            or (sheet.tokens[i].proclitics and i not in drafts and self.parts.is_split(sheet.tokens[i]))
        ):
            return None
        known = drafts.get(i)
        if known is not None:
            return known if known.kind == "PER" and not known.letters else None
        calling = self.titles.parse(sheet, i, drafts)
        if calling is not None and self._is_same(sheet, i, calling, titles[-1]):
            return self._called(sheet, i, drafts, titles)
        governs = calling is not None and self.titles.governs(sheet, i, drafts)
        last, levels = (i, []) if governs else self.parts.read(sheet, i, drafts, titles=titles)
        if levels == [SURE] and self.parts.closes(sheet, last, drafts):
            last, levels = last + 1, [SURE, UNKNOWN]
        if len(levels) >= 2 and levels[0] >= DOUBTFUL:
            return self._draft(sheet, i, 0, last, "name in apposition to a title")
        closed = sheet.mark(last) in {*APPOSING, *CLOSERS, "."} if last < len(sheet.forms) else True
        closed = closed or sheet.forms[last] in self.vocabulary.function
        family = closed and len(levels) == 2 and sheet.forms[last - 1].startswith(ARTICLE) and levels[1] >= UNKNOWN
        family = family and sheet.forms[i] in self.vocabulary.family and bool(sheet.mark(last))
        unknown = titles[-1].definite and closed and len(levels) >= 2 and (min(levels) >= UNKNOWN or family)
        return self._draft(sheet, i, 0, last, "unknown name between commas behind a title") if unknown else None

    def _is_same(self, sheet: Sheet, i: int, calling: TitlePhrase, title: TitlePhrase) -> bool:
        """Whether a title behind a comma is of who bears the one before («رئيس الحزب، الوزير السابق سالم الراوي»)."""
        single = sheet.forms[i].startswith(ARTICLE) and not (calling.several or title.several)
        return calling.means == "called" or (single and title.definite)

    def _called(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], titles: list[TitlePhrase]) -> Draft | None:
        """The name behind the further titles of the same person, which join his others."""
        callings = self._titles(sheet, i, drafts)
        if not callings or sheet.mark(callings[-1].last) in APPOSING:
            return None
        person = self._person(sheet, callings[-1].last, drafts, callings)
        if person is not None:
            titles.extend(callings)
        return person

    def _behind_title(
        self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], titles: list[TitlePhrase]
    ) -> Draft | None:
        title = titles[-1]
        word = sheet.forms[i]
        if (
            title.definite
            and word.startswith(ARTICLE)
            and word not in self.vocabulary.family
            and self._is_origin(sheet, i)
        ):
            i += 1
            word = sheet.forms[i]
        last, levels = self.parts.read(sheet, i, drafts, titles=titles)
        if not levels:
            return None
        if word in self.titles.prepositions or self._is_complement(word, title):
            return None
        firm = title.definite or title.kinds[-1] == "honorific" or title.means == "called"
        enough = {
            SURE: True,
            DOUBTFUL: len(levels) > 1 or (firm and title.kinds[-1] not in ("profession", "kin")),
            UNKNOWN: firm,
        }
        if levels == [UNKNOWN] and self._like_verb(word):
            return None
        if levels == [DOUBTFUL] and word[-1] == HA and not sheet.proper[i]:
            return None
        if len(levels) == 1 and title.kinds[-1] == "profession" and self._is_vague(word, title, levels[0]):
            return None
        if levels[0] == COMMON:
            good = (firm and len(levels) > 1 and levels[1] >= UNKNOWN) or self._family_only(word, title)
        else:
            good = enough[levels[0]] and not (levels[0] == UNKNOWN and sheet.tokens[i].proclitics)
        return self._draft(sheet, i, 0, last, "name behind a title") if good else None

    def _is_complement(self, word: str, title: TitlePhrase) -> bool:
        """Whether a definite word completes a title that has no complement yet («مفوض العون الإنساني»)."""
        open_end = not title.definite and title.kinds[-1] in ("office", "prefix", "profession")
        return open_end and word.startswith(ARTICLE) and word not in self.vocabulary.given

    def _is_vague(self, word: str, title: TitlePhrase, level: int) -> bool:
        """Whether one word behind what somebody does need not be a name («شاعر بدوي», «المفكر الحصيف»)."""
        return not title.definite or (level == UNKNOWN and word.startswith(ARTICLE))

    def _like_verb(self, word: str) -> bool:
        """Whether a lone unknown word is like a verb («الوزير يتفقد», «استهتر») or a participle («المدير المعفى»)."""
        bare = word.removeprefix(ARTICLE)
        return len(word) > 3 and (
            word[0] in (YA, TA) or word.startswith(SOUGHT) or (bare != word and self.vocabulary.is_participle(bare))
        )

    def _is_origin(self, sheet: Sheet, i: int) -> bool:
        """Whether an unknown adjective of origin stands between a title and a given name («الأبخازي سيرغي»)."""
        word = sheet.forms[i]
        if not self.vocabulary.is_relative(word) or i + 1 >= sheet.limits[i]:
            return False
        return sheet.forms[i + 1] in self.vocabulary.given and self.parts.level(sheet, i + 1) == SURE

    def _family_only(self, word: str, title: TitlePhrase) -> bool:
        """«الرئيس الأسد»: a family name with the article that is a common word too."""
        bare = word.removeprefix(ARTICLE)
        if bare == word or bare in self.vocabulary.title_adjectives or bare in self.vocabulary.stop_adjectives:
            return False
        return title.definite and word in self.vocabulary.family and bare not in self.vocabulary.common

    def _by_itself(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> Draft | None:
        """Two parts or more, the first of which is a given name and nothing else."""
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            level = self.vocabulary.name_level(word)
            if (letters or sheet.tokens[i].proclitics) and level < SURE and word not in self.vocabulary.prefixes:
                continue
            if letters == 0 and sheet.tokens[i].proclitics and self.parts.is_split(sheet.tokens[i]):
                continue
            if letters and (self.vocabulary.is_common(sheet.forms[i]) or sheet.forms[i] in self.vocabulary.never):
                continue
            prefix = word in self.vocabulary.prefixes or self.parts.is_compound(sheet, i, word)
            if not prefix and not self._may_open(sheet, i, word, level):
                continue
            if word in self.vocabulary.links or self.vocabulary.is_function(sheet.written[i], word):
                continue
            last, levels = self.parts.read(sheet, i, drafts, first=word)
            if self._is_evident(sheet, i, last, levels, word):
                return self._draft(sheet, i, letters, last, "given name and more")
            if level == SURE and last == i + 1 and self._holds_office(sheet, last, drafts):
                return self._draft(sheet, i, letters, last, "given name before an office")
            if letters == 0 and level == SURE:
                break
        return None

    def _in_series(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft], before: Draft) -> Draft | None:
        """A given name that is an everyday word too, and a family name, joined to a name by و («سالم الراوي ونهى العلي»)."""
        word = sheet.forms[i][1:]
        joined = sheet.forms[i][0] in self.vocabulary.outer and sheet.limits[i - 1] == sheet.limits[i]
        if not joined or before.last < before.first + 2 or self.vocabulary.name_level(word) != DOUBTFUL:
            return None
        if i + 1 >= sheet.limits[i] or i + 1 in drafts or self.parts.level(sheet, i + 1) not in (UNKNOWN, SURE):
            return None
        last, _ = self.parts.read(sheet, i, drafts, first=word)
        return self._draft(sheet, i, 1, last, "name joined to a name") if last > i + 1 else None

    def _may_open(self, sheet: Sheet, i: int, word: str, level: int) -> bool:
        """Whether a word can open a name that has no title."""
        following = sheet.forms[i + 1] if i + 1 < sheet.limits[i] else ""
        subject = following in self.vocabulary.given or following.startswith(self.vocabulary.servants)
        if word in self.vocabulary.verbs and subject and self.vocabulary.name_level(following) == SURE:
            return False
        if word in self.vocabulary.given or word.startswith(self.vocabulary.servants):
            return level >= DOUBTFUL
        after = i + 1 < sheet.limits[i] and sheet.forms[i + 1] in self.vocabulary.foreign
        if level == SURE and word in self.vocabulary.foreign and after:
            return True
        if level < UNKNOWN or word.startswith(ARTICLE) or sheet.tokens[i].proclitics:
            return False
        before = sheet.before(i)
        if before < 0:
            return False
        form = sheet.forms[before]
        land = form.startswith(ARTICLE) and bool(self.vocabulary.country_of(form))
        return land or (level == UNKNOWN and self.vocabulary.says(form))

    def _holds_office(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> bool:
        """Whether an office with its complement stands right behind («خالد آمر أركان القوات»)."""
        if i >= sheet.limits[i - 1] or not sheet.forms[i] or sheet.tokens[i].proclitics or i in drafts:
            return False
        if sheet.forms[i - 1] in self.titles.prepositions:
            return False
        title = self.titles.parse(sheet, i, drafts)
        construct = not sheet.forms[i].startswith(ARTICLE)
        return title is not None and construct and title.kinds[0] == "office" and title.last > i + 1 and title.definite

    def _is_evident(self, sheet: Sheet, i: int, last: int, levels: list[int], word: str) -> bool:
        if len(levels) < 2:
            kunya = word in self.vocabulary.joined and last == i + 2 and len(word) == 3 and levels
            return bool(kunya) and word in self.vocabulary.kunya and self.parts.level(sheet, i + 1) >= UNKNOWN
        if i + 1 < last and sheet.forms[i + 1] in self.vocabulary.links:
            return levels[0] >= DOUBTFUL
        if levels[0] >= SURE:
            return levels[1] >= UNKNOWN or (levels[1] == COMMON and sheet.forms[last - 1].startswith(ARTICLE))
        before = sheet.before(i)
        spoken = before >= 0 and self.vocabulary.says(sheet.forms[before])
        free = spoken or before < 0 or (i > 0 and not sheet.forms[i - 1])
        if levels[0] == DOUBTFUL and levels[1] >= SURE:
            if last > i + 2 and sheet.forms[i + 1].startswith(ARTICLE):
                return False
            free = free or sheet.forms[before] in self.vocabulary.openers
        if levels[1] == UNKNOWN:
            return free or sheet.forms[last - 1].startswith(ARTICLE)
        return levels[1] >= SURE and (free or not sheet.forms[last - 1].startswith(ARTICLE))

    def _is_of_next(self, sheet: Sheet, title: TitlePhrase, drafts: Mapping[int, Draft]) -> bool:
        """Whether one word behind a name says what he is of the person named next («سالم الراوي نائب الشلبي»)."""
        following = drafts.get(title.last)
        served = following is not None and following.kind == "PER" and title.last < sheet.limits[title.first]
        return (
            served and not title.definite and title.last == title.first + 1 and title.kinds[0] in ("office", "prefix")
        )

    def _may_follow(self, title: TitlePhrase, *, comma: bool) -> bool:
        """Whether a title can stand behind a name: one without article or complement only with an adjective and no comma."""
        return title.definite or (
            not comma and title.kinds[0] in ("office", "prefix", "profession") and " " in title.office
        )

    def _draft(self, sheet: Sheet, i: int, letters: int, last: int, rule: str) -> Draft:
        span = sheet.span(i, letters, last)
        return Draft(i, last, span, "PER", sheet.quote(span), rule, letters=letters)

    def _behind(self, sheet: Sheet, i: int, drafts: Mapping[int, Draft]) -> list[TitlePhrase]:
        """Titles in apposition behind a name: «محمد بن نايف ولي العهد», «علي العمادي، وزير المالية القطري،»."""
        if i >= len(sheet.forms) or sheet.limits[i] == i + 1 or sheet.limits[i] != sheet.limits[i - 1]:
            return []
        comma = sheet.mark(i) in APPOSING
        place = i + 1 if comma else i
        if place >= sheet.limits[i] or not sheet.forms[place] or sheet.tokens[place].proclitics:
            return []
        titles = self._titles(sheet, place, drafts)
        served = not comma and len(titles) == 1 and self._is_of_next(sheet, titles[0], drafts)
        if served or not titles or titles[0].kinds[0] in _COURTESY or not self._may_follow(titles[0], comma=comma):
            return titles if served else []
        after = titles[-1].last
        if (
            after < sheet.limits[place]
            and sheet.forms[after]
            and self._person(sheet, after, drafts, titles) is not None
        ):
            return []
        return [] if comma and after < sheet.limits[place] and not self._is_closed(sheet, after) else titles

    def _is_closed(self, sheet: Sheet, i: int) -> bool:
        """Whether an office in apposition ends before a token: a mark, a clause, a preposition or a time follows."""
        if sheet.mark(i) in {*APPOSING, *CLOSERS, ".", "؛"}:
            return True
        word = sheet.forms[i]
        return bool(word) and (
            word in self.vocabulary.openers or word in self.vocabulary.never or word in self.vocabulary.function
        )
