"""A round of weighing on a small roadmap, with candidates, criteria, organisations and those who act for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.models import Role
from roadmaps.discovery.models import Candidate
from roadmaps.discovery.queries import candidates_of
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.models import Roadmap
from roadmaps.weighing.models import Recommendation, Weigher, WeighingRound
from roadmaps.weighing.queries import criteria_now, rounds_of
from roadmaps.weighing.rules import criteria, dotting, giving, holding, preparing, recommending
from roadmaps.weighing.rules.criteria import Wanted
from roadmaps.weighing.rules.giving import Given
from roadmaps.weighing.rules.preparing import Facts
from roadmaps.weighing.rules.recommending import Wish
from roadmaps.weighing.words import Kind
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_role, as_actor
from tests.factories.discovery import a_candidate
from tests.factories.roadmap import AT, Plan, a_plan

OPENS, CLOSES = date(2026, 11, 21), date(2026, 12, 18)
CRITERIA = (Wanted("Styrka", "Bygger det på en styrka?", 3), Wanted("Nytta", "", 2), Wanted("Genomförbart", "", 1))


@dataclass
class Held:
    """A round, its roadmap and its candidates."""

    plan: Plan
    round: WeighingRound
    candidates: Sequence[Candidate]

    @property
    def session(self) -> Session:
        return self.plan.session

    @property
    def leader(self) -> Actor:
        return self.plan.leader

    @property
    def address(self) -> str:
        return f"/weighings/{self.round.id}"

    @property
    def criteria(self) -> list[UUID]:
        """The criteria in order."""
        chosen = criteria_now(self.session, self.plan.roadmap.id)
        assert chosen is not None
        return [one.id for one in chosen.criteria]

    def somebody_at(self, name: str, helix: Helix = Helix.BUSINESS, *, role: Role | None = Role.ACTOR) -> Actor:
        """Somebody who acts for an organisation of that name, with a role in the area unless told otherwise."""
        person = a_person(self.session, f"Kim vid {name}")
        a_membership(self.session, person, an_organisation(self.session, name, helix=helix))
        if role:
            a_role(self.session, self.plan.roadmap.area, person, role)
        return as_actor(self.session, person)

    def ask(self, *actors: Actor) -> list[Weigher]:
        """Ask their organisations by name."""
        ids = [one.acting_for_id for one in actors if one.acting_for_id]
        return preparing.invite(self.session, self.round, ids, actor=self.leader, at=AT)

    def open(self) -> "Held":
        """Let it open."""
        holding.confirm(self.session, self.round, actor=self.leader, at=AT)
        return self

    def close(self, at: datetime = AT) -> "Held":
        """Close it."""
        holding.close(self.session, self.round, actor=self.leader, at=at)
        return self

    def give(
        self,
        actor: Actor,
        entry: int,
        *points: int | None,
        motive: str = "Därför.",
        has_interest: bool = False,
        version: int = 0,
        at: datetime = AT,
    ):
        """Let the actor's organisation give points to a candidate, counted from 0."""
        weigher = giving.come(self.session, self.round, actor.acting_for_id, actor=actor, at=at)  # type: ignore[arg-type]
        given = Given(dict(zip(self.criteria, points, strict=False)), motive, has_interest)
        return giving.give(self.session, weigher, self.round.entries[entry], given, version=version, actor=actor, at=at)

    def place(self, voter: str, *dots: int, helix: Helix | None = None, at: datetime = AT):
        """Let somebody in the room place dots on the candidates in order."""
        placed = dict(zip([one.id for one in self.round.entries], dots, strict=False))
        return dotting.place(self.session, self.round, placed, voter=voter, helix=helix, actor=None, at=at)


def a_round(
    session: Session, *, plan: Plan | None = None, titles: Sequence[str] = ("Kurs", "Mat", "Råd"), **facts: object
) -> Held:
    """A round in which organisations are to give points; nobody has been asked, and it has not opened."""
    plan = plan or a_plan(session)
    candidates = [a_candidate(plan, title=title) for title in titles]
    criteria.set_criteria(session, plan.roadmap, CRITERIA, reason="Så vill styrgruppen.", actor=plan.leader, at=AT)
    told = Facts(**{"title": "Vad går vi vidare med?", "opens_on": OPENS, "closes_on": CLOSES, **facts})  # type: ignore[arg-type]
    made = preparing.prepare(session, plan.roadmap, Kind.CRITERIA, told, candidates, actor=plan.leader, at=AT)
    take_recorded(session)
    return Held(plan, made, candidates)


def a_room(session: Session, *, plan: Plan | None = None, dots: int = 3, shows_live: bool = True) -> Held:
    """A round of dots that has opened."""
    plan = plan or a_plan(session)
    candidates = [a_candidate(plan, title=title) for title in ("Kurs", "Mat", "Råd")]
    told = Facts("Var lägger vi kraften?", OPENS, OPENS, "Placera dina prickar.", dots=dots, shows_live=shows_live)
    made = preparing.prepare(session, plan.roadmap, Kind.DOTS, told, candidates, actor=plan.leader, at=AT)
    return Held(plan, made, candidates).open()


def a_recommendation(held: Held, *, change: str = "", at: datetime = AT + timedelta(days=1)) -> Recommendation:
    """What is recommended with the result of the round; something must have been prioritised."""
    wish = Wish("Rekommendation 2027", "Förvaltande myndighet", "Vi rekommenderar kursen.", "Så gick det till.", change)
    rounds = [held.round] if held.round.is_closed else []
    return recommending.freeze(held.session, held.plan.roadmap, rounds, wish, actor=held.leader, at=at)


def region(held: Held) -> Organisation:
    """The organisation that the leader acts for."""
    return held.session.get_one(Organisation, held.leader.acting_for_id)


@dataclass(frozen=True)
class ToLookAt:
    """Rounds of each sort in an area with candidates, and addresses of their pages by door."""

    round_id: UUID
    entry_id: UUID
    by_door: dict[str, str]


def ones_to_look_at(session: Session, roadmap: Roadmap, actor: Actor, at: datetime) -> ToLookAt:
    """An open round and a prepared one, an open room with dots, and the closed ones that are there already."""
    candidates = list(session.scalars(candidates_of(roadmap)).unique())[:3]
    day = day_of(at)
    told = Facts("Vad tar vi upp nästa år?", day, day + timedelta(days=20), "Vi väger det som inte är avgjort.")
    made = [preparing.prepare(session, roadmap, Kind.CRITERIA, told, candidates, actor=actor, at=at) for _ in range(2)]
    opened, prepared = made
    preparing.invite(session, opened, [key for key, _ in actor.organisations], actor=actor, at=at)
    holding.confirm(session, opened, actor=actor, at=at)
    facts = Facts("Var lägger vi kraften?", day, day, dots=3)
    room = preparing.prepare(session, roadmap, Kind.DOTS, facts, candidates, actor=actor, at=at)
    holding.confirm(session, room, actor=actor, at=at)
    dotting.place(session, room, {room.entries[0].id: 2}, voter="a", helix=None, actor=None, at=at)
    closed = [one for one in session.scalars(rounds_of(roadmap, actor)).unique() if one.is_closed]
    weighed = next(one for one in closed if one.kind is Kind.CRITERIA)
    addresses = {
        "new": f"/areas/{roadmap.area.slug}/weighing/new/criteria",
        "facts": f"/weighings/{prepared.id}/facts",
        "sheet": f"/weighings/{opened.id}/sheet",
        "weigh": f"/weighings/{opened.id}/sheet/{opened.entries[0].id}",
        "dots": f"/dots/{room.code}",
        "screen": f"/weighings/{room.id}/screen",
        "result": f"/weighings/{weighed.id}/result",
    }
    by_door = {f"weighing.{name}": address for name, address in addresses.items()}
    return ToLookAt(opened.id, opened.entries[0].id, by_door)
