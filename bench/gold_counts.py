"""Counts what the gold holds of each phenomenon, from the annotation and the tags of the manifest. Only numbers are shown.

    python bench/gold_counts.py

Real pages count only where the ANT corpus is beside the checkout. A date conflict is a time that names another weekday than
that of its value; two calendars are a month of another tradition than يناير ... ديسمبر, or a date given twice. A source
without a name is one in a chain that is no canonical name of its page; each counts once a page.
"""

import re
import sys
from collections import Counter
from datetime import date

from gold_pages import DEVELOP, FROZEN, entries, pages, texts
from musnad.annotation import Gold
from musnad.annotation.gold import Time
from musnad.folding import fold
from musnad.lexicon import Lexicon, load

WANTED = {
    "events asserted": 40,
    "events negated": 40,
    "events planned": 40,
    "events possible": 40,
    "events hypothetical": 40,
    "events with two sources or more": 150,
    "sources without a name": 40,
    "quantities": 60,
    "companions": 40,
    "content links": 40,
    "times: conflict or two calendars": 30,
    "pages tagged reprint or post": 20,
}
COMMON_MONTHS = fold("يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر").split()
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"\d")


def main() -> int:
    """Prints a line for each count: the whole gold, its halves, the invented pages, and how many were wanted."""
    if not texts():
        print("gold_counts: the ANT corpus is not beside the checkout: only the invented pages count", file=sys.stderr)
    counter, known = Counts(load()), {entry["id"]: entry for entry in entries()}
    halves = {part: Counter[str]() for part in (DEVELOP, FROZEN)}
    invented = Counter[str]()
    for part, counts in halves.items():
        for page in pages(part):
            found = counter.of(page, known[page.id]["tags"])
            counts.update(found)
            if known[page.id]["source"] == "invented":
                invented.update(found)
    whole = sum(halves.values(), Counter[str]())
    print(f"{'':36}{'all':>8}{DEVELOP:>10}{FROZEN:>10}{'invented':>10}{'wanted':>8}")
    for name in sorted(whole, key=lambda n: (n not in WANTED, list(WANTED).index(n) if n in WANTED else 0, n)):
        halved = "".join(f"{counts[name]:10}" for counts in halves.values())
        print(f"{name:36}{whole[name]:8}{halved}{invented[name]:10}{WANTED.get(name, ''):>8}")
    return 0


class Counts:
    """Counts one page; knows the months and weekdays of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = {"times/weekdays": lexicon["times/weekdays"], "times/months": lexicon["times/months"]}
        self.weekdays = {
            fold(form): int(row["number"])
            for row in rows["times/weekdays"]
            for form in (row["word"], row["bare"], *row.list("forms"))
        }
        self.months = {
            fold(form): row["calendar"]
            for row in rows["times/months"]
            for form in (row["word"], *row.list("forms"))
            if " " not in form
        }

    def of(self, page: Gold, tags: list[str]) -> Counter[str]:
        """What a page holds."""
        counts = Counter[str]({"pages": 1, "words": len(page.text.split()), "names": len(page.names)})
        counts["times"] = len(page.times)
        for event in page.events:
            counts[f"events {event.status}"] += 1
            counts[f"not optional: {event.status}"] += not event.optional
            counts["events optional"] += event.optional
            counts["events with two sources or more"] += len(event.chain) > 1
            counts["events with three sources or more"] += len(event.chain) > 2
            counts["quantities"] += len(event.quantities)
            counts["companions"] += len(event.companions)
            counts["content links"] += len(event.about)
        sources = {source for event in page.events for source in event.chain}
        counts["sources without a name"] = sum(not self._named(source, page) for source in sources)
        for layer in ("statements", "roles", "epithets", "relations"):
            counts[layer] = len(getattr(page, layer))
        conflicts = [self._conflicts(page, time) for time in page.times]
        calendars = [self._two_calendars(page, time) for time in page.times]
        counts["times: conflict"], counts["times: two calendars"] = sum(conflicts), sum(calendars)
        counts["times: conflict or two calendars"] = sum(map(max, conflicts, calendars))
        counts.update(f"pages tagged {tag}" for tag in tags)
        counts["pages tagged reprint or post"] = bool({"reprint", "post"} & set(tags))
        return counts

    @staticmethod
    def _named(source: str, page: Gold) -> bool:
        return any(part.strip() in page.aliases for part in source.split("|"))

    def _words(self, page: Gold, time: Time) -> list[str]:
        return re.findall(r"\w+", fold(page.text[time.place[0] : time.place[1]]))

    def _conflicts(self, page: Gold, time: Time) -> bool:
        words = self._words(page, time)
        days = {self.weekdays[word] for word in words if word in self.weekdays}
        dated = len(days) == 1 and any(_NUMBER.search(word) for word in words)
        if not dated or not _DAY.match(time.value or ""):
            return False
        return date.fromisoformat((time.value or "")[:10]).isoweekday() not in days

    def _two_calendars(self, page: Gold, time: Time) -> bool:
        months = [word for word in self._words(page, time) if word in self.months]
        return len(months) > 1 or any(word not in COMMON_MONTHS for word in months)


if __name__ == "__main__":
    sys.exit(main())
