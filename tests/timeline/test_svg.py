import re
from collections.abc import Sequence
from datetime import date

import pytest
from defusedxml.ElementTree import fromstring

from roadmaps.foundation.ids import new_id
from roadmaps.papers.svg import SMALLEST, cut, width_of, wrapped
from roadmaps.papers.tree import Drawing
from roadmaps.papers.words import Words
from roadmaps.plan.rows import PlannedActivity
from roadmaps.timeline.layout import draw
from roadmaps.timeline.look import Grouping, Look
from roadmaps.timeline.svg import HEIGHT, WIDTH, Sheets
from tests.timeline.activities import a_goal, an_activity

TODAY = date(2026, 11, 21)
WORDS = Words("en", str)


def drawn(activities: Sequence[PlannedActivity], at: str = "Today") -> list[Drawing]:
    look = Look.of({}, usual=Grouping.GOAL, today=TODAY)
    return Sheets(draw(activities, look, TODAY), WORDS, color="#2a6340", at=at).drawings()


def texts(drawing: Drawing) -> list[str]:
    return [element.text or "" for element in fromstring(drawing.svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_bar_is_told_by_title_status_and_lead_too() -> None:
    [drawing] = drawn([an_activity("2026", "2027", title="Kurs", status="obstacle", lead="Torsta")])

    told = texts(drawing)
    assert "Kurs" in told
    assert "Meets an obstacle · Torsta" in told
    assert "Today" in told


def test_the_key_tells_only_of_signs_that_are_drawn() -> None:
    [drawing] = drawn([an_activity("2026-Q1", None, due=[("2026-12", False)])])

    told = texts(drawing)
    assert {"Planned", "Told as a quarter: one cut", "Nobody has said when it ends", "Milestone ahead"} <= set(told)
    assert not {"Done", "Told as a year: three cuts", "Milestone reached", "Must come first"} & set(told)


def test_no_sheet_is_higher_than_a_page_and_every_activity_stands_on_one() -> None:
    goals = [a_goal(f"Mål {number}") for number in range(7)]
    activities = [
        an_activity("2026", "2027", title=f"Aktivitet nummer {number}", goal=goals[number % 7]) for number in range(100)
    ]

    sheets = drawn(activities)

    assert len(sheets) > 3
    assert all(sheet.height <= HEIGHT and sheet.width == WIDTH for sheet in sheets)
    titles = [text for sheet in sheets for text in texts(sheet) if text.startswith("Aktivitet nummer")]
    assert sorted(titles) == sorted(one.title for one in activities)


def test_a_group_that_goes_on_says_so_on_the_next_sheet() -> None:
    goal = a_goal("Ett mål")

    sheets = drawn([an_activity("2026", title=f"A{number}", goal=goal) for number in range(60)])

    assert "Ett mål" in texts(sheets[0])
    assert all("Ett mål (continued)" in texts(sheet) for sheet in sheets[1:])


def test_without_dates_there_is_nothing_to_draw() -> None:
    assert drawn([an_activity()]) == []


def test_letters_are_large_enough_to_be_read_on_paper() -> None:
    [drawing] = drawn(
        [an_activity("2020-01-01", "2031-06-30", title="Ord " * 60, lead="L" * 200, due=[("2021", True)])]
    )

    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawing.svg)]
    assert min(sizes) >= SMALLEST


def test_hostile_words_are_words_in_a_drawing() -> None:
    [drawing] = drawn([an_activity("2026", title='<script>"&\x00\x0b</script>', lead="]]><x/>")])

    assert [element.tag for element in fromstring(drawing.svg).iter() if "script" in element.tag] == []
    assert any("<script>" in text for text in texts(drawing))


def test_the_same_chart_gives_the_same_drawing() -> None:
    first, then = new_id(), new_id()
    activities = [an_activity("2026", "2026", block_id=first), an_activity("2027", block_id=then, after=[first])]

    assert drawn(activities) == drawn(activities)
    assert "Must come first" in texts(drawn(activities)[0])


@pytest.mark.parametrize("text", ["Ord " * 50, "x" * 300, "Realisationsvinst " * 9, "", " "])
def test_lines_keep_to_their_width(text: str) -> None:
    lines = wrapped(text, 100, 7.5, 2)

    assert len(lines) <= 2
    assert all(width_of(line, 7.5) <= 100 for line in [*lines, cut(text, 100, 7.5)])
