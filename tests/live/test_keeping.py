"""What the room does by itself, and what it finds amiss."""

from datetime import timedelta

from sqlalchemy import delete, func, select

from roadmaps.live import keeping, rules
from roadmaps.live.models import LiveUpdate
from roadmaps.live.results import Late
from roadmaps.live.text import log
from roadmaps.live.text.documents import text_of
from roadmaps.revisions.states import current_block
from tests.factories.live import a_page, hear, later, the_session
from tests.factories.roadmap import AT

LONG_AFTER = AT + timedelta(days=31)


def rows(page):
    return page.session.scalar(select(func.count()).select_from(LiveUpdate).where(LiveUpdate.session_id == page.id))


def test_forgotten_sessions_become_revisions(plan, vision):
    goal = plan.add("goal", text="Fler.")
    pages = a_page(plan, vision), a_page(plan, goal)
    for page in pages:
        page.put(" Här.").send()

    keeping.close_all_forgotten(plan.session, later(60))

    assert not any(the_session(page).is_open for page in pages)
    assert current_block(plan.session, vision).content["text"] == "Länet förädlar mer. Här."


def test_one_that_cannot_be_saved_stops_no_other_and_is_left_alone_for_a_while(plan, vision):
    goal = plan.add("goal", text="Fler.")
    stuck, well = a_page(plan, vision), a_page(plan, goal)
    stuck.put("[" * 500).send()
    well.put(" Här.").send()

    keeping.close_all_forgotten(plan.session, later(60))

    assert (the_session(stuck).is_open, the_session(well).is_open) == (True, False)
    keeping.close_all_forgotten(plan.session, later(120))
    assert the_session(stuck).tried_at == later(60)


def test_what_could_not_be_saved_can_be_when_somebody_mends_it(plan, vision):
    page = a_page(plan, vision)
    page.put("[" * 500).send()
    keeping.close_all_forgotten(plan.session, later(60))

    page.join()
    page.take_out("[" * 500).put(" Här.").save()

    assert current_block(plan.session, vision).content["text"] == "Länet förädlar mer. Här."
    assert the_session(page).trouble == ""


def test_a_compacted_session_says_the_same_with_fewer_rows(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    for word in ["En", "rad", "med", "många", "ord", "😀", "i."]:
        first.put(f" {word}").send()
    second.read()
    second.take_out("många ").send()
    first.save()

    keeping.compact(plan.session, LONG_AFTER)

    live = the_session(first)
    assert (rows(first), live.compacted_at) == (0, LONG_AFTER)
    assert text_of(log.document(plan.session, live)) == "Länet förädlar mer. En rad med ord 😀 i."
    assert b"m\xc3\xa5nga" not in live.state


def test_what_comes_late_to_a_compacted_session_is_taken_in_all_the_same(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Skogen 😀 växer.").send()
    second.read()
    second.put(" Tyst.", after="😀").take_out("förädlar ")
    first.save()
    hear(plan.session)
    keeping.compact(plan.session, LONG_AFTER)

    outcomes = second.send_late()

    assert [one.how for one in outcomes] == [Late.WRITTEN, Late.WRITTEN]
    assert current_block(plan.session, vision).content["text"] == "Länet mer. Skogen 😀 Tyst. växer."
    assert rows(second) == 2


def test_sessions_of_late_are_not_compacted(plan, vision):
    page = a_page(plan, vision)
    page.put(" Här.").save()

    keeping.compact(plan.session, later(3600))

    assert the_session(page).compacted_at is None


def test_an_open_session_is_read_from_what_was_kept_of_it_lately(plan, vision, other):
    page = a_page(plan, vision)
    for number in range(log.ENTRIES_WITHOUT_STATE + 5):
        page.put(f" {number}").send()

    guest = a_page(plan, vision, other)

    assert the_session(page).state_seq == page.joined.seq + log.ENTRIES_WITHOUT_STATE + 5
    page.put(" Slut.").send()
    assert guest.read() == page.text
    assert a_page(plan, vision, other).text == page.text


def test_nothing_is_amiss_with_sessions_that_are_well(plan, vision, other):
    first, second = a_page(plan, vision), a_page(plan, vision, other)
    first.put(" Ett 😀.").send()
    plan.edit(vision, by=other, text="Länet förädlar mycket.")
    hear(plan.session)
    second.put(" Två.").send()
    a_page(plan, plan.add("goal", text="Fler.")).put(" Här.").save()

    assert list(keeping.findings(plan.session, AT)) == []


def test_what_is_amiss_is_told(plan, vision):
    page = a_page(plan, vision)
    page.put(" Ett.").send()
    page.put(" Två.").send()
    plan.session.execute(delete(LiveUpdate).where(LiveUpdate.session_id == page.id, LiveUpdate.seq == 1))

    told = list(keeping.findings(plan.session, AT + timedelta(days=8)))

    assert len(told) == 3
    assert "without a version" in told[0]
    assert "should have 3" in told[1]


def test_what_could_not_be_saved_is_told(plan, vision):
    page = a_page(plan, vision)
    page.put("[" * 500).send()
    rules.leave(plan.session, page.id, page.joined.client_id, actor=plan.editor, at=AT)
    rules.close_forgotten(plan.session, page.id, at=later(60))

    [told] = keeping.findings(plan.session, AT)

    assert "could not be saved" in told
