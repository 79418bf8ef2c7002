"""Numbers of counted things as sentences have them."""

import pytest

from musnad.lexicon import Lexicon
from musnad.linking.numbers import counted
from musnad.linking.words import Vocabulary


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("إن 812 شاحنة توقفت عند المعبر", ["=812 شاحنة"]),
        ("وصلت مئة وعشرين طنا من الدقيق", ["=120 طنا"]),
        ("وصل أكثر من مئة طن", [">100 طن"]),
        ("أوقفت الشرطة سبعة من السائقين", ["=7 السائقين"]),
        ("أوقف اثنا عشر سائقا", ["=12 سائق"]),
        ("نزح 3 آلاف شخص ونحو 1,500 أسرة", ["=3000 شخص", "~1500 أسرة"]),
        ("خُفضت بنحو أربعين بالمئة", ["~40 المئة"]),
        ("قدرت الوزارة عدد الشاحنات بنحو 150", ["~150 الشاحنات"]),
        ("كانوا 40 جريحا ثم صاروا 60", ["=40 جريح", "=60 جريح"]),
        ("بحسب القرار 1970", []),
        ("جريح واحد", []),
    ],
)
def test_a_number_counts_what_stands_behind_it(lexicon: Lexicon, sentence: str, found: list[str]) -> None:
    vocabulary = Vocabulary(lexicon)
    expected = [(form.split()[0], vocabulary.content(form.split()[1])) for form in found]
    numbers = counted(sentence, (0, len(sentence)), [], vocabulary)
    assert [(f"{number.bound}{number.value:g}", number.of) for number in numbers] == expected


def test_times_are_passed_over(lexicon: Lexicon) -> None:
    sentence = "بعد 3 أيام"
    assert counted(sentence, (0, len(sentence)), [(4, 10)], Vocabulary(lexicon)) == []
