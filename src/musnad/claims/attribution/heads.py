"""What the word at a position is to a source: a word for one, a title, a body, something that is spoken of."""

from musnad.claims.attribution.cues import same_alif
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.source_words import SourceWord, SourceWords
from musnad.claims.view import View
from musnad.language.words import ALIF, ARTICLE, HA, written_length


class Heads:
    """The words of one document that can lead the phrase for a source."""

    def __init__(self, view: View, words: SourceWords, hinges: Hinges) -> None:
        self.view = view
        self.words = words
        self.hinges = hinges
        self._words: dict[int, SourceWord | None] = {}

    def word(self, i: int) -> SourceWord | None:
        """The row of the word at a position, if it is one for a source."""
        if i not in self._words:
            self._words[i] = self._find_word(i)
        return self._words[i]

    def _find_word(self, i: int) -> SourceWord | None:
        token, rows = self.view.tokens[i], self.words.rows
        if token.kind != "word":
            return None
        found = rows.get(token.base.removeprefix(ARTICLE)) or self._accusative(i) or self._of_woman(i)
        if found is not None and token.enclitic and self.view.is_verb(i):
            return None  # «في إعلان نشرته أمس»
        if found is not None:
            return found if same_alif(self.view.text(i), found.written) else None
        division = next(self.hinges.divider.divisions(token.form, rows), None) if not self.view.is_verb(i) else None
        return rows[division.base] if division is not None else None

    def _of_woman(self, i: int) -> SourceWord | None:
        """The row of a man's title that a woman holds («ناشطة»)."""
        base = self.view.tokens[i].base.removeprefix(ARTICLE)
        row = self.words.rows.get(base[:-1]) if base.endswith(HA) and not self.is_class(i) else None
        return row if row is not None and "title" in row.traits and "plural" not in row.traits else None

    def _accusative(self, i: int) -> SourceWord | None:
        """The row of an indefinite word that «لكن» or «إن» makes end in a long alif («لكن مصدرا قال»)."""
        base = self.view.tokens[i].base
        behind = i > 0 and bool(self.view.classes(i - 1) & {"conjunction", "subordinator"})
        return self.words.rows.get(base[:-1]) if behind and base.endswith(ALIF) else None

    def document(self, i: int) -> SourceWord | None:
        """The row of a word for a text, also as an indefinite object («تلقت بلاغا من الشرطة يفيد بأن»)."""
        base = self.view.tokens[i].base
        row = self.words.rows.get(base[:-1]) if base.endswith(ALIF) and not self.view.is_verb(i) else None
        return row if row is not None and row.kind == "document" else self.word(i)

    def acts(self, i: int) -> bool:
        """Whether a word is a verb here, by the tables or, where they hold no such word, by the tagger."""
        return self.view.is_verb(i) or (self.view.document.analyses[i].pos == "VERB" and not self.view.governed(i))

    def body(self, i: int) -> SourceWord | None:
        """The row of the word at a position, if it is one for an office or group."""
        token = self.view.tokens[i]
        if token.kind != "word" or token.enclitic or i in self.view.time_at or self.view.is_verb(i):
            return None
        return self.words.bodies.get(token.base.removeprefix(ARTICLE))

    def is_medium(self, i: int) -> bool:
        """Whether the word is one for a paper, channel or agency."""
        row = self.word(i)
        return row is not None and "medium" in row.traits

    def titled(self, i: int) -> bool:
        """Whether the word is a definite title («المتحدثة»), such as may stand behind a name."""
        row = self.word(i)
        return row is not None and "title" in row.traits and self.view.tokens[i].base.startswith(ARTICLE)

    def titled_office(self, i: int) -> bool:
        """Whether the word is a title that stands before a body or a name («رئيس»)."""
        row = self.word(i)
        return row is not None and "title" in row.traits and not self.view.tokens[i].base.startswith(ARTICLE)

    def is_class(self, i: int) -> bool:
        """Whether the word says what kind of thing the name behind it is («حركة»)."""
        return self.view.tokens[i].base.removeprefix(ARTICLE) in self.view.grammar.class_nouns

    def wording(self, i: int) -> bool:
        """Whether a word only says that there are words («قوله», «القول»)."""
        token = self.view.tokens[i]
        if self.hinges.is_a("wording", token.base.removeprefix(ARTICLE)):
            return True
        return bool(self.hinges.owned("wording", token.form))

    def matter(self, i: int) -> bool:
        """Whether a word is what is spoken of («وأكد أهمية ...»), so that the speaker is not named here."""
        if i >= len(self.view.tokens):
            return False
        token, events = self.view.tokens[i], self.view.grammar.event_nouns
        if token.base.startswith(ARTICLE):
            return False
        if token.base in events or self.hinges.is_a("matter", token.base) or self.hinges.is_a("attitude", token.base):
            return True
        if self.hinges.owned("matter", token.form) or self.hinges.owned("attitude", token.form):
            return True
        return any(d.enclitic for d in self.hinges.divider.divisions(token.form, events, enclitics=True))

    def bare(self, first: int, last: int) -> frozenset[str]:
        """The words of a stretch without their articles and clitics, small words left out."""
        words = (t.base.removeprefix(ARTICLE) for t in self.view.tokens[first:last] if t.kind == "word")
        return frozenset(word for word in words if not self.hinges.is_a("inside", word))

    def office_head(self, first: int, last: int) -> str:
        """The first word of an office that is none of respect, without its article; empty if there is none."""
        words = (t.base.removeprefix(ARTICLE) for t in self.view.tokens[first:last] if t.kind == "word")
        return next((word for word in words if not self.hinges.is_a("respect", word)), "")

    def office(self, first: int, last: int) -> frozenset[str]:
        """The words of an office without those of respect before it («معالي الوزير»); «الدولة» and «الجمهورية» are one."""
        words = (word for word in self.bare(first, last) if not self.hinges.is_a("respect", word))
        return frozenset("" if self.hinges.is_a("state", word) else word for word in words)

    def stem(self, i: int) -> int:
        """Where the word for a source begins, behind a preposition that its token still carries."""
        token = self.view.tokens[i]
        if token.base.removeprefix(ARTICLE) in self.words.rows:
            hidden = token.base.startswith(ARTICLE) and not self.view.text(i)[-len(token.base) :].startswith(ARTICLE[0])
            return token.stem.start + (hidden and bool(token.proclitics) and token.proclitics[-1] == ARTICLE[1])
        division = next(self.hinges.divider.divisions(token.form, self.words.rows), None)
        if division is None:
            return token.stem.start
        return token.span.start + written_length(self.view.text(i), sum(map(len, division.proclitics)))

    def between(self, i: int) -> bool:
        """Whether a word may stand between a cue and its speaker without being either («أكد أيضا»)."""
        token = self.view.tokens[i]
        return self.hinges.is_a("adverb", token.base) or any(self.hinges.is_a(k, token.form) for k in ("me", "it"))

    def mention_end(self, i: int) -> int:
        """The token behind the mention that covers a position."""
        mention = self.view.mention_at[i]
        while i < len(self.view.tokens) and self.view.mention_at.get(i) is mention:
            i += 1
        return i

    def prepositional(self, i: int) -> bool:
        """Whether a preposition stands on the word or is the word, one that a source's phrase can hold."""
        return self.view.governed(i) or self.hinges.is_a("inside", self.view.tokens[i].base)

    def _bare_noun(self, i: int) -> bool:
        return self.view.tokens[i].kind == "word" and not self.view.classes(i)

    def is_resource(self, i: int) -> bool:
        """Whether «مصادر» means no one who speaks, but what something comes from («مصادر الطاقة»)."""
        row, view = self.word(i), self.view
        if row is None or row.kind != "unnamed" or "plural" in row.traits or i + 1 >= len(view.tokens):
            return False
        owned = view.tokens[i + 1].base.startswith(ARTICLE) and not self._has_men(i + 1)
        return owned and not view.tokens[i].base.startswith(ARTICLE)

    def _has_men(self, i: int) -> bool:
        """Whether an office or body stands at a position, so that those around it can speak («أوساط الرئيس»)."""
        row = self.word(i)
        return (row is not None and row.kind in ("official", "person")) or self.body(i) is not None
