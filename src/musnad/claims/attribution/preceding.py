"""The subject that stands before its verb: «المتحدث قال إن», «لكن مصدرا رفض ذكر اسمه أكد», «إن الفتى اعترف بأنه»."""

from dataclasses import replace

from musnad.claims.attribution.actors import Actors
from musnad.claims.attribution.cues import Cue
from musnad.claims.attribution.scopes import Scopes
from musnad.claims.attribution.source_words import Source
from musnad.claims.attribution.sources import Sources
from musnad.language.words import ARTICLE
from musnad.model import Argument, Sentence, Span

LONGEST_SUBJECT = 14
"""Tokens of a subject before its verb, at most."""

_JOINED = 5
"""Tokens of a subject that و joins before its verb, at most."""

_SOMEBODY = 8
"""Tokens of somebody without a name before his verb, at most."""

_GROUP = 4
"""Tokens of a group of people before its verb, at most."""


class Preceding:
    """The subjects before their verbs of one document."""

    def __init__(self, scopes: Scopes, sources: Sources, actors: Actors) -> None:
        self.view = scopes.view
        self._scopes = scopes
        self._sources = sources
        self._hinges = sources.hinges
        self._actors = actors

    def subject(self, cue: Cue, sentence: Sentence) -> Source | None:
        """The subject that stands before its verb, at the head of the clause («المتحدث قال إن»)."""
        view, end = self.view, cue.index
        joined = self._joined_subject(cue, sentence)
        if joined is not None:
            return joined
        while end > sentence.first and (
            view.classes(end - 1) & {"past_particle", "auxiliary"} or end - 1 in view.time_at
        ):
            end -= 1
        source = self._hidden(end, cue, sentence) or self._actors.topic(end, sentence)
        source = source or self._described(end, cue, sentence)
        if source is not None:
            return source
        source = self.phrase(end, sentence)
        if source is not None and source.feminine and cue.form.feminine is False:
            return None  # «مجموعة يرجح أن تكون»: nobody in particular
        if source is None or end - source.last > 4 or any(view.is_verb(k) for k in range(source.last, end)):
            return None
        return source

    def _hidden(self, end: int, cue: Cue, sentence: Sentence) -> Source | None:
        """The subject before its verb of whom it is told that he hides his name («لكن مصدرا رفض ذكر اسمه قال»)."""
        for k in range(end - 1, max(sentence.first, end - _SOMEBODY), -1):
            if self.view.tokens[k].kind == "mark":
                return None
            if self._hinges.is_a("hides", self.view.tokens[k].form):
                source = self.phrase(k, sentence)
                unnamed = source is not None and source.last == k and source.kind in ("unnamed", "official", "person")
                return replace(source, last=cue.index) if source is not None and unnamed else None
        return None

    def _joined_subject(self, cue: Cue, sentence: Sentence) -> Source | None:
        """A subject that و joins to the clause before («الجيش يعلن كذا والحركة تتحدث عن»), right before its verb."""
        view = self.view
        for i in range(cue.index - 1, max(sentence.first, cue.index - _JOINED) - 1, -1):
            if view.tokens[i].kind != "word" or view.is_verb(i) or view.classes(i):
                return None
            if view.proclitics(i) == ("و",) or (
                view.tokens[i].proclitics == ("و",) and view.tokens[i].base.startswith(ARTICLE)
            ):
                source = self._sources.at(i, cue.index) if i > sentence.first and cue.form.present else None
                fits = source is not None and source.last == cue.index and source.feminine in (None, cue.form.feminine)
                return source if fits else None
        return None

    def phrase(self, end: int, sentence: Sentence) -> Source | None:
        """The source whose phrase opens the clause that goes on at a position."""
        view, start = self.view, end
        while start > sentence.first and end - start < LONGEST_SUBJECT and not self._clause_begins(start - 1):
            start -= 1
        while start < end and (view.tokens[start].kind == "number" or start in view.time_at):
            start += 1
        if start == end or view.governed(start):
            return None
        if any(self._hinges.is_a("if", view.tokens[k].form) for k in range(max(sentence.first, start - 2), start)):
            return None  # «ردا على سؤال عما إذا كان المهاجم معروفا، قالت»
        if start > sentence.first and view.classes(start - 1) & {"relative", "preposition"}:
            return None
        return self._sources.at(start, end)

    def _described(self, end: int, cue: Cue, sentence: Sentence) -> Source | None:
        """The subject before its verb with more about him between two commas («لكن النائب، عضو اللجنة، اتهم»)."""
        view = self.view
        if end == sentence.first or not view.is_mark(end - 1, "،,"):
            return None
        comma = next(
            (k for k in range(end - 2, max(sentence.first, end - LONGEST_SUBJECT), -1) if view.is_mark(k, "،,")), None
        )
        comma = comma if comma is not None else end - 1
        if any(view.is_verb(k) for k in range(comma, end)):
            return None
        source = self.phrase(comma, sentence)
        if source is None or source.last != comma or source.feminine not in (None, cue.form.feminine):
            return None
        return replace(self._sources.apposed(source, end), last=cue.index)

    def _clause_begins(self, i: int) -> bool:
        view = self.view
        if view.tokens[i].kind == "mark":
            return not view.is_mark(i, '"“”«»()')
        if i in view.mention_at:
            return False
        openers = {"relative", "auxiliary", "conjunction", "subordinator", "time_conjunction"}
        return self._scopes.that(i) or bool(view.classes(i) & openers)

    def somebody(self, cue: Cue) -> Source | None:
        """Somebody without name or office between «أن» and his verb («إن الفتى اعترف بأنه»)."""
        view, first = self.view, cue.index
        while first > max(0, cue.index - _SOMEBODY) and not self._scopes.that(first - 1):
            first -= 1
            if view.tokens[first].kind != "word" or view.is_verb(first) or first in view.time_at:
                return None
        if first in (cue.index, 0) or not self._scopes.that(first - 1):
            return None
        return self._sources.somebody(first, cue.index, feminine=cue.form.feminine, plural=cue.form.plural)

    def group(self, cue: Cue) -> Source | None:
        """The words between «أن» and a verb by which somebody acts, where none of them is a small word («أن قبائل قيفة هددت»)."""
        view, first = self.view, cue.index
        while first > max(1, cue.index - _GROUP) and not self._scopes.that(first - 1):
            first -= 1
            if view.tokens[first].kind != "word" or view.is_verb(first) or view.classes(first) or first in view.time_at:
                return None
        event = view.tokens[first].base.removeprefix(ARTICLE) in view.grammar.event_nouns
        if first == cue.index or not self._scopes.that(first - 1) or event or view.tokens[first].enclitic:
            return None
        span = Span(view.tokens[first].span.start, view.tokens[cue.index - 1].span.end)
        return Source(first, cue.index, Argument(span), "unnamed", None, False, view.tokens[first].base)

    def is_next(self, source: Source, cue: Cue) -> bool:
        """Whether only «قد» or «كان» stands between a subject and its verb."""
        particles = {"past_particle", "auxiliary"}
        return all(self.view.classes(i) & particles for i in range(source.last, cue.index))
