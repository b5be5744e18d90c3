"""What comes when its session is over is brought into the text of now, or handed back with a reason; never dropped."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from roadmaps.foundation.errors import NotFound
from roadmaps.live import rules
from roadmaps.live.errors import Gap, NotTheirs, TooMuch
from roadmaps.live.models import LiveUpdate
from roadmaps.live.results import Late, Taken
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import current_block
from tests.factories.live import Document, a_page, hear, whose
from tests.factories.roadmap import AT


def text_of(plan, block_id):
    return current_block(plan.session, block_id).content["text"]


@pytest.fixture
def late(plan, vision, other):
    """Somebody who typed without contact while another saved a version: “Skogen växer.” is saved, “Tyst.” is not sent."""
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    second.put(" Sara.").send()
    first.put(" Skogen växer.").send()
    second.put("Tyst. ", before="Länet")
    first.save()
    hear(plan.session)
    return second


def late_rows(page):
    query = select(LiveUpdate).where(LiveUpdate.session_id == page.id, LiveUpdate.is_late.is_(True))
    return page.session.scalars(query.execution_options(populate_existing=True)).all()


def test_it_becomes_a_revision_of_the_person_where_nobody_writes(plan, vision, late, other):
    [outcome] = late.send_late()

    assert (outcome.how, outcome.number) == (Late.WRITTEN, plan.number)
    assert text_of(plan, vision) == "Tyst. Länet förädlar mer. Skogen växer. Sara."
    assert find_revision(plan.session, plan.roadmap.history, plan.number).person_id == other.person_id


@pytest.mark.parametrize("space", [" ", "\n\n"])
def test_space_at_the_end_that_a_version_is_kept_without_is_nobodys_change(plan, vision, other, space):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    second.put(f" Skogen växer.{space}").send()
    second.put("Och fjällen.")
    first.save()
    hear(plan.session)

    [outcome] = second.send_late()

    assert outcome.how is Late.WRITTEN
    assert text_of(plan, vision) == f"Länet förädlar mer. Skogen växer.{space}Och fjällen."


def test_space_at_the_end_stays_between_words_in_an_open_session_too(plan, vision, other, third):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    second.put(" Skogen växer. ").send()
    second.put("Och fjällen.")
    first.save()
    hear(plan.session)
    now = a_page(plan, vision, third)

    [outcome] = second.send_late()

    assert (outcome.how, now.read()) == (Late.MERGED, "Länet förädlar mer. Skogen växer. Och fjällen.")


def test_it_goes_into_the_open_session_where_there_is_one(plan, vision, late, third):
    now = a_page(plan, vision, third)
    now.put(" Och fjällen.").send()

    [outcome] = late.send_late()

    assert (outcome.how, outcome.session_id) == (Late.MERGED, now.id)
    assert now.read() == "Tyst. Länet förädlar mer. Skogen växer. Sara. Och fjällen."
    assert [one.name for one in now.join(anew=False).people] == ["Nils Holm"]


def test_in_the_open_session_it_stays_the_words_of_its_writer(plan, vision, late, third, other):
    now = a_page(plan, vision, third)
    now.put(" Och fjällen.").send()
    late.send_late()

    now.save()

    assert ("Tyst.", other.acting_for_name) in whose(plan, vision)
    assert whose(plan, vision)[-1] == ("Och fjällen.", third.acting_for_name)


def test_several_that_build_on_each_other_all_come_in(plan, vision, late):
    late.put("Mycket. ", before="Länet").take_out("Tyst. ").put(" Slut.")

    outcomes = late.send_late()

    assert [one.how for one in outcomes] == [Late.WRITTEN] * 4
    assert text_of(plan, vision) == "Mycket. Länet förädlar mer. Skogen växer. Sara. Slut."


def test_sent_again_it_changes_nothing(plan, vision, late):
    again = list(late.waiting)
    late.send_late()
    before = plan.number
    late.waiting = again

    [outcome] = late.send_late()

    assert (outcome.how, plan.number) == (Late.NOTHING, before)
    assert len(late_rows(late)) == 1


def test_what_is_at_odds_is_kept_and_handed_back_with_all_that_the_page_says(plan, vision, late):
    plan.edit(vision, text="Något helt annat står här nu.")
    hear(plan.session)

    [outcome] = late.send_late()

    assert outcome.how is Late.KEPT
    assert outcome.text == "Tyst. Länet förädlar mer. Skogen växer. Sara."
    assert [row.is_kept for row in late_rows(late)] == [True]
    assert text_of(plan, vision) == "Något helt annat står här nu."


def test_what_was_kept_is_told_again_when_it_is_sent_again(plan, vision, late):
    again = list(late.waiting)
    plan.edit(vision, text="Något helt annat står här nu.")
    late.send_late()
    late.waiting = again

    [outcome] = late.send_late()

    assert (outcome.how, bool(outcome.sentence)) == (Late.KEPT, True)
    assert len(late_rows(late)) == 1


def test_what_was_kept_comes_in_with_the_next_when_it_can(plan, vision, late):
    said = text_of(plan, vision)
    plan.edit(vision, text="Något helt annat står här nu.")
    late.send_late()
    plan.edit(vision, text=said)

    [outcome] = late.put(" Slut.").send_late()

    assert outcome.how is Late.WRITTEN
    assert text_of(plan, vision) == "Tyst. Länet förädlar mer. Skogen växer. Sara. Slut."
    assert [row.is_kept for row in late_rows(late)] == [False, False]


def test_what_one_may_not_write_any_more_is_kept_and_handed_back(plan, vision, late):
    plan.lock(vision, "Texten ligger hos nämnden.")

    [outcome] = late.send_late()

    assert outcome.how is Late.KEPT
    assert "nämnden" in str(outcome.sentence)
    assert len(late_rows(late)) == 1


def test_what_was_written_in_something_that_has_been_removed_is_kept(plan, vision, late):
    plan.remove(vision)

    [outcome] = late.send_late()

    assert (outcome.how, "removed" in str(outcome.sentence)) == (Late.KEPT, True)


def test_what_is_too_much_together_is_kept(plan, vision, late):
    plan.edit(vision, text=text_of(plan, vision) + "\n" + "ord\n" * 49_980)
    hear(plan.session)
    late.put("å" * 150)

    outcomes = late.send_late()

    assert outcomes[-1].how is Late.KEPT
    assert outcomes[-1].text.endswith("å" * 150)


def test_no_more_is_kept_than_a_text_can_hold(plan, vision, late):
    late.send_late()
    late.put("ord\n" * 49_900).send_late()
    late.put("å" * 2_000)

    with pytest.raises(TooMuch):
        late.send_late()

    assert len(late_rows(late)) == 2


def test_who_may_not_read_any_more_is_not_told_what_others_wrote(plan, vision, late):
    plan.roadmap.is_working_public = False
    late.actor = replace(late.actor, roles={})
    [update] = late.waiting

    outcome = rules.take_late(plan.session, late.id, late.joined.client_id, update, actor=late.actor, at=AT)

    assert (outcome.how, outcome.text) == (Late.KEPT, "")


def test_what_the_text_says_already_is_nothing(plan, vision, late):
    plan.edit(vision, text="Tyst. " + text_of(plan, vision))

    [outcome] = late.send_late()

    assert outcome.how is Late.NOTHING


def test_nobody_sends_late_what_is_not_theirs(plan, vision, late):
    with pytest.raises(NotFound):
        rules.take_late(plan.session, late.id, late.joined.client_id, late.waiting[0], actor=plan.editor, at=AT)


def test_it_is_looked_at_as_strictly_as_in_time(plan, vision, late):
    late.put("!")
    _, second = late.waiting

    with pytest.raises(Gap):
        rules.take_late(plan.session, late.id, late.joined.client_id, second, actor=late.actor, at=AT)
    twin = Document(99, late.joined.state)
    with pytest.raises(NotTheirs):
        rules.take_late(plan.session, late.id, late.joined.client_id, twin.put(0, "x"), actor=late.actor, at=AT)


def test_a_session_that_is_still_open_takes_it_in_time(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.")

    [outcome] = page.send_late()

    assert outcome == Taken(1)
