"""The mentions stage: fills `mentions` and `entities`, nothing else."""

from bisect import bisect_right
from dataclasses import replace

from musnad.language.words import ARTICLE
from musnad.lexicon import Lexicon
from musnad.mentions.bodies import Bodies
from musnad.mentions.bridges import Bridges
from musnad.mentions.datelines import Datelines
from musnad.mentions.descriptions import Descriptions
from musnad.mentions.draft import Draft, TitlePhrase
from musnad.mentions.entities import Entities
from musnad.mentions.kin import Kin
from musnad.mentions.known import KnownNames
from musnad.mentions.persons import Persons
from musnad.mentions.repeats import Repeats
from musnad.mentions.sheet import CLOSERS, Sheet
from musnad.mentions.shortened import Shortened
from musnad.mentions.titles import Titles
from musnad.mentions.vocabulary import Vocabulary
from musnad.model import Document


class Mentions:
    """The stage as a callable; knows the tables of one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.vocabulary = Vocabulary(lexicon)
        known = KnownNames(lexicon, self.vocabulary.joined)
        self.stop = known.stop
        self.bodies = Bodies(lexicon, self.vocabulary, known)
        self.datelines = Datelines(lexicon, self.vocabulary, self.bodies.extent)
        titles = Titles(lexicon, self.vocabulary, self.bodies)
        self.persons = Persons(self.vocabulary, titles)
        self.bridges = Bridges(self.vocabulary, titles.places_within)
        self.repeats = Repeats(self.vocabulary, self.bodies.extent.standings, self.bodies.extent.heads)
        self.descriptions = Descriptions(lexicon, self.vocabulary)
        self.shortened = Shortened(self.vocabulary, self.bodies.extent)
        self.entities = Entities(lexicon, self.vocabulary, self.bodies.extent.heads)
        self.kin = Kin(lexicon, self.vocabulary, self.bodies.extent.heads)

    def __call__(self, document: Document) -> Document:
        """The document with its mentions and entities."""
        sheet = Sheet(document).without(self.stop)
        bodies = self.bodies.find(sheet)
        people, loose = self.persons.find(sheet, bodies)
        named = settled([*people, *(d for d in bodies if d.kind != "PER")])
        named = settled([*named, *self.datelines.find(document, sheet, named)])
        named += self.repeats.find(sheet, named)
        named = settled(named)
        self.bridges.tied(sheet, people, loose, named)
        borne = {id(t) for d in people for t in d.titles}
        titles = [
            _described(t) for t in loose if id(t) not in borne and _speaks(t) and not self._describes(sheet, t, named)
        ]
        taken = covered(len(sheet.forms), [*named, *titles], [t for d in people for t in d.titles])
        others = self.descriptions.find(sheet, taken, {d.first: d for d in named})
        self.shortened.tied(sheet, others, named)
        taken = covered(len(sheet.forms), [*named, *titles, *others], [])
        short = self.shortened.find(sheet, taken, named)
        mentions, entities = self.entities.build(document, [*named, *titles, *others, *short])
        return replace(document, mentions=mentions, entities=self.kin.tied(sheet, entities, named))

    def _describes(self, sheet: Sheet, title: TitlePhrase, named: list[Draft]) -> bool:
        """Whether a title stands inside a name, or is the adjective of the body before it («حزب السنديان الحاكم»)."""
        k = bisect_right(named, title.first, key=lambda draft: draft.first) - 1
        if k < 0 or title.last <= named[k].last:
            return k >= 0
        word, last = sheet.forms[title.first], named[k].last
        behind = title.first == last or (title.first == last + 1 and sheet.mark(last) in CLOSERS)
        bare = word.removeprefix(ARTICLE)
        adjective = bare != word and (self.vocabulary.is_participle(bare) or self.vocabulary.is_relative(word))
        return behind and adjective and title.last == title.first + 1 and named[k].kind in ("ORG", "ARMED", "MEDIA")


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
    for first, last in [*((d.first, d.last) for d in drafts), *((t.first, t.last) for t in titles)]:
        taken[first:last] = [True] * (last - first)
    return taken


def _speaks(title: TitlePhrase) -> bool:
    """Whether a title without a name speaks of someone in particular."""
    whole = title.kinds[0] != "prefix" or len(title.heads) > 1 or title.body is not None
    return title.definite and title.speaks and title.kinds[0] != "kin" and whole


def _described(title: TitlePhrase) -> Draft:
    rule = "title without a name"
    return Draft(
        title.first, title.last, title.span, "PER", title.text, rule, title.row, None, False, title.country, [title]
    )


def make_mentions(lexicon: Lexicon) -> Mentions:
    """The stage for a lexicon."""
    return Mentions(lexicon)
