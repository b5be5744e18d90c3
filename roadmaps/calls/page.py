"""What the page of one call shows, gathered with a fixed number of queries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.accounts.policy import may_see_names
from roadmaps.accounts.queries import organisation_names, person_names
from roadmaps.areas.models import Area
from roadmaps.calls import policy
from roadmaps.calls.matching import Fit, Fits, fits_in
from roadmaps.calls.models import Assessment, Call, CallInterest, CallTurn
from roadmaps.calls.queries import assessments, helix_by_organisation, interests_in, readable, turns_of
from roadmaps.calls.wording import Value, label_of, value_in_words
from roadmaps.calls.words import CallState, CallTurnSort, Wish
from roadmaps.plan.queries import plan_of_county
from roadmaps.plan.rows import Plan, PlannedActivity
from roadmaps.roadmap.models import Roadmap


@dataclass(frozen=True)
class Told:
    """One thing that has happened to a call, and who did it, as far as the reader may know."""

    turn: CallTurn
    who: str
    area_names: Mapping[str, str]

    @property
    def changes(self) -> list[tuple[str, Value, Value]]:
        """What was changed: the field's name, and what it said before and after."""
        if self.turn.turn is not CallTurnSort.CHANGED:
            return []
        return [
            (label_of(name), *self._in_words(name, before, after))
            for name, (before, after) in self.turn.changes.items()
        ]

    def _in_words(self, name: str, before: object, after: object) -> tuple[Value, Value]:
        return value_in_words(name, before, self.area_names), value_in_words(name, after, self.area_names)

    @property
    def told_of(self) -> int:
        """Of how many activities the people were told."""
        return len(self.turn.changes.get("activities", ())) if self.turn.turn is CallTurnSort.TOLD else 0


@dataclass(frozen=True)
class Wanted:
    """What one organisation wants, the activity that it names, if the reader may see it, and what the reader may do."""

    interest: CallInterest
    activity: PlannedActivity | None
    shows_contact: bool
    is_own: bool

    @property
    def organisation(self) -> Organisation:
        """Who wants it."""
        return self.interest.organisation


@dataclass(frozen=True)
class CallPage:
    """Everything around a call. `plan` is what the reader may see of all roadmaps."""

    state: CallState
    plan: Plan
    fits: Fits
    wanted: Mapping[Wish, Sequence[Wanted]]
    turns: Sequence[Told]
    sheets: Sequence[Assessment]
    may: Mapping[str, bool]
    assessable: Sequence[Roadmap]

    @property
    def fitting(self) -> Sequence[Fit]:
        """Those that nothing stands against."""
        return self.fits.all_that_fit


def page_of(session: Session, call: Call, *, viewer: Actor | None, on: date) -> CallPage:
    """What there is to see of the call."""
    plan = plan_of_county(session, viewer)
    state = call.state_on(on)
    sheets = session.scalars(assessments(call=call)).unique().all()
    return CallPage(
        state=state,
        plan=plan,
        fits=fits_in(call, plan, helix_by_organisation(session)),
        wanted=_wanted(session, call, plan, viewer),
        turns=_turns(session, call, viewer),
        sheets=readable(sheets, viewer),
        may={
            "write": policy.may_write_call(viewer, call),
            "tell": policy.may_tell(viewer, call, on),
            "say": policy.may_say_interest(viewer, call, on),
        },
        assessable=assessable_by(viewer, plan, call),
    )


def assessable_by(viewer: Actor | None, plan: Plan, call: Call) -> list[Roadmap]:
    """The roadmaps by which the viewer may assess applications to the call."""
    area_ids = {area.id for area in call.areas}
    return [
        one.roadmap
        for one in plan.areas
        if policy.may_assess(viewer, one.roadmap) and (not area_ids or one.area.id in area_ids)
    ]


def _wanted(session: Session, call: Call, plan: Plan, viewer: Actor | None) -> dict[Wish, list[Wanted]]:
    activities = {one.id: one for one in plan.activities}
    found: dict[Wish, list[Wanted]] = {wish: [] for wish in (Wish.SEEKS_PARTNERS, Wish.APPLIES, Wish.TAKES_PART)}
    for one in session.scalars(interests_in([call.id])):
        found[one.wish].append(
            Wanted(
                interest=one,
                activity=activities.get(one.activity_id) if one.activity_id else None,
                shows_contact=bool(one.contact_email) and policy.may_see_contact(viewer, one, call),
                is_own=policy.may_take_back(viewer, one),
            )
        )
    return {wish: those for wish, those in found.items() if those}


def _turns(session: Session, call: Call, viewer: Actor | None) -> list[Told]:
    turns = session.scalars(turns_of(call)).all()
    people: Mapping[UUID, str] = {}
    if may_see_names(viewer):
        people = person_names(session, {turn.person_id for turn in turns})
    organisations = organisation_names(session)
    areas = {area.slug: area.name for area in session.scalars(select(Area))}
    return [Told(turn, _who(turn, people, organisations), areas) for turn in turns]


def _who(turn: CallTurn, people: Mapping[UUID, str], organisations: Mapping[UUID, str]) -> str:
    name = people.get(turn.person_id, "")
    organisation = organisations.get(turn.organisation_id, "") if turn.organisation_id else ""
    return f"{name} ({organisation})" if name and organisation else name or organisation
