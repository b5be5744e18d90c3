"""Coming, writing and closing: what several write in one text becomes one revision of theirs."""

import pytest

from roadmaps.foundation.errors import Conflict, NotAllowed, NotFound
from roadmaps.live import rules
from roadmaps.live.errors import SessionOver, UpdateRefused
from roadmaps.live.models import WhyClosed
from roadmaps.live.queries import forgotten, people_in
from roadmaps.live.text.y_updates import Update, read_update, write_update
from roadmaps.revisions.models import How
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import current_block
from tests.factories.live import a_page, later, the_session


def test_the_first_who_comes_opens_a_session_on_what_the_text_says(plan, vision):
    page = a_page(plan, vision)

    assert page.text == "Länet förädlar mer."
    assert (page.joined.base, page.joined.seq, page.joined.clock) == (plan.number, 0, 0)
    assert [one.name for one in page.joined.people] == ["Erik Nilsson"]


def test_the_next_comes_into_the_same_session_with_all_that_has_been_written(plan, vision, other):
    first = a_page(plan, vision)
    first.put(" Här.").send()

    second = a_page(plan, vision, other)

    assert second.id == first.id
    assert second.joined.client_id != first.joined.client_id
    assert second.text == "Länet förädlar mer. Här."
    assert [one.name for one in second.joined.people] == ["Erik Nilsson", "Sara Ek"]


def test_what_two_write_at_once_is_the_same_for_both(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)

    first.put("Hela ", before="Länet")
    second.put(" 😀", after="mer.")
    first.send(), second.send()

    assert first.read() == second.read() == "Hela Länet förädlar mer. 😀"


def test_a_saved_version_is_a_revision_of_all_who_wrote_it(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Skogen ger mat, virke och arbete.").send()
    second.read()
    second.put("Hela ", before="Länet").send()

    closed = second.save(summary="Tillsammans")

    revision = find_revision(plan.session, plan.roadmap.history, closed.number)
    assert (closed.why, closed.by) == (WhyClosed.SAVED, "Sara Ek")
    assert (
        current_block(plan.session, vision).content["text"]
        == "Hela Länet förädlar mer. Skogen ger mat, virke och arbete."
    )
    assert (revision.how, revision.person_id, revision.summary) == (How.TOGETHER, plan.editor.person_id, "Tillsammans")


def test_a_version_in_which_nothing_is_changed_is_no_revision(plan, vision):
    before = plan.number
    page = a_page(plan, vision)
    page.put("x").take_out("x").send()

    closed = page.save()

    assert (closed.number, plan.number) == (None, before)


def test_a_session_that_is_over_takes_nothing_in_time(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Här.").save()

    with pytest.raises(SessionOver):
        second.put(" Där.").send()


def test_whoever_may_not_write_does_not_come_in(plan, vision):
    with pytest.raises(NotAllowed):
        a_page(plan, vision, plan.others["reader"])


def test_there_is_no_session_in_what_is_no_text(plan, vision):
    with pytest.raises(NotFound):
        a_page(plan, vision, field="title")


def test_there_is_no_session_in_what_has_been_removed(plan, vision):
    plan.remove(vision)

    with pytest.raises(Conflict):
        a_page(plan, vision)


def test_a_page_that_comes_back_takes_up_its_own_id(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()
    before = page.joined.client_id

    again = page.join(anew=False)

    assert (again.client_id, again.clock) == (before, 5)


def test_nobody_takes_up_the_id_of_another(plan, vision, other):
    page = a_page(plan, vision)

    joined = rules.join(
        plan.session,
        plan.roadmap,
        vision,
        "text",
        client_id=page.joined.client_id,
        of_session=page.id,
        actor=other,
        at=page.at,
    )

    assert joined.client_id != page.joined.client_id


def test_a_session_is_closed_when_all_have_left_and_it_is_quiet(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").send()
    rules.leave(plan.session, page.id, page.joined.client_id, actor=plan.editor, at=later(5))

    assert forgotten(plan.session, at=later(15)) == []
    assert forgotten(plan.session, at=later(26)) == [page.id]
    closed = rules.close_forgotten(plan.session, page.id, at=later(26))

    assert (closed.why, closed.number) == (WhyClosed.LEFT, plan.number)


def test_a_session_is_closed_when_nobody_has_been_seen(plan, vision):
    page = a_page(plan, vision)

    assert forgotten(plan.session, at=later(29)) == []
    assert forgotten(plan.session, at=later(31)) == [page.id]
    assert people_in(plan.session, page.id, at=later(31)) == ()


def test_what_is_refused_changes_nothing_and_stops_nobody(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Ett.").send()
    before = the_session(first).upto, the_session(first).length

    for broken in (b"", b"\xff" * 9, second.document.put(0, "x") + b"\x00", b"\x01\x01\x02\x00\x84\x01\x00\x01x\x00"):
        with pytest.raises(UpdateRefused):
            rules.take_update(plan.session, second.id, second.joined.client_id, broken, actor=other, at=second.at)

    assert (the_session(first).upto, the_session(first).length) == before
    assert [one.seq for one in first.put(" Två.").send()] == [before[0] + 1]


def test_a_page_that_was_cut_off_sends_all_of_its_own_again(plan, vision):
    page = a_page(plan, vision)
    page.put(" Ett.").send()
    page.put(" Två.")
    page.document.doc.apply_update(rules_state(page))

    own = [one for one in read_update(page.document.doc.get_update()).structs if one.client == page.joined.client_id]
    taken = rules.take_update(
        plan.session, page.id, page.joined.client_id, write_update(Update(tuple(own))), actor=plan.editor, at=page.at
    )

    assert taken.seq == 2
    assert a_page(plan, vision).text == "Länet förädlar mer. Ett. Två."


def rules_state(page):
    """What a page hears when it comes back."""
    joined = rules.join(
        page.session,
        page.roadmap,
        page.block_id,
        page.field,
        client_id=page.joined.client_id,
        of_session=page.id,
        actor=page.actor,
        at=page.at,
    )
    return joined.state
