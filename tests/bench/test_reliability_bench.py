"""The measure of confidence, on claims whose truth is made up."""

from xml.etree import ElementTree

import pytest

from reliability import Told, bands, chart, error, order, squared, table

HONEST: list[Told] = [(0.25, n % 4 == 0) for n in range(40)] + [(0.75, n % 4 != 0) for n in range(40)]
BOASTFUL: list[Told] = [(1.0, n % 2 == 0) for n in range(40)]


def test_bands_hold_claims_of_like_confidence() -> None:
    assert [(band.claims, band.announced, band.right) for band in bands(HONEST, 2)] == [
        (40, 0.25, 0.25),
        (40, 0.75, 0.75),
    ]


@pytest.mark.parametrize(("told", "wanted"), [(HONEST, 0.0), (BOASTFUL, 0.5)], ids=["honest", "boastful"])
def test_the_error_is_what_was_promised_too_much(told: list[Told], wanted: float) -> None:
    assert error(told) == pytest.approx(wanted)


def test_order_and_squared_error() -> None:
    assert order(HONEST) == pytest.approx(0.75)
    assert order([(0.9, True), (0.1, False)]) == 1
    assert squared(BOASTFUL) == pytest.approx((0.5, 0.25))


def test_the_table_and_the_picture_show_every_set() -> None:
    sets = {"samples": HONEST, "frozen": BOASTFUL}
    assert "| samples | 80 | 0.500 | 0.500 | 0.000 | 0.750 |" in table(sets)
    picture = ElementTree.fromstring(chart(sets))
    points = [element for element in picture.iter() if element.tag.endswith("circle")]
    assert len(points) == len(bands(HONEST)) + len(bands(BOASTFUL))
