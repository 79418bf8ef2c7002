"""Bytes -> pages -> zones: reading inputs, and telling the article from what stands around it."""

from musnad.pages.inputs import Failure, Given, Skipped, page_from_text, read_inputs
from musnad.pages.records import Fields, iso_day
from musnad.pages.zones import Zones, make_zones

__all__ = ["Failure", "Fields", "Given", "Skipped", "Zones", "iso_day", "make_zones", "page_from_text", "read_inputs"]
