"""How far a phrase for a source goes: «مصدر مقرب من الأوساط الدبلوماسية», «وزير الخارجية، الدكتور فلان»."""

from musnad.claims.attribution.heads import Heads
from musnad.claims.attribution.source_words import SourceWord
from musnad.language.words import ALIF, ARTICLE, HA
from musnad.model import Argument, Span

LONGEST = 9
"""Words of a source without a name, at most."""

LONGEST_TITLE = 20
"""Tokens of an office, at most, if a person's name ends it."""

_RANKS = 2
"""Words that tell more of a rank between it and its bearer, at most («الفريق أول ركن فلان»)."""

_PLATFORMS = frozenset({"outlet", "social"})

_STRANGER = 4
"""Words of a name that the page's names do not know behind an office, at most."""

QUOTES = '"“”«»'
OPENING = '"“”«'


class Extents(Heads):
    """What the words around a position say about the phrase that begins there."""

    def stranger(self, head: int, i: int, limit: int) -> tuple[int, Argument] | None:
        """The bare words between a definite office and what is said, as they name who holds it; where they end."""
        view = self.view
        limit -= limit - 1 > i and view.is_mark(limit - 1, "،,")
        if not (
            0 < limit - i <= _STRANGER
            and limit < len(view.tokens)
            and (self.hinges.is_a("that", view.tokens[limit].form) or view.is_mark(limit, "،,"))
        ):
            return None
        inside, first = range(i, limit), view.tokens[i]
        office = view.tokens[head].base.startswith(ARTICLE)
        divided = first.proclitics not in ((), ("ف",), ("ك",))
        if not office or divided or first.base.endswith(ALIF) or self.between(i) or self.matter(i):
            return None
        if any(self.wording(k) or view.tokens[k].kind != "word" or view.closes(k) or view.classes(k) for k in inside):
            return None  # «عن المسؤول القول إن»
        start = first.span.start if limit - i > 1 else view.tokens[head].stem.start
        return limit, Argument(Span(start, view.tokens[limit - 1].span.end))

    def name_before_speech(self, i: int, limit: int) -> tuple[Span, int] | None:
        """The name between «صحيفة» and what it says, where the page's names know only a part of it: its place and end."""
        view = self.view
        if (
            not 1 < limit - i <= _STRANGER
            or limit >= len(view.tokens)
            or not self.hinges.is_a("that", view.tokens[limit].form)
        ):
            return None
        last = limit
        while last > i + 1 and view.tokens[last - 1].base.startswith(ARTICLE) and last - 1 not in view.mention_at:
            last -= 1  # «صحيفة نيويورك ستار الأميركية»
        plain = all(
            view.tokens[k].kind == "word" and not (view.closes(k) or self.prepositional(k)) for k in range(i, limit)
        )
        known = view.mention_at.get(i)
        part = (
            known is not None
            and known.named
            and known.kind != "MEDIA"
            and known.span.end < view.tokens[last - 1].span.start
        )
        return (Span(view.tokens[i].span.start, view.tokens[last - 1].span.end), limit) if plain and part else None

    def with_pronoun(self, i: int, k: int) -> bool:
        """Whether somebody unnamed is told to be of those before him («لكن مصدرا فيها قال»)."""
        view = self.view
        bare = not view.tokens[i].base.startswith(ARTICLE) and k == i + 1
        return (
            bare
            and "preposition" in view.classes(k)
            and bool(view.tokens[k].enclitic)
            and self.hinges.is_a("within", view.tokens[k].form)
        )

    def extent(self, i: int, limit: int) -> tuple[int, int | None]:
        """Where the phrase that begins at a position ends, and the token of a person's name in apposition, if one ends it."""
        last, name = self._farthest(i, limit)
        while name is None and last > i + 1 and self._leads_on(last - 1):
            last -= 1
        return last, name

    def _leads_on(self, i: int) -> bool:
        """Whether a word is a bare preposition, whose phrase is no part of the source («وسائل إعلام في وقت سابق»)."""
        return "preposition" in self.view.classes(i) and not self.view.tokens[i].enclitic

    def _farthest(self, i: int, limit: int) -> tuple[int, int | None]:
        view = self.view
        k, owner, definite = i + 1, False, view.tokens[i].base.startswith(ARTICLE)
        while k < limit:
            if k in view.mention_at and view.mention_at[k].named:
                verdict = self._at_name(i, k, owner=owner or self._of_another(i, k), definite=definite)
                if verdict != "inside":
                    return k - self.view.is_mark(k - 1, OPENING), k if verdict == "apposed" else None
                k, owner, definite = self.mention_end(k), False, True
                continue
            apposed = self._apposed(k + 1, limit) if view.is_mark(k, "،,") else None
            if apposed is not None:
                return k, apposed
            if self._serves(i, k):
                k, owner, definite = self.mention_end(k + 1), False, True
                continue
            if not ((k in view.time_at and self._resumed(k, limit)) or self._name_mark(k, i)):
                bound = definite or owner
                if not self._goes_on(i, k, definite=definite, owner=owner) or not self._agrees(i, k, bound):
                    return k, self._ranked(k, limit) or self._behind_place(k, limit)
                owner = (self.prepositional(k) and not view.tokens[k].enclitic) or (owner and self.word(k) is not None)
                definite = definite or view.tokens[k].base.startswith(ARTICLE)
            k += 1
        return k, self._held_last(i, k)

    def _held_last(self, head: int, end: int) -> int | None:
        """A person's name that ends a phrase behind a definite title of his own («مدير المركز الباحث فلان»)."""
        mention, start = self.view.mention_at.get(end - 1), end - 1
        if mention is None or not mention.named or mention.kind != "PER":
            return None
        while start > head and self.view.mention_at.get(start - 1) is mention:
            start -= 1
        titled = start - 1 > head and self.titled(start - 1) and not self.view.governed(start - 1)
        return start if titled and not self._of_another(head, start) else None

    def begins_object(self, i: int) -> bool:
        """Whether a definite noun or a name can neither belong to the noun before it nor describe it."""
        view, before = self.view, self.view.tokens[i - 1]
        mention, held = view.mention_at.get(i), view.mention_at.get(i - 1)
        if (mention is not None and (mention is held or (mention.named and mention.kind == "PER"))) or view.governed(i):
            return False
        if before.kind != "word" or self.prepositional(i - 1) or "preposition" in view.classes(i - 1):
            return False
        named = held is not None and held.named
        adjective = view.document.analyses[i - 1].pos == "ADJ"
        complete = named or adjective or before.base.startswith(ARTICLE) or bool(before.enclitic)
        told = self.view.tokens[i].base.startswith(ARTICLE) and self._is_body_or_title(i)
        noun = told and view.document.analyses[i].pos != "ADJ"
        return complete and (noun or mention is not None)

    def _is_body_or_title(self, i: int) -> bool:
        row = self.word(i)
        return self.is_class(i) or self.body(i) is not None or (row is not None and "title" in row.traits)

    def _serves(self, head: int, i: int) -> bool:
        """Whether a preposition leads to where an envoy or the like serves («مبعوث الأمم المتحدة إلى سوريا»)."""
        if i + 1 >= len(self.view.tokens) or "preposition" not in self.view.classes(i):
            return False
        place = self.view.mention_at.get(i + 1)
        posted = self.view.tokens[head].base.removeprefix(ARTICLE) in self.words.posted
        return posted and place is not None and place.named and place.kind in ("GPE", "LOC")

    def _at_name(self, i: int, k: int, *, owner: bool, definite: bool) -> str:
        """What a name inside a phrase is to it: `apposed` (whom it is about), `inside` (part of it), or `behind` it."""
        mention = self.view.mention_at[k]
        held = (owner and not self._owner_complete(i, k)) or self.view.governed(k)
        if mention.kind == "PER" and not held and not (k == i + 1 and not definite):
            return "apposed"
        right_behind = k == i + 1 + self.view.is_mark(k - 1, OPENING)
        owned = owner or self._of_medium(k - 1 - self.view.is_mark(k - 1, OPENING))
        if mention.kind == "MEDIA" and (self._told(i, k) or self.prepositional(k) or not (right_behind or owned)):
            return "behind"
        if "و" in self.view.tokens[k].proclitics and (k - 1) in self.view.mention_at:
            return "inside" if mention.kind == self.view.mention_at[k - 1].kind else "behind"
        construct = not self.view.tokens[k - 1].base.startswith(ARTICLE) and (k - 1) not in self.view.mention_at
        return "behind" if definite and mention.kind != "PER" and not held and not construct else "inside"

    def _told(self, head: int, k: int) -> bool:
        """Whether it is a paper that somebody speaks to, none that he belongs to («أكده مصدر طبي لوكالة الفجر»)."""
        row = self.word(head)
        speaks = row is not None and row.kind in ("unnamed", "official", "person") and k > head + 1
        return speaks and "ل" in self.view.proclitics(k)

    def _owner_complete(self, head: int, k: int) -> bool:
        """Whether the body or place that an office belongs to is named, so that a man's name behind it is its holder's."""
        view = self.view
        before = view.mention_at.get(k - 1)
        named = before is not None and before.named and before.kind != "PER"
        if not (named or view.tokens[k - 1].base.startswith(ARTICLE)):
            return False
        led = next((j for j in range(k - 1, head, -1) if self.prepositional(j)), head)
        return not any((row := self.word(j)) is not None and "title" in row.traits for j in range(led, k))

    def _of_another(self, head: int, k: int) -> bool:
        """Whether a name is that of the one for whom an unnamed man speaks («متحدث باسم الوزير فلان»)."""
        if self.view.tokens[head].base.startswith(ARTICLE) or self.view.mention_at[k].kind != "PER":
            return False
        led = next((i for i in range(head + 1, k - 1) if self.prepositional(i)), None)
        if led is None:
            return False
        before = self.view.tokens[k - 2]
        name = self.view.mention_at.get(k - 2)
        bare = before.kind == "word" and not before.base.startswith(ARTICLE) and not (name is not None and name.named)
        first = led + (not self.view.governed(led))
        titles = (self.word(i) for i in ((first, k - 1) if bare and k - 2 > led else (first,)))
        return any(row is not None and "title" in row.traits for row in titles)

    def _ranked(self, i: int, limit: int) -> int | None:
        """A person's name behind a word that only tells more of his rank («اللواء متقاعد فلان»)."""
        if not self.titled(i - 1):
            return None
        for k in range(i, min(limit - 1, i + _RANKS)):
            view = self.view
            if view.tokens[k].kind != "word" or view.closes(k) or view.proclitics(k) or self.matter(k):
                return None
            mention = view.mention_at.get(k + 1)
            if mention is not None and mention.named and mention.kind == "PER" and not view.proclitics(k + 1):
                return k + 1
        return None

    def _behind_place(self, i: int, limit: int) -> int | None:
        """A person's name behind the name of a place that nobody knows («عمدة بلدية كيفه فلان»)."""
        view = self.view
        placed = self.is_class(i - 1) or self.body(i - 1) is not None
        if i + 1 >= limit or not placed or view.tokens[i].kind != "word" or view.tokens[i].proclitics:
            return None
        mention = view.mention_at.get(i + 1)
        named = (
            mention is not None and mention is not view.mention_at.get(i) and mention.named and mention.kind == "PER"
        )
        return i + 1 if named and not view.proclitics(i + 1) else None

    def _apposed(self, i: int, limit: int) -> int | None:
        """A person's name behind a comma, with a word of respect before it or without («، الدكتور فلان»)."""
        for k in range(i, min(i + 3, limit)):
            mention = self.view.mention_at.get(k)
            called = self.hinges.is_a("called", self.view.tokens[k - 1].form)
            if mention is not None and mention.named:
                return k if mention.kind == "PER" and (called or not self.view.tokens[k].proclitics) else None
            if self.hinges.is_a("called", self.view.tokens[k].form):
                continue
            row, base = self.word(k), self.view.tokens[k].base
            described = base.startswith(ARTICLE) and base.endswith(("ي", "ي" + HA)) and k not in self.view.time_at
            if not described and (row is None or "title" not in row.traits or self.view.tokens[k].proclitics):
                return None
        return None

    def _resumed(self, i: int, limit: int) -> bool:
        """Whether only a time stands between a source and his office («متحدثون أمس باسم الحكومة»)."""
        while i < limit and i in self.view.time_at:
            i += 1
        return i < limit and self.hinges.is_a("inside", self.view.tokens[i].base)

    def _name_mark(self, i: int, first: int) -> bool:
        """Whether a quotation mark stands before or behind a name inside the phrase."""
        mentions = self.view.mention_at
        if not self.view.is_mark(i, QUOTES):
            return False
        return i + 1 in mentions or (i - 1 in mentions and any(self.view.is_mark(k, OPENING) for k in range(first, i)))

    def _agrees(self, head: int, i: int, bound: bool) -> bool:
        """Whether a bare word right behind «مصادر» can be its adjective; behind anything else it may be a possessor."""
        row = self.word(head)
        told = row or self.body(head)
        if told is not None and not bound and self._announced(told, head, i):
            return False
        if row is None or row.kind == "outlet" or "feminine" not in row.traits or bound or self.prepositional(i):
            return True
        return self.view.tokens[i].base.endswith(HA) or not self._bare_noun(i) or (i == head + 1 and self._has_men(i))

    def _announced(self, row: SourceWord, head: int, i: int) -> bool:
        """Whether a bare noun is what an unnamed source tells of («أعلن مصدر عسكري مقتل جنود»), no part of its phrase."""
        token, before = self.view.tokens[i], self.view.tokens[i - 1].base
        told = self.matter(i) or self._is_event(i) or self._deed(i)
        if token.proclitics or token.base.startswith(ARTICLE) or not told:
            return False
        if i == head + 1:
            return row.kind == "unnamed" or "anyone" in row.traits
        if self.is_class(i - 1) or (self.body(i - 1) is not None and not before.startswith(ARTICLE)):
            return False  # «مسؤول في منظمة إغاثة»
        described = self.view.document.analyses[i - 1].pos == "ADJ" and self._deed(i)
        return described or before.endswith(("ي", HA, *self.hinges.all("nominative")))

    def _deed(self, i: int) -> bool:
        """Whether the tagger takes a word for a verbal noun that is no feminine adjective too («مصادر متابعة للملف»)."""
        return self.view.document.analyses[i].derived == "verbal_noun" and not self.view.tokens[i].base.endswith(HA)

    def _joint(self, i: int) -> bool:
        """Whether a lone ل stands before a name («تابعة لـ"الفجر"»)."""
        view = self.view
        if i + 2 >= len(view.tokens) or not self.hinges.is_a("to", view.tokens[i].base) or self.word(i - 1) is not None:
            return False  # «وأوضح المصدر لـ"الفجر" أن»
        mention = view.mention_at.get(i + 2 if view.is_mark(i + 1, OPENING) else i + 1)
        return mention is not None and mention.kind != "MEDIA"

    def _next_phrase(self, head: int, i: int, owner: bool) -> bool:
        """Whether a definite word behind «... الليبي» agrees with it no more, and so begins another phrase."""
        before, token = self.view.tokens[i - 1].base, self.view.tokens[i].base
        if owner or not (before.startswith(ARTICLE) and before.endswith("ي") and token.startswith(ARTICLE)):
            return False
        inside = any(self.prepositional(k) for k in range(max(head, i - 4), i))
        return inside and not token.endswith(("ي", HA)) and not self.view.governed(i)

    def _goes_on(self, head: int, i: int, *, definite: bool, owner: bool) -> bool:
        """Whether the phrase goes on over a word without a name: an adjective, a possessor, an office, a place."""
        view, token = self.view, self.view.tokens[i]
        if token.kind != "word" or i in view.time_at or (not definite and self.acts(i)):
            return False
        if self.hinges.is_a("inside", token.base):
            return self._goes_into(head, i)
        if self._joint(i):
            return True
        if "و" in token.proclitics:
            who = any(self.hinges.is_a(kind, token.base) for kind in ("who_he", "who_she", "who_many"))
            same = definite and token.base.startswith(ARTICLE) and self.word(i) is None and not who
            return same or self._another_nation(i)
        return self._plain(head, i, definite=definite, owner=owner)

    def _goes_into(self, head: int, i: int) -> bool:
        """Whether a preposition leads on to where a source belongs, not to where or what is said."""
        view = self.view
        following = view.tokens[i + 1].base if i + 1 < len(view.tokens) else ""
        upon = self.hinges.is_a("upon", view.tokens[i].base)
        platform = view.mention_at.get(i + 1) if upon else None
        row = self.word(i + 1) if upon and i + 1 < len(view.tokens) else None
        if (platform is not None and platform.kind == "MEDIA") or (row is not None and row.kind in _PLATFORMS):
            return False
        told = self.hinges.is_a("channel", following) or self.hinges.is_a("matter", following)
        if self._is_text(head) and view.classes(i):
            return False  # «تمثلت وفق البلاغ في حجز أسلحة»
        return not (told and "preposition" in view.classes(i))  # «باسم برنامج الأغذية»

    def _is_text(self, i: int) -> bool:
        """Whether a definite word for a text stands at a position («البلاغ»), which tells all by itself which one is meant."""
        row = self.word(i)
        return row is not None and row.kind == "document" and self.view.tokens[i].base.startswith(ARTICLE)

    def _another_nation(self, i: int) -> bool:
        """Whether a second adjective stands behind one that ends alike («مسؤولين أمريكيين وليبيين»)."""
        one, other = self.view.tokens[i - 1], self.view.tokens[i]
        endings = tuple("ي" + end for end in ("", HA, *self.hinges.all("oblique"), *self.hinges.all("nominative")))
        alike = one.base.endswith(endings) and other.base.endswith(endings) and one.base[-2:] == other.base[-2:]
        return (
            alike
            and one.kind == other.kind == "word"
            and one.base.startswith(ARTICLE) == other.base.startswith(ARTICLE)
            and not self.view.is_verb(i)
        )

    def _plain(self, head: int, i: int, *, definite: bool, owner: bool) -> bool:
        """Whether a word joined by nothing still belongs to the phrase."""
        view, token = self.view, self.view.tokens[i]
        if self._closes(i) or self._next_phrase(head, i, owner) or self._behind_plural(i) or self._hides(i):
            return False
        if view.governed(i):
            return self._may_govern(i)
        if token.base.startswith(ARTICLE):
            if self._unlike(i):
                return False
            return not self._opens_relative(i) and not (definite and not owner and self._is_event(i))
        if view.tokens[i - 1].base.startswith(ARTICLE):
            return False  # «منسق الإغاثة بالإقليم فلان»
        return not definite or owner

    def _unlike(self, i: int) -> bool:
        """Whether a definite word right behind a man's definite title is no adjective of his («اتهم الوزير الجماعة»)."""
        row = self.word(i - 1)
        if row is None or "title" not in row.traits or row.traits & {"plural", "feminine"}:
            return False
        before, token = self.view.tokens[i - 1].base, self.view.tokens[i].base
        return before.startswith(ARTICLE) and not before.endswith(HA) and token.endswith((HA, "ات"))

    def _hides(self, i: int) -> bool:
        """Whether a verb tells that an unnamed source will not be named («مصدر أمني رفض ذكر اسمه»)."""
        return self.hinges.is_a("hides", self.view.tokens[i].form)

    def _behind_plural(self, i: int) -> bool:
        """Whether a definite word comes behind an indefinite plural, which it cannot describe («نواب محافظون الرئيس»)."""
        before, token = self.view.tokens[i - 1].base, self.view.tokens[i].base
        if i > 1 and self.prepositional(i - 2):
            return False  # «خبير في شؤون الجماعات»
        return (
            before.endswith(tuple(self.hinges.all("nominative")))
            and not before.startswith(ARTICLE)
            and token.startswith(ARTICLE)
        )

    def _closes(self, i: int) -> bool:
        view, token = self.view, self.view.tokens[i]
        if view.closes(i) and not view.text(i).endswith("ة"):
            return True
        medium = self.is_medium(i) and not self._of_medium(i)
        return bool(token.enclitic) or self.hinges.is_a("adverb", token.base) or medium or self.wording(i)

    def _of_medium(self, i: int) -> bool:
        """Whether a paper is the one that the office before it belongs to («رئيس تحرير صحيفة الفجر»)."""
        before = self.view.tokens[i - 1].base
        noun = self.view.document.analyses[i - 1].pos == "NOUN" and not before.startswith(ARTICLE)
        rows = (self.word(k) for k in (i - 1, i - 2) if k >= 0)
        return noun and self.is_medium(i) and any(row is not None and "title" in row.traits for row in rows)

    def _is_event(self, i: int) -> bool:
        return self.view.tokens[i].base.removeprefix(ARTICLE) in self.view.grammar.event_nouns

    def _may_govern(self, i: int) -> bool:
        """Whether «بـ» or «لـ» leads to an office or place, not to those who are told or to where it is said."""
        bare, proclitics = self.view.tokens[i].base.removeprefix(ARTICLE), self.view.tokens[i].proclitics
        told = self.word(i - 1) is not None and not self.view.tokens[i - 1].base.startswith(ARTICLE)
        body = bare in self.words.bodies and self.view.tokens[i].base.startswith(ARTICLE)
        listens = self.hinges.is_a("audience", bare) or (told and body)
        heard = "ل" in proclitics and listens
        deed = bare in self.view.grammar.event_nouns or (bare == self.view.tokens[i].base and self._deed(i))
        said = "ب" in proclitics and deed  # «طالب رئيس اللجنة بفتح تحقيق»
        return not (heard or said or self.hinges.is_a("channel", bare) or "ك" in proclitics)

    def _opens_relative(self, i: int) -> bool:
        """Whether a pronoun behind its preposition shows that the word opens a clause («المعترف بها»)."""
        following = i + 1
        if following >= len(self.view.tokens):
            return False
        return bool(self.view.tokens[following].enclitic) and "preposition" in self.view.classes(following)
