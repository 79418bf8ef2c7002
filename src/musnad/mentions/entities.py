"""Whom the names of a page mean: which forms are one, what the page says of them, and whom descriptions point to.

Two names are one where the tables say so, where one is the other's short form and no third name competes, or where one
stands in brackets behind the other. Weak evidence joins nothing.
"""

from musnad.folding import fold
from musnad.mentions.aliases import Aliases
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.kin import Kin
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Document, Entity, Mention, Reason, Role, Span

STAGE = "mentions"
_NOT_ROLES = frozenset({"profession"})


class Cluster:
    """An entity in the making: its drafts, the fullest of which gives the name."""

    def __init__(self, draft: Draft) -> None:
        self.drafts = [draft]
        self.described: list[Draft] = []
        self.why = draft.rule

    @property
    def titles(self) -> list[TitlePhrase]:
        """Every title that stands with one of the names."""
        return [t for d in self.drafts for t in d.titles]

    @property
    def fullest(self) -> Draft:
        """The draft with the most words, the first of them."""
        return max(self.drafts, key=lambda d: (len(d.words), len(" ".join(d.words)), -d.first))

    @property
    def country(self) -> str | None:
        """The country of the name, if one is known."""
        return next((d.country for d in self.drafts if d.country), None)


class Entities:
    """Makes mentions and entities of drafts."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.aliases = Aliases(vocabulary)
        self.kin = Kin()

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
        made = tuple(self._entity(document, name, cluster) for name, cluster in entities)
        return mentions, self.kin.tied(document, made, [c for _, c in entities])

    def _clusters(self, document: Document, named: list[Draft]) -> list[Cluster]:
        clusters: list[Cluster] = []
        by_known: dict[tuple[str, str], Cluster] = {}
        by_words: dict[tuple[str, tuple[str, ...]], Cluster] = {}
        for draft in sorted(named, key=lambda d: (-len(d.words), d.first)):
            cluster = by_words.get((draft.kind, draft.words))
            if cluster is None and draft.known:
                cluster = by_known.get((draft.kind, draft.known.name))
            if cluster is None:
                cluster = self.aliases.full_form(draft, clusters)
            if cluster is None:
                cluster = Cluster(draft)
                clusters.append(cluster)
            else:
                cluster.drafts.append(draft)
            by_words.setdefault((draft.kind, draft.words), cluster)
            if draft.known:
                by_known.setdefault((draft.kind, draft.known.name), cluster)
        return self.aliases.bracketed(document, clusters)

    def _describe(self, clusters: list[Cluster], descriptions: list[Draft]) -> list[Cluster]:
        """Give each description to the one entity that it fits; what fits none becomes an entity of its own."""
        loose: dict[tuple[str, ...], Cluster] = {}
        for draft in descriptions:
            cluster = self._bearer(draft.titles[0], clusters) if draft.titles else None
            if cluster is not None:
                cluster.described.append(draft)
                draft.rule = "office of a named person on the page"
                continue
            words = tuple(map(fold, draft.words))
            if words in loose:
                loose[words].drafts.append(draft)
            else:
                loose[words] = Cluster(draft)
        return list(loose.values())

    def _bearer(self, title: TitlePhrase, clusters: list[Cluster]) -> Cluster | None:
        """The only person on the page who bears a title; nobody where two do, or where land or domain differ."""
        fitting = [c for c in clusters if c.drafts[0].kind == "PER" and any(fits(title, t, c.country) for t in c.titles)]
        return fitting[0] if len(fitting) == 1 else None

    def _entity(self, document: Document, name: str, cluster: Cluster) -> Entity:
        fullest = cluster.fullest
        forms = dict.fromkeys(document.quote(d.span) for d in sorted(cluster.drafts, key=lambda d: d.first))
        known = next((d.known for d in cluster.drafts if d.known), None)
        roles = tuple(role(document, t) for t in cluster.titles if not _NOT_ROLES.intersection(t.kinds[:1]))
        country = cluster.country or next((t.country for t in cluster.titles if t.country), None)
        evidence = tuple(d.span for d in cluster.drafts[:3])
        return Entity(
            id=name,
            name=document.quote(fullest.span),
            kind=fullest.kind,
            names=tuple(forms),
            latin=known.latin if known else None,
            country=country,
            roles=roles,
            why=(Reason(STAGE, cluster.why, known.row if known else fullest.row, evidence),),
        )


def fits(asked: TitlePhrase, borne: TitlePhrase, country: str | None) -> bool:
    """Whether a title without a name can be the short or repeated form of one that a person bears."""
    if asked.heads[0] != borne.heads[0] or (len(asked.heads) > 1 and asked.heads != borne.heads):
        return False
    if asked.domain and asked.domain != borne.domain and borne.domain[: len(asked.domain)] != asked.domain:
        return False
    land = borne.country or country
    return not (asked.country and asked.country != land)


def role(document: Document, title: TitlePhrase) -> Role:
    """The role that a title gives, in the page's words."""
    words = document.quote(title.span)
    body = document.quote(title.body) if title.body else None
    return Role(Span(title.span.start, title.span.end), words, body, title.country)
