"""What this site has written in Word and Markdown comes back as what it was, as far as the paper tells it."""

import json

import pytest
from sqlalchemy.orm import Session

from roadmaps.bringing_in import rules
from roadmaps.bringing_in.outline import outline_of
from roadmaps.bringing_in.own_papers import OwnPaper
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.incoming import read_word
from roadmaps.revisions.states import BlockState
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.choice import Choice
from roadmaps.snapshots.exports.extras import Extras
from roadmaps.snapshots.exports.manuscript import Manuscript
from tests.bringing_in.words import built_of, lost
from tests.factories.accounts import an_organisation
from tests.factories.papers import working
from tests.factories.roadmap import AT, Plan, a_plan

TRANSLATES = [lambda message, words=words_in(language): words.translate(message) if message else "" for language in ("sv", "en")]  # fmt: skip


@pytest.fixture
def told(session: Session) -> Plan:
    """A roadmap that says a good deal."""
    plan = a_plan(session)
    school, union = an_organisation(session, "Skolan i Ås"), an_organisation(session, "Förbundet")
    plan.add("vision", "År 2035 förädlar länet mer.", year=2035, text="Ett stycke.\n\nOch ett till.")
    plan.add("background", "Nuläget", text="Som det är, med [länk](https://example.org).")
    food = plan.add("sub_area", "Livsmedel", text="Allt som äts.")
    need = plan.add("need", "Slakteri, kyla och lager saknas", under=food, need_type="challenge", source="Samtal 2024")
    goal = plan.add("goal", "Fler, och större, förädlar", under=food, horizon=2030, goal_type="transformative", answers=[str(need)], rationale="Råvaran finns.")  # fmt: skip
    step = plan.add("goal", "Tio nya före 2028", under=food, goal_type="sub_goal", part_of=str(goal))
    first = plan.add("activity", "Förstudie", under=food, goal=str(step), start="2025", end="2025", status="done")
    course = plan.add(
        "activity",
        "En kort kurs",
        under=food,
        goal=str(goal),
        start="2026-Q3",
        end="2027-05",
        status="obstacle",
        status_note="Väntar på besked.",
        level="breadth",
        places=["2309", "2380"],
        depends_on=[str(first)],
        text="Hålls tre gånger.",
        output="Sextio företag",
        sami_perspective="Kalvningen undviks.",
        funding_state="partly",
        funding="ERUF 1:4",
    )
    plan.add("milestone", "Första omgången", under=course, due="2026-11", criterion="Femton är klara", is_reached=True)
    plan.add("milestone", "Andra omgången", under=course, due="2027")
    plan.part(course, school.id, "leads")
    plan.part(course, union.id, "consulted")
    plan.add("indicator", "Företag som förädlar", measures=str(goal), unit="företag", baseline="42", baseline_year=2021, target="60.5", target_year=2030, source="SCB", responsible=str(school.id), frequency="yearly", direction="keep", text="Räknar alla.")  # fmt: skip
    plan.add("goal_conflict", "Ro mot besök", between=[str(goal)], conflict_type="rights", state="being_handled", owner=str(union.id), next_review="2027-Q1", text="De möts.", handling="Samtal.", alternatives="- ett\n- två", evidence="Räkningar.")  # fmt: skip
    return plan


def paper_of(plan: Plan, name: str, language: str) -> bytes:
    edition = working(plan.session, plan.roadmap)
    extras = Extras(made_at=AT, today=AT.date())
    return FORMATS[name].write(Manuscript(edition, Choice(language), extras, words_in(language)))


def brought(session: Session, data: bytes) -> Plan:
    plan = a_plan(session)
    pending = rules.keep_file(session, plan.roadmap, "fil", rules.read_sent("fil", data), actor=plan.leader, at=AT)
    built = rules.preview_of(session, plan.roadmap, pending, TRANSLATES)
    rules.confirm(session, plan.roadmap, pending, seal=rules.seal_of(built), summary="", translates=TRANSLATES, actor=plan.leader, at=AT)  # fmt: skip
    session.refresh(plan.roadmap.history)
    return plan


def says(plan: Plan) -> dict[str, list[dict[str, object]]]:
    """What each block says, by kind, with titles in the place of identities."""
    titles = {str(one.id): one.content.get("title", "") for one in plan.state.blocks.values()}
    found: dict[str, list[dict[str, object]]] = {}
    for block in plan.state.blocks.values():
        if block.is_removed:
            continue
        found.setdefault(block.kind, []).append(_named(block, titles))
    return {kind: sorted(blocks, key=json.dumps) for kind, blocks in found.items()}


def _named(block: BlockState, titles: dict[str, str]) -> dict[str, object]:
    def name(value: object) -> object:
        return [name(one) for one in value] if isinstance(value, list) else titles.get(str(value), value)

    # Nobody answers for others by a file; whoever is proposed answers anew.
    kept = {key: name(value) for key, value in block.content.items() if key not in {"answer", "answer_note"}}
    return {**kept, "under": titles.get(str(block.parent_id), "")}


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["docx", "markdown"])
def test_a_paper_of_this_site_comes_back_as_what_it_was(session: Session, told: Plan, name: str, language: str) -> None:
    came = says(brought(session, paper_of(told, name, language)))

    assert came == says(told)


@pytest.mark.parametrize("name", ["docx", "markdown"])
def test_no_word_of_a_paper_of_this_site_is_lost(told: Plan, name: str) -> None:
    data = paper_of(told, name, "en")
    text = read_word(data).text if name == "docx" else data.decode()

    missing = {word for word in lost(text, built_of(text)) if not word.isdigit()}

    assert not missing - {"not", "done"}


def test_what_others_have_written_is_no_paper_of_this_site() -> None:
    for text in ("# Mål och aktiviteter\n\nText.", "Se /areas/skog/roadmap.\n\n# Skogen\n\nText.", ""):
        assert not OwnPaper(outline_of(text), TRANSLATES).is_one
