"""A document made by hand, with every kind of part in it, and one made to do harm."""

import pytest

from musnad.model import (
    Argument,
    Claim,
    ClaimPlace,
    ClaimTime,
    Dating,
    Document,
    Entity,
    Link,
    Mention,
    Metadata,
    Note,
    Page,
    Quantity,
    Reason,
    Relation,
    Role,
    Sentence,
    Span,
    Statement,
    TimeConflict,
    TimeExpression,
    TimeReading,
    Zone,
)

TEXT = (
    "وفد الواحات في نزوى\r\n\r\n"
    "قالت وكالة الريف إن الوزير ماهر العلي زار نزوى الاثنين (14 مايو 2024) وسلم للوفد 3 رسائل.\r\n\r\n"
    "اترك تعليقاً"
)


def at(quote: str, text: str = TEXT) -> Span:
    start = text.index(quote)
    return Span(start, start + len(quote))


AGENCY = Argument(at("وكالة الريف"), "e2")
MINISTER = Argument(at("ماهر العلي"), "e1")
CHAIN = (Link(AGENCY, at("قالت"), "says", "agency", channel=None, to=None, said="t1"),)
WHY = (Reason("claims", "trigger", "events/triggers.tsv:12", (at("زار"), at("نزوى الا"))),)


def claim(number: int, trigger: str, **changed: object) -> Claim:
    given: dict[str, object] = {
        "mode": "visit",
        "contexts": ("diplomatic", "executive"),
        "actors": (MINISTER,),
        "recipients": (),
        "companions": (),
        "place": None,
        "time": None,
        "quantities": (),
        "status": "asserted",
        "polarity": "+",
        "certainty": "certain",
        "phase": "realised",
        "historical": False,
        "reading": False,
        "chain": CHAIN,
        "statement": "s1",
        "about": (),
        "confidence": 0.75,
        "why": WHY,
    }
    return Claim(id=f"c{number}", span=at(trigger), type="CONSULT", **(given | changed))  # type: ignore[arg-type]


@pytest.fixture
def document() -> Document:
    """A page with a title, furniture, an attributed visit with place and time, and a second claim with a quantity."""
    town = Argument(Span(at("زار نزوى").start + 4, at("زار نزوى").end), "e3")
    return Document(
        Page("oasis.txt", TEXT, "ab" * 32, url="https://oasis.example/1", host="oasis.example", outlet="بوابة الواحات"),
        metadata=Metadata(title=at("وفد الواحات في نزوى"), credits=("وكالة الريف",)),
        zones=(
            Zone(at("وفد الواحات في نزوى"), "title"),
            Zone(Span(at("قالت").start, at("رسائل.").end), "body"),
            Zone(at("اترك تعليقاً"), "furniture"),
        ),
        sentences=(Sentence(Span(0, len(TEXT)), 0, 0),),
        mentions=(
            Mention("m1", at("ماهر العلي"), "PER", True, "e1", WHY),
            Mention("m2", at("وكالة الريف"), "MEDIA", True, "e2"),
            Mention("m3", town.span, "GPE", True, "e3"),
            Mention("m4", at("لوفد"), "ORG", False, "e4"),
        ),
        entities=(
            Entity(
                "e1",
                "ماهر العلي",
                "PER",
                ("ماهر العلي", "العلي"),
                latin="Maher al-Ali",
                roles=(Role(at("الوزير"), "الوزير", country="OMN", says=CHAIN),),
                epithets=(at("الوزير"),),
                relations=(Relation("member of", "e4", at("لوفد")),),
                ids=(("wikidata", "Q0"),),
                why=WHY,
            ),
            Entity("e2", "وكالة الريف", "MEDIA", ("وكالة الريف",)),
            Entity("e3", "نزوى", "GPE", ("نزوى",)),
            Entity("e4", "وفد الواحات", "ORG", ("الوفد",)),
        ),
        times=(
            TimeExpression(
                "t1",
                at("الاثنين (14 مايو 2024)"),
                "DATE",
                "2024-05-14",
                basis="stated",
                conflict=TimeConflict("weekday", (TimeReading("2024-05-13", "الاثنين"),)),
                why=WHY,
            ),
        ),
        dating=Dating("2024-05-15", "given", ("2024-05-15", "2024-05-15")),
        statements=(Statement("s1", Span(at("إن").start, at("رسائل.").end), False, AGENCY, at("قالت"), CHAIN),),
        claims=(
            claim(
                1, "زار", recipients=(town,), place=ClaimPlace(town, "OMN"), time=ClaimTime("2024-05-14", "t1", "own")
            ),
            claim(
                2,
                "سلم",
                actors=(Argument(at("ماهر العلي"), "e1", implied=True),),
                recipients=(Argument(at("لوفد"), "e4"),),
                quantities=(Quantity(at("3 رسائل"), 3.0, "", "رسائل"),),
                status="negated",
                reading=True,
                chain=(),
                statement=None,
                about=("c1",),
            ),
        ),
        notes=(Note("times", "the weekday contradicts the date", at("الاثنين")), Note("input", "a whole page")),
        reader="musnad 0 abc",
    )


HOSTILE = "<script>alert(1)</script>\"'&\u202e\u2066\x1b[31m\x00\x85\u2028\ud800 =1+1"


@pytest.fixture
def hostile() -> Document:
    """A page whose every text holds mark-up, direction marks, control characters and a lone surrogate."""
    whole = Span(0, len(HOSTILE))
    argument = Argument(whole, "e1")
    link = Link(argument, whole, "says", "person", channel=whole, to=argument)
    return Document(
        Page(HOSTILE, HOSTILE, "cd" * 32, url=HOSTILE, outlet=HOSTILE, host=HOSTILE, title=HOSTILE),
        metadata=Metadata(byline=whole, credits=(HOSTILE,)),
        zones=(Zone(whole, "body"),),
        mentions=(Mention("m1", whole, "PER", True, "e1"),),
        entities=(
            Entity("e1", HOSTILE, "PER", (HOSTILE, HOSTILE + "2"), latin=HOSTILE, roles=(Role(whole, HOSTILE),)),
        ),
        times=(
            TimeExpression(
                "t1", whole, "DATE", HOSTILE, conflict=TimeConflict(HOSTILE, (TimeReading(HOSTILE, HOSTILE),))
            ),
        ),
        claims=(
            Claim(
                **{name: getattr(claim(1, "زار"), name) for name in Claim.__slots__}
                | {
                    "id": 'c1"><script>',
                    "span": whole,
                    "actors": (argument,),
                    "recipients": (argument,),
                    "chain": (link,),
                    "quantities": (Quantity(whole, float("inf"), HOSTILE, HOSTILE),),
                    "why": (Reason(HOSTILE, HOSTILE, HOSTILE, (whole,)),),
                }
            ),
        ),
        notes=(Note(HOSTILE, HOSTILE, whole),),
        reader=HOSTILE,
    )
