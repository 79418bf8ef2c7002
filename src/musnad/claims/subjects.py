"""Whom a verb is about: the phrase behind it, the topic before it, or whoever the verb before it was about.

News Arabic is verb-first in the body («التقى الوزير السفير») and subject-first in headings («الوزير يلتقي السفير») and
behind أن; a dropped subject continues the verb before it.
"""

from bisect import bisect_right
from dataclasses import dataclass, replace

from musnad.claims.agreement import ONE, SEVERAL, Agreement
from musnad.claims.participants import Group, Phrases
from musnad.claims.topics import OPENERS, Topics
from musnad.claims.view import FARTHEST, View
from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE
from musnad.model import Argument, Mention

CARRIED = 4
"""How many subjects before a verb it may continue, the last first."""

PARTIES = frozenset({"PER", "ORG", "ARMED", "GPE", "MEDIA"})
"""The kinds of mentions that a pronoun may mean."""

SINGULAR = ("\u0647", "\u0647\u0627")
"""The pronouns of one man and of one woman or thing."""


PLURAL = "\u0647\u0645"
"""The pronoun of several."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Who a verb is about: the participants, whether the grammar supplied them, and where the phrase ends if it follows."""

    group: Group
    implied: bool
    last: int


class Subjects:
    """The subjects of the verbs of one document, and whom its pronouns mean."""

    def __init__(self, view: View, phrases: Phrases) -> None:
        self.view = view
        self.phrases = phrases
        self.agreement = Agreement(view)
        self._topics = Topics(view, phrases, self.agreement)
        self._subjects: dict[int, Subject] = {}
        self._starts: dict[int, int] = {}
        self._carried = False
        self._people = [m for m in view.document.mentions if m.kind in PARTIES]
        self._people.sort(key=lambda m: m.span.end)
        self._ends = [m.span.end for m in self._people]
        self._read_subjects()

    def subject(self, i: int) -> Subject | None:
        """The subject of the verb at a position."""
        return self._subjects.get(i)

    def _read_subjects(self) -> None:
        last: list[Subject] = []
        for i in self.view.verbs:
            earlier = next((s for s in (self._heard(i, s) for s in last) if s and self._continues(i, s.group)), None)
            self._carried = earlier is not None
            found = self._find_subject(i, self.view.sentence_of[i].last)
            if found is None and self._goes_on(i):
                group = earlier.group if earlier is not None else self._topics.several_before(i)
                found = Subject(_implied(group), True, i) if group is not None else None
            if found is not None:
                self._subjects[i] = found
                if not self.in_relative(i):
                    last = [found, *(s for s in last[: CARRIED - 1] if s.group.members != found.group.members)]

    def _heard(self, i: int, earlier: Subject) -> Subject | None:
        """A subject as a verb can take it up: behind words that somebody said, who said them stands for those they told of."""
        view = self.view
        told = view.statement_at.get(earlier.group.first)
        if told is None or view.tokens[i].span.start < told.span.end or not told.chain:
            return earlier
        source = told.chain[-1].source
        return Subject(Group(i, i, (source,)), True, i) if source is not None else None

    def _continues(self, i: int, group: Group) -> bool:
        """Whether a verb without a subject of its own can speak of whom a verb before it spoke of."""
        forms = [form for _, form in self.view.verb_forms(i) if not form.first]
        several = bool(forms) and all(form.number != "singular" for form in forms)
        if several and all(form.number == "dual" for form in forms):
            return True
        if self.agreement.number(group) == SEVERAL:
            return several or (len(group.members) == 1 and self._is_feminine(i))
        return not several and self.agreement.is_feminine(group) == self._is_feminine(i)

    def _goes_on(self, i: int) -> bool:
        """Whether a verb without a subject of its own continues the one before it."""
        return not (self._first_person(i) or self._topic_unread(i) or self._is_sentential(i))

    def _is_sentential(self, i: int) -> bool:
        """Whether a verb speaks of the whole clause before it: «ما أدى إلى», «مما أسفر عن»."""
        return i > self.view.sentence_of[i].first and "sentential" in self.view.classes(i - 1)

    def _topic_unread(self, i: int) -> bool:
        """Whether أن opens a clause with a phrase that could not be read: its verb then takes nobody's place."""
        view = self.view
        start = self.clause_start(i)
        if start == 0 or start >= i or "subordinator" not in view.classes(start - 1) or view.tokens[start - 1].enclitic:
            return False
        return any(view.tokens[k].kind == "word" and not view.classes(k) for k in range(start, i))

    def earlier_subject(self, i: int) -> Subject | None:
        """The subject of the verb before this one, in the same sentence, outside relative clauses."""
        before = reversed(self.view.verbs_between(self.view.clause_floor(i), i))
        return next((self._subjects[j] for j in before if j in self._subjects and not self.in_relative(j)), None)

    def _is_feminine(self, i: int) -> bool:
        """Whether a verb agrees with a feminine singular, or with a plural of things."""
        told = [form.feminine for _, form in self.view.verb_forms(i) if not form.first]
        return bool(told) and all(told)

    def _first_person(self, i: int) -> bool:
        forms = self.view.verb_forms(i)
        return bool(forms) and all(form.first for _, form in forms)

    def in_relative(self, i: int) -> bool:
        """Whether a verb stands in a relative clause, with a relative pronoun or without («وقفة دعت إليها النقابة»)."""
        return self._relative_before(i) is not None or self._describes(i)

    def _describes(self, i: int) -> bool:
        """Whether a verb right behind an indefinite noun speaks of it by a pronoun."""
        view = self.view
        before = view.tokens[i - 1] if i > view.sentence_of[i].first else None
        if (
            before is None
            or before.kind != "word"
            or view.tokens[i].proclitics
            or before.enclitic
            or view.closes(i - 1)
        ):
            return False
        return not view.definite(i - 1) and (self._takes_pronoun(i) or self._resumes(i))

    def _relative_before(self, i: int) -> int | None:
        """The relative pronoun that opens the clause of a verb, past a negation or قد."""
        k = i - 1
        low = self.view.clause_floor(i)
        while k > low and self.view.classes(k) & {"negation", "past_particle", "auxiliary", "future"}:
            k -= 1
        return k if k >= low and "relative" in self.view.classes(k) else None

    def _find_subject(self, i: int, end: int) -> Subject | None:
        after = self._subject_phrase(i, end)
        relative = self._relative_before(i)
        if self._is_sentential(i):
            return None
        if relative is not None:
            head = self.phrases.head(relative)
            resumed = self._takes_pronoun(i) or self._resumes(i)
            taken_up = resumed or head is None or (self.agreement.is_feminine(head) and not self._is_feminine(i))
            if after is not None and taken_up:
                return Subject(after, False, after.last)
            return Subject(head, False, i) if head is not None and not (resumed and self._carried) else None
        before = self._pronoun_topic(i) or self._topic(i) or self._far_topic(i, after) or self._topics.bound(i)
        if before is not None:
            return Subject(before, False, i)
        if after is not None:
            return Subject(after, False, after.last)
        return None

    def _subject_phrase(self, i: int, end: int) -> Group | None:
        """The phrase behind a verb, if it can be the subject: an indefinite accusative or a bare thing is the object."""
        view = self.view
        forms = [form for _, form in view.verb_forms(i)]
        if forms and all(form.number != "singular" for form in forms):
            return None
        start = self._skip_pronouns(self._skip_light(i + 1, end), end)
        group = self._nominal_group(start, end)
        if group is None or self._accusative(start) or self.agreement.is_oblique(start):
            return None
        if self._carried and (self._goes_there(i, group) or self.agreement.bars(i, group)):
            return None
        if self.phrases.takes_part(group.members[0], strict=False) or view.tokens[start].base.startswith(ARTICLE):
            return group
        return None if self._carried else group

    def _goes_there(self, i: int, group: Group) -> bool:
        """Whether the verb is one of visiting and the phrase a place: then it is where one goes, not who goes."""
        entities = [self.view.entities.get(a.entity or "") for a in group.members]
        if not all(e is not None and e.kind in ("GPE", "LOC") for e in entities):
            return False
        return any(reading.base in self.view.grammar.visits for reading, _ in self.view.verb_forms(i))

    def _skip_pronouns(self, start: int, end: int) -> int:
        """Past prepositions with a pronoun, which come before subject and object («تسيطر عليها الحركة»)."""
        view = self.view
        part = view.grammar.brings["part"]
        while start < end and view.tokens[start].enclitic and "preposition" in view.classes(start):
            if view.tokens[start].base in part:
                break
            start = self._skip_light(start + 1, end)
        return start

    def _accusative(self, i: int) -> bool:
        token = self.view.tokens[i]
        return (
            token.kind == "word"
            and i not in self.view.mention_at
            and not token.base.startswith(ARTICLE)
            and token.base.endswith(ALIF)
            and len(token.base) > 3
        )

    def _topic(self, i: int) -> Group | None:
        """The phrase that opens the clause before its verb: in a heading, behind أن, at the head of the sentence."""
        view = self.view
        if view.tokens[i].proclitics[:1] in (("و",), ("ف",)):
            return None
        start = self.clause_start(i)
        while start < i and (view.classes(start) & {"auxiliary", "adverb", "conjunction"} or start in view.time_at):
            start += 1
        if start >= i or view.governed(start) or any(view.is_verb(k) for k in range(start, i)):
            return None
        group = self.phrases.after(start)
        governed = start > view.sentence_of[i].first and bool(view.classes(start - 1) & {"subordinator", "conjunction"})
        if (
            group is None
            or (self._accusative(group.last - 1) and not governed)
            or not self._closed_before(group.last, i)
        ):
            return self._apposed_topic(i)
        return self._of_event(group, i)

    def _of_event(self, group: Group, i: int) -> Group:
        """Of an event that opens a clause, those of whom it tells, where the verb behind tells more of them."""
        opens = group.last == i and self.view.tokens[group.first].base in self.view.grammar.event_nouns
        inner = self._topics.described(i) if opens else None
        return inner if inner is not None and inner.first > group.first and self.agreement.fits(i, inner) else group

    def _far_topic(self, i: int, after: Group | None) -> Group | None:
        """A topic with what says more of it before its verb, or whom a verb without relative pronoun describes."""
        if self.view.tokens[i].proclitics[:1] in (("و",), ("ف",)):
            return None
        far = self._topics.far(i) or self._topics.joined(i)
        if far is not None and self.agreement.fits(i, far) and not self._is_adverb(far):
            return far
        described = self._topics.described(i)
        if described is None or not self.agreement.fits(i, described) or self._resumes(i):
            return None
        return None if after is not None and self._takes_pronoun(i) else described

    def _is_adverb(self, group: Group) -> bool:
        """Whether a lone accusative opens a clause: «ميدانيا، هاجم شبان ..» is about the young men."""
        view, first = self.view, group.first
        governed = first > view.sentence_of[first].first and bool(
            view.classes(first - 1) & {"subordinator", "conjunction"}
        )
        return group.last == first + 1 and self._accusative(first) and not governed

    def _resumes(self, i: int) -> bool:
        """Whether a preposition with a pronoun follows, by which a clause speaks of its head («طالبوا خلالها»)."""
        view, j = self.view, i + 1
        return j < view.sentence_of[i].last and bool(view.tokens[j].enclitic) and "preposition" in view.classes(j)

    def _pronoun_topic(self, i: int) -> Group | None:
        """Whom the pronoun on أن means («أنه يرفض»): who says it, where he agrees with it; else whom it means by itself."""
        view = self.view
        start = self.clause_start(i)
        opener = start - 1
        if start == 0 or "subordinator" not in view.classes(opener) or not view.tokens[opener].enclitic:
            return None
        if any(not self._is_light(k) for k in range(start, i)):
            return None
        enclitic = view.tokens[opener].enclitic
        joined = self._joined_topic(opener)
        if joined is not None and self._can_mean(enclitic, joined):
            return joined
        statement = view.statement_at.get(i)
        source = statement.chain[-1].source if statement is not None and statement.chain else None
        if source is not None and enclitic in SINGULAR:
            speaker = Group(i, i, (replace(source, implied=True),))
            if self.agreement.is_feminine(speaker) == (enclitic == SINGULAR[1]):
                return speaker
        meant = self.pronoun(opener, enclitic)
        return Group(i, i, (meant,)) if meant is not None else None

    def _joined_topic(self, opener: int) -> Group | None:
        """Whom the clause was about that another one is joined to: «أن الحكومة مستعدة وأنها لن تعترض»."""
        view = self.view
        if view.proclitics(opener)[:1] != ("و",):
            return None
        for k in range(opener - 1, view.clause_floor(opener) - 1, -1):
            if "subordinator" in view.classes(k) and view.tokens[k].base == view.tokens[opener].base:
                if view.tokens[k].enclitic or k + 1 >= opener:
                    return None
                verb = next(iter(view.verbs_between(k + 1, opener)), None)
                subject = self._subjects.get(verb) if verb is not None else None
                told = subject.group if subject is not None and not subject.implied else None
                group = self._nominal_group(k + 1, opener) or told
                return _implied(group) if group is not None else None
        return None

    def _can_mean(self, enclitic: str, group: Group) -> bool:
        """Whether a pronoun of the third person can mean a phrase."""
        if self.agreement.number(group) == SEVERAL:
            return enclitic not in SINGULAR
        return enclitic in SINGULAR and self.agreement.is_feminine(group) == (enclitic == SINGULAR[1])

    def _apposed_topic(self, i: int) -> Group | None:
        """The person named between commas right before a verb («السفير لدى تونس، سامر العلي، سلم ...»)."""
        view = self.view
        mention = view.mention_at.get(i - 2) if i > 2 and view.is_mark(i - 1, "،,") else None
        start = self.clause_start(i)
        if mention is None or mention.kind != "PER" or not mention.named or (start > 0 and view.is_verb(start - 1)):
            return None
        return Group(i - 2, i, (Argument(mention.span, mention.entity),))

    def clause_start(self, i: int) -> int:
        """Where the clause of a verb begins: behind the last subordinator, colon or conjunction before it."""
        known = self._starts.get(i)
        if known is None:
            known = self._starts[i] = self._find_start(i)
        return known

    def _find_start(self, i: int) -> int:
        view = self.view
        words = view.words
        low = view.clause_floor(i)
        for k in range(i - 1, low - 1, -1):
            if not words[k].classes.isdisjoint(OPENERS) or view.is_mark(k, ":؛") or view.is_verb(k):
                return k + 1
        return low

    def _closed_before(self, last: int, i: int) -> bool:
        """Whether nothing but light words, or an apposition between commas, stands between a topic and its verb."""
        view = self.view
        while last < i and (self._is_light(last) or view.is_mark(last, '"“«')):
            last += 1
        return last == i or (view.is_mark(last, "،,") and view.is_mark(i - 1, "،,"))

    def _is_light(self, k: int) -> bool:
        classes = self.view.classes(k)
        light = {"negation", "past_particle", "future", "auxiliary", "adverb", "possibility"}
        return bool(classes & light) or k in self.view.time_at

    def _takes_pronoun(self, i: int) -> bool:
        return any(reading.enclitic for reading, _ in self.view.verb_forms(i))

    def pronoun(self, i: int, enclitic: str, other_than: tuple[Argument, ...] = ()) -> Argument | None:
        """Whom a pronoun means: the nearest fitting participant before it; None where nothing fits."""
        barred = {a.entity for a in other_than}
        subject = self._clause_subject(i)
        if (
            subject is not None
            and not other_than
            and len(subject.members) == 1
            and self.agreement.is_feminine(subject) == (enclitic == "ها")
            and (enclitic in SINGULAR or self._may_be_several(subject))
        ):
            return replace(subject.members[0], implied=True)
        here = self.view.tokens[i].span.start
        floor = self.view.sentence_of[i].span.start - 400
        several = self._several_before(i, other_than) if fold(enclitic) == PLURAL else None
        for k in range(bisect_right(self._ends, here) - 1, -1, -1):
            mention = self._people[k]
            if mention.span.start < (several.span.start if several is not None else floor):
                break
            if mention.entity not in barred and self._agrees(mention, enclitic):
                return Argument(mention.span, mention.entity, implied=True)
        return several

    def _several_before(self, i: int, other_than: tuple[Argument, ...]) -> Argument | None:
        """The nearest people before a position whom the page only describes («القبض على مجرمين ... نقلهم»)."""
        view, number = self.view, bisect_right(self.view.sentence_starts, i) - 1
        low = max(view.document.sentences[max(number - 1, 0)].first, i - FARTHEST)
        for k in range(i - 1, low - 1, -1):
            if k in view.mention_at or view.is_verb(k) or not self._is_plural_people(k):
                continue
            first = k - (k > low and self._counts(k - 1))
            group = self.phrases.after(first)
            if group is None or group.last > i or len(group.members) > 1:
                continue
            argument = group.members[0]
            if argument.entity is None and all(not argument.span.overlaps(a.span) for a in other_than):
                return replace(argument, implied=True)
        return None

    def _is_plural_people(self, k: int) -> bool:
        """Whether a word is a noun for several people, by its number or by what counts it."""
        view, analyses = self.view, self.view.document.analyses
        if not view.grammar.is_people[view.tokens[k].base.removeprefix(ARTICLE)]:
            return False
        return self._counts(k - 1) or (bool(analyses) and analyses[k].number != "singular")

    def _counts(self, k: int) -> bool:
        """Whether a word says how many of those behind it there are."""
        return k >= 0 and (
            self.view.tokens[k].kind == "number" or self.view.tokens[k].base in self.view.grammar.quantities
        )

    def _may_be_several(self, group: Group) -> bool:
        """Whether a phrase may speak of several: a body does, and so may who has no name."""
        entity = self.view.entities.get(group.members[0].entity or "")
        return (entity is not None and entity.kind in ("ORG", "ARMED")) or self.agreement.number(group) != ONE

    def _agrees(self, mention: Mention, enclitic: str) -> bool:
        """Whether a pronoun of the third person can mean a participant, by its kind and number."""
        if fold(enclitic) == SINGULAR[1]:
            return mention.kind in ("GPE", "ORG", "MEDIA", "ARMED")
        if enclitic in SINGULAR:
            return mention.kind == "PER"
        group = Group(0, 0, (Argument(mention.span, mention.entity),))
        return mention.kind in ("PER", "ARMED", "ORG") and self._may_be_several(group)

    def _clause_subject(self, i: int) -> Group | None:
        subject = self.earlier_subject(i)
        if subject is None:
            return None
        return subject.group if subject.group.last <= i or subject.implied else None

    def _nominal_group(self, j: int, end: int) -> Group | None:
        view = self.view
        if j >= end or view.governed(j) or "و" in view.proclitics(j):
            return None
        if view.closes(j) and j not in view.mention_at and not view.is_mark(j, '"“«'):
            return None
        return self.phrases.after(j)

    def _skip_light(self, j: int, end: int) -> int:
        """Past times and adverbs, which stand anywhere, and commas around them."""
        view = self.view
        while j < end and (
            j in view.time_at or "adverb" in view.classes(j) or (view.is_mark(j, "،,()") and j + 1 in view.time_at)
        ):
            j += 1
        if j < end and j - 1 in view.time_at and view.is_mark(j, "،,)"):
            j += 1
        return j


def _implied(group: Group) -> Group:
    return Group(group.first, group.last, tuple(Argument(a.span, a.entity, True) for a in group.members))
