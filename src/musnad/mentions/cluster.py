"""The names of one entity while they are being gathered."""

from musnad.mentions.draft import Draft, TitlePhrase


class Cluster:
    """An entity in the making: its drafts, the fullest of which gives the name.

    Attributes:
        known: what the tables call its drafts.
        first: the token at which the first of its drafts begins.
        country: the country of the first name of which one is known.
    """

    def __init__(self, draft: Draft) -> None:
        self.drafts: list[Draft] = []
        self.described: list[Draft] = []
        self.known: set[str] = set()
        self.first = draft.first
        self.why = draft.rule
        self.country: str | None = None
        self.add(draft)

    def add(self, *drafts: Draft) -> None:
        """Take in more names of the same entity."""
        self.drafts.extend(drafts)
        self.known.update(d.known.name for d in drafts if d.known)
        if self.country is None:
            self.country = next((d.country for d in drafts if d.country), None)
        self.first = min(self.first, *(d.first for d in drafts))

    @property
    def titles(self) -> list[TitlePhrase]:
        """Every title that stands with one of the names."""
        return [t for d in self.drafts for t in d.titles]

    @property
    def fullest(self) -> Draft:
        """The draft with the most words, the first of them."""
        return max(self.drafts, key=lambda d: (len(d.words), len(" ".join(d.words)), -d.first))
