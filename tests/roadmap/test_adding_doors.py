"""Adding a block in the page: its form, where it belongs, and what it may name."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import a_plan
from tests.roadmap.writing import as_editor, filled, value, words


class TestAdding:
    """A new block."""

    def test_the_form_asks_what_the_kind_asks(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Förädla mer")
        torsta = an_organisation(session, "Torsta Syd")
        as_editor(client, plan)

        page = client.page(f"{plan.address}/new/activity?goal={goal}")

        assert words(page.css_first("label[for=field-title]")) == "The activity in one line"
        assert page.css_first(f"select[name=goal] option[value='{goal}'][selected]") is not None
        assert len(page.css("input[name=places]")) == 8
        assert filled(page)["status"] == ["planned"]
        part = client.page(f"{plan.address}/new/responsibility")
        assert words(part.css_first(f"select[name=organisation] option[value='{torsta.id}']")) == "Torsta Syd"

    def test_a_block_is_added_where_it_belongs(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        food = plan.add("sub_area")
        as_editor(client, plan)
        form = filled(client.page(f"{plan.address}/new/need?under={food}"))

        answer = client.post(f"{plan.address}/new/need", data={**form, "title": "Kyla saknas"})

        [need] = plan.state.of_kind("need")
        assert answer.location.endswith(f"{plan.address}#block-{need.id}")
        assert (need.content["title"], need.parent_id) == ("Kyla saknas", food)
        assert str(need.id) == form["block_id"][0]

    def test_the_same_form_sent_twice_adds_one_block(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        as_editor(client, plan)
        form = {**filled(client.page(f"{plan.address}/new/need")), "title": "Kyla saknas"}

        first = client.post(f"{plan.address}/new/need", data=form)
        second = client.post(f"{plan.address}/new/need", data=form)

        assert first.location == second.location
        assert len(plan.state.of_kind("need")) == 1

    def test_a_fault_keeps_everything_also_where_it_belongs(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        food = plan.add("sub_area")
        as_editor(client, plan)
        form = filled(client.page(f"{plan.address}/new/goal?under={food}"))

        answer = client.post(f"{plan.address}/new/goal", data={**form, "title": "", "text": "Långt och väl."})

        page = page_of(answer)
        assert answer.status_code == 422
        assert value(page, "text") == "Långt och väl."
        assert filled(page)["block_id"] == form["block_id"]
        assert filled(page)["under"] == [str(food)]

    def test_a_second_leader_is_told_beside_the_field(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity")
        plan.part(activity, an_organisation(session).id, "leads")
        as_editor(client, plan)
        form = filled(client.page(f"{plan.address}/new/responsibility?under={activity}"))

        answer = client.post(
            f"{plan.address}/new/responsibility",
            data={**form, "organisation": str(an_organisation(session).id), "part": "leads"},
        )

        assert answer.status_code == 422
        assert page_of(answer).css_first("#field-part-error") is not None

    def test_another_roadmaps_block_is_not_taken_over(self, client: Browser, session: Session) -> None:
        plan, other = a_plan(session), a_plan(session, is_public=False)
        theirs = other.add("need", "Deras")
        as_editor(client, plan)

        client.post(f"{plan.address}/new/need", data={"title": "Mitt", "block_id": str(theirs)})

        assert other.state[theirs].content["title"] == "Deras"
        assert not list(plan.state)

    def test_what_may_not_be_added_is_refused_before_anything_is_typed(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        food = plan.add("sub_area")
        plan.lock(food, "Väntar.")
        as_editor(client, plan)

        assert client.get(f"{plan.address}/new/need?under={food}").status_code == 403
        assert client.get(f"{plan.address}/new/need").status_code == 200
        plan.roadmap.phase = Phase.PAUSED.value
        assert client.get(f"{plan.address}/new/need").status_code == 403
        assert client.post(f"{plan.address}/new/need", data={"title": "Kyla"}).status_code == 403

    def test_there_is_no_such_kind(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        as_editor(client, plan)

        assert client.get(f"{plan.address}/new/dröm").status_code == 404
        assert client.post(f"{plan.address}/new/dröm", data={"title": "x"}).status_code == 404

    def test_a_place_that_never_was_is_refused_with_what_was_typed(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        as_editor(client, plan)

        answer = client.post(f"{plan.address}/new/need", data={"title": "Kyla", "under": str(new_id())})

        assert answer.status_code == 422
        assert value(page_of(answer), "title") == "Kyla"


@pytest.mark.parametrize(
    "title", ["Minska svinnet med 50 %", "30 % av allt", "%(mer)s", "</select><script>x()</script>"]
)
def test_titles_stand_among_the_choices_of_a_form_as_they_are_written(
    session: Session, client: Browser, title: str
) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", title)
    as_editor(client, plan)

    page = client.page(f"{plan.address}/new/activity?goal={goal}")

    assert title in [words(one) for one in page.css("main form option, main form label")]
    assert not [one for one in page.css("main form script") if "x()" in one.text()]
