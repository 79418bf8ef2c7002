"""Which words report an event: the table of triggers, compiled to written forms, and looked up in a document.

A row says type, frame and sense (`needs`, `blocks`); its verb is conjugated, its noun or participle inflected, so that a
look-up is one dictionary access for each possible division of a word.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from musnad.claims.senses import Senses, bare
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.language.verbs import VerbForm, conjugate
from musnad.language.words import ALIF, HA, LAM, LONGEST, TA, Reading, Words
from musnad.lexicon import Lexicon, Row

NO_ENDING = "-"


@dataclass(frozen=True, slots=True)
class Position:
    """A role of a frame and the places where its filler stands, best first (`subj`, `obj`, `gen` or a preposition)."""

    role: str
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TriggerRow:
    """A row of `events/triggers`, ready for use; words are folded."""

    ref: str
    lemma: str
    pos: str
    type: str
    mode: str | None
    frame: tuple[Position, ...]
    light: frozenset[str]
    needs: frozenset[str]
    blocks: frozenset[str]
    rest: tuple[str, ...]
    passive: bool
    content: str


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger found: its token, the row, how the word was divided (`form` for verbs), and its last fixed word's token."""

    index: int
    row: TriggerRow
    reading: Reading
    form: VerbForm | None
    last: int

    @property
    def aspect(self) -> str:
        """The aspect of a verb; `-` of nouns and participles."""
        return self.form.aspect if self.form is not None else "-"


class TriggerTable:
    """All written forms of all triggers."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._words = words
        self._verbs: dict[str, list[tuple[TriggerRow, VerbForm]]] = {}
        self._nouns: dict[str, list[TriggerRow]] = {}
        self.rows: list[TriggerRow] = []
        table = lexicon["language/endings"]
        endings = {
            kind: tuple(form.removesuffix(NO_ENDING) for form in table.chosen("form", "class", kind))
            for kind in ("noun", "feminine", "participle")
        }
        self._of_noun = Kept(self._noun_rows)
        for row in lexicon["events/triggers"]:
            made = _row(row)
            self.rows.append(made)
            if made.pos == "verb":
                for form in conjugate(row["lemma"].split()[0], row["present"]):
                    self._verbs.setdefault(form.form, []).append((made, form))
            else:
                for written in dict.fromkeys(_noun_forms(made, row, endings)):
                    self._nouns.setdefault(written, []).append(made)

    def find(self, senses: Senses) -> Iterator[Trigger]:
        """The triggers of a document's article, in the order of the text; a reading that is no event is left out."""
        view = senses.view
        fixed: set[int] = set()
        for i, token in enumerate(view.tokens):
            if (
                token.kind != "word"
                or not view.in_article[i]
                or i in view.time_at
                or i in fixed
                or _inside_name(view, i)
            ):
                continue
            candidates = self._candidates(view, i)
            found = self._best(senses, i, candidates) if candidates else None
            if found is not None:
                fixed.update(senses.fixed(i, found.row.rest))
                if found.row.type != "NONE":
                    yield found

    def of_type(self, senses: Senses, i: int, kind: str) -> Trigger | None:
        """The trigger of a type at a position, though another sense may fit the words better; None if no row has both."""
        candidates = [c for c in self._candidates(senses.view, i) if c.row.type == kind]
        return (self._best(senses, i, candidates) or candidates[0]) if candidates else None

    def _candidates(self, view: View, i: int) -> list[Trigger]:
        if view.is_verb(i):
            return list(self._verb_candidates(view, i))
        token = view.tokens[i]
        key = (token.form, token.marbuta)
        rows = self._of_noun[key] if len(token.form) <= LONGEST else self._noun_rows(key)
        return [Trigger(i, row, reading, None, i) for row, reading in rows]

    def _best(self, senses: Senses, i: int, candidates: list[Trigger]) -> Trigger | None:
        fits = [senses.fit(i, c.row.needs, c.row.blocks, c.row.rest) for c in candidates]
        if not any(rank for rank, _ in fits):
            return None
        best = candidates[fits.index(max(fits))]
        return replace(best, last=max(senses.fixed(i, best.row.rest), default=i))

    def _verb_candidates(self, view: View, i: int) -> Iterator[Trigger]:
        for reading, form in view.verb_forms(i):
            if form.jussive and not _is_jussive(view, i, reading):
                continue
            for row, row_form in self._verbs.get(reading.base, ()):
                if row_form == form:
                    yield Trigger(i, row, reading, form, i)

    def _noun_rows(self, word: tuple[str, bool]) -> list[tuple[TriggerRow, Reading]]:
        """The rows of nouns and participles for a folded word that may end in ة: of its first reading that has any."""
        form, marbuta = word
        for reading in self._words.readings(form, marbuta=marbuta):
            if "س" not in reading.proclitics and (rows := self._nouns.get(reading.base)):
                return [(row, reading) for row in rows]
        return []


def _is_jussive(view: View, i: int, reading: Reading) -> bool:
    """Whether لم, لا or ل stands before a verb that is written as behind these alone («لم يستعد», not «يستعد»)."""
    return LAM in reading.proclitics or (i > 0 and "negation" in view.classes(i - 1))


def _row(row: Row) -> TriggerRow:
    first, *rest = fold(row["lemma"]).split()
    frame = []
    for item in row["frame"].split():
        role, _, places = item.partition("=")
        frame.append(Position(role, tuple(places.split("|"))))
    return TriggerRow(
        row.ref, first, row["pos"], row["type"], row["mode"] or None, tuple(frame),
        frozenset(map(fold, row.list("light"))), frozenset(map(bare, row.list("needs"))),
        frozenset(map(bare, row.list("blocks"))), tuple(map(bare, rest)), bool(row["passive"]), row["content"] or "none",
    )  # fmt: skip


def _noun_forms(made: TriggerRow, row: Row, endings: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    lemma = made.lemma
    if made.pos == "participle":
        stem = lemma.removesuffix(HA)
        yield from (stem + ending for ending in endings["participle"])
    else:
        yield lemma
        if lemma.endswith(HA):
            yield from (lemma[:-1] + ending for ending in endings["feminine"])
        elif not lemma.endswith(ALIF + TA):
            yield from (lemma + ending for ending in endings["noun"])
    for plural in row.list("plural"):
        yield fold(plural).split()[0]


def _inside_name(view: View, i: int) -> bool:
    mention = view.mention_at.get(i)
    return mention is not None and (mention.named or i in view.role_at)
