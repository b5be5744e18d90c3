"""Two who write in one block at once, each in a form of their own."""

from sqlalchemy.orm import Session

from tests.browsing import Browser, page_of
from tests.factories.roadmap import a_plan
from tests.roadmap.writing import TEXT, YOURS, after, as_editor, filled, value, words

THEIRS = TEXT.replace("en gång", "två gånger")
CLASHING = TEXT.replace("en gång", "fyra gånger")


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
