"""Which person on the page bears a title that stands without a name."""

from collections.abc import Iterable, Iterator

from musnad.folding import fold
from musnad.language.words import ARTICLE
from musnad.mentions.aliases import within
from musnad.mentions.cluster import Cluster
from musnad.mentions.draft import TitlePhrase

_Bearer = tuple[TitlePhrase, str | None, Cluster]
_Key = tuple[bool, tuple[str, ...], tuple[str, ...]]


class Bearers:
    """The titles that the people of a page bear, found by their heads and the first word of their domain."""

    def __init__(self, clusters: Iterable[Cluster]) -> None:
        self._bearers: dict[_Key, list[_Bearer]] = {}
        self._answers: dict[tuple[object, ...], Cluster | None] = {}
        for cluster in clusters:
            if cluster.drafts[0].kind == "PER":
                titles = {_content(title): title for title in cluster.titles}
                country = cluster.country
                for title in titles.values():
                    self._add((title, country, cluster))

    def of(self, asked: TitlePhrase) -> Cluster | None:
        """The only person who bears a title; nobody where two do, or where land or domain differ."""
        content = _content(asked)
        if content not in self._answers:
            self._answers[content] = self._only(asked)
        return self._answers[content]

    def _add(self, bearer: _Bearer) -> None:
        title = bearer[0]
        for bare, heads in ((False, title.heads), (True, title.heads[:1])):
            for domain in {(), title.domain[:1], _words(title.body)[-1:]}:
                self._bearers.setdefault((bare, heads, domain), []).append(bearer)

    def _only(self, asked: TitlePhrase) -> Cluster | None:
        found: Cluster | None = None
        for title, country, cluster in self._borne(asked):
            if cluster is not found and _fits(asked, title, country):
                if found is not None:
                    return None
                found = cluster
        return found

    def _borne(self, asked: TitlePhrase) -> Iterator[_Bearer]:
        """The titles that may be the one asked for in full; «رئيس الوزراء» is also «رئيس مجلس الوزراء»."""
        yield from self._bearers.get((_is_bare(asked), asked.heads, asked.domain[:1]), ())
        if len(asked.heads) > 1 and not asked.domain and not asked.body:
            members = ARTICLE + asked.heads[-1]
            for bearer in self._bearers.get((False, asked.heads[:-1], (members,)), ()):
                if _words(bearer[0].body)[-1:] == (members,):
                    yield bearer


def _content(title: TitlePhrase) -> tuple[object, ...]:
    return title.heads, title.domain, title.body, title.country


def _is_bare(title: TitlePhrase) -> bool:
    return len(title.heads) == 1 and not title.domain and not title.body


def _fits(asked: TitlePhrase, borne: TitlePhrase, country: str | None) -> bool:
    """Whether a title without a name can be the short or repeated form of one with the same heads that a person bears."""
    body = _words(borne.body)
    said = asked.domain == tuple(fold(asked.text).split())[-1:]
    of_body = said and not borne.domain and asked.domain == body[-1:]
    if asked.domain and not of_body and asked.domain != borne.domain[: len(asked.domain)]:
        return False
    if asked.body and not within(_words(asked.body), body):
        return False
    land = borne.country or country
    return not (asked.country and asked.country != land)


def _words(body: str | None) -> tuple[str, ...]:
    """The folded words of a body's name; its last one stands for it in a title («رئيس الوزراء»)."""
    return tuple(fold(body or "").split())
