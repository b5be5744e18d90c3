from datetime import date
from types import SimpleNamespace

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix
from roadmaps.calls.matching import Fits, calls_by_activity, fits_in, names_fund, names_measure
from roadmaps.calls.models import Call
from roadmaps.calls.queries import helix_by_organisation
from roadmaps.plan.queries import plan_of
from tests.factories.areas import an_area
from tests.factories.calls import Funded, a_call, a_funded_plan
from tests.factories.large import a_large_plan


def fits(session: Session, funded: Funded, call: Call) -> Fits:
    return fits_in(call, plan_of(session, funded.plan.roadmap), helix_by_organisation(session))


def said(sentences) -> str:
    return " ".join(str(one) for one in sentences)


def test_only_what_lacks_money_fits(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"])

    found = fits(session, funded, call)

    assert [one.activity.id for one in found.sure] == [funded.hub]
    assert not found.open_
    assert not found.not_fit


def test_each_fit_says_why(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(
        session,
        funded.plan.others["coordinator"],
        funded.area,
        applicants=["business"],
        levels=["breadth"],
        places=["2380"],
        starts_from=date(2027, 1, 1),
        ends_by=date(2029, 12, 31),
        sought="livsmedel, förädla",
    )

    fit = fits(session, funded, call).sure[0]

    assert fit.is_named
    told = said(fit.reasons)
    for words in ("ERUF 1:4", "strength area", "livsmedel", "förädla", "Breadth", "within what is paid", "Östersund"):
        assert words in told
    assert f"{funded.torsta.name}, which is to lead it, may apply." in told


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        pytest.param({"levels": ["peak"]}, "level in the pyramid", id="another level"),
        pytest.param({"places": ["2303"]}, "municipalities", id="elsewhere"),
        pytest.param({"starts_from": date(2029, 1, 1)}, "is over", id="over before"),
        pytest.param({"ends_by": date(2026, 12, 31)}, "begins", id="begins too late"),
    ],
)
def test_what_stands_against_is_told(session: Session, facts: dict, reason: str) -> None:
    funded = a_funded_plan(session)

    found = fits(session, funded, a_call(session, funded.plan.others["coordinator"], **facts))

    assert not found.all_that_fit
    assert reason in said(found.not_fit[0].against)


def test_what_nobody_has_said_is_asked_for_and_not_held_against_it(session: Session) -> None:
    funded = a_funded_plan(session)
    bare = funded.plan.add("activity", "Något som ingen har sagt mer om")
    call = a_call(
        session,
        funded.plan.others["coordinator"],
        levels=["base"],
        places=["2380"],
        starts_from=date(2027, 1, 1),
        sought="vatten",
    )

    open_ = {one.activity.id: one for one in fits(session, funded, call).open_}

    told = said(open_[bare].unsaid)
    for words in ("has money", "pyramid", "when it is done", "municipalities", "No organisation", "looking for"):
        assert words in told


def test_a_lead_that_may_not_apply_needs_a_partner(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"], applicants=[Helix.ACADEMIA])

    open_ = fits(session, funded, call).open_[0]

    assert "needs a partner" in said(open_.unsaid)


def test_a_call_for_another_area_takes_nothing_from_here(session: Session) -> None:
    funded = a_funded_plan(session)
    call = a_call(session, funded.plan.others["coordinator"], an_area(session))

    found = fits(session, funded, call)

    assert not found.all_that_fit
    assert not found.not_fit


def test_the_calls_of_an_activity(session: Session) -> None:
    funded = a_funded_plan(session)
    coordinator = funded.plan.others["coordinator"]
    unsure = a_call(session, coordinator, measure="Vinnova", sought="vatten")
    named = a_call(session, coordinator)

    plan = plan_of(session, funded.plan.roadmap)
    found = calls_by_activity([unsure, named], plan.activities, helix_by_organisation(session))

    assert {key: [call.id for call, _ in those] for key, those in found.items()} == {funded.hub: [named.id, unsure.id]}


@pytest.mark.parametrize(
    ("funding", "fund", "measure", "names"),
    [
        ("Utlysning inom ERUF 1:4 kan passa", "ERUF", "ERUF 1:4", True),
        ("eruf 1.4", "ERUF", "ERUF 1:4", True),
        ("ERUF 1:1", "ERUF", "ERUF 1:4", False),
        ("ERUF 1:45", "ERUF", "ERUF 1:4", False),
        ("ERUF, första utlysningen 2026", "Europeiska regionala utvecklingsfonden (ERUF)", "", True),
        ("Vinnova", "Vinnova", "", True),
        ("", "Vinnova", "", False),
        ("Energimyndigheten; resterande söks", "Vinnova", "", False),
    ],
)
def test_a_note_on_funding_names_a_measure(funding: str, fund: str, measure: str, names: bool) -> None:
    call = SimpleNamespace(fund=fund, measure=measure)

    assert names_measure(funding, call) is names


def test_a_note_on_funding_names_a_fund_by_what_stands_in_brackets() -> None:
    call = SimpleNamespace(fund="Europeiska regionala utvecklingsfonden (ERUF)", measure="ERUF 1:4")

    assert names_fund("ERUF 1:1", call)
    assert not names_fund("Interreg", call)


def test_a_large_plan_is_held_against_many_calls(session: Session) -> None:
    large = a_large_plan(session)
    funded = a_funded_plan(session)
    calls = [a_call(session, funded.plan.others["coordinator"], sought="förädling, mer") for _ in range(3)]
    plan = plan_of(session, large.roadmap)

    found = calls_by_activity(calls, plan.activities, helix_by_organisation(session))

    assert found
    assert all(len(those) == len(calls) for those in found.values())
