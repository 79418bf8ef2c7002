"""Tables: what is refused, what is found wrong, and how a user's tables lie over the package's."""

import gc
import pickle
from pathlib import Path

import pytest

from musnad.errors import LexiconError, NotFoundError
from musnad.lexicon import DATA, BrokenTableError, Lexicon, Row, faults, layered, load, parse

HEAD = """# Which words?
#: word	word	key: the word
#: also	words?	other spellings
#: class	code noun verb	what it is
#: tags	codes? old new	marks
#: rank	int?	a number
#: weight	float?	a number
#: whole	flag	yes or nothing
#: note	text?	anything
word	also	class	tags	rank	weight	whole	note
"""


def folder_with(tmp_path: Path, content: str, name: str = "language/function_words.tsv") -> Path:
    path = tmp_path / "mine" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return tmp_path / "mine"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tables that stands for the package's own."""
    folder = tmp_path / "data"
    folder.mkdir()
    monkeypatch.setattr("musnad.lexicon.DATA", folder)
    return folder


def test_a_table_is_read_as_it_documents_itself() -> None:
    table, removed = parse("a.tsv", HEAD + "\n# a note\nبيت\tبيوت | أبيات\tnoun\told|new\t3\t0.5\tyes\tلا شيء\n")
    (row,) = table
    assert table.question == "Which words?"
    assert (row["word"], row.list("also"), row.list("tags")) == ("بيت", ("بيوت", "أبيات"), ("old", "new"))
    assert row.ref == "a.tsv:13"
    assert removed == frozenset()


def test_short_rows_are_filled_with_nothing() -> None:
    table, _ = parse("a.tsv", HEAD + "بيت\t\tnoun\n")
    assert [row["note"] for row in table] == [""]


def test_rows_are_found_by_folded_words() -> None:
    table, _ = parse("a.tsv", HEAD + "القاهرة\tقاهرة\tnoun\n")
    assert table.folded("word") == {"القاهره"}
    assert list(table.by("also")) == ["قاهره"]


@pytest.mark.parametrize(
    ("content", "place", "message"),
    [
        ("# Which?\n", "a.tsv", "no header row"),
        ("# Which?\n#: word\tword\nword\n", "a.tsv:2", "a column is documented as"),
        ("# Which?\n#: word\t \tkey: it\nword\n", "a.tsv:2", "a column is documented as"),
        ("# Which?\n#: word\tnoun\tkey: it\nword\n", "a.tsv:2", "unknown kind 'noun'"),
        ("# Which?\n#: word\tword\tkey: it\nwords\n", "a.tsv:3", "the header names"),
        ("# Which?\n#: word\tword\tkey: it\nword\nبيت\tدار\n", "a.tsv:4", "2 cells, but the table has 1 columns"),
    ],
)
def test_a_table_of_wrong_shape_is_refused_and_named(package: Path, content: str, place: str, message: str) -> None:
    (package / "a.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(LexiconError, match=message) as caught:
        load()
    assert str(caught.value).startswith(f"{place}: ")
    (fault,) = faults(package)
    assert str(fault) == str(caught.value)


def test_the_error_of_a_broken_table_pickles() -> None:
    with pytest.raises(BrokenTableError) as caught:
        parse("a.tsv", "")
    assert pickle.loads(pickle.dumps(caught.value)).fault == caught.value.fault


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("\t\tnoun", "word", "is empty, but must not be"),
        ("بيت\t\tadverb", "class", "unknown code 'adverb'; known are noun verb"),
        ("بيت\t\tnoun\told|young", "tags", "unknown code 'young'; known are new old"),
        ("بيت\t\tnoun\t\tthree", "rank", "not a number: 'three'"),
        ("بيت\t\tnoun\t\t1.5", "rank", "not a number: '1.5'"),
        ("بيت\t\tnoun\t\t\tmuch", "weight", "not a number: 'much'"),
        ("بيت\t\tnoun\t\t\t\tno", "whole", "a flag is 'yes' or empty, not 'no'"),
        ("بيت\tدار||منزل\tnoun", "also", "an empty word between two |"),
        ("بیت\t\tnoun", "word", "looks like the Arabic 'ي' and is another letter"),
        ("بـيت\t\tnoun", "word", "a tatweel stands in"),
        ("ﺑيت\t\tnoun", "word", "a presentation form U+FE91 stands in"),
        ("بي\u200fت\t\tnoun", "word", "an invisible mark U+200F stands in"),
        ("بيت\t\tnoun\t\t\t\t\tسطر\u202bآخر", "note", "an invisible mark U+202B stands in"),
        ("بيت\t\tverb\nبيت\t\tnoun", "", "the same key as line 11: بيت"),
    ],
)
def test_faults_name_line_and_column(package: Path, row: str, column: str, message: str) -> None:
    (package / "a.tsv").write_text(HEAD + row + "\n", encoding="utf-8")
    (fault,) = faults(package)
    assert (fault.file, fault.line, fault.column) == ("a.tsv", 11 + row.count("\n"), column)
    assert message in fault.message


def test_words_that_a_hamza_tells_apart_are_two_keys(package: Path) -> None:
    (package / "a.tsv").write_text(HEAD + "أن\t\tnoun\nإن\t\tnoun\n", encoding="utf-8")
    assert faults(package) == []


def test_a_table_without_a_question_is_faulty(package: Path) -> None:
    (package / "a.tsv").write_text(HEAD.split("\n", 1)[1] + "بيت\t\tnoun\n", encoding="utf-8")
    assert [fault.line for fault in faults(package)] == [0]


def test_a_table_in_another_charset_is_refused(package: Path) -> None:
    (package / "a.tsv").write_bytes(HEAD.encode() + "بيت".encode("windows-1256"))
    with pytest.raises(LexiconError, match=r"a\.tsv: not UTF-8"):
        load()


def test_a_folder_without_tables_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="no tables there"):
        load(tmp_path)


@pytest.mark.parametrize("collects", [True, False])
def test_loading_leaves_the_collector_on_or_off_as_it_was(tmp_path: Path, collects: bool) -> None:
    was = gc.isenabled()
    (gc.enable if collects else gc.disable)()
    try:
        load()
        after = gc.isenabled()
        with pytest.raises(LexiconError):
            load(tmp_path)
        assert (after, gc.isenabled()) == (collects, collects)
    finally:
        (gc.enable if was else gc.disable)()


def test_an_unknown_table_is_not_found(lexicon: Lexicon) -> None:
    with pytest.raises(NotFoundError, match="no table 'no/such'"):
        lexicon["no/such"]


def words(rows: tuple[Row, ...]) -> list[tuple[str, str]]:
    return [(row["word"], row["class"]) for row in rows]


@pytest.mark.parametrize(
    ("above", "result"),
    [
        ("دار\t\tnoun", [("بيت", "noun"), ("قال", "verb"), ("دار", "noun")]),
        ("بيت\t\tverb", [("قال", "verb"), ("بيت", "verb")]),
        ("!بيت", [("قال", "verb")]),
        ("!بيت\n!قال", []),
        ("!بَيت\nدار\t\tnoun", [("قال", "verb"), ("دار", "noun")]),
    ],
)
def test_rows_are_added_replaced_and_taken_away(above: str, result: list[tuple[str, str]]) -> None:
    below, _ = parse("a.tsv", HEAD + "بيت\t\tnoun\nقال\t\tverb\n")
    over, removed = parse("mine/a.tsv", HEAD + above + "\n")
    assert words(layered(below, over, removed).rows) == result


def test_a_table_without_a_key_is_only_added_to() -> None:
    head = "# Which?\n#: word\tword\tthe word\nword\n"
    below, _ = parse("a.tsv", head + "بيت\n")
    over, removed = parse("mine/a.tsv", head + "دار\n")
    assert [row["word"] for row in layered(below, over, removed)] == ["بيت", "دار"]


def own_table(rows: str) -> str:
    """A user's table over the package's function words: that table's head with the user's rows."""
    lines = (DATA / "language/function_words.tsv").read_text(encoding="utf-8").splitlines()
    header = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join([*lines[: header + 1], rows, ""])


def test_a_users_table_lies_over_the_packages(tmp_path: Path, lexicon: Lexicon) -> None:
    mine = folder_with(tmp_path, own_table("عقب\tpreposition\tyes\nهنالكم\tadverb\t"))
    assert faults(mine) == []
    both = load(mine)
    assert both.version != lexicon.version
    assert "هنالكم" in both["language/function_words"].folded("word")
    assert "هنالكم" not in lexicon["language/function_words"].folded("word")
    (row,) = both["language/function_words"].by("word")["هنالكم"]
    assert row.ref.startswith("mine/language/function_words.tsv:")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("هنالكم\tparticle\t", "unknown code 'particle'"),
        ("!هنالكم", "takes away a row that the package's table does not have: هنالكم"),
    ],
)
def test_a_users_table_is_held_to_the_packages(tmp_path: Path, rows: str, message: str) -> None:
    (fault,) = faults(folder_with(tmp_path, own_table(rows)))
    assert fault.file == "mine/language/function_words.tsv"
    assert message in fault.message


def test_a_user_cannot_widen_the_codes(tmp_path: Path) -> None:
    content = own_table("هنالكم\tparticle\t").replace("code preposition", "code particle preposition")
    assert [fault.column for fault in faults(folder_with(tmp_path, content))] == ["class"]


def test_other_columns_than_the_packages_are_refused(tmp_path: Path) -> None:
    mine = folder_with(tmp_path, HEAD + "بيت\t\tnoun\n")
    with pytest.raises(LexiconError, match=r"mine/language/function_words\.tsv: its columns must be"):
        load(mine)
    assert [fault.line for fault in faults(mine)] == [0]


def test_a_users_table_may_lack_a_column_that_can_be_empty(tmp_path: Path) -> None:
    lines = (DATA / "names/persons.tsv").read_text(encoding="utf-8").splitlines()
    head = [line for line in lines if line.startswith("#") and not line.startswith("#: sectors")]
    mine = folder_with(
        tmp_path,
        "\n".join([*head, "name\tcountry\tforms\tshort\tlatin", "ماهر العلي\tOMN\t\t\tMaher"]),
        "names/persons.tsv",
    )
    assert faults(mine) == []
    (row,) = (row for row in load(mine)["names/persons"] if row["name"] == "ماهر العلي")
    assert (row["latin"], row["sectors"]) == ("Maher", "")


def test_a_table_that_nothing_reads_is_a_fault(tmp_path: Path) -> None:
    (fault,) = faults(folder_with(tmp_path, HEAD + "بيت\t\tnoun\n", "langauge/words.tsv"))
    assert "the package has no such table" in fault.message
    assert "language/words.tsv" in fault.message
