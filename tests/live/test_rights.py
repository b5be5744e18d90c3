"""A right is asked for at every step, and what ends it ends the session or the person's part in it, at once."""

from datetime import date

import pytest

from roadmaps.accounts.events import PersonDeactivated
from roadmaps.areas.events import AreaArchived, PersonMuted, RoleEnded
from roadmaps.areas.models import Role
from roadmaps.areas.rules import mute
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.live import rules
from roadmaps.live.errors import TooMuch
from roadmaps.live.models import WhyClosed
from roadmaps.live.queries import people_in, updates_after
from roadmaps.revisions.states import current_block
from roadmaps.roadmap import rules as roadmap_rules
from roadmaps.roadmap.phases import Phase
from tests.factories.areas import as_actor
from tests.factories.live import a_page, hear, later, the_session
from tests.factories.roadmap import AT, a_voice


def text_of(plan, block_id):
    return current_block(plan.session, block_id).content["text"]


def muted(plan, actor):
    """The actor as of now, muted in the area."""
    mute(
        plan.session,
        plan.person(actor),
        area=plan.roadmap.area,
        reason="Stör.",
        until_on=date(2026, 12, 1),
        on=AT.date(),
        actor=plan.leader,
        at=AT,
    )
    hear(plan.session)
    return as_actor(plan.session, plan.person(actor))


def test_a_lock_closes_the_session_and_keeps_what_was_written(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    plan.lock(vision)
    hear(plan.session)

    live = the_session(page)
    assert (live.closed_why, live.revision_number) == (WhyClosed.LOCKED, plan.number)
    assert text_of(plan, vision) == "Länet förädlar mer. Här."
    with pytest.raises(NotAllowed):
        a_page(plan, vision)


@pytest.mark.parametrize("what", ["the whole", "its section", "what it lies under"])
def test_a_lock_further_up_closes_it_too(plan, what):
    sub_area = plan.add("sub_area", title="Mat")
    goal = plan.add("goal", text="Fler i arbete.", under=sub_area)
    page = a_page(plan, goal)
    section = "goals" if what == "its section" else ""
    block = sub_area if what == "what it lies under" else None

    roadmap_rules.lock(
        plan.session, plan.roadmap, block, section=section, reason="Hos nämnden.", actor=plan.leader, at=AT
    )
    hear(plan.session)

    assert the_session(page).closed_why is WhyClosed.LOCKED


def test_a_lock_elsewhere_closes_nothing(plan, vision):
    goal = plan.add("goal", text="Fler i arbete.")
    page = a_page(plan, vision)

    plan.lock(goal)
    hear(plan.session)

    assert the_session(page).is_open


def test_whoever_may_write_in_spite_of_the_lock_begins_anew(plan, vision):
    plan.lock(vision)

    page = a_page(plan, vision, plan.leader)

    assert page.put(" Här.").send()


def test_a_state_in_which_nobody_writes_closes_every_session(plan, vision):
    pages = a_page(plan, vision), a_page(plan, plan.add("goal", text="Fler."))
    for page in pages:
        page.put(" Här.").send()

    roadmap_rules.change_phase(
        plan.session,
        plan.roadmap,
        Phase.PAUSED,
        reason="Valår.",
        next_step="Vi ses.",
        next_on=date(2027, 1, 11),
        since=date(2026, 11, 21),
        actor=plan.leader,
        at=AT,
    )
    hear(plan.session)

    assert {the_session(page).closed_why for page in pages} == {WhyClosed.NOT_OPEN}
    assert text_of(plan, vision) == "Länet förädlar mer. Här."


def test_an_archived_area_closes_every_session(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()

    record(plan.session, AreaArchived(plan.roadmap.area_id, plan.leader.person_id, AT))
    hear(plan.session)

    assert the_session(page).closed_why is WhyClosed.NOT_OPEN
    assert text_of(plan, vision) == "Länet förädlar mer. Här."


def test_whoever_is_muted_is_put_out_and_the_others_go_on(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    second.put(" Sara.").send()

    second.actor = muted(plan, other)

    assert [one.name for one in people_in(plan.session, first.id, at=AT)] == ["Erik Nilsson"]
    with pytest.raises(NotAllowed):
        second.put(" Mer.").send()
    assert first.put(" Erik.").send()
    assert "Sara." in first.read()


def test_where_only_the_muted_person_was_the_text_is_saved_at_once(plan, vision, other):
    page = a_page(plan, vision, other)
    page.put(" Sara.").send()

    muted(plan, other)

    assert the_session(page).closed_why is WhyClosed.LEFT
    assert text_of(plan, vision) == "Länet förädlar mer. Sara."


@pytest.mark.parametrize("what", [RoleEnded, PersonDeactivated, PersonMuted])
def test_what_ends_no_right_puts_nobody_out(plan, vision, what):
    page = a_page(plan, vision)
    facts = {
        RoleEnded: {"grant_id": plan.roadmap.id, "area_id": plan.roadmap.area_id, "role": Role.READER},
        PersonDeactivated: {},
        PersonMuted: {
            "mute_id": plan.roadmap.id,
            "area_id": None,
            "reason": "",
            "until_on": date(2026, 11, 1),
        },
    }[what]

    record(plan.session, what(person_id=plan.editor.person_id, by_id=plan.leader.person_id, at=AT, **facts))
    hear(plan.session)

    assert [one.name for one in people_in(plan.session, page.id, at=AT)] == ["Erik Nilsson"]


def test_whoever_is_deactivated_is_put_out(plan, vision, other):
    page = a_page(plan, vision, other)
    a_page(plan, vision)
    plan.person(other).deactivated_at = AT
    plan.session.flush()

    record(plan.session, PersonDeactivated(other.person_id, plan.leader.person_id, AT))
    hear(plan.session)

    assert [one.name for one in people_in(plan.session, page.id, at=AT)] == ["Erik Nilsson"]


def test_a_text_that_cannot_be_shown_stops_no_lock(plan, vision):
    page = a_page(plan, vision)
    page.put("[" * 500).send()

    plan.lock(vision)
    hear(plan.session)

    live = the_session(page)
    assert (live.is_open, bool(live.trouble), live.tried_at) == (True, True, AT)
    assert text_of(plan, vision) == "Länet förädlar mer."


def test_whoever_listens_is_asked_about_too(plan, vision, other):
    page = a_page(plan, vision, other)
    a_page(plan, vision)
    actor = muted(plan, other)

    with pytest.raises(NotAllowed):
        rules.look_in(plan.session, page.id, page.joined.client_id, actor=actor, at=AT)


def test_whoever_listens_goes_on_being_there(plan, vision):
    page = a_page(plan, vision)

    rules.look_in(plan.session, page.id, page.joined.client_id, actor=plan.editor, at=later(25))

    assert people_in(plan.session, page.id, at=later(40)) != ()


def test_nobody_writes_listens_or_leaves_as_another(plan, vision, other):
    page = a_page(plan, vision)
    about = plan.session, page.id, page.joined.client_id

    for act in (
        lambda: rules.take_update(*about, page.document.put(0, "x"), actor=other, at=AT),
        lambda: rules.look_in(*about, actor=other, at=AT),
        lambda: rules.leave(*about, actor=other, at=AT),
        lambda: rules.note_cursor(*about, None, actor=other, at=AT),
        lambda: rules.take_update(plan.session, page.id, 1, page.document.put(0, "x"), actor=other, at=AT),
        lambda: rules.take_update(plan.session, page.id, 77, page.document.put(0, "x"), actor=other, at=AT),
        lambda: rules.take_update(plan.session, plan.roadmap.id, 2, page.document.put(0, "x"), actor=other, at=AT),
    ):
        with pytest.raises(NotFound):
            act()


def test_whoever_may_not_read_the_roadmap_knows_of_no_session(plan, vision):
    plan.roadmap.is_working_public = False
    page = a_page(plan, vision)
    stranger = plan.others["editor elsewhere"]

    with pytest.raises(NotFound):
        rules.take_update(plan.session, page.id, page.joined.client_id, b"\x00\x00", actor=stranger, at=AT)


def test_a_text_takes_as_much_as_a_block_can_hold_and_no_more(plan):
    vision = plan.add("vision", text="å" * 19_000)
    page = a_page(plan, vision)
    page.put("\n" + "ord ok\n" * 25_000).send()

    with pytest.raises(TooMuch):
        page.put("x" * 7_000).send()

    page.join()
    page.put("x" * 5_000).send()
    assert len(page.text) == 199_001


def test_what_has_been_taken_out_makes_room(plan):
    vision = plan.add("vision", text="x\n")
    page = a_page(plan, vision)
    for _ in range(4):
        long = "ord ok\n" * 25_000
        page.put(long).send()
        page.take_out(long).send()

    assert updates_after(plan.session, page.id, 0).seq == 8


def test_a_place_in_the_text_is_passed_on_and_anything_else_is_refused(plan, vision, other):
    page = a_page(plan, vision)
    about = plan.session, page.id, page.joined.client_id
    place = {"type": None, "tname": None, "item": {"client": 1, "clock": 3}, "assoc": -1}
    cursor = {"anchor": place, "head": {"tname": "text", "assoc": 0}}

    rules.note_cursor(*about, cursor, actor=plan.editor, at=AT)

    assert people_in(plan.session, page.id, at=AT)[0].cursor == cursor
    for wrong in (
        {},
        {"anchor": place},
        {"anchor": 3, "head": place},
        {"anchor": {**place, "more": 1}, "head": place},
        {"anchor": {**place, "item": {"client": "1", "clock": 3}}, "head": place},
        {"anchor": {**place, "tname": "x" * 500}, "head": place},
        {"anchor": {**place, "item": {"client": True, "clock": -3}}, "head": place},
    ):
        with pytest.raises(Invalid):
            rules.note_cursor(*about, wrong, actor=plan.editor, at=AT)


def test_whoever_acts_for_another_organisation_is_told_as_such(plan, vision):
    page = a_page(plan, vision, a_voice(plan.session, plan.roadmap, Role.EDITOR, "Ida", "Härjedalens kommun"))

    assert [one.organisation for one in page.joined.people] == ["Härjedalens kommun"]
    assert page.joined.people[0].color == page.joined.client_id % 8
