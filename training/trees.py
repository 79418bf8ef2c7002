"""A treebank's trees over the words of this program: a written word with its clitics is one node.

Universal Dependencies splits «للوفد» into two nodes; `Document.tokens` has one. A word stands where its main segment
stood: the relation is that of the main segment, the head is the word that holds the main segment's head.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.language.tokens import raw_tokens
from musnad.language.words import ARTICLE, LAM, Words
from musnad.model import Arc, Token

_CONTENT = frozenset({"NOUN", "VERB", "ADJ", "PROPN", "NUM", "ADV", "AUX", "X", "DET", "SYM", "INTJ", "PUNCT"})
_OPENERS = frozenset({"mark", "compound:prt"})
"""Relations of particles that open a clause: with a pronoun behind them the word is the particle, not the pronoun."""


_TA, _MARBUTA = "\u062a", "\u0629"


@dataclass(frozen=True, slots=True)
class Segment:
    """One line of CoNLL-U: its place in the sentence's text, part of speech, head (-1: none) and relation."""

    start: int
    end: int
    form: str
    pos: str
    features: str
    head: int
    relation: str


@dataclass(frozen=True, slots=True)
class Tree:
    """A sentence: its text, words, their heads, and part of speech and features of each word's main segment."""

    text: str
    tokens: tuple[Token, ...]
    arcs: tuple[Arc, ...]
    pos: tuple[str, ...]
    features: tuple[str, ...]


def read_trees(path: Path, words: Words) -> Iterator[Tree]:
    """The sentences of a CoNLL-U file, over the program's words."""
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = block.split("\n")
        text = next((line[9:] for line in lines if line.startswith("# text = ")), "")
        rows = [row for row in (line.split("\t") for line in lines) if row[0].isdigit()]
        if rows and text:
            yield to_words(text, _segments(text, rows), words)
        elif rows:
            yield to_words(*_joined(rows), words)


def to_words(text: str, segments: list[Segment], words: Words) -> Tree:
    """The tree over words; a word that no segment touches hangs on the one before it."""
    tokens = tuple(words.token(text, span, kind) for span, kind in raw_tokens(text))
    held = _held(tokens, segments)
    owner = {s: t for t, inside in enumerate(held) for s in inside}
    mains = [_main(inside, segments) for inside in held]
    arcs = [_arc(t, mains[t], segments, owner) for t in range(len(tokens))]
    _mend(arcs)
    pos = tuple("X" if main is None else segments[main].pos for main in mains)
    features = tuple("_" if main is None else segments[main].features for main in mains)
    return Tree(text, tokens, tuple(arcs), pos, features)


def _segments(text: str, rows: list[list[str]]) -> list[Segment]:
    found, place = [], 0
    for row in rows:
        start = text.find(row[1], place)
        start = place if start < 0 or start > place + 2 else start
        end = min(start + len(row[1]), len(text))
        found.append(Segment(start, end, row[1], row[3], row[5], int(row[6]) - 1, row[7]))
        place = end
    return found


def _joined(rows: list[list[str]]) -> tuple[str, list[Segment]]:
    """A text for a sentence that is given without one: its segments in their places, clitics joined to their words."""
    text, found, glued = "", list[Segment](), False
    for row in rows:
        form, pos = row[1], row[3]
        if pos == "PRON" and row[4].startswith("SP") and "Case=Nom" not in row[5] and text.strip():
            text = text.rstrip()
            text = text[:-1] + _TA if text.endswith(_MARBUTA) else text
        elif glued and text.endswith(LAM) and form.startswith(ARTICLE):
            form = form[1:]
        start = len(text)
        text += form
        found.append(Segment(start, len(text), form, pos, row[5], int(row[6]) - 1, row[7]))
        glued = len(form) == 1 and pos in ("ADP", "CONJ", "CCONJ", "PART", "AUX")
        text += "" if glued else " "
    return text, found


def _held(tokens: tuple[Token, ...], segments: list[Segment]) -> list[list[int]]:
    """The segments whose first letter stands in each token; a segment over several tokens belongs to the first."""
    held: list[list[int]] = [[] for _ in tokens]
    t = 0
    for s, segment in enumerate(segments):
        while t + 1 < len(tokens) and tokens[t].span.end <= segment.start:
            t += 1
        held[t].append(s)
    return held


def _main(inside: list[int], segments: list[Segment]) -> int | None:
    """The segment that carries a word: its noun or verb, else the particle that opens a clause, else the pronoun."""
    if not inside:
        return None

    def rank(s: int) -> tuple[int, int]:
        segment = segments[s]
        if segment.pos in _CONTENT:
            return (0, s)
        if segment.pos == "SCONJ" or segment.relation in _OPENERS:
            return (1, -s)
        return (2, s) if segment.pos == "PRON" else (3, -s)

    return min(inside, key=rank)


def _arc(t: int, main: int | None, segments: list[Segment], owner: dict[int, int]) -> Arc:
    if main is None:
        return Arc(t - 1, "flat" if t else "root")
    seen = {main}
    relation, head = segments[main].relation, segments[main].head
    while head >= 0 and owner[head] == t and head not in seen:
        seen.add(head)
        relation, head = segments[head].relation, segments[head].head
    return Arc(owner[head], relation) if head >= 0 else Arc(-1, "root")


def _mend(arcs: list[Arc]) -> None:
    """Makes one tree of it: the first root holds the others, and a word of a circle hangs on the root."""
    root = next((t for t, arc in enumerate(arcs) if arc.head < 0), 0)
    arcs[root] = Arc(-1, "root")
    for t in range(len(arcs)):
        if t != root and (arcs[t].head < 0 or not _reaches(arcs, t, root)):
            arcs[t] = Arc(root, "dep" if arcs[t].head < 0 else arcs[t].relation)


def _reaches(arcs: list[Arc], t: int, root: int) -> bool:
    steps = 0
    while t != root and steps <= len(arcs):
        t, steps = arcs[t].head, steps + 1
        if t < 0:
            return False
    return t == root
