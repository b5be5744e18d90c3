"""A roadmap about which there is something of much, and a request for its records."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.comments import hide_comment
from roadmaps.discussion.models import Comment
from roadmaps.discussion.rules import reply
from roadmaps.notifications.models import OutgoingMail
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records import rules
from roadmaps.public_records.laying_out import Laid
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.queries import things_of
from roadmaps.public_records.words import Naming, Sort
from roadmaps.roadmap.models import Roadmap
from tests.factories.discussion import Place, a_place, a_thread, comments_of

FROM, UNTIL = date(2026, 1, 1), date(2026, 11, 21)
RULE = "OSL 21 kap. 7 §"


@dataclass
class Asked:
    """The place, the request, and two comments in one thread, of which the second is hidden."""

    place: Place
    request: RecordsRequest
    comment: Comment
    hidden: Comment

    @property
    def leader(self) -> Actor:
        return self.place.leader


def a_request(
    session: Session,
    *,
    at: datetime,
    naming: Naming = Naming.NAMED,
    body: str = "Ring Anna Svensson på 070-123 45 67.",
    is_public: bool = False,
) -> Asked:
    """Somebody has asked for everything of the year."""
    place = a_place(session, is_public=is_public)
    thread = a_thread(session, place, body)
    reply(session, thread, body="Hemlig-DOLD-text om en granne.", actor=place.peak, at=at)
    comment, hidden = comments_of(session, thread)
    hide_comment(session, hidden, reason="Det angår ingen annan.", actor=place.leader, at=at)
    request = rules.begin(
        session,
        place.roadmap,
        first_on=FROM,
        last_on=UNTIL,
        asked_for="Allt om färdplanen i år.",
        language="sv",
        naming=naming,
        naming_ground=RULE if naming is Naming.UNNAMED else "",
        actor=place.leader,
        at=at,
    )
    return Asked(place, request, comment, hidden)


def laid_out(session: Session, request: RecordsRequest) -> dict[str, Laid]:
    """Every thing of the request, by its key."""
    things = things_of(session, request)
    return {one.thing.key: one for one in rules.lay_out(session, request, things, words_in("sv")).laid}


def all_given_out(session: Session, asked: Asked, *, at: datetime, but: str = "") -> None:
    """Give out all that has to be looked at; `but` is withheld."""
    waiting = [one.thing for one in laid_out(session, asked.request).values() if one.needs_look]
    given = [one for one in waiting if one.key != but]
    rules.choose(session, asked.request, given, is_given_out=True, actor=asked.leader, at=at)
    if but:
        withheld = [one for one in waiting if one.key == but]
        rules.choose(
            session, asked.request, withheld, is_given_out=False, ground="OSL 18 kap. 1 §", actor=asked.leader, at=at
        )


def decided(session: Session, asked: Asked, *, at: datetime, **facts: str) -> RecordsRequest:
    """The decision, when all has been looked at."""
    told = {"signed_by": "Lena Berg, processledare", "publisher": "Regionen", **facts}
    things = things_of(session, asked.request)
    return rules.decide(session, asked.request, things, words_in("sv"), **told, actor=asked.leader, at=at)


def a_letter(session: Session, *, text: str, at: datetime, subject: str = "Ett svar", number: UUID) -> OutgoingMail:
    """A letter that was sent."""
    mail = OutgoingMail(
        id=number,
        kind="discussion/answer",
        to="mottagare@example.org",
        language="sv",
        subject=subject,
        text=text,
        html="",
        message_id=f"<{number}@x>",
        written_at=at,
        due_at=at,
        expires_at=at,
        sent_at=at,
        headers={},
    )
    session.add(mail)
    session.flush()
    return mail


def a_request_for(session: Session, roadmap: Roadmap, actor: Actor, *, at: datetime) -> RecordsRequest:
    """Somebody has asked for all that there is about the roadmap."""
    return rules.begin(
        session,
        roadmap,
        first_on=date(2019, 1, 1),
        last_on=at.date(),
        asked_for="Allt om färdplanen.",
        registry_number="RUN/77/2026",
        language="sv",
        naming=Naming.UNNAMED,
        naming_ground=RULE,
        actor=actor,
        at=at,
    )


def decide_all(session: Session, request: RecordsRequest, actor: Actor, *, at: datetime) -> None:
    """Give out all of it but one comment."""
    things = things_of(session, request)
    withheld = next(one for one in things if one.sort is Sort.COMMENT)
    given = [one for one in things if one is not withheld]
    rules.choose(session, request, given, is_given_out=True, actor=actor, at=at)
    rules.choose(session, request, [withheld], is_given_out=False, ground="OSL 18 kap. 1 §", actor=actor, at=at)
    facts = {"signed_by": "Maja Sundin, regionutvecklingsdirektör", "publisher": "Regionen"}
    rules.decide(session, request, things, words_in("sv"), **facts, actor=actor, at=at)
