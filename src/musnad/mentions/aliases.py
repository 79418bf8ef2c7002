"""Which names are forms of one name."""

from collections.abc import Iterator

from musnad.language.words import ARTICLE
from musnad.mentions.cluster import Cluster
from musnad.mentions.draft import Draft
from musnad.mentions.vocabulary import SURE, Vocabulary
from musnad.model import Document


class Aliases:
    """Joins names by their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def full_form(self, draft: Draft, names: "FullNames") -> Cluster | None:
        """The cluster whose fuller name the draft shortens; None where there is none, or more than one."""
        near = names.near(draft)
        fitting = {id(c): c for words, c in near if not differ(draft, c) and self._shortens(draft, words)}
        if draft.kind == "PER" and fitting:
            return min(fitting.values(), key=lambda c: c.first)
        return next(iter(fitting.values())) if len(fitting) == 1 else None

    def _shortens(self, draft: Draft, full: tuple[str, ...]) -> bool:
        if draft.kind == "PER":
            return self._same_person(draft.words, full)
        if draft.kind in ("ORG", "ARMED"):
            return self._same_body(draft.words, full)
        return draft.kind == "LOC" and draft.words == full[: len(draft.words)]

    def _same_person(self, short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        """«كارتر» and «آشتون كارتر», «خالد بحاح» and «خالد محفوظ بحاح», «محمد بن زايد» and «محمد بن زايد آل نهيان»."""
        short, full = whole(short), whole(full)
        if len(short) == len(full):
            return len(short) > 1 and all(alike(a, b) for a, b in zip(short, full, strict=True))
        if len(short) > len(full):
            return False
        if len(short) == 1:
            return short[0] == full[-1] or (short[0] == full[0] and self._is_given(short[0]))
        if short == full[-len(short) :]:
            return full[-len(short) - 1] not in self.vocabulary.links
        return short[0] == full[0] and (short == full[: len(short)] or (short[-1] == full[-1] and within(short, full)))

    def _is_given(self, word: str) -> bool:
        return self.vocabulary.name_level(word) == SURE

    def _same_body(self, short: tuple[str, ...], full: tuple[str, ...]) -> bool:
        """«مجلس النواب» and «مجلس النواب الليبي»: all the words of the short form, in order, and no other land."""
        if len(short) >= len(full) or short[0] != full[0] or len(short) < 2:
            return False
        return within(short, full)

    def bracketed(self, document: Document, clusters: list[Cluster]) -> list[Cluster]:
        """The clusters with those joined of which one's name stands in brackets right behind the other's."""
        ends = {d.span.end: c for c in clusters for d in c.drafts}
        joined: dict[int, Cluster] = {}
        for cluster in clusters:
            for draft in cluster.drafts:
                bracket = _end_before(document.text, draft.span.start, "\"“«'")
                if document.text[bracket - 1 : bracket] != "(":
                    continue
                other = ends.get(_end_before(document.text, bracket - 1, ' "”»'))
                while id(other) in joined:
                    other = joined[id(other)]
                if other is not None and other is not cluster and other.drafts[0].kind == draft.kind:
                    other.add(*cluster.drafts)
                    joined[id(cluster)] = other
                    break
        return [cluster for cluster in clusters if id(cluster) not in joined]


class FullNames:
    """The names of a page's clusters by what their short forms have of them, so that few need be compared."""

    def __init__(self) -> None:
        self._names: dict[tuple[object, ...], list[tuple[tuple[str, ...], Cluster]]] = {}

    def add(self, draft: Draft, cluster: Cluster) -> None:
        """Take in one of a cluster's names."""
        for key in _keys_of_full(draft):
            self._names.setdefault((draft.kind, *key), []).append((draft.words, cluster))

    def near(self, draft: Draft) -> Iterator[tuple[tuple[str, ...], Cluster]]:
        """Names of the same kind that a draft may shorten, and the clusters that bear them."""
        for key in _keys_of_short(draft):
            yield from self._names.get((draft.kind, *key), ())


def _keys_of_full(draft: Draft) -> set[tuple[object, ...]]:
    """What a form of this name may have of it; of a body the first word and one of the others."""
    if draft.kind == "LOC":
        return {("head", draft.words[:n]) for n in range(1, len(draft.words) + 1)}
    if draft.kind != "PER":
        return {("ends", draft.words[0], word) for word in draft.words[1:]}
    words = whole(draft.words)
    keys: set[tuple[object, ...]] = {("sound", *map(skeleton, words)), ("ends", words[0], words[-1])}
    for n in range(1, len(words)):
        keys |= {("head", words[:n]), ("tail", words[-n:])}
    return keys


def _keys_of_short(draft: Draft) -> set[tuple[object, ...]]:
    """What this name has of any that it is a form of: at least one of these."""
    if draft.kind == "LOC":
        return {("head", draft.words)}
    if draft.kind != "PER":
        return {("ends", draft.words[0], draft.words[-1])}
    words = whole(draft.words)
    keys: set[tuple[object, ...]] = {("head", words), ("tail", words)}
    if len(words) > 1:
        keys |= {("sound", *map(skeleton, words)), ("ends", words[0], words[-1])}
    return keys


def differ(draft: Draft, cluster: Cluster) -> bool:
    """Whether the tables know the draft and a name of the cluster as two different things.

    A general name («مجلس النواب») is not different from a fuller one that holds it («مجلس النواب الليبي»).
    """
    if draft.known is None:
        return False
    name = draft.known.name.split()
    others = cluster.known - {draft.known.name}
    return any(draft.kind == "PER" or not within(tuple(name), tuple(other.split())) for other in others)


def whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the article before family names, عبد joined to what follows."""
    return tuple(w.removeprefix(ARTICLE) if len(w) > 4 else w for w in words)


def within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of the one stand in the other, in the same order."""
    rest = iter(full)
    return all(word in rest for word in short)


def _end_before(text: str, place: int, passed_over: str) -> int:
    """Where the text before a place ends, without some characters at its end."""
    while place > 0 and text[place - 1] in passed_over:
        place -= 1
    return place


_SOFT = frozenset("\u0627\u0648\u064a\u0621")
_SAME_SOUND = str.maketrans("\u063a\u0642\u062b\u0637", "\u062c\u0643\u062a\u062a")


def alike(one: str, other: str) -> bool:
    """Whether two spellings differ in long vowels and the letters for g, q, th and t only (شويغو, شويجو)."""
    return one == other or (len(one) > 3 and one[0] == other[0] and skeleton(one) == skeleton(other))


def skeleton(word: str) -> str:
    """The consonants of a word."""
    return "".join(c for c in word.translate(_SAME_SOUND) if c not in _SOFT)
