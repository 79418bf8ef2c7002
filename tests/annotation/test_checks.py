"""What is wrong with an annotation, said with file, line and fault."""

import json
from hashlib import sha256
from pathlib import Path

import pytest

from musnad.annotation import load, read
from musnad.errors import AnnotationError, NotFoundError

from .conftest import ANNOTATION, FURTHER, PAGE, write


def faults(folder: Path) -> list[str]:
    return [str(fault) for fault in read(folder).faults]


def test_a_sound_page_has_no_fault(folder: Path) -> None:
    assert faults(folder) == []


@pytest.mark.parametrize(
    ("there", "instead", "fault"),
    [
        ("published: 2024-05-15", "published: soon", "visit.yaml:1: published: 'soon' is no day"),
        ("names:", "people:", "visit.yaml:3: unknown section 'people'"),
        ("names:", "times: []\nnames:", "the section 'times' stands there twice"),
        ("[بغداد, GPE,", "[بغداد, CITY,", "visit.yaml:7: names: unknown kind 'CITY'"),
        ("[بغداد, GPE, بغداد]", "[بغداد, GPE]", "visit.yaml:7: names: a row is [as it stands there"),
        ("[بغداد, GPE,", "[دمشق, GPE,", "visit.yaml:7: names: 'دمشق' does not occur on the page"),
        ("[بغداد, GPE, بغداد]", "[العلي, PER, خالد العلي]", "visit.yaml:7: names: 'العلي' stands there twice"),
        ("1, DATE", "2, DATE", "visit.yaml:9: times: 'يوم الأحد المقبل' does not occur 2 times"),
        ("1, DATE", "one, DATE", "visit.yaml:9: times: a time is not written as [quote, number]"),
        ("1, DATE", "1, DAY", "visit.yaml:9: times: unknown type 'DAY'"),
        ("DATE, 2024-05-19", "DATE, next Sunday", "'next Sunday' is not one of TIMEX3"),
        ("type: CONSULT", "type: VISIT", "visit.yaml:11: events: unknown type 'VISIT'"),
        ("type: CONSULT, ", "", "visit.yaml:11: events: lacks 'type'"),
        ("status: planned", "status: certain", "visit.yaml:11: events: unknown status 'certain'"),
        ("status: planned", "state: planned", "visit.yaml:11: events: unknown field 'state'"),
        ("status: planned", "chain: []", "visit.yaml:11: 'chain' stands twice in one row"),
        ("date: 2024-05-19", "date: Sunday", "visit.yaml:11: events: 'سيزور': the date 'Sunday'"),
        ("recipients: [بغداد | العراق]", "recipients: بغداد", "visit.yaml:11: events: recipients is not a list"),
        ("recipients: [بغداد | العراق]", "recipients: [1,200 رجل]", "visit.yaml:11: events: recipients is not a list"),
        ("[القصف, 1]", "[القصف, 2]", "visit.yaml:13: events: 'القصف' does not occur 2 times"),
        ("[القصف, 1]", "[القصف الذي أوقع 12, 1]", "a trigger has three words at most"),
        ("[القصف, 1]", "[دعا, 1]", "visit.yaml:13: events: 'دعا': another event has this trigger"),
        ("[القصف, 1]", "ودعا", "visit.yaml:13: events: 'ودعا': another event has this trigger"),
        ("optional: true", "optional: maybe", "visit.yaml:14: events: 'ارتياحه': optional is true or false"),
        (
            "optional: true}",
            "optional: true}\nfurniture:\n  - [خالد, 1, قال, 1]",
            "visit.yaml:16: furniture: furniture ends",
        ),
        ("optional: true}", "optional: true", "visit.yaml:15: is no YAML: "),
    ],
)
def test_faults_of_the_layers(tmp_path: Path, there: str, instead: str, fault: str) -> None:
    assert there in ANNOTATION
    write(tmp_path, rows=ANNOTATION.replace(there, instead, 1))
    assert any(fault in found for found in faults(tmp_path)), faults(tmp_path)


@pytest.mark.parametrize(
    ("there", "instead", "fault"),
    [
        (
            "[سيزور, 1]",
            "[بغداد, 1]",
            "visit.more.yaml:2: events: the trigger ['بغداد', 1] is not the trigger of an event",
        ),
        ("[ودعا, 1]", "[سيزور, 1]", "visit.more.yaml:3: events: 'سيزور': another row has this trigger"),
        ("[[القصف, 1]]", "[[قال, 1]]", "visit.more.yaml:3: events: about ['قال', 1] is not the trigger of an event"),
        ("[[القصف, 1]]", "القصف", "visit.more.yaml:3: events: 'دعا': quantities and about are lists"),
        ("[وفد من التجار]", "وفد", "visit.more.yaml:2: events: companions is not a list"),
        ("[12 قتيلا, 1]", "[13 قتيلا, 1]", "visit.more.yaml:4: events: '13 قتيلا' does not occur on the page"),
        ("value: 12", "value: many", "visit.more.yaml:4: events: the value of a quantity is a number or null"),
        ("unit: person", "unit: people", "visit.more.yaml:4: events: unknown unit 'people'"),
        ("unit: person", "unit: money", "visit.more.yaml:4: events: money is written with its ISO 4217 code"),
        ("unit: person", "unit: person:USD", "visit.more.yaml:4: events: money is written with its ISO 4217 code"),
        ("certain, ongoing", "certain, going", "visit.more.yaml:4: events: unknown phase 'going'"),
        ("certain, ongoing", "ongoing", "visit.more.yaml:4: events: axes are [polarity, certainty, phase]"),
        (
            "[الوزير, 1, التجار, 1]",
            "[التجار, 1, قال, 1]",
            "visit.more.yaml:8: statements: content ends before it begins",
        ),
        ("[الوزير, 1, التجار, 1]", "[الوزير, 1]", "visit.more.yaml:8: statements: content is not written as"),
        ("cue: [قال, 1]", "cue: [روى, 1]", "visit.more.yaml:8: statements: 'روى' does not occur on the page"),
        ("direct: false", "direct: no one", "direct is true or false"),
        (
            "entity: ماهر العلي, title",
            "entity: العلي, title",
            "visit.more.yaml:11: roles: 'العلي' is no canonical name",
        ),
        ("title: الوزير", "rank: الوزير", "visit.more.yaml:11: roles: unknown field 'rank'"),
        ("kind: son", "kind: friend", "visit.more.yaml:15: relations: unknown kind 'friend'"),
        ("[المدعو, 1]", "[المتمرد, 1]", "visit.more.yaml:13: epithets: 'المتمرد' does not occur"),
        ("epithets:", "nicknames:", "visit.more.yaml:13: unknown section 'nicknames'"),
    ],
)
def test_faults_of_the_further_layers(tmp_path: Path, there: str, instead: str, fault: str) -> None:
    assert there in FURTHER
    write(tmp_path, more=FURTHER.replace(there, instead, 1))
    assert any(fault in found for found in faults(tmp_path)), faults(tmp_path)


def test_a_text_must_be_there(tmp_path: Path) -> None:
    write(tmp_path, text=None)
    assert faults(tmp_path) == ["visit.txt: is not there: the text of the page"]


def manifest(folder: Path, **entry: str) -> None:
    (folder / "manifest.json").write_text(json.dumps([{"id": "visit", **entry}]), encoding="utf-8")


@pytest.mark.parametrize("where", [".", ".."])
def test_a_manifest_vouches_for_a_text_kept_elsewhere(tmp_path: Path, where: str) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    write(folder, text=None, rows=ANNOTATION.replace("planned", "sure"))
    manifest(folder / where, sha256=sha256(PAGE.encode()).hexdigest(), outlet="الريف")
    assert faults(folder) == [f"visit.yaml:11: events: unknown status 'sure'; known are {STATUSES}"]
    write(folder, text=None)
    assert (load(folder), read(folder).unread) == ([], ("visit",))
    (page,) = load(folder, {"visit": PAGE})
    assert (page.outlet, len(page.events), page.events[1].about) == ("الريف", 4, (page.events[2].place,))


STATUSES = "asserted hypothetical negated planned possible"


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ({"sha256": "0" * 64}, "visit.txt: is not the text that was annotated"),
        ({"published": "2024-05-16"}, "visit.yaml: published is 2024-05-15, but 2024-05-16 in manifest.json"),
    ],
)
def test_a_page_must_be_as_the_manifest_says(folder: Path, entry: dict[str, str], fault: str) -> None:
    manifest(folder, **entry)
    assert faults(folder)[0].startswith(fault)


@pytest.mark.parametrize("content", ["{", "[1]", '[{"name": "visit"}]'])
def test_a_manifest_that_is_none_is_said(folder: Path, content: str) -> None:
    (folder / "manifest.json").write_text(content, encoding="utf-8")
    assert faults(folder)[0].startswith("manifest.json: is no list of pages")


def test_files_without_their_fellows_are_said(folder: Path) -> None:
    (folder / "visit.yaml").rename(folder / "other.yaml")
    assert faults(folder) == [
        "other.txt: is not there: the text of the page",
        "visit.more.yaml: there is no visit.yaml beside it",
    ]


@pytest.mark.parametrize("name", ["visit.txt", "visit.yaml", "visit.more.yaml"])
def test_bytes_that_are_no_utf_8_are_said(folder: Path, name: str) -> None:
    (folder / name).write_bytes(b"\xff\xfe")
    assert f"{name}: is not UTF-8 (byte 0)" in faults(folder)


def test_the_first_fault_is_raised_and_the_others_are_counted(tmp_path: Path) -> None:
    write(tmp_path, rows=ANNOTATION.replace("type: REQUEST", "type: ASK").replace("DATE,", "DAY,"), more=None)
    with pytest.raises(AnnotationError, match=r"visit\.yaml:9: times: unknown type 'DAY'.* \(and 1 more faults\)"):
        load(tmp_path)


def test_there_must_be_something(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="no annotated pages there"):
        load(tmp_path)
    with pytest.raises(AnnotationError, match="there is no such folder"):
        load(tmp_path / "none")
