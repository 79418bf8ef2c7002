"""Whether an event happened, is denied, planned, possible, or only supposed: from the words around its trigger.

Three axes are read apart (polarity, certainty, phase) and summed up in one status, negated before possible before planned.
"""

from dataclasses import dataclass
from typing import Literal

from musnad.claims.triggers import Trigger
from musnad.claims.view import View
from musnad.folding import clean, fold
from musnad.language.verbs import conjugate
from musnad.lexicon import Lexicon, Row
from musnad.model import Link, Phase, Reason, Span, Status

BEFORE = 10
"""How many tokens before a trigger are searched for cues."""

OBJECT_REACH = 5
"""How many tokens behind a denied verb its object may stand."""

BEHIND = 2
"""How many words behind a noun say that it is still to come."""

PURPOSE = "purpose"
DENIED = "denied in so many words"
CARRIER_REACH = 12
"""How many tokens before a noun the verb that carries it may stand."""

QUOTES_AND_STOPS = '؛;.:«»“”"'

_BY_CONTENT = {
    "ordered": "planned",
    "asked": "hypothetical",
    "promised": "planned",
    "threatened": "planned",
    "refused": "hypothetical",
    "postponed": "planned",
    "denied": "negated",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """The three axes, their sum, and what decided; `likely` is the probability that the trained choice gives them."""

    status: Status
    polarity: Literal["+", "-"]
    certainty: Literal["certain", "possible"]
    phase: Phase
    why: tuple[Reason, ...]
    likely: float = 1.0


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    status: str
    reach: int
    ref: str
    before: tuple[str, ...]
    """The words of a cue of several words before its last, the nearest first."""


class StatusTable:
    """The cues of `claims/status`, by their written forms."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._cues: dict[str, list[_Cue]] = {}
        self._may = frozenset(lexicon["claims/status"].chosen("cue", "kind", "may"))
        self._only = frozenset(lexicon["claims/status"].chosen("cue", "kind", "only"))
        self._unless = frozenset(lexicon["claims/status"].chosen("cue", "kind", "unless"))
        self._fact = frozenset(
            form for row in lexicon["claims/status"] if row["kind"] == "fact" for form in _forms(row)
        )
        for row in lexicon["claims/status"]:
            if row["kind"] in ("may", "only", "unless", "fact"):
                continue
            *before, last = fold(row["cue"]).split()
            cue = _Cue(row["kind"], row["status"], int(row["reach"]), row.ref, tuple(reversed(before)))
            for form in _forms(row) if not before else [last]:
                self._cues.setdefault(form, []).append(cue)

    def standing(self, view: View, trigger: Trigger, chain: tuple[Link, ...], content: str | None) -> Standing:
        """How a trigger stands, given the chain of its claim and the content that another claim makes of it."""
        found: list[tuple[str, Reason]] = []
        if chain and chain[-1].stance == "denies":
            found.append(("negated", _reason("denied by its source", None, chain[-1].cue)))
        if content in _BY_CONTENT:
            found.append((_BY_CONTENT[content], _reason(f"content that is {content}", None, None)))
        found.extend(self._own(view, trigger))
        found.extend(self._before(view, trigger))
        found.extend(self._carried(view, trigger))
        return _summed(found)

    def _own(self, view: View, trigger: Trigger) -> list[tuple[str, Reason]]:
        """What the verb itself shows: سـ before it, or قد before its present."""
        token = view.tokens[trigger.index]
        if trigger.form is None:
            return self._of_noun(view, trigger)
        if "س" in trigger.reading.proclitics:
            return [("planned", _reason("future", None, token.span))]
        before = trigger.index - 1
        if before >= 0 and trigger.form.aspect == "present" and view.tokens[before].base in self._may:
            return [("possible", _reason("may", None, view.tokens[before].span))]
        if "ل" in trigger.reading.proclitics and trigger.form.aspect == "present":
            return [("hypothetical", _reason(PURPOSE, None, token.span))]
        return []

    def _of_noun(self, view: View, trigger: Trigger) -> list[tuple[str, Reason]]:
        """What stands on a noun and right behind it: a purpose ل, or «المقبل»."""
        first = _head(view, trigger.index)
        head = view.tokens[first]
        end = min(view.sentence_of[trigger.index].last, trigger.index + 1 + BEHIND)
        found = [
            (cue.status, _reason("cue", cue.ref, view.tokens[k].span))
            for k in range(trigger.index + 1, end)
            for cue in self._cues.get(view.tokens[k].form, ())
            if cue.kind == "behind" and k not in view.time_at and k - trigger.index <= cue.reach
        ]
        told = first > 0 and (self._is_fact(view, first - 1) or self._governed_by_fact(view, first))
        if (
            head.proclitics[-1:] == ("ل",)
            and not trigger.reading.definite
            and not told
            and not _suffered(view, trigger.index)
        ):
            found.append((_purpose(trigger), _reason(PURPOSE, None, head.span)))
        return found

    def _is_fact(self, view: View, j: int) -> bool:
        return view.tokens[j].base in self._fact or view.tokens[j].form in self._fact

    def _governed_by_fact(self, view: View, i: int) -> bool:
        verb = view.nearest_verb(i, CARRIER_REACH)
        return verb is not None and self._is_fact(view, verb)

    def _before(self, view: View, trigger: Trigger) -> list[tuple[str, Reason]]:
        found: list[tuple[str, Reason]] = []
        i = _head(view, trigger.index)
        low = max(view.sentence_of[i].first, i - BEFORE)
        for j in range(i - 1, low - 1, -1):
            if view.is_mark(j, QUOTES_AND_STOPS) or "relative" in view.classes(j):
                break
            for cue in self._at(view, j):
                if self._reaches(view, cue, j, i, verbal=trigger.form is not None):
                    found.append(self._said(view, cue, j))
            if view.is_verb(j) and not self._at(view, j):
                break
        return found

    def _carried(self, view: View, trigger: Trigger) -> list[tuple[str, Reason]]:
        """What the verb that carries a noun says of it: «سيقوم بزيارة», «لم يتم التنسيق», «لا يتضمن عقد لقاء»."""
        if trigger.form is not None:
            return []
        i = _head(view, trigger.index)
        low = max(view.sentence_of[i].first, i - CARRIER_REACH)
        bounds = "؛;.:،," if trigger.row.pos == "participle" else "؛;.:"
        for j in range(i - 1, low - 1, -1):
            if view.is_mark(j, bounds) or view.classes(j) & {"relative", "subordinator", "time_conjunction"}:
                return []
            if view.is_verb(j):
                carries = view.grammar.lemmas(view, j) & (view.grammar.carriers | trigger.row.light)
                near = i - j <= OBJECT_REACH and not trigger.reading.definite
                return self._of_verb(view, j, only_negation=not carries) if carries or near else []
        return []

    def _of_verb(self, view: View, j: int, *, only_negation: bool) -> list[tuple[str, Reason]]:
        """What stands before a verb, for the noun that it carries; of other verbs than light ones only a denial counts."""
        found: list[tuple[str, Reason]] = []
        token = view.tokens[j]
        if any("س" in reading.proclitics for reading, _ in view.verb_forms(j)):
            found.append(("planned", _reason("future", None, token.span)))
        present = any(form.aspect == "present" for _, form in view.verb_forms(j))
        for k in range(j - 1, max(view.sentence_of[j].first, j - BEFORE) - 1, -1):
            if view.is_mark(k, QUOTES_AND_STOPS) or "relative" in view.classes(k) or view.is_verb(k):
                break
            if k == j - 1 and view.tokens[k].base in self._may and present:
                found.append(("possible", _reason("may", None, view.tokens[k].span)))
            for cue in self._at(view, k):
                if self._reaches(view, cue, k, j, verbal=True):
                    found.append((cue.status, _reason("cue", cue.ref, view.tokens[k].span)))
        return [item for item in found if item[0] == "negated" or not only_negation]

    def _at(self, view: View, j: int) -> list[_Cue]:
        token = view.tokens[j]
        if token.kind != "word" or j in view.mention_at:
            return []
        written = clean(view.document.quote(token.stem))
        found = self._cues.get(token.base) or self._cues.get(token.form) or self._cues.get(fold(written)) or []
        return [cue for cue in found if not cue.before or self._stands_before(view, cue, j)]

    def _stands_before(self, view: View, cue: _Cue, j: int) -> bool:
        """Whether the other words of a cue of several stand before its last, in the same sentence."""
        first = j - len(cue.before)
        return first >= view.sentence_of[j].first and all(
            word in (view.tokens[k].base, view.tokens[k].form)
            for k, word in zip(range(j - 1, first - 1, -1), cue.before, strict=True)
        )

    def _reaches(self, view: View, cue: _Cue, j: int, i: int, *, verbal: bool) -> bool:
        gap = i - j - 1
        if cue.kind == "behind":
            return False
        if cue.kind == "particle" and not verbal:
            return cue.status in ("possible", "hypothetical") and gap <= cue.reach
        if cue.kind == "particle" and cue.status == "negated":
            return gap <= cue.reach and not self._affirmed(view, i)
        if cue.kind == "noun" and verbal:
            return gap <= cue.reach and any(_subordinates(view, k) for k in range(j + 1, i))
        if cue.kind == "verb":
            return gap <= cue.reach + 4 and self._governs(view, j, i)
        return gap <= cue.reach

    def _said(self, view: View, cue: _Cue, j: int) -> tuple[str, Reason]:
        """What a cue before a trigger makes of it."""
        span = view.tokens[j].span
        if cue.status != "negated" or cue.kind not in ("particle", "phrase"):
            return cue.status, _reason("cue", cue.ref, span)
        if cue.kind == "particle" and self._conditional(view, j):
            return "hypothetical", _reason("condition", cue.ref, span)
        return cue.status, _reason(DENIED, cue.ref, span)

    def _conditional(self, view: View, j: int) -> bool:
        """«إن لم», «ما لم»: a condition, no denial."""
        return j > view.sentence_of[j].first and view.tokens[j - 1].base in self._unless

    def _governs(self, view: View, j: int, i: int) -> bool:
        """Whether no other verb stands between a cue verb and the trigger that it governs."""
        return view.is_verb(j) and not any(view.is_verb(k) for k in range(j + 1, i))

    def _affirmed(self, view: View, i: int) -> bool:
        """«لم ... فحسب، وإنما»: said to be more, not to be untrue."""
        end = min(view.sentence_of[i].last, i + 6)
        return any(view.tokens[k].base in self._only for k in range(i + 1, end))


def _head(view: View, i: int) -> int:
    """The first word of a noun that others carry: «إجراء» of «إجراء مباحثات», «عقد» of «عقد أي لقاء»."""
    low = view.sentence_of[i].first
    while i > low and not view.is_verb(i - 1):
        token = view.tokens[i - 1]
        if token.base not in view.grammar.carrier_nouns and "quantifier" not in view.classes(i - 1):
            break
        i -= 1
    return i


def _suffered(view: View, i: int) -> bool:
    """Whether the verb before a noun brings it upon its subject («تعرضت القرية لقصف»): then ل tells no purpose."""
    verb = view.nearest_verb(i, CARRIER_REACH)
    roles = view.grammar.subjects_of_carriers
    return verb is not None and any(roles.get(lemma) == "sufferer" for lemma in view.grammar.lemmas(view, verb))


def _purpose(trigger: Trigger) -> str:
    """A meeting for which someone has set out is planned; other purposes are only supposed."""
    return "planned" if trigger.row.type == "CONSULT" else "hypothetical"


def _subordinates(view: View, k: int) -> bool:
    return "subordinator" in view.classes(k)


def _forms(row: Row) -> list[str]:
    cue = fold(row["cue"])
    if row["present"]:
        return list(dict.fromkeys(f.form for f in conjugate(cue, fold(row["present"]))))
    return [cue]


def _reason(rule: str, row: str | None, span: Span | None) -> Reason:
    return Reason("claims", rule, row, (span,) if span else ())


def _summed(found: list[tuple[str, Reason]]) -> Standing:
    if any(status in ("planned", "possible") and reason.rule != PURPOSE for status, reason in found):
        found = [item for item in found if item[1].rule != PURPOSE]
    kinds = {status for status, _ in found}
    why = tuple(reason for _, reason in found)
    polarity: Literal["+", "-"] = "-" if kinds & {"negated", "ceased"} else "+"
    phase: Phase = "realised"
    if "ceased" in kinds:
        phase = "ceased"
    elif "hypothetical" in kinds:
        phase = "hypothetical"
    elif "planned" in kinds:
        phase = "planned"
    supposed = phase == "hypothetical" and polarity == "+"
    certainty: Literal["certain", "possible"] = "possible" if "possible" in kinds or supposed else "certain"
    return Standing(summed_up(polarity, certainty, phase), polarity, certainty, phase, why)


def summed_up(polarity: str, certainty: str, phase: str) -> Status:
    """The one status of three axes: negated before possible before planned; what is supposed is hypothetical."""
    if polarity == "-":
        return "negated"
    if phase == "hypothetical":
        return "hypothetical"
    if certainty == "possible":
        return "possible"
    return "planned" if phase == "planned" else "asserted"
