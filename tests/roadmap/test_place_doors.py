"""Moving, removing, undoing and restoring in the page."""

from uuid import UUID

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.foundation.ids import new_id
from roadmaps.revisions.changes import FIRST
from roadmaps.revisions.changes import Place as Spot
from roadmaps.roadmap import rules
from tests.browsing import Browser, page_of
from tests.factories.roadmap import AT, Plan, a_plan


def as_editor(client: Browser, plan: Plan) -> Browser:
    client.set_cookie("language", "en")
    return client.sign_in(plan.person(plan.editor))


def words(page: LexborHTMLParser, selector: str = "main") -> str:
    found = page.css_first(selector)
    assert found is not None, selector
    return " ".join(found.text().split())


def order(plan: Plan) -> list[str]:
    return [goal.content["title"] for goal in plan.state.of_kind("goal")]


def press(client: Browser, page: LexborHTMLParser, action: str) -> TestResponse:
    """Send the first form of the page that goes there, as it is."""
    form = page.css_first(f"form[action='{action}']")
    assert form is not None, action
    fields = form.css("[name]")
    sent = {}
    for field in fields:
        chosen = field.css_first("option[selected]") if field.tag == "select" else field
        sent[field.attributes["name"]] = (chosen.attributes.get("value") if chosen else "") or ""
    return client.post(action, data=sent)


def menu(client: Browser, plan: Plan, block: UUID) -> list[tuple[str, dict[str, str]]]:
    """The buttons of a block's menu, with what they send."""
    found = client.page(plan.address).css(f"#block-{block} .menu-body form")
    return [
        (
            " ".join(form.text().split()),
            {one.attributes["name"] or "": one.attributes.get("value") or "" for one in form.css("input")},
        )
        for form in found
    ]


class TestPlaces:
    """Where a block lies."""

    def test_one_step_up_and_one_step_down_from_the_menu(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goals = [plan.add("goal", title) for title in ("Ett", "Två", "Tre")]
        as_editor(client, plan)
        offered = dict(menu(client, plan, goals[1]))
        assert {"Move up", "Move down"} <= set(offered)

        answer = client.post(f"/blocks/{goals[1]}/place", data=offered["Move up"])
        assert answer.location.endswith(f"{plan.address}#block-{goals[1]}")
        assert order(plan) == ["Två", "Ett", "Tre"]

        moves = [name for name, _ in menu(client, plan, goals[1]) if name.startswith("Move")]
        assert moves == ["Move down"]
        client.post(f"/blocks/{goals[0]}/place", data=dict(menu(client, plan, goals[0]))["Move down"])
        assert order(plan) == ["Två", "Tre", "Ett"]

    def test_the_page_knows_where_the_block_is_now(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        first, second, third = (plan.add("goal", title) for title in ("Ett", "Två", "Tre"))
        as_editor(client, plan)

        page = client.page(f"/blocks/{third}/place")

        offered = page.css("select[name=after] option")
        assert [one.attributes["value"] for one in offered] == ["first", str(first), str(second)]
        assert page.css_first("select[name=after] option[selected]").attributes["value"] == str(second)
        number = plan.number
        press(client, page, f"/blocks/{third}/place")
        assert plan.number == number

    def test_it_is_put_after_another_or_under_a_sub_area(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        first, second, third = (plan.add("goal", title) for title in ("Ett", "Två", "Tre"))
        food = plan.add("sub_area", "Livsmedel")
        as_editor(client, plan)

        client.post(f"/blocks/{third}/place", data={"after": str(first), "parent": "", "based_on": plan.number})
        assert order(plan) == ["Ett", "Tre", "Två"]
        page = client.page(f"/blocks/{second}/place")
        assert [one.text() for one in page.css("select[name=parent] option")] == ["The roadmap as a whole", "Livsmedel"]
        client.post(f"/blocks/{second}/place", data={"parent": str(food), "based_on": plan.number})
        assert plan.state[second].parent_id == food

    def test_two_who_move_it_to_different_places_meet(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        plan.add("goal", "Ett")
        second, third = plan.add("goal", "Två"), plan.add("goal", "Tre")
        number = plan.number
        rules.move_block(session, plan.roadmap, third, Spot(None, FIRST), based_on=number, actor=plan.leader, at=AT)
        as_editor(client, plan)

        answer = client.post(
            f"/blocks/{third}/place",
            data={"after": str(second), "parent": str(plan.add("sub_area")), "based_on": number},
        )

        assert answer.status_code == 409
        assert "moved it meanwhile" in words(page_of(answer))
        assert order(plan) == ["Tre", "Ett", "Två"]

    def test_places_that_cannot_be_are_refused(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal, need = plan.add("goal"), plan.add("need")
        as_editor(client, plan)

        assert (
            client.post(f"/blocks/{goal}/place", data={"parent": str(need), "based_on": plan.number}).status_code == 422
        )
        assert (
            client.post(f"/blocks/{goal}/place", data={"parent": str(goal), "based_on": plan.number}).status_code == 422
        )
        assert (
            client.post(f"/blocks/{goal}/place", data={"after": "överst", "based_on": plan.number}).status_code == 404
        )
        assert client.get(f"/blocks/{new_id()}/place").status_code == 404

    def test_it_is_for_those_who_write(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        client.sign_in(plan.person(plan.others["actor"]))

        assert client.get(f"/blocks/{goal}/place").status_code == 403
        assert client.post(f"/blocks/{goal}/place", data={"after": "first", "based_on": 1}).status_code == 403


class TestRemoval:
    """Whether a block is there."""

    def test_it_goes_with_what_lies_under_it_and_one_press_brings_all_back(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        activity = plan.add("activity", "Kurs")
        milestone = plan.add("milestone", "Första omgången", under=activity)
        as_editor(client, plan)
        page = client.page(f"/blocks/{activity}/removal")
        assert "Första omgången" in words(page)

        answer = client.post(
            f"/blocks/{activity}/removal", data={"based_on": plan.number, "summary": "Pengarna tog slut"}
        )

        assert not list(plan.state)
        page = client.page(answer.location)
        assert "It has been removed" in words(page)
        undone = press(client, page, f"{plan.address}/revisions/{plan.number}/undoing")
        assert undone.location.endswith(plan.address)
        assert {activity, milestone} <= set(plan.state.blocks)
        assert "It is undone." in words(client.page(plan.address), ".flashes")

    def test_undoing_is_offered_to_those_who_write_and_only_right_after(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        plan.remove(goal)
        address = f"{plan.address}?undoable={plan.number}"
        undo = f"form[action='{plan.address}/revisions/{plan.number}/undoing']"

        assert client.page(address).css_first(undo) is None
        as_editor(client, plan)
        assert client.page(address).css_first(undo) is not None
        plan.add("need")
        assert client.page(address).css_first(undo) is None

    def test_what_others_point_at_stays_until_they_point_elsewhere(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        food = plan.add("sub_area", "Livsmedel")
        goal = plan.add("goal", "Förädla mer", under=food)
        activity = plan.add("activity", "Kurs", goal=str(goal))
        as_editor(client, plan)

        page = client.page(f"/blocks/{food}/removal")

        assert page.css_first(f"main a[href='/blocks/{activity}/edit']") is not None
        assert page.css_first("main form") is None
        assert client.post(f"/blocks/{food}/removal", data={"based_on": plan.number}).status_code == 422
        plan.edit(activity, goal=None)
        assert client.post(f"/blocks/{food}/removal", data={"based_on": plan.number}).status_code == 303
        assert {food, goal} <= set(plan.state.removed)

    def test_what_has_changed_since_it_was_seen_is_not_removed_unseen(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        number = plan.number
        plan.edit(activity, text="Något viktigt.", by=plan.leader)
        as_editor(client, plan)

        answer = client.post(f"/blocks/{activity}/removal", data={"based_on": number})

        assert answer.status_code == 409
        assert "changed since you opened" in words(page_of(answer))
        assert activity in plan.state
        again = page_of(answer).css_first("input[name=based_on]").attributes["value"]
        assert client.post(f"/blocks/{activity}/removal", data={"based_on": again}).status_code == 303

    def test_what_has_been_put_under_it_since_is_not_removed_unseen(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        number = plan.number
        milestone = plan.add("milestone", under=activity)
        as_editor(client, plan)

        answer = client.post(f"/blocks/{activity}/removal", data={"based_on": number})

        assert answer.status_code == 422
        assert milestone in plan.state

    def test_removing_twice_leads_nowhere(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        plan.remove(goal)
        as_editor(client, plan)

        assert client.get(f"/blocks/{goal}/removal").status_code == 404

    def test_it_is_for_those_who_write(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        client.sign_in(plan.person(plan.others["reader"]))

        assert client.get(f"/blocks/{goal}/removal").status_code == 403
        assert client.post(f"/blocks/{goal}/removal", data={"based_on": 1}).status_code == 403
        assert client.post(f"{plan.address}/revisions/1/undoing").status_code == 403

    def test_what_cannot_be_undone_in_one_step_leads_to_the_change(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Ett")
        plan.edit(goal, title="Två")
        plan.edit(goal, title="Tre")
        as_editor(client, plan)

        answer = client.post(f"{plan.address}/revisions/2/undoing")

        assert answer.location.endswith(f"{plan.address}/revisions/2")
        assert order(plan) == ["Tre"]
        assert "changed again since" in words(client.page(answer.location), ".flashes")


class TestRestoration:
    """Taking up what a block once said."""

    def test_an_earlier_version_is_taken_up_from_the_history(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Först")
        plan.edit(goal, title="Sedan")
        as_editor(client, plan)

        page = client.page(f"/blocks/{goal}/history")
        answer = press(client, page, f"/blocks/{goal}/restoration")

        assert answer.location.endswith(f"{plan.address}#block-{goal}")
        assert order(plan) == ["Först"]
        assert plan.number == 3

    def test_what_was_removed_comes_back(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Borta")
        plan.remove(goal)
        as_editor(client, plan)

        press(client, client.page(f"/blocks/{goal}/history"), f"/blocks/{goal}/restoration")

        assert order(plan) == ["Borta"]

    def test_a_change_meanwhile_is_looked_at_first(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Ett")
        plan.edit(goal, title="Två")
        page_number = plan.number
        plan.edit(goal, title="Tre", by=plan.leader)
        as_editor(client, plan)

        answer = client.post(f"/blocks/{goal}/restoration", data={"number": 1, "based_on": page_number})

        assert answer.location.endswith(f"/blocks/{goal}/history")
        assert order(plan) == ["Tre"]

    def test_numbers_that_never_were_lead_nowhere(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)

        for number in ("0", "", "ett", "-1"):
            answer = client.post(f"/blocks/{goal}/restoration", data={"number": number, "based_on": 1})
            assert answer.status_code == 404, number

    def test_the_whole_is_taken_up_again_by_a_leader(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Först")
        plan.edit(goal, title="Sedan")
        as_editor(client, plan)
        assert client.get(f"{plan.address}/restoration?number=1").status_code == 403
        client.sign_in(plan.person(plan.leader))

        assert "Först" in words(client.page(f"{plan.address}/restoration?number=1"))
        client.post(f"{plan.address}/restoration", data={"number": 1})

        assert order(plan) == ["Först"]
        assert client.post(f"{plan.address}/restoration", data={"number": "allt"}).status_code in {303, 404}
