"""Publication dates in the manners of Arabic news sites."""

import datetime
from collections.abc import Callable

from hijridate import Gregorian

from pages.pool import FOLDER, load

NAMES = load(FOLDER / "names.json")
WEEKDAYS, MONTHS, HIJRI = NAMES["weekdays"], NAMES["months"], NAMES["hijri"]
INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def _month(day: datetime.date, names: str) -> str:
    return str(MONTHS[names][day.month - 1])


def _words(day: datetime.date, names: str = "common") -> str:
    return f"{day.day} {_month(day, names)} {day.year}"


def _weekday(day: datetime.date) -> str:
    return str(WEEKDAYS[day.weekday()])


def _hijri(day: datetime.date) -> str:
    islamic = Gregorian(day.year, day.month, day.day).to_hijri()
    return f"{_weekday(day)} {islamic.day} {HIJRI[islamic.month - 1]} {islamic.year}هـ - {_words(day)}م"


STYLES: dict[str, Callable[[datetime.date], str]] = {
    "gulf": lambda day: f"{_weekday(day)} {_words(day)}",
    "hijri": _hijri,
    "egypt": lambda day: f"{_weekday(day)}، {day.day:02} {_month(day, 'common')} {day.year} 10:15 ص",
    "levant": lambda day: f"{_weekday(day)} {_words(day, 'levant')}".translate(INDIC),
    "iraq": lambda day: _words(day, "levant"),
    "dual": lambda day: f"{day.day} {_month(day, 'levant')}/{_month(day, 'common')} {day.year}",
    "algeria": lambda day: _words(day, "algeria"),
    "morocco": lambda day: f"{_weekday(day)} {_words(day, 'morocco')} - 16:20",
    "slash": lambda day: f"{day.day:02}/{day.month:02}/{day.year}",
    "dots": lambda day: f"{day.year}.{day.month:02}.{day.day:02}",
    "forum": lambda day: f"{day.day:02}-{day.month:02}-{day.year}, 11:42 PM",
    "issue": lambda day: f"{_hijri(day).replace(' - ', ' الموافق ')} - العدد {17000 + day.toordinal() % 900}",
    "clock": lambda day: f"{day.day:02}/{day.month:02}/{day.year} 03:12:45 م",
    "indic": lambda day: f"{day.year}/{day.month:02}/{day.day:02} - 13:20".translate(INDIC),
    "joomla": lambda day: f"{_weekday(day)}, {day.day:02} {_month(day, 'levant')}/{_month(day, 'common')} {day.year}",
    "ago": lambda _: "قبل 5 ساعات",
    "comma": lambda day: f"{_month(day, 'common')} {day.day}, {day.year}",
}


def visible(iso: str, style: str) -> str:
    """The date as a page of that style prints it."""
    return STYLES[style](datetime.date.fromisoformat(iso))
