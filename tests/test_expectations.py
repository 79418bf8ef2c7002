"""The language of the `expect` columns, on documents made by hand, and tables whose rows fail."""

from dataclasses import replace
from pathlib import Path

import pytest

from musnad.expectations import expected, failures, unmet
from musnad.lexicon import Lexicon, parse
from musnad.model import (
    Argument,
    Claim,
    ClaimPlace,
    ClaimTime,
    Document,
    Entity,
    Link,
    Mention,
    Metadata,
    Page,
    Role,
    Span,
    TimeExpression,
    Token,
    Zone,
)

TEXT = "قالت وكالة رؤية إن الوزير ماهر العلي زار بغداد أمس واتهم خصومه.\nاشترك الآن"


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


def argument(words: str, entity: str | None = None) -> Argument:
    return Argument(at(words), entity)


VISIT = Claim(
    id="c1",
    span=at("زار"),
    type="CONSULT",
    mode="visit",
    contexts=("diplomatic",),
    actors=(argument("الوزير", "e1"),),
    recipients=(argument("بغداد", "e2"),),
    companions=(),
    place=ClaimPlace(argument("بغداد", "e2")),
    time=ClaimTime("2024-05-14", "t1"),
    quantities=(),
    status="asserted",
    polarity="+",
    certainty="certain",
    phase="realised",
    historical=False,
    reading=False,
    chain=(Link(argument("رؤية", "e3"), at("قالت"), kind="agency"), Link(None, None)),
    statement=None,
    about=(),
    confidence=0.9,
    why=(),
)
CHARGE = replace(
    VISIT,
    id="c2",
    span=at("واتهم"),
    type="ACCUSE",
    mode=None,
    contexts=(),
    recipients=(argument("خصومه"),),
    place=None,
    time=None,
    chain=(),
)
DOCUMENT = Document(
    Page("x", TEXT, "x"),
    metadata=Metadata(outlet="رؤية", credits=("رويترز",)),
    zones=(Zone(at(TEXT.split("\n", maxsplit=1)[0]), "body"), Zone(at("اشترك الآن"), "furniture")),
    mentions=(
        Mention("m1", at("رؤية"), "MEDIA", True, "e3"),
        Mention("m2", at("الوزير"), "PER", False, "e1"),
        Mention("m3", at("ماهر العلي"), "PER", True, "e1"),
        Mention("m4", at("بغداد"), "GPE", True, "e2"),
    ),
    entities=(
        Entity("e1", "ماهر العلي", "PER", ("ماهر العلي",), roles=(Role(at("الوزير"), "وزير"),)),
        Entity("e2", "بغداد", "GPE", ("بغداد",)),
        Entity("e3", "رؤية", "MEDIA", ("رؤية",)),
    ),
    times=(TimeExpression("t1", at("أمس"), "DATE", "2024-05-14"),),
    claims=(VISIT, CHARGE),
)


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "claim=CONSULT",
        "claim=CONSULT; trigger=زار; actor=ماهر العلي; recipient=بغداد; place=بغداد; date=2024-05-14",
        "claim=CONSULT; status=asserted; mode=visit; context=diplomatic; chain=رؤية ← ?",
        "claim=CONSULT; actor=ماهر العلى",  # spelling folds
        "claim=ACCUSE; recipient=خصومه; claim=CONSULT; recipient=بغداد",
        "claim=ACCUSE; !date=; !chain=; !place=بغداد",
        "actor=ماهر العلي; recipient=خصومه",  # any claim will do
        "!claim=ASSAULT; !companion=",
        "claim=ACCUSE; !claim=ASSAULT; recipient=خصومه",
        "name=PER ماهر العلي; name=بغداد; entity=رؤية; !name=الوزير; !name=ORG رؤية",
        "role=وزير; role=الوزير; !role=رئيس",
        "time=2024-05-14; time=DATE 2024-05-14; !time=DURATION 2024-05-14",
        "zone=furniture اشترك; !zone=body اشترك; !zone=title",
        "outlet=رؤية; credit=رويترز; !credit=سانا",
    ],
)
def test_facts_that_hold(cell: str) -> None:
    assert unmet(DOCUMENT, cell) == []


@pytest.mark.parametrize(
    ("cell", "sentences"),
    [
        ("claim=ASSAULT", ["'claim=ASSAULT' does not hold; found claim=ACCUSE, claim=CONSULT"]),
        (
            "claim=CONSULT; recipient=خصومه",
            ["'recipient=خصومه' of claim=CONSULT does not hold; found recipient=بغداد"],
        ),
        ("claim=ACCUSE; date=2024-05-14", ["'date=2024-05-14' of claim=ACCUSE does not hold; found no date"]),
        ("!claim=", ["'!claim=' must not hold; found claim=ACCUSE, claim=CONSULT"]),
        ("!name=", ["'!name=' must not hold; found name=GPE بغداد, name=MEDIA رؤية, name=PER ماهر العلي"]),
        ("claim=CONSULT; !chain=", ["'!chain=' of claim=CONSULT must not hold; found chain=رؤية ← ?"]),
        (
            "status=planned; entity=زيد",
            [
                "'status=planned' does not hold; found status=asserted",
                "'entity=زيد' does not hold; found entity=بغداد, entity=رؤية, entity=ماهر العلي",
            ],
        ),
        ("zone=title بغداد", ["'zone=title بغداد' does not hold"]),
    ],
)
def test_facts_that_fail_say_what_was_found(cell: str, sentences: list[str]) -> None:
    said = unmet(DOCUMENT, cell)
    assert len(said) == len(sentences)
    for sentence, beginning in zip(said, sentences, strict=True):
        assert sentence.startswith(beginning) or set(beginning.split(", ")) <= set(sentence.split(", "))


@pytest.mark.parametrize("trigger", ["زيارت", "زيارته"])
def test_a_trigger_is_given_with_its_pronoun_or_without(trigger: str) -> None:
    text = "أنهى زيارته."
    word = Token(Span(5, 11), "word", "زيارته", "زياره", Span(5, 10), enclitic="ه")
    document = Document(
        Page("x", text, "x"),
        tokens=(word,),
        claims=(replace(VISIT, span=Span(5, 10), actors=(), recipients=(), place=None, chain=()),),
    )
    assert unmet(document, f"trigger={trigger}") == []
    assert unmet(document, "trigger=زيار") != []


def test_facts_of_one_claim_are_not_gathered_from_several() -> None:
    assert unmet(DOCUMENT, "actor=ماهر العلي; place=بغداد; recipient=خصومه") == []
    assert unmet(DOCUMENT, "claim=ACCUSE; place=بغداد") != []


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("claim CONSULT", "is no fact"),
        ("claims=CONSULT", "unknown fact 'claims'"),
        ("chain=", "write !chain= to say that there is none"),
    ],
)
def test_a_cell_that_is_no_list_of_facts(cell: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        expected(cell)


HEAD = "# Which?\n#: word\tword\tkey: it\n#: example\ttext?\tit\n#: expect\tfacts?\tit\nword\texample\texpect\n"


def with_table(lexicon: Lexicon, rows: str) -> Lexicon:
    table, _ = parse("made/up.tsv", HEAD + rows)
    return replace(lexicon, tables={**lexicon.tables, "made/up": table})


@pytest.mark.parametrize(
    ("row", "column", "message"),
    [
        ("كلمة\tلا شيء هنا.\tclaim=ASSAULT", "expect", "'claim=ASSAULT' does not hold; found no claim"),
        ("كلمة\tلا شيء هنا.\tclam=ASSAULT", "expect", "unknown fact 'clam'"),
        ("كلمة\t\tclaim=ASSAULT", "example", "is empty, but the row expects something of it"),
    ],
)
def test_a_failing_row_names_its_place(lexicon: Lexicon, row: str, column: str, message: str) -> None:
    (fault,) = failures(with_table(lexicon, row), ["made/up"])
    assert (fault.file, fault.line, fault.column) == ("made/up.tsv", 6, column)
    assert fault.message.startswith(message)


def test_rows_without_expectations_are_silent(lexicon: Lexicon) -> None:
    assert failures(with_table(lexicon, "كلمة\tلا شيء هنا.\nأخرى\t\t\nثالثة\tلا شيء.\t!claim="), ["made/up"]) == []


def test_tables_without_examples_are_passed_over(lexicon: Lexicon) -> None:
    assert failures(lexicon, ["language/words"]) == []


def test_an_example_may_have_lines(lexicon: Lexicon, tmp_path: Path) -> None:
    (fault,) = failures(with_table(lexicon, "كلمة\tسطر\\nسطر\tentity=زيد بن عمرو"), ["made/up"])
    assert "entity=" in fault.message
