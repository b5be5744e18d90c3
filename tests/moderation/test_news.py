from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import comments, rules
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import NotAllowed
from roadmaps.moderation.models import LogEntry
from roadmaps.moderation.news import NewsFilter, count_new, gather, seen_upto
from roadmaps.moderation.rules import mark_seen
from roadmaps.roadmap.rules import edit_block
from tests.browsing import Browser, page_of
from tests.factories.discussion import AT, a_place, a_thread, comments_of, person_of
from tests.factories.roadmap import a_plan
from tests.factories.together import write_together

LATER = AT + timedelta(hours=2)


def test_everything_new_is_gathered_newest_first(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Frågan")
    rules.reply(session, thread, body="Svaret", actor=place.peak, at=AT + timedelta(minutes=5))
    edit_block(
        session,
        place.roadmap,
        place.goal,
        {"title": "Förädla ännu mer här"},
        based_on=1,
        actor=place.editor,
        at=AT + timedelta(minutes=10),
    )

    news = gather(session, place.roadmap, NewsFilter(days=7), actor=place.leader, at=LATER)

    sorts = [piece.sort for piece in news.pieces if piece.sort != "person"]
    assert sorts[:3] == ["revision", "comment", "thread"]
    answer = next(piece for piece in news.pieces if piece.sort == "comment")
    assert (answer.name, answer.said.html if answer.said else "") == ("Pål Dahl", "<p>Svaret</p>")


@pytest.mark.parametrize("sort", ["thread", "comment", "revision"])
def test_one_sort_can_be_chosen(session: Session, sort: str) -> None:
    place = a_place(session)
    rules.reply(session, a_thread(session, place), body="Svaret", actor=place.peak, at=AT)

    news = gather(session, place.roadmap, NewsFilter.of({"days": "7", "sort": sort}), actor=place.leader, at=LATER)

    assert {piece.sort for piece in news.pieces} == {sort}


def test_new_people_are_told_with_what_they_are(session: Session) -> None:
    place = a_place(session)

    news = gather(
        session, place.roadmap, NewsFilter.of({"sort": "person"}), actor=place.leader, at=AT - timedelta(days=310)
    )

    assert ("Tove Ström", Role.ACTOR) in [(piece.name, piece.role) for piece in news.pieces]


def test_the_mark_is_where_one_begins_next_time_and_never_goes_back(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place)
    assert count_new(session, place.roadmap, place.leader.person_id, LATER) > 0

    mark_seen(session, place.roadmap, upto=LATER, actor=place.leader, at=LATER)
    mark_seen(session, place.roadmap, upto=AT, actor=place.leader, at=LATER)

    assert seen_upto(session, place.leader.person_id, place.roadmap.area_id) == LATER
    assert count_new(session, place.roadmap, place.leader.person_id, LATER) == 0
    assert gather(session, place.roadmap, NewsFilter(), actor=place.leader, at=LATER).pieces == []


def test_nobody_can_have_read_what_is_not_written_yet(session: Session) -> None:
    place = a_place(session)

    mark_seen(session, place.roadmap, upto=AT + timedelta(days=900), actor=place.leader, at=AT)

    assert seen_upto(session, place.leader.person_id, place.roadmap.area_id) == AT


def test_what_one_has_done_oneself_is_not_counted_as_new(session: Session) -> None:
    place = a_place(session)
    mark_seen(session, place.roadmap, upto=AT, actor=place.leader, at=AT)

    rules.open_thread(session, place.roadmap, body="Min egen", actor=place.leader, at=LATER)

    assert count_new(session, place.roadmap, place.leader.person_id, LATER) == 0


def test_only_those_who_lead_mark(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(NotAllowed):
        mark_seen(session, place.roadmap, upto=AT, actor=place.editor, at=AT)


@pytest.mark.parametrize("who", ["editor", "torsta"])
def test_the_page_is_not_there_for_others(client: Browser, session: Session, who: str) -> None:
    place = a_place(session, is_public=True)
    client.sign_in(person_of(session, getattr(place, who)))

    assert client.get(f"/areas/{place.slug}/new").status_code == 404


def test_the_leader_of_another_area_has_no_business_here(client: Browser, session: Session) -> None:
    place, other = a_place(session, is_public=True), a_place(session)
    [comment] = comments_of(session, a_thread(session, place))
    client.sign_in(person_of(session, other.leader))

    assert client.get(f"/areas/{place.slug}/new").status_code == 404
    assert client.get(f"/comments/{comment.id}/hiding").status_code == 404
    assert client.post(f"/comments/{comment.id}/hiding", data={"reason": "Fel"}).status_code == 403
    assert not comment.is_hidden


def test_a_leader_hides_from_the_page_and_comes_back_to_it(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Något som göms")
    [comment] = comments_of(session, thread)
    client.sign_in(person_of(session, place.leader))
    here = f"/areas/{place.slug}/new"
    page = client.page(here)
    assert "Något som göms" in page.body.text()
    [hide] = [
        link.attributes["href"]
        for link in page.css("a")
        if (link.attributes["href"] or "").startswith(f"/comments/{comment.id}/hiding")
    ]

    form = client.page(hide)
    assert form.css_first(f"input[name=back][value='{here}']") is not None
    refused = client.post(f"/comments/{comment.id}/hiding", data={"reason": " ", "back": here})
    answer = client.post(f"/comments/{comment.id}/hiding", data={"reason": "Privat", "back": here})

    assert refused.status_code == 422
    assert page_of(refused).css_first("#field-reason-error") is not None
    assert answer.location == here
    assert comment.is_hidden
    assert session.query(LogEntry).one().reason == "Privat"
    client.post(f"/comments/{comment.id}/restoration", data={"back": here})
    assert not comment.is_hidden


def test_a_leader_resolves_from_the_page_and_comes_back_to_it(client: Browser, session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.leader))
    here = f"/areas/{place.slug}/new"
    assert client.page(here).css_first(f"form[action='/threads/{thread.id}/resolution']") is not None

    answer = client.post(f"/threads/{thread.id}/resolution", data={"outcome": "changed", "text": "", "back": here})

    assert answer.location == here
    assert not thread.is_open


def test_the_mark_is_set_by_the_page_and_an_empty_page_says_so(client: Browser, session: Session) -> None:
    place = a_place(session)
    a_thread(session, place)
    client.sign_in(person_of(session, place.leader))
    upto = client.page(f"/areas/{place.slug}/new").css_first("input[name=upto]").attributes["value"]

    client.post(f"/areas/{place.slug}/new/mark", data={"upto": upto})

    assert seen_upto(session, place.leader.person_id, place.roadmap.area_id) == now()
    assert client.page(f"/areas/{place.slug}/new").css_first(".empty-state") is not None


def test_withdrawn_text_is_not_shown_to_the_leader_either(client: Browser, session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Ångrat för alltid"))
    comments.withdraw_comment(session, comment, actor=place.torsta, at=AT)
    client.sign_in(person_of(session, place.leader))

    assert "Ångrat för alltid" not in client.get(f"/areas/{place.slug}/new").get_data(as_text=True)


def test_what_several_wrote_names_them_all_and_is_new_to_nobody_of_them(session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer", text="Mer.")
    write_together(plan, goal, [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)])
    deputy = plan.others["deputy"]

    news = gather(session, plan.roadmap, NewsFilter(days=7, sort="revision"), actor=plan.leader, at=LATER)

    together = news.pieces[0]
    assert (together.name, together.organisation) == ("Erik Nilsson", plan.editor.acting_for_name)
    assert together.others == [("Lena Berg", plan.leader.acting_for_name)]
    assert count_new(session, plan.roadmap, deputy.person_id, LATER) == 2
    assert count_new(session, plan.roadmap, plan.leader.person_id, LATER) == 1
    assert count_new(session, plan.roadmap, plan.editor.person_id, LATER) == 0


def test_the_page_of_news_shows_all_who_wrote_together(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer", text="Mer.")
    write_together(plan, goal, [("Mer", None), (" hos oss", plan.editor), (", snart", plan.leader), (".", None)])
    client.sign_in(plan.person(plan.leader))

    page = client.page(f"/areas/{plan.slug}/new?sort=revision&days=90")

    told = " ".join(" ".join(item.text().split()) for item in page.css(".desk-item"))
    assert f"Erik Nilsson, {plan.editor.acting_for_name}; Lena Berg, {plan.leader.acting_for_name}" in told
