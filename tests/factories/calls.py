"""Calls for funding, and a roadmap with activities of which some lack money."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Area
from roadmaps.calls.importing.rules import keep_file, read_sent
from roadmaps.calls.models import Assessment, Call
from roadmaps.calls.queries import standing_calls
from roadmaps.calls.rules.assessing import Application, begin
from roadmaps.calls.rules.keeping import Facts, add_call
from roadmaps.papers.catalogues import words_in
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import Plan, a_plan

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
SITE = "https://fardplan.example.org"


def a_call(session: Session, actor: Actor, *areas: Area, **facts: object) -> Call:
    """A call that is open until the end of the year."""
    told = {
        "title": "Innovation i hela länet",
        "fund": "Europeiska regionala utvecklingsfonden (ERUF)",
        "measure": "ERUF 1:4",
        "opens_on": date(2026, 9, 1),
        "closes_on": date(2026, 12, 15),
        **facts,
    }
    return add_call(session, Facts(**told), areas, actor=actor, at=AT)  # type: ignore[arg-type]


@dataclass
class Funded:
    """A roadmap with one activity that has money, and one that has not, led by Torsta."""

    plan: Plan
    torsta: Organisation
    goal: UUID
    course: UUID
    hub: UUID

    @property
    def area(self) -> Area:
        return self.plan.roadmap.area


def a_funded_plan(session: Session, *, is_public: bool = True) -> Funded:
    """A goal with two activities: a course that is paid for, and a hub that is not."""
    plan = a_plan(session, is_public=is_public)
    torsta = an_organisation(session, helix=Helix.BUSINESS)
    goal = plan.add("goal", "Mer mat förädlas i länet")
    course = plan.add("activity", "En kurs i beredskap", goal=str(goal), funding_state="funded")
    hub = plan.add(
        "activity",
        "Ett kök för småskalig livsmedelsförädling",
        goal=str(goal),
        funding_state="unfunded",
        funding="Utlysning inom ERUF 1:4 kan passa",
        start="2027",
        end="2028",
        level="breadth",
        places=["2380"],
        text="Företag **förädlar** livsmedel tillsammans.",
    )
    plan.part(hub, torsta.id, "leads")
    return Funded(plan, torsta, goal, course, hub)


def a_sheet(
    session: Session, funded: Funded, call: Call, activities: Sequence[UUID] = (), *, on_day: date | None = None
) -> Assessment:
    """A draft on Torsta's application for the hub, begun by the leader."""
    application = Application(
        "Kök för fler", list(activities) or [funded.hub], on_day or AT.date(), applicant_id=funded.torsta.id
    )
    return begin(
        session,
        call,
        funded.plan.roadmap,
        application,
        words=words_in("sv"),
        site=SITE,
        actor=funded.plan.leader,
        at=AT,
    )


def calls_to_look_at(session: Session, actor: Actor, *, at: datetime) -> UUID:
    """A file of calls with a row of each sort: new, another last day, and bad; the file's id."""
    known = session.scalars(standing_calls()).first()
    assert known is not None
    lines = ["Titel;Fond;Stänger;Något annat", "En ny;ERUF;2027-05-01;x", "En annan;ERUF;snart;"]
    lines.append(f"{known.title};{known.fund};2027-01-31;")
    return keep_file(session, "utlysningar.csv", read_sent("\n".join(lines).encode()), actor=actor, at=at).id
