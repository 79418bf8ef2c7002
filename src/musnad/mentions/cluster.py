"""The names of one entity while they are being gathered."""

from musnad.mentions.draft import Draft, TitlePhrase


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
