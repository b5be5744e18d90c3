"""Paragraphs that readers do not understand, on the desk."""

from sqlalchemy.orm import Session

from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.rules import say_unclear
from tests.browsing import Browser
from tests.factories.desk import the_desk, titles, words
from tests.factories.roadmap import AT, Plan, a_plan


def not_understood(plan: Plan, times: int = 1) -> None:
    goal = plan.add("goal", "Mer mat", text="Vi satsar på cirkulär bioekonomi.")
    block = plan.state[goal]
    for visitor in range(times):
        digest = paragraphs_of(block)[0].digest
        say_unclear(plan.session, plan.roadmap, block, digest, visitor=str(visitor), actor=None, at=AT)


def test_a_paragraph_is_one_point_however_many_did_not_understand_it(session: Session) -> None:
    plan = a_plan(session)
    not_understood(plan, times=2)

    desk = the_desk(session, plan.leader)

    assert titles(desk) == ["Mer mat"]
    assert words(desk) == ["2 readers did not understand a paragraph."]


def test_it_is_seen_to_from_the_desk(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    not_understood(plan)
    client.sign_in(plan.person(plan.leader))
    [point] = the_desk(session, plan.leader).points

    page = client.page(f"/desk/unclear/{point.key}")
    assert "cirkulär bioekonomi" in page.css_first(".unclear-quote").text()
    form = page.css_first(".desk-acts form[action*=explanation]")
    fields = {one.attributes["name"]: one.attributes.get("value") or "" for one in form.css("input")}
    answer = client.post(str(form.attributes["action"]), data=fields)

    assert answer.status_code == 303
    assert str(answer.location).startswith("/desk")
    assert the_desk(session, plan.leader).points == []
    assert client.page("/desk").css_first("h1")
