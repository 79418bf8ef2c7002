"""Which names are forms of one name."""

from musnad.language.words import ARTICLE
from musnad.mentions.cluster import Cluster
from musnad.mentions.draft import Draft
from musnad.mentions.vocabulary import SURE, Vocabulary
from musnad.model import Document


class Aliases:
    """Joins names by their words."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def full_form(self, draft: Draft, clusters: list[Cluster]) -> Cluster | None:
        """The cluster whose fuller name the draft shortens; None where there is none, or more than one."""
        fitting = [
            c for c in clusters if c.drafts[0].kind == draft.kind and not differ(draft, c) and self._shortens(draft, c)
        ]
        if draft.kind == "PER" and len(fitting) > 1:
            fitting = [min(fitting, key=lambda c: min(d.first for d in c.drafts))]
        return fitting[0] if len(fitting) == 1 else None

    def _shortens(self, draft: Draft, cluster: Cluster) -> bool:
        if draft.kind == "PER":
            return any(self._same_person(draft.words, d.words) for d in cluster.drafts)
        if draft.kind in ("ORG", "ARMED"):
            return any(self._same_body(draft.words, d.words) for d in cluster.drafts)
        return draft.kind == "LOC" and any(draft.words == d.words[: len(draft.words)] for d in cluster.drafts)

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
        kept = list(clusters)
        for cluster in clusters:
            for draft in cluster.drafts:
                start = draft.span.start
                before = document.text[:start].rstrip("\"“«'")
                if not before.endswith("("):
                    continue
                other = ends.get(len(before[:-1].rstrip(' "”»')))
                if (
                    other is not None
                    and other is not cluster
                    and other.drafts[0].kind == draft.kind
                    and cluster in kept
                ):
                    other.drafts.extend(cluster.drafts)
                    kept.remove(cluster)
                    break
        return kept


def differ(draft: Draft, cluster: Cluster) -> bool:
    """Whether the tables know the draft and a name of the cluster as two different things.

    A general name («مجلس النواب») is not different from a fuller one that holds it («مجلس النواب الليبي»).
    """
    if draft.known is None:
        return False
    name = draft.known.name.split()
    others = {d.known.name for d in cluster.drafts if d.known} - {draft.known.name}
    return any(draft.kind == "PER" or not within(tuple(name), tuple(other.split())) for other in others)


def whole(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without the article before family names, عبد joined to what follows."""
    return tuple(w.removeprefix(ARTICLE) if len(w) > 4 else w for w in words)


def within(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether all words of the one stand in the other, in the same order."""
    rest = iter(full)
    return all(word in rest for word in short)


_SOFT = frozenset("\u0627\u0648\u064a\u0621")
_SAME_SOUND = str.maketrans("\u063a\u0642\u062b\u0637", "\u062c\u0643\u062a\u062a")


def alike(one: str, other: str) -> bool:
    """Whether two spellings differ in long vowels and the letters for g, q, th and t only (شويغو, شويجو)."""
    return one == other or (len(one) > 3 and one[0] == other[0] and skeleton(one) == skeleton(other))


def skeleton(word: str) -> str:
    """The consonants of a word."""
    return "".join(c for c in word.translate(_SAME_SOUND) if c not in _SOFT)
