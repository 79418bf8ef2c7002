"""Makes `data/known/places*.tsv`: identifiers and coordinates of the places of `names/places`, and of their namesakes.

    python training/known_places.py CORPORA src/musnad/data/known

CORPORA holds `gazetteers/geonames_arabic_script.tsv` (GeoNames, CC BY 4.0) and `gazetteers/dr5hn_states_ar.tsv`,
`gazetteers/dr5hn_places_ar.tsv` (dr5hn's countries-states-cities, ODbL 1.0; a file of its own). A place is taken where its Arabic
or Latin name and its land agree; of several in one land the most populous. A namesake in another land is taken where it
has as many people as a town that news would name.
"""

import csv
import json
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from musnad.folding import fold
from musnad.lexicon import Row, load

ISO = Path("/usr/share/iso-codes/json/iso_3166-1.json")
"""Debian's iso-codes."""
NAMESAKE = 100_000
"""People that a namesake in another land must have, or the largest of several places of one land."""
CLOSE = 0.5
"""Degrees within which two places of a name are one."""
CAPITAL = {("Washington", "USA"): "Q3551781"}
"""Identifiers of capitals whose name a state or many towns of their land bear."""
SEVERAL = 3
"""Places of one name in one land, of which none is meant unless it is large."""
ARTICLES = tuple(
    f"{article}{mark}" for article in ("al", "el", "ad", "as", "ash", "ar", "at", "an", "az") for mark in "- "
)


@dataclass(frozen=True, slots=True)
class Place:
    """A row of a gazetteer."""

    arabic: str
    latin: str
    country: str
    lat: float
    lon: float
    id: str
    precision: str
    people: int = 0


def plain(latin: str) -> str:
    """The letters of a Latin name, without marks and article."""
    small = "".join(c for c in unicodedata.normalize("NFD", latin.lower()) if not unicodedata.combining(c))
    for article in ARTICLES:
        small = small.removeprefix(article)
    return "".join(c for c in small if c.isalpha())


def geonames(path: Path, lands: dict[str, str]) -> Iterator[Place]:
    """The rows of GeoNames, one for each Arabic name."""
    for line in path.read_text(encoding="utf-8").splitlines():
        id_, cc, latin, arabic, lat, lon, people = line.split("\t")
        if cc in lands:
            for name in dict.fromkeys(map(fold, arabic.split("|"))):
                yield Place(name, plain(latin), lands[cc], float(lat), float(lon), id_, "city", int(people))


def dr5hn(path: Path, precision: str, lands: dict[str, str]) -> Iterator[Place]:
    """The rows of dr5hn that have an identifier of Wikidata."""
    with path.open(encoding="utf-8", newline="") as lines:
        for cc, name, arabic, wikidata, lat, lon in csv.reader(lines, delimiter="\t"):
            if cc in lands and wikidata and lat:
                yield Place(fold(arabic), plain(name), lands[cc], float(lat), float(lon), wikidata, precision)


def near(one: Place, other: Place) -> bool:
    """Whether two places are parts of one town, or one town under two lands."""
    return abs(one.lat - other.lat) < CLOSE and abs(one.lon - other.lon) < CLOSE


class Index:
    """Places by their names and lands."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.arabic: defaultdict[str, list[Place]] = defaultdict(list)
        self.latin: defaultdict[tuple[str, str], list[Place]] = defaultdict(list)
        self.by_id: dict[str, Place] = {}
        for place in places:
            self.by_id[place.id] = place
            self.arabic[place.arabic].append(place)
            self.latin[place.latin, place.country].append(place)

    def of(self, row: Row) -> Place | None:
        """The place that a row of `names/places` means."""
        if (row["latin"], row["country"]) in CAPITAL:
            return self.by_id.get(CAPITAL[row["latin"], row["country"]])
        forms = [fold(form) for form in (row["name"], *row.list("forms"))]
        found = [place for form in forms for place in self.arabic.get(form, ()) if place.country == row["country"]]
        found = found or self.latin.get((plain(row["latin"]), row["country"]), [])
        largest = max(found, key=lambda place: (place.people, place.id), default=None)
        many = len({place.id for place in found}) >= SEVERAL
        if largest is None or (many and largest.people < NAMESAKE):
            return None
        same = [place for place in self.arabic.get(forms[0], ()) if near(place, largest)]
        return max([largest, *same], key=lambda place: place.people)

    def namesakes(self, row: Row) -> Iterator[Place]:
        """The largest place of that name in each other land."""
        largest: dict[str, Place] = {}
        own = self.of(row)
        for place in self.arabic.get(fold(row["name"]), ()):
            if place.country != row["country"] and place.people >= NAMESAKE and not (own and near(place, own)):
                largest[place.country] = max(largest.get(place.country, place), place, key=lambda p: p.people)
        yield from largest.values()


def lines(rows: Iterable[Row], index: Index) -> Iterator[tuple[str, ...]]:
    """The rows of the table: name, country, identifier, degrees, precision."""
    for row in rows:
        place = index.of(row) if row["country"] else None
        for found in ([place] if place else []) + list(index.namesakes(row)):
            country = row["country"] if found is place else found.country
            yield row["name"], country, found.id, f"{found.lat:.4f}", f"{found.lon:.4f}", found.precision


def write(path: Path, whence: str, id_: str, rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table; how many rows it has."""
    head = [
        "# Where are the places that the news names, and under which identifier are they known?",
        f"# Made by training/known_places.py from {whence}.",
        "#: name\tword\tkey: the name as names/places has it",
        "#: country\ttext\tkey: ISO 3166 alpha-3",
        f"#: {id_}\ttext\tidentifier",
        "#: lat\tfloat\tdegrees north",
        "#: lon\tfloat\tdegrees east",
        "#: precision\tcode city district state\twhat the point stands for",
        "\t".join(("name", "country", id_, "lat", "lon", "precision")),
    ]
    kept = sorted({row[:2]: row for row in rows}.values())
    path.write_text("\n".join([*head, *map("\t".join, kept)]) + "\n", encoding="utf-8")
    return len(kept)


def main(arguments: list[str]) -> int:
    """Write the tables; exit code 0."""
    corpora, out = Path(arguments[0]) / "gazetteers", Path(arguments[1])
    lands = {row["alpha_2"]: row["alpha_3"] for row in json.loads(ISO.read_text(encoding="utf-8"))["3166-1"]}
    rows = list(load()["names/places"])
    first = Index(geonames(corpora / "geonames_arabic_script.tsv", lands))
    states = dr5hn(corpora / "dr5hn_states_ar.tsv", "state", lands)
    second = Index([*dr5hn(corpora / "dr5hn_places_ar.tsv", "city", lands), *states])
    left = [row for row in rows if first.of(row) is None]
    count = write(out / "places.tsv", "GeoNames (geonames.org, CC BY 4.0)", "geonames", lines(rows, first))
    more = write(out / "places_odbl.tsv", "dr5hn's countries-states-cities (ODbL 1.0)", "wikidata", lines(left, second))
    print(f"{count} places of GeoNames, {more} of dr5hn, of {len(rows)} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
