"""A dossier as a Word file, right to left; nothing in it is loaded from elsewhere. Needs `pip install "musnad[docx]"`."""

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from musnad.errors import UsageError
from musnad.exports.dossier import COLUMNS, Dossier, Exhibit, Fact, both, is_latin
from musnad.exports.plain import one_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_WIDTHS = (1.4, 9.5, 8.0, 6.5)
_GREY = "6F6A61"


def to_docx(dossier: Dossier, path: Path) -> None:
    """Write the dossier to a file.

    Raises:
        UsageError: python-docx is not installed.
    """
    try:
        import docx  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise UsageError('Word files need a package: pip install "musnad[docx]"') from error
    document = docx.Document()
    _landscape(document)
    _say(document.add_heading(level=1), f"{' · '.join(both(f'dossier.{dossier.kind}'))}: {dossier.title}")
    for text in both("dossier.caution"):
        _say(document.add_paragraph(), text)
    _facts(document, dossier.facts)
    for section in dossier.sections:
        _say(document.add_heading(level=2), " · ".join(both(section.heading)))
        _facts(document, section.lines)
    _say(document.add_heading(level=2), f"{' · '.join(both('dossier.exhibits'))} {dossier.count}")
    _table(document, dossier.exhibits)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = one_line(dossier.title)[:200], "", ""
    properties.created = properties.modified = _EPOCH  # the same dossier is the same file
    document.save(str(path))


def _landscape(document: "Document") -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415 - an extra
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Cm(2))


def _facts(document: "Document", facts: Iterable[Fact]) -> None:
    for fact in facts:
        if fact.text:
            _fact(document.add_paragraph(), fact)


def _fact(paragraph: "Paragraph", fact: Fact) -> None:
    if fact.label:
        _say(paragraph, f"{both(fact.label)[0]} ({both(fact.label)[1]}): ", grey=True)
    _say(paragraph, fact.text)


def _table(document: "Document", exhibits: Iterable[Exhibit]) -> None:
    from docx.shared import Cm  # noqa: PLC0415 - an extra

    table = document.add_table(rows=1, cols=len(COLUMNS), style="Table Grid")
    table.autofit = False
    _flag(table._tbl.tblPr, "bidiVisual")
    for cell, name, width in zip(table.rows[0].cells, COLUMNS, _WIDTHS, strict=True):
        cell.width = Cm(width)
        _say(cell.paragraphs[0], "\n".join(both(f"dossier.{name}")))
    for exhibit in exhibits:
        cells = table.add_row().cells
        for cell, width in zip(cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
        _say(cells[0].paragraphs[0], str(exhibit.number))
        for part, bold in zip(exhibit.parts, (False, True, False), strict=True):
            _say(cells[1].paragraphs[0], part, bold=bold)
        _lines(cells[2], exhibit)


def _lines(cell: "_Cell", exhibit: Exhibit) -> None:
    paragraph = cell.paragraphs[0]
    for fact in exhibit.lines:
        if fact.text:
            _fact(paragraph, fact)
            paragraph = cell.add_paragraph()


def _say(paragraph: "Paragraph", text: str, *, bold: bool = False, grey: bool = False) -> None:
    """Add words; the paragraph runs from right to left, and so do words that are not all Latin."""
    from docx.shared import Pt, RGBColor  # noqa: PLC0415 - an extra

    ends = (" " if text[:1].isspace() else "", " " if text[1:] and text[-1:].isspace() else "")
    shown = "\n".join(one_line(line) for line in text.split("\n") if line.strip()).join(ends)
    run = paragraph.add_run(shown)
    run.bold = bold
    if paragraph.style and paragraph.style.name == "Normal":
        run.font.size = Pt(9)
    if grey:
        run.font.color.rgb = RGBColor.from_string(_GREY)
    if not paragraph._p.xpath("w:pPr/w:bidi"):
        _flag(paragraph._p.get_or_add_pPr(), "bidi")
    if not is_latin(shown):
        run.font.rtl = True


def _flag(properties: Any, name: str) -> None:
    """Set a property that has no value of its own, in the place where Word expects it."""
    from docx.oxml import OxmlElement  # noqa: PLC0415 - an extra

    element = OxmlElement(f"w:{name}")
    before = [f"w:{follower}" for follower in _FOLLOWERS[name]]
    properties.insert_element_before(element, *before)


_FOLLOWERS = {
    "bidi": ("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "jc", "rPr", "sectPr", "pPrChange"),
    "bidiVisual": ("tblStyleRowBandSize", "tblStyleColBandSize", "tblW", "jc", "tblCellSpacing", "tblInd", "tblBorders", "shd",
                   "tblLayout", "tblCellMar", "tblLook", "tblPrChange"),
}  # fmt: skip
"""What may stand behind a property in the order that Word's schema wants."""
