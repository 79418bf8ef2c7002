"""Whether somebody stands behind a cue, and in which words, where the page's names and the tables do not know him."""

from musnad.claims.attribution.extents import LONGEST, OPENING, QUOTES, Extents
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.source_words import Source
from musnad.claims.view import View
from musnad.language.words import ALIF, ARTICLE, HA, LAM
from musnad.model import Argument, LinkKind, Span

FARTHEST = 14
"""How many tokens may stand between a cue and its speaker."""


class Strangers:
    """The speakers of one document whom nothing but their place shows."""

    def __init__(self, view: View, extents: Extents, hinges: Hinges) -> None:
        self.view = view
        self.extents = extents
        self.hinges = hinges

    def blocked(self, i: int, limit: int) -> bool:
        """Whether someone stands behind a cue whom this reader cannot make out, so that no other speaker may be taken."""
        start = self._skip(i, min(limit, i + FARTHEST))
        if start is None or self.oblique(start) or (start + 1 == limit and self._told(start)):
            return False
        if start in self.view.mention_at:
            return True
        if self.view.tokens[start].kind == "mark":
            return self.view.is_mark(start, OPENING)
        return not self.view.closes(start) and not self.extents.matter(start)

    def _told(self, i: int) -> bool:
        """Whether a word that nobody knows is a name behind ل, to whom something is said («وأضاف لبانوراما: ...»)."""
        form, known = self.view.tokens[i].form, self.view.grammar.words.known
        return form.startswith(LAM) and not (known(form) or known(ARTICLE + form))

    def oblique(self, i: int) -> bool:
        """Whether the ending of a definite noun shows that it is no subject («ودعت الطرفين إلى»)."""
        token, mention = self.view.tokens[i], self.view.mention_at.get(i)
        if (mention is not None and mention.named) or self.extents.word(i) is not None:
            return False
        return token.base.startswith(ARTICLE) and token.base.endswith(tuple(self.hinges.all("oblique")))

    def stranger(self, i: int, limit: int) -> Source | None:
        """A speaker whom the page's names do not know, in its own words: the first phrase behind his verb."""
        view = self.view
        start = self._skip(i, min(limit, i + FARTHEST))
        if start is None or not self.blocked(i, limit):
            return None
        marked = view.is_mark(start, OPENING)
        start += marked
        if start >= limit or not self._may_speak(start):
            return None
        last = start + 1
        while last < min(limit, start + LONGEST) and self._same_phrase(last):
            last += 1
        whole = marked or self._misdivided(start)
        head = view.tokens[start].span if whole else view.tokens[start].stem
        span = Span(head.start, max(view.tokens[last - 1].span.end, view.tokens[start].stem.end))
        kind: LinkKind = "official" if self.extents.is_class(start) else "unnamed"
        base = view.tokens[start].base.removeprefix(ARTICLE)
        plural = base.endswith(tuple(self.hinges.all("nominative")))
        return Source(start, last, Argument(span), kind, None, plural, base)

    def leads_to_matter(self, source: Source, limit: int) -> bool:
        """Whether what is spoken of stands behind a source; a man's plural shows that a verbal noun there is no part of it."""
        start = self._skip(source.last, min(limit, source.last + FARTHEST)) if source.plural else None
        return self.extents.matter(source.last) or (start is not None and self._deed(start))

    def _deed(self, i: int) -> bool:
        """Whether a word is an indefinite verbal noun, of which something may be said («نفى المتهمون ارتكاب الجريمة»)."""
        tokens = self.view.tokens
        if i >= len(tokens) or tokens[i].base.startswith(ARTICLE):
            return False
        return self.view.document.analyses[i].derived == "verbal_noun"

    def _may_speak(self, i: int) -> bool:
        view, base = self.view, self.view.tokens[i].base
        if self.extents.wording(i) or self.hinges.is_a("addressed", base):
            return False
        accusative = base.endswith(ALIF) and not base.startswith(ARTICLE)  # «سجلت ارتفاعا»
        if base.removeprefix(ARTICLE) in view.grammar.event_nouns or accusative or "quantifier" in view.classes(i):
            return False
        if base.startswith(ARTICLE) or not view.text(i).endswith(("ة", "اً", "ًا")):
            return True
        owned = i + 1 < len(view.tokens) and view.tokens[i + 1].base.startswith(ARTICLE) and not view.governed(i + 1)
        return owned and not self.extents.matter(i)  # «أجهزة الأمن»

    def _same_phrase(self, i: int) -> bool:
        view = self.view
        if view.tokens[i].kind != "word" or i in view.time_at or view.closes(i) or view.governed(i):
            return False
        if view.tokens[i].proclitics or self.extents.wording(i) or self.extents.titled(i):
            return False
        base, before = view.tokens[i].base, view.text(i - 1)
        if before.startswith(ARTICLE) and not base.startswith(ARTICLE) and view.grammar.words.known(ARTICLE + base):
            return False  # «القطي ضيف البرنامج»
        return not self.extents.matter(i) and not (before.startswith(ARTICLE) and self._deed(i))

    def _past_name_mark(self, i: int) -> int:
        return i + 1 if self.view.is_mark(i, OPENING + "(") and i + 1 in self.view.mention_at else i

    def _skip(self, i: int, limit: int) -> int | None:
        """The head of the first phrase behind a cue that no preposition governs; None if there is none."""
        view = self.view
        if i < limit and self._misdivided(i):
            return i
        while i < limit:
            if i in view.time_at or view.is_mark(i, "،,-–"):
                i += 1
            elif view.is_mark(i, "("):
                i = next((k for k in range(i, limit) if view.is_mark(k, ")")), limit) + 1
            elif "preposition" in view.classes(i) and view.tokens[i].enclitic:
                i += 1  # «دعت فيه النقابة إلى»
            elif "preposition" in view.classes(i) or view.governed(i):
                i = self._past_adjunct(i, limit)
            elif "adverb" in view.classes(i) or self.extents.between(i):
                i += 1
            else:
                return i
        return None

    def _misdivided(self, i: int) -> bool:
        """Whether a word right behind a cue is a name that only looks like «ك» and a noun («وقال كرشيد»)."""
        likened = self.view.tokens[i].proclitics == ("ك",) and not self.view.classes(i)
        return likened and not self.view.tokens[i].base.startswith(ARTICLE)

    def _past_adjunct(self, i: int, limit: int) -> int:
        """Past a prepositional phrase: its first noun, and what goes with it up to a mark or the head of a source."""
        view, start = self.view, i
        i += 1
        if i < limit and "preposition" in view.classes(i - 1):
            i += 1
        while i < limit:
            if view.tokens[i].kind == "mark" and not view.is_mark(i, QUOTES + "()"):
                return i
            mention = view.mention_at.get(i)
            inside = mention is not None and view.mention_at.get(i - 1) is mention
            bound = "preposition" in view.classes(i - 1) or self.hinges.is_a("channel", view.tokens[i - 1].base)
            bound = bound or (i - 2 >= start and "preposition" in view.classes(i - 2) and self.extents.titled(i - 1))
            bound = bound or (bool(view.tokens[i - 1].enclitic) and self.extents.acts(i - 1))  # «في مؤتمر حضره مراسل»
            bound = bound or (mention is not None and self._names_office(start, i))
            if not inside and not bound and not view.governed(i) and self._begins_person(i):
                return i
            i += 1
        return limit

    def _names_office(self, start: int, i: int) -> bool:
        """Whether a name ends an office that a preposition leads to («في لقاء جمعه مع رئيس الحكومة فلان»)."""
        for k in range(i - 1, start, -1):
            row = self.extents.word(k)
            if self.view.tokens[k].kind == "mark":
                return False
            if row is not None and "title" in row.traits:
                return "preposition" in self.view.classes(k - 1)
        return False

    def _begins_person(self, i: int) -> bool:
        mention, row = self.view.mention_at.get(i), self.extents.word(i)
        if mention is not None and mention.named:
            return mention.kind == "PER"
        if row is None or i in self.view.time_at or self._describes(i):
            return False
        return "title" in row.traits or row.kind == "unnamed"

    def _describes(self, i: int) -> bool:
        """Whether a word that could be a man is the adjective of the noun before it («مكتبه السياسي»)."""
        token, before = self.view.tokens[i], self.view.tokens[i - 1]
        relating = token.base.startswith(ARTICLE) and token.base.endswith(("ي", "ي" + HA))
        return relating and (before.base.startswith(ARTICLE) or bool(before.enclitic))
