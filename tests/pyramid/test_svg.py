import re

from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from roadmaps.papers.svg import SMALLEST
from roadmaps.papers.words import Words
from roadmaps.plan.queries import plan_of
from roadmaps.pyramid.levels import pyramid_of
from roadmaps.pyramid.svg import drawing_of
from tests.factories.roadmap import Plan, a_plan


def drawn(plan: Plan) -> str:
    found = plan_of(plan.session, plan.roadmap)
    return drawing_of(pyramid_of(found, found.activities), Words("en", str), color="#2a6340").svg


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_each_level_tells_how_much_lies_there_and_the_first_of_it_by_name(session: Session) -> None:
    plan = a_plan(session)
    for number in range(8):
        plan.add("activity", f"Grund {number}", level="base")
    plan.add("activity", '<script>"&</script>', level="peak")

    told = texts(drawn(plan))

    assert {"Peak", "1", "Breadth", "0 activities", "Nothing lies here.", "Base", "8 activities", "and 4 more"} <= set(
        told
    )
    assert [one for one in told if one.startswith("Grund")] == ["Grund 0", "Grund 1", "Grund 2", "Grund 3"]
    assert '<script>"&</script>' in told


def test_letters_are_large_enough_to_be_read_on_paper(session: Session) -> None:
    sizes = [float(size) for size in re.findall(r'font-size="([\d.]+)"', drawn(a_plan(session)))]

    assert min(sizes) >= SMALLEST
