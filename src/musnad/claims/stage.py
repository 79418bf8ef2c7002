"""The claims stage: triggers, their arguments, time and status, and the chain of the words they stand in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from musnad.claims import settings
from musnad.claims.arguments import Arguments
from musnad.claims.between import CONTENT_REACH, Draft, caused, relate
from musnad.claims.clauses import Clauses
from musnad.claims.confidence import confidence, words
from musnad.claims.deeds import chain_of
from musnad.claims.given import GivenTriggers
from musnad.claims.participants import make_participants
from musnad.claims.quantities import QuantityReader
from musnad.claims.roles import Case, Cases, Fact, Roles, Told, key, keys
from musnad.claims.senses import Senses
from musnad.claims.standings import Facts, Proposed, Standings
from musnad.claims.status import Standing, StatusTable
from musnad.claims.triggers import Trigger, TriggerTable
from musnad.claims.view import View
from musnad.lexicon import Lexicon
from musnad.mentions.places import point
from musnad.model import (
    Argument,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    Reason,
    Span,
    TimeExpression,
)

TIME_REACH = 16
"""How many tokens behind a trigger its time may stand."""


@dataclass(frozen=True, slots=True)
class _Settled:
    """A draft with all that the other claims of the page decide."""

    id: str
    draft: Draft
    standing: Standing
    place: Argument | None
    time: ClaimTime | None
    about: tuple[str, ...]


class Claims:
    """The stage as a callable; its tables are compiled once."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._participants = make_participants(lexicon)
        self._triggers = TriggerTable(lexicon, self._participants.grammar.words)
        self._given = GivenTriggers(self._triggers)
        self._roles = Roles()
        self._settings = settings.Settings()
        self._status = StatusTable(lexicon)
        self._standings = Standings()
        self._quantities = QuantityReader(lexicon)

    def __call__(self, document: Document) -> Document:
        """The document with its claims."""
        return replace(document, claims=tuple(claim for claim, _ in self.weighed(document)))

    def weighed(self, document: Document) -> list[tuple[Claim, set[str]]]:
        """The claims of a document, each with the words by which its confidence is weighed."""
        phrases = self._participants.phrases(document)
        view, clauses = phrases.view, Clauses(phrases.view, phrases)
        triggers = _without_light(view, clauses, list(self._triggers.find(Senses(clauses))))
        drafts = [draft for draft in _drafts(view, clauses, triggers) if not _is_no_deed(view, clauses, draft)]
        return self._claims(view, clauses, drafts)

    def of_given(self, document: Document, places: Iterable[tuple[Span, str]]) -> Document:
        """The document with the claims of given triggers, each a place and a type, whatever the table finds elsewhere."""
        view, clauses, drafts = self._given_drafts(document, places)
        return replace(document, claims=tuple(claim for claim, _ in self._claims(view, clauses, drafts)))

    def cases_of_given(
        self, document: Document, places: Iterable[tuple[Span, str]]
    ) -> list[tuple[list[Fact], list[Case]]]:
        """What the choice of actors and recipients is made from, for each given trigger; to train it."""
        view, clauses, drafts = self._given_drafts(document, places)
        cases = Cases(view, clauses, _told(view, drafts, relate(view, clauses.phrases, drafts)))
        return [cases.of(n) for n in range(len(drafts))]

    def settings_of_given(self, document: Document, places: Iterable[tuple[Span, str]]) -> settings.Cases:
        """What the choice of place and date is made from, for the given triggers in their order; to train it."""
        view, clauses, drafts = self._given_drafts(document, places)
        self._choose(view, clauses, drafts, relate(view, clauses.phrases, drafts))
        return settings.Cases(view, clauses.phrases, _events(view, drafts))

    def facts_of_given(self, document: Document, places: Iterable[tuple[Span, str]]) -> Facts:
        """What the choice of how an event stands is made from, for the given triggers in their order; to train it."""
        view, clauses, drafts = self._given_drafts(document, places)
        content = relate(view, clauses.phrases, drafts)
        self._choose(view, clauses, drafts, content)
        return self._proposed(view, drafts, content, self._set(view, clauses, drafts))

    def _choose(self, view: View, clauses: Clauses, drafts: list[Draft], content: dict[int, tuple[int, str]]) -> None:
        """Put in place of the grammar's actors and recipients those that are likeliest."""
        self._roles.choose(view, clauses, _told(view, drafts, content))
        caused(view, drafts)

    def _set(self, view: View, clauses: Clauses, drafts: list[Draft]) -> list[tuple[Argument | None, ClaimTime | None]]:
        """Where and when each event took place."""
        scenes = settings.Cases(view, clauses.phrases, _events(view, drafts))
        return [
            (self._settings.place(scenes, n), _dated(view, draft.trigger, self._settings.time(scenes, n)))
            for n, draft in enumerate(drafts)
        ]

    def _proposed(
        self,
        view: View,
        drafts: list[Draft],
        content: dict[int, tuple[int, str]],
        scenes: list[tuple[Argument | None, ClaimTime | None]],
    ) -> Facts:
        """What can be said of how the events stand, the rules' own word first."""
        claims = []
        for n, (draft, (_, time)) in enumerate(zip(drafts, scenes, strict=True)):
            chain = chain_of(view, draft.trigger, draft.statement, draft.filled.actors)
            holder, asked = content.get(n, (None, None))
            standing = self._status.standing(view, draft.trigger, chain, asked)
            if standing.status == "asserted" and _still_to_come(view, draft.trigger, time):
                standing = replace(standing, status="planned", phase="planned")
            held = drafts[holder].trigger if holder is not None else None
            claims.append(Proposed(draft.trigger, standing, chain, asked or "", held, time.value if time else None))
        return Facts(view, claims)

    def _given_drafts(
        self, document: Document, places: Iterable[tuple[Span, str]]
    ) -> tuple[View, Clauses, list[Draft]]:
        phrases = self._participants.phrases(document)
        view, clauses = phrases.view, Clauses(phrases.view, phrases)
        return view, clauses, _drafts(view, clauses, list(self._given.find(Senses(clauses), places)))

    def _claims(self, view: View, clauses: Clauses, drafts: list[Draft]) -> list[tuple[Claim, set[str]]]:
        content = relate(view, clauses.phrases, drafts)
        told = [(*draft.filled.actors, *draft.filled.recipients) for draft in drafts]
        self._choose(view, clauses, drafts, content)
        scenes = self._set(view, clauses, drafts)
        facts = self._proposed(view, drafts, content, scenes)
        holders: dict[int, list[str]] = {}
        for n, (holder, _) in content.items():
            holders.setdefault(holder, []).append(f"c{n + 1}")
        made = []
        for n, (draft, (place, time)) in enumerate(zip(drafts, scenes, strict=True)):
            standing = self._standings.standing(facts, n)
            settled = _Settled(f"c{n + 1}", draft, standing, place, time, tuple(holders.get(n, ())))
            counted = {a.span: a for a in (*draft.filled.recipients, *draft.filled.actors, *told[n])}
            claim, quantities = _claim(view, settled), self._quantities.read(view, tuple(counted.values()))
            said = words(claim, draft.filled, standing)
            made.append((replace(claim, quantities=quantities, confidence=confidence(said)), said))
        return made


def make_claims(lexicon: Lexicon) -> Claims:
    """The stage for a lexicon."""
    return Claims(lexicon)


def _drafts(view: View, clauses: Clauses, triggers: list[Trigger]) -> list[Draft]:
    arguments = Arguments(view, clauses)
    return [Draft(t, arguments.fill(t), view.statement_at.get(t.index)) for t in triggers]


def _told(view: View, drafts: list[Draft], content: dict[int, tuple[int, str]]) -> list[Told]:
    """The drafts as the choice of actors and recipients looks at them."""
    told = []
    for n, draft in enumerate(drafts):
        holder, kind = content.get(n, (None, ""))
        told.append(Told(draft.trigger, draft.filled, drafts[holder].filled if holder is not None else None, kind))
    return told


def _is_no_deed(view: View, clauses: Clauses, draft: Draft) -> bool:
    """Whether what stands around a trigger shows that it tells of no event."""
    return _goes_nowhere(draft) or _needs_a_thing(view, draft) or _furthers_a_thing(view, clauses, draft)


def _needs_a_thing(view: View, draft: Draft) -> bool:
    """Whether a verb of asking has a whole clause for its subject: «مما تطلب تدخل الحماية المدنية»."""
    i = draft.trigger.index
    asks = draft.trigger.row.type == "REQUEST" and draft.trigger.form is not None
    return asks and i > 0 and "sentential" in view.classes(i - 1)


def _furthers_a_thing(view: View, clauses: Clauses, draft: Draft) -> bool:
    """Whether a noun of backing is completed by a thing and names nobody: «دعم الصادرات»."""
    trigger, filled = draft.trigger, draft.filled
    backs = trigger.row.type == "SUPPORT" and any(
        p.role == "recipient" and "gen" in p.places for p in trigger.row.frame
    )
    if not backs or trigger.row.pos != "noun" or trigger.reading.enclitic:
        return False
    if trigger.reading.definite or filled.actors or filled.recipients or trigger.row.rest:
        return False
    thing = clauses.genitive(trigger.index)
    if thing is None or thing.first != trigger.index + 1 or clauses.is_adjective(thing.first):
        return False
    return view.definite(thing.first) and not any(clauses.phrases.takes_part(a, strict=False) for a in thing.members)


def _goes_nowhere(draft: Draft) -> bool:
    """Whether a verb of visiting has neither visitor nor goal: «يصل عدد القتلى إلى عشرين» tells of no visit."""
    told = draft.filled.actors or draft.filled.recipients or draft.filled.place
    return draft.trigger.row.mode == "visit" and draft.trigger.form is not None and not told


def _without_light(view: View, clauses: Clauses, triggers: list[Trigger]) -> list[Trigger]:
    """Triggers without the light verbs whose noun reports the same event («عقد اجتماعا» is one)."""
    light: set[int] = set()
    for trigger in triggers:
        if trigger.form is None and trigger.row.light:
            verb = view.nearest_verb(trigger.index, CONTENT_REACH)
            if verb is not None and view.grammar.lemmas(view, verb) & trigger.row.light:
                light.add(verb)
    meetings = {t.index for t in triggers if t.form is None and t.row.type == "CONSULT"}
    return [t for t in triggers if t.index not in light and not _takes_place(clauses, t, meetings)]


def _takes_place(clauses: Clauses, trigger: Trigger, meetings: set[int]) -> bool:
    """Whether a verb of meeting only says that the meeting took place that is its subject: «جلسة التأمت في المقر»."""
    alone = all(p.places == ("subj",) or p.role == "place" for p in trigger.row.frame)
    meets = alone and trigger.form is not None and trigger.row.type == "CONSULT"
    subject = clauses.subject(trigger.index) if meets else None
    return subject is not None and subject.group.first in meetings


def _events(view: View, drafts: list[Draft]) -> list[settings.Event]:
    """The drafts as the choice of place and date looks at them."""
    return [
        settings.Event(
            d.trigger, keys(d.filled.actors), keys(d.filled.recipients), d.filled.place, _time(view, drafts, n)
        )
        for n, d in enumerate(drafts)
    ]


def _time(view: View, drafts: list[Draft], n: int) -> str | None:
    """The nearest time of the sentence: behind the trigger and before the next event, or before it."""
    i = drafts[n].trigger.index
    sentence = view.sentence_of[i]
    following = drafts[n + 1].trigger.index if n + 1 < len(drafts) else len(view.tokens)
    previous = drafts[n - 1].trigger.index if n else -1
    behind = range(i + 1, min(sentence.last, following, i + TIME_REACH))
    before = range(i - 1, max(sentence.first - 1, previous), -1)
    return next((view.date_at[j] for j in (*behind, *before) if j in view.date_at), None)


def _still_to_come(view: View, trigger: Trigger, time: ClaimTime | None) -> bool:
    """Whether an event is dated after the page: a plan, unless a past verb tells of it."""
    published = view.document.dating.published
    if published is None or time is None or not time.value or time.basis != "behind" or not time.value[:1].isdigit():
        return False
    past = trigger.form is not None and trigger.form.aspect == "past"
    return not past and len(time.value) >= len(published) and time.value[: len(published)] > published


def _dated(view: View, trigger: Trigger, time: TimeExpression | None) -> ClaimTime | None:
    if time is None:
        return None
    basis = "behind" if time.span.start >= view.tokens[trigger.index].span.end else "before"
    return ClaimTime(time.value, time.id, basis)


def _claim(view: View, settled: _Settled) -> Claim:
    draft, standing = settled.draft, settled.standing
    trigger, filled = draft.trigger, draft.filled
    token = view.tokens[trigger.index]
    statement = draft.statement
    chain = chain_of(view, trigger, statement, filled.actors)
    # a word read without clitics is quoted whole, though its form may look divided: «وافقا»
    first = token.stem if trigger.reading.proclitics else token.span
    word = Span(first.start, token.span.end)
    reason = Reason("claims", "trigger", trigger.row.ref, (word,))
    return Claim(
        id=settled.id, span=word, type=trigger.row.type, mode=trigger.row.mode, contexts=(),
        actors=tuple(filled.actors), recipients=tuple(filled.recipients), companions=tuple(filled.companions),
        place=_place(view, settled.place), time=settled.time, quantities=(),
        status=standing.status, polarity=standing.polarity, certainty=standing.certainty, phase=standing.phase,
        historical=False, reading=False, chain=chain, statement=statement.id if statement else None, about=settled.about,
        confidence=0.0,
        why=(reason, *_filled_why(draft), *standing.why, *(statement.why if statement else ())),
    )  # fmt: skip


def _filled_why(draft: Draft) -> tuple[Reason, ...]:
    """Which words fill which role, and whether the row's frame, the trained choice or both put them there."""
    filled = draft.filled
    sides = (("actor", filled.actors), ("recipient", filled.recipients), ("companion", filled.companions))
    reasons = []
    for role, side in sides:
        by_frame = tuple(a.span for a in side if role == "companion" or key(a) in filled.by_frame)
        chosen = tuple(a.span for a in side if role != "companion")
        if by_frame:
            reasons.append(Reason("claims", f"{role} by the frame", None, by_frame))
        if chosen:
            reasons.append(Reason("claims", f"{role} by the trained choice", "models/arguments", chosen))
    return tuple(reasons)


def _place(view: View, argument: Argument | None) -> ClaimPlace | None:
    if argument is None:
        return None
    entity = view.entities.get(argument.entity or "")
    country, found = (entity.country, point(entity.ids)) if entity else (None, None)
    return (
        ClaimPlace(argument, country, found.lat, found.lon, found.precision) if found else ClaimPlace(argument, country)
    )
