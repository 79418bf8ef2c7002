"""Where the places of a page are: identifier, land and point, the namesake in the land that the page speaks of.

A place that several lands have is taken for the one whose land the rest of the page names more often; where none is named
more often it stays the one that the news means by that name.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from musnad.folding import fold
from musnad.lexicon import Lexicon, Row
from musnad.mentions.cluster import Cluster

Ids = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Point:
    """Where a place is, in degrees north and east; `precision` says what the point stands for."""

    lat: float
    lon: float
    precision: str


@dataclass(frozen=True, slots=True)
class Located:
    """A place of the tables: its land, its identifiers, `geo` after RFC 5870 and what the point stands for among them."""

    country: str
    ids: Ids
    latin: str | None = None


class Places:
    """The places of the tables by their folded names."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._latin = {(fold(row["name"]), row["country"]): row["latin"] for row in lexicon["names/places"]}
        self._by_name: dict[str, dict[str, Located]] = {}
        for table, scheme in (("known/places", "geonames"), ("known/places_odbl", "wikidata")):
            for row in lexicon[table]:
                self._add(row, scheme, row["precision"])
        for row in lexicon["gazetteers/places"]:
            self._add(row, "geonames", "city")
        self._countries = {
            fold(form): row["iso3"] for row in lexicon["names/countries"] for form in (row["name"], *row.list("forms"))
        }

    def _add(self, row: Row, scheme: str, precision: str) -> None:
        ids = ((scheme, row[scheme]), ("geo", f"{row['lat']},{row['lon']}"), ("precision", precision))
        name, country = fold(row["name"]), row["country"]
        place = Located(country, ids, self._latin.get((name, country)))
        self._by_name.setdefault(name, {}).setdefault(country, place)

    def located(self, clusters: Iterable[Cluster]) -> Mapping[int, Located]:
        """What the tables know of the places among a page's clusters, by the cluster's `id()`."""
        everyone = list(clusters)
        named = Counter(c.country for c in everyone for _ in c.drafts if c.country)
        titles = (t for c in everyone for d in (*c.drafts, *c.described) for t in d.titles)
        named.update(title.country for title in titles if title.country)
        found: dict[int, Located] = {}
        for cluster in everyone:
            name = self._name(cluster)
            if cluster.drafts[0].kind in ("GPE", "LOC") and name:
                place = self._place(name, cluster, named)
                if place is not None:
                    found[id(cluster)] = place
        return found

    def _name(self, cluster: Cluster) -> str:
        """The name that the tables know a place by: its own, or what its head announces («جمهورية بلغاريا», «ولاية سنار»)."""
        known = next((d.known.name for d in cluster.drafts if d.known), None)
        fullest = cluster.fullest
        if known is not None or fullest.kind != "GPE":
            return known or ""
        rest = " ".join(fullest.words[1:])
        return rest if rest in self._by_name or rest in self._countries else " ".join(fullest.words)

    def _place(self, name: str, cluster: Cluster, named: Counter[str]) -> Located | None:
        land = self._countries.get(name, "")
        usual = cluster.country or land
        written = " ".join(cluster.fullest.words)
        places = {**self._by_name.get(written, {}), **self._by_name.get(name, {})}
        own = len(cluster.drafts)
        weight = {country: named[country] - own * (country == usual) for country in {*places, usual}}
        most = max(weight, key=lambda country: (weight[country], country == usual, country))
        if most == usual and land == usual and usual.isupper():
            return Located(usual, (("iso3166", usual), ("precision", "country")))
        return places.get(most)


def point(ids: Ids) -> Point | None:
    """The point that the identifiers of a place hold; None where they hold none."""
    held = dict(ids)
    if "geo" not in held:
        return None
    lat, lon = map(float, held["geo"].split(","))
    return Point(lat, lon, held["precision"])
