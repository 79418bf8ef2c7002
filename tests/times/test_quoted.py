"""Which stretches of a text are speech, and what words in them are counted from."""

from collections.abc import Callable

import pytest

from musnad.lexicon import load
from musnad.model import Document
from musnad.times.quoted import Quotes
from musnad.times.written import Forms

Read = Callable[..., Document]
FORMS = Forms(load())


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("قال: «سنعود غدا إلى المدينة القديمة».", 0),
        ("وصل. قال: «سنعود قريبا من هنا. سنعود غدا».", 1),
        ('قال: "سنعود غدا إلى المدينة القديمة".', 0),
        ("قال: “سنعود غدا إلى المدينة القديمة”.", 0),
        ("سنعود غدا.", None),
        ("ذكرت «الخبر غدا» ذلك.", None),
        ("قال: «سنعود إلى المدينة القديمة» وغادر غدا.", None),
        ("قال: «سنعود غدا إلى المدينة القديمة.", None),
    ],
    ids=["guillemets", "opened before", "straight", "curly", "no quotation", "a name", "behind", "never closed"],
)
def test_the_sentence_in_which_a_quotation_opens(read: Read, text: str, opened: int | None) -> None:
    assert Quotes(FORMS.of(text), read(text).sentences).opened(text.index("غدا")) == opened


@pytest.mark.parametrize(
    ("text", "value", "basis"),
    [
        ("وقال في تصريح أدلى به في 3 مارس 2021: «سنعود إلى المدينة غدا».", "2021-03-04", "said"),
        ("وكتب في 3 مارس 2021: «سنلتقي معهم غدا الأحد».", "2024-05-19", "given"),
        ("وقال أمس: «سنعود إلى المدينة القديمة غدا».", "2024-05-16", "given"),
        ("وصل في 3 مارس 2021. وقال: «سنعود إلى المدينة القديمة غدا».", "2024-05-16", "given"),
        ("وقال في 3 مارس 2021 إنه سيعود غدا إلى المدينة.", "2024-05-16", "given"),
    ],
    ids=["long ago", "a weekday beside", "yesterday", "another sentence", "no quotation"],
)
def test_words_spoken_long_ago_count_from_their_own_day(read: Read, text: str, value: str, basis: str) -> None:
    last = read(text).times[-1]
    assert (last.value, last.basis) == (value, basis)
