"""Where the name of a person cannot go on, and which everyday word may be the last of it."""

from musnad.language.words import ALIF, ARTICLE
from musnad.mentions.sheet import APPOSING, CLOSERS, Sheet
from musnad.mentions.titles import Titles
from musnad.mentions.vocabulary import Vocabulary

TANWIN = "\u064b"
"""Ends what says how somebody acts («ناعياً»), and no part of a name."""


class Ends:
    """What stands around the end of a name."""

    def __init__(self, vocabulary: Vocabulary, titles: Titles) -> None:
        self.vocabulary = vocabulary
        self.titles = titles

    def may_end(self, sheet: Sheet, i: int) -> bool:
        """Whether an everyday word may be the last of a name: bare, no accusative, no adjective of a title, no title."""
        word, token = sheet.forms[i], sheet.tokens[i]
        bare = word.removeprefix(ARTICLE)
        if not word or len(bare) < 3 or token.proclitics or token.enclitic or token.kind == "latin":
            return False
        if self._is_act(sheet, i) or self._is_barred(sheet, i):
            return False
        described = bare in self.vocabulary.title_adjectives or self.vocabulary.is_participle(bare)
        if bare != word and (described or bare.endswith(self.vocabulary.plurals)):
            return False
        title = self.titles.trie.longest(word, sheet.forms, i, sheet.limits[i])
        return title is None or (title[0] == i + 1 and bare == word and title[1].row["class"] in ("prefix", "office"))

    def _is_act(self, sheet: Sheet, i: int) -> bool:
        """Whether a word is a verb here, and no name before what is said («حكمت قوله»)."""
        following = sheet.forms[i + 1] if i + 1 < sheet.limits[i] else ""
        verb = sheet.verbal[i] or (bool(following) and self.vocabulary.is_verb(sheet.forms[i]))
        return verb and following not in self.vocabulary.sayings

    def _is_barred(self, sheet: Sheet, i: int) -> bool:
        word = sheet.forms[i]
        accusative = word[-1] == ALIF or TANWIN in sheet.written[i]
        stops = word.removeprefix(ARTICLE) in self.vocabulary.stop_adjectives or bool(self.vocabulary.country_of(word))
        return accusative or stops or word in self.vocabulary.never or word in self.vocabulary.function

    def is_cut(self, sheet: Sheet, i: int) -> bool:
        """Whether a comma or bracket, the end or a clause begins at a token."""
        if i >= sheet.limits[i - 1]:
            return True
        clause = sheet.forms[i] in self.vocabulary.openers or sheet.tokens[i].base in self.vocabulary.openers
        return clause or sheet.mark(i) in {*APPOSING, *CLOSERS} or sheet.forms[i] in self.vocabulary.sayings

    def after_verb(self, sheet: Sheet, i: int) -> bool:
        """Whether a verb that may have an object stands before the name: what is definite behind it may be that."""
        before = sheet.before(i)
        if before < 0 or sheet.forms[before] in self.vocabulary.function or self.vocabulary.tells(sheet.forms[before]):
            return False
        opens = before == 0 or sheet.limits[before - 1] <= before
        return opens or self.vocabulary.is_verb(sheet.forms[before])

    def is_over(self, sheet: Sheet, i: int) -> bool:
        """Whether the name cannot go on: a mark, the end, a verb or a function word follows."""
        if i >= sheet.limits[i - 1] or not sheet.forms[i]:
            return True
        word = sheet.forms[i]
        joined = word[:1] in self.vocabulary.inner and bool(sheet.tokens[i].proclitics)
        joined = joined or (word[:1] in self.vocabulary.inner and word[1:] in self.vocabulary.function)
        if self.titles.trie.longest(word, sheet.forms, i, sheet.limits[i]) is not None:
            return True
        return joined or word in self.vocabulary.function or self.vocabulary.is_verb(word)
