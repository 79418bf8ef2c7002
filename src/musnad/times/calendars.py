"""The calendars: Gregorian days and weeks, and the Islamic calendar of Umm al-Qura by way of hijridate."""

from datetime import date, timedelta

from hijridate import Gregorian, Hijri

HIJRI_YEARS = range(1343, 1501)
GREGORIAN_YEARS = range(1700, 2200)


def gregorian(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def from_hijri(year: int, month: int, day: int) -> date | None:
    """The Gregorian day of a Hijri date; None outside of Umm al-Qura's years or where the month has no such day."""
    if year not in HIJRI_YEARS:
        return None
    try:
        found = Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None
    return date(found.year, found.month, found.day)


def hijri_month(year: int, month: int) -> tuple[date, date] | None:
    """The first and the last Gregorian day of a Hijri month."""
    first = from_hijri(year, month, 1)
    following = from_hijri(year + month // 12, month % 12 + 1, 1)
    return (first, following - timedelta(days=1)) if first and following else None


def hijri_year(year: int) -> tuple[int, int]:
    """The Gregorian years in which a Hijri year begins and ends; reckoned, where the tables end."""
    first, following = from_hijri(year, 1, 1), from_hijri(year + 1, 1, 1)
    if first and following:
        return first.year, (following - timedelta(days=1)).year
    begins = 621.5643 + (year - 1) * 0.970224 + 0.9702
    return int(begins), int(begins + 0.9702)


def hijri_in(gregorian_year: int, month: int) -> int:
    """The Hijri year whose month of that number begins in a Gregorian year."""
    year = int((gregorian_year - 621.5643) / 0.970224)
    for tried in (year - 1, year, year + 1):
        first = from_hijri(tried, month, 1)
        if first and first.year == gregorian_year:
            return tried
    return year


def hijri_of(day: date) -> tuple[int, int, int]:
    """Year, month and day of the Islamic calendar; the reckoned year alone is sure outside of Umm al-Qura's years."""
    try:
        found = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return int((day.year - 621.5643) / 0.970224), day.month, day.day
    return found.year, found.month, found.day


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar; the anonymous algorithm (Meeus, Jones, Butcher)."""
    century, rest = divmod(year, 100)
    leap = century // 4
    shift = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (year % 19) + century - leap - shift + 15) % 30
    ahead = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (year % 19 + 11 * moon + 22 * ahead) // 451
    month, day = divmod(moon + ahead - 7 * late + 114, 31)
    return date(year, month, day + 1)


def week(day: date) -> str:
    """The ISO week of a day: `2016-W40`."""
    year, number, _ = day.isocalendar()
    return f"{year}-W{number:02d}"


def month_shift(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month so many months on."""
    count = year * 12 + month - 1 + months
    return count // 12, count % 12 + 1
