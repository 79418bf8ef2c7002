"""Which language a page is in; the sentences are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.lexicon import Lexicon, load
from musnad.pages.languages import Languages

LANGUAGES = Languages(load())
ARABIC = "عاد الوزير إلى العاصمة بعد جولة في مدن الساحل، وقال إن النتائج ستعلن قريباً."
PERSIAN = "وزیر پس از سفر به شهرهای ساحلی به پایتخت بازگشت و گفت که نتایج این سفر را اعلام خواهد کرد."
URDU = "وزیر ساحلی شہروں کے دورے کے بعد دارالحکومت واپس آئے اور انہوں نے کہا کہ نتائج جلد بتائے جائیں گے۔"
PASHTO = "وزیر د سفر له پای ته رسېدو وروسته پلازمېنې ته راغی او ویې ویل چې پایلې به په نږدې وخت کې اعلان شي."
KURDISH = "وەزیر لە سەردانی شارەکانی کەنار دەریا گەڕایەوە بۆ پایتەخت و وتی کە ئەو ئەنجامانە بە زوویی بڵاو دەبنەوە."
SINDHI = "وزير ساحلي شهرن جي دوري کان پوءِ گاديءَ واري هنڌ موٽي آيو ۽ چيائين ته نتيجا جلد ٻڌايا ويندا آهن."
UYGHUR = "مىنىستىر دېڭىز بويىدىكى شەھەرلەرنى زىيارەت قىلىپ بولۇپ پايتەختكە قايتتى ۋە بۇ نەتىجىلەر ئۈچۈن سۆز قىلدى."


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param(ARABIC, "ar", id="one sentence"),
        pytest.param("الوزير في عدن", "ar", id="three words"),
        pytest.param("ليبيا", "ar", id="one word"),
        pytest.param(ARABIC.replace("ي", "ی").replace("ك", "ک"), "ar", id="letters of a Persian keyboard"),
        pytest.param(ARABIC.replace("إلى", "الي").replace("في", "فى"), "ar", id="Egyptian spelling"),
        pytest.param("مَعَ أَنَّ الوزيرَ عادَ إِلَى العاصِمَةِ", "ar", id="harakat"),
        pytest.param("وقعت Example Holdings وشركة Sample Energy في عدن عقداً.", "ar", id="with names in Latin"),
        pytest.param("عسى أن تكرهوا شيئاً. هو يقول ما لا يفعل، او هم كذلك، ان شاء", "ar", id="words that others have too"),
        pytest.param(f"{ARABIC} {PERSIAN[:30]}", "ar", id="a few words of Persian"),
        pytest.param(PERSIAN, "fa", id="Persian"),
        pytest.param(PERSIAN.replace("ی", "ي").replace("ک", "ك"), "fa", id="Persian in Arabic letters"),
        pytest.param(URDU, "ur", id="Urdu"),
        pytest.param(PASHTO, "ps", id="Pashto"),
        pytest.param(KURDISH, "ckb", id="Kurdish"),
        pytest.param(SINDHI, "sd", id="Sindhi"),
        pytest.param(UYGHUR, "ug", id="Uyghur"),
        pytest.param("The minister came back to the capital.", "und-Latn", id="English"),
        pytest.param("Министр вернулся в столицу.", "und-Cyrl", id="Russian"),
        pytest.param("השר חזר לבירה אחרי הסיור.", "und-Hebr", id="Hebrew"),
        pytest.param("部长回到了首都", "und-Hani", id="Chinese"),
        pytest.param("\U00010330\U00010331", "und-Zyyy", id="a script that is not named"),
        pytest.param("2024 / 05 / 15 — ١٥", "und", id="digits only"),
        pytest.param("", "und", id="nothing"),
        pytest.param("... !!! ؟؟؟ \u200f", "und", id="marks only"),
    ],
)  # fmt: skip
def test_the_language_of_a_text(text: str, language: str) -> None:
    assert LANGUAGES.of([text]) == language


def test_all_lines_count_not_the_first_alone() -> None:
    assert LANGUAGES.of(["Share this", ARABIC, ARABIC]) == "ar"
    assert LANGUAGES.of([ARABIC.split("،", maxsplit=1)[0], *[PERSIAN] * 4]) == "fa"
    assert LANGUAGES.of(iter(())) == "und"


def test_a_long_page_is_told_by_its_beginning() -> None:
    assert LANGUAGES.of([ARABIC] * 200 + [PERSIAN] * 5000) == "ar"


ARABIC_WORDS = ["عاد", "الوزير", "إلى", "العاصمة", "في", "ماهر", "كتاب", "الساحل", "قرية", "1", "،", "هو", "ما"]


@given(st.lists(st.sampled_from(ARABIC_WORDS), min_size=1, max_size=40))
def test_arabic_is_never_taken_for_another_language(words: list[str]) -> None:
    assert LANGUAGES.of([" ".join(words)]) in {"ar", "und"}


@given(st.text(st.characters(codec="utf-8"), max_size=40))
def test_any_text_has_a_language_or_none(text: str) -> None:
    assert LANGUAGES.of([text]).split("-")[0] in {"ar", "fa", "ur", "ps", "ckb", "ug", "sd", "und"}


def test_a_word_may_be_of_several_languages(lexicon: Lexicon) -> None:
    shared = [row["word"] for row in lexicon["pages/languages"] if len(row.list("languages")) > 1]
    assert shared
    assert all(LANGUAGES.of([f"{word} {word}"]) == "ar" for word in shared)
