"""Bytes -> pages -> zones: reading inputs, and telling the article from what stands around it."""

from musnad.pages.inputs import read_inputs
from musnad.pages.kinds import Failure, Given, Part, Skipped
from musnad.pages.opening import Opener, page_from_text
from musnad.pages.records import Fields, iso_day
from musnad.pages.zones import Zones, make_zones

__all__ = [
    "Failure",
    "Fields",
    "Given",
    "Opener",
    "Part",
    "Skipped",
    "Zones",
    "iso_day",
    "make_zones",
    "page_from_text",
    "read_inputs",
]
