from datetime import UTC, date, datetime, timedelta

from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.binder.criteria import Criterion
from roadmaps.binder.evidence import facts_of, gaps_in, groups_in
from tests.factories.accounts import an_organisation
from tests.factories.large import a_large_plan
from tests.factories.neighbours import a_mirror
from tests.factories.roadmap import AT, Plan, a_plan


def _found(plan: Plan, criterion: Criterion, at: datetime = AT) -> list[str]:
    facts = facts_of(plan.session, [plan.roadmap], actor=plan.leader, at=at)
    return [str(item.sentence) for group in groups_in(criterion, facts) for item in group.items]


def _missing(plan: Plan, criterion: Criterion, at: datetime = AT) -> list[str]:
    facts = facts_of(plan.session, [plan.roadmap], actor=plan.leader, at=at)
    return [str(gap.sentence) for gap in gaps_in(criterion, facts)]


def test_an_empty_roadmap_has_gaps_in_every_criterion(session: Session):
    plan = a_plan(session)

    assert all(_missing(plan, criterion) for criterion in Criterion if criterion is not Criterion.INSTITUTION)
    assert _missing(plan, Criterion.INSTITUTION) == [
        "No version of the roadmap has been adopted or sent out for consultation."
    ]


def test_needs_that_name_their_source_are_evidence_and_the_others_a_gap(session: Session):
    plan = a_plan(session)
    plan.add("need", "Det saknas slakterier", source="Branschens enkät 2025")
    plan.add("need", "Det saknas lokaler")

    assert "“Det saknas slakterier”, by Branschens enkät 2025" in _found(plan, Criterion.ANALYSIS)
    assert "One need or challenge names no source." in _missing(plan, Criterion.ANALYSIS)


def test_an_analysis_grows_old(session: Session):
    plan = a_plan(session)
    plan.add("need", "Det saknas slakterier", source="Enkät")

    three_years_on = datetime(2029, 11, 21, 9, tzinfo=UTC)

    assert not any("months" in one for one in _missing(plan, Criterion.ANALYSIS))
    assert "Nothing has been added to the analysis for 36 months." in _missing(plan, Criterion.ANALYSIS, three_years_on)


def test_activities_with_academia_show_better_conditions_for_research(session: Session):
    plan = a_plan(session)
    with_academia = plan.add("activity", "Testbädden")
    plan.part(with_academia, an_organisation(session, "Mittuniversitetet", helix=Helix.ACADEMIA).id)
    consulted = plan.add("activity", "Rådet")
    plan.part(consulted, an_organisation(session, "Forskarna", helix=Helix.ACADEMIA).id, "consulted")

    assert _found(plan, Criterion.RESEARCH) == ["Testbädden"]
    assert _missing(plan, Criterion.RESEARCH) == ["No activity lies at the peak of the pyramid."]


def test_goals_that_change_how_things_are_done_show_transition(session: Session):
    plan = a_plan(session)
    goal = plan.add("goal", "Restströmmar blir varor", goal_type="transformative")
    assert "No activity leads towards the goals that are to change how things are done." in _missing(
        plan, Criterion.TRANSITION
    )

    plan.add("activity", "Tre nya varor", goal=str(goal))
    plan.add("activity", "Något annat")

    assert _found(plan, Criterion.TRANSITION) == ["Restströmmar blir varor", "Tre nya varor"]
    assert _missing(plan, Criterion.TRANSITION) == []


def test_programmes_between_countries_are_known_by_their_names_as_whole_words(session: Session):
    plan = a_plan(session)
    plan.add("activity", "ORIGINN", funding="Interreg Europe")
    plan.add("activity", "Livet på landet", funding="Lifestyle AB")

    assert _found(plan, Criterion.ABROAD) == ["ORIGINN"]


def test_a_neighbour_within_the_country_shows_no_cooperation_outside_of_it(session: Session):
    plan = a_plan(session)
    a_mirror(session, plan.leader, area_id=plan.roadmap.area_id, region="Region Västernorrland", language="sv")
    a_mirror(session, plan.leader, area_id=plan.roadmap.area_id, region="Trøndelag", language="nb")

    found = _found(plan, Criterion.ABROAD, AT + timedelta(days=1))

    assert found == ["The roadmap of Trøndelag was taken in, to be read beside ours."]


def test_activities_without_a_lead_are_counted_against_all_of_them(session: Session):
    plan = a_plan(session)
    plan.add("activity", "Kursen")

    assert "0 of 1 activities have an organisation that has said yes to lead them." in _missing(
        plan, Criterion.INSTITUTION
    )


def test_activities_that_were_dropped_show_nothing(session: Session):
    plan = a_plan(session)
    plan.add("activity", "ORIGINN", funding="Interreg Europe", status="dropped")

    assert _found(plan, Criterion.ABROAD) == []


def test_what_is_missing_in_several_areas_is_told_area_by_area(session: Session):
    one, other = a_plan(session), a_plan(session)
    facts = facts_of(session, [one.roadmap, other.roadmap], actor=one.others["coordinator"], at=AT)

    gaps = gaps_in(Criterion.TRANSITION, facts)

    assert [gap.area for gap in gaps] == [one.slug, other.slug]


def test_what_was_done_in_the_whole_county_is_told_once(session: Session):
    one, other = a_plan(session), a_plan(session)
    facts = facts_of(session, [one.roadmap, other.roadmap], actor=one.others["coordinator"], at=AT)

    keys = [item.address for group in groups_in(Criterion.MONITORING, facts) for item in group.items]

    assert len(keys) == len(set(keys))


def test_every_address_leads_to_a_door(session: Session, app):
    plan = a_large_plan(session)
    plan.add("need", "Ett behov")
    empty = a_plan(session)
    facts = facts_of(session, [plan.roadmap, empty.roadmap], actor=plan.others["coordinator"], at=AT)

    addresses = {gap.address for criterion in Criterion for gap in gaps_in(criterion, facts)}
    addresses |= {
        item.address for criterion in Criterion for group in groups_in(criterion, facts) for item in group.items
    }

    doors = app.url_map.bind("localhost")
    assert all(doors.match(address.partition("?")[0], method="GET") for address in addresses)


def test_days_are_those_of_the_moment_that_is_asked_about(session: Session):
    plan = a_plan(session)
    plan.add("need", "Ett behov")

    facts = facts_of(session, [plan.roadmap], actor=plan.leader, at=datetime(2026, 3, 1, 9, tzinfo=UTC))

    assert facts[0].today == date(2026, 3, 1)
    assert groups_in(Criterion.ANALYSIS, facts) == []
