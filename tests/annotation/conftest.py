"""An invented page with every layer annotated, and its folder."""

from pathlib import Path

import pytest

from musnad.annotation import Gold, load

PAGE = (
    "جولة العلي\n\n"
    "قال المتحدث سالم الراوي إن الوزير ماهر العلي سيزور بغداد يوم الأحد المقبل يرافقه وفد من التجار. "
    "«ودعا العلي إلى وقف القصف الذي أوقع 12 قتيلا»، وأعرب العلي عن ارتياحه، على حد قول نجله المدعو خالد العلي."
)
ANNOTATION = """\
published: 2024-05-15
names:
  - [سالم الراوي, PER, سالم الراوي]
  - [ماهر العلي, PER, ماهر العلي]
  - [خالد العلي, PER, خالد العلي]
  - [العلي, PER, ماهر العلي]
  - [بغداد, GPE, بغداد]
times:
  - [يوم الأحد المقبل, 1, DATE, 2024-05-19]
events:
  - {trigger: سيزور, type: CONSULT, actors: [ماهر العلي], recipients: [بغداد | العراق], place: بغداد, date: 2024-05-19, status: planned, chain: [سالم الراوي]}
  - {trigger: [دعا, 1], type: REQUEST, actors: [ماهر العلي], chain: []}
  - {trigger: [القصف, 1], type: ASSAULT, actors: [], status: asserted, chain: [ماهر العلي]}
  - {trigger: ارتياحه, type: SUPPORT, actors: [ماهر العلي], optional: true}
"""
FURTHER = """\
events:
  - {trigger: [سيزور, 1], companions: [وفد من التجار]}
  - {trigger: [ودعا, 1], about: [[القصف, 1]]}
  - trigger: [القصف, 1]
    quantities: [{text: [12 قتيلا, 1], value: 12, unit: person, of: قتيل}]
    axes: ["+", certain, ongoing]
statements:
  - {content: [الوزير, 1, التجار, 1], cue: [قال, 1], speaker: سالم الراوي, direct: false}
  - {content: [ودعا, 1, قتيلا, 1], cue: null, speaker: null, direct: true}
roles:
  - {entity: ماهر العلي, title: الوزير}
epithets:
  - {entity: خالد العلي, text: [المدعو, 1]}
relations:
  - {entity: خالد العلي, kind: son, of: ماهر العلي}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the page `visit`."""
    write(tmp_path)
    return tmp_path


@pytest.fixture
def page(folder: Path) -> Gold:
    """The page `visit`."""
    (gold,) = load(folder)
    return gold


def write(folder: Path, text: str | None = PAGE, rows: str = ANNOTATION, more: str | None = FURTHER) -> None:
    """Writes the page `visit` into a folder."""
    for name, content in (("visit.txt", text), ("visit.yaml", rows), ("visit.more.yaml", more)):
        if content is not None:
            (folder / name).write_bytes(content.encode())
