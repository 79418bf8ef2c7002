"""Whom the names of a page mean: which forms are one, what the page says of them, and whom descriptions point to.

Two names are one where the tables say so, where one is the other's short form and no third name competes, or where one
stands in brackets behind the other. Weak evidence joins nothing.
"""

from collections.abc import Mapping

from musnad.lexicon import Lexicon
from musnad.mentions.aliases import Aliases, FullNames
from musnad.mentions.bearers import Bearers
from musnad.mentions.belonging import Belonging
from musnad.mentions.cluster import Cluster
from musnad.mentions.complements import Head
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.latin import Latin
from musnad.mentions.places import Located, Places
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Document, Entity, Mention, Reason, Role

STAGE = "mentions"
_NOT_ROLES = frozenset({"honorific", "kin"})
_LONGEST_WORD = 40
"""Letters of a word that can be a name."""
_BEYOND_OFFICE = frozenset({"standing", "called"})


class Entities:
    """Makes mentions and entities of drafts."""

    def __init__(self, lexicon: Lexicon, vocabulary: Vocabulary, heads: Mapping[str, Head]) -> None:
        self.aliases = Aliases(vocabulary)
        self.heads = heads
        self.latin = Latin(lexicon)
        self.places = Places(lexicon)

    def build(self, document: Document, drafts: list[Draft]) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
        """The mentions in the order of the page, and the entities in the order of their first mention."""
        named = sorted((d for d in drafts if d.named), key=lambda d: d.first)
        clusters = self._clusters(document, named)
        loose = self._describe(clusters, [d for d in drafts if not d.named])
        everything = sorted([*clusters, *loose], key=lambda c: min(d.first for d in (*c.drafts, *c.described)))
        entities = []
        for number, cluster in enumerate(everything, start=1):
            for draft in (*cluster.drafts, *cluster.described):
                draft.entity = f"e{number}"
            entities.append((f"e{number}", cluster))
        mentions = tuple(
            Mention(f"m{n}", d.span, d.kind, d.named, d.entity, (Reason(STAGE, d.rule, d.row, (d.span,)),))
            for n, d in enumerate(sorted(drafts, key=lambda d: (d.span.start, -d.span.end)), start=1)
        )
        belonging = Belonging(document, named, self.heads)
        located = self.places.located(cluster for _, cluster in entities)
        return mentions, tuple(self._entity(*row, belonging, located.get(id(row[1]))) for row in entities)

    def _clusters(self, document: Document, named: list[Draft]) -> list[Cluster]:
        clusters: list[Cluster] = []
        by_known: dict[tuple[str, str, str | None], Cluster] = {}
        by_words: dict[tuple[str, tuple[str, ...]], Cluster] = {}
        full_names = FullNames()
        for draft in sorted(named, key=lambda d: (-len(d.words), d.first)):
            cluster = by_words.get((draft.kind, draft.words))
            if cluster is None and draft.means is not None:
                cluster = by_words.get((draft.kind, draft.means.words))
            if cluster is None and draft.known:
                cluster = by_known.get((draft.kind, draft.known.name, draft.country))
            if cluster is None:
                cluster = self.aliases.full_form(draft, full_names)
            if cluster is None:
                cluster = Cluster(draft)
                clusters.append(cluster)
            else:
                cluster.add(draft)
            if (draft.kind, draft.words) not in by_words:
                by_words[draft.kind, draft.words] = cluster
                full_names.add(draft, cluster)
            if draft.known:
                by_known.setdefault((draft.kind, draft.known.name, draft.country), cluster)
        return self.aliases.bracketed(document, clusters)

    def _describe(self, clusters: list[Cluster], descriptions: list[Draft]) -> list[Cluster]:
        """Give each description to the one entity that it fits; what fits none becomes an entity of its own."""
        loose: dict[tuple[str, ...], Cluster] = {}
        owners = {id(d): c for c in clusters for d in c.drafts}
        bearers = Bearers(clusters)
        for draft in descriptions:
            cluster = bearers.of(draft.titles[0]) if draft.titles else None
            if cluster is not None:
                draft.rule = "office of a named person on the page"
            elif draft.means is not None:
                cluster = owners.get(id(draft.means))
            if cluster is not None:
                cluster.described.append(draft)
                continue
            if draft.words in loose:
                loose[draft.words].add(draft)
            else:
                loose[draft.words] = Cluster(draft)
        return list(loose.values())

    def _entity(self, name: str, cluster: Cluster, belonging: Belonging, place: Located | None) -> Entity:
        fullest = cluster.fullest
        forms = dict.fromkeys(d.text for d in sorted(cluster.drafts, key=lambda d: d.first))
        known = next((d.known for d in cluster.drafts if d.known), None)
        roles = tuple(_role(t, belonging.body(t)) for t in cluster.titles if _is_office(t))
        named = any(d.named for d in cluster.drafts)
        ties = filter(None, map(belonging.tie, cluster.titles if named else ()))
        country = cluster.country or next((t.country for t in cluster.titles if t.country), None)
        evidence = tuple(d.span for d in cluster.drafts[:3])
        return Entity(
            id=name,
            name=fullest.text,
            kind=fullest.kind,
            names=tuple(forms),
            latin=(place and place.latin) or (known and known.latin) or self._latin(fullest),
            country=place.country if place else country,
            sectors=known.sectors if known else (),
            roles=roles,
            relations=tuple(dict.fromkeys(ties)),
            ids=place.ids if place else (),
            why=(Reason(STAGE, cluster.why, known.row if known else fullest.row, evidence),),
        )

    def _latin(self, draft: Draft) -> str | None:
        """What a newspaper would print for a name that no table knows; bodies have translations, and no such name."""
        short = max(map(len, draft.words), default=0) <= _LONGEST_WORD
        spelled = (
            short and draft.named and draft.kind in ("PER", "GPE", "LOC", "MEDIA") and draft.words[0] not in self.heads
        )
        return self.latin.name(draft.words) if spelled else None


def _role(title: TitlePhrase, found: tuple[Draft | None, str]) -> Role:
    """The office without a courtesy before it, with the name of the body that it takes up («رئيس» of «رئيس الحركة»)."""
    body, office = found
    whole = title.office
    if title.kinds[0] == "honorific" and len(title.kinds) > 1:
        passed = len(title.heads[0].split())
        office, whole = (" ".join(words.split()[passed:]) for words in (office, whole))
    if title.body is not None or body is None:
        return Role(title.span, whole, title.body, title.country)
    return Role(title.span, office, body.text, title.country or body.country)


def _is_office(title: TitlePhrase) -> bool:
    """Whether a title is an office, a rank or a profession, and no courtesy alone, kinship or standing («الأسير»)."""
    kinds = title.kinds[1:] if title.kinds[0] == "honorific" else title.kinds
    if title.means == "office":
        return True
    return bool(kinds) and kinds[0] not in _NOT_ROLES and title.means not in _BEYOND_OFFICE
