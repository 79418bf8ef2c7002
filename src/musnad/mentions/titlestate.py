"""A title while it is being read: which words it has, what it is of, and which of them are not the office itself."""

from collections.abc import Container
from dataclasses import dataclass, field

from musnad.folding import fold
from musnad.language.words import ALIF, ARTICLE, HA
from musnad.lexicon import Row
from musnad.mentions.draft import Draft
from musnad.mentions.sheet import Sheet
from musnad.model import Span


@dataclass(frozen=True, slots=True)
class TitleForm:
    """A written form of a title: its row, whether it has the article, and its head word (the plural as it is)."""

    row: Row
    definite: bool
    head: str


@dataclass(slots=True)
class TitleState:
    """A title while it is being read."""

    place: int
    definite: bool
    heads: list[str]
    kinds: list[str]
    row: Row
    complete: bool = False
    body: str | None = None
    side: str | None = None
    country: str | None = None
    domain: list[str] = field(default_factory=list)
    elsewhere: set[int] = field(default_factory=set)
    owned: bool = False
    first: int = 0
    nouns: list[int] = field(default_factory=list)
    owner: str = ""

    @property
    def construct(self) -> bool:
        """Whether a complement may still come without a preposition."""
        return not self.definite and not self.complete


def is_land(draft: Draft) -> bool:
    """Whether a name is that of a country, which is no body."""
    return draft.known is not None and draft.known.row.startswith("names/countries")


def office(sheet: Sheet, i: int, start: tuple[int, str], state: TitleState, without: Container[int] = ()) -> str:
    """The words of a title without its body, its land and what joins them («السفير السابق» of «السفير الروسي السابق»).

    `without` are further tokens to leave out.
    """
    places = [j for j in range(i, state.place) if j not in state.elsewhere and j not in without]
    runs: list[list[int]] = []
    for j in places:
        if runs and runs[-1][-1] == j - 1:
            runs[-1].append(j)
        else:
            runs.append([j])
    letters, base = start
    words = []
    for run in runs:
        first = run[0] == i
        span = sheet.span(run[0], letters if first else 0, run[-1] + 1)
        if first and state.owned and len(run) == 1:
            span = Span(span.start, sheet.tokens[i].stem.end)
        words.append(sheet.quote(span, base if first else ""))
    return " ".join(words)


def is_several(form: TitleForm) -> bool:
    """Whether a form is a dual or plural: it is neither the word of its row, nor its feminine, nor its shortened form."""
    word = fold(form.row["word"])
    return " " not in form.head and form.head not in (word, word + HA, word[:-1], word + ALIF)


def one_of(form: TitleForm, phrase: str) -> str:
    """The office of one of several («النائب» of «النائبان»)."""
    words = phrase.split()
    return " ".join([(ARTICLE if form.definite else "") + form.row["word"], *words[1:]])
