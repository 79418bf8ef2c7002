"""Whether a verb behind a phrase can have that phrase for its subject, by number and gender."""

from musnad.claims.participants import Group
from musnad.claims.view import View
from musnad.folding import fold
from musnad.language.verbs import VerbForm
from musnad.language.words import HA

ONE, SEVERAL, UNKNOWN = "one", "several", ""
"""How many a phrase speaks of."""

OBLIQUE, LEAST = "ين", 5
"""The ending of duals and plurals that are no subjects, and how long such words are at least."""


class Agreement:
    """The number and gender of the phrases of one document."""

    def __init__(self, view: View) -> None:
        self.view = view

    def fits(self, i: int, group: Group) -> bool:
        """Whether the verb at a position, standing behind a phrase, agrees with it."""
        forms = [form for _, form in self.view.verb_forms(i) if not form.first]
        return not forms or any(self._fits(form, group) for form in forms)

    def _fits(self, form: VerbForm, group: Group) -> bool:
        number = self.number(group)
        feminine = self.is_feminine(group)
        if form.number != "singular":
            named = number == ONE and group.members[0].entity in self.view.named
            return not named and not (number == ONE and feminine)
        if number == SEVERAL:
            return form.feminine and len(group.members) == 1
        return self.is_person(group) or form.feminine == feminine

    def number(self, group: Group) -> str:
        """How many a phrase speaks of, as far as its words tell."""
        if len(group.members) > 1:
            return SEVERAL
        view = self.view
        if group.members[0].entity in view.named:
            return ONE
        inside, analyses = view.within(group.members[0].span), view.document.analyses
        if not inside or not analyses:
            return UNKNOWN
        first = view.tokens[inside[0]]
        if first.kind == "number" or first.base in view.grammar.quantities or view.classes(inside[0]):
            return UNKNOWN
        return ONE if analyses[inside[0]].number == "singular" else SEVERAL

    def is_person(self, group: Group) -> bool:
        """Whether a phrase is one person whose name does not show whether it is a man or a woman."""
        entity = self.view.entities.get(group.members[0].entity or "")
        return len(group.members) == 1 and entity is not None and entity.kind == "PER" and entity.id in self.view.named

    def is_feminine(self, group: Group) -> bool:
        """Whether a phrase is feminine: a country or city, or a head noun in ة or ات."""
        if len(group.members) > 1:
            return False
        argument = group.members[0]
        entity = self.view.entities.get(argument.entity or "")
        if entity is not None and entity.kind == "GPE":
            return True
        words = (entity.name if entity is not None else self.view.document.quote(argument.span)).split()
        return bool(words) and fold(words[0]).endswith((HA, "ات")) and (entity is None or entity.kind != "PER")

    def bars(self, i: int, group: Group) -> bool:
        """Whether a phrase right behind a verb cannot be its subject by gender («وكلف المهندسة», «وناشدت المجلس»)."""
        forms = [form for _, form in self.view.verb_forms(i) if not form.first]
        analyses = self.view.document.analyses
        inside = self.view.within(group.members[0].span)
        if not forms or not analyses or not inside or len(group.members) > 1:
            return False
        k = inside[0]
        mention, base = self.view.mention_at.get(k), self.view.tokens[k].base
        named = mention is not None and mention.named
        if (named and (mention is None or mention.kind not in ("ORG", "ARMED"))) or self.view.tokens[k].kind != "word":
            return False
        if analyses[k].number != "singular":
            return False
        if all(not form.feminine for form in forms):
            return base.endswith(HA) and analyses[k].gender == "f"
        masculine = analyses[k].gender == "m" and not base.endswith((HA, "ا", "ات"))
        return all(form.feminine for form in forms) and masculine and self.view.definite(k)

    def is_oblique(self, k: int) -> bool:
        """Whether a word shows the ending of a plural or dual that is no subject: «الطرفين», «مسلحين»."""
        analyses, base = self.view.document.analyses, self.view.tokens[k].base
        mention = self.view.mention_at.get(k)
        if not analyses or (mention is not None and mention.named) or len(base) < LEAST:
            return False
        return base.endswith(OBLIQUE) and analyses[k].number != "singular" and analyses[k].pos in ("NOUN", "ADJ", "NUM")
