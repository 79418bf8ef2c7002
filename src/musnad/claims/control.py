"""Who does what a noun tells, by the words that carry it: light verbs, words of asking and blaming, other nouns.

«أجرى الوزير مباحثات», «اتهم فلانا بدعم», «إعلان الدولة شن غارات», «المتورطون في», «هجوم نفذه مسلحون».
"""

from collections.abc import Mapping
from typing import NamedTuple

from musnad.claims.controllers import Ties
from musnad.claims.owners import OBJECT, PURPOSE, QUOTES, Owners, covers
from musnad.claims.participants import Group
from musnad.claims.triggers import Trigger, TriggerRow
from musnad.language.words import ALIF, ARTICLE
from musnad.model import Argument

RELATIVE_REACH = 6
"""How many words behind a noun the verb of its relative clause may stand."""

HEAD_REACH = 12
"""How many words before a noun the noun may stand that it depends on."""

LONGEST_CHAIN = 5
"""Nouns that hang on one another, at most."""

GENITIVE = "gen"
WORDS = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "CONCEDE"})
"""Types of deeds that are done by announcing them."""


class Carried(NamedTuple):
    """The role that other words give to somebody (`doer`, `sufferer`, or `none`: nobody is told), and to whom."""

    role: str
    group: Group | None


NOTHING = Carried("", None)


class Control(Owners):
    """Finds who does what the nouns of one document tell."""

    def of(self, trigger: Trigger) -> Carried:
        """Whom the words around a noun tie to it, and how."""
        self._divided[trigger.index] = trigger.reading.proclitics
        behind = self.behind(trigger)
        if behind is not None and behind.role == "doer":
            return behind
        found = self._around(trigger.index, trigger.row, LONGEST_CHAIN)
        if found is not None and found.role == "none":
            return found
        if found is None or found.group is None:
            found = behind or self._met(trigger)
        return found or NOTHING

    def _met(self, trigger: Trigger) -> Carried | None:
        """Who says something during a meeting takes part in it, and so does whom he tells it («أبلغ نظيره، في اتصال، أن»)."""
        if trigger.row.type != "CONSULT" or trigger.reading.definite or self._taking_part(self.owner(trigger.index)):
            return None
        start, tie = self._opening(trigger.index)
        verb = self.clauses.governor(trigger.index) if tie in self.view.grammar.brings["during"] else None
        subject = self.clauses.subject(verb) if verb is not None else None
        if verb is None or subject is None or covers(subject.group, trigger.index):
            return None
        told = self.clauses.struck(verb) if trigger.row.mode != "visit" else None
        other = told.members if told is not None and told.last <= start and self._is_person(told) else ()
        return Carried("doer", Group(subject.group.first, subject.group.last, (*subject.group.members, *other)))

    def _is_body(self, group: Group) -> bool:
        """Whether somebody is a body or a country, whose own deeds it announces, and no spokesman."""
        entity = self.view.entities.get(group.members[0].entity or "")
        if entity is not None:
            return entity.kind in ("ORG", "ARMED", "GPE")
        inside = self.view.within(group.members[0].span)
        base = self.view.tokens[inside[0]].base.removeprefix(ARTICLE) if inside else ""
        return base not in self.view.grammar.head_nouns

    def _around(self, i: int, row: TriggerRow, depth: int) -> Carried | None:
        """What ties somebody to the noun at a position; None where nothing does."""
        view = self.view
        start, tie = self._opening(i)
        if depth == 0 or start <= view.sentence_of[i].first:
            return None
        if tie == OBJECT and self._is_construct(start - 1):
            return self._of_construct(start - 1, row, depth)
        head = self._head(start)
        found = self._of_head(head, tie, row, depth) if head is not None else None
        if found is None and tie == OBJECT and head is not None and view.proclitics(start)[:1] == ("و",):
            return self._of_joined(head, row, depth)
        return found if found is not None else self._of_verb(i, start, tie, row)

    def _is_construct(self, k: int) -> bool:
        """Whether a word governs the noun right behind it: an indefinite noun without ending or pronoun, no name."""
        view, token = self.view, self.view.tokens[k]
        if token.kind != "word" or token.enclitic or token.base.startswith(ARTICLE) or view.closes(k):
            return False
        if k in view.time_at:
            return False
        mention = view.mention_at.get(k)
        if (mention is not None and mention.named) or (token.base.endswith(ALIF) and len(token.base) > 3):
            return False
        analyses = view.document.analyses
        noun = not analyses or analyses[k].pos == "NOUN"
        verb = self.clauses.governor(k + 1)
        subject = self.clauses.subject(verb) if verb is not None else None
        return noun and (subject is None or subject.group.last != k + 1)

    def _of_construct(self, k: int, row: TriggerRow, depth: int) -> Carried:
        """What a noun ties to the noun that completes it: «سلسلة هجمات» is carried as its first word is."""
        word = self.view.tokens[k].base
        doer = _doer(self._words.nouns, word, GENITIVE)
        if doer == "self":
            mention = self.view.mention_at.get(k)
            named = Argument(self.view.tokens[k].stem, mention.entity if mention is not None else None)
            return Carried("doer", Group(k, k + 1, (named,)))
        if doer == "accused":
            verb = self.clauses.governor(k)
            return Carried("doer", self.clauses.struck(verb) if verb is not None else None)
        if doer == "own" or (not doer and self._is_process(k)):
            return self._around(k, row, depth - 1) or NOTHING
        return NOTHING

    def _is_process(self, k: int) -> bool:
        """Whether a word is the noun of a deed, whose doer does what it has for its object too («إنهاء مشاركة»)."""
        analyses = self.view.document.analyses
        return bool(analyses) and analyses[k].derived == "verbal_noun" and k not in self.view.mention_at

    def _head(self, start: int) -> int | None:
        """The noun or adjective whose phrase, with what completes it, ends where another phrase begins."""
        view = self.view
        for h in range(start - 1, max(view.clause_floor(start), start - HEAD_REACH) - 1, -1):
            quote = view.is_mark(h, QUOTES)
            if view.is_verb(h) or (view.tokens[h].kind == "mark" and not quote) or "relative" in view.classes(h):
                return None
            if quote or view.classes(h) or (h in view.mention_at and view.mention_at[h].named):
                continue
            if self._is_known(h) and (h == start - 1 or self._ends(h, start)):
                return h
        return None

    def _is_known(self, h: int) -> bool:
        base = self.view.tokens[h].base.removeprefix(ARTICLE)
        analyses = self.view.document.analyses
        verbal = bool(analyses) and analyses[h].derived == "verbal_noun"
        return (
            verbal
            or base in self.view.grammar.event_nouns
            or base in self._words.nouns
            or base in self._words.adjectives
        )

    def _ends(self, h: int, start: int) -> bool:
        """Whether the phrase of a noun ends at a position: the noun with what completes it, or one of its complements."""
        while self.view.is_mark(start - 1, QUOTES):
            start -= 1
        owner = None if self.view.tokens[h].enclitic else self.owner(h)
        last = owner.last if owner is not None else h + 1
        if last == start:
            return True
        whole = self.clauses.phrases.after(h)
        if whole is not None and whole.last == start:
            return True
        if last > start:
            return False
        behind = self.clauses.complements(h, last)
        return any(c.group is not None and c.group.last == start for c in behind)

    def _of_head(self, h: int, tie: str, row: TriggerRow, depth: int) -> Carried | None:
        """What a noun or adjective makes of somebody in what its complement tells; None if it says nothing."""
        base = self.view.tokens[h].base.removeprefix(ARTICLE)
        doer = _doer(self._words.adjectives, base, tie)
        if doer:
            return self._of_adjective(h, doer)
        doer = _doer(self._words.nouns, base, tie)
        if doer and doer != "accused":
            return self._of_noun(h, doer, row, depth)
        if tie == PURPOSE:
            if base in self._words.requests:
                return Carried("none", None) if self.owner(h) is None else NOTHING
            owner = self._taking_part(self.owner(h))
            if owner is not None and self._is_doer(h) and not self._is_scene(owner):
                return Carried("doer", owner)
            found = self._around(h, row, depth - 1) if base in self.view.grammar.event_nouns else None
            return found if found is not None and (found.group is not None or found.role) else None
        return None

    def _of_adjective(self, h: int, doer: str) -> Carried | None:
        """«المتورطون في», «متهما فلانا ب», «القاضي ب»."""
        if doer == "issuer":
            issuer = self.clauses.earlier_subject(h)
            return Carried("doer", issuer.group) if issuer is not None else None
        return Carried("doer", self.clauses.behind(h, h + 1) or self._described(h))

    def _is_scene(self, owner: Group) -> bool:
        """Whether what completes a noun is a place that does nothing."""
        view = self.view
        entity = view.entities.get(owner.members[0].entity or "")
        return entity is not None and (
            entity.kind == "LOC" or (entity.kind == "GPE" and not view.is_country(entity.id))
        )

    def _is_doer(self, h: int) -> bool:
        """Whether whose a noun is does what it tells, so that a purpose behind it is his too."""
        return self.view.tokens[h].base.removeprefix(ARTICLE) not in self._words.suffered

    def _of_noun(self, h: int, doer: str, row: TriggerRow, depth: int) -> Carried | None:
        owner = self._taking_part(self.owner(h))
        if doer == "none":
            return NOTHING
        if doer == "sufferer":
            return Carried("sufferer", owner)
        if doer == "own":
            return Carried("doer", owner) if owner is not None else self._around(h, row, depth - 1)
        last = owner.last if owner is not None and not self.view.tokens[h].enclitic else h + 1
        if doer != OBJECT:
            behind = (c.group for c in self.clauses.complements(h, last) if c.preposition in doer.split("|"))
            return Carried("doer", next(behind, None))
        struck = self.struck_by(h, last)
        return Carried("doer", struck or owner)

    def struck_by(self, h: int, last: int) -> Group | None:
        """Whom the deed of a noun strikes: behind its doer, or behind ل («اتهام الفتاة لوالدها», «اتهامه الغرب»)."""
        direct = self.clauses.behind(h, last)
        if direct is not None:
            return direct
        complement = next(iter(self.clauses.complements(h, last)), None)
        return complement.group if complement is not None and complement.preposition == PURPOSE else None

    def _of_joined(self, h: int, row: TriggerRow, depth: int) -> Carried | None:
        """A noun joined to another is carried as that one is, or is its doer's too («قصف الجيش حلب وقتل مدنيين»)."""
        if not self._is_known(h):
            return None
        owner = self._taking_part(self.owner(h))
        if owner is not None and (self.view.tokens[h].enclitic or self.clauses.behind(h, owner.last) is not None):
            return Carried("doer", owner) if self._is_doer(h) else NOTHING
        return self._around(h, row, depth - 1)

    def _described(self, h: int) -> Group | None:
        """Whom an adjective or participle describes: the noun before it, or itself where it stands alone."""
        view = self.view
        definite = view.tokens[h].base.startswith(ARTICLE)
        before = view.tokens[h - 1] if h > view.sentence_of[h].first else None
        if before is None or before.kind != "word" or view.closes(h - 1) or view.proclitics(h):
            return self.clauses.phrases.after(h)
        if definite and h - 1 not in view.mention_at and not before.base.startswith(ARTICLE):
            return self.clauses.phrases.after(h)
        return self.clauses.phrases.head(h)

    def _of_verb(self, i: int, start: int, tie: str, row: TriggerRow) -> Carried | None:
        """What the verb of the clause ties to a noun that stands to it as its object or behind a preposition."""
        view = self.view
        verb = self._governor(i)
        if verb is None:
            return None
        lemmas = self._lemmas(verb)
        known = self._words.verbs
        told = [(ties, doer) for lemma in lemmas for ties, doer in known.get(lemma, ())]
        for ties, doer in told:
            if tie in ties and doer == "refuser" and (row.type in WORDS or view.tokens[i].base.startswith(ARTICLE)):
                return NOTHING
            if tie in ties and (doer != "announcer" or _is_own_deed(row)):
                own = doer == "announcer" and row.type in WORDS
                return self._by("subj" if own else doer, verb, i, start)
        carries = not row.light.isdisjoint(lemmas) and tie in (OBJECT, "ب")
        purpose = tie == PURPOSE or (tie == OBJECT and self._is_reason(i, row))
        purpose = purpose and not view.tokens[i].enclitic and not any(d in ("none", "sufferer") for _, d in told)
        return self._by("subj", verb, i, start) if carries or purpose else None

    def _is_reason(self, i: int, row: TriggerRow) -> bool:
        """Whether a noun says why something is done: «احتجاجا على», «دعما للفلسطينيين»."""
        view, j = self.view, i + 1
        if (
            row.type not in WORDS | {"PROTEST"}
            or not view.tokens[i].base.endswith(ALIF)
            or j >= view.sentence_of[i].last
        ):
            return False
        return "preposition" in view.classes(j) or view.governed(j)

    def _by(self, doer: str, verb: int, i: int, start: int) -> Carried | None:
        if doer == "none":
            return Carried("none", None)
        if doer in ("subj", "sufferer", "announcer", "refuser"):
            subject = self.clauses.subject(verb)
            if doer == "announcer" and subject is not None and not self._is_body(subject.group):
                return None
            group = subject.group if subject is not None and not covers(subject.group, i) else None
            return Carried("sufferer" if doer == "sufferer" else "doer", group) if group is not None else None
        if doer == "issuer":
            own, issuer = self.clauses.subject(verb), self.clauses.earlier_subject(verb)
            judges = own is not None and not own.implied and self._taking_part(own.group) is not None
            issuer = own if judges else issuer
            group = issuer.group if issuer is not None else None
        elif doer == OBJECT:
            group = self.clauses.struck(verb)
        else:
            before = (c for c in self.clauses.complements(verb, verb + 1) if c.index < start)
            group = next((c.group for c in before if c.preposition in doer.split("|")), None)
        return Carried("doer", group) if group is not None and not covers(group, i) else NOTHING

    def behind(self, trigger: Trigger) -> Carried | None:
        """What the verb behind a noun that takes it up by a pronoun says («ضربة نفذها الجيش», «طلب تقدم به المحامي»)."""
        view = self.view
        start = trigger.last + 1
        for j in range(start, min(view.sentence_of[trigger.index].last, trigger.index + RELATIVE_REACH)):
            if view.is_verb(j):
                return self._of_relative(j, trigger)
            if view.tokens[j].kind == "mark" or "preposition" in view.classes(j) or view.governed(j):
                return None
        return None

    def _of_relative(self, verb: int, trigger: Trigger) -> Carried | None:
        view = self.view
        lemmas = self._lemmas(verb)
        subject = self.clauses.subject(verb)
        if self._words.strikes.intersection(lemmas[:1]):
            struck = self.clauses.object(verb)
            return Carried("sufferer", struck) if struck is not None else None
        if self._words.gathers.intersection(lemmas[:1]):
            return self._gathered(verb)
        told = [(ties, doer) for lemma in lemmas for ties, doer in self._words.verbs.get(lemma, ())]
        direct = any(r.enclitic for r, _ in view.verb_forms(verb))
        tie = OBJECT if direct else self._resumed(verb)
        group = subject.group if subject is not None and subject.last > verb else None
        if group is None and not direct:
            group = self.clauses.object(verb)
        if tie is None or group is None:
            return None
        for ties, doer in told:
            if tie in ties:
                return Carried("sufferer" if doer == "sufferer" else "doer", group)
        return Carried("doer", group) if trigger.row.light.intersection(lemmas) else None

    def _gathered(self, verb: int) -> Carried | None:
        """Whom a meeting brings together («اللقاء الذي جمع الرئيس بالوزير»)."""
        first = self.clauses.struck(verb)
        if first is None:
            return None
        others = (
            c.group
            for c in self.clauses.complements(verb, first.last)
            if c.preposition in self.view.grammar.brings["together"]
        )
        members = (*first.members, *(a for g in others if g is not None for a in g.members))
        return Carried("doer", Group(first.first, first.last, members))

    def _resumed(self, verb: int) -> str | None:
        """The preposition right behind a verb that has a pronoun («تقدم به», «تعرضت لها»)."""
        view = self.view
        if verb + 1 >= view.sentence_of[verb].last or not view.tokens[verb + 1].enclitic:
            return None
        token = view.tokens[verb + 1]
        return token.base if "preposition" in view.classes(verb + 1) else None


def _doer(words: Mapping[str, Ties], word: str, tie: str) -> str:
    """Who does what stands to a word as `tie` says, by the tables; empty where they say nothing."""
    return next((doer for ties, doer in words.get(word, ()) if tie in ties), "")


def _is_own_deed(row: TriggerRow) -> bool:
    """Whether who announces the deed of a noun may be its doer: not where it tells of victims, nor of who is appointed."""
    told = {place for p in row.frame if p.role == "actor" for place in p.places}
    return bool(told & {"gen", "agent"}) or (bool(told) and row.type in ("COERCE", "SANCTION"))
