"""Invented sentences that deny something cleanly: nothing of it may be asserted.

A claim on the denied word that is affirmed, with nobody in its chain who denies it, is an assertion of what nobody said. Said
beside it is for how many of the sentences the denial itself is kept as a negated claim.
"""

from pathlib import Path

from musnad.model import Claim, Page
from musnad.reader import Reader

SENTENCES = Path(__file__).with_name("denials.tsv")


def measure(shared: Path) -> dict[str, float]:
    """How many of the sentences get what they deny asserted, and the share whose denial is kept."""
    rows = [line.split("\t") for line in SENTENCES.read_text("utf-8").splitlines() if not line.startswith("#")]
    reader = Reader()
    asserted = kept = 0
    for sentence, word in rows:
        claims = [
            claim for claim in reader(Page("sentence", sentence, "sentence")).claims if _on(claim, sentence, word)
        ]
        wrong = [
            claim
            for claim in claims
            if claim.polarity == "+" and not any(link.stance == "denies" for link in claim.chain)
        ]
        asserted += bool(wrong)
        kept += bool(claims) and not wrong
    return {"clean denials, asserted": float(asserted), "clean denials, kept as negated": kept / len(rows)}


quick = measure


def _on(claim: Claim, sentence: str, word: str) -> bool:
    start = sentence.index(word)
    return claim.span.start < start + len(word) and claim.span.end > start
