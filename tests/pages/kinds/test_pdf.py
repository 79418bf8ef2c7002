"""PDFs: text in the order of reading whatever the order of drawing; bombs are refused before PDFium sees them."""

import zlib
from collections.abc import Callable

import pytest

from musnad.pages.kinds import Part
from musnad.pages.kinds.pdf_lines import Glyph, Line, is_sideways, paragraphs, plain, read_lines

Pdf = Callable[..., bytes]


def seen(text: str) -> str:
    """A line of Arabic as it is seen from left to right."""
    return text[::-1]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ([(100, 700, seen("قال الوزير ماهر العلي"))], "قال الوزير ماهر العلي"),
        ([(300 - 10 * n, 700, char) for n, char in enumerate("قال الوزير")], "قال الوزير"),
        ([(100, 700, "19/02/2025" + seen("في يوم "))], "في يوم 19/02/2025"),
        ([(100, 700, seen(" في عدن") + "2024" + seen("وصل عام "))], "وصل عام 2024 في عدن"),
        ([(100, 700, "BBC 24 News" + seen("قالت قناة "))], "قالت قناة BBC 24 News"),
        ([(100, 700, seen("الوزير )ماهر( عاد"))], "الوزير (ماهر) عاد"),
        ([(100, 700, seen("ﻗﺎﻝ ﺍﻟﻮﺯﻳﺮ"))], "قال الوزير"),
        ([(100, 700, seen("السﻼم"))], "السلام"),
        ([(100, 700, "Minister " + seen("ماهر العلي") + " said so")], "Minister ماهر العلي said so"),
        ([(100, 700, "Only Latin here")], "Only Latin here"),
        ([(100, 700, seen("عنوان")), (100, 670, seen("متن"))], "عنوان\nمتن"),
    ],
)
def test_lines_are_in_the_order_of_reading(
    only_part: Callable[..., Part], pdf_of: Pdf, lines: list[tuple[float, float, str]], text: str
) -> None:
    content = pdf_of(lines)
    part = only_part("a.pdf", content)
    assert (part.body, part.form, part.content) == (text, "text", content)
    assert "low trust" in part.notes[0].message


@pytest.mark.parametrize(
    ("text", "read"), [("ﻗﺎﻝ", "قال"), ("ﷲ", "الله"), ("ﹰا", "\u064bا"), ("½ ﬁ ٢", "½ ﬁ ٢"), ("ـ", "ـ")]
)
def test_only_presentation_forms_are_touched(text: str, read: str) -> None:
    assert plain(text) == read


FULL = "وصل الوفد الذي يرأسه الوزير ماهر العلي"


def test_a_line_that_is_full_goes_on_in_the_next() -> None:
    def line(text: str, base: float, left: float = 0.0) -> Line:
        return Line(text, left, 500.0, base)

    lines = [
        line(FULL, 700),
        line("إلى عدن.", 680, 300),
        line("ثم عاد.", 660),
        line(FULL, 640),
        line("غدا", 560),
    ]
    assert paragraphs(lines) == f"{FULL} إلى عدن.\nثم عاد.\n{FULL}\nغدا"
    assert paragraphs([]) == ""


def test_vowel_signs_follow_their_letters() -> None:
    letters = [Glyph("ل", 10, 20, 0, 12), Glyph("\u064e", 22, 26, 0, 12), Glyph("ع", 20, 24.5, 0, 12)]
    assert read_lines(letters)[0].text == "عَل"


def test_writing_up_the_page_is_noticed() -> None:
    assert is_sideways([Glyph(char, 10, 20, base * 10, 12) for base, char in enumerate("abcdef")])
    assert not is_sideways([Glyph(char, base * 10, 20, 10, 12) for base, char in enumerate("abcdef")])


FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<<%s>>>>"


@pytest.mark.parametrize(
    "extra",
    [
        {7: (b"/X Do /X Do", FORM % b"/X 7 0 R")},
        {7: (b"/X Do", FORM % b"/X 8 0 R"), 8: (b"/Y Do", FORM % b"/Y 7 0 R")},
        {7 + n: (b"/X Do " * 10, FORM % (b"/X %d 0 R" % (8 + n))) for n in range(12)},
        {7: (zlib.compress(b"q " * (9 << 20)), b"/Filter/FlateDecode")},
        {7: (zlib.compress(zlib.compress(b"q " * (9 << 20))), b"/Filter[/FlateDecode/FlateDecode]")},
    ],
)
def test_bombs(
    only_failure: Callable[..., str],
    pdf_of: Pdf,
    stream_of: Callable[..., bytes],
    extra: dict[int, tuple[bytes, bytes]],
) -> None:
    objects = {number: stream_of(*content) for number, content in extra.items()}
    assert "a bomb" in only_failure("a.pdf", pdf_of([(100, 700, "x")], objects))


def test_forms_that_are_drawn_a_few_times_are_no_bomb(
    only_part: Callable[..., Part], pdf_of: Pdf, stream_of: Callable[..., bytes]
) -> None:
    forms = {7: stream_of(b"/X Do " * 20, FORM % b"/X 8 0 R"), 8: stream_of(b"q Q", FORM % b"")}
    assert only_part("a.pdf", pdf_of([(100, 700, "x")], forms)).body == "x"


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"%PDF-1.7\n" + b"x" * 100, "broken"), (b"%PDF-1.7", "broken"), (b"", "broken")],
)
def test_what_is_no_pdf(only_failure: Callable[..., str], content: bytes, message: str) -> None:
    assert message in only_failure("a.pdf", content, "pdf")


def test_a_scan_is_said_to_be_one(only_failure: Callable[..., str], pdf_of: Pdf) -> None:
    assert "no text layer" in only_failure("a.pdf", pdf_of([]))
