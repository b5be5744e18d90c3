"""A roadmap with one goal that can be talked about, and threads beside it."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.discussion import rules
from roadmaps.discussion.anchoring import follow_passages
from roadmaps.discussion.models import Comment, Thread
from roadmaps.discussion.queries import comments_in
from roadmaps.foundation.events import take_recorded
from roadmaps.revisions.events import RevisionWritten
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.rules import add_block, begin_roadmap, edit_block
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import a_coordinator, a_role, an_area, as_actor

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
GOAL_TEXT = "Mer av skogens råvara förädlas i länet. Företagen delar kunskap om marknader och teknik."


@dataclass
class Place:
    """A roadmap, a goal in it, and people around it who speak for organisations."""

    roadmap: Roadmap
    goal: UUID
    leader: Actor
    editor: Actor
    torsta: Actor
    peak: Actor

    @property
    def slug(self) -> str:
        return self.roadmap.area.slug


def a_voice(session: Session, roadmap: Roadmap, role: Role, name: str, organisation: str) -> Actor:
    """Somebody with the role in the roadmap's area, who speaks for a new organisation."""
    person = a_person(session, name)
    a_membership(session, person, an_organisation(session, organisation))
    a_role(session, roadmap.area, person, role)
    return as_actor(session, person)


def a_place(session: Session, *, is_public: bool = False) -> Place:
    """A roadmap that is being written, with one goal."""
    roadmap = begin_roadmap(
        session,
        an_area(session),
        period_from=2021,
        period_to=2027,
        actor=a_coordinator(session),
        on=date(2026, 1, 7),
    )
    roadmap.is_working_public = is_public
    editor = a_voice(session, roadmap, Role.EDITOR, "Erik Nilsson", f"Hushållningssällskapet {roadmap.area.slug}")
    goal = add_block(session, roadmap, "goal", {"title": "Förädla mer här", "text": GOAL_TEXT}, actor=editor, at=AT)
    place = Place(
        roadmap,
        goal,
        leader=a_voice(session, roadmap, Role.PROCESS_LEADER, "Lena Berg", f"Regionen {roadmap.area.slug}"),
        editor=editor,
        torsta=a_voice(session, roadmap, Role.ACTOR, "Tove Ström", f"Torsta {roadmap.area.slug}"),
        peak=a_voice(session, roadmap, Role.ACTOR, "Pål Dahl", f"Peak {roadmap.area.slug}"),
    )
    take_recorded(session)
    return place


def a_thread(
    session: Session, place: Place, body: str = "Hur mycket mer?", *, quote: str = "", actor: Actor | None = None
) -> Thread:
    """A thread on the goal by Torsta, unless told otherwise."""
    return rules.open_thread(
        session, place.roadmap, block_id=place.goal, quote=quote, body=body, actor=actor or place.torsta, at=AT
    )


def rewrite(session: Session, place: Place, text: str) -> None:
    """Let the goal say something else, and the threads follow as they do in every unit of work."""
    session.refresh(place.roadmap.history)
    edit_block(
        session,
        place.roadmap,
        place.goal,
        {"text": text},
        based_on=place.roadmap.history.current,
        actor=place.editor,
        at=AT,
    )
    follow(session)


def follow(session: Session) -> None:
    """Tell the threads about every revision since the last time."""
    for event in take_recorded(session):
        if isinstance(event, RevisionWritten):
            follow_passages(session, event)


def comments_of(session: Session, thread: Thread) -> list[Comment]:
    """What has been said in the thread."""
    return list(session.scalars(comments_in([thread.id])).unique())


def person_of(session: Session, actor: Actor) -> Person:
    """The person behind the actor."""
    return session.get_one(Person, actor.person_id)
