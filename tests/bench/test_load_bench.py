"""Pages added and linked to see how cost grows: a few invented ones, and the picture of what was found."""

import json
import lzma
from pathlib import Path
from xml.etree import ElementTree

import load
import load_chart


def test_a_few_pages_are_read_once_and_measured(tmp_path: Path) -> None:
    for name in load.DAYS:
        pages = [
            {"id": f"{name}{n}", "text": f"زار الوزير ماهر العلي مدينة صور، والتقى الوفد رقم {n}.", "published": f"2024-05-{n:02}"}
            for n in range(10, 14)
        ]  # fmt: skip
        with lzma.open(tmp_path / f"{name}.jsonl.xz", "wt", encoding="utf-8") as stream:
            stream.writelines(json.dumps(page, ensure_ascii=False) + "\n" for page in pages)
    load.read(tmp_path, tmp_path / "kept", 8)
    (kept,) = (tmp_path / "kept").glob("*.z")
    changed = kept.stat().st_mtime_ns
    load.read(tmp_path, tmp_path / "kept", 8)
    assert kept.stat().st_mtime_ns == changed
    found = load.measure(tmp_path / "kept", tmp_path, 6)
    assert found.pages == 6
    assert found.events > 0
    assert found.database > 0
    assert 0 < found.one_more_cpu <= found.one_more_longest_cpu


def test_the_picture_has_a_point_for_every_number_of_pages() -> None:
    names = {name for name, _ in load_chart.PANELS} | {"add_cpu", "one_more", "events", "people"}
    loads = [dict.fromkeys(names, float(pages)) | {"pages": pages} for pages in (1000, 4000)]
    picture = ElementTree.fromstring(load_chart.chart(loads))
    points = [element for element in picture.iter() if element.tag.endswith("circle")]
    assert len(points) == 2 * len(load_chart.PANELS)
    rows = list(load_chart.table(loads))
    assert [row.split(" | ")[0] for row in rows[2:]] == ["| 1,000", "| 4,000"]
    assert len({row.count("|") for row in rows}) == 1
