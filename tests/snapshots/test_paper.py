from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.discussion import comments
from roadmaps.discussion.models import Thread
from roadmaps.papers import tree
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Paper
from roadmaps.revisions.kinds import canonical
from roadmaps.snapshots.exports.choice import USUAL, Choice, Part
from roadmaps.snapshots.format import RoadmapFile
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.discussion import Place, a_place, a_thread, comments_of, rewrite
from tests.factories.large import a_large_plan
from tests.factories.papers import (
    ALL,
    SITE,
    a_paper,
    a_rich_plan,
    all_of,
    anchors_in,
    chapters_of,
    frozen,
    words_in_tree,
    working,
)
from tests.factories.snapshots import a_plan as a_plan_to_freeze
from tests.factories.snapshots import a_snapshot, an_empty_plan, rewrite_goal

HOSTILE = '<script>alert("1")</script> & #link("x") [x](javascript:1) \u202e %(name)s {{ 7 }}'


def lost_links(paper: Paper) -> list[str]:
    """Addresses that lead nowhere: to no anchor of the paper, or to no whole address."""
    anchors = set(anchors_in(paper))
    return [
        one.address
        for one in all_of(tree.Link, paper)
        if not (one.address.startswith(("https://", "mailto:")) or one.address.removeprefix("#") in anchors)
    ]


# --- what is told ---


def test_every_part_is_told_in_the_order_of_reading(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    paper = a_paper(session, measured.plan.roadmap)

    assert chapters_of(paper) == [
        "The roadmap at a glance",
        "Who has taken part",
        "Vision",
        "Background",
        "Needs and challenges",
        "Goals and activities",
        "Timeline",
        "Indicators",
        "Responsibilities",
        "Pyramid",
        "Goal conflicts",
        "Glossary",
    ]
    assert paper.has_contents


def test_the_swedish_paper_speaks_swedish(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    paper = a_paper(session, measured.plan.roadmap, language="sv")

    assert {"Vision", "Bakgrund", "Mål och aktiviteter", "Indikatorer"} <= set(chapters_of(paper))
    assert (paper.identity.language, paper.cover.badge.text) == ("sv", "Arbetsversion")


def test_nothing_that_somebody_has_written_is_lost(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    told = words_in_tree(a_paper(session, measured.plan.roadmap))

    for words in (
        *(
            "Länet 2035",
            "förädling",
            "Så är det",
            "Livsmedel",
            "Allt som äts.",
            "Någonstans att förädla",
            "Förädla mer",
        ),
        *("En kort kurs", "En längre kurs", "Utan mål", "Första kursen", "Femton", "Ro mot besök", "ta emot"),
        *(measured.organisation.name, "Företag som förädlar", "SCB", "Partly funded: Regionen", "Att göra"),
    ):
        assert words in told


@pytest.mark.parametrize(("language", "number"), [("sv", "1\u202f250,5 företag"), ("en", "1\u202f250.5 företag")])
def test_numbers_bear_the_mark_of_the_language(session: Session, language, number: str) -> None:
    measured, _ = a_rich_plan(session)

    told = words_in_tree(a_paper(session, measured.plan.roadmap, language=language, parts=frozenset({Part.INDICATORS})))

    assert number in told


def test_an_indicator_is_told_with_its_parts_and_how_it_stands(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    told = words_in_tree(a_paper(session, measured.plan.roadmap, parts=frozenset({Part.INDICATORS})))

    assert "Ragunda, Women" in told
    assert "42 företag (2021)" in told
    assert "On track" in told


def test_figures_say_in_words_and_in_a_table_what_they_show(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    figures = all_of(tree.Figure, a_paper(session, measured.plan.roadmap))

    assert len(figures) == 3
    assert all(figure.alt and figure.caption and figure.table for figure in figures)


def test_a_frozen_version_tells_its_decision_its_hash_and_its_code(session: Session) -> None:
    plan = a_plan_to_freeze(session)
    snapshot = a_snapshot(session, plan, SnapshotKind.ADOPTED, registry_number="RUN/1/2026", paragraph="§ 31")

    paper = a_paper(session, plan.roadmap, frozen(snapshot))

    told = words_in_tree([paper.cover, paper.colophon])
    for words in ("Adopted version", "Nämnden", "§ 31", "RUN/1/2026", snapshot.sha256, paper.identity.code):
        assert words in told
    assert paper.identity.made_at == snapshot.frozen_at
    assert paper.identity.decided_on == date(2026, 11, 20)
    assert paper.identity.check_address == f"{SITE}/v/{paper.identity.code}"
    assert paper.foot == "RUN/1/2026" if not paper.cover.publisher else paper.foot.endswith("RUN/1/2026")


def test_only_a_working_version_tells_of_today(session: Session) -> None:
    plan = a_plan_to_freeze(session)
    snapshot = a_snapshot(session, plan)
    parts = frozenset({Part.TIMELINE})

    assert "Today" in words_in_tree(a_paper(session, plan.roadmap, parts=parts))
    assert "Today" not in words_in_tree(a_paper(session, plan.roadmap, frozen(snapshot), parts=parts))


def test_what_has_changed_is_told_block_by_block_with_its_words(session: Session) -> None:
    plan = a_plan_to_freeze(session)
    a_snapshot(session, plan)
    rewrite_goal(session, plan, "Förädla mycket mer")

    paper = a_paper(session, plan.roadmap, parts=frozenset({Part.CHANGES}), viewer=plan.leader)

    assert "1 changed, 0 added, 0 removed, 0 moved" in words_in_tree(paper)
    marked = [(one.how, words_in_tree(one.inside)) for one in all_of(tree.Changed, paper)]
    assert ("inserted", "mycket") in [(how, words.strip(" |")) for how, words in marked]


def test_a_public_version_is_compared_with_public_ones_only(session: Session) -> None:
    plan = a_plan_to_freeze(session)
    a_snapshot(session, plan, SnapshotKind.WORKING)
    rewrite_goal(session, plan, "Något annat")
    snapshot = a_snapshot(session, plan, SnapshotKind.CONSULTATION)

    assert chapters_of(a_paper(session, plan.roadmap, frozen(snapshot), parts=frozenset({Part.CHANGES}))) == []


def test_the_same_version_gives_the_same_paper(session: Session) -> None:
    measured, _ = a_rich_plan(session)

    first, second = (a_paper(session, measured.plan.roadmap, working(session, measured.plan.roadmap)) for _ in range(2))

    assert first == second


# --- which parts ---


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_part_alone_leads_to_nothing_that_is_not_there(session: Session, language) -> None:
    measured, _ = a_rich_plan(session)
    edition = working(session, measured.plan.roadmap)

    for part in Part:
        paper = a_paper(session, measured.plan.roadmap, edition, parts=frozenset({part}), language=language)

        assert len(paper.chapters) == (0 if part in {Part.CHANGES, Part.OPEN_POINTS} else 1)
        assert lost_links(paper) == []


def test_without_a_part_links_to_it_lead_to_the_site(session: Session) -> None:
    measured, _ = a_rich_plan(session)
    edition = working(session, measured.plan.roadmap)

    for part in Part:
        paper = a_paper(session, measured.plan.roadmap, edition, parts=ALL - {part})

        assert lost_links(paper) == []
        assert len(anchors_in(paper)) == len(set(anchors_in(paper)))


def test_links_within_texts_lead_within_the_paper_or_to_whole_addresses(session: Session) -> None:
    measured, blocks = a_rich_plan(session)

    whole = {one.address for one in all_of(tree.Link, a_paper(session, measured.plan.roadmap))}
    goals = {
        one.address for one in all_of(tree.Link, a_paper(session, measured.plan.roadmap, parts=frozenset({Part.GOALS})))
    }

    assert {f"#block-{blocks['goal']}", f"#block-{measured.indicator}", f"{SITE}/areas/x"} <= whole
    assert f"{SITE}/areas/{measured.plan.slug}/roadmap#block-{measured.indicator}" in goals


def test_an_empty_roadmap_gives_a_paper_that_says_which_it_is(session: Session) -> None:
    plan = an_empty_plan(session)

    paper = a_paper(session, plan.roadmap)

    assert [text_of(one.inside) for one in paper.chapters] == ["The roadmap is empty."]
    assert not paper.has_contents
    assert (paper.cover.title, paper.cover.subtitle) == (plan.roadmap.area.name, "Roadmap 2021–2027")


def test_a_large_roadmap_is_told_whole(session: Session) -> None:
    plan = a_large_plan(session)

    paper = a_paper(session, plan.roadmap)

    assert lost_links(paper) == []
    assert len([one for one in all_of(tree.Section, paper) if one.look == "card"]) == 360
    assert len(anchors_in(paper)) == len(set(anchors_in(paper)))


def test_a_document_from_before_a_field_was_there_is_told(session: Session) -> None:
    plan = a_plan_to_freeze(session)
    edition = frozen(a_snapshot(session, plan))
    old = edition.file.model_dump(mode="json")
    kept = {"title", "organisation", "organisation_name", "part", "status", "goal", "note", "indicator_type"}
    for block in old["blocks"]:
        block["content"] = {name: value for name, value in block["content"].items() if name in kept}
    del old["measured"], old["terms"]
    snapshot = a_snapshot(session, plan)
    session.expunge(snapshot)
    snapshot.content = canonical(old)

    paper = a_paper(session, plan.roadmap, frozen(snapshot))

    assert RoadmapFile.model_validate(old).terms == []
    assert "Leads" in words_in_tree(paper)
    assert "Proposed to lead" not in [one.text for one in all_of(tree.Text, paper)]


# --- what is nobody's business, and what is no markup ---


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


def test_hostile_words_stay_words(session: Session) -> None:
    measured, _ = a_rich_plan(session)
    plan = measured.plan
    goal = plan.add("goal", HOSTILE, text=HOSTILE)
    activity = plan.add(
        "activity", HOSTILE, goal=str(goal), start="2026", level="peak", text=HOSTILE, status_note=HOSTILE
    )
    plan.add("milestone", HOSTILE, under=activity, due="2026")

    paper = a_paper(session, plan.roadmap)

    assert all(one.address.startswith(("https://", "mailto:", "#")) for one in all_of(tree.Link, paper))
    for drawing in all_of(tree.Drawing, paper):
        names = {element.tag.split("}")[1] for element in fromstring(drawing.svg).iter()}
        assert names <= {"svg", "g", "rect", "line", "path", "circle", "polyline", "text"}
    assert any(one.text == HOSTILE for one in all_of(tree.Text, paper))


# --- what it costs, and how it is chosen ---


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


@pytest.mark.parametrize(
    "choice",
    [
        Choice(),
        Choice("en"),
        Choice("sv", frozenset({Part.GOALS, Part.TIMELINE}), with_comments=True),
        Choice("sv", ALL),
    ],
    ids=["usual", "in English", "some with comments", "all"],
)
def test_a_choice_survives_its_address(choice: Choice) -> None:
    assert Choice.of(choice.asked) == choice


def test_what_an_address_says_that_is_no_choice_is_left_out() -> None:
    assert Choice.of({"part": ["poem", ""], "language": ["de"], "comments": ["perhaps"]}, usual="en") == Choice("en")
