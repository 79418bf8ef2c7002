"""The archives that throughput is measured on are what a crawl writes: a page and a request for each of some texts."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from musnad.batch.warc import Record, frames, warc
from musnad.model import Page
from musnad.pages import Opener, Part
from musnad.pipeline import Pipeline
from throughput import made, run
from throughput.peers import PEERS

TEXT = "جولة الوزير\n\nزار الوزير ماهر العلي مدينة صور الثلاثاء، وقال المتحدث سالم الراوي إن الوفد عاد إلى مسقط مساء اليوم.\n"


@pytest.mark.parametrize("number", range(len(made.TEMPLATES)))
def test_a_page_in_a_template_is_read_as_its_text(number: int, opener: Opener, pipeline: Pipeline) -> None:
    content = b"".join(made.records(made.wrapped(TEXT, number), number))
    found = list(frames(warc(BytesIO(content))))
    assert [frame.header["warc-type"] for frame in found if isinstance(frame, Record)] == ["response", "request"]
    (page,) = opener(Part("x", made.wrapped(TEXT, number), "html"))
    assert isinstance(page, Page)
    document = pipeline(page)
    body = "".join(document.quote(zone.span) for zone in document.zones if zone.kind == "body")
    assert "سالم الراوي" in body


def test_the_table_has_a_row_for_each_run_and_rates_of_both_clocks() -> None:
    ours = made.Made(300, 60_000, 600_000, 3_000_000)
    runs = [run.Run("1 process", "HTML", 300, 10, 20, 250.4), run.Run("start", "text", 3, 1, 1, 99)]
    assert list(run.rows(ours, runs)) == [
        ("1 process", "HTML", "300", "10", "30.0", "6,000", "0.30", "20.0", "15.0", "250"),
        ("start", "text", "3", "1", "3.0", "600", "0.01", "1.0", "3.0", "99"),
    ]


def test_a_peer_that_is_absent_is_no_row(tmp_path: Path) -> None:
    (tmp_path / "pages.jsonl").write_text(json.dumps({"text": TEXT, "html": f"<p>{TEXT}"}), encoding="utf-8")
    program = Path(run.FOLDER / "peers.py")
    for name in PEERS:
        command = [sys.executable, "-S", str(program), name, str(tmp_path / "pages.jsonl"), "1"]
        assert subprocess.run(command, capture_output=True, check=False).returncode == run.ABSENT
        assert run.timed(name, "text", 1, command) is None
