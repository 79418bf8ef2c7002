"""How sure claims are: what is weighed, and that sure ones stand before doubtful ones."""

import pytest

from musnad.claims.confidence import confidence, load_weights
from musnad.model import Page
from musnad.pipeline import Pipeline

PLAIN = "التقى وزير الخارجية ماهر العلي السفير سامر الحلبي في دمشق أمس الثلاثاء."
DOUBTFUL = "تتردد أنباء عن دعم قد يقدمه ماهر العلي وسامر الحلبي ونادر السالم إلى أنصارهم."


@pytest.mark.parametrize(
    ("surer", "less_sure"),
    [
        ({f"participants {step:+d}" for step in range(-4, 2)}, {"participants -4"}),
        ({"frame and choice agree"}, {"frame and choice differ", "somebody chosen alone"}),
        ({"actors 1"}, {"actors 2"}),
        (set(), {"implied"}),
    ],
    ids=["likelier", "grammar and choice agree", "one, not several", "named, not supplied"],
)
def test_what_makes_surer(surer: set[str], less_sure: set[str]) -> None:
    common = {"any claim", "type CONSULT"}
    assert confidence(common | surer) > confidence(common | less_sure)


def test_a_word_without_weight_changes_nothing() -> None:
    assert confidence({"any claim", "never said"}) == confidence({"any claim"})


def test_a_plain_meeting_is_surer_than_a_rumour(pipeline: Pipeline) -> None:
    def sureness(text: str) -> list[float]:
        return [claim.confidence for claim in pipeline(Page("page", text, "page", published="2024-05-15")).claims]

    assert min(sureness(PLAIN)) > 0.5
    assert max(sureness(DOUBTFUL)) < min(sureness(PLAIN))


def test_every_confidence_is_a_probability() -> None:
    words = load_weights()
    assert 0 <= confidence(word for word, weight in words.items() if weight < 0) < 0.01
    assert 0.99 < confidence(word for word, weight in words.items() if weight > 0) <= 1
