"""What is past its time is told, thrown away when a person has approved it, and nothing more than was told."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from roadmaps.accounts.models import SignIn
from roadmaps.foundation.database import Base
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from roadmaps.privacy import rules
from roadmaps.privacy.events import DataWeeded, PeriodChosen
from roadmaps.privacy.models import PeriodChoice, Weeding
from roadmaps.privacy.periods import PERIODS, Period, before, count_due, days_kept, throw_away
from roadmaps.privacy.register import Keeping
from tests.browsing import Browser
from tests.factories.accounts import a_person, a_sign_in
from tests.factories.areas import as_actor
from tests.privacy.everywhere import LONG_AGO, Filler

WITH_ROWS = [one for one in PERIODS.values() if not one.is_fixed]


@pytest.mark.parametrize("period", WITH_ROWS, ids=lambda one: one.key.value)
def test_what_is_told_as_due_goes_and_nothing_before(everywhere: Session, sigbritt: Filler, period: Period):
    everywhere.execute(update(Base.metadata.tables["outgoing_mails"]).values(kind="privacy/erased"))

    assert count_due(everywhere, period, LONG_AGO) == {}
    told = count_due(everywhere, period, LONG_AGO + timedelta(days=1))
    gone = throw_away(everywhere, period, LONG_AGO + timedelta(days=1))

    assert gone == sum(told.values()) > 0
    assert count_due(everywhere, period, LONG_AGO + timedelta(days=1)) == {}


def old_sign_in(session: Session, at: datetime, *, days: int) -> SignIn:
    """One that ended so many days ago."""
    sign_in, _ = a_sign_in(session, a_person(session, "Nils Nilsson"), at=at - timedelta(days=days))
    sign_in.ended_at = at - timedelta(days=days)
    session.flush()
    return sign_in


def test_nothing_goes_without_a_person_who_approves(session: Session, at: datetime):
    old = old_sign_in(session, at, days=400)

    rules.throw_away_by_itself(session, at)

    assert session.scalar(select(SignIn.id).where(SignIn.id == old.id))


@pytest.mark.parametrize("has_gone_out", [True, False], ids=["gone out", "no server to go out by"])
def test_what_is_of_use_to_nobody_goes_by_itself_and_is_noted(session: Session, at: datetime, has_gone_out: bool):
    letter = OutgoingMail(
        kind="privacy/erased",
        to="sigbritt@example.org",
        language="sv",
        subject="",
        text="",
        html="",
        headers={},
        calendar="",
        message_id="<x>",
        written_at=at - timedelta(days=3),
        due_at=at,
        expires_at=at - timedelta(days=2),
        attempts=1,
        last_error="",
        sent_at=at - timedelta(days=2) if has_gone_out else None,
    )
    session.add(letter)

    rules.throw_away_by_itself(session, at)

    assert session.scalars(select(OutgoingMail)).all() == []
    [noted] = session.scalars(select(Weeding)).all()
    assert (noted.period, noted.count, noted.person_id) == ("farewells", 1, None)


def test_an_approval_is_noted_with_who_and_how_much(session: Session, at: datetime):
    old_sign_in(session, at, days=400)
    kept = old_sign_in(session, at, days=100)
    period = PERIODS[Keeping.SIGN_INS]
    actor = as_actor(session, a_person(session, "Maja", is_coordinator=True))

    count = rules.approve(session, period, before(period, 180, at), at=at, actor=actor)

    assert count == 1
    assert session.scalars(select(SignIn.id)).all() == [kept.id]
    [noted] = session.scalars(select(Weeding)).all()
    assert (noted.count, noted.person_id) == (1, actor.person_id)
    assert any(isinstance(one, DataWeeded) for one in take_recorded(session))


def test_more_than_the_list_showed_is_refused(session: Session, at: datetime):
    actor = as_actor(session, a_person(session, "Maja", is_coordinator=True))

    with pytest.raises(Invalid):
        rules.approve(session, PERIODS[Keeping.SIGN_INS], at, at=at, actor=actor)


def test_only_coordinators_throw_away(session: Session, at: datetime):
    actor = as_actor(session, a_person(session, "Erik"))

    with pytest.raises(NotAllowed):
        rules.approve(session, PERIODS[Keeping.SIGN_INS], at - timedelta(days=400), at=at, actor=actor)


def test_a_time_can_be_chosen_within_bounds_and_its_history_stays(session: Session, at: datetime):
    actor = as_actor(session, a_person(session, "Maja", is_coordinator=True))
    period = PERIODS[Keeping.LETTERS]

    rules.choose_days(session, period, 30, reason="RUN/1/2026", at=at, actor=actor)
    rules.choose_days(session, period, 60, reason="RUN/2/2026", at=at + timedelta(days=1), actor=actor)

    assert days_kept(session)[Keeping.LETTERS] == 60
    assert len(session.scalars(select(PeriodChoice)).all()) == 2
    assert sum(isinstance(one, PeriodChosen) for one in take_recorded(session)) == 2
    with pytest.raises(Invalid):
        rules.choose_days(session, period, period.most + 1, reason="x", at=at, actor=actor)


def test_the_list_is_approved_through_the_door(client: Browser, session: Session, at: datetime):
    old_sign_in(session, at, days=400)
    client.sign_in(a_person(session, "Maja", is_coordinator=True))

    page = client.page("/administration/privacy/retention")
    [shown] = page.css("form[action$='/sign_ins/approval'] input[name=before]")
    answer = client.post(
        "/administration/privacy/retention/sign_ins/approval", data={"before": shown.attributes["value"]}
    )

    assert answer.status_code == 303
    assert session.scalars(select(Weeding.count)).all() == [1]
    for odd in ("", "2026-01-01", "nonsense"):
        refused = client.post("/administration/privacy/retention/sign_ins/approval", data={"before": odd})
        assert refused.status_code in {400, 422}
    assert client.post("/administration/privacy/retention/live/approval").status_code == 404
