"""The name of someone who is introduced by his office: behind it, behind a comma, or behind a second office.

«المحلل السياسي ومدير المركز فلان», «المرشحة للرئاسة، زعيمة الحزب فلانة», «الأكاديمي د. فلان». Where the page's names do not know
him, the words that can be nothing but a name are taken for it: no adjective is bare behind a definite office.
"""

from musnad.claims.attribution.extents import OPENING, QUOTES, Extents
from musnad.language.words import ALIF, ARTICLE
from musnad.model import Argument, Span

_LONGEST = 4
"""Words of a name that the page's names do not know, at most."""

_REST = 2
"""Words of a name behind those that the page's names know, at most."""

_SHORT = 2
"""A word of so few letters is no name that could not be something else."""

_SHORTEST = 2
"""Words of such a name, at least: a single one may be anything."""

_OFFICES = 2
"""Further offices between the first and the name, at most."""

_LEADING = frozenset({"preposition", "relative", "conjunction", "subordinator"})
"""Classes of small words that lead on to something, and so are spelled like no name («غير», «أنا» may be)."""

_ENDS = '،,:()«"“”.-–'


class Apposition:
    """The names in apposition of one document."""

    def __init__(self, extents: Extents) -> None:
        self._extents = extents
        self._view = extents.view
        self._hinges = extents.hinges

    def name(self, first: int, last: int, limit: int) -> tuple[int, Argument] | None:
        """The name of who holds the office `first:last`: where it ends, and the argument; None if none follows."""
        if not self._definite(first, last):
            return None
        k, comma = last, False
        for _ in range(_OFFICES + 1):
            comma = comma or (k < limit and self._view.is_mark(k, "،,"))
            k = self._past_respect(k + (k < limit and self._view.is_mark(k, "،,")), limit)
            if k >= limit:
                return None
            mention = self._view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind == "PER":
                known = k > last and not self._view.proclitics(k)
                return (self._extents.mention_end(k), Argument(mention.span, mention.entity)) if known else None
            end, inner = self._office(k, limit, comma)
            if inner is not None:
                person = self._view.mention_at[inner]
                return self._extents.mention_end(inner), Argument(person.span, person.entity)
            if end == k:
                return self._double(k, limit) or self._unknown(k, limit, enclosed=comma)
            k = end
        return None

    def _double(self, k: int, limit: int) -> tuple[int, Argument] | None:
        """A name of which only what stands behind a hyphen is known («بيار-إيف فلان»)."""
        view, behind = self._view, k + 2
        mention = view.mention_at.get(behind) if behind < limit and view.is_mark(k + 1, "-") else None
        if mention is None or not mention.named or mention.kind != "PER":
            return None
        joined = view.tokens[k].span.end + 1 == mention.span.start
        span = Span(view.tokens[k].span.start, mention.span.end)
        return (self._extents.mention_end(behind), Argument(span, mention.entity)) if joined else None

    def _quoted(self, k: int, limit: int) -> tuple[int, Argument] | None:
        """A name in quotation marks behind a comma («وزير الخارجية، "فلان الفلاني"، أن»)."""
        view = self._view
        last = next((i for i in range(k + 2, min(k + _LONGEST + 2, limit)) if view.is_mark(i, QUOTES)), None)
        if last is None or not all(view.tokens[i].kind == "word" for i in range(k + 1, last)):
            return None
        return last + 1, Argument(Span(view.tokens[k + 1].span.start, view.tokens[last - 1].span.end))

    def _definite(self, first: int, last: int) -> bool:
        """Whether an office is one certain person's, so that a name may follow: an article or a name stands in it."""
        named = (self._view.mention_at.get(i) for i in range(first + 1, last))
        return any(self._view.tokens[i].base.startswith(ARTICLE) for i in range(first, last)) or any(
            mention is not None and mention.named for mention in named
        )

    def _past_respect(self, i: int, limit: int) -> int:
        """Past words of respect, written out or short («د.»)."""
        while i < limit and self._hinges.is_a("respect", self._view.tokens[i].form):
            i += 1
            i += i < limit and self._view.is_mark(i, "./")
        return i

    def _office(self, i: int, limit: int, comma: bool) -> tuple[int, int | None]:
        """Where a further office that begins at a position ends, and the name in it; the position itself if none does."""
        row, token = self._extents.word(i), self._view.tokens[i]
        joined = token.proclitics == ("و",)
        if row is None or "title" not in row.traits or not (joined or (comma and not token.proclitics)):
            return i, None
        return self._extents.extent(i, limit)

    def _unknown(self, i: int, limit: int, *, enclosed: bool) -> tuple[int, Argument] | None:
        """A name of some words that is not known, closed by a mark, a preposition or the words that are said."""
        view, last = self._view, i
        if enclosed and view.is_mark(i, OPENING):
            return self._quoted(i, limit)
        while last < min(limit, i + _LONGEST) and self._part_of_name(last, first=last == i):
            last += 1
        strange = all(self._strange(k) for k in range(i, last))
        if last - i < (_SHORTEST - (strange and self._said_next(last))) or not self._closed(last, limit):
            return None
        if not (strange or self._said_next(limit) or (enclosed and view.is_mark(last, "،,"))):
            return None
        return last, Argument(Span(view.tokens[i].span.start, view.tokens[last - 1].span.end))

    def rest(self, i: int, limit: int) -> int:
        """Where a person's name ends that goes on behind what the page's names know of it («كولن هاردويك»)."""
        last = i
        while last < min(limit, i + _REST) and self._part_of_name(last, first=False) and self._bare(last):
            last += 1
        certain = all(self._strange(k) for k in range(i, last)) or (last < limit and self._said_next(last))
        return last if certain and self._closed(last, limit) else i

    def _bare(self, i: int) -> bool:
        """Whether a word has no article, or is nothing but a name."""
        base = self._view.tokens[i].base
        return self._strange(i) or (not base.startswith(ARTICLE) and not base.endswith(ALIF))

    def _strange(self, i: int) -> bool:
        """Whether a word is nothing but a name: no word that takes the article, or a name that is given."""
        view, base = self._view, self._view.tokens[i].base
        words = view.grammar.words
        if i in view.mention_at or self._hinges.is_a("patronym", base):
            return True
        adverbial = base.endswith(ALIF) and base not in self._extents.words.given  # «قال الناطق هاتفيا»
        if words.known(ARTICLE + base) or len(base) <= _SHORT or adverbial:
            return False
        return self._given(i) or not (words.known(base) or view.is_verb(i))

    def _closed(self, i: int, limit: int) -> bool:
        """Whether no further word of a name can stand at a position."""
        view = self._view
        if i >= limit or view.is_mark(i, _ENDS) or view.classes(i) or view.governed(i) or i in view.time_at:
            return True
        extents = self._extents
        base = view.tokens[i].base
        told = self._hinges.is_a("adverb", base) or self._hinges.is_a("audience", base.removeprefix(ARTICLE))
        return told or extents.wording(i) or extents.matter(i) or extents.word(i) is not None or self._said_next(i)

    def _said_next(self, i: int) -> bool:
        """Whether the words that are said begin at a position, so that what stands before them is no object."""
        view = self._view
        if i >= len(view.tokens):
            return False
        if self._extents.wording(i):
            return True
        that = self._hinges.is_a("that", view.tokens[i].form)
        after = view.tokens[i + 1].form if i + 1 < len(view.tokens) else ""
        led = "preposition" in view.classes(i) and self._hinges.is_a("that", after)
        return that or led or view.is_mark(i, ":" + OPENING)

    def _foreign(self, i: int) -> bool:
        """Whether a word is known to no table, so that what stands before it behind an office is a name too."""
        view = self._view
        if i >= len(view.tokens) or view.tokens[i].kind != "word" or view.tokens[i].enclitic:
            return False
        return self._strange(i) and not view.proclitics(i) and not view.classes(i) and not self._extents.is_class(i)

    def _given(self, i: int) -> bool:
        """Whether a word is a name that is given or a part of one; one that is also a small word only beside «بن»."""
        view, base = self._view, self._view.tokens[i].base
        if self._hinges.is_a("patronym", base):
            return True
        near = range(max(0, i - 1), min(len(view.tokens), i + 2))
        beside = not view.classes(i) or any(self._hinges.is_a("patronym", view.tokens[k].base) for k in near)
        beside = beside or (self._extents.titled(i - 1) and self._said_next(i + 2))  # «اعتبر النائب خلف العتيبي أن»
        return beside and base in self._extents.words.given

    def _part_of_name(self, i: int, *, first: bool) -> bool:
        view, token = self._view, self._view.tokens[i]
        given = self._given(i)
        certain = given or (first and self._foreign(i + 1))  # «المستشارة أنا برغمان»
        small = view.classes(i) and not (certain and not view.classes(i) & _LEADING)
        if token.kind != "word" or i in view.time_at or (not given and (small or view.is_verb(i))):
            return False
        if (token.enclitic and not certain) or self._extents.wording(i):
            return False
        if i in view.mention_at and view.mention_at[i].named and view.mention_at[i].kind != "PER":
            return False
        article = view.document.quote(token.stem).startswith(ARTICLE)
        article = article and not self._hinges.is_a("respect", view.tokens[i - 1].form)
        if first and article and not (given and self._strange(i + 1)):
            return False  # «الكاتب العام للنقابة المنصف الورفجي»
        if view.governed(i):
            return False
        known = self._extents.word(i) is not None or self._extents.body(i) is not None or self._extents.is_class(i)
        bare = token.base.removeprefix(ARTICLE)
        grammar = view.grammar
        return not (known or self._extents.matter(i) or bare in grammar.event_nouns or bare in grammar.people)
