"""The mentions stage: fills `mentions` and `entities`, nothing else."""

from dataclasses import replace

from musnad.lexicon import Lexicon
from musnad.mentions.bodies import Bodies
from musnad.mentions.descriptions import Descriptions
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.entities import Entities
from musnad.mentions.known import KnownNames
from musnad.mentions.persons import Persons
from musnad.mentions.repeats import Repeats
from musnad.mentions.sheet import Sheet
from musnad.mentions.titles import Titles
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Document


class Mentions:
    """The stage as a callable; knows the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.vocabulary = Vocabulary(lexicon)
        known = KnownNames(lexicon, self.vocabulary.joined)
        self.bodies = Bodies(lexicon, self.vocabulary, known)
        titles = Titles(lexicon, self.vocabulary, self.bodies)
        self.persons = Persons(self.vocabulary, titles)
        self.repeats = Repeats(self.vocabulary)
        self.descriptions = Descriptions(lexicon, self.vocabulary)
        self.entities = Entities(self.vocabulary)

    def __call__(self, document: Document) -> Document:
        """The document with its mentions and entities."""
        sheet = Sheet(document)
        bodies = self.bodies.find(sheet)
        people, loose = self.persons.find(sheet, bodies)
        named = settled([*people, *(d for d in bodies if d.kind != "PER")])
        named += self.repeats.find(sheet, named)
        named = settled(named)
        titles = [_described(sheet, t) for t in loose if t.definite and not _inside(t, named)]
        taken = covered(len(sheet.forms), [*named, *titles], [t for d in people for t in d.titles])
        others = self.descriptions.find(sheet, taken, {d.first: d for d in named})
        mentions, entities = self.entities.build(document, [*named, *titles, *others])
        return replace(document, mentions=mentions, entities=entities)


def settled(drafts: list[Draft]) -> list[Draft]:
    """The drafts in order, without those that share a word with a longer one."""
    kept: list[Draft] = []
    for draft in sorted(drafts, key=lambda d: (d.first, -d.last)):
        if kept and kept[-1].last > draft.first:
            if draft.last - draft.first <= kept[-1].last - kept[-1].first:
                continue
            kept.pop()
        kept.append(draft)
    return kept


def covered(length: int, drafts: list[Draft], titles: list[TitlePhrase]) -> list[bool]:
    """For each token, whether a draft or a title that goes with a name holds it."""
    taken = [False] * length
    for held in (*drafts, *titles):
        for i in range(held.first, held.last):
            taken[i] = True
    return taken


def _inside(title: TitlePhrase, named: list[Draft]) -> bool:
    return any(d.first <= title.first and title.last <= d.last for d in named)


def _described(sheet: Sheet, title: TitlePhrase) -> Draft:
    words = tuple(sheet.text[title.span.start : title.span.end].split())
    return Draft(
        title.first, title.last, title.span, "PER", words, "title without a name", title.row, None, False, title.country, [title]
    )


def make_mentions(lexicon: Lexicon) -> Mentions:
    """The stage for a lexicon."""
    return Mentions(lexicon)
