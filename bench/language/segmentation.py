"""How many words are divided as the Prague Arabic Dependency Treebank divides them.

Measured on the PADT test of SIGMORPHON 2019 (CC BY-NC-SA: for measuring only), whose sentences carry their text, which goes
through our own tokeniser. The treebank's segments are laid over it: first whole segments over what stands between spaces,
with the fewest letters changed, then letters over letters, all folded. A *word* is a run of segments of Arabic letters that
no space, mark or digit parts; it is right where exactly the treebank's divisions, and both its ends, are ours. The article
is no segment of its own in the treebank; conjunctions, prepositions, future س and pronouns are. Marks, numbers and Latin
words are not counted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from musnad.folding import fold
from musnad.language.tokens import raw_tokens
from musnad.language.words import Words
from musnad.lexicon import load
from musnad.model import Token

TEST = Path("corpora/ud/padt_research_only/ar_padt-um-test.conllu")
_MOST = 12
"""Segments that may stand between two spaces, at most."""
_BEAM = 8
_REACH = 4
"""Letters that the segments may be longer or shorter than what is written (لل is ل and ال)."""

Cuts = Callable[[str], frozenset[int]]
"""From a sentence to the places where a segment begins or ends."""


@dataclass(frozen=True, slots=True)
class Word:
    """A written word of the treebank: its place, and where its segments begin and end, both its ends included."""

    start: int
    end: int
    cuts: frozenset[int]

    def right(self, found: frozenset[int]) -> bool:
        """Whether the cuts found inside the word and at its ends are its own."""
        return {cut for cut in found if self.start <= cut <= self.end} == self.cuts


@dataclass(frozen=True, slots=True)
class Gold:
    """A sentence and its words."""

    text: str
    words: tuple[Word, ...]


def measure(shared: Path) -> dict[str, float]:
    """The word accuracy of our segmentation; empty where the treebank is not there."""
    path = shared / TEST
    return {"segmentation, word accuracy": accuracy(list(read(path)), own())} if path.is_file() else {}


quick = measure


def own() -> Cuts:
    """Our own division of a text."""
    words = Words(load())

    def cuts(text: str) -> frozenset[int]:
        tokens = (words.token(text, span, kind) for span, kind in raw_tokens(text))
        return frozenset(cut for token in tokens for cut in token_cuts(text, token))

    return cuts


def token_cuts(text: str, token: Token) -> Iterator[int]:
    """Where the segments of a token begin and end."""
    yield from (token.span.start, token.stem.start, token.stem.end, token.span.end)
    place = token.span.start
    for clitic in token.proclitics[:-1]:
        letters = 0
        while letters < len(clitic):
            letters += len(fold(text[place]))
            place += 1
        yield place


def accuracy(sentences: Sequence[Gold], cuts: Cuts) -> float:
    """The share of words that are divided as the treebank does."""
    right = sum(word.right(found) for gold in sentences for found in (cuts(gold.text),) for word in gold.words)
    return right / sum(len(gold.words) for gold in sentences)


def read(path: Path) -> Iterator[Gold]:
    """The sentences of a CoNLL-U file without lines for whole words, as far as their text and segments fit."""
    for block in path.read_text("utf-8").split("\n\n"):
        lines = block.splitlines()
        text = next((line.removeprefix("# text = ") for line in lines if line.startswith("# text = ")), "")
        rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
        segments = [row[1] for row in rows if row[0].isdigit()]
        if segments:
            yield Gold(text, tuple(_words(text, segments)))


def _words(text: str, segments: Sequence[str]) -> Iterator[Word]:
    chunks = list(_chunks(text))
    forms = [fold(segment) for segment in segments]
    bounds = _laid([fold(text[start:end]) for start, end in chunks], forms)
    for (start, end), first, last in zip(chunks, bounds, bounds[1:], strict=False):
        yield from _chunk_words(text, start, end, forms[first:last])


def _chunks(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for chunk in text.split():
        place = text.index(chunk, place)
        yield place, place + len(chunk)
        place += len(chunk)


def _laid(chunks: Sequence[str], forms: Sequence[str]) -> list[int]:
    """How many segments are used up before each chunk, and at the end, with the fewest letters changed."""
    states: dict[int, tuple[float, list[int]]] = {0: (0, [0])}
    for chunk in chunks:
        best = min(states, key=lambda first: states[first][0], default=0)
        exact = _exact(chunk, forms, best)
        if exact:
            states = {exact: (states[best][0], [*states[best][1], exact])}
            continue
        reached: dict[int, tuple[float, list[int]]] = {}
        for first, (cost, path) in states.items():
            for last, change in _fitting(chunk, forms, first):
                if last not in reached or cost + change < reached[last][0]:
                    reached[last] = cost + change, [*path, last]
        states = dict(sorted(reached.items(), key=lambda item: item[1][0])[:_BEAM])
    return states[len(forms)][1] if len(forms) in states else []


def _exact(chunk: str, forms: Sequence[str], first: int) -> int:
    """The end of the segments that give exactly what is written, or 0."""
    joined = ""
    for last in range(first, len(forms)):
        joined += forms[last]
        if len(joined) >= len(chunk):
            return last + 1 if joined == chunk else 0
    return 0


def _fitting(chunk: str, forms: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """The ends of segments that are about as long as what is written, and how many letters differ."""
    for last in range(first, min(first + _MOST, len(forms)) + 1):
        joined = _written(forms[first:last])
        if abs(len(joined) - len(chunk)) <= _REACH:
            yield last, _distance(chunk, joined)


def _written(forms: Sequence[str]) -> str:
    """Segments as they are written together, in the main."""
    joined = ""
    for form in forms:
        lam = joined.endswith("ل") and form.startswith("ال") and len(joined) < 3
        joined = (joined[:-1] + "ت" if joined.endswith("ه") and len(joined) > 2 else joined) + form[lam:]
    return joined


def _distance(one: str, other: str) -> int:
    if one == other:
        return 0
    return _table(one, other)[-1][-1]


def _table(one: str, other: str) -> list[list[int]]:
    """Edit distances of all beginnings of two words."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            row.append(min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b)))
        rows.append(row)
    return rows


def _chunk_words(text: str, start: int, end: int, forms: Sequence[str]) -> Iterator[Word]:
    """The words between two spaces."""
    places = _places([fold(char) for char in text[start:end]], forms)
    run: list[int] = []
    for form, (first, last) in zip(forms, places, strict=True):
        if _is_letters(form):
            run += [start + first, start + last]
        elif run:
            yield Word(run[0], run[-1], frozenset(run))
            run = []
    if run:
        yield Word(run[0], run[-1], frozenset(run))


def _is_letters(form: str) -> bool:
    return any("\u0621" <= char <= "\u064a" for char in form) and not any(char.isdigit() for char in form)


def _places(chars: Sequence[str], forms: Sequence[str]) -> list[tuple[int, int]]:
    """Where each segment stands: it begins at the first letter that is laid over one of its own."""
    letters = "".join(chars)
    owner = [index for index, char in enumerate(chars) for _ in char]
    joined = "".join(forms)
    starts = _path(letters, joined)
    found: list[tuple[int, int]] = []
    place = 0
    for form in forms:
        found.append((starts[place], starts[place + len(form)]))
        place += len(form)
    cut = [*owner, len(chars)]
    return [
        (0 if first == 0 else cut[first], len(chars) if last == len(letters) else cut[last]) for first, last in found
    ]


def _path(letters: str, joined: str) -> list[int]:
    """For each beginning of the segments, how many letters are written before what follows it.

    Where a letter of the segments is not written, it is the earliest of those that would do (لل is ل before ال).
    """
    rows = _table(letters, joined)
    i, j = len(letters), len(joined)
    starts = [0] * (j + 1)
    starts[j] = i
    while i or j:
        same = i and j and rows[i][j] == rows[i - 1][j - 1] + (letters[i - 1] != joined[j - 1])
        if same:
            i, j = i - 1, j - 1
        elif j and rows[i][j] == rows[i][j - 1] + 1:
            j -= 1
        else:
            i -= 1
        starts[j] = i
    return starts
