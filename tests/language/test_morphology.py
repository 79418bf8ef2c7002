"""The readings of a word without its clitics."""

import pytest

from musnad.folding import fold
from musnad.language.morphology import Morphology, guessed_verb, load_morphology
from musnad.model import Analysis


@pytest.fixture(scope="module")
def morphology() -> Morphology:
    return load_morphology()


def analyses(morphology: Morphology, word: str, *, enclitic: bool = False) -> list[Analysis]:
    """All readings of a written word without clitics."""
    return [reading.analysis for reading in morphology.readings(fold(word), enclitic=enclitic, marbuta=word[-1] == "ة")]


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("التقى", ("التقى", "past", 3, "m", "singular", "active")),
        ("التقوا", ("التقى", "past", 3, "m", "plural", "active")),
        ("التقتا", ("التقى", "past", 3, "f", "dual", "active")),
        ("يلتقي", ("التقى", "present", 3, "m", "singular", "active")),
        ("يلتقون", ("التقى", "present", 3, "m", "plural", "active")),
        ("يلتقيا", ("التقى", "present", 3, "m", "dual", "active")),
        ("قالت", ("قال", "past", 3, "f", "singular", "active")),
        ("قلنا", ("قال", "past", 1, "", "plural", "active")),
        ("يقال", ("قال", "present", 3, "m", "singular", "passive")),
        ("قيل", ("قال", "past", 3, "m", "singular", "passive")),
        ("يزر", ("زار", "present", 3, "m", "singular", "active")),
        ("تزور", ("زار", "present", 3, "f", "singular", "active")),
        ("أقيلت", ("أقال", "past", 3, "f", "singular", "passive")),
        ("هوجم", ("هاجم", "past", 3, "m", "singular", "passive")),
        ("يدعو", ("دعا", "present", 3, "m", "singular", "active")),
        ("دعت", ("دعا", "past", 3, "f", "singular", "active")),
        ("دعوا", ("دعا", "past", 3, "m", "plural", "active")),
        ("جاؤوا", ("جاء", "past", 3, "m", "plural", "active")),
        ("جاءوا", ("جاء", "past", 3, "m", "plural", "active")),
        ("مددنا", ("مد", "past", 1, "", "plural", "active")),
        ("رأت", ("رأى", "past", 3, "f", "singular", "active")),
        ("يرى", ("رأى", "present", 3, "m", "singular", "active")),
        ("تستعد", ("استعد", "present", 3, "f", "singular", "active")),
        ("يصلون", ("وصل", "present", 3, "m", "plural", "active")),
        ("نأمل", ("أمل", "present", 1, "", "plural", "active")),
        ("اتفقت", ("اتفق", "past", 3, "f", "singular", "active")),
        ("يسيطر", ("سيطر", "present", 3, "m", "singular", "active")),
        ("كانوا", ("كان", "past", 3, "m", "plural", "active")),
    ],
)
def test_forms_of_verbs(morphology: Morphology, word: str, expected: tuple[str, str, int, str, str, str]) -> None:
    pos = "AUX" if expected[0] == "كان" else "VERB"
    assert Analysis(pos, *expected) in analyses(morphology, word)


@pytest.mark.parametrize(
    ("word", "lemma"), [("وصلو", "وصل"), ("يهاجمو", "هاجم"), ("لاقا", "لاقى"), ("دعا", "دعا"), ("قتلتمو", "قتل")]
)
def test_forms_before_a_pronoun(morphology: Morphology, word: str, lemma: str) -> None:
    assert lemma in [a.lemma for a in analyses(morphology, word, enclitic=True) if a.pos == "VERB"]


@pytest.mark.parametrize("word", ["يهاجمو", "قتلتمو", "الوزارة", "مدينة"])
def test_what_is_no_verb_on_its_own(morphology: Morphology, word: str) -> None:
    assert not [a for a in analyses(morphology, word) if a.pos == "VERB"]


@pytest.mark.parametrize(
    ("plural", "singular"),
    [
        ("وزراء", "وزير"),
        ("رجال", "رجل"),
        ("عمال", "عامل"),
        ("دول", "دولة"),
        ("قضاة", "قاضي"),
        ("أسلحة", "سلاح"),
        ("رسائل", "رسالة"),
        ("ضحايا", "ضحية"),
        ("مصادر", "مصدر"),
        ("نواب", "نائب"),
        ("قتلى", "قتيل"),
        ("كبار", "كبير"),
        ("مواقع", "موقع"),
        ("عناصر", "عنصر"),
    ],
)
def test_broken_plurals_have_their_singular(morphology: Morphology, plural: str, singular: str) -> None:
    best = next(a for a in analyses(morphology, plural) if a.pos in ("NOUN", "ADJ"))
    assert (best.lemma, best.number) == (singular, "plural")


@pytest.mark.parametrize(
    ("word", "lemma", "gender", "number"),
    [
        ("المسلحين", "مسلح", "m", "plural"),
        ("مسؤولون", "مسؤول", "m", "plural"),
        ("محادثات", "محادثة", "f", "plural"),
        ("الدولتان", "دولة", "f", "dual"),
        ("الليبية", "ليبي", "f", "singular"),
        ("لقاءات", "لقاء", "f", "plural"),
        ("الحكومة", "حكومة", "f", "singular"),
    ],
)
def test_endings_of_nominals(morphology: Morphology, word: str, lemma: str, gender: str, number: str) -> None:
    best = analyses(morphology, word)[0]
    assert (best.lemma, best.gender, best.number) == (lemma, gender, number)


@pytest.mark.parametrize(
    ("noun", "kind", "verb"),
    [
        ("وصول", "verbal_noun", "وصل"),
        ("زيارة", "verbal_noun", "زار"),
        ("مقتل", "verbal_noun", "قتل"),
        ("اتفاق", "verbal_noun", "اتفق"),
        ("استقالة", "verbal_noun", "استقال"),
        ("اغتيال", "verbal_noun", "اغتال"),
        ("تفجير", "verbal_noun", "فجر"),
        ("مباحثات", "verbal_noun", "باحث"),
        ("اتهامات", "verbal_noun", "اتهم"),
        ("احتلال", "verbal_noun", "احتل"),
        ("إيقاف", "verbal_noun", "أوقف"),
        ("دعوة", "verbal_noun", "دعا"),
        ("سيطرة", "verbal_noun", "سيطر"),
        ("متظاهرون", "active_participle", "تظاهر"),
        ("قائد", "active_participle", "قاد"),
        ("معتقل", "passive_participle", "اعتقل"),
        ("المسلح", "passive_participle", "سلح"),
        ("مدني", "", ""),
        ("كتاب", "", ""),
        ("مجلس", "", ""),
        ("حكومة", "", ""),
    ],
)
def test_derived_nouns_name_their_verb(morphology: Morphology, noun: str, kind: str, verb: str) -> None:
    best = next(a for a in analyses(morphology, noun) if a.pos in ("NOUN", "ADJ"))
    assert (best.derived, best.verb) == (kind, verb)


@pytest.mark.parametrize(
    ("base", "aspect", "lemma", "gender", "number"),
    [
        ("يخنفرون", "present", "خنفر", "m", "plural"),
        ("تخنفر", "present", "خنفر", "f", "singular"),
        ("خنفرت", "past", "خنفر", "f", "singular"),
        ("خنفروا", "past", "خنفر", "m", "plural"),
    ],
)
def test_unknown_verbs_are_guessed(base: str, aspect: str, lemma: str, gender: str, number: str) -> None:
    assert guessed_verb(base, aspect) == Analysis("VERB", lemma, aspect, 3, gender, number, "active")


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("خنفرات", Analysis("NOUN", "خنفر", "", 0, "f", "plural")),
        ("خنفرين", Analysis("NOUN", "خنفر", "", 0, "m", "plural")),
        ("خنفره", Analysis("NOUN", "خنفره", "", 0, "f", "singular")),
        ("خنفرات", Analysis("PROPN", "خنفرات", "", 0, "", "singular")),
    ],
)
def test_unknown_nominals_are_guessed(morphology: Morphology, base: str, expected: Analysis) -> None:
    assert morphology.guessed_nominal(base, expected.pos) == expected
