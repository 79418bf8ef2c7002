"""`musnad dossier`: numbered exhibits of an event or a person, as a page for a browser and for Word."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from sqlalchemy import select

from musnad.archive.adding import Adding
from musnad.archive.dossiers import dossier
from musnad.archive.linking import link
from musnad.archive.ways import Options
from musnad.cli import main
from musnad.errors import NotFoundError
from musnad.exports.docx import to_docx
from musnad.exports.dossier import Dossier, Exhibit, Fact, to_html
from musnad.exports.reports import Quote
from musnad.reader import Reader
from musnad.store.linked import Event
from musnad.store.project import Project, init
from musnad.store.store import Store

pytestmark = pytest.mark.slow
PAGES = {
    "الريف": "زار الوزير ماهر العلي مدينة صلالة الثلاثاء 14 مايو 2024، وقال المتحدث سالم الراوي إن الزيارة تستمر يومين.",
    "المرسى": "قالت وكالة الأفق إن الوزير ماهر العلي زار مدينة صلالة الثلاثاء 14 مايو 2024.",
    "النهر": "نفى المتحدث سالم الراوي أن يكون المشير ماهر العلي زار مدينة صلالة الثلاثاء 14 مايو 2024.",
}
HOSTILE = '<img src="https://x.example/">\u202e=1+1 \x00'


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, reader: Reader) -> Path:
    """A project of three linked pages on one visit."""
    folder = tmp_path_factory.mktemp("dossiers")
    lines = [{"id": o, "text": t, "outlet": o, "published": "2024-05-15", "url": f"https://{n}.example/"}
             for n, (o, t) in enumerate(PAGES.items())]  # fmt: skip
    (folder / "lines.jsonl").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    store = Store.create(init(folder / "own"))
    Adding(store, reader, Options()).add([str(folder / "lines.jsonl")])
    link(store, reader.lexicon)
    return folder / "own"


def of(project: Path, named: str, limit: int = 99) -> Dossier:
    with Store.open(Project.read(project)).reading() as connection:
        return dossier(connection, named, limit)[0]


def event_of(project: Path) -> str:
    with Store.open(Project.read(project)).reading() as connection:
        query = select(Event.id).where(Event.type == "CONSULT").order_by(Event.pages.desc(), Event.id)
        return connection.execute(query).scalars().first() or ""


def test_an_event(told: Path) -> None:
    name = event_of(told)
    found = of(told, name)
    assert (found.kind, found.facts[0]) == ("event", Fact("dossier.id", name))
    assert [exhibit.number for exhibit in found.exhibits] == list(range(1, found.total + 1))
    assert found.total >= 2
    for exhibit in found.exhibits:
        facts = {fact.label: fact.text for fact in exhibit.lines}
        text = PAGES[facts["page.outlet"]]
        assert text[exhibit.quote.start : exhibit.quote.end] == exhibit.quote.text
        assert exhibit.parts[1] == text[exhibit.start : exhibit.end]
        assert re.fullmatch("[0-9a-f]{64}", exhibit.hash)
        assert exhibit.captured.startswith("20")
    assert "زار" in {exhibit.parts[1] for exhibit in found.exhibits}
    assert any("الأفق" in exhibit.chain for exhibit in found.exhibits)
    assert "" in {exhibit.chain for exhibit in found.exhibits}
    assert "dossier.roots" in [section.heading for section in found.sections]


def test_a_person_with_what_each_outlet_calls_him(told: Path) -> None:
    found = of(told, "ماهر العلي")
    assert (found.kind, found.title) == ("person", "ماهر العلي")
    called = {
        (fact.text, line.text)
        for exhibit in found.exhibits
        for fact in exhibit.about
        for line in exhibit.facts
        if fact.label == "dossier.title" and line.label == "page.outlet"
    }
    assert called == {("الوزير", "الريف"), ("الوزير", "المرسى"), ("المشير", "النهر")}
    assert of(told, found.facts[0].text) == found


def test_the_exhibits_are_cut_and_it_says_so(told: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = of(told, "ماهر العلي", 2)
    assert (len(found.exhibits), found.count[:3]) == (2, "2 /")
    assert main(["dossier", "ماهر العلي", "--limit", "2", "--project", str(told)]) == 0
    assert f"exhibits: 2 shown of {found.total} found; --limit shows more" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["غسان الحمدان", "000000000000-c1", ""])
def test_what_is_not_there(told: Path, name: str) -> None:
    with pytest.raises(NotFoundError):
        of(told, name)


class Page(HTMLParser):
    """The tags of a page with their attributes, and the texts of its cells."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def hostile(found: Dossier) -> Dossier:
    quote = Quote(5, 5 + len(HOSTILE), HOSTILE)
    fact = Fact("page.source", HOSTILE)
    exhibit = Exhibit(1, (fact,), quote, 6, 9, (fact,), "2024", "ab" * 32, HOSTILE)
    return Dossier("event", HOSTILE, (fact,), found.sections, (*found.exhibits, exhibit), found.total + 1)


def test_the_html_links_and_loads_nothing(told: Path) -> None:
    page = Page(to_html(hostile(of(told, event_of(told)))))
    assert {tag for tag, _ in page.tags} & {"a", "img", "script", "link", "iframe", "object", "form"} == set()
    assert {name for _, attributes in page.tags for name in attributes} & {"href", "src", "style", "onclick"} == set()
    assert ("html", {"lang": "ar", "dir": "rtl"}) in page.tags
    policy = next(a["content"] for t, a in page.tags if t == "meta" and "http-equiv" in a)
    assert (policy or "").startswith("default-src 'none'")
    assert "\u202e" not in "".join(page.texts)
    assert "وكالة الأفق إن الوزير ماهر العلي زار مدينة" in "".join(page.texts)


def test_word_reads_it_from_right_to_left(told: Path, tmp_path: Path) -> None:
    found = of(told, event_of(told))
    paths = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for path in paths:
        to_docx(hostile(found), path)
    document = docx.Document(str(paths[0]))
    (table,) = document.tables
    assert len(table.rows) == found.total + 2
    for row, exhibit in zip(table.rows[1:], found.exhibits, strict=False):
        cells = [cell.text for cell in row.cells]
        assert (cells[0], cells[1], cells[3]) == (str(exhibit.number), exhibit.quote.text, "")
        assert exhibit.hash in cells[2]
    assert table._tbl.tblPr.xpath("w:bidiVisual")
    assert all(paragraph._p.xpath("w:pPr/w:bidi") for paragraph in document.paragraphs)
    with ZipFile(paths[0]) as archive:
        assert b"TargetMode" not in b"".join(archive.read(n) for n in archive.namelist() if n.endswith(".rels"))
        assert "\u202e" not in archive.read("word/document.xml").decode()
        first = {name: archive.read(name) for name in archive.namelist()}
    with ZipFile(paths[1]) as archive:
        assert first == {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(("form", "begin"), [("html", b"<!doctype"), ("docx", b"PK")])
def test_the_command(told: Path, tmp_path: Path, form: str, begin: bytes) -> None:
    path = tmp_path / "out"
    named = ["--project", str(told), "--format", form, "--out", str(path)]
    assert main(["dossier", event_of(told), *named]) == 0
    assert path.read_bytes().startswith(begin)


def test_word_needs_a_file(told: Path) -> None:
    assert main(["dossier", "ماهر العلي", "--format", "docx", "--project", str(told)]) == 2
