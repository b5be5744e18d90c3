import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import rules
from roadmaps.discussion.conversations import converse
from roadmaps.discussion.events import ThreadAnswered, ThreadOpened, ThreadResolved
from roadmaps.discussion.models import Outcome, ThreadTurn, Turn
from roadmaps.discussion.queries import find_thread, open_counts, threads_with
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from tests.factories.areas import an_area, someone_with
from tests.factories.discussion import AT, a_place, a_thread, a_voice, comments_of


def test_a_thread_begins_with_a_comment_by_a_person_for_an_organisation(session: Session) -> None:
    place = a_place(session)

    thread = a_thread(session, place, "Vad menas med *mer*?", quote="Mer av skogens råvara")

    [comment] = comments_of(session, thread)
    assert (comment.person_id, comment.organisation_id) == (place.torsta.person_id, place.torsta.acting_for_id)
    assert comment.html == "<p>Vad menas med <em>mer</em>?</p>"
    assert (thread.field, thread.passage) == ("text", "Mer av skogens råvara")
    assert [type(event) for event in take_recorded(session)] == [ThreadOpened]


def test_a_quote_is_found_whatever_the_white_space_and_markup(session: Session) -> None:
    place = a_place(session)

    thread = a_thread(session, place, quote="  råvara\nförädlas   i länet. ")

    assert thread.passage == "råvara förädlas i länet."


def test_of_equal_words_those_with_the_same_surroundings_are_meant(session: Session) -> None:
    place = a_place(session)

    thread = rules.open_thread(
        session,
        place.roadmap,
        block_id=place.goal,
        field="text",
        quote="m",
        prefix="delar kunskap o",
        suffix=" marknader",
        body="Här",
        actor=place.torsta,
        at=AT,
    )

    assert thread.prefix.endswith("delar kunskap o")


def test_words_that_do_not_stand_there_are_refused(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid) as refusal:
        a_thread(session, place, quote="Ingen har skrivit detta")

    assert set(refusal.value.fields) == {"quote"}


def test_an_empty_comment_is_refused(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid) as refusal:
        a_thread(session, place, " \n ")

    assert set(refusal.value.fields) == {"body"}


def test_a_tangled_comment_is_refused_beside_its_field(session: Session) -> None:
    place = a_place(session)

    with pytest.raises(Invalid) as refusal:
        a_thread(session, place, "[" * 5000)

    assert set(refusal.value.fields) == {"body"}


def test_a_thread_may_be_about_the_roadmap_as_a_whole(session: Session) -> None:
    place = a_place(session)

    thread = rules.open_thread(session, place.roadmap, body="Var är delområdena?", actor=place.torsta, at=AT)

    [conversation] = converse(session, [thread], actor=place.peak)
    assert conversation.is_loose
    assert conversation.block is None


@pytest.mark.parametrize("role", [Role.READER, None], ids=["a reader", "someone without a role"])
def test_only_those_who_take_part_comment(session: Session, role: Role | None) -> None:
    place = a_place(session, is_public=True)
    area = place.roadmap.area if role else an_area(session)
    outsider = someone_with(session, area, role or Role.EDITOR)

    with pytest.raises(NotAllowed):
        a_thread(session, place, actor=outsider)


def test_a_paused_roadmap_takes_comments_and_a_closed_one_does_not(session: Session) -> None:
    place = a_place(session)
    place.roadmap.phase = Phase.PAUSED.value
    thread = a_thread(session, place)
    place.roadmap.phase = Phase.CLOSED.value

    with pytest.raises(NotAllowed):
        rules.reply(session, thread, body="För sent", actor=place.peak, at=AT)


def test_whoever_may_not_read_the_roadmap_does_not_find_its_threads(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    stranger = someone_with(session, an_area(session), Role.EDITOR)

    for reader in (stranger, None):
        with pytest.raises(NotFound):
            find_thread(session, thread.id, reader)


def test_the_public_reads_threads_where_the_working_version_is_public_but_no_names(session: Session) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place)

    [conversation] = converse(session, [find_thread(session, thread.id, None)], actor=None)

    assert conversation.voice.name == ""
    assert conversation.voice.organisation.startswith("Torsta")


def test_an_answer_comes_after_what_it_answers(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Fråga")
    take_recorded(session)

    rules.reply(session, thread, body="Svar", actor=place.peak, at=AT)

    assert [comment.body for comment in comments_of(session, thread)] == ["Fråga", "Svar"]
    assert [type(event) for event in take_recorded(session)] == [ThreadAnswered]


@pytest.mark.parametrize("who", ["torsta", "leader"])
def test_the_one_who_began_and_the_leader_resolve(session: Session, who: str) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=getattr(place, who), at=AT)

    assert not thread.is_open
    assert open_counts(session, place.roadmap) == {}


@pytest.mark.parametrize("who", ["peak", "editor"])
def test_others_do_not_resolve(session: Session, who: str) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    with pytest.raises(NotAllowed):
        rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=getattr(place, who), at=AT)

    assert open_counts(session, place.roadmap) == {place.goal: 1}


@pytest.mark.parametrize("outcome", [Outcome.NOT_CHANGED, Outcome.TAKEN_ON])
def test_it_must_be_told_why_nothing_was_changed_or_who_takes_it_on(session: Session, outcome: Outcome) -> None:
    place = a_place(session)
    thread = a_thread(session, place)

    with pytest.raises(Invalid) as refusal:
        rules.resolve(session, thread, outcome=outcome, text=" ", actor=place.leader, at=AT)

    assert set(refusal.value.fields) == {"text"}
    assert thread.is_open


def test_a_resolved_thread_takes_no_answers_until_it_is_reopened_with_a_reason(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    rules.resolve(session, thread, outcome=Outcome.NOT_CHANGED, text="Siffran saknas", actor=place.leader, at=AT)
    with pytest.raises(NotAllowed):
        rules.reply(session, thread, body="Men", actor=place.peak, at=AT)
    with pytest.raises(Invalid):
        rules.reopen(session, thread, reason="", actor=place.torsta, at=AT)

    rules.reopen(session, thread, reason="Nu finns siffran", actor=place.torsta, at=AT)

    rules.reply(session, thread, body="Bra", actor=place.peak, at=AT)
    turns = session.execute(select(ThreadTurn.turn, ThreadTurn.text).order_by(ThreadTurn.id)).all()
    assert turns == [(Turn.RESOLVED, "Siffran saknas"), (Turn.REOPENED, "Nu finns siffran")]


def test_resolving_twice_tells_it_once(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    take_recorded(session)

    for _ in range(2):
        rules.resolve(session, thread, outcome=Outcome.CHANGED, text="", actor=place.leader, at=AT)

    assert [type(event) for event in take_recorded(session)] == [ThreadResolved]


def test_ones_own_threads_are_those_that_one_began_or_answered_in_and_still_may_read(session: Session) -> None:
    place = a_place(session)
    begun = a_thread(session, place)
    answered = a_thread(session, place, actor=place.peak)
    rules.reply(session, answered, body="Jo", actor=place.torsta, at=AT)
    a_thread(session, place, actor=place.peak)
    other = a_place(session)
    elsewhere = a_voice(session, other.roadmap, Role.ACTOR, "Ada Ek", "Naboer")
    a_thread(session, other, actor=elsewhere)

    mine = session.scalars(threads_with(place.torsta)).unique().all()

    assert {thread.id for thread in mine} == {begun.id, answered.id}
