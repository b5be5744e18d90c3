import re
from datetime import date
from decimal import Decimal

from defusedxml.ElementTree import fromstring

from roadmaps.indicators.aims import Aim
from roadmaps.indicators.chart import Measured, draw
from roadmaps.indicators.svg import PRINTED, drawing_of
from roadmaps.papers.svg import SMALLEST
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words
from roadmaps.roadmap.kinds.choices import Direction

AIM = Aim(Decimal("42"), 2021, Decimal("60.5"), 2027, Direction.UP)


def drawn(aim: Aim, *values: str) -> Drawing:
    readings = [Measured(str(year), date(year, 12, 31), Decimal(value)) for year, value in enumerate(values, 2022)]
    chart = draw(aim, readings, size=PRINTED)
    return drawing_of(chart, Words("en", str), color="#2a6340", number=lambda told: told.replace(",", "."))


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in fromstring(drawing.svg).iter("{http://www.w3.org/2000/svg}text")]


def test_the_newest_reading_and_the_target_are_written_beside_their_marks() -> None:
    told = texts(drawn(AIM, "44", "47.5"))

    assert {"47.5", "60.5", "Baseline", "Reading", "Target", "The path to the target"} <= set(told)


def test_a_level_to_keep_is_called_so() -> None:
    told = texts(drawn(Aim(target=Decimal(5), direction=Direction.KEEP), "5", "6"))

    assert "The level to keep" in told
    assert "Baseline" not in told


def test_letters_are_large_enough_to_be_read_on_paper() -> None:
    drawing = drawn(AIM, *(str(1_000_000 + number) for number in range(60)))

    [scale] = re.findall(r"scale\(([\d.]+)\)", drawing.svg)
    sizes = [float(size) * float(scale) for size in re.findall(r'font-size="([\d.]+)"', drawing.svg)]
    assert min(sizes) >= SMALLEST


def test_nothing_known_is_drawn_as_nothing() -> None:
    assert "Reading" not in texts(drawn(Aim()))
