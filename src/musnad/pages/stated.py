"""What a page's source states beside its text: kept whole, chosen from by the ranks of a table, its disagreements named."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from musnad.lexicon import Lexicon
from musnad.model import Fact, Note
from musnad.pages.records import iso_day

_URL_DAY = re.compile(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:/([0-9]{1,2})/([0-9]{1,2})|-([0-9]{2})-([0-9]{2})|([0-9]{2})([0-9]{2}))(?![0-9])"
)
_DAY_FIRST = re.compile(r"(?<![0-9])([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]((?:19|20)[0-9]{2})(?![0-9])")
_MONTHS = 12
_SUFFIX = re.compile(r"\s{1,3}[|–—»«:•-]\s{1,3}")
_PERSON = 60
_ADDRESSES = ("http://", "https://", "//", "www.")


@dataclass(frozen=True, slots=True)
class Stated:
    """The choice: for each field the value of the lowest rank, None where nothing usable is stated.

    Attributes:
        titles: all titles that are stated, the best first, without the outlet's name at their end.
        published: the day, ISO 8601.
        retrieved: a day that the page is no younger than.
        source: the address or name of what the page says that it was taken from.
    """

    url: str | None = None
    host: str | None = None
    titles: tuple[str, ...] = ()
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    retrieved: str | None = None
    source: str | None = None
    notes: tuple[Note, ...] = ()


class Chooser:
    """Chooses by the ranks of one lexicon's table."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._fields = {row["fact"]: (row["field"], int(row["rank"])) for row in lexicon["pages/facts"]}

    def choose(self, facts: Sequence[Fact], url: str | None = None) -> Stated:
        """What the facts come to; `url` is the page's address where it was given."""
        address = url or next(_addresses(self._ranked(facts, "url")), None)
        outlets = (value for _, value in self._ranked(facts, "outlet") if not value.startswith((*_ADDRESSES, "@")))
        outlet = next(outlets, None)
        days = [(name, day) for name, value in self._ranked(facts, "published") if (day := stated_day(value))]
        if address and (day := url_day(address)):
            days.append(("the address", day))
        retrieved = [day for _, value in self._ranked(facts, "retrieved") if (day := stated_day(value))]
        return Stated(
            url=address,
            host=_host(address),
            titles=tuple(_without(value, outlet) for value in self.titles(facts)),
            outlet=outlet,
            byline=next(_people(self._ranked(facts, "byline"), outlet), None),
            published=days[0][1] if days else None,
            retrieved=min(retrieved, default=None),
            source=next((value for _, value in self._ranked(facts, "source")), None),
            notes=tuple(_disagreements(days)),
        )

    def titles(self, facts: Sequence[Fact]) -> tuple[str, ...]:
        """All titles that are stated, the best first."""
        return tuple(dict.fromkeys(value for _, value in self._ranked(facts, "title")))

    def _ranked(self, facts: Iterable[Fact], field: str) -> list[tuple[str, str]]:
        """Name and value of the facts that state a field, the lowest rank first."""
        found = []
        for fact in facts:
            known, rank = self._fields.get(fact.name.lower(), ("", 0))
            if known == field:
                found.append((rank, fact.name, fact.value))
        return [(name, value) for _, name, value in sorted(found, key=lambda item: item[0])]


def stated_day(value: str) -> str | None:
    """The day that a value states: ISO 8601, as e-mail writes it, or in figures day first where no month can be meant."""
    if day := iso_day(value):
        return day
    match = _DAY_FIRST.search(value)
    return _day(match[3], match[2], match[1]) if match and int(match[1]) > _MONTHS else None


def url_day(url: str) -> str | None:
    """The day in an address such as `/2024/05/15/title`; None where there is none."""
    match = _URL_DAY.search(url[:2000])
    if not match:
        return None
    month, day = next((m, d) for m, d in (match.group(2, 3), match.group(4, 5), match.group(6, 7)) if m)
    return _day(match[1], month, day)


def _day(year: str, month: str, day: str) -> str | None:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None


def _addresses(ranked: Iterable[tuple[str, str]]) -> Iterator[str]:
    return (value for _, value in ranked if value.startswith(("http://", "https://")) and " " not in value)


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _without(title: str, outlet: str | None) -> str:
    """A title without the outlet's name that follows its last divider."""
    parts = _SUFFIX.split(title)
    if outlet and len(parts) > 1 and parts[-1].strip() == outlet:
        return title[: title.rindex(parts[-1])].rstrip(" |–—»«:•-")
    return title


def _people(ranked: Iterable[tuple[str, str]], outlet: str | None) -> Iterator[str]:
    for _, value in ranked:
        if len(value) <= _PERSON and "@" not in value and value != outlet and not value.startswith(_ADDRESSES):
            yield value


def _disagreements(days: Sequence[tuple[str, str]]) -> Iterator[Note]:
    distinct = dict(reversed([(day, name) for name, day in days]))
    if len(distinct) > 1:
        named = ", ".join(f"{name} {day}" for name, day in dict.fromkeys(days))
        yield Note("zones", f"the source states several days of publication: {named}; the first counts")
