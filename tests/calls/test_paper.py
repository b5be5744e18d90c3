import io
import re
from zipfile import ZipFile

import pytest
from sqlalchemy.orm import Session

from roadmaps.calls.assessing.gathered import Gathered
from roadmaps.calls.assessing.paper import paper_of
from roadmaps.calls.models import Assessment
from roadmaps.calls.rules.assessing import Application, begin, finish, judge, judgement_of
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.tree import Paper
from tests.factories.calls import AT, SITE, Funded, a_call, a_funded_plan, a_sheet

JUDGED = {
    "standpoint": "conditions",
    "text": "Den **behövs** <b>nu</b>.",
    "conditions": "- Fråga samebyarna.",
    "on_likes": "De kompletterar varandra.",
    "registry_number": "RUN/12/2026",
}


def a_judged_sheet(session: Session) -> tuple[Funded, Assessment]:
    funded = a_funded_plan(session)
    plan = funded.plan
    plan.add("goal_conflict", "Mark mot mark", between=[str(funded.goal)], handling="Samråd.")
    plan.add("indicator", "Företag", measures=str(funded.goal), baseline="12", unit="företag")
    plan.add("activity", "Kök för småskalig förädling av livsmedel")
    sheet = a_sheet(session, funded, a_call(session, plan.leader, funded.area, share=40))
    judge(session, sheet, JUDGED, based_on=1, actor=plan.leader, at=AT)
    return funded, sheet


def paper(session: Session, sheet: Assessment) -> Paper:
    told, judged = Gathered.kept_in(sheet.gathered), judgement_of(session, sheet)
    return paper_of(sheet, told, judged, words_in(sheet.language), site=SITE)


def in_markdown(session: Session, sheet: Assessment) -> str:
    return PAPER_FORMATS["markdown"].write(paper(session, sheet), words_in(sheet.language)).decode()


def test_the_judgement_comes_first_and_everything_that_was_drawn_follows(session: Session) -> None:
    _, sheet = a_judged_sheet(session)

    text = in_markdown(session, sheet)

    assert text.index("behövs") < text.index("Samråd.")
    for words in (
        "Fråga samebyarna.",
        "ERUF 1:4",
        "Mer mat förädlas i länet",
        "Mark mot mark",
        "12 företag",
        "RUN/12/2026",
    ):
        assert words in text
    assert "Kök för småskalig förädling av livsmedel" in text


def test_a_draft_says_that_it_is_one_and_a_finished_sheet_does_not(session: Session) -> None:
    funded, sheet = a_judged_sheet(session)
    assert paper(session, sheet).cover.badge is not None

    finish(session, sheet, based_on=2, actor=funded.plan.leader, at=AT)

    assert paper(session, sheet).cover.badge is None
    assert paper(session, sheet).identity.registry_number == "RUN/12/2026"


def test_a_finished_sheet_reads_the_same_whatever_becomes_of_the_call_and_the_roadmap(session: Session) -> None:
    funded, sheet = a_judged_sheet(session)
    finish(session, sheet, based_on=2, actor=funded.plan.leader, at=AT)
    before = in_markdown(session, sheet)

    sheet.call.title, sheet.call.share = "Ett annat namn", 10
    funded.plan.edit(funded.hub, title="Något helt annat")
    funded.plan.edit(funded.goal, title="Ett annat mål")

    assert in_markdown(session, sheet) == before


@pytest.mark.parametrize("name", ["docx", "pdf", "odt", "html"])
def test_the_sheet_can_be_taken_home(session: Session, name: str) -> None:
    _, sheet = a_judged_sheet(session)

    content = PAPER_FORMATS[name].write(paper(session, sheet), words_in("sv"))

    if name == "docx":
        with ZipFile(io.BytesIO(content)) as archive:
            text = re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())
        assert "Mer mat förädlas i länet" in text
    if name == "pdf":
        # By the standard for accessibility and the one for archives, or a sentence would say so.
        assert b"pdfuaid" in content
    assert len(content) > 2_000


def test_a_sheet_in_english_is_english_in_what_the_product_says(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.leader, funded.area)
    application = Application("Kök", [funded.hub], AT.date(), funded.torsta.id)
    sheet = begin(
        session,
        call,
        funded.plan.roadmap,
        application,
        words=words_in("en"),
        site=SITE,
        actor=funded.plan.leader,
        at=AT,
    )

    text = in_markdown(session, sheet)

    assert "Nothing has been judged yet." in text
    assert "Breadth" in text
    assert "No version of the roadmap" in text


def test_a_sheet_on_next_to_nothing_can_be_taken_home(session: Session) -> None:
    funded = a_funded_plan(session)
    bare = funded.plan.add("activity", "Något")
    call = a_call(session, funded.plan.leader, funded.area, measure="", opens_on=None, closes_on=None)
    sheet = a_sheet(session, funded, call, [bare])

    assert PAPER_FORMATS["pdf"].write(paper(session, sheet), words_in("sv")).startswith(b"%PDF")
