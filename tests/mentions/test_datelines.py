"""Outlets that a dateline names, on invented pages read from their zones on."""

import pytest

from musnad.lexicon import load
from musnad.model import Page
from musnad.pipeline import Pipeline

TITLE = "اجتماع اللجنة بعد خلاف طويل"
REPORT = "اجتمعت اللجنة أمس في المدينة لبحث الأزمة."


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline(load(), "0")


@pytest.mark.parametrize(
    ("opening", "names"),
    [
        ("الرقة – نداء البادية\n\n", ["GPE الرقة", "MEDIA نداء البادية"]),
        ("نابلس 6-2-2024 ضفاف- ", ["GPE نابلس", "MEDIA ضفاف"]),
        ("الصنوبر - ", ["MEDIA الصنوبر"]),
        ("القاهرة - ", ["GPE القاهرة"]),
        ("كسلا: سهير الطيب\n\n", ["GPE كسلا", "PER سهير الطيب"]),
        ("الخرطوم: الضحى الجديدة\n\n", ["GPE الخرطوم", "MEDIA الضحى الجديدة"]),
        ("عاجل - ", []),
        ("الرباط (ضفاف) - ", ["GPE الرباط", "MEDIA ضفاف"]),
        ("بيروت – وكالة ضفاف: ", ["GPE بيروت", "MEDIA وكالة ضفاف"]),
        ("تونس - اجتماع اللجنة - ", ["GPE تونس"]),
    ],
)
def test_outlet_of_a_dateline(pipeline: Pipeline, opening: str, names: list[str]) -> None:
    document = pipeline(Page("page", f"{TITLE}\n\n{opening}{REPORT}", "id"))
    assert [f"{m.kind} {document.quote(m.span)}" for m in document.mentions if m.named] == names
