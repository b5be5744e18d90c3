"""Which parts a paper has, and where its links lead when some are left out."""

import pytest
from sqlalchemy.orm import Session

from roadmaps.papers import tree
from roadmaps.papers.reading import text_of
from roadmaps.papers.tree import Paper
from roadmaps.revisions.kinds import canonical
from roadmaps.snapshots.exports.choice import Choice, Part
from roadmaps.snapshots.format import RoadmapFile
from tests.factories.large import a_large_plan
from tests.factories.papers import ALL, SITE, a_paper, a_rich_plan, all_of, anchors_in, frozen, words_in_tree, working
from tests.factories.snapshots import a_plan as a_plan_to_freeze
from tests.factories.snapshots import a_snapshot, an_empty_plan


def lost_links(paper: Paper) -> list[str]:
    """Addresses that lead nowhere: to no anchor of the paper, or to no whole address."""
    anchors = set(anchors_in(paper))
    return [
        one.address
        for one in all_of(tree.Link, paper)
        if not (one.address.startswith(("https://", "mailto:")) or one.address.removeprefix("#") in anchors)
    ]


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
