"""Which pages are left out for their language, without being read."""

import json

import pytest

from musnad.batch.parts import NOT_ARABIC_LANGUAGE, NOT_ARABIC_SCRIPT
from musnad.batch.screen import Screen, may_be_arabic
from musnad.lexicon import Lexicon
from musnad.pages import Fields, Part

from .conftest import news

ARABIC = "وصل الوزير إلى العاصمة صباح اليوم والتقى عددا من المسؤولين في المدينة ثم عاد إلى بلده مع الوفد الذي رافقه"
OTHERS = {
    "fa": "وزیر امور خارجه امروز وارد پایتخت شد و با مقامات دیدار کرد و گفت که این سفر برای همکاری است",
    "ur": "وزیر خارجہ آج صبح دارالحکومت پہنچے اور حکام سے ملاقات کی ہے جس میں انہوں نے کہا کہ یہ دورہ اہم ہے",
    "ps": "د بهرنیو چارو وزیر نن پلازمېنې ته ورسېد او له چارواکو سره یې وکتل چې د دې سفر په اړه خبرې وکړي",
    "ckb": "وەزیری دەرەوە ئەمڕۆ گەیشتە پایتەخت و لەگەڵ بەرپرسان کۆبووەوە کە ئەم سەردانە بۆ هاوکاری لە نێوان هەردوولایە",
    "ug": "تاشقى ئىشلار مىنىستىرى بۈگۈن پايتەختكە يېتىپ كەلدى ۋە ئەمەلدارلار بىلەن كۆرۈشتى بۇ زىيارەت ئۈچۈن ئىككى دۆلەت بىلەن",
}
LATIN = "The minister arrived in the capital this morning and met officials of the town. "
MENU = '<a href="/news">' + LATIN + "</a><script>var x = 1;</script>"


@pytest.fixture(scope="module")
def screen(lexicon: Lexicon) -> Screen:
    return Screen(lexicon, Fields())


def html(text: str, charset: str = "utf-8") -> Part:
    return Part("x", f"<html lang='en'><body>{MENU}<p>{text}</p></body></html>".encode(charset), "html")


@pytest.mark.parametrize("language", OTHERS)
def test_languages_in_arabic_script_are_told_from_arabic(language: str, screen: Screen) -> None:
    assert screen(html(OTHERS[language] * 3)) == NOT_ARABIC_LANGUAGE
    line = json.dumps({"text": OTHERS[language] * 3})
    assert screen(Part("x", line.encode(), "json")) == NOT_ARABIC_LANGUAGE


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1256", "iso8859-6", "mac_arabic"])
def test_arabic_is_read_in_every_charset_whatever_the_page_declares(charset: str, screen: Screen) -> None:
    assert screen(html(ARABIC * 3, charset)) is None


def test_arabic_is_known_in_references_and_when_it_is_garbled(screen: Screen) -> None:
    assert screen(html("".join(f"&#{ord(char)};" for char in ARABIC * 3))) is None
    assert screen(html("".join(f"&#x{ord(char):x};" for char in ARABIC * 3))) is None
    assert screen(html((ARABIC * 3).encode().decode("latin-1"))) is None


@pytest.mark.parametrize(
    "text", ["", "Élève à l'école près d'ici, où ça? " * 20, "Москва. " * 99, "東京都に到着した。" * 99, "שלום " * 99]
)
def test_other_scripts_are_left_out(text: str, screen: Screen) -> None:
    assert screen(html(LATIN * 20 + text)) == NOT_ARABIC_SCRIPT
    assert screen(Part("x", json.dumps({"text": LATIN * 20 + text}).encode(), "json")) == NOT_ARABIC_SCRIPT


@pytest.mark.parametrize("record", [{"text": "وصل الوفد"}, {"text": 7}, {"body": "x"}, {"text": ""}, ["x"]])
def test_short_records_and_those_that_the_reader_will_complain_of_are_let_through(
    record: object, screen: Screen
) -> None:
    assert screen(Part("x", json.dumps(record).encode(), "json")) is None


def test_pages_in_other_languages_are_told_by_their_bytes_alone() -> None:
    assert may_be_arabic(news(1).encode())
    assert not may_be_arabic((LATIN + "École, Straße, Москва, 東京 " * 50).encode())
