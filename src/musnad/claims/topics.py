"""Who opens the clause of a verb that stands far behind («أن المسلحين، الذين قدموا من مالي، أحرقوا الحافلة»).

Between a topic and its verb may stand what says more of it: adjectives, prepositions with their phrases, times, relative
clauses, and whatever commas, brackets or quotation marks enclose.
"""

from collections.abc import Iterable

from musnad.claims.agreement import Agreement
from musnad.claims.participants import Group, Phrases
from musnad.claims.view import View
from musnad.language.words import ARTICLE

OPENERS = frozenset({"subordinator", "relative", "time_conjunction", "conjunction"})
"""The classes of words that open a clause."""

LIGHT = frozenset({"negation", "past_particle", "future", "auxiliary", "adverb", "possibility"})
"""The classes of words that may stand between a topic and its verb and say nothing of it."""

JOINED_REACH = 8
"""How many words before a verb a topic may begin that و joins."""

BOUND_REACH = 12
"""How many words before أن the preposition may stand that says of whom its clause tells."""

CLOSERS = {"(": ")", '"': '"', "«": "»", "“": "”", "[": "]"}
"""What ends what an opening mark begins."""


class Topics:
    """Finds the topics of the verbs of one document."""

    def __init__(self, view: View, phrases: Phrases, agreement: Agreement) -> None:
        self.view = view
        self.phrases = phrases
        self.agreement = agreement

    def is_light(self, k: int) -> bool:
        """Whether a word may stand anywhere in a clause: a particle, an adverb or a time."""
        return bool(self.view.classes(k) & LIGHT) or k in self.view.time_at

    def far(self, i: int) -> Group | None:
        """The topic of the verb at a position, with what says more of it between the two; None if there is none."""
        start = self._opening(i)
        if start >= i or self.view.governed(start) or self.view.closes(start) or self.view.is_verb(start):
            return None
        group = self.phrases.after(start)
        return group if group is not None and group.last < i and self._says_more(group.last, i) else None

    def joined(self, i: int) -> Group | None:
        """A topic that و joins to a clause before it: «فرنسا ترحب والأمم المتحدة تدين», «.. والأخير يرفض»."""
        view = self.view
        stop = i
        while stop > 0 and self.is_light(stop - 1):
            stop -= 1
        for k in range(stop - 1, max(view.clause_floor(i), stop - JOINED_REACH), -1):
            if view.is_verb(k) or "preposition" in view.classes(k) or view.is_mark(k, "،,؛:"):
                return None
            if view.proclitics(k) == ("و",):
                group = self.phrases.after(k)
                before = k - 1 - (view.tokens[k - 1].kind == "mark")
                ends = view.tokens[k - 1].kind == "mark" or bool(view.verbs_between(view.clause_floor(i), k))
                return group if group is not None and group.last == stop and ends and before >= 0 else None
        return None

    def several_before(self, i: int) -> Group | None:
        """The people told of before a verb in the plural, in its sentence («طلبنا من المتجمعين الإخلاء فرفضوا»)."""
        view, analyses = self.view, self.view.document.analyses
        if not analyses or not self._is_several(i):
            return None
        for k in range(i - 1, view.clause_floor(i) - 1, -1):
            word = view.tokens[k].base.removeprefix(ARTICLE)
            if analyses[k].number == "plural" and not view.is_verb(k) and view.grammar.is_people[word]:
                return self.phrases.after(k)
        return None

    def _is_several(self, i: int) -> bool:
        forms = [form for _, form in self.view.verb_forms(i) if not form.first]
        return bool(forms) and all(form.number == "plural" for form in forms)

    def bound(self, i: int) -> Group | None:
        """Whom a clause with أن is told of by the preposition before it: «على بغداد أن تطرد», «سبق للتحالف أن توسط»."""
        view, opener = self.view, i - 1
        while opener > view.sentence_of[i].first and self.is_light(opener):
            opener -= 1
        token = view.tokens[opener]
        if "subordinator" not in view.classes(opener) or token.enclitic or token.proclitics:
            return None
        for k in range(opener - 1, max(view.clause_floor(i), opener - BOUND_REACH) - 1, -1):
            if view.is_verb(k) or view.tokens[k].kind == "mark":
                return None
            start = (
                k if self._binds(view.proclitics(k)[-1:]) else k + 1 if self._binds((view.tokens[k].base,)) else None
            )
            if start is not None and start < opener:
                group = self.phrases.after(start)
                fits = group is not None and group.last == opener and self._can_act(i, group)
                return group if fits else None
        return None

    def _can_act(self, i: int, group: Group) -> bool:
        return self.agreement.fits(i, group) and self.phrases.takes_part(group.members[0], strict=False)

    def _binds(self, prepositions: tuple[str, ...]) -> bool:
        return not self.view.grammar.brings["bound"].isdisjoint(prepositions)

    def described(self, i: int) -> Group | None:
        """The indefinite phrase right before a verb that is its relative clause: «اعتقلت مسلحا هاجم الحافلة»."""
        view, before = self.view, self.view.tokens[i - 1] if i else None
        if before is None or before.kind != "word" or view.tokens[i].proclitics or self._is_definite(i - 1):
            return None
        head = self.phrases.head(i)
        event = head if head is not None and view.tokens[head.first].base in view.grammar.event_nouns else None
        if event is not None and event.last - event.first > 1:
            head = self.phrases.after(event.first + 1)
        return self._told_of(head, i, event=False) or self._told_of(event, i, event=True)

    def _told_of(self, head: Group | None, i: int, *, event: bool) -> Group | None:
        """A lone indefinite phrase that ends right before a verb and can do what the verb tells, or the event that does it."""
        view = self.view
        if head is None or head.last != i or head.first <= self._opening(i) or len(head.members) > 1:
            return None
        first = view.within(head.members[0].span)
        whole = bool(first) and head.members[0].entity not in view.named and not self._is_definite(first[0])
        acts = self.phrases.takes_part(head.members[0], strict=False) is not event
        return head if whole and acts else None

    def _is_definite(self, k: int) -> bool:
        view = self.view
        mention = view.mention_at.get(k)
        named = (mention is not None and mention.named) or k in view.role_at
        return named or bool(view.tokens[k].enclitic) or view.definite(k) or view.closes(k)

    def _opening(self, i: int) -> int:
        """Where the clause of a verb begins, past relative clauses inside it and light words at its head."""
        view = self.view
        low = view.clause_floor(i)
        start = low
        for k in range(i - 1, low - 1, -1):
            if not view.classes(k).isdisjoint(OPENERS - {"relative"}) or view.is_mark(k, ":؛"):
                start = k + 1
                break
        while start < i and (view.classes(start) & {"auxiliary", "adverb", "conjunction"} or start in view.time_at):
            start += 1
        return start

    def _says_more(self, j: int, i: int) -> bool:
        """Whether nothing stands from `j` to the verb at `i` but what says more of the phrase before."""
        view = self.view
        while j < i:
            following = self._past(j, i)
            if following is None:
                return False
            j = following
        return j == i and not view.is_verb(i - 1)

    def _past(self, j: int, i: int) -> int | None:
        """Where one thing ends that says more of a topic; None if something else stands there."""
        view = self.view
        if view.tokens[j].kind == "mark":
            return self._past_mark(j, i)
        if "relative" in view.classes(j):
            return i if self._one_clause(range(j, i)) else None
        if self.is_light(j):
            return j + 1
        brought = "preposition" in view.classes(j)
        if brought or view.governed(j):
            return self._past_phrase(j + 1 if brought and not view.tokens[j].enclitic else j, i)
        analyses = view.document.analyses
        described = bool(analyses) and (analyses[j].pos == "ADJ" or "participle" in analyses[j].derived)
        return j + 1 if described and not view.is_verb(j) and j not in view.mention_at else None

    def _past_mark(self, j: int, i: int) -> int | None:
        """Behind a comma right before the verb, or behind what two marks enclose."""
        view = self.view
        if view.is_mark(j, "،,"):
            return j + 1 if j + 1 == i else self._past_comma(j + 1, i)
        closer = CLOSERS.get(view.text(j))
        if closer is None:
            return None
        return next((k + 1 for k in range(j + 1, i) if view.is_mark(k, closer)), None)

    def _past_phrase(self, j: int, i: int) -> int | None:
        if j >= i or self._is_alone(j):
            return j + 1 if j < i else None
        group = self.phrases.after(j)
        last = group.last if group is not None else j + 1
        return last if last <= i and not any(self.view.is_verb(k) for k in range(j, last)) else None

    def _past_comma(self, j: int, i: int) -> int | None:
        """Behind what two commas enclose, if it is a relative clause or has no verb of its own."""
        view = self.view
        if view.tokens[j].proclitics[:1] == ("و",) and "relative" not in view.classes(j) and j not in view.role_at:
            return None
        last = next((k for k in range(j + 1, i) if view.is_mark(k, "،,")), None)
        if last is None:
            return None
        inside = range(j, last)
        relative = "relative" in view.classes(j)
        return last + 1 if (self._one_clause(inside) if relative else not any(map(view.is_verb, inside))) else None

    def _one_clause(self, inside: Iterable[int]) -> bool:
        """Whether a stretch has one verb, or more that are joined to the first or subordinate to it."""
        view = self.view
        verbs = [k for k in inside if view.is_verb(k)]
        joined = (
            view.tokens[k].proclitics[:1] == ("و",) or not view.classes(k - 1).isdisjoint(OPENERS | LIGHT)
            for k in verbs[1:]
        )
        return bool(verbs) and all(joined)

    def _is_alone(self, j: int) -> bool:
        """Whether a preposition with its pronoun stands there, which has no phrase behind it."""
        return bool(self.view.tokens[j].enclitic) and "preposition" in self.view.classes(j)
