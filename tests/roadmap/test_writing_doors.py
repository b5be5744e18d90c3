"""Writing in the page: forms, saving, and two who write at once."""

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import Plan, a_plan

TEXT = "Aktörerna möts en gång om året i Östersund för att planera arbetet."
THEIRS = TEXT.replace("en gång", "två gånger")
YOURS = TEXT.replace("planera", "utvärdera")
CLASHING = TEXT.replace("en gång", "fyra gånger")


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def value(page: LexborHTMLParser, name: str) -> str:
    field = page.css_first(f"main form [name={name}]")
    assert field is not None, f"no field {name}"
    return field.text().strip() if field.tag == "textarea" else field.attributes.get("value") or ""


def filled(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What a browser would send of the form in the page."""
    sent: dict[str, list[str]] = {}
    for field in page.css("main form.block-editor [name]"):
        name, kind = field.attributes["name"] or "", field.attributes.get("type")
        if field.tag == "select":
            chosen = field.css_first("option[selected]") or field.css_first("option")
            sent.setdefault(name, []).append((chosen and chosen.attributes.get("value")) or "")
        elif field.tag == "textarea":
            sent.setdefault(name, []).append(field.text().removeprefix("\n"))
        elif kind not in {"radio", "checkbox"} or "checked" in field.attributes:
            sent.setdefault(name, []).append(field.attributes.get("value") or "")
    return sent


def as_editor(client: Browser, plan: Plan) -> Browser:
    client.set_cookie("language", "en")
    return client.sign_in(plan.person(plan.editor))


def after(client: Browser, answer: TestResponse) -> str:
    """The words of the page that the answer leads to."""
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return words(client.page(answer.location.partition("#")[0]).css_first("body"))


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


class TestWritingAtOnce:
    """Nothing that anybody wrote is lost."""

    def test_changes_that_go_together_are_joined_and_that_is_told(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Möten", text=TEXT)
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{goal}/edit"))
        plan.edit(goal, text=THEIRS, by=plan.leader)

        answer = client.post(f"/blocks/{goal}/edit", data={**form, "text": YOURS})

        assert "joined with what others have written" in after(client, answer)
        assert plan.state[goal].content["text"] == TEXT.replace("en gång", "två gånger").replace("planera", "utvärdera")

    def test_what_others_wrote_elsewhere_is_no_joining(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{goal}/edit"))
        plan.add("need", by=plan.leader)

        answer = client.post(f"/blocks/{goal}/edit", data={**form, "text": YOURS})

        assert "joined" not in after(client, answer)

    def test_a_conflict_shows_both_and_saving_again_settles_it(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Möten", text=TEXT)
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{goal}/edit"))
        plan.edit(goal, text=THEIRS, horizon="2030", by=plan.leader)

        answer = client.post(
            f"/blocks/{goal}/edit", data={**form, "text": CLASHING, "title": "Våra möten", "summary": "Oftare"}
        )

        page = page_of(answer)
        assert answer.status_code == 409
        assert "Lena Berg" in words(page.css_first(".callout"))
        assert "Regionen" in words(page.css_first(".callout"))
        theirs, yours = page.css(".compare-side")
        assert "två gånger" in " ".join(words(mark) for mark in theirs.css("ins"))
        assert "fyra gånger" in " ".join(words(mark) for mark in yours.css("ins"))
        assert {"två gånger", "fyra gånger"} <= {
            one for one in ("två gånger", "fyra gånger") if one in value(page, "text")
        }
        assert (value(page, "title"), value(page, "horizon"), value(page, "summary")) == (
            "Våra möten",
            "2030",
            "Oftare",
        )
        assert plan.number == 2

        settled = client.post(f"/blocks/{goal}/edit", data={**filled(page), "text": CLASHING})

        assert "Saved." in after(client, settled)
        content = plan.state[goal].content
        assert (content["text"], content["title"], content["horizon"]) == (CLASHING, "Våra möten", 2030)

    def test_a_value_that_two_changed_shows_both_values(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        activity = plan.add("activity", status="planned", start="2026")
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{activity}/edit"))
        plan.edit(activity, status="in_progress", start="2026-Q4", by=plan.leader)

        page = page_of(client.post(f"/blocks/{activity}/edit", data={**form, "status": "paused", "start": "2027-03"}))

        assert "In progress" in words(page.css_first("section[aria-labelledby=clash-status]"))
        assert "Paused" in words(page.css_first("section[aria-labelledby=clash-status]"))
        times = words(page.css_first("section[aria-labelledby=clash-start]"))
        assert "quarter 4 2026" in times
        assert "March 2027" in times
        assert filled(page)["status"] == ["paused"]

    def test_a_third_writer_before_the_second_try_is_met_again(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Ett")
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{goal}/edit"))
        plan.edit(goal, title="Två", by=plan.leader)
        page = page_of(client.post(f"/blocks/{goal}/edit", data={**form, "title": "Mitt"}))
        plan.edit(goal, title="Tre", by=plan.others["coordinator"])

        again = client.post(f"/blocks/{goal}/edit", data={**filled(page), "title": "Mitt"})

        assert again.status_code == 409
        assert "Tre" in words(page_of(again).css_first(".merge-sides"))

    def test_what_was_removed_meanwhile_can_be_brought_back_with_ones_text(
        self, client: Browser, session: Session
    ) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Möten", text=TEXT)
        as_editor(client, plan)
        form = filled(client.page(f"/blocks/{goal}/edit"))
        plan.remove(goal)

        answer = client.post(f"/blocks/{goal}/edit", data={**form, "text": YOURS})
        page = page_of(answer)

        assert answer.status_code == 409
        assert value(page, "text") == YOURS
        assert goal not in plan.state
        client.post(f"/blocks/{goal}/edit", data=filled(page))
        assert plan.state[goal].content["text"] == YOURS

    def test_bringing_back_survives_a_fault_in_the_form(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal", "Möten")
        as_editor(client, plan)
        plan.remove(goal)
        form = filled(client.page(f"/blocks/{goal}/edit"))

        page = page_of(client.post(f"/blocks/{goal}/edit", data={**form, "title": ""}))
        client.post(f"/blocks/{goal}/edit", data={**filled(page), "title": "Åter"})

        assert plan.state[goal].content["title"] == "Åter"

    def test_a_base_that_never_was_is_refused_and_the_text_kept(self, client: Browser, session: Session) -> None:
        plan = a_plan(session)
        goal = plan.add("goal")
        as_editor(client, plan)

        for based_on in ("", "0", "-1", "mycket", "9" * 30):
            answer = client.post(f"/blocks/{goal}/edit", data={"based_on": based_on, "title": "Mål", "text": YOURS})
            assert answer.status_code == 422, based_on
            assert value(page_of(answer), "text") == YOURS


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
