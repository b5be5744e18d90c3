"""How long data is kept, throwing away what is past its time, and who answers for the site."""

from datetime import datetime

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.sentences import say
from roadmaps.privacy import policy
from roadmaps.privacy.events import DataWeeded, PeriodChosen, PrivacyFactsSet
from roadmaps.privacy.models import PeriodChoice, PrivacyFacts, Weeding
from roadmaps.privacy.periods import PERIODS, Period, before, days_kept, throw_away


def choose_days(session: Session, period: Period, days: int, *, reason: str, at: datetime, actor: Actor) -> None:
    """Keep a class for another time from now on."""
    _require(actor)
    if period.is_fixed or not period.least <= days <= period.most:
        fault = say("It can be kept for %(least)s to %(most)s days.", least=period.least, most=period.most)
        raise Invalid(fault, {"days": fault})
    if days_kept(session)[period.key] == days:
        return
    session.add(
        PeriodChoice(
            period=period.key.value, days=days, reason=reason.strip(), chosen_at=at, chosen_by_id=actor.person_id
        )
    )
    record(session, PeriodChosen(period=period.key.value, days=days, by_id=actor.person_id, at=at))


def approve(session: Session, period: Period, moment: datetime, *, at: datetime, actor: Actor) -> int:
    """Throw away what was shown as past its time: everything before the moment, and nothing newer."""
    _require(actor)
    if moment > before(period, days_kept(session)[period.key], at):
        raise Invalid(say("Not all of that is past its time. Look at the list again."))
    return _weed(session, period, moment, at=at, actor=actor)


def throw_away_by_itself(session: Session, at: datetime) -> None:
    """The chore: what is of use to nobody. Everything else waits for a person."""
    days = days_kept(session)
    for period in PERIODS.values():
        if period.is_by_itself:
            _weed(session, period, before(period, days[period.key], at), at=at, actor=None)


def set_facts(
    session: Session, *, controller: str, contact: str, officer: str, at: datetime, actor: Actor
) -> PrivacyFacts:
    """Tell who answers for the site, and how they and the data protection officer are reached."""
    _require(actor)
    facts = PrivacyFacts(
        controller=controller.strip(),
        contact=contact.strip(),
        officer=officer.strip(),
        set_at=at,
        set_by_id=actor.person_id,
    )
    session.add(facts)
    session.flush()
    record(session, PrivacyFactsSet(facts_id=facts.id, by_id=actor.person_id, at=at))
    return facts


def _weed(session: Session, period: Period, moment: datetime, *, at: datetime, actor: Actor | None) -> int:
    session.flush()
    count = throw_away(session, period, moment)
    session.expire_all()
    if count:
        by_id = actor.person_id if actor else None
        session.add(Weeding(period=period.key.value, before=moment, count=count, done_at=at, person_id=by_id))
        record(session, DataWeeded(period=period.key.value, before=moment, count=count, by_id=by_id, at=at))
    return count


def _require(actor: Actor) -> None:
    if not policy.may_look_after(actor):
        raise NotAllowed(say("Coordinators look after the data."))
