"""Bytes of every charset, declared rightly, wrongly or not at all, whole, cut, broken and mixed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.errors import NotTextError
from musnad.pages.charsets import Decoded, decode

LONG = (
    "عاد الوزير ماهر العلي إلى العاصمة مساء الأحد بعد جولة دامت ثلاثة أيام.\r\n"
    'وقال للصحفيين إن الجولة "ناجحة"، وإنه التقى فيها 12 مسؤولا من بلدان الجوار؟\r\n'
)
SHORT = "زار الوفد مدينة سبها."
WORD = "المدينة"
CODECS = {
    "UTF-8": "utf-8",
    "windows-1256": "cp1256",
    "ISO-8859-6": "iso8859_6",
    "x-mac-arabic": "mac_arabic",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
}
DECLARED = [None, "utf-8", "windows-1256", "iso-8859-6", "windows-1252", "x-mac-arabic", "utf-16", "koi8-r", "no-such"]


def messages(decoded: Decoded) -> str:
    assert all(note.stage == "input" for note in decoded.notes)
    return "; ".join(note.message for note in decoded.notes)


@pytest.mark.parametrize("declared", DECLARED)
@pytest.mark.parametrize("charset", CODECS)
@pytest.mark.parametrize("text", [LONG, SHORT, f"The city of Sabha ({WORD}) is in the south of the country, says AFP."])
def test_every_charset_is_found_whatever_is_declared(text: str, charset: str, declared: str | None) -> None:
    decoded = decode("x", text.encode(CODECS[charset]), declared=[declared] if declared else [])
    assert decoded.text == text
    assert decoded.charset == charset or (declared == "x-mac-arabic" and charset == "ISO-8859-6"), (
        "they share their letters"
    )
    if declared and decoded.charset.lower().startswith(declared):
        assert not decoded.notes
    elif declared:
        assert re.fullmatch(f"declared {declared}, but .*: read as {charset}", messages(decoded))
    elif charset == "UTF-8":
        assert not decoded.notes
    else:
        assert re.fullmatch(f".*: read as {charset}", messages(decoded))


@pytest.mark.parametrize("declared", ["utf-8", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("charset", CODECS)
def test_html_declares_in_its_head(charset: str, declared: str) -> None:
    page = (
        f'<!DOCTYPE html>\n<html lang="ar"><head><META charset="{declared}"><title>{WORD}</title></head><p>{SHORT}</p>'
    )
    decoded = decode("x", page.encode(CODECS[charset]), html=True)
    assert decoded.charset == charset
    assert re.sub("\\s", " ", decoded.text) == re.sub("\\s", " ", page)
    if charset in ("UTF-8", "windows-1256", "ISO-8859-6"):
        assert (f"declared {declared}, but" in messages(decoded)) == (declared != charset.lower())


@pytest.mark.parametrize("declared", ["iso-8859-6", "windows-1256", "x-mac-arabic"])
def test_a_declaration_decides_between_equals(declared: str) -> None:
    text = "سبت ثابت حار"
    decoded = decode("x", text.encode("iso8859_6"), declared=["no-such", declared])
    assert (decoded.text, decoded.charset.lower()) == (text, declared)


@pytest.mark.parametrize(
    ("label", "charset"),
    [
        ("cp1256", "windows-1256"),
        ("x-cp1256", "windows-1256"),
        ("MS-Arabic", "windows-1256"),
        (" Windows-1256 ", "windows-1256"),
        ("arabic", "ISO-8859-6"),
        ("iso-8859-6-i", "ISO-8859-6"),
        ("ISO_8859-6:1987", "ISO-8859-6"),
        ("csISO88596E", "ISO-8859-6"),
        ("asmo-708", "ISO-8859-6"),
        ("macarabic", "x-mac-arabic"),
        ("mac_arabic", "x-mac-arabic"),
        ("utf8", "UTF-8"),
        ("unicode-1-1-utf-8", "UTF-8"),
        ("unicode", "UTF-16LE"),
    ],
)
def test_labels_have_other_names(label: str, charset: str) -> None:
    decoded = decode("x", LONG.encode(CODECS[charset]), declared=[label])
    assert (decoded.text, decoded.charset, decoded.notes) == (LONG, charset, ())


def test_declarations_that_contradict_each_other_are_noted() -> None:
    decoded = decode("x", LONG.encode(), declared=["windows-1256", "utf-8", "windows-1256", "iso-8859-6"])
    assert messages(decoded) == "declared windows-1256 and iso-8859-6, but it is valid UTF-8: read as UTF-8"


@pytest.mark.parametrize(
    ("head", "declared"),
    [
        ('<meta charset="windows-1252">', "windows-1252"),
        ("<meta charset=windows-1252>", "windows-1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "windows-1252"),
        ("<META CONTENT='text/html;charset = windows-1252'", "windows-1252"),
        ('<?xml version="1.0" encoding="windows-1252"?>', "windows-1252"),
        ('<!-- <meta charset="windows-1252"> -->', None),
        ('<!-- <meta charset="windows-1252">', None),
        ('<p title="charset=windows-1252">', None),
        ("<meta " + "x" * 5000 + "charset=windows-1252>", None),
        ("<meta charset=>", None),
        ("<meta charset", None),
        ("<" * 4000, None),
    ],
)
def test_where_html_declares(head: str, declared: str | None) -> None:
    content = f"{head}<p>{SHORT}".encode()
    assert (declared is not None) == bool(decode("x", content, html=True).notes)
    assert not decode("x", content).notes


@pytest.mark.parametrize(
    "declared", [(), ("windows-1256",), ("x\nforged",), ("é" * 99,), ("\ud800",), ("",), ("a\0b",)]
)
@pytest.mark.parametrize("content", [b"", b"plain text\r\n", b"+ADw-script+AD4-", b"\x1b$B!!\x1b(B"])
def test_ascii_is_read_as_it_stands_without_a_word(content: bytes, declared: tuple[str, ...]) -> None:
    for html in (False, True):
        assert decode("x", content, declared=declared, html=html) == Decoded(content.decode("ascii"), "UTF-8", ())


@pytest.mark.parametrize("label", ["utf-7", "iso-2022-jp", "hz", "idna", "punycode", "unicode_escape", "rot13", "zlib"])
def test_no_declaration_makes_bytes_into_something_else(label: str) -> None:
    content = b"+ADw- \\u0041 ~{ \x1b$B " + SHORT.encode("cp1256")
    assert decode("x", content, declared=[label], html=True).text == content.decode("cp1256")


def test_a_label_cannot_forge_a_message() -> None:
    decoded = decode("x", LONG.encode(), declared=["x\nerror: \u202eall lost" + "y" * 99])
    assert re.fullmatch(r"declared [\w?.:-]{1,40}, but it is valid UTF-8: read as UTF-8", messages(decoded))


@pytest.mark.parametrize("declared", [(), ("windows-1256",)])
@pytest.mark.parametrize(
    ("codec", "mark", "charset"),
    [
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("utf-16-le", b"\xff\xfe", "UTF-16LE"),
        ("utf-16-be", b"\xfe\xff", "UTF-16BE"),
        ("utf-32-le", b"\xff\xfe\0\0", "UTF-32LE"),
        ("utf-32-be", b"\0\0\xfe\xff", "UTF-32BE"),
    ],
)
def test_a_byte_order_mark_wins_and_stays(codec: str, mark: bytes, charset: str, declared: tuple[str, ...]) -> None:
    decoded = decode("x", mark + LONG.encode(codec), declared=declared)
    assert (decoded.text, decoded.charset) == ("\ufeff" + LONG, charset)
    assert bool(decoded.notes) == bool(declared)


WESTERN = [
    "Le ministre a été reçu à l'Élysée ; l'entretien a duré deux heures.",
    "Die Gespräche über die künftige Außenpolitik führten zu größeren Überraschungen.",
    "El señor Muñoz volvió a España mañana por la mañana.",
    "The “deal” – worth £5m – isn’t final…",
    "café",
]


@pytest.mark.parametrize("declared", [(), ("utf-8",), ("iso-8859-1",), ("iso-8859-6",)])
@pytest.mark.parametrize("text", WESTERN)
def test_latin_letters_inside_latin_words_are_western(text: str, declared: tuple[str, ...]) -> None:
    decoded = decode("x", text.encode("cp1252"), declared=declared)
    assert (decoded.text, decoded.charset) == (text, "windows-1252")


@pytest.mark.parametrize(
    "text", ["الفريق\xa0 \xa0 \xa0 \xa0" * 20, "مـــاهـــر العـلــــي ــــــــــ", "عَادَ الوَزِيرُ إِلَى العَاصِمَةِ"]
)
@pytest.mark.parametrize("charset", ["windows-1256", "ISO-8859-6"])
def test_blanks_tatweel_and_harakat_do_not_mislead(text: str, charset: str) -> None:
    decoded = decode("x", text.encode(CODECS[charset]), declared=[charset])
    assert (decoded.text, decoded.charset) == (text, charset)


def test_french_beside_arabic_is_windows_1256() -> None:
    text = f"{WESTERN[0]} {SHORT}"
    assert decode("x", text.replace("É", "E").encode("cp1256")).text == text.replace("É", "E")


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Президент встретился с министром в Москве.", "windows-1251"),
        ("Президент встретился с министром в Москве.", "koi8-r"),
        ("总统与外交部长会面讨论合作问题", "gb18030"),
        ("Başbakan dışişleri bakanı ile görüştü", "iso-8859-9"),
    ],
)
def test_other_languages_are_read_as_they_declare(text: str, label: str) -> None:
    decoded = decode("x", text.encode(label), declared=[label])
    assert (decoded.text, decoded.charset, decoded.notes) == (text, label, ())


@pytest.mark.parametrize("codec", ["cp1251", "koi8_r", "cp1255", "gb18030", "euc_kr", "cp874"])
def test_other_languages_are_refused_undeclared(codec: str) -> None:
    text = "Президент встретился с министром ראש הממשלה נפגש עם שר החוץ 总统与外交部长会面 대통령은 외무장관과 만나 นายกรัฐมนตรีพบกับ"
    with pytest.raises(NotTextError, match="nor Arabic"):
        decode("x", text.encode(codec, "ignore").replace(b"  ", b" ").strip())


def test_a_few_odd_bytes_do_not_make_a_page_unreadable() -> None:
    decoded = decode("x", b"A page in English with one odd byte. " * 9 + b"\xd7\xd0")
    assert decoded.charset == "windows-1252"


def test_bytes_that_windows_1252_does_not_define_are_controls() -> None:
    assert decode("x", WESTERN[0].encode("cp1252") + b" \x81").text == f"{WESTERN[0]} \x81"


SOUND = SHORT.encode()
BROKEN = [
    (b"\xd8\xb9\xd8" + SOUND, "broken in 1 place, first at byte 2"),
    (SOUND + b" \xd8", f"cut in its last character, at byte {len(SOUND) + 1}"),
    (SOUND + " —".encode()[:-1], f"cut in its last character, at byte {len(SOUND) + 1}"),
    (SOUND + b" \xff.", f"broken in 1 place, first at byte {len(SOUND) + 1}"),
    (SOUND.replace(b"\xd8\xaf", b"\xd8 "), "broken in 2 places"),
    (SOUND + b" \xc0\xaf \xed\xa0\xbd\xed\xb8\x80", "broken in 8 places"),
    (b"\xef\xbb\xbf" + SOUND + b"\xff", f"broken in 1 place, first at byte {len(SOUND) + 3}"),
]


@pytest.mark.parametrize(("content", "message"), BROKEN)
def test_broken_utf8_is_read_with_replacement_characters(content: bytes, message: str) -> None:
    decoded = decode("x", content)
    assert (decoded.text, decoded.charset) == (content.decode("utf-8", "replace"), "UTF-8")
    assert message in messages(decoded)


@pytest.mark.parametrize("stretch", ["وقال الوزير، في ختام الجولة، إنه راض.", "وزارة الخارجية", LONG])
@pytest.mark.parametrize("after", [LONG, "", "\n" + LONG[:50] + "\n"])
def test_windows_1256_in_the_middle_of_utf8_is_read(stretch: str, after: str) -> None:
    content = LONG.encode() * 2 + stretch.encode("cp1256") + after.encode()
    decoded = decode("x", content)
    assert decoded.text == LONG * 2 + stretch + after
    start = len(LONG.encode()) * 2
    assert f"windows-1256 in the middle of it, in 1 place, first at byte {start}" in messages(decoded)


def test_what_is_lost_beside_a_stretch_is_told_with_its_place() -> None:
    before = LONG.encode() + "وزارة الخارجية".encode("cp1256") + b"\n" + LONG.encode()
    decoded = decode("x", before + b"\xff\n")
    assert decoded.text == f"{LONG}وزارة الخارجية\n{LONG}\ufffd\n"
    assert f"broken in 1 place, first at byte {len(before)}" in messages(decoded)


def test_broken_utf16_is_read_and_noted() -> None:
    decoded = decode("x", b"\xff\xfe" + LONG.encode("utf-16-le") + b"\0\xd8 \0")
    assert decoded.text == f"\ufeff{LONG}\ufffd "
    assert "broken in 1 place" in messages(decoded)


BINARY = [
    b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0\x90wS\xde",
    bytes(range(256)) * 4,
    b"\xff\xfe" + b"\0\xd8" * 40,
    bytes(1000),
]


@pytest.mark.parametrize("html", [False, True])
@pytest.mark.parametrize("content", BINARY)
def test_binary_content_is_refused(content: bytes, html: bool) -> None:
    with pytest.raises(NotTextError, match="no text"):
        decode("x", content, html=html)


@pytest.mark.parametrize("content", [b"abc\0def", b"a\x07b", b"a" * 70_000 + b"\0", LONG.encode("utf-16") + b"\0\0"])
def test_plain_text_holds_no_control_characters(content: bytes) -> None:
    with pytest.raises(NotTextError, match="no text"):
        decode("page.txt", content)


def test_html_may_hold_nuls() -> None:
    content = f"<p>{SHORT}</p>".replace(" ", "\0 ").encode()
    assert decode("x", content, html=True).text == content.decode()


PIECES = st.sampled_from(
    [
        SHORT.encode(),
        SHORT.encode("cp1256"),
        SHORT.encode("utf-16-le"),
        SHORT.encode().decode("cp1256").encode(),
        WESTERN[0].encode("cp1252"),
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\0",
        b"\xed\xa0\xbd",
        b"\xed\xb8\x80",
        b"\0\xd8",
        b"\n",
        b"<meta charset=",
        b"utf-16 ",
        b"<!--",
    ]
)
CONTENTS = st.binary(max_size=300) | st.lists(PIECES | st.binary(max_size=6), max_size=12).map(b"".join)


@given(
    CONTENTS, st.lists(st.sampled_from([label for label in DECLARED if label]) | st.text(max_size=12)), st.booleans()
)
def test_any_bytes_give_clean_text_or_a_refusal(content: bytes, declared: list[str], html: bool) -> None:
    try:
        decoded = decode("x", content, declared=declared, html=html)
    except NotTextError:
        return
    decoded.text.encode("utf-8")
    assert decoded == decode("x", content, declared=declared, html=html)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=200))
def test_valid_utf8_is_read_as_it_is(text: str) -> None:
    assert decode("x", text.encode(), html=True).text == text
