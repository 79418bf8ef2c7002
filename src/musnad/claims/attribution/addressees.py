"""Whom a verb calls upon, accuses or tells: no speaker, though he may stand where one would («ودعت الطرفين إلى الحوار»)."""

from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.history import CROWD, History
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.language.words import ARTICLE, HA, YA
from musnad.model import Sentence

_ADJUNCT = 5
"""Words of an adjunct between whom a verb calls upon and its preposition, at most."""


class Addressees:
    """The addressees of one document's cues."""

    def __init__(self, sources: Sources, history: History) -> None:
        self._sources = sources
        self._view = sources.view
        self._hinges = sources.hinges
        self._history = history

    def behind(self, cue: Cue, limit: int) -> bool:
        """Whether what stands behind a verb cannot be its subject: its own preposition, or an object («إنه يدعو فلانا»)."""
        view = self._view
        if cue.last < limit and view.leads(cue.last, cue.row.preps):
            return True
        i = cue.index - 1
        while i > 0 and view.classes(i) & {"future", "past_particle", "negation"}:
            i -= 1
        if i < 0 or "tells" not in cue.row.traits:
            return False
        noun = view.tokens[i].kind == "word" and not view.classes(i) and not view.is_verb(i)
        opened = i > 0 and self._hinges.is_a("that", view.tokens[i - 1].form)
        if noun and opened and i not in view.time_at:
            return True  # «إن بلاده أبلغت الحكومة أنها»
        joined = bool(view.tokens[i].enclitic) and bool(view.classes(i) & {"subordinator", "conjunction"})
        return joined or "pronoun" in view.classes(i)

    def is_one(self, cue: Cue, source: Source, sentence: Sentence) -> bool:
        """Whether the phrase behind «دعا» is the one called upon: a people or the like, or no match for the verb."""
        if self._oblique(source):
            return True
        if "tells" not in cue.row.traits:
            return False
        first = self._view.tokens[source.first].base.removeprefix(ARTICLE)
        if self._hinges.is_a("addressed", first) or (cue.form.feminine is False and source.feminine is True):
            return True
        if cue.form.feminine and self._masculine(source.first):
            return True
        alone = not source.argument.implied and self._own_preposition_next(cue, source.last)
        return alone and ("object" in cue.row.traits or self._goes_on_with(cue, sentence))

    def _masculine(self, i: int) -> bool:
        """Whether a word is a noun that no feminine verb can have for its subject («وطالبت الاتحاد»)."""
        row = self._sources.extents.word(i) or self._sources.extents.body(i)
        if row is None or row.traits & {"feminine", "plural"}:
            return False
        return not self._view.tokens[i].base.endswith((HA, "ات"))

    def _own_preposition_next(self, cue: Cue, i: int) -> bool:
        """Whether the verb's own preposition follows a phrase, so that the verb has this one noun («وحذر فلانا من»)."""
        view = self._view
        adjunct = False
        for k in range(i, min(i + _ADJUNCT, len(view.tokens))):
            token = view.tokens[k]
            if view.leads(k, cue.row.preps) or any(p in cue.row.preps for p in token.proclitics):
                return True
            adjunct = adjunct or "preposition" in view.classes(k)
            if token.kind != "word" or not adjunct or view.is_verb(k):
                return False
        return False

    def goes_on(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether what stands behind a joined verb that always names whom it tells is no speaker («ووصف المهاجم بأنه»)."""
        return "tells" in cue.row.traits and cue.row.content == {"prep"} and self._goes_on_with(cue, sentence)

    def _goes_on_with(self, cue: Cue, sentence: Sentence) -> bool:
        """Whether a joined verb can have the speaker who opened its sentence («قال فلان كذا، ودعا الحكومة إلى»)."""
        if cue.index == sentence.first or "و" not in self._view.tokens[cue.index].proclitics:
            return False
        here = [u for u in self._history.here[-CROWD:] if not u.frame and u.cue[0] < cue.index]
        return any(u.agrees(cue.form.feminine, cue.form.plural) for u in here)

    def _oblique(self, source: Source) -> bool:
        """Whether the ending of a plural or dual, or of the adjective behind it, shows that it is no subject."""
        tokens, mentions = self._view.tokens, self._view.mention_at
        head, behind = source.first, source.first + 1
        endings = tuple(self._hinges.all("oblique"))
        if tokens[head].base.endswith(endings) and (source.plural or self._sources.oblique(head)):
            return True
        if behind >= len(tokens) or not tokens[head].base.startswith(ARTICLE):
            return False
        named = behind in mentions and mentions[behind].named
        return (
            not named
            and tokens[behind].base.startswith(ARTICLE)
            and tokens[behind].base.endswith(tuple(YA + e for e in endings))
        )
