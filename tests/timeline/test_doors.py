import re

import pytest

from roadmaps.roadmap import rules
from roadmaps.roadmap.phases import Phase
from tests.browsing import page_of
from tests.factories.large import a_large_plan
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session) -> Plan:
    """A roadmap in which a course and what comes after it have dates."""
    return a_plan(session)


def bars(page) -> dict[str, str]:
    """What the bars say, by the first words of it."""
    said = [one.attributes["aria-label"] for one in page.css("a.timeline-bar")]
    return {words.split(":")[0]: words for words in said}


def of(plan: Plan) -> str:
    return f"/areas/{plan.slug}/timeline"


def english(client):
    client.set_cookie("language", "en")
    return client


def test_every_bar_is_a_link_with_a_spoken_name(plan, client) -> None:
    course = plan.add("activity", "Kurs i beredskap", start="2026-Q3", end="2027", status="in_progress")
    plan.part(course, plan.editor.acting_for_id, "leads")
    plan.add("milestone", "Första kursen", under=course, due="2026-11", is_reached=True)
    plan.add("milestone", "Andra kursen", under=course, due="2027")

    page = english(client).page(of(plan))

    bar = page.css_first("a.timeline-bar")
    assert bar.attributes["href"] == f"{plan.address}#block-{course}"
    assert re.fullmatch(
        r"Kurs i beredskap: quarter 3 2026 – 2027, in progress, led by Torsta i Ås \d+, 1 of 2 milestones reached",
        bar.attributes["aria-label"],
    )


def test_the_same_stands_in_words(plan, client) -> None:
    first = plan.add("activity", "Förstudie", start="2026", end="2027-Q2")
    plan.add("activity", "Bygge", start="2026-Q1", end="2028", depends_on=[str(first)])

    page = english(client).page(of(plan))

    words = page.css_first(".timeline-after table").text()
    assert "Förstudie – starts before it is finished" in words
    assert "quarter 1 2026 – 2028" in words


def test_what_has_no_date_is_listed_apart_with_the_way_to_say_when(plan, client) -> None:
    plan.add("activity", "Kurs", start="2026")
    undated = plan.add("activity", "Någon gång")

    reader = client.page(of(plan))
    editor = client.sign_in(plan.person(plan.editor)).page(of(plan))

    assert "Någon gång" in reader.css_first(".timeline-undated").text()
    assert not reader.css('a[href*="/dates"]')
    assert editor.css(f'.timeline-undated a[href^="/blocks/{undated}/dates"]')


def test_an_empty_roadmap_says_what_the_page_is_for(plan, client) -> None:
    page = client.page(of(plan))

    assert page.css_first(".empty-state")
    assert not page.css("svg.timeline-plot")


def test_grouping_zoom_and_choice_stand_in_the_address_together(plan, client) -> None:
    plan.add("activity", "Kurs", start="2026", status="planned")
    plan.add("activity", "Klar kurs", start="2024", end="2024", status="done")

    page = client.page(f"{of(plan)}?by=status&zoom=year&at=2026&status=planned")

    assert list(bars(page)) == ["Kurs"]
    later = page.css(".timeline-steps a")[-1].attributes["href"]
    assert later == f"{of(plan)}?by=status&zoom=year&at=2027&status=planned"
    assert page.css_first('.plan-filter input[name="zoom"]').attributes["value"] == "year"


@pytest.mark.parametrize("zoom", ["whole", "year", "quarter"])
@pytest.mark.parametrize("by", ["area", "goal", "organisation", "status"])
def test_the_county_is_drawn_in_every_way(session, client, by, zoom) -> None:
    for title in ("Kurs", "Bygge"):
        a_plan(session).add("activity", title, start="2026", end="2027")
    a_plan(session, is_public=False).add("activity", "Inte för alla", start="2026")

    page = client.page(f"/county/timeline?by={by}&zoom={zoom}&at=2026-Q4")

    assert set(bars(page)) == {"Kurs", "Bygge"}


def test_a_large_plan_is_drawn_whole(session, client) -> None:
    plan = a_large_plan(session)

    page = client.page(of(plan))

    dated = [one for one in plan.state.of_kind("activity") if one.content["start"] or one.content["end"]]
    assert len(page.css("a.timeline-bar")) == len(dated)
    assert len(page.css(".timeline-undated li")) == 300 - len(dated)


def test_a_roadmap_that_is_not_open_to_the_reader_has_no_timeline(session, client) -> None:
    plan = a_plan(session, is_public=False)

    assert client.get(of(plan)).status_code == 404


def test_the_document_shows_it_in_little(plan, client) -> None:
    plan.add("activity", "Kurs", start="2026")

    page = client.page(plan.address)

    assert len(page.css("#timeline a.timeline-bar")) == 1
    assert page.css(f'#timeline a[href="{of(plan)}"]')


def test_the_document_of_a_large_plan_shows_what_lies_ahead_of_it(session, client) -> None:
    plan = a_large_plan(session)

    page = client.page(plan.address)

    assert len(page.css("#timeline a.timeline-bar")) == 25


@pytest.mark.parametrize(
    ("who", "may"),
    [("editor", True), ("leader", True), ("deputy", True), ("coordinator", True), ("actor", False), ("reader", False)],
)
def test_only_those_who_may_edit_can_change_dates(plan, client, who, may) -> None:
    course = plan.add("activity", "Kurs", start="2026", end="2026")
    actor = {"editor": plan.editor, "leader": plan.leader, **plan.others}[who]
    client.sign_in(plan.person(actor))

    offered = client.page(of(plan)).css("a[data-dates]")
    shown = client.get(f"/blocks/{course}/dates").status_code
    sent = client.post(f"/blocks/{course}/dates", data={"start": "2027", "end": "2027", "based_on": plan.number})

    assert bool(offered) is may
    assert shown == (200 if may else 403)
    assert sent.status_code == (303 if may else 403)
    assert plan.state[course].content["start"] == ("2027" if may else "2026")


def test_a_locked_activity_stays_where_it_is(plan, client) -> None:
    locked = plan.add("activity", "Låst", start="2026")
    plan.add("activity", "Öppen", start="2026")
    plan.lock(locked)
    client.sign_in(plan.person(plan.editor))

    offered = client.page(of(plan)).css("a[data-dates]")
    sent = client.post(f"/blocks/{locked}/dates", data={"start": "2027", "based_on": plan.number})

    assert [one.attributes["data-title"] for one in offered] == ["Öppen"]
    assert sent.status_code == 403
    assert plan.state[locked].content["start"] == "2026"


def test_nobody_changes_dates_while_the_text_rests(plan, client) -> None:
    plan.add("activity", "Kurs", start="2026")
    facts = {"reason": "Klar.", "since": AT.date(), "next_step": "", "next_on": None}
    rules.change_phase(plan.session, plan.roadmap, Phase.CLOSED, **facts, actor=plan.leader, at=AT)

    page = client.sign_in(plan.person(plan.editor)).page(of(plan))

    assert not page.css("a[data-dates]")
    assert "timeline.js" not in page.html


def test_new_dates_are_an_edit_like_any_other_and_can_be_undone(plan, client) -> None:
    course = plan.add("activity", "Kurs", start="2026-Q3", end="2026")
    before = plan.number
    client.sign_in(plan.person(plan.editor))
    back = f"{of(plan)}?by=status"

    sent = client.post(
        f"/blocks/{course}/dates?back={back}", data={"start": "2026-Q4", "end": "2027", "based_on": before}
    )

    assert sent.status_code == 303
    assert sent.location == back
    assert plan.number == before + 1
    saved = client.page(back).css_first(".timeline-saved")
    assert "Kurs" in saved.text()
    undo = saved.css_first("form")
    assert not client.page(back).css_first(".timeline-saved form"), "it is told once"

    answer = client.post(undo.attributes["action"], data={"back": undo.css_first("[name=back]").attributes["value"]})

    assert answer.location == back
    content = plan.state[course].content
    assert (content["start"], content["end"]) == ("2026-Q3", "2026")


def test_dates_join_with_what_another_wrote_meanwhile(plan, client) -> None:
    course = plan.add("activity", "Kurs", start="2026", end="2026")
    seen = plan.number
    plan.edit(course, by=plan.leader, title="Kurs i beredskap", end="2028")
    client.sign_in(plan.person(plan.editor))

    client.post(f"/blocks/{course}/dates", data={"start": "2025", "end": "2026", "based_on": seen})

    content = plan.state[course].content
    assert (content["title"], content["start"], content["end"]) == ("Kurs i beredskap", "2025", "2028")


def test_where_another_was_first_nothing_is_overwritten_and_the_way_leads_to_the_form(plan, client) -> None:
    course = plan.add("activity", "Kurs", start="2026", end="2026")
    seen = plan.number
    plan.edit(course, by=plan.leader, end="2028")
    client.sign_in(plan.person(plan.editor))

    sent = client.post(f"/blocks/{course}/dates", data={"start": "2026", "end": "2027", "based_on": seen})

    assert sent.location == f"/blocks/{course}/edit"
    assert "2028" in client.page(sent.location).css_first("[name=end]").attributes["value"]
    assert plan.state[course].content["end"] == "2028"


@pytest.mark.parametrize(
    ("start", "end"),
    [pytest.param("2027", "2026", id="ends before it starts"), pytest.param("snart", "2026", id="no date at all")],
)
def test_dates_that_cannot_be_are_shown_again_with_what_is_wrong(plan, client, start, end) -> None:
    course = plan.add("activity", "Kurs", start="2026", end="2026")
    client.sign_in(plan.person(plan.editor))

    answer = client.post(f"/blocks/{course}/dates", data={"start": start, "end": end, "based_on": plan.number})

    assert answer.status_code == 422
    page = page_of(answer)
    assert page.css_first("[name=start]").attributes["value"] == start
    assert page.css_first(".error-summary")
    assert plan.state[course].content["start"] == "2026"


def test_the_same_dates_again_write_nothing(plan, client) -> None:
    course = plan.add("activity", "Kurs", start="2026", end="2026")
    before = plan.number
    client.sign_in(plan.person(plan.editor))

    client.post(f"/blocks/{course}/dates", data={"start": "2026", "end": "2026", "based_on": before})

    assert plan.number == before
    assert not client.page(of(plan)).css(".timeline-saved form")


def test_only_living_activities_have_dates_to_change(plan, client) -> None:
    goal = plan.add("goal", "Mål")
    gone = plan.add("activity", "Borta", start="2026")
    plan.remove(gone)
    client.sign_in(plan.person(plan.editor))

    assert client.get(f"/blocks/{goal}/dates").status_code == 404
    assert client.get(f"/blocks/{gone}/dates").status_code == 404


def test_the_way_back_never_leaves_the_site(plan, client) -> None:
    course = plan.add("activity", "Kurs", start="2026")
    client.sign_in(plan.person(plan.editor))

    sent = client.post(
        f"/blocks/{course}/dates", data={"start": "2027", "based_on": plan.number, "back": "//elsewhere.example/"}
    )

    assert sent.location == f"{of(plan)}#row-{course}"


def test_a_date_in_another_age_is_refused_with_the_years_that_there_are(session, client, plan):
    activity = plan.add("activity", "Kurs", start="2026", end="2027")
    english(client).sign_in(plan.person(plan.editor))

    answer = client.post(
        f"/blocks/{activity}/dates", data={"start": "2317-08", "end": "2026-13", "based_on": str(plan.number)}
    )

    assert answer.status_code == 422
    assert "The year must lie between 1950 and 2150." in answer.text
    assert answer.text.count("Write a day (2026-11-21)") >= 1
    assert plan.state[activity].content["start"] == "2026"
