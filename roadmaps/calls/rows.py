"""Calls as pages list them: each with how long one can still apply, what fits it, and who wants something with it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.calls.matching import Fits, fits_in
from roadmaps.calls.models import Call, CallInterest
from roadmaps.calls.queries import helix_by_organisation
from roadmaps.calls.words import CallState, Currency
from roadmaps.foundation.sentences import N_, Sentence, say, say_number
from roadmaps.plan.rows import Plan
from roadmaps.roadmap.values import number_in_words

SOON = 21
_ORDER = [CallState.OPEN, CallState.COMING, CallState.CLOSED, CallState.WITHDRAWN]


@dataclass(frozen=True)
class CallRow:
    """One call on a day. `fits` is None where one cannot apply any more: then nothing needs to fit."""

    call: Call
    state: CallState
    on: date
    fits: Fits | None
    interested: int

    @property
    def days_left(self) -> int | None:
        """How many days there are after this one until it closes; None where it never does, or has."""
        if self.state is not CallState.OPEN or self.call.closes_on is None:
            return None
        return (self.call.closes_on - self.on).days

    @property
    def is_soon(self) -> bool:
        """Whether it closes within a few weeks."""
        return self.days_left is not None and self.days_left <= SOON

    @property
    def time_left(self) -> Sentence | None:
        """How long one can still apply, in words."""
        left = self.days_left
        if left is None:
            return None
        if left == 0:
            return say("closes today")
        return say_number("closes tomorrow", "closes in %(num)s days", left)


@dataclass(frozen=True)
class Listed:
    """Calls by their state."""

    state: CallState
    rows: Sequence[CallRow]


def listed(session: Session, calls: Iterable[Call], plan: Plan, on: date) -> list[Listed]:
    """The calls by state, those one can apply for first. A fixed number of queries, however many there are."""
    found = list(calls)
    interested = _interested(session, [call.id for call in found])
    sorts = helix_by_organisation(session)
    rows = [
        CallRow(
            call=call,
            state=(state := call.state_on(on)),
            on=on,
            fits=fits_in(call, plan, sorts) if state.is_ahead else None,
            interested=interested[call.id],
        )
        for call in found
    ]
    by_state = [Listed(state, [row for row in rows if row.state is state]) for state in _ORDER]
    return [_newest_first(one) if one.state is CallState.CLOSED else one for one in by_state if one.rows]


def amount_in_words(call: Call, name: str) -> Sentence | None:
    """One of the amounts of a call, with its currency; None where it is not told."""
    amount = getattr(call, name)
    return Sentence(_AMOUNTS[call.currency], {"number": number_in_words(format(amount, "f"))}) if amount else None


def amounts_in_words(call: Call) -> Sentence | None:
    """What one can apply for."""
    least, most = amount_in_words(call, "least"), amount_in_words(call, "most")
    if least and most:
        return say("from %(least)s to %(most)s", least=least, most=most)
    if least:
        return say("at least %(least)s", least=least)
    return say("at most %(most)s", most=most) if most else None


_AMOUNTS = {Currency.SEK: N_("%(number)s SEK"), Currency.EUR: N_("%(number)s euro"), Currency.NOK: N_("%(number)s NOK")}


def _newest_first(one: Listed) -> Listed:
    return Listed(one.state, list(reversed(one.rows)))


def _interested(session: Session, call_ids: Sequence[UUID]) -> Counter[UUID]:
    standing = CallInterest.call_id.in_(call_ids), CallInterest.withdrawn_at.is_(None)
    counted = select(CallInterest.call_id, func.count()).where(*standing).group_by(CallInterest.call_id)
    return Counter(dict(session.execute(counted).all()))
