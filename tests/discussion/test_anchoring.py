from sqlalchemy.orm import Session

from roadmaps.discussion.conversations import converse
from roadmaps.discussion.models import Found
from roadmaps.discussion.queries import is_loose, threads_of
from roadmaps.revisions.changes import FIRST
from roadmaps.revisions.changes import Place as Spot
from roadmaps.roadmap.rules import move_block, remove_block, restore_block
from tests.factories.discussion import AT, GOAL_TEXT, a_place, a_thread, follow, rewrite

QUOTE = "Företagen delar kunskap om marknader"


def test_a_passage_stays_where_it_is_when_something_after_it_changes(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    rewrite(session, place, GOAL_TEXT + " Och mer därtill.")

    assert (thread.found, thread.quote) == (Found.EXACT, QUOTE)
    assert thread.anchored_at == 2


def test_a_passage_is_followed_when_text_comes_before_it(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)
    start = thread.start

    rewrite(session, place, "Först detta. " + GOAL_TEXT)

    assert (thread.found, thread.quote) == (Found.MOVED, QUOTE)
    assert thread.start == start + len("Först detta. ")


def test_a_reworded_passage_is_known_and_what_it_said_is_kept(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    rewrite(session, place, GOAL_TEXT.replace("delar kunskap om marknader", "delar öppet kunskap om nya marknader"))

    assert thread.found is Found.CHANGED
    assert thread.quote == "Företagen delar öppet kunskap om nya marknader"
    assert thread.passage == QUOTE


def test_a_passage_that_has_gone_stays_with_its_block_and_comes_back_with_the_words(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    rewrite(session, place, "Något helt annat står här numera.")
    [gone] = converse(session, [thread], actor=place.peak)
    assert thread.found is Found.ORPHANED
    assert not gone.is_loose
    assert gone.thread.passage == QUOTE

    rewrite(session, place, GOAL_TEXT)
    assert (thread.found, thread.quote) == (Found.EXACT, QUOTE)


def test_a_reworded_passage_that_is_put_right_again_is_the_same_passage(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    rewrite(session, place, GOAL_TEXT.replace("delar", "sprider"))
    rewrite(session, place, GOAL_TEXT)

    assert (thread.found, thread.quote) == (Found.EXACT, QUOTE)


def test_a_thread_survives_the_removal_of_its_block_and_returns_with_it(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    remove_block(session, place.roadmap, [place.goal], based_on=1, actor=place.editor, at=AT)
    follow(session)
    assert converse(session, [thread], actor=place.peak)[0].is_loose
    assert session.scalars(threads_of(place.roadmap).where(is_loose())).unique().all() == [thread]

    restore_block(session, place.roadmap, place.goal, 1, based_on=2, actor=place.editor, at=AT)
    follow(session)
    assert not converse(session, [thread], actor=place.peak)[0].is_loose
    assert session.scalars(threads_of(place.roadmap).where(is_loose())).unique().all() == []
    assert (thread.found, thread.quote) == (Found.EXACT, QUOTE)


def test_a_thread_follows_its_block_to_another_place(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    move_block(session, place.roadmap, place.goal, Spot(None, FIRST), based_on=1, actor=place.editor, at=AT)
    follow(session)

    assert (thread.found, thread.block_id) == (Found.EXACT, place.goal)


def test_markup_around_a_passage_makes_no_difference(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)

    rewrite(session, place, GOAL_TEXT.replace("kunskap om marknader", "**kunskap** om\nmarknader"))

    assert (thread.found, thread.quote) == (Found.EXACT, QUOTE)


def test_a_thread_about_a_whole_block_is_not_sought_anywhere(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    rewrite(session, place, "Helt annat.")

    assert (thread.found, thread.quote) == (Found.EXACT, "")


def test_a_thread_that_missed_a_revision_catches_up_with_the_next(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, quote=QUOTE)
    rewrite(session, place, GOAL_TEXT.replace("delar kunskap", "delar gärna kunskap"))
    # As when it is opened while the revision is being written, which then does not see it.
    thread.anchored_at, thread.quote, thread.found = 1, QUOTE, Found.EXACT
    session.flush()

    rewrite(session, place, GOAL_TEXT.replace("delar kunskap", "delar gärna mycket kunskap"))

    assert thread.quote == "Företagen delar gärna mycket kunskap om marknader"
    assert thread.anchored_at == 3
