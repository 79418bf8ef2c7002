"""Names of bodies, forces, media and places: known ones, and those that a head noun announces.

A head («وزارة», «مطار») takes what may follow it in the table: a definite complement with its adjectives, a nationality,
an unknown word or a quotation. Where the head is no part of the name («وكالة بيلتا») the name begins behind it.
"""

from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.language.words import ALIF, ARTICLE, HA, LAM, LONGEST, TA, YA
from musnad.lexicon import Lexicon
from musnad.mentions.complements import LONGEST_QUOTED, Complements, Head, bare_form
from musnad.mentions.draft import Draft, Known
from musnad.mentions.known import KnownNames
from musnad.mentions.quotations import Quotations
from musnad.mentions.series import COMMAS, Series
from musnad.mentions.sheet import OPENERS, Sheet, splits
from musnad.mentions.vocabulary import DOUBTFUL, SURE, UNKNOWN, Vocabulary
from musnad.model import MentionKind

NUNATION = frozenset("\u064b\u064c\u064d")
"""Ends an indefinite word, which is the name of no land."""
BA = "\u0628"
_FIGHT = 3
"""Tokens before the name of a movement among which a word says that it fights."""
DASHES = frozenset("-–—")
Place = tuple[int, int, int, str]
"""First token, clitic letters before it, end, and the reading of the first word (for a hidden article)."""


class Bodies:
    """Finds the names of everything but people, from left to right, the longest first."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, known: KnownNames) -> None:
        self.vocabulary = vocabulary
        self.known = known
        self.extent = Complements(lexicon, vocabulary, known)
        self.quotations = Quotations(lexicon, vocabulary, known, self.extent)
        self.series = Series(vocabulary, known, self.extent)
        self.ministries = frozenset(fold(row["phrase"]) for row in lexicon["names/portfolios"] if row["bare"])
        self._heads = frozenset(phrase.partition(" ")[0] for phrase in self.extent.heads)
        self._openings = Kept(self._opening)

    def find(self, sheet: Sheet) -> list[Draft]:
        """All names of bodies and places, known people included, in order and without overlap."""
        found: list[Draft] = []
        i = 0
        while i < len(sheet.forms):
            draft = self._own(sheet, i) or (self._at(sheet, i) if sheet.forms[i] else self.quotations.find(sheet, i))
            if draft is None:
                i += 1
                continue
            found.append(draft)
            i = draft.last
            head = self.series.head(sheet, draft)
            while head is not None and (more := self._joined(sheet, i, head)) is not None:
                found.append(more)
                i = more.last
        return self._armed(sheet, found)

    def _armed(self, sheet: Sheet, found: list[Draft]) -> list[Draft]:
        """The drafts, movements that fight on this page («صد هجوم شنته حركة النخيل») being armed ones."""
        movements = [d for d in found if d.kind == "ORG" and d.known is None and self._is_movement(d)]
        fighting = {d.words for d in movements if self._fights(sheet, d.first)}
        for draft in movements:
            if draft.words in fighting:
                draft.kind = "ARMED"
        return found

    def _is_movement(self, draft: Draft) -> bool:
        head = self.extent.heads.get(draft.words[0])
        return head is not None and "fights" in head.takes and not head.definite

    def _fights(self, sheet: Sheet, i: int) -> bool:
        """Whether a word of fighting stands shortly before a token of the same sentence."""
        before = range(max(i - _FIGHT, 0), i)
        return any(sheet.limits[j] == sheet.limits[i] and sheet.tokens[j].base in self.vocabulary.armed for j in before)

    def _joined(self, sheet: Sheet, i: int, head: Head) -> Draft | None:
        """Another place of the same class behind و, a comma before it or not."""
        i += sheet.mark(i) in COMMAS
        if i >= len(sheet.forms) or sheet.limits[i] != sheet.limits[i - 1]:
            return None
        if sheet.forms[i][:1] not in self.vocabulary.outer or len(sheet.forms[i]) < 4:
            return None
        known = self._known(sheet, i, 1, sheet.forms[i][1:])
        if known is not None:
            return known if known.kind in ("GPE", "LOC") else None
        found = self.series.unknown(sheet, i, head)
        return (
            self._draft(sheet, (i, 1, found.last, sheet.forms[i][1:]), head.kind, (found.rule, found.row), found.known)
            if found
            else None
        )

    def _at(self, sheet: Sheet, i: int) -> Draft | None:
        best: Draft | None = None
        form = sheet.forms[i]
        for letters, word in self._openings[form] if len(form) <= LONGEST else self._opening(form):
            for draft in (
                self._known(sheet, i, letters, word),
                self._national(sheet, i, letters, word),
                self._headed(sheet, i, letters, word),
            ):
                if draft is not None and (best is None or (draft.last, -draft.first) > (best.last, -best.first)):
                    best = draft
            if best is not None and letters == 0 and best.last > i + 1:
                break
        if best is not None and best.kind == "LOC" and self._is_governed(sheet, best):
            best.kind = "GPE"
        return best or self._ministry(sheet, i) or self._beside(sheet, i)

    def _opening(self, form: str) -> tuple[tuple[int, str], ...]:
        """The ways to take clitics off a word after which a known name, or a word that announces one, may begin."""
        known, heads = self.known, self._heads
        words = splits(form, self.vocabulary.outer, self.vocabulary.inner)
        return tuple(
            (letters, word)
            for letters, word in words
            if known.plain.begins(word) or known.patterns.begins(word) or word in heads
        )

    def _beside(self, sheet: Sheet, i: int) -> Draft | None:
        """A town that no list knows, or only behind a sign, where a direction or «قرب» leads to it («غرب الزبير»)."""
        before = sheet.forms[i - 1] if i else ""
        if before not in self.extent.directions and before[1:] not in self.extent.directions:
            return None
        if sheet.limits[i - 1] != sheet.limits[i] or sheet.tokens[i].proclitics or sheet.tokens[i].enclitic:
            return None
        cued = self.known.cued.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i])
        if cued is not None and cued[1].kind in ("GPE", "LOC"):
            why = ("known place behind a direction", cued[1].row)
            return self._draft(sheet, (i, 0, cued[0], sheet.forms[i]), cued[1].kind, why, cued[1])
        word = sheet.forms[i]
        unheard = self.vocabulary.name_level(word) in (UNKNOWN, SURE) and self.extent.is_open(sheet, i)
        over = i + 1 >= sheet.limits[i] or not sheet.forms[i + 1] or self.series.is_over(sheet, i + 1)
        relative = self.vocabulary.is_relative(word) and word not in self.vocabulary.family
        if not (unheard and over) or self.vocabulary.country_of(word) or relative:
            return None
        return self._draft(sheet, (i, 0, i + 1, word), "GPE", ("unknown name behind a direction", "names/place_words"))

    def _is_governed(self, sheet: Sheet, draft: Draft) -> bool:
        """Whether who governs a place stands right before it («والي نهر النيل»)."""
        if not draft.first or draft.letters:
            return False
        before = draft.first - 1
        head = self.extent.heads.get(sheet.forms[before])
        if head is not None and before and not head.inside and head.kind == "LOC":
            before -= 1
        words = splits(sheet.forms[before], self.vocabulary.outer, self.vocabulary.inner)
        return any(word in self.extent.governors for _, word in words)

    def _known(self, sheet: Sheet, i: int, letters: int, word: str) -> Draft | None:
        hit = self.known.plain.longest(word, sheet.forms, i, sheet.limits[i])
        if hit is None:
            return None
        last, known = hit
        if self._is_mistaken(sheet, (i, letters, last, word), known):
            return None
        last = self._with_nationality(sheet, last, known)
        return self._draft(sheet, (i, letters, last, word), known.kind, ("known name", known.row), known)

    def _is_mistaken(self, sheet: Sheet, place: Place, known: Known) -> bool:
        """Whether what a table knows as a name is a portfolio, an adjective, part of another name, or another word here."""
        i, letters, last, word = place
        owned = last == i + 1 and known.kind == "GPE" and self._is_owned(sheet, i, letters)
        described = last == i + 1 and known.kind == "PER" and self._describes(sheet, i)
        if owned or described or self._announces(sheet, place, known):
            return True
        if letters:
            hidden = word[0] == sheet.forms[i][letters - 1] == LAM and word[1:] in self.vocabulary.common
            rare = known.row.startswith("gazetteers/") and last == i + 1
            common = rare and (self.vocabulary.is_common(sheet.forms[i]) or self.vocabulary.is_common(word))
            return hidden or common or (word in self.ministries and self._behind_title(sheet, i))
        if word in self.ministries:
            return self._behind_title(sheet, i) or self._follows_noun(sheet, i)
        if known.kind == "GPE":
            return last == i + 1 and (self._qualifies(sheet, i) or self._is_accusative(sheet, i))
        linked = known.kind == "PER" and word in self.vocabulary.links
        return linked and i > 0 and self._is_part(sheet.forms[i - 1])

    def _announces(self, sheet: Sheet, place: Place, known: Known) -> bool:
        """Whether a known name only announces the one behind it («بين ولايتي القيروان وسوسة», «تنظيم الدولة الإسلامية»)."""
        i, _, last, word = place
        head = self.extent.heads.get(word)
        if head is None or head.inside or i + 1 >= sheet.limits[i] or known.kind not in ("PER", head.kind):
            return False
        behind = self.known.plain.longest(sheet.forms[i + 1], sheet.forms, i + 1, sheet.limits[i])
        return behind is not None and behind[1].kind == head.kind and behind[0] > last

    def _describes(self, sheet: Sheet, i: int) -> bool:
        """Whether a known family name is the adjective of an everyday noun here («الساتر الترابي»)."""
        before = sheet.forms[i - 1] if i and sheet.limits[i - 1] == sheet.limits[i] else ""
        noun = before.startswith(ARTICLE) and not before.endswith(HA) and before not in self.vocabulary.function
        relative = sheet.forms[i].startswith(ARTICLE) and self.vocabulary.is_relative(sheet.forms[i])
        everyday = noun and self.vocabulary.name_level(before) < UNKNOWN and bare_form(before) not in self.extent.titles
        return relative and everyday and not self.vocabulary.is_verb(before)

    def _is_owned(self, sheet: Sheet, i: int, letters: int) -> bool:
        """Whether a word with ه is a noun and its pronoun («زواره»), and no town that is written so for ة."""
        token = sheet.tokens[i]
        owned = bool(token.enclitic) and not token.marbuta and sheet.forms[i].endswith(HA)
        return owned and not sheet.proper[i] and self.vocabulary.is_everyday(sheet.forms[i][letters:-1])

    def _is_part(self, word: str) -> bool:
        """Whether the word before بن is a part of the same name («فيصل بن سلمان»)."""
        return self.vocabulary.name_level(word) >= DOUBTFUL or word in self.vocabulary.suffixes

    def _follows_noun(self, sheet: Sheet, i: int) -> bool:
        """Whether what may be a ministry is the adjective of the feminine noun before it («السياسة الخارجية»)."""
        before = sheet.forms[i - 1] if i and sheet.limits[i - 1] == sheet.limits[i] else ""
        return before.startswith(ARTICLE) and before.endswith(HA) and sheet.forms[i].endswith(HA)

    def _is_accusative(self, sheet: Sheet, i: int) -> bool:
        """Whether what may be a land is an indefinite adjective or noun of the accusative («وفدا تركيا», «معانٍ»)."""
        if NUNATION.intersection(sheet.written[i]):
            return True
        form, before = sheet.forms[i], sheet.forms[i - 1] if i else ""
        adjective = form.endswith(ALIF) and form[:-1] in self.vocabulary.nationality
        noun = before.endswith(ALIF) and self.vocabulary.is_everyday(before[:-1])
        return adjective and noun and before not in self.vocabulary.function

    def _qualifies(self, sheet: Sheet, i: int) -> bool:
        """Whether a word that is a country and a nationality qualifies the feminine noun before it («القناة السعودية»)."""
        before = sheet.forms[i - 1] if i and sheet.limits[i - 1] == sheet.limits[i] else ""
        feminine = before.startswith(ARTICLE) and before.endswith((HA, ALIF + TA))
        return feminine and bool(self.vocabulary.country_of(sheet.forms[i])) and not self.extent.proper(sheet, i - 1)

    def _national(self, sheet: Sheet, i: int, letters: int, word: str) -> Draft | None:
        """A name that every country has («وكالة الأنباء اليونانية»)."""
        hit = self.known.patterns.longest(word, sheet.forms, i, sheet.limits[i])
        if hit is None or hit[0] >= sheet.limits[i] or not self._land(sheet.forms[hit[0]]):
            return None
        place = hit[0] + 1
        feminine = sheet.forms[hit[0]].endswith(HA)
        for pattern in hit[1]:
            last = place + len(pattern.after)
            if pattern.feminine == feminine and tuple(sheet.forms[place:last]) == pattern.after:
                return self._draft(
                    sheet, (i, letters, last, word), pattern.kind, ("name that every country has", pattern.row)
                )
        return None

    def _with_nationality(self, sheet: Sheet, last: int, known: Known) -> int:
        """The end of a known body with the nationality behind it («مجلس النواب الليبي»)."""
        if known.kind in ("ORG", "ARMED") and known.country is None and last < sheet.limits[last - 1]:
            word = sheet.forms[last]
            if word.startswith(ARTICLE) and self.vocabulary.country_of(word):
                return self.extent.adjectives(sheet, last + 1)
        return last

    def _draft(
        self, sheet: Sheet, place: Place, kind: MentionKind, why: tuple[str, str], known: Known | None = None
    ) -> Draft:
        first, letters, last, base = place
        span = sheet.span(first, letters, last)
        draft = Draft(first, last, span, kind, sheet.quote(span, base), *why, known, letters=letters)
        said = next(filter(None, map(self._land, draft.words)), None) if kind in ("ORG", "ARMED", "MEDIA") else None
        draft.country = (known.country or said) if known else next(filter(None, map(self._land, draft.words)), None)
        return draft

    def _land(self, word: str) -> str | None:
        return self.vocabulary.country_of(word) if word.startswith(ARTICLE) else None

    def _headed(self, sheet: Sheet, i: int, letters: int, word: str) -> Draft | None:
        place = i + 1
        if place >= sheet.limits[i] or self._is_family(sheet, i):
            return None
        head = self.extent.heads.get(f"{word} {sheet.forms[place]}")
        if head is not None and place + 1 < sheet.limits[i]:
            place += 1
        else:
            head = self.extent.heads.get(word)
        return self._with_head(sheet, (i, letters, place, word), head) if head is not None else None

    def _is_family(self, sheet: Sheet, i: int) -> bool:
        """Whether a word that announces places is part of a person's name («سعيد جامع»)."""
        if not i or not sheet.proper[i] or sheet.forms[i] not in self.vocabulary.family:
            return False
        before = sheet.forms[i - 1]
        named = before in self.vocabulary.given and before not in self.extent.behalf
        return named and self.vocabulary.name_level(before) == SURE

    def _with_head(self, sheet: Sheet, place: Place, head: Head) -> Draft | None:
        """The name that a head announces; `place` has the token behind the head."""
        i, letters, behind, word = place
        if head.definite:
            last, kind, rule = self.extent.definite_body(sheet, i, head), head.kind, "head with nationality"
        elif not head.inside and "seat" not in head.takes:
            last, kind, rule = self.extent.of_person(sheet, behind, head), "LOC", "place named after a person"
        elif "seat" in head.takes and (seat := self._seat(sheet, behind)):
            last, kind, rule = seat, head.kind, "medium and its seat"
        elif not head.inside:
            last, kind, rule = 0, head.kind, ""
        elif sheet.mark(behind) in OPENERS:
            last, kind, rule = self._seated_end(sheet, behind, head), head.kind, "head and quoted place"
        else:
            last, kind, rule = self.extent.complement(sheet, behind, head), head.kind, "head and complement"
        if "seated" in head.takes:
            last = self._seated_at(sheet, last or self.extent.adjectives(sheet, behind), last)
        if last and "through" in head.takes and self._is_town(sheet, behind, last):
            return self._route(sheet, place, last, head)
        if last:
            kind = "ORG" if "party" in head.takes and self._is_political(sheet, i, last, head) else kind
            return self._draft(sheet, (i, letters, last, word), kind, (rule, head.row))
        outside = not head.definite and (not head.inside or sheet.mark(behind) in OPENERS)
        if "told" in head.takes and not (sheet.mark(behind) in OPENERS and self.quotations.is_broadcast(sheet, i)):
            return None
        return self._behind(sheet, behind, head) if outside else None

    def _seated_at(self, sheet: Sheet, i: int, last: int) -> int:
        """The end of «المحكمة الابتدائية بتونس», whose town stands at token `i` behind ب; `last` where none does."""
        if i >= sheet.limits[i - 1] or sheet.tokens[i].proclitics != (BA,):
            return last
        base = sheet.tokens[i].base
        known = self.known.plain.longest(base, sheet.forms, i, sheet.limits[i])
        return known[0] if known is not None and known[1].kind == "GPE" else last

    def _is_town(self, sheet: Sheet, i: int, last: int) -> bool:
        """Whether a well known town, and nothing else, stands between two tokens."""
        known = self.known.plain.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i])
        return known is not None and known[0] == last and known[1].row.startswith("names/")

    def _route(self, sheet: Sheet, place: Place, last: int, head: Head) -> Draft | None:
        """«طريق عدن - لحج»: a road between two towns; of one town alone it is no name («طريق عدن»)."""
        other = (
            self.extent.proper(sheet, last + 1) if sheet.mark(last) in DASHES and last + 1 < sheet.limits[last] else 0
        )
        if not other:
            return None
        last = self.extent.adjectives(sheet, other)
        return self._draft(sheet, (*place[:2], last, place[3]), head.kind, ("road between two towns", head.row))

    def _seat(self, sheet: Sheet, i: int) -> int:
        """The end of the town that a medium is called after («إذاعة أنجمينا»), 0 where none stands there."""
        known = self.known.plain.longest(sheet.forms[i], sheet.forms, i, sheet.limits[i]) if sheet.forms[i] else None
        town = known is not None and known[1].kind == "GPE" and not sheet.forms[i].startswith(ARTICLE)
        return known[0] if known is not None and town and not self.vocabulary.country_of(sheet.forms[i]) else 0

    def _is_political(self, sheet: Sheet, i: int, last: int, head: Head) -> bool:
        """Whether a front is a party and no armed group: it has the article, an adjective of parties, or «حزب» before it."""
        before = self.extent.heads.get(sheet.forms[i - 1]) if i and sheet.limits[i - 1] == sheet.limits[i] else None
        if head.definite or (before is not None and "yields" in before.takes):
            return True
        return any(bare_form(word) in self.vocabulary.ideologies for word in sheet.forms[i + 1 : last])

    def _seated_end(self, sheet: Sheet, quote: int, head: Head) -> int:
        """The end of «برلمان "طبرق"», where the quoted word is a place and the head is part of the name; else 0."""
        close = sheet.closing(quote, LONGEST_QUOTED)
        known = self.known.plain.longest(sheet.forms[quote + 1], sheet.forms, quote + 1, close) if close else None
        if head.kind == "LOC":
            return close + 1 if close and head.inside else 0
        if known is None or known[0] != close or known[1].kind != "GPE" or head.kind == "GPE":
            institute = head.takes >= {"purpose", "person"} and bool(close)
            return self.extent.purpose(sheet, close + 1, head) if institute else 0
        return close + 1

    def _behind(self, sheet: Sheet, i: int, head: Head) -> Draft | None:
        """The name behind a head that is no part of it."""
        limit = sheet.limits[i]
        if not sheet.forms[i]:
            close = sheet.closing(i, LONGEST_QUOTED) if sheet.mark(i) in OPENERS else 0
            return self._named(sheet, i + 1, close, head) if close else None
        several = self.extent.place(sheet, i) if head.kind in ("GPE", "LOC") else 0
        if several and self.extent.proper(sheet, i) < several:
            return self._draft(sheet, (i, 0, several, ""), head.kind, ("place name of several words", head.row))
        names = self.known.media if head.kind == "MEDIA" else self.known.cued
        cued = names.longest(sheet.forms[i], sheet.forms, i, limit)
        if cued and cued[1].kind == head.kind and cued[0] >= self.extent.proper(sheet, i):
            why = ("known name behind its head", cued[1].row)
            return self._draft(sheet, (i, 0, cued[0], ""), head.kind, why, cued[1])
        personal = head.kind == "ARMED" and self.vocabulary.name_level(sheet.forms[i]) == SURE
        other = self.known.plain.longest(sheet.forms[i], sheet.forms, i, limit)
        last = 0 if other or personal else self._unknown_end(sheet, i, head)
        if other and head.kind == "GPE" and other[0] == i + 1 and other[1].kind in ("ORG", "MEDIA", "PER"):
            return self._draft(sheet, (i, 0, i + 1, ""), "GPE", ("place that bears another name", head.row))
        if other and head.kind == "GPE" and other[1].kind == "LOC":
            return self._draft(sheet, (i, 0, other[0], ""), "GPE", ("known place behind its class", other[1].row))
        return (
            self._draft(sheet, (i, 0, last, ""), head.kind, ("unknown name behind a head", head.row)) if last else None
        )

    def _unknown_end(self, sheet: Sheet, i: int, head: Head) -> int:
        """The end of a name that no table knows behind a head, 0 where there is none."""
        word = sheet.forms[i]
        if head.kind == "MEDIA" and self._titled(sheet, i):
            return i + 1
        if "chain" in head.takes and self.extent.chains(sheet, i):
            return self.extent.proper(sheet, i + 1) or i + 2
        if word.startswith(ARTICLE):
            unheard = "rare" in head.takes and self.vocabulary.name_level(word) in (UNKNOWN, SURE)
            last = i + 1 if ("definite" in head.takes or unheard) and self._lone(sheet, i, head) else 0
            return self.extent.place_suffix(sheet, last) if last and head.kind in ("GPE", "LOC") else last
        if "open" in head.takes and self.extent.is_open(sheet, i):
            return self._foreign_end(sheet, i)
        town = "town" in head.takes and self.extent.is_unheard_place(sheet, i)
        return i + 1 if town or (head.kind == "GPE" and self._is_located(sheet, i)) else 0

    def _is_located(self, sheet: Sheet, i: int) -> bool:
        """Whether an everyday word is a place because its country follows («مدينة ليل الفرنسية»)."""
        if i + 1 >= sheet.limits[i] or sheet.tokens[i].enclitic or sheet.forms[i] in self.extent.heads:
            return False
        return sheet.forms[i] not in self.vocabulary.function and bool(self._land(sheet.forms[i + 1]))

    def _named(self, sheet: Sheet, first: int, last: int, head: Head) -> Draft:
        known = self.known.plain.longest(sheet.forms[first], sheet.forms, first, last)
        known = known or self.known.cued.longest(sheet.forms[first], sheet.forms, first, last)
        value = known[1] if known and known[0] == last and (known[1].kind == head.kind or not known[1].cue) else None
        kind = value.kind if value else head.kind
        return self._draft(sheet, (first, 0, last, ""), kind, ("quoted name behind a head", head.row), value)

    def _titled(self, sheet: Sheet, i: int) -> bool:
        """Whether one word without article stands between a medium's head and its adjective («صحيفة اعتماد الإصلاحية»)."""
        token = sheet.tokens[i]
        if token.form.startswith(ARTICLE) or token.proclitics or token.enclitic or i + 1 >= sheet.limits[i]:
            return False
        following = sheet.forms[i + 1]
        return (
            token.form not in self.vocabulary.function and following.startswith(ARTICLE) and following.endswith(YA + HA)
        )

    def _lone(self, sheet: Sheet, i: int, head: Head) -> bool:
        """Whether a definite word behind a head is its name and not a description («القناة الرسمية», «المدينة القديمة»)."""
        bare = bare_form(sheet.forms[i])
        if head.kind == "ARMED" and self.vocabulary.is_common(bare):
            return False
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
            if not self.extent.is_open(sheet, last) or self.extent.is_person(sheet, last):
                break
            last += 1
        return last

    def _own(self, sheet: Sheet, i: int) -> Draft | None:
        """The outlet of the page by its name of two words or more («قال لمرسى البحر»)."""
        if len(sheet.own) < 2:
            return None
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            last = i + len(sheet.own)
            if word != sheet.own[0] or tuple(sheet.forms[i + 1 : last]) != sheet.own[1:]:
                continue
            known = self.known.plain.longest(word, sheet.forms, i, sheet.limits[i])
            if known is None or known[0] < last:
                return self._draft(sheet, (i, letters, last, word), "MEDIA", ("outlet of the page", ""))
        return None

    def _behind_title(self, sheet: Sheet, i: int) -> bool:
        """Whether a title stands right before («وزيرة الخارجية»)."""
        before = sheet.before(i)
        return before >= 0 and bare_form(sheet.forms[before]) in self.extent.titles

    def _ministry(self, sheet: Sheet, i: int) -> Draft | None:
        """«الخارجية الروسية»: a portfolio with a feminine nationality names the ministry."""
        if i + 1 >= sheet.limits[i]:
            return None
        following = sheet.forms[i + 1]
        if not (following.endswith(HA) and following.startswith(ARTICLE)):
            return None
        if self._behind_title(sheet, i) or self._follows_noun(sheet, i):
            return None
        for letters, word in splits(sheet.forms[i], self.vocabulary.outer, self.vocabulary.inner):
            if word in self.ministries and self._land(following):
                why = ("portfolio with nationality", "names/portfolios")
                return self._draft(sheet, (i, letters, i + 2, word), "ORG", why)
        return None
