"""Who acts in a sentence, so that a participle or a verb without subject can go on with him («زار فلان المدينة، مؤكدا أن»)."""

from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.history import History
from musnad.claims.attribution.scopes import Scopes
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.claims.attribution.strangers import FARTHEST
from musnad.language.words import ARTICLE
from musnad.model import Sentence

BACK = 60
"""How many tokens before a cue without subject the one meant is looked for."""

HEAD = 3
"""A cue among so many first words of its sentence stands at its head."""


class Actors:
    """Those who act in the sentences of one document."""

    def __init__(self, scopes: Scopes, sources: Sources, history: History) -> None:
        self._view = scopes.view
        self._scopes = scopes
        self._sources = sources
        self._history = history
        self._hinges = sources.hinges
        self._first_verbs: dict[int, int] = {}

    def acting(self, sentence: Sentence, cue: Cue, since: int = 0) -> Source | None:
        """The named subject of the nearest verb before a cue and behind a position, where no cue between has a speaker."""
        for i in range(cue.index - 1, max(sentence.first, cue.index - BACK, since) - 1, -1):
            inner = (
                i > sentence.first
                and not since
                and (self._scopes.that(i - 1) or "relative" in self._view.classes(i - 1))
            )
            source = self._subject_of(i, min(cue.index, i + FARTHEST), cue) if not inner else None
            if source is not None:
                return self._opening_subject(i, sentence, cue) or source
        if since > sentence.first:
            return None
        verb = self.first_verb(sentence)
        topic = (self.topic(verb, sentence) or self._before(verb, sentence)) if verb < cue.index else None
        return topic if topic is not None and topic.feminine in (None, cue.form.feminine) else None

    def acting_before(self, sentence: Sentence, cue: Cue) -> Source | None:
        """The named subject of the sentence before, where nobody spoke there; before a new paragraph only one who is known."""
        recent = self._history.recent
        head = (self._view.classes(k) & {"past_particle", "auxiliary"} for k in range(sentence.first, cue.index))
        if not recent or recent[-1] or sentence.first == 0 or not all(head):
            return None
        last = self._view.sentence_of[sentence.first - 1]
        anew = "\n" in self._view.document.text[last.span.end : sentence.span.start]
        verb = next((i for i in range(last.first, min(last.last, last.first + 4)) if self._view.verb_forms(i)), None)
        source = self._subject_of(verb, last.last, cue) if verb is not None else None
        if source is None or source.kind not in ("person", "official"):
            return None
        return source if not anew or source.argument.entity in self._view.named else None

    def turned(self, cue: Cue, since: int) -> Source | None:
        """Who has taken the word from a speaker since a position («قالت الجماعة كذا، غير أن التحالف نفى ذلك، مؤكدا»)."""
        view = self._view
        for i in range(cue.index - 1, max(since, cue.index - BACK), -1):
            told = self._hinges.length("which", view.tokens, i)
            if told and view.is_verb(i + told) and view.tokens[i + told].enclitic:
                return self._taking(i + told, cue)  # «، وهو ما نفاه مصدر أمني، مؤكدا»
            if self._hinges.is_a("turn", view.tokens[i].form) and view.is_mark(i - 1 - self._of_two(i), "،,؛."):
                first = i + 1 + self._scopes.that(i + 1)
                return self._taking(first, cue)
        return None

    def right_before(self, cue: Cue) -> Source | None:
        """The subject that fills the words between a verb and a cue («اكتفى المكتب الإعلامي بالقول إن»)."""
        for i in range(cue.index - 1, max(self._view.sentence_of[cue.index].first, cue.index - FARTHEST) - 1, -1):
            if self._view.is_verb(i):
                source = self._sources.after(i + 1, cue.index)
                return source if source is not None and source.last == cue.index else None
        return None

    def topic(self, end: int, sentence: Sentence) -> Source | None:
        """The subject set before its clause: «أما الوزير، فقد قال»."""
        view = self._view
        if end <= sentence.first + 1 or not self._hinges.is_a("topic", view.tokens[sentence.first].base):
            return None
        source = self._sources.at(sentence.first + 1, end)
        if source is None:
            return None
        particles = {"past_particle", "auxiliary"}
        near = all(view.classes(k) & particles or view.is_mark(k, "،,") for k in range(source.last, end))
        return source if near or view.is_mark(end - 1, "،,") else None

    def first_verb(self, sentence: Sentence) -> int:
        """The first verb of a sentence, or its end."""
        if sentence.first not in self._first_verbs:
            verbs = (k for k in range(sentence.first, sentence.last) if self._view.is_verb(k))
            self._first_verbs[sentence.first] = next(verbs, sentence.last)
        return self._first_verbs[sentence.first]

    def _before(self, verb: int, sentence: Sentence) -> Source | None:
        """Whose phrase opens a sentence, right before its first verb («الحكومة من جهتها دافعت عن موقفها»)."""
        view, first = self._view, sentence.first
        first += "auxiliary" in view.classes(first)  # «وكان الوزير قد زار المدينة»
        source = self._sources.at(first, verb) if verb > first else None
        if source is None or source.first != first or view.governed(source.first):
            return None
        while verb > source.last and "past_particle" in view.classes(verb - 1):
            verb -= 1
        aside = self._hinges.length("aside", view.tokens, source.last)
        certain = (
            source.argument.entity is not None
            or self._is_man(source)
            or view.tokens[source.first].base.startswith(ARTICLE)
        )
        return source if certain and source.last + aside == verb else None

    def _opening_subject(self, verb: int, sentence: Sentence, cue: Cue) -> Source | None:
        """The subject of the verb that opens a sentence, if a joined one goes on with it («أدانت الوزارة، وحملت فلانا»)."""
        first = self.first_verb(sentence)
        if first >= min(verb, sentence.first + HEAD) or self._view.tokens[verb].proclitics[:1] != ("و",):
            return None
        return self._subject_of(first, min(verb, first + FARTHEST), cue)

    def _of_two(self, i: int) -> bool:
        """Whether a small word is the second of two («في حين»)."""
        return "preposition" in self._view.classes(i - 1)

    def _taking(self, first: int, cue: Cue) -> Source | None:
        """The subject of the clause that begins at a position, before its verb or behind it, that agrees with the cue."""
        if self._view.is_verb(first):
            return self._subject_of(first, min(cue.index, first + FARTHEST), cue)
        source = self._sources.at(first, cue.index)
        if source is None or source.last >= cue.index or not self._view.is_verb(source.last):
            return None
        return source if source.feminine in (None, cue.form.feminine) else None

    def _subject_of(self, verb: int, limit: int, cue: Cue) -> Source | None:
        """The named subject behind a verb that agrees with the cue."""
        genders = self._genders(verb)
        if any("object" in c.row.traits for c in self._scopes.cues(verb)):
            return None  # «حث الحكومة على»
        if not genders or cue.form.feminine not in (None, True in genders):
            return None
        source = self._sources.after(verb + 1, limit)
        if source is None or (source.argument.entity is None and not self._is_man(source)):
            return None
        if source.plural and not cue.form.plural:
            return None
        entity = self._view.entities.get(source.argument.entity or "")
        if entity is not None and entity.kind in ("GPE", "LOC") and not self._view.is_country(entity.id):
            return None  # «زار الوزير المدينة، وتعهد»
        return source if source.feminine is None or source.feminine in genders else None

    def _genders(self, verb: int) -> set[bool | None]:
        """Whether a verb has a feminine subject, in each of its readings; of one that no table holds the tagger tells."""
        forms = self._view.verb_forms(verb)
        analysis = self._view.document.analyses[verb]
        told = analysis.pos == "VERB" and analysis.person == 3 and analysis.number == "singular"
        if (
            forms
            or not told
            or self._view.governed(verb)
            or self._view.tokens[verb].base in self._view.grammar.event_nouns
        ):
            return {form.feminine for _, form in forms}
        return {analysis.gender == "f"}

    def _is_man(self, source: Source) -> bool:
        """Whether a source without an entity is a man: by a name behind his office, or introduced as one of many."""
        first = self._view.tokens[source.first]
        introduced = source.kind in ("official", "unnamed") and not first.base.startswith(ARTICLE)
        body = self._sources.extents.body(source.first) is not None
        return source.argument.span.start >= first.span.end or (introduced and not body and source.head != "")
