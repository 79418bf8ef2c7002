"""Where places are, and how names are written in Latin letters; on invented sentences."""

from collections.abc import Callable

import pytest

from musnad.mentions.places import point
from musnad.model import Document, Entity

Reader = Callable[[str], Document]


def entity(document: Document, name: str) -> Entity:
    return next(e for e in document.entities if e.name == name)


@pytest.mark.parametrize(
    ("text", "name", "country", "id_"),
    [
        ("وصل الوفد إلى بنغازي.", "بنغازي", "LBY", "geonames 88319"),
        ("زار الوفد فرنسا.", "فرنسا", "FRA", "iso3166 FRA"),
        ("زار الوفد جمهورية غانا.", "جمهورية غانا", "GHA", "iso3166 GHA"),
        ("وصل الوفد إلى طرابلس.", "طرابلس", "LBY", "geonames 2210247"),
        ("وصل الوفد من بيروت إلى طرابلس، وأشاد لبنان بالزيارة.", "طرابلس", "LBN", "geonames 266826"),
        ("التقى الوزير الأردني سالم الراوي الوفد في عمان، ثم غادر الوفد الأردن.", "عمان", "JOR", "geonames 250441"),
        ("زار الوفد واشنطن.", "واشنطن", "USA", "wikidata Q3551781"),
    ],
)
def test_places_have_an_identifier(read: Reader, text: str, name: str, country: str, id_: str) -> None:
    place = entity(read(text), name)
    assert place.country == country
    assert tuple(id_.split()) in place.ids


def test_a_place_has_a_point_with_its_precision(read: Reader) -> None:
    found = point(entity(read("وصل الوفد إلى بنغازي."), "بنغازي").ids)
    assert found is not None
    assert (round(found.lat), round(found.lon), found.precision) == (32, 20, "city")


@pytest.mark.parametrize("text", ["زار الوفد فرنسا.", "وصل الوفد إلى تل البيلسان.", "قال سالم الراوي ذلك."])
def test_who_has_no_point_gets_none(read: Reader, text: str) -> None:
    assert all(point(e.ids) is None for e in read(text).entities)


@pytest.mark.parametrize(
    ("text", "name", "latin"),
    [
        ("قال ناصر الغول ذلك.", "ناصر الغول", "Nasser al-Ghoul"),
        ("التقى دميتري كوزلوف الوفد.", "دميتري كوزلوف", "Dmitry Kozlov"),
        ("قال عبد الرحمن بن سالم ذلك.", "عبد الرحمن بن سالم", "Abdulrahman bin Salem"),
        ("قال عبدالمجيد بن سالم ذلك.", "عبدالمجيد بن سالم", "Abdelmadjid bin Salem"),
        ("قال عبد الحكيم الراوي ذلك.", "عبد الحكيم الراوي", "Abdul Hakim al-Rawi"),
        ("قال سالم آل الشيخ ذلك.", "سالم آل الشيخ", "Salem Al al-Sheikh"),
        ("كتبت صحيفة «نبض الجبل» ذلك.", "نبض الجبل", "Nabd al-Jabal"),
        ("التقى فلاديمير بوتين الوفد.", "فلاديمير بوتين", "Vladimir Putin"),
    ],
)
def test_names_have_a_latin_form(read: Reader, text: str, name: str, latin: str) -> None:
    assert entity(read(text), name).latin == latin


def test_a_body_is_not_spelled_letter_by_letter(read: Reader) -> None:
    assert entity(read("أعلنت حركة مشروع السهول ذلك."), "حركة مشروع السهول").latin is None
