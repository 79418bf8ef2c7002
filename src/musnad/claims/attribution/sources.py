"""Who is quoted: the noun phrase that stands as the source of what is said.

Names and offices are read by `musnad.claims.participants`; here are those without a name («مصدر أمني كبير»), the papers
and documents, and the words that take up a source named before («المصدر», «الصحيفة»).
"""

from dataclasses import replace

from musnad.claims.attribution.apposition import Apposition
from musnad.claims.attribution.extents import LONGEST, LONGEST_TITLE, OPENING, QUOTES, Extents
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.source_words import KINDS, Source, SourceWord, SourceWords
from musnad.claims.attribution.strangers import FARTHEST, Strangers
from musnad.claims.attribution.takeups import TakeUps
from musnad.claims.participants import Phrases
from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE, HA
from musnad.model import Argument, LinkKind, Mention, Span

_NAME = 5
"""Tokens of a paper with an unknown name, at most."""

_QUOTED = 9
"""Tokens of a paper's name in quotation marks, at most."""

_DESCRIBED = 3
"""Words of «المسؤول الأمني البريطاني» and the like, which only describe whom they take up, at most."""

_ISSUER = 8
"""How many tokens behind a document its issuer stands."""


class Sources(Strangers):
    """The sources of one document."""

    def __init__(self, phrases: Phrases, words: SourceWords, hinges: Hinges) -> None:
        super().__init__(phrases.view, Extents(phrases.view, words, hinges), hinges)
        self.words = words
        self.takeups = TakeUps(self.extents)
        self._apposition = Apposition(self.extents)
        self._phrases = phrases
        self._after: dict[tuple[int, int], Source | None] = {}
        self._remembered = 0

    def after(self, i: int, limit: int) -> Source | None:
        """The source that stands behind a cue, before a limit; adjuncts of time and place between are skipped."""
        if self._remembered != self.takeups.remembered:
            self._after.clear()
            self._remembered = self.takeups.remembered
        if (i, limit) not in self._after:
            start = self._skip(i, min(limit, i + FARTHEST))
            self._after[i, limit] = self.at(start, limit) if start is not None else None
        return self._after[i, limit]

    def at(self, i: int, limit: int) -> Source | None:
        """The source whose phrase begins at a position."""
        i = self._past_name_mark(i) if i < limit else i
        i += i + 1 < limit and self._respects(i)
        if i >= limit:
            return None
        row, mention = self.extents.word(i), self._mention(i)
        taken = self._taken_up(i, limit)
        if taken is not None:
            return taken
        if mention is not None and mention.named and (row is None or mention.kind != "LOC"):
            return self._named(mention, i)
        if row is not None:
            return self._phrase(row, i, limit)
        group = self._phrases.after(i)
        headed = mention is not None or i in self.view.role_at or self.extents.is_class(i)
        if headed and group is not None and group.members[0].entity is not None and group.last <= limit:
            return self._placed(self._of_argument(group.members[0], i, group.last), limit)
        return self.takeups.of(i) or self._body(i, limit) or self._some(i, limit) or self._called(i, limit)

    def _placed(self, source: Source, limit: int) -> Source:
        """A group without a name with the place where it lives («قبائل في مأرب»)."""
        view, i = self.view, source.last
        place = (
            view.mention_at.get(i + 1) if i + 1 < limit and self.hinges.is_a("inside", view.tokens[i].base) else None
        )
        if source.argument.entity in view.named or place is None or place.kind not in ("GPE", "LOC"):
            return source
        span = Span(source.argument.span.start, place.span.end)
        return replace(source, last=self.extents.mention_end(i + 1), argument=Argument(span, source.argument.entity))

    def _respects(self, i: int) -> bool:
        """Whether a word of respect stands before an office («السيد وزير الداخلية»)."""
        respect = self.hinges.is_a("respect", self.view.tokens[i].form) and i not in self.view.mention_at
        row = self.extents.word(i + 1) if respect else None
        return row is not None and "title" in row.traits and not self.view.tokens[i + 1].proclitics

    def apposed(self, source: Source, limit: int) -> Source:
        """The source under the name that stands in apposition to it before a position, if there is one."""
        named = self._apposition.name(source.first, source.last, limit) if source.argument.entity is None else None
        return replace(source, argument=named[1]) if named is not None else source

    def _called(self, i: int, limit: int) -> Source | None:
        """One of those spoken of before («أحدهما»), or someone by the name of a child («أم خالد»)."""
        view, token = self.view, self.view.tokens[i]
        if self.hinges.owned("one", token.form) and token.enclitic:
            return Source(
                i, i + 1, Argument(Span(token.stem.start, token.span.end)), "unnamed", None, False, token.base
            )
        kunya = self.hinges.is_a("kunya", token.base) and not token.enclitic and i + 1 < limit
        if not kunya or view.tokens[i + 1].kind != "word" or view.tokens[i + 1].proclitics or view.closes(i + 1):
            return None
        span = Span(token.stem.start, view.tokens[i + 1].span.end)
        return Source(i, i + 2, Argument(span), "person", None, False, token.base)

    def somebody(self, first: int, last: int, *, feminine: bool | None, plural: bool) -> Source | None:
        """Someone who is told of by an indefinite noun for people alone, where verb and noun agree."""
        view, token = self.view, self.view.tokens[first]
        bare = token.base.removeprefix(ARTICLE)
        people = {bare, bare[:-1] if bare.endswith(ALIF) else bare} & view.grammar.people
        if (
            token.base.startswith(ARTICLE)
            or not people
            or token.proclitics
            or (not plural and feminine is not None and feminine != bare.endswith(HA))
        ):
            return None
        span = Span(token.stem.start, view.tokens[last - 1].span.end)
        return Source(first, last, Argument(span), "unnamed", None, plural, bare)

    def _taken_up(self, i: int, limit: int) -> Source | None:
        """Whom «نفس المصدر» or «سموه» means, or «المنظمة» by itself, in quotation marks or not."""
        if self.hinges.is_a("honour", self.view.tokens[i].form):
            return self.takeups.of(i)
        if i + 2 < limit and self.view.is_mark(i, OPENING) and self.view.is_mark(i + 2, QUOTES):
            known = self.takeups.of(i + 1)
            return replace(known, first=i, last=i + 3) if known is not None else None
        pair = (i, i + 1) if self.hinges.is_a("same", self.view.tokens[i].base) else (i + 1, i)
        if i + 1 < limit and self.hinges.is_a("same", self.view.tokens[pair[0]].base) and self.extents.word(pair[1]):
            same = self.takeups.same(i, limit)
            return replace(same, first=i, last=i + 2) if same is not None else None
        definite_class = self.extents.is_class(i) and self.view.tokens[i].base.startswith(ARTICLE)
        return self.takeups.of(i) if definite_class and not self.extents.is_medium(i) else None

    def _some(self, i: int, limit: int) -> Source | None:
        """Some of several sources («عدة مواقع إخبارية», «أحد شهود العيان»)."""
        view, k = self.view, i + 1
        counted = view.tokens[i].kind == "number" or view.tokens[i].base in view.grammar.quantities
        some = counted or "quantifier" in view.classes(i)
        if not some or k >= limit or view.tokens[i].enclitic:
            return None
        k += self.hinges.is_a("inside", view.tokens[k].base)
        if k >= limit or not (self.extents.word(k) or self.extents.body(k)):
            people = self._some_people(i, k, limit)
            return (self._introduced(i, people.last, limit) or people) if people is not None else None
        source = self.at(k, limit)
        if source is None or source.argument.entity in view.named:
            return source
        introduced = self._introduced(i, source.last, limit)
        if introduced is not None:
            return introduced
        span = Span(view.tokens[i].stem.start, max(view.tokens[source.last - 1].span.end, view.tokens[k].stem.end))
        return replace(source, first=i, argument=Argument(span))

    def _some_people(self, i: int, k: int, limit: int) -> Source | None:
        """Some of those whom a plural for people alone names («بعض المحتجزين»)."""
        token = self.view.tokens[k] if k < limit else None
        endings = tuple(self.hinges.all("nominative") | self.hinges.all("oblique"))
        if token is None or not (token.base.startswith(ARTICLE) and token.base.endswith(endings)):
            return None
        span = Span(self.view.tokens[i].stem.start, token.span.end)
        return Source(i, k + 1, Argument(span), "unnamed", None, True, token.base.removeprefix(ARTICLE))

    def _mention(self, i: int) -> Mention | None:
        """The mention at a position; a small word that is spelled like a name is none («قال لي»)."""
        return None if self.hinges.is_a("me", self.view.tokens[i].form) else self.view.mention_at.get(i)

    def _body(self, i: int, limit: int) -> Source | None:
        """An office or group whose name is not known, in the page's own words («لجنة أطباء المدينة»)."""
        row = self.extents.body(i)
        if row is None:
            return None
        return self._named_in_quotes(row, i, limit) or self._phrase(row, i, limit)

    def quoted(self, i: int, limit: int) -> Source | None:
        """A paper that the page's names do not know, in quotation marks behind its verb."""
        last = next((k for k in range(i + 2, min(i + _QUOTED, limit)) if self.view.is_mark(k, QUOTES)), None)
        if last is None:
            return None
        span = Span(self.view.tokens[i + 1].span.start, self.view.tokens[last - 1].span.end)
        return Source(i, last + 1, Argument(span), "outlet")

    def _named_in_quotes(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A body whose name stands in quotation marks behind the word for it («مبادرة "الفجر"»)."""
        view = self.view
        if i + 2 >= limit or not view.is_mark(i + 1, OPENING):
            return None
        last = next((k for k in range(i + 3, min(i + _NAME + 2, limit)) if view.is_mark(k, QUOTES)), None)
        if last is None:
            return None
        head = view.tokens[i].base.removeprefix(ARTICLE)
        span = Span(view.tokens[i + 2].span.start, view.tokens[last - 1].span.end)
        feminine = head.endswith(HA) or "feminine" in row.traits
        return Source(i, last + 1, Argument(span), row.kind, feminine, False, head)

    def _named(self, mention: Mention, i: int) -> Source:
        last = known = self.extents.mention_end(i)
        if mention.kind == "PER":
            last = self._apposition.rest(last, len(self.view.tokens))
        if last > known:
            span = Span(mention.span.start, self.view.tokens[last - 1].span.end)
            return self._of_argument(Argument(span, mention.entity), i, last)
        if i and last < len(self.view.tokens) and self.view.is_mark(i - 1, OPENING + "("):
            last += self.view.is_mark(last, QUOTES + ")")
        return self._of_argument(Argument(mention.span, mention.entity), i, last)

    def _of_argument(self, argument: Argument, first: int, last: int) -> Source:
        entity = self.view.entities.get(argument.entity or "")
        kind = KINDS.get(entity.kind if entity else "PER", "person")
        words = fold(self.view.document.quote(argument.span)).split()
        if kind == "outlet" and self._is_agency(words, first):
            kind = "agency"
        if kind == "person" and entity is not None and entity.roles:
            kind = "official"
        feminine = None if entity and entity.kind == "PER" else bool(words) and words[0].endswith((HA, "ات"))
        return Source(first, last, argument, kind, feminine)

    def _is_agency(self, words: list[str], first: int) -> bool:
        before = self.extents.word(first - 1) if first else None
        called = before is not None and before.kind == "agency"
        return called or " ".join(words) in self.words.agencies or self.words.kind(words[0]) == "agency"

    def _phrase(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A phrase that begins with a word for a source: a name in it, or else its own words."""
        if "part" in row.traits:
            following = self.extents.word(i + 1) if i + 1 < limit else None
            return self._phrase(following, i + 1, limit) if following is not None else None
        if "medium" in row.traits:
            return self._medium(row, i, limit)
        if self.extents.is_resource(i):
            return None
        titled = "title" in row.traits
        last, inner = self.extents.extent(i, min(limit, i + (LONGEST_TITLE if titled else LONGEST)))
        head = self.view.tokens[i].base.removeprefix(ARTICLE)
        if inner is not None and titled:
            source = self._named(self.view.mention_at[inner], inner)
            kind: LinkKind = "official" if row.kind == "official" else source.kind
            return replace(source, first=i, kind=kind, feminine=head.endswith(HA), head=head)
        called = (self._apposition.name(i, last, limit) or self.extents.stranger(i, last, limit)) if titled else None
        if called is not None:
            return Source(i, called[0], called[1], row.kind, head.endswith(HA), False, head)
        last = self._own_words(i, min(last, i + LONGEST)) if titled else last
        known = self._known(row, i, last, limit)
        return known or self._introduced(i, last, limit) or self._own(row, i, last, head)

    def _introduced(self, i: int, last: int, limit: int) -> Source | None:
        """Somebody whose name is told between commas («قال أحد الناجين، وهو سائق يدعى فلان، إن»)."""
        view = self.view
        if last + 2 >= limit or not view.is_mark(last, "،,"):
            return None
        if not any(self.hinges.is_a(kind, view.tokens[last + 1].form) for kind in ("is", "called")):
            return None
        for k in range(last + 2, min(limit, last + LONGEST)):
            if view.tokens[k].kind == "mark":
                return None
            mention = view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind == "PER":
                called = self.hinges.is_a("called", view.tokens[k - 1].form)
                return replace(self._named(mention, k), first=i) if called else None
        return None

    def _known(self, row: SourceWord, i: int, last: int, limit: int) -> Source | None:
        """Whom the page has named or quoted that a phrase takes up, or whose the document or account is."""
        titled, definite = "title" in row.traits, self.view.tokens[i].base.startswith(ARTICLE)
        head = self.view.tokens[i].base.removeprefix(ARTICLE)
        issuer = self.issuer(i, limit) if row.kind == "document" else self._owner(row, i, limit)
        known = issuer or (self.takeups.known(i, head, last) if definite else None)
        if known is None and definite and "anyone" in row.traits and last == i + 1:
            known = self.takeups.last_quoted(i, last, head)
        if known is None and definite and last == i + 1:
            known = self.takeups.report(i, last, head)
        if known is None and definite and last <= i + _DESCRIBED and self.hinges.is_a("generic", head.removesuffix(HA)):
            known = self.takeups.described(i, last, head)  # «المسؤول الأممي»
        if known is not None or not titled:
            return known
        definite = definite or (last > i + 1 and self.view.tokens[last - 1].base.startswith(ARTICLE))
        known = self.takeups.entitled(i, last, head) or (self.takeups.holder(i, last, head) if definite else None)
        return known or (self.takeups.spelled_out(i, last, head) if definite and last == i + 1 else None)

    def _own(self, row: SourceWord, i: int, last: int, head: str) -> Source:
        """The source as the page words it; the entity is that of the description, if the page's names know it."""
        tokens = self.view.tokens
        last += last < len(tokens) and self.extents.with_pronoun(i, last)
        span = Span(self.extents.stem(i), tokens[last - 1].span.end)
        mention = self.view.mention_at.get(i)
        entity = mention.entity if mention is not None and not mention.named else self.view.role_at.get(i)
        feminine = head.endswith(HA) or "feminine" in row.traits
        return Source(i, last, Argument(span, entity), row.kind, feminine, "plural" in row.traits, head)

    def issuer(self, i: int, limit: int) -> Source | None:
        """The body whose statement a document is («بيان صادر عن الوزارة», «بيان للحزب»)."""
        view = self.view
        for k in range(i + 1, min(i + _ISSUER, limit)):
            mention = view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind in ("ORG", "ARMED", "PER", "MEDIA"):
                issued = view.governed(k) or self._comes_from(k) or k == i + 1
                return replace(self._named(mention, k), kind="document") if issued else None
            issued = self._comes_from(k) or "ل" in view.tokens[k].proclitics
            if issued and view.tokens[k].base.startswith(ARTICLE):
                return self.takeups.of(k)  # «بيان صادر عن الوزارة»
            if self.extents.titled_office(k) and "ل" in view.tokens[k].proclitics:
                return self.at(k, limit)  # «منشور لرئيس البلدية فلان»
            medium = self.extents.is_medium(k) and (
                view.governed(k) or self.hinges.is_a("published", view.tokens[k - 1].form)
            )
            if medium:  # «تقرير لصحيفة "الفجر"»
                return self.at(k, limit)
            if (view.tokens[k].kind == "mark" and k not in view.time_at) or self.hinges.is_a(
                "that", view.tokens[k].form
            ):
                return None
        return None

    def _comes_from(self, i: int) -> bool:
        """Whether «عن» or «من» stands before a word («بيان صادر عن الوزارة», «بلاغ من الوزارة»)."""
        return any(self.hinges.is_a(kind, self.view.tokens[i - 1].base) for kind in ("issued", "learnt"))

    def _owner(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """Whose account or page it is («حساب الحزب على تويتر»), or what it is called («حساب "الفجر"»)."""
        named = self._named_in_quotes(row, i, limit) if row.kind == "social" else None
        if named is not None:
            return named
        if row.kind != "social" or i + 1 >= limit or self.view.tokens[i].base.startswith(ARTICLE):
            return None
        owned = not self.view.governed(i + 1) or self.extents.titled_office(i + 1)
        owner = self.at(i + 1, limit) if owned else None
        return replace(owner, first=i, kind="social") if owner is not None and owner.argument.entity else None

    def _own_words(self, i: int, last: int) -> int:
        """Where a phrase without a name ends: with the description that the page's names know, if it begins with one."""
        mention = self.view.mention_at.get(i)
        if mention is None or mention.named or mention.span.start != self.extents.stem(i):
            return last
        end = i
        while end < last and self.view.tokens[end].span.start < mention.span.end:
            end += 1
        cut = i + 1 < end < last and self.view.tokens[end].base.startswith(ARTICLE)
        described = cut and self.view.document.analyses[end].pos == "ADJ"  # «محامي المتهم الرئيسي في القضية»
        return end if cut and not described else last

    def _medium(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A paper, agency or channel: the name behind the word, in quotation marks or not; else the last one named."""
        view = self.view
        head = view.tokens[i].base.removeprefix(ARTICLE)
        spelled = self.extents.name_before_speech(i + 1, limit)
        if spelled is not None and not view.tokens[i].base.startswith(ARTICLE):
            return Source(i, spelled[1], Argument(spelled[0]), row.kind, head.endswith(HA), False, head)
        for k in range(i, min(i + 4, limit)):
            mention = view.mention_at.get(k)
            if mention is not None and mention.named and mention.kind in ("MEDIA", "ORG"):
                source = self._named(mention, k)
                kind = row.kind if mention.kind == "MEDIA" else source.kind
                return replace(source, first=i, kind=kind, feminine=head.endswith(HA), head=head)
        quoted = self._named_in_quotes(row, i, limit)
        if quoted is not None:
            return quoted
        if view.tokens[i].base.startswith(ARTICLE):
            return self._in_full(row, i, limit) or self.takeups.medium(i, head)
        return self._unknown_medium(row, i, min(limit, i + _NAME))

    def _in_full(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A body that is only called like a paper, in its own words («الشبكة الوطنية لرصد الانتهاكات»)."""
        last, _ = self.extents.extent(i, limit)
        if last < i + 3 or not any(self.view.governed(k) for k in range(i + 2, last)):
            return None
        head = self.view.tokens[i].base.removeprefix(ARTICLE)
        return replace(self._own(row, i, last, head), kind="official")

    def _unknown_medium(self, row: SourceWord, i: int, limit: int) -> Source | None:
        """A paper whose name is not known: the words behind «وكالة», the word too where they only describe it."""
        view = self.view
        last, _ = self.extents.extent(i, limit)
        if last == i + 1 or self.extents.prepositional(i + 1):
            return None
        described = not view.tokens[i + 1].base.startswith(ARTICLE) and view.tokens[i + 1].base.endswith(("ي", HA))
        described = described or self.extents.body(i + 1) is not None or i + 1 in view.mention_at  # «إذاعة الجيش»
        start = view.tokens[i].stem.start if described else view.tokens[i + 1].span.start
        head = view.tokens[i].base
        return Source(
            i, last, Argument(Span(start, view.tokens[last - 1].span.end)), row.kind, head.endswith(HA), False, head
        )
