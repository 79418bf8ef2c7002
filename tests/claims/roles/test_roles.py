"""Who is chosen as actor and recipient, by what a reader of the page notices."""

import gzip
import pickle
from pathlib import Path

import pytest

from musnad.claims.roles.features import COMBINED, words
from musnad.claims.roles.model import Weigher, load_weights
from musnad.claims.stage import Claims
from musnad.expectations import unmet
from musnad.language.kept import MOST
from musnad.lexicon import Lexicon
from musnad.model import Document, Page, Span
from musnad.pages import page_from_text
from musnad.pipeline import Pipeline
from musnad.trained import shares

CASES = [
    ("subject behind the verb", "زار الوزير سامر العلي بغداد.", "claim=CONSULT; actor=سامر العلي; recipient=بغداد"),
    ("subject before the verb", "الجيش يقصف حلب", "claim=ASSAULT; actor=الجيش; recipient=حلب"),
    ("passive", "اعتقل الضابط نبيل الحداد.", "claim=COERCE; recipient=نبيل الحداد; !actor=نبيل الحداد"),
    ("the pronoun on أن is the speaker", "قال الوزير سامر العلي إنه يرفض الاتفاق مع تونس.",
     "claim=REJECT; actor=سامر العلي"),
    ("verbal noun with its object", "أدان الوزير سامر العلي اعتقال الصحفي نبيل الحداد.",
     "claim=COERCE; recipient=نبيل الحداد; !actor=نبيل الحداد"),
    ("both parties of a meeting", "التقى الوزير سامر العلي السفير نبيل الحداد.",
     "claim=CONSULT; actor=سامر العلي; actor=نبيل الحداد"),
    ("both parties, the second behind a time", "التقى وزير الخارجية العماني سامر العلي، أمس الثلاثاء في مسقط، المبعوث الأممي إلى اليمن.",
     "claim=CONSULT; actor=سامر العلي; actor=المبعوث الأممي"),
    ("a series", "زار الوزير سامر العلي والسفير نبيل الحداد تونس.",
     "claim=CONSULT; actor=سامر العلي; actor=نبيل الحداد; recipient=تونس"),
    ("nobody is guessed", "اندلعت اشتباكات في المدينة.", "claim=ASSAULT; !actor=المدينة"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "facts"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_chosen(pipeline: Pipeline, text: str, facts: str) -> None:
    assert not unmet(pipeline(page_from_text(text, published="2024-05-15")), facts)


@pytest.fixture(scope="module")
def claims(lexicon: Lexicon) -> Claims:
    return Claims(lexicon)


def _read(pipeline: Pipeline, text: str) -> Document:
    return pipeline(Page("page", text, "page"))


def test_given_triggers_are_claims_though_no_table_knows_them(pipeline: Pipeline, claims: Claims) -> None:
    document = _read(pipeline, "مازح الوزير سامر العلي السفير نبيل الحداد.")
    assert not document.claims
    [claim] = claims.of_given(document, [(Span(0, 4), "CONSULT")]).claims
    assert (claim.type, document.quote(claim.span)) == ("CONSULT", "مازح")
    assert claim.actors


def test_a_place_without_a_word_gives_no_claim(pipeline: Pipeline, claims: Claims) -> None:
    assert not claims.of_given(_read(pipeline, "زار الوزير تونس."), [(Span(15, 16), "CONSULT")]).claims


def test_every_participant_says_what_put_him_there(pipeline: Pipeline) -> None:
    [claim] = _read(pipeline, "زار الوزير سامر العلي بغداد.").claims
    reasons = {reason.rule: reason for reason in claim.why}
    for role, side in (("actor", claim.actors), ("recipient", claim.recipients)):
        assert reasons[f"{role} by the trained choice"].row == "models/arguments"
        assert reasons[f"{role} by the trained choice"].evidence == tuple(a.span for a in side)


def test_nobody_is_on_both_sides(pipeline: Pipeline) -> None:
    for claim in _read(
        pipeline, "اتهم الوزير سامر العلي السفير نبيل الحداد بعرقلة زيارته، وهدد سامر العلي بطرده."
    ).claims:
        assert not {a.entity for a in claim.actors} & {a.entity for a in claim.recipients}


def test_the_stage_pickles(pipeline: Pipeline, claims: Claims) -> None:
    document = _read(pipeline, "زار الوزير سامر العلي بغداد.")
    assert pickle.loads(pickle.dumps(claims))(document) == claims(document)


def test_words_of_facts() -> None:
    assert words(("bound", "v", "+", "،", "و")) == ["bound|v|+|،", "bound|v|+|و"]
    assert words(("between", "v", "+", "1", "0")) == ["between0|v|+|1", "between1|v|+|0"]
    assert words(("around", "v", "+", "", "", "t", "o", "")) == ["of_trigger|v|+", "opens|v"]
    assert words(("earlier", "0", "v", "-")) == ["earlier|0|v|-"]
    joined = [one for name, all_joined in COMBINED.items() if name != "nobody" for one in all_joined]
    assert all(one.places and 0 not in one.places for one in joined)


def test_facts_are_weighed_word_by_word_and_forgotten_in_time() -> None:
    weigher = Weigher({"between0|v|+|1": (3, -1), "between1|v|+|0": (4, 0), "opens|v": (-9, -7)})
    assert weigher.total([("around", "v", "+", "", "", "", "o", "")] * 2) == (-18, -14)
    assert weigher.total([("between", "v", "+", "1", "0"), ("bound", "v", "+", "،")]) == (7, -1)
    assert weigher.total([("between", "v", "+", "0", "0")] * 3) == (12, 0)
    weigher.total([("bound", str(n)) for n in range(MOST + 2)])
    assert weigher.total([("between", "v", "+", "1", "0")]) == (7, -1)


def test_shares_add_up() -> None:
    found = shares([100, 100, -90_000])
    assert found == pytest.approx([0.5, 0.5, 0.0])


def test_the_model_is_compact_and_whole() -> None:
    path = Path(__file__).parents[3] / "src" / "musnad" / "data" / "models" / "arguments.txt.gz"
    assert path.stat().st_size < 200_000
    assert len(gzip.decompress(path.read_bytes()).splitlines()) == len(load_weights())
