from datetime import date

import pytest
from sqlalchemy.orm import Session

from roadmaps.binder import rules
from roadmaps.binder.criteria import Criterion, Judged
from roadmaps.binder.pages import binder_of
from roadmaps.binder.queries import editions_of
from roadmaps.foundation.errors import Invalid, NotAllowed
from tests.factories.binder import a_judgement, an_edition, an_exhibit
from tests.factories.roadmap import AT, a_plan


def test_the_newest_judgement_holds_and_the_earlier_ones_stay(session: Session):
    plan = a_plan(session)
    a_judgement(plan, judged=Judged.NOT_YET, words="Inget finns.")
    a_judgement(plan, judged=Judged.PARTLY, words="Nu finns något.")

    page = binder_of(session, plan.roadmap.area, [plan.roadmap], actor=plan.leader, at=AT)[Criterion.ANALYSIS]

    assert page.judgement.words == "Nu finns något."
    assert [one.words for one in page.judgements] == ["Nu finns något.", "Inget finns."]


def test_nothing_is_judged_by_itself(session: Session):
    plan = a_plan(session)
    plan.add("need", "Det saknas slakterier", source="Branschens enkät 2025")

    binder = binder_of(session, plan.roadmap.area, [plan.roadmap], actor=plan.leader, at=AT)

    assert all(page.judgement is None for page in binder.values())


def test_a_judgement_has_reasons(session: Session):
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        a_judgement(plan, words="  ")

    assert "words" in refused.value.fields


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        pytest.param({"link": ""}, "link", id="nowhere to be found"),
        pytest.param({"link": "javascript:alert(1)"}, "link", id="a link that runs something"),
        pytest.param({"link": "https://"}, "link", id="a link that leads nowhere"),
        pytest.param({"link": "https://a b"}, "link", id="a link with a space"),
        pytest.param({"link": "https://[::1"}, "link", id="a broken link"),
        pytest.param({"title": " "}, "title", id="without a title"),
    ],
)
def test_evidence_that_cannot_be_checked_is_refused(session: Session, facts: dict[str, str], field: str):
    plan = a_plan(session)

    with pytest.raises(Invalid) as refused:
        an_exhibit(plan, **facts)

    assert set(refused.value.fields) == {field}


def test_a_number_in_the_registry_is_enough(session: Session):
    plan = a_plan(session)

    exhibit = an_exhibit(plan, link="", registry_number="RUN/430/2018")

    assert exhibit.counts


def test_what_is_taken_out_stays_to_be_read_and_counts_no_more(session: Session):
    plan = a_plan(session)
    exhibit = an_exhibit(plan)

    rules.take_out(session, plan.roadmap.area, exhibit, reason="Den var gammal.", actor=plan.leader, at=AT)

    page = binder_of(session, plan.roadmap.area, [plan.roadmap], actor=plan.leader, at=AT)[Criterion.ANALYSIS]
    assert page.standing_exhibits == []
    assert [one.removal_reason for one in page.exhibits] == ["Den var gammal."]


def test_evidence_of_days_ahead_is_refused(session: Session):
    plan = a_plan(session)

    with pytest.raises(Invalid):
        rules.put_in(
            session,
            plan.roadmap.area,
            Criterion.ABROAD,
            title="Avtal",
            dated_on=date(2026, 11, 22),
            registry_number="1",
            actor=plan.leader,
            at=AT,
        )


def test_editions_are_counted_in_their_place(session: Session):
    plan, other = a_plan(session), a_plan(session)

    numbers = [an_edition(plan).number, an_edition(plan).number, an_edition(other).number]

    assert numbers == [1, 2, 1]
    assert len(session.scalars(editions_of(plan.roadmap.area_id)).unique().all()) == 2


def test_the_county_is_judged_by_the_coordinator_alone(session: Session):
    plan = a_plan(session)
    judged = {"words": "Uppdraget finns.", "at": AT}

    rules.judge(session, None, Criterion.INSTITUTION, Judged.FULFILLED, actor=plan.others["coordinator"], **judged)

    with pytest.raises(NotAllowed):
        rules.judge(session, None, Criterion.INSTITUTION, Judged.FULFILLED, actor=plan.leader, **judged)


def test_the_county_shows_what_holds_in_its_areas(session: Session):
    plan = a_plan(session)
    a_judgement(plan, judged=Judged.NOT_YET)
    a_judgement(plan, judged=Judged.FULFILLED)

    page = binder_of(session, None, [plan.roadmap], actor=plan.leader, at=AT)[Criterion.ANALYSIS]

    assert page.judgement is None
    assert [(area.id, one.judged) for area, one in page.in_areas] == [(plan.roadmap.area_id, Judged.FULFILLED)]
