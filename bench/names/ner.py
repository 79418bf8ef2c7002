"""People, places and organisations of news sentences of other hands: strict F1 by entities, words and kind.

ANERcorp's test half as CamelLab divides it, and the same sentences as CLEANANERCorp tags them. GPE and LOC count as its LOC, ORG,
ARMED and MEDIA as its ORG; what it calls MISC counts neither way. Its words keep their clitics: a word is tagged if a name
holds any of it. Sentences are read in pages of about `PAGE` words.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from musnad.annotation.measures import Count, f1
from musnad.language import make_language
from musnad.lexicon import load
from musnad.mentions import make_mentions
from musnad.model import Document, Page

PAGE = 400
"""Words after which a page ends with the sentence; the tests have no pages of their own."""
KINDS = {"PER": "PERS", "GPE": "LOC", "LOC": "LOC", "ORG": "ORG", "ARMED": "ORG", "MEDIA": "ORG"}
TESTS = {
    "ANERcorp": "anercorp/ANERCorp_CamelLab_test.txt",
    "CLEANANERCorp": "cleananercorp/cleananercorp_TEST.txt",
}
Tagged = list[tuple[str, str]]
Found = set[tuple[int, int, str]]


def measure(shared: Path) -> dict[str, float]:
    """The figures of the tests that are there."""
    lexicon = load()
    stages = make_language(lexicon), make_mentions(lexicon)
    figures: dict[str, float] = {}
    for test, file in TESTS.items():
        path = shared / "corpora" / "ner" / file
        if path.is_file():
            counts = {kind: Count() for kind in ("PERS", "LOC", "ORG")}
            for words in pages(path.read_text(encoding="utf-8").splitlines()):
                _count(entities(tag for _, tag in words), read([word for word, _ in words], stages), counts)
            figures[f"{test}, strict F1"] = f1(_whole(counts.values()))
            figures |= {f"{test}, {kind} F1": f1(count) for kind, count in counts.items()}
    return figures


quick = measure


def pages(lines: Iterable[str]) -> Iterator[Tagged]:
    """The words with their tags, in pages that end with a sentence."""
    words: Tagged = []
    for line in lines:
        word, _, tag = line.strip().rpartition(" ")
        if word:
            words.append((word, tag))
        if len(words) >= PAGE and word in ("", "."):
            yield words
            words = []
    if words:
        yield words


def entities(tags: Iterable[str]) -> Found:
    """First word, end and kind of each tagged entity, MISC left out."""
    found: Found = set()
    start, kind = 0, ""
    for i, tag in enumerate([*tags, "O"]):
        mark, _, now = tag.partition("-")
        if kind and (mark != "I" or now != kind):
            found.add((start, i, kind))
            kind = ""
        if now and not kind:
            start, kind = i, now
    return {entity for entity in found if entity[2] != "MISC"}


def read(words: list[str], stages: Iterable[object]) -> Found:
    """First word, end and kind of each name that the program finds."""
    text, starts = "", []
    for word in words:
        starts.append(len(text))
        text += word + ("\n" if word == "." else " ")
    document = Document(Page("page", text, "page"))
    for stage in stages:
        document = stage(document)  # type: ignore[operator]
    found: Found = set()
    for mention in document.mentions:
        if mention.named:
            held = [
                i
                for i, (start, word) in enumerate(zip(starts, words, strict=True))
                if start < mention.span.end and mention.span.start < start + len(word)
            ]
            found.add((held[0], held[-1] + 1, KINDS[mention.kind]))
    return found


def _count(wanted: Found, found: Found, counts: dict[str, Count]) -> None:
    for kind, count in counts.items():
        a, b = ({entity for entity in entities if entity[2] == kind} for entities in (wanted, found))
        count.add(len(a & b), len(b - a), len(a - b))


def _whole(counts: Iterable[Count]) -> Count:
    whole = Count()
    for count in counts:
        whole.add(count.right, count.wrong, count.missed)
    return whole
