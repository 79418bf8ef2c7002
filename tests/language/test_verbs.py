"""Conjugation: the forms that news text writes, and none of those that it cannot."""

import pytest

from musnad.folding import fold
from musnad.language.verbs import conjugate


@pytest.mark.parametrize(
    ("past", "present", "forms"),
    [
        ("زار", "يزور", "زارت زاروا زارا يزور تزور يزورون يزورا يزر زرت زرنا نزور"),
        ("التقى", "يلتقي", "التقت التقوا التقيا يلتقي تلتقي يلتق يلتقون يلتقيان التقيت التقينا"),
        ("دعا", "يدعو", "دعت دعوا يدعو تدعو يدع يدعون دعوت دعونا"),
        ("أقال", "يقيل", "أقالت أقيل أقيلت يقيل يقال يقل"),
        ("هاجم", "يهاجم", "هاجمت هوجم هوجمت يهاجمون"),
        ("عيّن", "يعيّن", "عين عينت عينوا يعين تعين"),
        ("قصف", "يقصف", "قصف قصفت قصفوا يقصف يقصفون قصفنا"),
    ],
)
def test_forms(past: str, present: str, forms: str) -> None:
    made = {form.form for form in conjugate(past, present)}
    assert {fold(form) for form in forms.split()} <= made


@pytest.mark.parametrize(
    ("past", "present", "wrong"), [("عيّن", "يعيّن", "يعن"), ("أجلى", "يجلي", "اجلي ا"), ("زار", "يزور", "ازور")]
)
def test_no_such_form(past: str, present: str, wrong: str) -> None:
    assert wrong not in {form.form for form in conjugate(past, present)}


def test_passive_and_person_are_told() -> None:
    by_form = {form.form: form for form in conjugate("أقال", "يقيل")}
    assert by_form["اقيل"].passive
    assert not by_form["اقال"].passive
    assert by_form["نقيل"].first
    assert by_form["تقيل"].feminine
