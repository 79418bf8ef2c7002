"""Lengths of time as ISO 8601 durations, and dates a length of time away from another."""

from datetime import date, datetime, timedelta

from musnad.times.calendars import month_shift, week
from musnad.times.patterns import Amount

# A fraction of a unit is written in the next smaller one: half an hour is PT30M.
_SMALLER = {"Y": ("M", 12), "TH": ("TM", 60), "TM": ("TS", 60), "D": ("TH", 24), "W": ("D", 7)}
_LARGER = {"SN": ("Y", 1), "DE": ("Y", 10), "CE": ("Y", 100), "NI": ("D", 1)}
_ORDER = ("CE", "DE", "Y", "M", "W", "D", "TH", "TM", "TS")


def _plain(amount: Amount) -> Amount:
    if amount.unit in _LARGER and (amount.number is not None or amount.unit == "NI"):
        unit, factor = _LARGER[amount.unit]
        amount = Amount(None if amount.number is None else amount.number * factor, unit)
    if amount.number is not None and amount.number % 1 and amount.unit in _SMALLER:
        unit, factor = _SMALLER[amount.unit]
        return Amount(round(amount.number * factor, 3), unit)
    return amount


def iso_length(amounts: tuple[Amount, ...]) -> str:
    """The duration: `P3D`, `P1Y6M`, `PT48H`; X for a number left open."""
    counts: dict[str, str] = {}
    for amount in map(_plain, amounts):
        counts[amount.unit] = "X" if amount.number is None else f"{amount.number:g}"
    days = "".join(f"{counts[u]}{u}" for u in _ORDER if u in counts and not u.startswith("T"))
    clock = "".join(f"{counts[u]}{u[1]}" for u in _ORDER if u in counts and u.startswith("T"))
    return f"P{days}{'T' + clock if clock else ''}"


def stepped(
    amounts: tuple[Amount, ...], sign: int, day: date, time: datetime | None, *, rough: bool = False
) -> str | None:
    """The date or time a length away, as exact as its smallest unit; hours need the reference's own time of day.

    Weeks give a day, or the week around it where the length is a `rough` one.
    """
    plain = [_plain(amount) for amount in amounts]
    smallest = max((_ORDER.index(a.unit) for a in plain), default=0)
    months, span = 0.0, timedelta()
    for amount in plain:
        count = sign * (amount.number or 0)
        if amount.unit in ("Y", "M"):
            months += count * (12 if amount.unit == "Y" else 1)
        else:
            span += _span(amount.unit, count)
    year, month = month_shift(day.year, day.month, int(months))
    if not 1 <= year <= 9998:
        return None
    if _ORDER[smallest] in ("Y", "M"):
        return f"{year:04d}" if _ORDER[smallest] == "Y" else f"{year:04d}-{month:02d}"
    start = date(year, month, min(day.day, 28)) if months else day
    if _ORDER[smallest].startswith("T"):
        return (datetime.combine(start, time.time()) + span).isoformat(timespec="minutes") if time else None
    try:
        moved = start + span
    except OverflowError:
        return None
    return week(moved) if rough and _ORDER[smallest] == "W" else moved.isoformat()


def _span(unit: str, count: float) -> timedelta:
    try:
        return {
            "W": timedelta(weeks=1),
            "D": timedelta(days=1),
            "TH": timedelta(hours=1),
            "TM": timedelta(minutes=1),
            "TS": timedelta(seconds=1),
        }[unit] * count
    except OverflowError:
        return timedelta()
