import pytest

from musnad.exports.plain import one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("زار الوزير نزوى", "زار الوزير نزوى"),
        ("كُتِب", "كُتِب"),
        ("می\u200cرود", "می\u200cرود"),
        ("a\u202eb", "a\\u202eb"),
        ("\u2067نزوى\u2069", "\\u2067نزوى\\u2069"),
        ("\u200fنزوى", "\\u200fنزوى"),
        ("\x1b[31mred", "\\u001b[31mred"),
        ("\x00\x7f\ufeff", "\\u0000\\u007f\\ufeff"),
        ("\ud800", "\\ud800"),
        ("\U000e0041", "\\U000e0041"),
        ("سطر\r\nآخر\tهنا", "سطر\r\nآخر\tهنا"),
    ],
)
def test_unsafe_characters_are_written_out(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_one_line_runs_white_space_together() -> None:
    assert one_line(" سطر\r\n\u2028 آخر\x85هنا ") == "سطر آخر هنا"
