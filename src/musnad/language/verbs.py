"""Conjugation: every written form of a verb from its past and its present, as unvocalised news text has it.

Only spelling matters here, so passives that are written like actives need nothing; those that differ (هوجم, أقيل, يقال)
are made. Forms are folded; several persons share a form.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from musnad.folding import clean, fold

Aspect = Literal["past", "present"]
Number = Literal["singular", "dual", "plural"]

ALIF, YA, WAW, NUN, TA = "\u0627", "\u064a", "\u0648", "\u0646", "\u062a"
_WEAK = (ALIF, YA, WAW)
HAMZAS = frozenset("أئءؤ")
"""A verb that ends in one of these is sound, though its folded form looks weak (هنأ)."""


class VerbForm(NamedTuple):
    """A written form and what it can be.

    `passive` and `jussive` (behind لم, لا or ل: «لم يستعد») only where the spelling shows it, `first` for «we» and «I».
    """

    form: str
    aspect: Aspect
    number: Number
    feminine: bool
    passive: bool = False
    first: bool = False
    jussive: bool = False


@lru_cache(maxsize=1 << 12)
def conjugate(past: str, present: str) -> tuple[VerbForm, ...]:
    """The third-person forms of a verb, and «نفعل» and «فعلت»; given as past and present third person masculine singular."""
    return tuple(_conjugated(past, present))


def _conjugated(past: str, present: str) -> Iterator[VerbForm]:
    sound = clean(past)[-1:] in HAMZAS
    yield from _past(fold(past), fold(present), sound=sound)
    if present:
        yield from _present(fold(present), hollow=_is_hollow(fold(past)), sound=sound)
        yield from _passive(fold(past), fold(present))


def _past(past: str, present: str, *, sound: bool) -> Iterator[VerbForm]:
    stem, first = (past, past) if sound else _past_stems(past, present)
    yield VerbForm(past, "past", "singular", False)
    yield VerbForm(stem + TA, "past", "singular", True)
    yield VerbForm(stem + WAW + ALIF, "past", "plural", False)
    yield VerbForm(stem + WAW, "past", "plural", False)
    dual = stem + ("" if sound else _dual_glide(past, present)) + ALIF
    yield VerbForm(dual, "past", "dual", False)
    yield VerbForm(stem + TA + ALIF, "past", "dual", True)
    yield VerbForm(first + TA, "past", "singular", False, first=True)
    yield VerbForm(first + NUN + ALIF, "past", "plural", False, first=True)


def _past_stems(past: str, present: str) -> tuple[str, str]:
    """The stem before ت and وا, and the one of the first person."""
    if past.endswith((ALIF, YA)) and len(past) > 2 and not present.endswith(ALIF + past[-1]):
        glide = WAW if present.endswith(WAW) else YA
        return past[:-1], past[:-1] + glide
    if len(past) >= 3 and past[-2] == ALIF and present and present[-2:-1] in _WEAK:
        return past, past[:-2] + past[-1]
    return past, past


def _dual_glide(past: str, present: str) -> str:
    if past.endswith((ALIF, YA)) and len(past) > 2:
        return WAW if present.endswith(WAW) else YA
    return ""


def _is_hollow(past: str) -> bool:
    return len(past) >= 3 and past[-2] == ALIF


def _present(present: str, *, hollow: bool, sound: bool) -> Iterator[VerbForm]:
    body = present[1:]
    defective = body[-1:] in _WEAK and not sound
    cut = body[:-1] if defective else body
    jussive = cut if defective else body[:-2] + body[-1] if hollow and len(body) > 2 and body[-2] in _WEAK else body
    glide = YA if body.endswith(ALIF) else body[-1:] if defective else ""
    for prefix, feminine in ((YA, False), (TA, True)):
        yield VerbForm(prefix + body, "present", "singular", feminine)
        if jussive != body:
            yield VerbForm(prefix + jussive, "present", "singular", feminine, jussive=True)
        yield VerbForm(prefix + cut + glide + ALIF + NUN, "present", "dual", feminine)
        yield VerbForm(prefix + cut + glide + ALIF, "present", "dual", feminine)
    yield VerbForm(YA + cut + WAW + NUN, "present", "plural", False)
    yield VerbForm(YA + cut + WAW + ALIF, "present", "plural", False)
    yield VerbForm(NUN + body, "present", "plural", False, first=True)


def _passive(past: str, present: str) -> Iterator[VerbForm]:
    """Passives whose spelling differs: the third form (هوجم), hollow verbs of the fourth and others (أقيل, يقال)."""
    made = ""
    if len(past) == 4 and past[1] == ALIF and past[2] not in _WEAK:
        made = past[0] + WAW + past[2:]
    elif len(past) == 4 and past[0] == ALIF and past[2] == ALIF:
        made = past[:2] + YA + past[3:]
    elif len(past) > 4 and past[-2] == ALIF:
        made = past[:-2] + YA + past[-1]
    elif len(past) > 3 and past.endswith(ALIF):
        made = past[:-1] + YA
    if made:
        yield VerbForm(made, "past", "singular", False, True)
        yield VerbForm(made + TA, "past", "singular", True, True)
        yield VerbForm(made + WAW + ALIF, "past", "plural", False, True)
    body = present[1:]
    if _is_hollow(past) and len(body) >= 3 and body[-2] in (YA, WAW):
        for prefix, feminine in ((YA, False), (TA, True)):
            yield VerbForm(prefix + body[:-2] + ALIF + body[-1], "present", "singular", feminine, True)
