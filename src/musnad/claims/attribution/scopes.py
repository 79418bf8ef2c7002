"""Where the words of a speaker begin and end: the content behind a cue.

Positions are token indexes, stretches half open.
"""

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from musnad.claims.attribution.cues import Cue, CueTable
from musnad.claims.attribution.hinges import Hinges
from musnad.claims.attribution.quotes import Quote, Quotes
from musnad.claims.attribution.utterances import Utterance
from musnad.claims.view import View
from musnad.language.words import ALIF, ARTICLE, LAM

FARTHEST = 45
"""How many tokens may stand between a cue and what it opens."""

LONGEST = 250
"""Words of indirect speech, at most."""

LONGEST_ASIDE = 12
"""How many tokens may stand between two commas behind a verb of saying."""

NAME_IN_QUOTES = 4
"""A quotation of so few words before «أن» is a name («حركة "الفجر" أن»)."""

NEARBY = 6
"""A verb's own preposition stands among so many tokens behind it where the verb could be a preposition."""

_UNBROKEN = 9
"""Tokens of a name without a blank in quotation marks, at most."""

QUOTED_SENTENCE = 4
"""A quotation of so many words right behind «أن» is the whole content, where a mark or an adjunct follows."""

Opener = Literal["clause", "quote", "colon", "noun"]


@dataclass(frozen=True, slots=True)
class Content:
    """What a cue opens: the opening token, and the tokens `first:last` of the words themselves."""

    kind: Opener
    opener: int
    first: int
    last: int

    @property
    def direct(self) -> bool:
        """Whether these are the speaker's own words."""
        return self.kind in ("quote", "colon")


class Scopes:
    """The contents of one document's cues."""

    def __init__(self, view: View, table: CueTable, hinges: Hinges, bodies: Container[str]) -> None:
        self.view = view
        self._bodies = bodies
        self.quotes = Quotes(view)
        self._table = table
        self.hinges = hinges
        self._cues: dict[int, tuple[Cue, ...]] = {}
        self._stopping: dict[int, bool] = {}
        self._plain: dict[int, bool] = {}
        self._turns = self._find_turns()

    def cues(self, i: int) -> tuple[Cue, ...]:
        """What the word at a position can be as a cue."""
        found = self._cues.get(i)
        if found is None:
            bound = i > 0 and self.hinges.is_a("whether", self.view.tokens[i - 1].form)  # «عما ورد في التقرير»
            found = self._cues[i] = tuple(c for c in self._table.at(self.view, i) if not (bound and c.joined))
        return found

    def is_cue(self, i: int, *kinds: str) -> bool:
        """Whether the word at a position can be a cue of one of the kinds."""
        cues = self.cues(i)
        return bool(cues) and any(cue.form.kind in kinds for cue in cues)

    def that(self, i: int) -> bool:
        """Whether the word is «أن» or «إن», with a pronoun or «ب» or without, and joined by no conjunction."""
        return self.hinges.is_a("that", self.view.tokens[i].form) and i not in self.view.mention_at

    def bound_to_noun(self, i: int) -> bool:
        """Whether «إن» without a pronoun stands before a word, so that it is no verb («إن نفي فلان»)."""
        before = self.view.tokens[i - 1] if i else None
        return before is not None and self.that(i - 1) and not before.enclitic and "إ" in self.view.text(i - 1)

    def content(self, cue: Cue) -> Content | None:
        """The clause or quotation behind a cue; None if none opens before something else does."""
        sentence = self.view.sentence_of[cue.index]
        held = None
        i, end = cue.last, min(sentence.last, cue.last + FARTHEST)
        while i < end:
            if i > cue.last and self._is_plain(i):
                i += 1
                continue
            quote = self.quotes.opening.get(i)
            if quote is not None:
                long = quote.size > NAME_IN_QUOTES and not self._unbroken(quote)
                if self._passes_by(quote, cue):
                    i = quote.last + 1
                    continue
                if long or self._must_be_speech(i, cue) or self._ends_sentence(quote):
                    return held or self._quoted(i)
                held = held or (self._quoted(i) if self.view.leads(i - 1, cue.row.preps) else None)
                i = quote.last + 1
                continue
            if self.view.is_mark(i, ":"):
                return self._behind_colon(i)
            if self._whether(i) and "clause" in cue.row.content and not self._asked(cue.last, i):
                return replace(self.clause_at(i + 1), opener=i)
            verdict = self._opens(i, cue) if self.that(i) else "no"
            if verdict == "yes":
                return self.clause_at(i)
            beyond = self._past(i, cue, end) if verdict == "no" else None
            if beyond is None:
                break
            i = beyond
        return held

    def _past(self, i: int, cue: Cue, end: int) -> int | None:
        """Where to look on behind a word that opens nothing; None where the cue's clause ends with it."""
        asked = self._whether(i) and self._asked(cue.last, i)
        if i == cue.last or asked or self.that(i) or self.hinges.is_a("withholds", self.view.tokens[i].form):
            return i + 1
        return self._past_aside(i, end)

    def _past_aside(self, i: int, end: int) -> int | None:
        """Past what stands between two commas about how somebody speaks («قال، طالبا عدم ذكر اسمه، إن»)."""
        view = self.view
        if not (view.is_mark(i - 1, "،,") and view.tokens[i].base.endswith(ALIF)):
            return None
        for k in range(i + 1, min(end - 1, i + LONGEST_ASIDE)):
            if self.that(k) or view.is_mark(k, ":") or k in self.quotes.opening:
                return None
            if view.is_mark(k, "،,"):
                return k + 1 if self.that(k + 1) else None
        return None

    def _is_plain(self, i: int) -> bool:
        """Whether nothing opens or ends at a position, whatever the cue before it."""
        known = self._plain.get(i)
        if known is None:
            turn = i in self.quotes.opening or self.view.is_mark(i, ":") or self.that(i) or self._whether(i)
            known = self._plain[i] = not (turn or self.stops(i) or self._relays(i) or self.further(i))
        return known

    def _whether(self, i: int) -> bool:
        """Whether «عما إذا» or the like opens a question that is told («تساءل عما إذا كان»)."""
        tokens = self.view.tokens
        return (
            i + 1 < len(tokens)
            and self.hinges.is_a("whether", tokens[i].form)
            and self.hinges.is_a("if", tokens[i + 1].form)
        )

    def _asked(self, first: int, last: int) -> bool:
        """Whether a question is one that is answered («قال ردا على سؤال عما إذا كان ... إن»)."""
        return any(self.hinges.is_a("reply", self.view.tokens[k].form) for k in range(first, last))

    def further(self, i: int) -> bool:
        """Whether the word is «وأن», which goes on with words that were opened before."""
        form = self.view.tokens[i].form
        return form.startswith("و") and self.hinges.is_a("that", form[1:]) and i not in self.view.mention_at

    def _relays(self, i: int) -> bool:
        """Whether another verb passes on the words that follow («تقريرا نقلت فيه عن فلان أن»)."""
        return any("relays" in c.row.traits and c.form.kind == "verb" for c in self.cues(i)) and self.view.is_verb(i)

    def _must_be_speech(self, i: int, cue: Cue) -> bool:
        quote = self.quotes.opening[i]
        behind = i == cue.last and quote.size > 2 and not (self._named(i) or self._unbroken(quote))
        return behind or (i > 0 and self.view.is_mark(i - 1, ":"))

    def _unbroken(self, quote: Quote) -> bool:
        """Whether nothing but letters and marks stands between two quotation marks: a name («"آي.تي.إن"»)."""
        if quote.size > _UNBROKEN:
            return False
        inside = self.view.tokens[quote.first + 1 : quote.last]
        return all(one.span.end == other.span.start for one, other in pairwise(inside))

    def _passes_by(self, quote: Quote, cue: Cue) -> bool:
        """Whether a quotation that no colon opens is none of a cue's words, whatever its length."""
        aside = "clausal" in cue.row.traits or self._is_name(quote)
        return aside and not self.view.is_mark(quote.first - 1, ":")

    def _is_name(self, quote: Quote) -> bool:
        """Whether a quotation is but the name of a body («عضو "مركز الفجر للدراسات والبحوث"»), so that nobody says it."""
        first, last = quote.first + 1, min(quote.last, len(self.view.tokens))
        if first >= last:
            return False
        mention = self.view.mention_at.get(first)
        if mention is not None and mention.named and self.view.mention_at.get(last - 1) is mention:
            return True
        body = self.view.tokens[first].base.removeprefix(ARTICLE) in self._bodies
        return body and not any(self.view.is_verb(k) or self.view.tokens[k].kind == "mark" for k in range(first, last))

    def _named(self, i: int) -> bool:
        """Whether a quotation is the name of a body that speaks («أعلنت "جبهة الفجر" ...»)."""
        quote = self.quotes.opening[i]
        followed = quote.last + 1 < len(self.view.tokens) and self.that(quote.last + 1)
        body = self.view.tokens[i + 1].base.removeprefix(ARTICLE) in self._bodies
        return body or (followed and quote.size <= NAME_IN_QUOTES)

    def _ends_sentence(self, quote: Quote) -> bool:
        """Whether a quotation of some words is the last of its sentence: no name that the sentence goes on with."""
        rest = range(quote.last + 1, self.view.sentence_of[quote.first].last)
        return quote.size > 2 and all(self.view.is_mark(k, ".،؛!؟") for k in rest)

    def _opens(self, i: int, cue: Cue) -> str:
        before = self.view.tokens[i - 1].base
        if self.hinges.is_a("no_opener", before):
            return "no"
        honoured = self.hinges.is_a("honour", self.view.tokens[i - 1].form)  # «وأضاف سموه أن»
        if i > cue.last and self.view.is_verb(i - 1) and not (honoured or self._leaves_unnamed(i - 1)):
            return "no"
        if self.hinges.is_a("break", before):
            return "stop"
        if self.view.leads(i - 1, cue.row.preps) or self.view.tokens[i].form.startswith("ب"):
            return "yes" if cue.row.content & {"clause", "prep"} else "no"
        if i > cue.last + 1 and "preposition" in self.view.classes(i - 1) and not self.view.tokens[i - 1].enclitic:
            return "no"
        return "yes" if "clause" in cue.row.content else "no"

    def _leaves_unnamed(self, i: int) -> bool:
        """Whether a verb only says that somebody is not named («نقلت عن مندوب لم تسمه أن»)."""
        named = self.view.tokens[i].form.endswith(tuple(self.hinges.all("pronoun")))
        return named and "negation" in self.view.classes(i - 1)

    def stops(self, i: int) -> bool:
        """Whether another clause begins before this cue has opened anything."""
        known = self._stopping.get(i)
        if known is None:
            known = self._stopping[i] = self._is_stop(i)
        return known

    def _is_stop(self, i: int) -> bool:
        view = self.view
        if view.is_mark(i, "؛;؟?") or view.text(i).startswith("..") or self._but_he(i):
            return True
        introduced = any(self.hinges.is_a(kind, view.tokens[i].form) for kind in ("hides", "called"))
        if introduced and view.is_mark(i - 1, "،,"):
            return False  # «وأقر مصدر، تحدث بشرط عدم ذكر اسمه، بأن»
        if self.is_cue(i, "verb") and self._speaks_anew(i):
            return True
        if self.is_cue(i, "participle") and not (self.hinges.is_a("adverb", view.tokens[i].base) or self._adjective(i)):
            return True
        if view.classes(i - 1) & {"preposition"} and self._own_words(i):
            return True
        return bool(view.tokens[i].proclitics) and view.is_mark(i - 1, "،,") and view.is_verb(i)

    def _speaks_anew(self, i: int) -> bool:
        """Whether a verb of saying begins a clause of its own, or says what stands in a text just named («قال فيها»)."""
        view = self.view
        if self.is_cue(i, "phrase") or "relative" in view.classes(i - 1):
            return False
        if i + 1 < len(view.tokens) and self.hinges.is_a("within", view.tokens[i + 1].form):
            return True
        joined = self._joined(i) or view.is_mark(i - 1, "،,") or self.hinges.is_a("sibling", view.tokens[i - 1].form)
        if joined and "preposition" in view.classes(i) and not self._joined(i) and not self._own_preposition_near(i):
            return False  # «، عبر صفحته على فيسبوك، أن»
        noun = view.tokens[i].base in view.grammar.event_nouns and not view.is_verb(i)
        return joined and (not noun or self._passes_on(i))

    def _passes_on(self, i: int) -> bool:
        """Whether «عن» stands right behind a verb that passes words on («، ونقل عن مسؤول قوله»)."""
        cited = i + 1 < len(self.view.tokens) and self.hinges.is_a("from", self.view.tokens[i + 1].base)
        return cited and any("relays" in cue.row.traits for cue in self.cues(i))

    def _joined(self, i: int) -> bool:
        """Whether و or ف joins a word to what stands before; of a verb of saying its own division tells («وعدت»)."""
        cues = [cue for cue in self.cues(i) if cue.form.kind == "verb"]
        if cues:
            whole = any(not cue.joined for cue in cues) and i > 0 and self._names_text(i - 1)
            return any(cue.joined for cue in cues) and not whole  # «في بيان ورد إلى الوكالة»
        return bool({"و", "ف"} & set(self.view.tokens[i].proclitics))

    def _own_preposition_near(self, i: int) -> bool:
        """Whether a word that is a preposition too has the preposition of a verb of saying behind it («عبر فلان عن»)."""
        preps = {prep for cue in self.cues(i) for prep in cue.row.preps}
        return any(self.view.leads(k, preps) for k in range(i + 1, min(i + NEARBY, len(self.view.tokens))))

    def _names_text(self, i: int) -> bool:
        """Whether a word is an indefinite noun for words that are told in it («بيان»)."""
        return self.hinges.is_a("channel", self.view.tokens[i].base)

    def _adjective(self, i: int) -> bool:
        """Whether a participle describes the noun before it, as what it takes behind ل shows («مصادر متابعة للملف»)."""
        tokens = self.view.tokens
        owns = i + 1 < len(tokens) and tokens[i + 1].proclitics[-1:] == (LAM,)
        return owns and tokens[i - 1].kind == "word" and not tokens[i].base.endswith(ALIF)

    def _own_words(self, i: int) -> bool:
        """Whether a word opens words of its own («بعد قوله إن»), which the cue before it does not."""
        return bool(self.hinges.owned("wording", self.view.tokens[i].form))

    def _quoted(self, i: int) -> Content:
        quote = self.quotes.opening[i]
        return Content("quote", i, i + 1, quote.last)

    def quoted_before(self, cue: Cue) -> Content | None:
        """The quotation that ends right before a cue: «"..."، قال فلان»."""
        i, first = cue.index - 1, self.view.sentence_of[cue.index].first
        while i > first and (self.view.is_mark(i, "،,") or self.hinges.is_a("thus", self.view.tokens[i].form)):
            i -= 1
        quote = self.quotes.closing.get(i)
        if quote is None or quote.size < QUOTED_SENTENCE or self._is_name(quote):
            return None
        return Content("quote", quote.first, quote.first + 1, quote.last)

    def clause_head(self, i: int) -> int | None:
        """Where the clause of a cue begins, if it is joined to what stands before; None where it stands inside that."""
        view, start = self.view, i
        if start and "relative" in view.classes(start - 1):
            return None
        while start and view.classes(start - 1) & {"past_particle", "auxiliary", "negation"}:
            start -= 1
        if self._joined(start):
            return start
        if start and (self.hinges.is_a("sibling", view.tokens[start - 1].form) or self._but_he(start - 1)):
            return start - 1
        if start > 1 and self.hinges.length("contrast", view.tokens, start - 2):
            return start - 2  # «، في حين قال فلان إن»
        return start if start and view.is_mark(start - 1, "،,؛.-–") else None

    def _but_he(self, i: int) -> bool:
        """Whether a word is «لكنه», which goes on with who spoke before."""
        return bool(self.view.tokens[i].enclitic) and "conjunction" in self.view.classes(i)

    def goes_on_in_plural(self, i: int, around: Sequence[Utterance]) -> bool:
        """Whether a verb in the plural stands before this one in what somebody says («أن مسلحين أوقفوا ... وطالبوا»)."""
        first = max((u.first for u in around if not u.frame and not u.direct and u.cue[1] <= u.first), default=i)
        forms = (form for k in range(max(first, i - FARTHEST), i) for _, form in self.view.verb_forms(k))
        return any(form.number == "plural" and not form.first for form in forms)

    def _behind_colon(self, i: int) -> Content | None:
        sentence = self.view.sentence_of[i]
        first = i + 1
        if first >= sentence.last:
            if first >= len(self.view.tokens) or not self.view.in_article[first]:
                return None
            sentence = self.view.sentence_of[first]
        if first in self.quotes.opening:
            return self._quoted(first)
        if self.that(first):
            return self.clause_at(first)
        return Content("colon", i, first, self.until(first, sentence.last))

    def clause_at(self, i: int) -> Content:
        """The clause that «أن» opens at a position, or the quotation that is all of it."""
        first = i + 1
        while first < self.view.sentence_of[i].last - 1 and self.view.is_mark(first, ":،,"):
            first += 1
        held = self.quotes.inside.get(i)
        end = self.view.sentence_of[i].last
        last = self.until(first, min(held.last, end) if held is not None else end)
        quote = self.quotes.opening.get(first)
        if quote is not None and quote.size >= QUOTED_SENTENCE and self._ends_behind(quote.last):
            return Content("quote", i, first + 1, quote.last)
        return Content("clause", i, first, last)

    def _ends_behind(self, closing: int) -> bool:
        """Whether nothing of the content can follow a closing mark: an end, a comma, a participle, a source."""
        i = closing + 1
        if i >= len(self.view.tokens) or self.view.sentence_of[i] is not self.view.sentence_of[closing]:
            return True
        if self.is_cue(i, "participle", "phrase"):
            return True
        return self.view.tokens[i].kind == "mark" and not (
            i + 1 < len(self.view.tokens) and "و" in self.view.tokens[i + 1].proclitics
        )

    def until(self, first: int, last: int) -> int:
        """Where indirect speech ends: where the page takes the word again, or with its sentence and the quotations in it."""
        i, last = first, min(last, first + LONGEST)
        while (i := self._next_turn(i)) < last:
            quote = self.quotes.opening.get(i)
            if quote is not None:
                i = quote.last
                last = max(last, min(quote.last, len(self.view.tokens)))
            elif self.breaks_off(i, last) or (i > first and self._resumes(i)):
                return i
            i += 1
        return last

    def _next_turn(self, i: int) -> int:
        """The first position from one on where indirect speech may end or a quotation opens; else the end of the page."""
        number = bisect_left(self._turns, i)
        return self._turns[number] if number < len(self._turns) else len(self.view.tokens)

    def _find_turns(self) -> list[int]:
        """The positions where indirect speech may end or a quotation opens, in order."""
        tokens = self.view.tokens
        marks = [i for i, token in enumerate(tokens) if token.kind == "mark"]
        dots = (i for i in marks if self.view.text(i).startswith(".."))
        resuming = (i + 1 for i in marks if i + 1 < len(tokens) and self._resumes(i + 1))
        return sorted({*self.quotes.opening, *dots, *resuming})

    def _resumes(self, i: int) -> bool:
        """Whether the page takes the word again, behind a mark («، وذلك»، «، ما يعكس»)."""
        behind_mark = self.view.is_mark(i - 1, '،,؛"”»')
        return behind_mark and bool(self.hinges.length("resume", self.view.tokens, i))

    def breaks_off(self, i: int, last: int) -> bool:
        """Whether two dots end a clause as a full stop does («.. وأضاف»)."""
        dots = self.view.tokens[i].kind == "mark" and self.view.text(i).startswith("..")
        if not dots or i + 1 >= last:
            return False
        token = self.view.tokens[i + 1]
        return bool({"و", "ف"} & {*token.proclitics, token.form})

    def end(self, first: int, last: int) -> int:
        """Where the clause that begins at a position ends, with its sentence at the latest."""
        return next((i for i in range(first, min(last, first + LONGEST)) if self.breaks_off(i, last)), last)

    def turn(self, first: int, last: int) -> int:
        """Where the page takes the word again behind a position («، علما بأن»), with its sentence at the latest."""
        return next((i for i in range(first + 1, min(last, first + LONGEST)) if self._resumes(i)), last)

    def background(self, cue: Cue, content: Content) -> int:
        """Where the words of a cue in a clause of time end («بعد أن أكد فلان ذلك، ...»): where the main clause begins."""
        i, view = cue.index, self.view
        behind = i > 1 and self.that(i - 1) and self.hinges.is_a("no_opener", view.tokens[i - 2].base)
        timed = i > 0 and "time_conjunction" in view.classes(i - 1)
        opposed = i > 1 and "preposition" in view.classes(i - 2)  # «في حين قال فلان إن ...، وإنه»
        if content.direct or not (behind or (timed and not opposed)):
            return content.last
        ends = (k for k in range(content.first + 1, content.last) if view.is_mark(k, "،,") or self._matrix(k))
        return next(ends, content.last)

    def _matrix(self, i: int) -> bool:
        token = self.view.tokens[i]
        return self.that(i) and token.form.startswith("ف")
