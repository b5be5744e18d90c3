"""Changing a block in the page: what is saved, what is refused, and that what was typed stays."""

import pytest
from sqlalchemy.orm import Session

from tests.browsing import Browser, page_of
from tests.factories.roadmap import a_plan
from tests.roadmap.writing import TEXT, YOURS, after, as_editor, filled, value


class TestEditing:
    """Changing what a block says."""

    def test_what_is_changed_in_the_form_is_saved_and_the_rest_stays(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Ursprung")
        facts = {"text": TEXT, "goal": str(goal), "start": "2026-Q3", "places": ["2303", "2380"], "level": "breadth"}
        activity = plan.add("activity", "Möten", status="in_progress", **facts)
        before = plan.state[activity].content
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{activity}/edit"))

        answer = client.post(
            f"/blocks/{activity}/edit", data={**form, "title": "Årliga möten", "summary": "Efter mötet"}
        )

        assert answer.location.endswith(f"{plan.address}#block-{activity}")
        assert "Saved." in after(client, answer)
        assert plan.state[activity].content == {**before, "title": "Årliga möten"}

    @pytest.mark.parametrize(
        "kind", ["vision", "background", "sub_area", "need", "goal", "activity", "indicator", "goal_conflict"]
    )
    def test_sending_the_form_as_it_is_changes_nothing(self, client: Browser, session: Session, kind: str) -> None:
        plan = a_plan(session)
        block = plan.add(kind, text="Rad ett.\n\n- punkt\n\n    kod")
        number = plan.number
        as_editor(client, plan)

        answer = client.post(f"/blocks/{block}/edit", data=filled(client.page(f"/blocks/{block}/edit")))

        assert "Nothing was changed" in after(client, answer)
        assert plan.number == number

    def test_everything_that_was_chosen_can_be_taken_back(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        activity = plan.add("activity", goal=str(goal), level="base", funding_state="funded", places=["2380"])
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{activity}/edit"))

        client.post(
            f"/blocks/{activity}/edit", data={**form, "goal": "", "level": "", "funding_state": "", "places": []}
        )

        content = plan.state[activity].content
        assert [content[name] for name in ("goal", "level", "funding_state", "places")] == [None, None, None, []]

    def test_a_fault_is_told_beside_its_field_and_everything_typed_stays(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        activity = plan.add("activity", "Kurs")
        as_editor(client, plan)
        typed = {
            "based_on": "1",
            "title": "",
            "start": "i vår",
            "text": "Jag skrev <länge> här.",
            "summary": "Därför",
            "places": ["2303"],
            "status": "done",
        }

        answer = client.post(f"/blocks/{activity}/edit", data=typed)

        page = page_of(answer)
        assert answer.status_code == 422
        assert {one.attributes["href"] for one in page.css(".error-summary a")} == {"#field-title", "#field-start"}
        assert (value(page, "start"), value(page, "text"), value(page, "summary")) == (
            "i vår",
            "Jag skrev <länge> här.",
            "Därför",
        )
        assert filled(page)["places"] == ["2303"]
        assert filled(page)["status"] == ["done"]
        assert value(page, "based_on") == "1"
        assert plan.number == 1

    def test_a_tangled_text_is_refused_and_kept(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)

        answer = client.post(f"/blocks/{goal}/edit", data={"based_on": 1, "title": "Mål", "text": "[" * 3000})

        assert answer.status_code == 422
        assert value(page_of(answer), "text") == "[" * 3000

    def test_a_form_loaded_into_the_page_has_no_second_heading_of_the_page(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)

        frame = client.page(f"/blocks/{goal}/edit", headers={"Turbo-Frame": f"frame-{goal}"}).css_first(
            f"#frame-{goal}"
        )

        assert frame.css_first("h1") is None
        cancel = frame.css_first(".actions a")
        assert cancel.attributes["data-turbo-frame"] == f"frame-{goal}"
        assert frame.css_first("form").attributes["data-turbo-frame"] == "_top"

    def test_who_may_not_write_gets_no_form_and_is_refused(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        client.sign_in(plan.person(plan.others["actor"]))

        assert client.page(f"/blocks/{goal}/edit").css_first("form.block-editor") is None
        answer = client.post(f"/blocks/{goal}/edit", data={"based_on": 1, "title": "En mycket bättre titel för målet"})

        assert answer.status_code == 403
        assert "En mycket bättre titel för målet" in answer.get_data(as_text=True)
        assert plan.number == 1

    def test_a_lock_set_meanwhile_refuses_with_its_reason_and_keeps_the_text(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", text=TEXT)
        plan.lock(goal, "Väntar på beslut.")
        as_editor(client, plan)

        answer = client.post(f"/blocks/{goal}/edit", data={"based_on": 1, "title": "Mål", "text": YOURS})

        assert answer.status_code == 403
        assert "Väntar på beslut." in answer.get_data(as_text=True)
        assert YOURS in answer.get_data(as_text=True)

    def test_a_stranger_is_led_to_sign_in_and_back(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")

        answer = client.get(f"/blocks/{goal}/edit")

        assert answer.status_code == 303
        assert f"next=/blocks/{goal}/edit" in answer.location.replace("%2F", "/")

    def test_a_block_that_one_may_not_read_is_not_there(self, client: Browser, session: Session) -> None:
        plan = a_plan(session, is_public=False)
        goal = plan.add("goal")
        client.sign_in(plan.person(plan.others["editor elsewhere"]))

        for address in ("edit", "place", "removal", "lock"):
            assert client.get(f"/blocks/{goal}/{address}").status_code == 404, address
        for address in ("edit", "place", "removal", "lock", "lock/lifting", "restoration"):
            assert (
                client.post(f"/blocks/{goal}/{address}", data={"based_on": 1, "number": 1, "reason": "x"}).status_code
                == 404
            ), address

    @pytest.mark.csrf
    def test_a_form_without_its_token_is_refused_and_what_was_written_is_kept(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)

        answer = client.post(f"/blocks/{goal}/edit", data={"based_on": 1, "title": "Mål", "text": YOURS})

        assert answer.status_code == 400
        assert YOURS in answer.get_data(as_text=True)
        assert plan.number == 1
