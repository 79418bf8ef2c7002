"""What the grammar finds before it is known whom it means."""

from dataclasses import dataclass, field
from typing import NamedTuple

from musnad.folding import fold
from musnad.model import MentionKind, Span


class Known(NamedTuple):
    """A row of the tables of known names: `name` is folded; `cue` means that the name alone is no evidence.

    `sectors` holds PLOVER's codes, the primary one first, where they last.
    """

    name: str
    kind: MentionKind
    country: str | None
    latin: str | None
    row: str
    cue: bool = False
    sectors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TitlePhrase:
    """An office, rank or standing on the page.

    Attributes:
        first, last: its tokens.
        span: its place, without clitics.
        heads: the folded title words without the article («وزير», «نائب وزير»); in the plural as they are written.
        kinds: the classes of those words.
        body: the body it belongs to.
        country: ISO 3166 alpha-3, if a nationality or country is part of it.
        domain: folded words of its complement («الخارجيه»).
        definite: whether it has the article or a complement.
        text: its words, with a hidden article written out.
        office: its words without the body and the land.
        charge: what may be a body in its complement, each with the office without it («الحزب» and «رئيس» of «رئيس الحزب»).
        owner: the pronoun of whom it is of («رئيسها», «المتحدث باسمها»).
        side: the body for which the bearer of an office in another one stands («النائب بالمجلس عن الحركة»).
        means: what else its first word says of the bearer, as the table of titles has it.
        speaks: whether it speaks of someone in particular without a name.
        several: whether it is a dual or plural, and so that of everyone in a series.
    """

    first: int
    last: int
    span: Span
    heads: tuple[str, ...]
    kinds: tuple[str, ...]
    body: str | None
    country: str | None
    domain: tuple[str, ...]
    definite: bool
    row: str
    text: str
    office: str
    charge: tuple[tuple[tuple[str, ...], str], ...] = ()
    owner: str = ""
    side: str | None = None
    means: str = ""
    speaks: bool = True
    several: bool = False


@dataclass(slots=True)
class Draft:
    """A mention in the making: tokens `first` to `last`, its place, what it may be and why.

    `text` has its words with a hidden article written out («للجيش»), `words` the same folded, `letters` counts the clitics;
    `means` is the name that a description, or a name without its head, stands for.
    """

    first: int
    last: int
    span: Span
    kind: MentionKind
    text: str
    rule: str
    row: str | None = None
    known: Known | None = None
    named: bool = True
    country: str | None = None
    titles: list[TitlePhrase] = field(default_factory=list)
    entity: str = ""
    letters: int = 0
    words: tuple[str, ...] = ()
    means: "Draft | None" = None

    def __post_init__(self) -> None:
        self.words = tuple(fold(self.text).split())
