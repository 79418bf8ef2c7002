"""Who a noun phrase means: from a position in the text to the participants that stand there.

A phrase is read left to right over the tokens (in the order of the text): title and name («وزير الخارجية الروسي سيرغي
لافروف»), class noun and name («تنظيم داعش»), a name alone, or a description in the page's own words; with what is joined
to it by و and by commas.
"""

from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice

from musnad.claims.courtesies import meant
from musnad.claims.stretches import BEARERS, Stretches
from musnad.claims.tied import Tied
from musnad.claims.view import View, make_grammar
from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.model import Argument, Document, Mention, Span

TAKES_UP = 120
"""How many words back the person named last may stand."""

TITLE_REACH = 9
"""How many words behind its first ones a title may go on before the name."""

MOST_JOINED = 40
"""Members of a series, at most: each may begin a phrase of its own, so that a list without end must not be read on from each."""

COURTESIES = 3
"""Courtesies and ranks between a title and the name of its bearer, at most."""

LONGEST = 8
"""Words of a description, at most: beyond that it is no label for a participant."""


@dataclass(frozen=True, slots=True)
class Group:
    """Participants joined in one phrase: its tokens `first:last`, and the members in order."""

    first: int
    last: int
    members: tuple[Argument, ...]


class Participants:
    """Makes the reader of noun phrases for documents; one that was read for its statements is read on for its claims."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.grammar = make_grammar(lexicon)
        self._begun: Phrases | None = None

    def __getstate__(self) -> dict[str, object]:
        return {"grammar": self.grammar, "_begun": None}

    def begin(self, document: Document) -> "Phrases":
        """The noun phrases of a document, kept until `phrases` asks for them."""
        begun = self._begun = Phrases(View(document, self.grammar))
        return begun

    def phrases(self, document: Document) -> "Phrases":
        """The noun phrases of a document; those that were begun, if it differs in nothing but its statements."""
        begun, self._begun = self._begun, None
        if begun is not None and begun.view.document == replace(document, statements=begun.view.document.statements):
            return begun.with_statements(document)
        return Phrases(View(document, self.grammar))


@lru_cache(maxsize=2)
def make_participants(lexicon: Lexicon) -> Participants:
    """The reader of noun phrases of a lexicon, made once."""
    return Participants(lexicon)


class Phrases:
    """The noun phrases of one document, read on demand."""

    def __init__(self, view: View) -> None:
        self.view = view
        self._stretches = Stretches(view)
        self._tied = Tied(view, self._stretches)
        self._after: dict[int, Group | None] = {}
        self._takes_part: dict[tuple[int, int, bool], bool] = {}

    def with_statements(self, document: Document) -> "Phrases":
        """These phrases when statements have been found in their document, and nothing else: no phrase depends on them."""
        phrases = Phrases(self.view.with_statements(document))
        phrases._after, phrases._takes_part = self._after, self._takes_part
        return phrases

    def after(self, i: int) -> Group | None:
        """The phrase that begins at a position, clitic prepositions on its first word left aside; None if none does."""
        if i not in self._after:
            self._after[i] = self._read(i)
        return self._after[i]

    def head(self, i: int) -> Group | None:
        """The noun that a relative clause or participle at a position describes, governed or not."""
        view = self.view
        if i == 0 or i > len(view.tokens):
            return None
        low = view.clause_floor(i - 1)
        first = i - 1
        while first > low and not view.closes(first - 1) and (not view.governed(first) or self._inside(first)):
            first -= 1
        group = self.after(first)
        while group is not None and group.last < i:
            first = group.last
            group = self.after(first) if not view.closes(first) else None
        if group is not None and group.last == i:
            return group
        if group is not None and group.last > i and len(group.members) == 1 and group.members[0].entity is None:
            return Group(first, i, (Argument(self._span(first, i)),))
        mention = view.mention_at.get(i - 1)
        if mention is not None:
            return Group(i - 1, i, (Argument(mention.span, mention.entity),))
        return Group(i - 1, i, (Argument(self._span(i - 1, i)),)) if view.tokens[i - 1].kind == "word" else None

    def _inside(self, i: int) -> bool:
        """Whether a word stands inside a name or description that begins before it («الشركة الوطنية للكهرباء»)."""
        mention = self.view.mention_at.get(i)
        return mention is not None and i > 0 and self.view.mention_at.get(i - 1) is mention

    def before(self, i: int) -> Group | None:
        """The phrase that ends right before a position and is governed by no preposition (a subject before its verb)."""
        view = self.view
        if i >= len(view.tokens):
            return None
        low = view.clause_floor(i)
        first = i
        while first > low and not view.closes(first - 1) and not view.governed(first - 1):
            first -= 1
        if first == i or (first > low and (view.governed(first - 1) or "preposition" in view.classes(first - 1))):
            return None
        group = self.after(first)
        while group is not None and group.last < i:
            first = group.last
            group = self.after(first) if not view.closes(first) else None
        return group if group is not None and group.last == i else None

    def takes_part(self, argument: Argument, strict: bool) -> bool:
        """Whether a phrase can take part in an event: a name, a known description, people or bodies by their noun.

        `strict` lets descriptions through only by their first word, for places where mostly things stand.
        """
        if argument.entity is not None:
            return True
        key = (argument.span.start, argument.span.end, strict)
        if key not in self._takes_part:
            self._takes_part[key] = self._speaks_of_people(argument.span, strict)
        return self._takes_part[key]

    def _speaks_of_people(self, span: Span, strict: bool) -> bool:
        view, grammar = self.view, self.view.grammar
        inside = view.within(span)
        bases = (view.tokens[j].base for j in inside if view.tokens[j].kind != "mark")
        first = next(bases, None)
        if first is None:
            return False
        word = first.removeprefix(ARTICLE)
        if self._means_people(first) or word in grammar.head_nouns:
            return True
        counted = view.tokens[inside[0]].kind == "number" or word in grammar.quantities
        if strict or not counted:
            return False
        return any(base == "من" or self._means_people(base) for base in islice(bases, 4))

    def _means_people(self, base: str) -> bool:
        """Whether a word is a noun for people; some are only with the article («الأطراف»)."""
        grammar = self.view.grammar
        return base in grammar.people or grammar.is_people[base.removeprefix(ARTICLE)]

    def _read(self, i: int) -> Group | None:
        view = self.view
        if i >= len(view.tokens):
            return None
        end = view.sentence_of[i].last
        start = self._skip_quantifier(i, end)
        member = self._member(start, end)
        if member is None:
            return None
        members, last = [member[0]], member[1]
        while last < end and len(members) < MOST_JOINED:
            following = self._joined(last, end, view.mention_at.get(start))
            if following is None:
                break
            members.append(following[0])
            last = following[1]
        return Group(i, last, tuple(members))

    def _skip_quantifier(self, i: int, end: int) -> int:
        """Past «كل من», to the first of those it lists, and past an opening quotation mark before a name."""
        view = self.view
        if (
            i + 1 < end
            and "quantifier" in view.classes(i)
            and view.tokens[i + 1].form == "من"
            and view.tokens[i].base.startswith("كل")
        ):
            return i + 2
        if view.is_mark(i, '"“«„') and i + 1 < end and (i + 1 in view.mention_at or not view.closes(i + 1)):
            return i + 1
        return i

    def _joined(self, i: int, end: int, head: Mention | None) -> tuple[Argument, int] | None:
        """The next member of a series: behind و, or behind a comma where another name follows and the series goes on."""
        view = self.view
        if view.tokens[i].kind == "word" and view.proclitics(i)[:1] == ("و",) and len(view.proclitics(i)) == 1:
            base = view.tokens[i].base.removeprefix(ARTICLE)
            if (view.closes(i) and i not in view.mention_at) or (
                i not in view.mention_at and base in view.grammar.event_nouns
            ):
                return None
            return self._member(i, end)
        if view.is_mark(i, "،,") and i + 1 < end and self._joined_title(i + 1):
            return self._member(i + 1, end)
        if head is not None and view.is_mark(i, "،,") and i + 1 < end and self._begins_name(i + 1, head.kind):
            member = self._member(i + 1, end)
            if member and member[1] < end and self._goes_on(member[1]):
                return member
        return None

    def _joined_title(self, i: int) -> bool:
        """Whether و and a name or title stand behind a comma («وزير الدفاع، وأمين المجلس سامر العلي»)."""
        mention = self.view.mention_at.get(i)
        known = i in self.view.role_at or (mention is not None and mention.named)
        return known and self.view.proclitics(i) == ("و",) and not self.view.is_verb(i)

    def _begins_name(self, i: int, kind: str) -> bool:
        mention = self.view.mention_at.get(i)
        return mention is not None and mention.named and mention.kind == kind and not self.view.governed(i)

    def _goes_on(self, i: int) -> bool:
        view = self.view
        mention = view.mention_at.get(i)
        return mention is not None and mention.named and view.proclitics(i)[:1] == ("و",)

    def _member(self, i: int, end: int) -> tuple[Argument, int] | None:
        """One participant from a position on, and where its phrase ends."""
        view = self.view
        if i >= end or (view.closes(i) and i not in view.mention_at):
            return None
        last = self._stretches.end(i, end)
        mention = view.mention_at.get(i)
        if view.tokens[i].base in view.grammar.last_named:
            return self._last_named(i)
        known = self._honoured(i) or self._quoted_name(i, end)
        if known is not None:
            return known
        if mention is not None and self._begins(mention, i):
            return self._named(mention, i, last, end)
        role = view.role_at.get(i)
        if role is not None:
            return self._titled(role, i, last, end)
        return self._described(i, last, end)

    def _honoured(self, i: int) -> tuple[Argument, int] | None:
        """The person whom a courtesy with a pronoun means («سموه»)."""
        argument = meant(self.view, i, self.after)
        return (argument, i + 1) if argument is not None else None

    def _quoted_name(self, i: int, end: int) -> tuple[Argument, int] | None:
        """The name in quotation marks behind a class noun: «صحيفة «النهار»»."""
        view = self.view
        if view.tokens[i].base.removeprefix(ARTICLE) not in view.grammar.class_nouns or i + 2 >= end:
            return None
        mention = view.mention_at.get(i + 2)
        if not view.is_mark(i + 1, '"“«„') or mention is None or not mention.named:
            return None
        stop = self._mention_end(i + 2, end)
        closed = stop < end and view.is_mark(stop, '"”»“')
        return Argument(mention.span, mention.entity), stop + closed

    def _last_named(self, i: int) -> tuple[Argument, int] | None:
        """The person named last before a position («الأخير»)."""
        here = self.view.tokens[i].stem
        for k in range(i - 1, max(i - TAKES_UP, -1), -1):
            mention = self.view.mention_at.get(k)
            if mention is not None and mention.kind == "PER" and (mention.named or k in self.view.role_at):
                return Argument(here, mention.entity), i + 1
        return None

    def _begins(self, mention: Mention, i: int) -> bool:
        return (
            i == 0
            or self.view.mention_at.get(i - 1) is not mention
            or self.view.tokens[i].stem.start == mention.span.start
        )

    def _named(self, mention: Mention, i: int, last: int, end: int) -> tuple[Argument, int]:
        """A phrase that begins with a mention; a description in apposition to a name behind it gives way to the name."""
        view = self.view
        stop = i + 1
        while stop < last and view.mention_at.get(stop) is mention:
            stop += 1
        if mention.named:
            alone = mention.kind == "PER" or stop in view.mention_at
            return Argument(mention.span, mention.entity), stop if alone else max(stop, min(last, stop + 4))
        person = mention.kind in BEARERS
        named = self._named_inside(i, last, people=person)
        if named is None and person:
            named = self._apposed(stop, end) or self._behind_title(last, end)
        if named is not None:
            return named
        known = self._is_named(mention.entity)
        if known:
            return Argument(mention.span, mention.entity), max(stop, last)
        reach = self._tied.end(i, min(max(stop, last), i + LONGEST), end)
        return Argument(self._span(i, reach), mention.entity), max(stop, last, reach)

    def _is_named(self, entity: str) -> bool:
        """Whether an entity has a proper name on the page, so that a description of it needs no more words."""
        return entity in self.view.named

    def _apposed(self, i: int, end: int) -> tuple[Argument, int] | None:
        """The person named right behind a title, or behind a comma, titles of his own aside."""
        view, first = self.view, i
        if i < end and view.is_mark(i, "،,") and i + 1 < end:
            i += 1
            while (
                i + 1 < end
                and view.definite(i)
                and not view.governed(i)
                and i not in view.mention_at
                and self._is_title(i)
            ):
                i += 1
        mention = view.mention_at.get(i) if i < end else None
        if mention is None or not mention.named or mention.kind != "PER" or view.proclitics(i):
            return None
        stop = self._named_end(mention, i, end)
        if stop < end and view.is_mark(stop, "،,") and any(view.is_mark(k, "،,") for k in range(first, i)):
            stop += 1
        return Argument(mention.span, mention.entity), stop

    def _is_title(self, i: int) -> bool:
        word = self.view.tokens[i].base.removeprefix(ARTICLE)
        return i in self.view.role_at or word in self.view.grammar.head_nouns or self.view.grammar.is_people[word]

    def _behind_title(self, i: int, end: int) -> tuple[Argument, int] | None:
        """The person named between commas behind a long title («منسق الأمم المتحدة لعملية السلام، سامر العلي، ...»)."""
        view = self.view
        k = i
        while k < min(end, i + TITLE_REACH) and view.tokens[k].kind == "word" and not view.is_verb(k):
            if view.classes(k) & {"subordinator", "relative", "conjunction", "negation"}:
                return None
            k += 1
        if k == i or k >= end or not view.is_mark(k, "،,"):
            return None
        named = self._apposed(k, end)
        return named if named is not None and view.is_mark(named[1] - 1, "،,") else None

    def _titled(self, entity: str, i: int, last: int, end: int) -> tuple[Argument, int]:
        view = self.view
        stop = i
        while stop < end and view.role_at.get(stop) == entity:
            stop += 1
        named = self._apposed(stop, end) or self._behind_courtesies(entity, stop, end)
        if named is not None:
            return named
        return Argument(self._span(i, max(stop, i + 1)), entity), max(stop, i + 1)

    def _behind_courtesies(self, entity: str, i: int, end: int) -> tuple[Argument, int] | None:
        """The bearer of a title, named behind courtesies and ranks («وزير الداخلية المهندس سامر العلي»)."""
        view, k = self.view, i
        while k < min(end, i + COURTESIES) and k not in view.mention_at and view.definite(k) and not view.closes(k):
            k += 1
        mention = view.mention_at.get(k)
        if k == i or mention is None or mention.entity != entity or not mention.named or view.proclitics(k):
            return None
        return Argument(mention.span, entity), self._named_end(mention, k, end)

    def _named_end(self, mention: Mention, i: int, end: int) -> int:
        """Where the name at a position ends, and the title of its bearer right behind it («الأمير سامر أمير المنطقة»)."""
        view = self.view
        while i < end and (view.mention_at.get(i) is mention or view.role_at.get(i) == mention.entity):
            i += 1
        return i

    def _described(self, i: int, last: int, end: int) -> tuple[Argument, int] | None:
        """A phrase that begins with a common noun."""
        view = self.view
        if view.tokens[i].kind != "word" and view.tokens[i].kind != "number":
            return None
        inside = self._named_inside(i, last)
        if inside is not None:
            return inside
        named = self._apposed(last, end)
        if named is None and view.tokens[i].base in view.grammar.head_nouns:
            named = self._behind_title(last, end)
        if (
            named is not None
            and view.is_mark(last, "،,")
            and (view.tokens[i].base in view.grammar.head_nouns or view.is_mark(named[1] - 1, "،,"))
        ):
            return named
        last = self._tied.end(i, min(last, i + LONGEST), end)
        return Argument(self._span(i, last)), last

    def _named_inside(self, i: int, last: int, *, people: bool = True) -> tuple[Argument, int] | None:
        """The name that a title or a class noun introduces; None where the phrase only speaks of the named («قوات حفتر»)."""
        view = self.view
        starts = [
            j
            for j in range(i + 1, last)
            if j in view.mention_at and view.mention_at.get(j - 1) is not view.mention_at[j]
        ]
        named = [j for j in starts if view.mention_at[j].named]
        for j in reversed(named):
            mention = view.mention_at[j]
            if people and mention.kind == "PER" and self._in_apposition(j):
                return Argument(mention.span, mention.entity), self._mention_end(j, last)
        if named and view.mention_at[named[0]].kind != "PER" and self._only_classes(i, named[0]):
            mention = view.mention_at[named[0]]
            return Argument(mention.span, mention.entity), self._mention_end(named[0], last)
        return None

    def _only_classes(self, i: int, stop: int) -> bool:
        """Whether the word right before a name says only what kind of thing it is."""
        return stop == i + 1 and self.view.tokens[i].base.removeprefix(ARTICLE) in self.view.grammar.class_nouns

    def _mention_end(self, j: int, last: int) -> int:
        mention = self.view.mention_at[j]
        while j < last and self.view.mention_at.get(j) is mention:
            j += 1
        return j

    def _in_apposition(self, i: int) -> bool:
        """Whether a name follows a definite word or another name: «الناشط محمود», not «قوات محمود»."""
        view = self.view
        before = view.tokens[i - 1]
        return (
            before.base.startswith(ARTICLE)
            or bool(before.enclitic)
            or (i - 1 in view.mention_at and view.mention_at[i - 1].kind != "PER")
        )

    def _span(self, first: int, last: int) -> Span:
        return Span(self.view.stem_start(first), self.view.tokens[last - 1].span.end)
