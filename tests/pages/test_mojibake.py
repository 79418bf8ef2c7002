"""Text that was decoded in the wrong charset before it came here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from musnad.pages.charsets import decode
from musnad.pages.mojibake import mend

LINES = [
    "عاد الوزير ماهر العلي إلى العاصمة مساء الأحد",
    "وقال إن الجولة ناجحة، وإنه التقى 12 مسؤولا",
    "من سبها",
]
TEXT = "\r\n".join(LINES)
FRENCH = "L'été dernier, le président a reçu à Paris des délégués étrangers"


def misread(text: str, *steps: tuple[str, str]) -> str:
    for right, wrong in steps:
        content = text.encode(right)
        text = "".join(bytes([b]).decode(wrong, "ignore") or chr(b) for b in content)
    return text


AS_1252, AS_LATIN, AS_1256 = ("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1256")
DAMAGES = [
    ((AS_1252,), "UTF-8 read as windows-1252"),
    ((AS_LATIN,), "UTF-8 read as windows-1252"),
    ((AS_1256,), "UTF-8 read as windows-1256"),
    ((AS_1252, AS_1252), "UTF-8 read as windows-1252 and again as windows-1252"),
    ((AS_1256, AS_1256), "UTF-8 read as windows-1256 and again as windows-1256"),
    ((AS_1256, AS_1252), "UTF-8 read as windows-1256 and again as windows-1252"),
    ((("cp1256", "cp1252"),), "windows-1256 read as windows-1252"),
    ((("cp1256", "latin-1"),), "windows-1256 read as windows-1252"),
    ((("iso8859_6", "latin-1"),), "ISO-8859-6 read as windows-1252"),
]


@pytest.mark.parametrize(("steps", "damage"), DAMAGES)
def test_a_damaged_page_is_mended(steps: tuple[tuple[str, str], ...], damage: str) -> None:
    text, notes = mend(misread(TEXT, *steps))
    assert text == TEXT
    assert len(notes) == 1
    assert damage in notes[0].message
    assert "mended" in notes[0].message


@pytest.mark.parametrize(("steps", "damage"), DAMAGES)
def test_only_the_damaged_lines_are_mended(steps: tuple[tuple[str, str], ...], damage: str) -> None:
    around = f"{LINES[1]}\n{FRENCH}\n\nEnglish\n"
    text, notes = mend(around + misread("\n".join(LINES), *steps) + "\n" + around)
    assert text == around + "\n".join(LINES) + "\n" + around
    assert [note.message for note in notes] == [f"mojibake in 3 lines (first: line 5): {damage}; mended"]


def test_a_bytes_reader_mends_text_and_leaves_html_to_its_reader() -> None:
    content = misread(TEXT, AS_1252).encode()
    assert decode("x", content).text == TEXT
    assert decode("x", b"\xef\xbb\xbf" + content).text == f"\ufeff{TEXT}"
    assert decode("x", content, html=True).text == content.decode()


@pytest.mark.parametrize(
    "damaged",
    [
        misread(LINES[0], AS_1252).replace("\x81", "\ufffd") + "\ufffd",
        misread(LINES[0], AS_1256) + " " + LINES[1],
        LINES[1] + " " + misread(LINES[0], AS_1252),
    ],
)
def test_what_cannot_be_undone_exactly_is_left_and_noted(damaged: str) -> None:
    text, notes = mend(f"{LINES[1]}\n{damaged}")
    assert text == f"{LINES[1]}\n{damaged}"
    assert [note.message for note in notes] == [
        "looks like mojibake in line 2, but cannot be undone exactly: left as it is"
    ]


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        FRENCH,
        "OÙ VA L'ÉTAT ? ÇÀ ET LÀ, ÊTRE OU NE PAS ÊTRE",
        "NÃO HÁ SOLUÇÃO PARA A SITUAÇÃO",
        "Ødegård og Åse spiste røkt ål på Sørøya",
        "Çáğlar, Çärk",
        "نقاط§ وشروط„ وضغوط· أخرى",
        "«شروط»، «ضغوط»، «خطوط»… – خطوط®",
        "الفقرة ط، والفقرة ظ: «الشروط§1»",
        "ط،",
        "Ø",
        "§ · „ á ä Ç",
        "",
    ],
)
def test_sound_text_is_not_touched(text: str) -> None:
    assert mend(text) == (text, ())
    assert mend(f"{text}\n{TEXT}") == (f"{text}\n{TEXT}", ())


def test_short_lines_follow_the_others() -> None:
    text = "\n".join([*LINES, "“12”", "و", "café", "نص"])
    assert mend(misread(text, AS_1252) + "\nنص سليم")[0] == text + "\nنص سليم"


@given(st.text(st.characters(codec="utf-8"), max_size=80), st.sampled_from(DAMAGES))
def test_mending_never_fails_and_changes_nothing_sound(
    text: str, damage: tuple[tuple[tuple[str, str], ...], str]
) -> None:
    mended, notes = mend(text)
    assert (mended == text) or notes
    mended.encode("utf-8")
    try:
        damaged = misread(text, *damage[0])
    except UnicodeEncodeError:
        return
    mend(damaged)[0].encode("utf-8")
