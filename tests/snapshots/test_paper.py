"""What the paper of a version tells: all that was written, in its language, as words and never as markup."""

from datetime import date

import pytest
from defusedxml.ElementTree import fromstring
from sqlalchemy.orm import Session

from roadmaps.papers import tree
from roadmaps.snapshots.exports.choice import Part
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.papers import SITE, a_paper, a_rich_plan, all_of, chapters_of, frozen, words_in_tree, working
from tests.factories.snapshots import a_plan as a_plan_to_freeze
from tests.factories.snapshots import a_snapshot, rewrite_goal

HOSTILE = '<script>alert("1")</script> & #link("x") [x](javascript:1) \u202e %(name)s {{ 7 }}'


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
