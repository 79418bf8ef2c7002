"""Which words show that someone speaks: the table `claims/cues`, compiled to written forms, and looked up in a document."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from musnad.claims.attribution.divisions import Divider, Division
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.kept import Kept
from musnad.language.verbs import conjugate
from musnad.language.words import ALIF, HA, LONGEST
from musnad.lexicon import Lexicon, Row

_MAQSURA = "\u0649"
_BEFORE_VERBS = frozenset("وفسل")
_BEFORE_NOUNS = frozenset("وفبل")
_JOINING = ("و", "ف")
_PARTICIPLE_ENDINGS = (
    (ALIF, False, False),
    (HA, True, False),
    ("ين", None, True),
)


@dataclass(frozen=True, slots=True)
class CueRow:
    """A row of the table, ready for use; words are folded."""

    ref: str
    lemma: str
    written: str
    pos: str
    stance: str
    content: frozenset[str]
    preps: frozenset[str]
    traits: frozenset[str]


@dataclass(frozen=True, slots=True)
class Form:
    """A written form of a cue: what it is there, and how it agrees (None: it does not show)."""

    row: CueRow
    kind: str
    feminine: bool | None
    plural: bool
    present: bool = False
    jussive: bool = False


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue found in a document: its tokens `index:last`, and its form."""

    index: int
    last: int
    form: Form
    enclitic: str = ""
    proclitics: tuple[str, ...] = ()

    @property
    def joined(self) -> bool:
        """Whether و or ف joins it to what stands before."""
        return bool({"و", "ف"} & set(self.proclitics))

    @property
    def row(self) -> CueRow:
        """The row of the table."""
        return self.form.row


Phrase = tuple[tuple[str, ...], Form]
Word = tuple[str, str, bool]
"""A folded word, its base, and whether it is written with ة at its end."""


class CueTable:
    """All written forms of all cues."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._divider = Divider(lexicon)
        self._forms: dict[str, list[Form]] = {}
        self._phrases: dict[str, list[Phrase]] = {}
        for row in lexicon["claims/cues"]:
            self._add(row, _compiled(row))
        for phrases in self._phrases.values():
            phrases.sort(key=lambda p: -len(p[0]))
        self._words = Kept(self._of_word)

    def _add(self, row: Row, cue: CueRow) -> None:
        if cue.pos == "phrase":
            words = tuple(cue.lemma.split())
            self._phrases.setdefault(words[0], []).append((words, Form(cue, "phrase", None, False)))
        elif cue.pos == "noun":
            self._note(cue.lemma, Form(cue, "noun", None, False))
        elif cue.pos == "adverb":
            self._note(cue.lemma, Form(cue, "participle", None, False))
        else:
            for form in conjugate(row["lemma"], row["present"]):
                if not form.passive and not form.first:
                    self._note(
                        form.form,
                        Form(
                            cue,
                            "verb",
                            form.feminine,
                            form.number != "singular",
                            form.aspect == "present",
                            form.jussive,
                        ),
                    )
            if row["participle"]:
                for ending, feminine, plural in _PARTICIPLE_ENDINGS:
                    self._note(fold(row["participle"]) + ending, Form(cue, "participle", feminine, plural))

    def _note(self, written: str, form: Form) -> None:
        forms = self._forms.setdefault(written, [])
        if not any(known.row is form.row and known.kind == form.kind for known in forms):
            forms.append(form)

    def at(self, view: View, i: int) -> Iterator[Cue]:
        """The cues that the word at a position can be; their surroundings decide whether one is meant."""
        token = view.tokens[i]
        if token.kind != "word" or i in view.time_at:
            return
        word = (token.form, token.base, token.form.endswith(HA) and view.text(i).endswith("ة"))
        phrases, forms = self._words[word] if len(token.form) <= LONGEST else self._of_word(word)
        phrase = self._phrase(view, i, phrases)
        if phrase is not None:
            yield phrase
        for form, division in forms:
            written = view.text(i)
            fits = same_alif(written, form.row.written)
            if form.jussive and not (i > 0 and "negation" in view.classes(i - 1)):
                continue  # «يجب أن»
            if fits and (form.kind != "verb" or not (_is_noun(view, i) or _misspelled(written, form))):
                yield Cue(i, i + 1, form, division.enclitic, division.proclitics)

    def _of_word(self, word: Word) -> tuple[tuple[Phrase, ...], tuple[tuple[Form, Division], ...]]:
        """The phrases that may begin with a word, and the cues that it can be, wherever it stands."""
        form, base, marbuta = word
        joined = form[1:] if form[:1] in _JOINING else base
        phrases = [phrase for first in dict.fromkeys((form, joined, base)) for phrase in self._phrases.get(first, ())]
        cues = [
            (cue, division)
            for division in self._divider.divisions(form, self._forms, enclitics=not marbuta)
            if not division.definite
            for cue in self._forms[division.base]
            if _may_join(cue, division)
        ]
        return tuple(phrases), tuple(cues)

    def _phrase(self, view: View, i: int, phrases: Iterable[Phrase]) -> Cue | None:
        """A phrase before a source («وفقاً لـ»); a clitic at its end belongs to the source's first word."""
        for words, form in phrases:
            last = _matched(view, i, words)
            if last is not None:
                return Cue(i, last, form)
        return None


def _matched(view: View, i: int, words: tuple[str, ...]) -> int | None:
    """Where a phrase that begins at a position ends; a final ل may be a clitic of the word behind it."""
    for offset, word in enumerate(words[1:], start=1):
        if i + offset >= len(view.tokens):
            return None
        token = view.tokens[i + offset]
        if word == "ل" and offset == len(words) - 1 and token.form != "ل":
            return i + offset if token.form.startswith("ل") else None
        if word not in (token.form, token.base):
            return None
    return i + len(words)


def _is_noun(view: View, i: int) -> bool:
    """Whether a word cannot be a verb here: a name, or behind a preposition or «تم»."""
    mention = view.mention_at.get(i)
    if (mention is not None and mention.named) or _led(view, i):
        return True
    subjects = view.grammar.subjects_of_carriers
    return i > 0 and any(subjects.get(lemma) == "none" for lemma in view.grammar.lemmas(view, i - 1))


def _led(view: View, i: int) -> bool:
    """Whether a preposition of its own, no pronoun on it, stands before a word («لكن مصدرا فيها قال» has none)."""
    return i > 0 and "preposition" in view.classes(i - 1) and not view.tokens[i - 1].enclitic


def _misspelled(written: str, form: Form) -> bool:
    """Whether the last letter shows another word where the table asks for it («يدعى», «is called», is no «يدعي»)."""
    return form.present and "spelled" in form.row.traits and written.endswith(_MAQSURA)


def _may_join(form: Form, division: Division) -> bool:
    proclitics, enclitic = division.proclitics, division.enclitic
    if form.kind == "verb":
        return _BEFORE_VERBS.issuperset(proclitics) and (not enclitic or "tells" in form.row.traits)
    if form.kind == "participle":
        return set(proclitics) <= {"و"} and not enclitic
    return _BEFORE_NOUNS.issuperset(proclitics) and not enclitic


def same_alif(written: str, lemma: str) -> bool:
    """Whether the spelling may be of this word as far as a long alif tells («آمر» is no form of «أمر»)."""
    return "آ" not in written or "آ" in lemma


def _compiled(row: Row) -> CueRow:
    return CueRow(
        row.ref,
        fold(row["lemma"]),
        row["lemma"],
        row["pos"],
        row["stance"],
        frozenset(row.list("content")),
        frozenset(fold(p) for p in row.list("preps")),
        frozenset(row.list("traits")),
    )
