"""What holds on any page."""

import pickle
from collections.abc import Callable
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from musnad.language import make_language
from musnad.lexicon import load
from musnad.mentions import make_mentions
from musnad.model import Document, Page, Span, Zone

Reader = Callable[[str], Document]
_LEXICON = load()
_LANGUAGE, _MENTIONS = make_language(_LEXICON), make_mentions(_LEXICON)
_WORDS = st.sampled_from(
    [
        "وزير",
        "الدفاع",
        "الروسي",
        "رئيس",
        "مجلس",
        "النواب",
        "خليفة",
        "حفتر",
        "بن",
        "عبد",
        "الله",
        "أبو",
        "علي",
        "مدينة",
        "صحيفة",
        "«",
        "»",
        "،",
        ":",
        "(",
        ")",
        ".",
        "\n",
        "للجيش",
        "وبالقاهرة",
        "22",
        "مايو",
        "نجليه",
        "المخلوع",
        "Putin",
    ]
)


def mentions_of(text: str) -> Document:
    return _MENTIONS(_LANGUAGE(Document(Page("page", text, "id"))))


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=80), st.lists(_WORDS, max_size=25).map(" ".join)))
def test_mentions_hold_together(text: str) -> None:
    document = mentions_of(text)
    known = {e.id for e in document.entities}
    named = [m for m in document.mentions if m.named]
    assert all(0 <= m.span.start < m.span.end <= len(text) for m in document.mentions)
    assert {m.entity for m in document.mentions} == known
    assert all(a.span.end <= b.span.start for a, b in pairwise(named))
    assert [m.id for m in document.mentions] == [f"m{n}" for n in range(1, len(document.mentions) + 1)]
    assert all(r.entity in known and r.entity != e.id for e in document.entities for r in e.relations)


def test_furniture_holds_no_names(read: Reader) -> None:
    text = "زار خليفة حفتر موسكو.\nاقرأ أيضا: بوتين يستقبل ميركل"
    document = _LANGUAGE(Document(Page("page", text, "id")))
    start = text.index("اقرأ")
    zones = (Zone(Span(0, start - 1), "body"), Zone(Span(start, len(text)), "furniture"))
    found = _MENTIONS(Document(document.page, zones=zones, tokens=document.tokens, sentences=document.sentences))
    assert [found.quote(m.span) for m in found.mentions if m.named] == ["خليفة حفتر", "موسكو"]


def test_the_stage_pickles() -> None:
    again = pickle.loads(pickle.dumps(_MENTIONS))
    document = _LANGUAGE(Document(Page("page", "زار خليفة حفتر موسكو.", "id")))
    assert again(document) == _MENTIONS(document)


def test_a_purpose_before_a_quotation_mark_is_read() -> None:
    document = _MENTIONS(_LANGUAGE(Document(Page("a", "بعد تصنيف الحكومة السورية لتنظيم «الفجر» في المدينة.", "a"))))
    assert document.mentions
