"""Who is quoted: the noun phrase that stands as the source of what is said.

Named sources are read by `musnad.claims.participants`; here are those without a name («مصدر أمني كبير»), the papers and
documents, and the definite words that take up a source named before («المصدر», «الصحيفة»).
"""

from dataclasses import dataclass, replace

from musnad.claims.hinges import Hinges
from musnad.claims.participants import Phrases
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.words import ARTICLE, HA, written_length
from musnad.lexicon import Lexicon
from musnad.model import Argument, LinkKind, Mention, Span

LONGEST = 9
"""Words of a source without a name, at most."""

LONGEST_TITLE = 20
"""Tokens of an office, at most, if a person's name ends it."""

FARTHEST = 14
"""How many tokens may stand between a cue and its speaker."""

_KINDS: dict[str, LinkKind] = {"PER": "person", "ORG": "official", "ARMED": "official", "MEDIA": "outlet", "GPE": "official"}


@dataclass(frozen=True, slots=True)
class SourceWord:
    """A row of `claims/source_words`."""

    kind: LinkKind
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Source:
    """Someone or something quoted: its tokens `first:last`, who it is, and how the words agree (None: unknown)."""

    first: int
    last: int
    argument: Argument
    kind: LinkKind
    feminine: bool | None = None
    plural: bool = False
    head: str = ""


class SourceWords:
    """The table of words for sources, by their folded form without article."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.rows: dict[str, SourceWord] = {}
        for row in lexicon["claims/source_words"]:
            kind: LinkKind = row["kind"]  # type: ignore[assignment]
            self.rows[fold(row["word"])] = SourceWord(kind, frozenset(row.list("traits")))
        self.agencies = frozenset(fold(form) for row in lexicon["claims/agencies"] for form in row.list("forms"))


class Sources:
    """The sources of one document; remembers those already quoted, for words that take them up."""

    def __init__(self, view: View, phrases: Phrases, words: SourceWords, hinges: Hinges) -> None:
        self.view = view
        self.words = words
        self.hinges = hinges
        self._phrases = phrases
        self._quoted: dict[str, Source] = {}
        self._titled: list[tuple[Source, frozenset[str]]] = []
        self._latest: Source | None = None
        people = [e for e in view.document.entities if e.kind == "PER" and " " in e.name]
        self._surnames = {fold(e.name).split()[-1]: e.id for e in reversed(people)}

    def remember(self, source: Source) -> None:
        """Note a source that was quoted."""
        if source.head:
            self._quoted[source.head] = source
            if not source.argument.implied and source.last > source.first + 2:
                self._titled.append((source, self.bare(source.first, source.last)))
        named = fold(self.view.document.quote(source.argument.span)).split()
        if len(named) > 1:
            self._quoted[named[0].removeprefix(ARTICLE)] = source
        self._latest = source

    def word(self, i: int) -> SourceWord | None:
        """The row of the word at a position, if it is one for a source."""
        token = self.view.tokens[i]
        if token.kind != "word":
            return None
        rows = self.words.rows
        found = rows.get(token.base.removeprefix(ARTICLE))
        if found is not None:
            return found
        for reading in self.view.grammar.words.readings(token):
            if not reading.enclitic and reading.base in rows:
                return rows[reading.base]
        return None

    def after(self, i: int, limit: int) -> Source | None:
        """The source that stands behind a cue, before a limit; adjuncts of time and place between are skipped."""
        start = self._skip(i, min(limit, i + FARTHEST))
        return self.at(start, limit) if start is not None else None

    def at(self, i: int, limit: int) -> Source | None:
        """The source whose phrase begins at a position."""
        if i >= limit:
            return None
        i = self._past_name_mark(i)
        if i < limit and self._is_class(i) and not self._is_medium(i) and self.view.tokens[i].base.startswith(ARTICLE):
            taken = self._taken_up(i, limit)
            if taken is not None:
                return taken
        row = self.word(i) if i < limit else None
        named = self._phrases.view.mention_at.get(i) if i < limit else None
        if named is not None and named.named and (row is None or named.kind != "LOC"):
            return self._named(named, i)
        if row is not None:
            return self._phrase(row, i, limit)
        if i >= limit:
            return None
        group = self._phrases.after(i)
        headed = i in self.view.mention_at or i in self.view.role_at or self._is_class(i)
        if headed and group is not None and group.members[0].entity is not None and group.last <= limit:
            return self._of_argument(group.members[0], i, group.last)
        return self._taken_up(i, limit)

    def _is_class(self, i: int) -> bool:
        return self.view.tokens[i].base.removeprefix(ARTICLE) in self.view.grammar.class_nouns

    def blocked(self, i: int, limit: int) -> bool:
        """Whether someone stands behind a cue whom this reader cannot make out, so that no other speaker may be taken."""
        start = self._skip(i, min(limit, i + FARTHEST))
        if start is None or self.view.tokens[start].kind == "mark" or self.view.closes(start):
            return False
        return not self._matter(start)

    def stranger(self, i: int, limit: int) -> Source | None:
        """A speaker whom the page's names do not know, in its own words: the first phrase behind his verb."""
        view = self.view
        start = self._skip(i, min(limit, i + FARTHEST))
        if start is None or not self.blocked(i, limit) or self.wording(start) or self.hinges.is_a("addressed", view.tokens[start].base):
            return None
        last = start + 1
        while last < min(limit, start + LONGEST) and self._same_phrase(last):
            last += 1
        if view.tokens[start].base.removeprefix(ARTICLE) in view.grammar.event_nouns:
            return None
        plain = Span(view.tokens[start].stem.start, max(view.tokens[last - 1].span.end, view.tokens[start].stem.end))
        head = view.tokens[start].base.removeprefix(ARTICLE)
        return Source(start, last, Argument(plain), "official" if self._is_class(start) else "unnamed", None, False, head)

    def wording(self, i: int) -> bool:
        """Whether a word only says that there are words («قوله», «القول»)."""
        token = self.view.tokens[i]
        if self.hinges.is_a("wording", token.base.removeprefix(ARTICLE)):
            return True
        return any(r.enclitic and self.hinges.is_a("wording", r.base) for r in self.view.grammar.words.readings(token))

    def _same_phrase(self, i: int) -> bool:
        view = self.view
        if view.tokens[i].kind != "word" or i in view.time_at or view.closes(i) or view.governed(i):
            return False
        return not (view.tokens[i].proclitics or self.wording(i))

    def _matter(self, i: int) -> bool:
        """Whether a word is what is spoken of («وأكد أهمية ...»), so that the speaker is not named here."""
        if self.view.tokens[i].base.startswith(ARTICLE):
            return False
        bases = {self.view.tokens[i].base, *(r.base for r in self.view.grammar.words.readings(self.view.tokens[i]) if r.enclitic)}
        return any(
            self.hinges.is_a("matter", b) or self.hinges.is_a("attitude", b) or b in self.view.grammar.event_nouns for b in bases
        )

    def _past_name_mark(self, i: int) -> int:
        return i + 1 if self.view.is_mark(i, "\"“”«(") and i + 1 in self.view.mention_at else i

    def _skip(self, i: int, limit: int) -> int | None:
        """The head of the first phrase behind a cue that no preposition governs; None if there is none."""
        view = self.view
        while i < limit:
            if i in view.time_at or view.is_mark(i, "،,-–"):
                i += 1
            elif view.is_mark(i, "("):
                i = self._past_bracket(i, limit)
            elif "preposition" in view.classes(i) or view.governed(i):
                i = self._past_adjunct(i, limit)
            elif "adverb" in view.classes(i) or self.hinges.is_a("adverb", view.tokens[i].base):
                i += 1
            else:
                return i
        return None

    def _past_bracket(self, i: int, limit: int) -> int:
        while i < limit and not self.view.is_mark(i, ")"):
            i += 1
        return i + 1

    def _past_adjunct(self, i: int, limit: int) -> int:
        """Past a prepositional phrase: its first noun, and what goes with it up to a mark or the head of a source."""
        view = self.view
        i += 1
        if i < limit and "preposition" in view.classes(i - 1):
            i += 1
        while i < limit:
            if view.tokens[i].kind == "mark" and not view.is_mark(i, "\"“”«»()"):
                return i
            mention = view.mention_at.get(i)
            inside = mention is not None and view.mention_at.get(i - 1) is mention
            bound = "preposition" in view.classes(i - 1) or self.hinges.is_a("channel", view.tokens[i - 1].base)
            if not inside and not bound and not view.governed(i) and self._begins_person(i):
                return i
            i += 1
        return limit

    def _begins_person(self, i: int) -> bool:
        mention, row = self.view.mention_at.get(i), self.word(i)
        if mention is not None and mention.named:
            return mention.kind == "PER"
        return row is not None and ("title" in row.traits or row.kind == "unnamed") and i not in self.view.time_at

    def _named(self, mention: Mention, i: int) -> Source:
        last = i
        while last < len(self.view.tokens) and self.view.mention_at.get(last) is mention:
            last += 1
        if last < len(self.view.tokens) and i and self.view.is_mark(i - 1, "\"“”«(") and self.view.is_mark(last, "\"“”»)"):
            last += 1
        return self._of_argument(Argument(mention.span, mention.entity), i, last)

    def _of_argument(self, argument: Argument, first: int, last: int) -> Source:
        entity = self.view.entities.get(argument.entity or "")
        kind = _KINDS.get(entity.kind if entity else "PER", "person")
        if kind == "outlet" and self._is_agency(argument, first):
            kind = "agency"
        if kind == "person" and entity is not None and entity.roles:
            kind = "official"
        head = fold(self.view.document.quote(argument.span)).split()
        feminine = None if entity and entity.kind == "PER" else bool(head) and head[0].endswith((HA, "ات"))
        return Source(first, last, argument, kind, feminine)

    def _is_agency(self, argument: Argument, first: int) -> bool:
        name = fold(self.view.document.quote(argument.span))
        before = self.word(first - 1) if first else None
        return name in self.words.agencies or (before is not None and before.kind == "agency") or name.startswith("وكاله")

    def _phrase(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A phrase that begins with a word for a source: a name in it, or else its own words."""
        view = self.view
        if "part" in row.traits:
            following = self.word(i + 1) if i + 1 < limit else None
            return self._phrase(following, i + 1, limit) if following is not None else None
        if "medium" in row.traits:
            return self._medium(row, i, limit)
        last, inner = self._extent(i, min(limit, i + (LONGEST_TITLE if "title" in row.traits else LONGEST)))
        if inner is None and "title" in row.traits:
            last = self._own_words(i, min(last, i + LONGEST))
        head = view.tokens[i].base.removeprefix(ARTICLE)
        if inner is not None and "title" in row.traits:
            return self._with_head(self._named(view.mention_at[inner], inner), i, head)
        if row.kind == "document":
            issuer = self._issuer(i, limit)
            if issuer is not None:
                return issuer
        known = self._known(i, head, last) if view.tokens[i].base.startswith(ARTICLE) else None
        known = known or (self._entitled(i, last) if "title" in row.traits else None)
        if known is not None:
            return known
        entity = self._described(i)
        span = Span(self._stem(i), view.tokens[last - 1].span.end if last > i + 1 else view.tokens[i].stem.end)
        feminine = head.endswith(HA) or (row.kind == "unnamed" and "plural" in row.traits and head == "مصادر") or head == "مصادر"
        return Source(i, last, Argument(span, entity), row.kind, feminine, "plural" in row.traits, head)

    def _issuer(self, i: int, limit: int) -> Source | None:
        """The body whose statement a document is («بيان صادر عن الوزارة», «بيان للحزب»)."""
        view = self.view
        for k in range(i + 1, min(i + 8, limit)):
            mention = view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind in ("ORG", "ARMED", "PER", "MEDIA"):
                issued = view.governed(k) or view.tokens[k - 1].base in ("عن", "ل") or k == i + 1
                return replace(self._named(mention, k), kind="document") if issued else None
            if view.tokens[k].kind == "mark" and k not in view.time_at or self.hinges.is_a("that", view.tokens[k].form):
                return None
        return None

    def _own_words(self, i: int, last: int) -> int:
        """Where a phrase without a name ends: with the description that the page's names know, if it begins with one."""
        mention = self.view.mention_at.get(i)
        if mention is None or mention.named or mention.span.start != self._stem(i):
            return last
        end = i
        while end < last and self.view.tokens[end].span.start < mention.span.end:
            end += 1
        return end if i + 1 < end < last and self.view.tokens[end].base.startswith(ARTICLE) else last

    def _stem(self, i: int) -> int:
        """Where the word for a source begins, behind a preposition that its token still carries."""
        token = self.view.tokens[i]
        if token.base.removeprefix(ARTICLE) in self.words.rows:
            hidden = token.base.startswith(ARTICLE) and self.view.document.text[token.stem.start] == "ل"
            return token.stem.start + hidden
        for reading in self.view.grammar.words.readings(token):
            if not reading.enclitic and reading.base in self.words.rows:
                return token.span.start + written_length(self.view.text(i), sum(map(len, reading.proclitics)))
        return token.stem.start

    def _described(self, i: int) -> str | None:
        mention = self.view.mention_at.get(i)
        return mention.entity if mention is not None and not mention.named else self.view.role_at.get(i)

    def _with_head(self, source: Source, first: int, head: str) -> Source:
        kind: LinkKind = "official" if self.words.rows[head].kind == "official" else source.kind
        return Source(first, source.last, source.argument, kind, head.endswith(HA), False, head)

    def _known(self, i: int, head: str, last: int) -> Source | None:
        """The source quoted before that a definite word takes up; with a longer phrase only if the word stays indefinite there."""
        known = self._quoted.get(head)
        if known is None or last > i + 3:
            return None
        argument = Argument(known.argument.span, known.argument.entity, implied=True)
        return Source(i, last, argument, known.kind, known.feminine, known.plural, head)

    def bare(self, first: int, last: int) -> frozenset[str]:
        """The words of a stretch without their articles and clitics, small words left out."""
        words = (t.base.removeprefix(ARTICLE) for t in self.view.tokens[first:last] if t.kind == "word")
        return frozenset(word for word in words if not self.hinges.is_a("inside", word))

    def _entitled(self, i: int, last: int) -> Source | None:
        """The person quoted before under the office that this phrase names."""
        wanted = self.bare(i, last)
        if len(wanted) < 2:
            return None
        for known, words in reversed(self._titled):
            if wanted <= words:
                argument = Argument(known.argument.span, known.argument.entity, implied=True)
                return Source(i, last, argument, known.kind, known.feminine, False, known.head)
        return None

    def _taken_up(self, i: int, limit: int) -> Source | None:
        """A definite word for a body named before («الوزارة», «الحركة»): the nearest name that begins with it."""
        if i < limit and self.hinges.is_a("honour", self.view.tokens[i].form):
            return self._honoured(i)
        surnamed = self._surnamed(i) if i < limit else None
        if surnamed is not None or i >= limit or not self.view.tokens[i].base.startswith(ARTICLE) or self.view.closes(i):
            return surnamed
        head = self.view.tokens[i].base.removeprefix(ARTICLE)
        known = self._known(i, head, i + 1)
        if known is not None or self.hinges.is_a("latter", head):
            return known or self._latter(i)
        found = None
        for mention in self.view.document.mentions:
            if mention.span.start >= self.view.tokens[i].span.start:
                break
            if mention.named and mention.kind in ("ORG", "ARMED"):
                words = fold(self.view.document.quote(mention.span)).split()
                if words[0].removeprefix(ARTICLE) == head:
                    found = mention
        if found is None:
            return None
        return Source(i, i + 1, Argument(found.span, found.entity, implied=True), "official", head.endswith(HA), False, head)

    def _surnamed(self, i: int) -> Source | None:
        """The person whose name ends with this word alone."""
        entity = self._surnames.get(self.view.tokens[i].base)
        if entity is None or self.view.tokens[i].proclitics:
            return None
        return Source(i, i + 1, Argument(self.view.tokens[i].stem, entity), "person")

    def _honoured(self, i: int) -> Source | None:
        """Whom «سموه» means: the person quoted last, else the one named last."""
        known = self._latest
        if known is None or known.kind not in ("person", "official") or known.plural:
            return self._latter(i)
        argument = Argument(known.argument.span, known.argument.entity, implied=True)
        return Source(i, i + 1, argument, known.kind, known.feminine, False, known.head)

    def _latter(self, i: int) -> Source | None:
        """The person named last before «الأخير»."""
        start = self.view.tokens[i].span.start
        people = [m for m in self.view.document.mentions if m.kind == "PER" and m.named and m.span.start < start]
        if not people:
            return None
        return Source(i, i + 1, Argument(people[-1].span, people[-1].entity, implied=True), "person")

    def _medium(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A paper, agency or channel: the name behind the word, in quotation marks or not; else the last one named."""
        view = self.view
        head = view.tokens[i].base.removeprefix(ARTICLE)
        for k in range(i, min(i + 4, limit)):
            mention = view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind in ("MEDIA", "ORG"):
                source = self._named(mention, k)
                kind = row.kind if mention.kind == "MEDIA" else source.kind
                return Source(i, source.last, source.argument, kind, head.endswith(HA), False, head)
        if i + 3 < len(view.tokens) and view.is_mark(i + 1, "\"“”«") and limit > i + 2:
            last = next((k for k in range(i + 2, min(i + 7, limit)) if view.is_mark(k, "\"“”»")), None)
            if last is not None:
                span = Span(view.tokens[i + 2].span.start, view.tokens[last - 1].span.end)
                return Source(i, last + 1, Argument(span), row.kind, head.endswith(HA), False, head)
        if view.tokens[i].base.startswith(ARTICLE):
            return self._last_medium(i, head) or self._known(i, head, i + 1)
        return None

    def _last_medium(self, i: int, head: str) -> Source | None:
        """The paper named last, one that is called by the same word before others («صحيفة» for «الصحيفة»)."""
        start = self.view.tokens[i].span.start
        media = [m for m in self.view.document.mentions if m.kind == "MEDIA" and m.named and m.span.start < start]
        if not media:
            return None
        called = [m for m in media if head in fold(self.view.document.text[max(0, m.span.start - 12) : m.span.end]).split()]
        found = (called or media)[-1]
        kind: LinkKind = "agency" if head == "وكاله" else "outlet"
        return Source(i, i + 1, Argument(found.span, found.entity, implied=True), kind, head.endswith(HA))

    def same(self, i: int, limit: int) -> Source | None:
        """The source that «نفس المصدر» or «المصدر ذاته» means: the latest one quoted."""
        words = [self.view.tokens[k].base for k in range(i, min(i + 3, limit))]
        if self._latest is not None and any(self.hinges.is_a("same", word) for word in words[:2]):
            return self._latest
        return None

    def _extent(self, i: int, limit: int) -> tuple[int, int | None]:
        """Where the phrase that begins at a position ends, and the token of a person's name in apposition, if one ends it."""
        view = self.view
        k, owner, definite = i + 1, False, view.tokens[i].base.startswith(ARTICLE)
        while k < limit:
            mention = view.mention_at.get(k)
            if mention is not None and mention.named:
                owned = k == i + 1 and not definite
                if mention.kind == "PER" and not owner and not owned and not view.governed(k):
                    return k, k
                if mention.kind == "MEDIA" and (self._prepositional(k) or (k > i + 1 and not owner)):
                    return k, None
                if not owner and not view.governed(k) and definite and mention.kind != "PER" and not self._construct(k):
                    return k, None
                k, owner, definite = self._mention_end(k), False, True
                continue
            apposed = self._apposed(k + 1, limit) if view.is_mark(k, "،,") else None
            if apposed is not None:
                return k, apposed
            if (k in view.time_at and self._resumed(k, limit)) or self._name_mark(k, i):
                k += 1
                continue
            if not self._goes_on(k, definite, owner):
                return k, None
            owner = self._prepositional(k) or (owner and self.word(k) is not None)
            definite = definite or view.tokens[k].base.startswith(ARTICLE)
            k += 1
        return k, None

    def _apposed(self, i: int, limit: int) -> int | None:
        """A person's name behind a comma, with a word of respect before it or without («، الدكتور فلان»)."""
        for k in range(i, min(i + 3, limit)):
            mention = self.view.mention_at.get(k)
            if mention is not None and mention.named:
                return k if mention.kind == "PER" and not self.view.tokens[k].proclitics else None
            row = self.word(k)
            if row is None or "title" not in row.traits or self.view.tokens[k].proclitics:
                return None
        return None

    def _resumed(self, i: int, limit: int) -> bool:
        """Whether only a time stands between a source and his office («متحدثون أمس باسم الحكومة»)."""
        while i < limit and i in self.view.time_at:
            i += 1
        return i < limit and self.hinges.is_a("inside", self.view.tokens[i].base)

    def _construct(self, i: int) -> bool:
        """Whether the word before a name can own it: it has no article and is no adjective («رئاسة الحكومة»)."""
        return not self.view.tokens[i - 1].base.startswith(ARTICLE) and (i - 1) not in self.view.mention_at

    def _mention_end(self, i: int) -> int:
        mention = self.view.mention_at[i]
        while i < len(self.view.tokens) and self.view.mention_at.get(i) is mention:
            i += 1
        return i

    def _prepositional(self, i: int) -> bool:
        return self.view.governed(i) or self.hinges.is_a("inside", self.view.tokens[i].base)

    def _name_mark(self, i: int, first: int) -> bool:
        """Whether a quotation mark stands before or behind a name inside the phrase."""
        mentions = self.view.mention_at
        if not self.view.is_mark(i, "\"“”«»"):
            return False
        return i + 1 in mentions or (i - 1 in mentions and any(self.view.is_mark(k, "\"“”«") for k in range(first, i)))

    def _joint(self, i: int) -> bool:
        """A mark or a lone ل before a name («تابعة لـ"الفجر"»)."""
        view = self.view
        if i + 2 >= len(view.tokens) or view.tokens[i].base != "ل":
            return False
        k = i + 2 if view.is_mark(i + 1, "\"“”«") else i + 1
        mention = view.mention_at.get(k)
        return mention is not None and mention.kind != "MEDIA"

    def _next_phrase(self, i: int, owner: bool) -> bool:
        """Whether a definite word behind «... الليبي» agrees with it no more, and so begins another phrase."""
        before, token = self.view.tokens[i - 1].base, self.view.tokens[i].base
        if owner or not (before.startswith(ARTICLE) and before.endswith("ي") and token.startswith(ARTICLE)):
            return False
        inside = any(self._prepositional(k) for k in range(max(0, i - 4), i))
        return inside and not token.endswith(("ي", HA)) and not self.view.governed(i)

    def _is_medium(self, i: int) -> bool:
        row = self.word(i)
        return row is not None and "medium" in row.traits

    def _goes_on(self, i: int, definite: bool, owner: bool) -> bool:
        """Whether the phrase goes on over a word without a name: an adjective, a possessor, an office, a place."""
        view, token = self.view, self.view.tokens[i]
        if token.kind != "word" or i in view.time_at:
            return False
        if self.hinges.is_a("inside", token.base):
            return not (i + 1 < len(view.tokens) and self.hinges.is_a("channel", view.tokens[i + 1].base))
        if self._joint(i):
            return True
        if "و" in token.proclitics:
            return definite and token.base.startswith(ARTICLE) and self.word(i) is None
        if (view.closes(i) and not view.text(i).endswith("ة")) or token.enclitic or self.hinges.is_a("adverb", token.base):
            return False
        bare = token.base.removeprefix(ARTICLE)
        if self._next_phrase(i, owner):
            return False
        if bare in view.grammar.event_nouns and not owner and not view.governed(i) and definite:
            return False
        if view.governed(i):
            if self._is_medium(i):
                return False
            heard = "ل" in token.proclitics and self.hinges.is_a("audience", bare)
            return not (heard or self.hinges.is_a("channel", bare) or "ك" in token.proclitics)
        if self._is_medium(i) or self.wording(i):
            return False
        if token.base.startswith(ARTICLE):
            relative = i + 1 < len(view.tokens) and view.tokens[i + 1].enclitic and "preposition" in view.classes(i + 1)
            return not (relative or self.wording(i))
        return not definite or owner
