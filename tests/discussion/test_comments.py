from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.discussion import comments
from roadmaps.discussion.comments import EditedMeanwhile
from roadmaps.discussion.conversations import converse
from roadmaps.discussion.events import CommentHidden, CommentRestored
from roadmaps.discussion.models import CommentVersion
from roadmaps.discussion.queries import earlier_wordings
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.phases import Phase
from tests.factories.areas import a_coordinator, someone_with
from tests.factories.discussion import AT, a_place, a_thread, comments_of


def test_an_edited_comment_keeps_what_it_said_before(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Första"))

    comments.edit_comment(session, comment, body="Andra", based_on=1, actor=place.torsta, at=AT)
    comments.edit_comment(session, comment, body="Tredje", based_on=2, actor=place.torsta, at=AT)

    assert (comment.body, comment.html, comment.version) == ("Tredje", "<p>Tredje</p>", 3)
    assert [version.body for version in session.scalars(earlier_wordings(comment))] == ["Andra", "Första"]


def test_the_same_words_again_make_no_wording(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Samma"))

    comments.edit_comment(session, comment, body="Samma\n", based_on=1, actor=place.torsta, at=AT)

    assert comment.edited_at is None
    assert session.scalars(select(CommentVersion)).all() == []


def test_a_second_window_does_not_overwrite_the_first(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))
    comments.edit_comment(session, comment, body="Från mobilen", based_on=1, actor=place.torsta, at=AT)

    with pytest.raises(EditedMeanwhile) as conflict:
        comments.edit_comment(session, comment, body="Från datorn", based_on=1, actor=place.torsta, at=AT)

    assert conflict.value.current.body == "Från mobilen"


@pytest.mark.parametrize("who", ["peak", "editor", "leader"])
def test_nobody_edits_or_withdraws_what_another_wrote(session: Session, who: str) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))

    with pytest.raises(NotAllowed):
        comments.edit_comment(session, comment, body="X", based_on=1, actor=getattr(place, who), at=AT)
    with pytest.raises(NotAllowed):
        comments.withdraw_comment(session, comment, actor=getattr(place, who), at=AT)


def test_who_has_left_an_organisation_says_nothing_else_in_its_name(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place, "Vi är med"))
    left = replace(place.torsta, organisations=(), acting_for_id=None)

    with pytest.raises(NotAllowed):
        comments.edit_comment(session, comment, body="Vi hoppar av", based_on=1, actor=left, at=AT)

    comments.withdraw_comment(session, comment, actor=left, at=AT)
    assert comment.is_withdrawn


def test_a_withdrawn_comment_leaves_its_place_and_its_text_is_for_nobody(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Ångrat")
    [comment] = comments_of(session, thread)
    place.roadmap.phase = Phase.CLOSED.value

    comments.withdraw_comment(session, comment, actor=place.torsta, at=AT)

    for reader in (place.torsta, place.leader, place.peak):
        [said] = converse(session, [thread], actor=reader)[0].said
        assert said.is_withdrawn
        assert said.html is None
        assert said.excerpt == ""


def test_a_hidden_text_is_for_leaders_only_and_the_reason_for_everyone(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place, "Någons telefonnummer")
    [comment] = comments_of(session, thread)

    comments.hide_comment(session, comment, reason="Nämner en privatperson", actor=place.leader, at=AT)

    seen = {
        name: converse(session, [thread], actor=getattr(place, name))[0].said[0]
        for name in ("leader", "torsta", "peak")
    }
    assert seen["leader"].html is not None
    assert (seen["torsta"].html, seen["peak"].html, seen["peak"].excerpt) == (None, None, "")
    assert seen["peak"].hide_reason == "Nämner en privatperson"


def test_a_hidden_comment_can_be_read_again_when_it_is_restored(session: Session) -> None:
    place = a_place(session)
    thread = a_thread(session, place)
    [comment] = comments_of(session, thread)
    take_recorded(session)

    comments.hide_comment(session, comment, reason="Fel", actor=place.leader, at=AT)
    comments.hide_comment(session, comment, reason="Fel igen", actor=place.leader, at=AT)
    comments.restore_comment(session, comment, actor=place.leader, at=AT)
    comments.restore_comment(session, comment, actor=place.leader, at=AT)

    assert converse(session, [thread], actor=place.peak)[0].said[0].html == "<p>Hur mycket mer?</p>"
    assert [type(event) for event in take_recorded(session)] == [CommentHidden, CommentRestored]


def test_hiding_needs_a_reason_and_a_leader_of_this_area(session: Session) -> None:
    place = a_place(session)
    other = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))

    with pytest.raises(Invalid) as refusal:
        comments.hide_comment(session, comment, reason="", actor=place.leader, at=AT)
    for outsider in (other.leader, place.editor, place.torsta, someone_with(session, place.roadmap.area, Role.READER)):
        with pytest.raises(NotAllowed):
            comments.hide_comment(session, comment, reason="Nej", actor=outsider, at=AT)

    assert set(refusal.value.fields) == {"reason"}


def test_a_deputy_hides_too(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))
    deputy = someone_with(session, place.roadmap.area, Role.DEPUTY)

    comments.hide_comment(session, comment, reason="Fel", actor=deputy, at=AT)

    assert comment.is_hidden


def test_a_hidden_comment_cannot_be_edited_by_its_author(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))
    comments.hide_comment(session, comment, reason="Fel", actor=place.leader, at=AT)

    with pytest.raises(NotAllowed):
        comments.edit_comment(session, comment, body="X", based_on=1, actor=place.torsta, at=AT)


def test_a_coordinator_hides_in_every_area(session: Session) -> None:
    place = a_place(session)
    [comment] = comments_of(session, a_thread(session, place))

    comments.hide_comment(session, comment, reason="Fel", actor=a_coordinator(session), at=AT)

    assert comment.is_hidden
