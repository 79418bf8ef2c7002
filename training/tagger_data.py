"""Sentences of Universal Dependencies' treebanks as the program's own tokens, with the right answers beside them."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from musnad.folding import fold
from musnad.model import Span, Token, TokenKind

ARTICLE, LAM = "ال", "ل"
CLITICS = frozenset("وفبلكس")
_LETTER = re.compile("[\u0620-\u064a]")
_BEFORE = frozenset({"CCONJ", "CONJ", "ADP", "PART", "SCONJ"})


class Answer(NamedTuple):
    """What the treebank says of a word: part of speech, folded lemma, features; `place` is its row in the sentence."""

    pos: str
    lemma: str
    features: dict[str, str]
    place: int


class Annotated(NamedTuple):
    """A sentence: its text, the tokens as the treebank divides them, an answer for each token's stem."""

    text: str
    tokens: list[Token]
    answers: list[Answer]


def read(path: Path) -> Iterator[Annotated]:
    """The sentences of a CoNLL-U file whose clitics stand in rows of their own and whose `SpaceAfter=No` is kept."""
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            rows.append(fields)
        elif not line and rows:
            yield annotated(rows)
            rows = []


def annotated(rows: list[list[str]]) -> Annotated:
    """The sentence of some rows; clitics before a stem and the pronoun behind it go into its token."""
    text, tokens, answers, i = "", [], [], 0
    while i < len(rows):
        start, first = len(text), i
        while _is_proclitic(rows, i):
            text += rows[i][1]
            i += 1
        stem = Span(len(text), len(text) + len(rows[i][1]))
        text += rows[i][1]
        last = i + 1 if _has_pronoun(rows, i) else i
        enclitic = fold(rows[last][1]) if last > i else ""
        text += rows[last][1] if last > i else ""
        proclitics = tuple(row[1] for row in rows[first:i])
        tokens.append(_token(rows[i], text[start:], (start, stem), proclitics, enclitic))
        answers.append(Answer(rows[i][3], fold(rows[i][2]), _features(rows[i][5]), i))
        text += "" if _glued(rows[last]) else " "
        i = last + 1
    return Annotated(text, tokens, answers)


def _glued(row: list[str]) -> bool:
    return "SpaceAfter=No" in row[9]


def _features(cell: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in cell.split("|") if "=" in pair)


def _is_personal(row: list[str]) -> bool:
    return row[3] == "PRON" and len(row[1]) < 5 and (row[4] == "PRP" or row[4].startswith("SP"))


def _is_proclitic(rows: list[list[str]], i: int) -> bool:
    """Whether a row is a clitic that is written together with the stem after it."""
    row = rows[i]
    if i + 1 >= len(rows) or row[1] not in CLITICS or not _glued(row) or row[3] not in _BEFORE:
        return False
    return bool(_LETTER.search(rows[i + 1][1])) and not _is_personal(rows[i + 1])


def _has_pronoun(rows: list[list[str]], i: int) -> bool:
    """Whether the next row is a pronoun that is written together with this one."""
    return i + 1 < len(rows) and _glued(rows[i]) and _is_personal(rows[i + 1]) and bool(_LETTER.search(rows[i][1]))


def _token(row: list[str], written: str, place: tuple[int, Span], proclitics: tuple[str, ...], enclitic: str) -> Token:
    start, stem = place
    span = Span(start, start + len(written))
    base, lemma = fold(row[1]), fold(row[2])
    if proclitics and proclitics[-1] == LAM and base.startswith(LAM) and len(base) > 2 and not lemma.startswith(LAM):
        base = ARTICLE + base[1:]
    if enclitic and base.endswith("ت") and lemma.endswith("ه"):
        base = base[:-1] + "ه"
    return Token(span, _kind(row[1]), fold(written), base, stem, proclitics, enclitic, "ة" in row[1][-2:])


def _kind(written: str) -> TokenKind:
    if _LETTER.search(written):
        return "word"
    if written[:1].isdigit():
        return "number"
    return "latin" if written[:1].isalpha() else "mark"
