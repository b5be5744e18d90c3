"""Open threads and comments in a paper: where they stand, for whom, and what reading them costs."""

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.discussion import comments
from roadmaps.discussion.models import Thread
from roadmaps.papers import tree
from roadmaps.snapshots.exports.choice import USUAL, Part
from tests.factories.discussion import Place, a_place, a_thread, comments_of, rewrite
from tests.factories.large import a_large_plan
from tests.factories.papers import a_paper, all_of, words_in_tree, working


def test_open_threads_are_told_beside_what_they_are_about(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Hur mycket *mer*?", quote="förädlas i länet")

    told = words_in_tree(a_paper(session, place.roadmap, parts=frozenset({Part.OPEN_POINTS}), viewer=place.peak))

    for words in ("Hur mycket mer?", "förädlas i länet", "Tove Ström", "Förädla mer här", "21 November 2026"):
        assert words in told


def test_a_comment_stands_at_its_passage_or_at_its_block(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Om passagen", quote="förädlas i länet")
    a_thread(session, place, "Om målet")

    paper = a_paper(session, place.roadmap, with_comments=True, viewer=place.peak)

    [passage] = all_of(tree.Remarked, paper)
    assert (passage.remark.text, words_in_tree(passage.inside)) == ("Om passagen", "förädlas i länet")
    assert [one.text for section in all_of(tree.Section, paper) for one in section.remarks] == ["Om målet"]


def test_a_comment_whose_passage_is_gone_bears_the_passage_with_it(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Om passagen", quote="förädlas i länet")
    rewrite(session, place, "Något helt annat.")

    paper = a_paper(session, place.roadmap, with_comments=True, viewer=place.peak)

    [remark] = [one for section in all_of(tree.Section, paper) for one in section.remarks]
    assert remark.text == "”förädlas i länet”\nOm passagen"


def test_comments_are_there_only_where_they_are_asked_for(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Om målet")

    paper = a_paper(session, place.roadmap, parts=USUAL, viewer=place.peak)

    assert "Om målet" not in words_in_tree(paper)


def hide(session: Session, place: Place, thread: Thread) -> None:
    [comment] = comments_of(session, thread)
    comments.hide_comment(session, comment, reason="Hör inte hit.", actor=place.leader, at=comment.written_at)


def withdraw(session: Session, place: Place, thread: Thread) -> None:
    [comment] = comments_of(session, thread)
    comments.withdraw_comment(session, comment, actor=place.torsta, at=comment.written_at)


@pytest.mark.parametrize("take_away", [hide, withdraw])
def test_what_is_hidden_or_taken_back_is_in_no_paper(session: Session, take_away) -> None:
    place = a_place(session)
    take_away(session, place, a_thread(session, place, "Hemligt"))

    for viewer in (place.leader, place.peak):
        assert "Hemligt" not in words_in_tree(a_paper(session, place.roadmap, with_comments=True, viewer=viewer))


def test_threads_are_only_for_those_who_may_read_the_working_version(session: Session) -> None:
    place = a_place(session)
    a_thread(session, place, "Mellan oss")

    for viewer in (None, a_place(session).peak):
        assert "Mellan oss" not in words_in_tree(a_paper(session, place.roadmap, with_comments=True, viewer=viewer))


def test_strangers_read_open_threads_without_the_names_of_people(session: Session) -> None:
    place = a_place(session, is_public=True)
    a_thread(session, place, "För alla")

    told = words_in_tree(a_paper(session, place.roadmap, with_comments=True))

    assert "För alla" in told
    assert "Torsta" in told
    assert "Tove Ström" not in told


def test_what_lies_around_a_version_takes_as_many_queries_for_a_large_roadmap(session: Session) -> None:
    place, large = a_place(session), a_large_plan(session)
    for number in range(3):
        a_thread(session, place, f"Tråd {number}")

    assert queries_for(session, place.roadmap, place.peak) <= 12
    assert queries_for(session, large.roadmap, large.editor) <= 12


def queries_for(session: Session, roadmap, viewer) -> int:
    edition, asked = working(session, roadmap), []

    def note(_connection, _cursor, statement, *_rest) -> None:
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        a_paper(session, roadmap, edition, with_comments=True, viewer=viewer)
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
    return len(asked)
