"""What people have remarked on the paper: on some words, with an answer, and on a whole goal."""

from datetime import UTC, datetime

from roadmaps.papers.tree import Remark

AUTHOR, ANSWERER = "Aila Tomasson", "Björn Åslund"

REMARK = Remark(
    author=AUTHOR,
    at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    text="Räknas även fjärrvärmen hit?\nDen står för hälften i dag.",
    answers=(Remark(ANSWERER, datetime(2026, 11, 3, 15, 5, tzinfo=UTC), "Ja, från och med 2027."),),
)
REMARK_ON_WHOLE = Remark(ANSWERER, datetime(2026, 11, 5, 8, 0, tzinfo=UTC), "Målet behöver en ägare före årsskiftet.")
