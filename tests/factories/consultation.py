"""A consultation on a small roadmap, with those who hold it and those who answer."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Organisation
from roadmaps.consultation.models import Consultation, Consultee, Point, Response
from roadmaps.consultation.points import points_in
from roadmaps.consultation.queries import consultee_for, draft_of
from roadmaps.consultation.rules import answering, holding, preparing, replying, sending
from roadmaps.consultation.rules.answering import Typed
from roadmaps.consultation.words import PartSort
from roadmaps.consultation.writers import Writer
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.states import current
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.factories.accounts import a_membership, a_person
from tests.factories.areas import as_actor
from tests.factories.roadmap import AT, Plan, a_plan

OPENS, CLOSES = date(2026, 11, 21), date(2027, 1, 15)
PDF = b"%PDF-1.7\nEtt brev.\n%%EOF\n"
WORD = b"PK\x03\x04..[Content_Types].xml..word/document.xml.."


@dataclass
class Held:
    """A consultation with its roadmap: a vision, a need, a goal and an activity."""

    session: Session
    plan: Plan
    consultation: Consultation
    snapshot: Snapshot
    blocks: dict[str, UUID]

    @property
    def leader(self) -> Actor:
        return self.plan.leader

    @property
    def address(self) -> str:
        return f"/consultations/{self.consultation.id}"

    @property
    def points(self) -> list[Point]:
        """Its points, by place and number."""
        return list(points_in(self.session, self.consultation.id))

    def open(self, *names: str) -> None:
        """Ask these, and let it open."""
        self.ask(*names)
        holding.confirm(self.session, self.consultation, actor=self.leader, at=AT)

    def ask(self, *names: str, **emails: str) -> None:
        """Ask organisations by name."""
        asked = [preparing.Asked(name) for name in names] + [
            preparing.Asked(name, None, to) for name, to in emails.items()
        ]
        preparing.invite(self.session, self.consultation, asked, actor=self.leader, at=AT)

    def somebody_at(self, name: str) -> Actor:
        """Somebody with an account and no role in the area, who acts for the organisation."""
        organisation = self.session.scalar(select(Organisation).where(Organisation.name == name))
        if organisation is None:
            organisation = Organisation(
                id=new_id(), name=name, slug=f"o-{new_id().hex[:12]}", helix="public", created_at=AT
            )
            self.session.add(organisation)
            self.session.flush()
        person = a_person(self.session, f"Kim vid {name}")
        a_membership(self.session, person, organisation)
        return as_actor(self.session, person)

    def consultee(self, actor: Actor) -> Consultee:
        """The organisation that the person acts for, in the consultation."""
        found = consultee_for(self.session, self.consultation, actor.acting_for_id)
        return found or answering.come(self.session, self.consultation, actor.acting_for_id, actor=actor, at=AT)

    def write(self, actor: Actor, *typed: Typed, at: datetime = AT) -> list[answering.Clash]:
        """Let somebody write in the draft."""
        return answering.save(self.session, self.consultee(actor), typed, writer=Writer(actor.name, actor), at=at)

    def propose(self, actor: Actor, block: str, *, at: datetime = AT, **content: object) -> None:
        """Let somebody propose another wording."""
        consultee = self.consultee(actor)
        known = draft_of(self.session, consultee.id).get(("proposal", str(self.blocks[block])))
        answering.propose(
            self.session,
            consultee,
            self.blocks[block],
            content,
            motive="Det blir tydligare så.",
            sources=[],
            version=known.version if known else 0,
            writer=Writer(actor.name, actor),
            at=at,
        )

    def send(self, actor: Actor, *, at: datetime = AT) -> Response:
        """Let somebody send the draft."""
        return sending.submit(
            self.session, self.consultee(actor), signed_by="Kim, chef", writer=Writer(actor.name, actor), at=at
        )

    def answer(self, name: str, text: str = "Vi tycker om färdplanen.", *, at: datetime = AT) -> Response:
        """An organisation answers with a general statement."""
        actor = self.somebody_at(name)
        self.write(actor, statement(text), at=at)
        return self.send(actor, at=at)


def statement(text: str, version: int = 0) -> Typed:
    """A general statement as it is typed."""
    return Typed(PartSort.STATEMENT, "", {"text": text}, version)


def view(section: str, said: str, text: str = "", version: int = 0) -> Typed:
    """A view on a section as it is typed."""
    return Typed(PartSort.VIEW, section, {"view": said, "text": text}, version)


def facts(**changed: object) -> preparing.Facts:
    """What is asked."""
    told = {
        "title": "Remiss om färdplanen",
        "purpose": "Vi vill veta vad som saknas.",
        "opens_on": OPENS,
        "closes_on": CLOSES,
        "questions": ["Är målen rätt?", "Vad saknas?"],
    }
    return preparing.Facts(**{**told, **changed})


def a_consultation(session: Session, **changed: object) -> Held:
    """One that is being prepared."""
    plan = a_plan(session, is_public=False)
    blocks = {
        "vision": plan.add("vision", "Länet 2035", text="Mer förädlas här."),
        "need": plan.add("need", "Någonstans att förädla", text="Små företag saknar lokaler."),
        "goal": plan.add("goal", "Förädla mer", text="Fler företag förädlar sina råvaror i länet."),
    }
    blocks["activity"] = plan.add("activity", "En kort kurs", goal=str(blocks["goal"]), text="En kurs i höst.")
    snapshot = freeze(
        session, plan.roadmap, kind=SnapshotKind.CONSULTATION, title="Remissversion", actor=plan.leader, at=AT
    )
    consultation = preparing.prepare(session, plan.roadmap, snapshot, facts(**changed), actor=plan.leader, at=AT)
    return Held(session, plan, consultation, snapshot, blocks)


@dataclass(frozen=True)
class AskedAbout:
    """A consultation to look at: its identities, and the addresses that are not made of them alone."""

    consultation_id: UUID
    consultee_id: UUID
    point_id: UUID
    by_door: dict[str, str]


def one_to_look_at(session: Session, roadmap: Roadmap, *, actor: Actor, at: datetime) -> AskedAbout:
    """One that is open, which the actor's own organisation has answered in every way, and one that is being prepared."""
    day = day_of(at)
    told = preparing.Facts("Remiss", "Vi vill veta.", day, day + timedelta(days=30), questions=["Vad saknas?"])
    kind = SnapshotKind.CONSULTATION
    snapshot = freeze(session, roadmap, kind=kind, title="Remissversion", actor=actor, at=at)
    prepared = preparing.prepare(session, roadmap, snapshot, told, actor=actor, at=at)
    opened = preparing.prepare(session, roadmap, snapshot, told, actor=actor, at=at)
    holding.confirm(session, opened, actor=actor, at=at)
    consultee = answering.come(session, opened, actor.acting_for_id, actor=actor, at=at)
    writer = Writer(actor.name, actor)
    goal = current(session, roadmap.history).of_kind("goal")[0]
    answering.save(session, consultee, [statement("Ett.\n\nTvå.")], writer=writer, at=at)
    wording = {"text": "En annan text."}
    answering.propose(session, consultee, goal.id, wording, motive="Så.", sources=[], version=0, writer=writer, at=at)
    answering.add_letter(session, consultee, "brev.pdf", PDF, writer=writer, at=at)
    sending.submit(session, consultee, signed_by=actor.name, writer=writer, at=at)
    replying.keep_template(session, roadmap.area, title="Tack", said=None, words="Tack för svaret.", actor=actor)
    point = next(one for one in points_in(session, opened.id) if one.suggestion_id)
    seat = f"/consultations/{opened.id}/answer"
    addresses = {
        "answer": seat,
        "proposal": f"{seat}/blocks/{goal.id}",
        "letter": f"{seat}/letter",
        "summary": f"{seat}/summary",
        "sent": f"{seat}/sent",
        "facts": f"/consultations/{prepared.id}/facts",
        "text": f"/points/{point.id}/text/{goal.id}",
    }
    by_door = {f"consultation.{name}": address for name, address in addresses.items()}
    return AskedAbout(opened.id, consultee.id, point.id, by_door)
