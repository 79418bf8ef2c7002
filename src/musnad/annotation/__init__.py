"""Annotated pages, and how well a reader reads them: load, check, score.

pages = load(Path("my-pages"))                  # NAME.txt with NAME.yaml, and NAME.more.yaml if there is one
scores = score(pages, {"visit": document.to_record()})
scores.figures()["events f1"]
"""

from musnad.annotation.gold import Gold
from musnad.annotation.loading import load, read
from musnad.annotation.measures import Scores
from musnad.annotation.records import as_record
from musnad.annotation.rows import Fault
from musnad.annotation.scoring import judged, score

__all__ = ["Fault", "Gold", "Scores", "as_record", "judged", "load", "read", "score"]
