"""Telling of a need, an idea or a strength: by anybody through the form, or taken in from where it was said."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Helix, Organisation
from roadmaps.areas.sentences import why_muted
from roadmaps.discovery import policy
from roadmaps.discovery.events import FindingCame, Occasion
from roadmaps.discovery.finders import new_link, write_to
from roadmaps.discovery.models import Finding, FindingLink, FindingTurn
from roadmaps.discovery.queries import told_lately, written_to_lately
from roadmaps.discovery.rules import meetings_told
from roadmaps.discovery.words import FindingTurnSort, Sort, Standing, Way
from roadmaps.discussion.models import Comment
from roadmaps.discussion.queries import must_wait
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.prose import tidy
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.meetings.models import Input
from roadmaps.roadmap import policy as roadmap_policy
from roadmaps.roadmap.models import Roadmap

# Beyond this, it is no meeting with a form on the screen: then one is taken every few seconds, so that nobody can close the
# form for others. Those who have an account are heard all the same.
MOST_WITHOUT_ACCOUNT, WITHIN, THEN_EVERY = 200, timedelta(hours=1), timedelta(seconds=5)
# Anybody could have typed an address, so that it is not filled with letters.
MOST_TO_ONE_ADDRESS = 5


@dataclass(frozen=True)
class Told:
    """What somebody has to say. `voice`, `helix` and `email` are for those who have no account."""

    sort: Sort
    title: str
    words: str = ""
    for_whom: str = ""
    municipality: str = ""
    voice: str = ""
    helix: Helix | None = None
    email: str = ""
    language: str = "sv"


def tell(session: Session, roadmap: Roadmap, told: Told, *, actor: Actor | None, at: datetime) -> tuple[Finding, str]:
    """Keep what somebody tells, for those who lead the area to read first.

    What people of the area tell is shown at once, unless the area reads newcomers first.

    :returns: the finding, and the secret of the link that follows it; empty for somebody with an account
    """
    if not policy.may_tell(actor, roadmap):
        raise NotAllowed(_why_not(actor, roadmap))
    if actor is None and _comes_too_fast(session, roadmap, at):
        raise Invalid(say("Much comes in just now. Wait a few seconds and send it again, or sign in."))
    if actor is None and told.email and written_to_lately(session, told.email, at - WITHIN) >= MOST_TO_ONE_ADDRESS:
        enough = say("Several letters have gone to this address during the last hour. Leave it empty this time.")
        raise Invalid(enough, {"email": enough})
    organisation_id = actor.acting_for_id if actor else None
    finding = _finding(
        roadmap,
        told,
        way=Way.FORM,
        person_id=actor.person_id if actor else None,
        organisation_id=organisation_id,
        helix=_helix_of(session, organisation_id) or (told.helix if actor is None else None),
        standing=_standing(session, roadmap, actor),
        at=at,
    )
    session.add(finding)
    session.flush()
    record(session, FindingCame(*_about(finding, at), finding.standing))
    if actor is not None:
        return finding, ""
    token = new_link(session, finding, at=at, is_letter=False)
    write_to(session, [finding], Occasion.RECEIVED, at=at)
    return finding, token


def _comes_too_fast(session: Session, roadmap: Roadmap, at: datetime) -> bool:
    is_full = told_lately(session, roadmap, at - WITHIN) >= MOST_WITHOUT_ACCOUNT
    return is_full and told_lately(session, roadmap, at - THEN_EVERY) > 0


def take_in(
    session: Session,
    roadmap: Roadmap,
    told: Told,
    *,
    organisation_id: UUID | None = None,
    comment: Comment | None = None,
    said: Input | None = None,
    note: str = "",
    actor: Actor,
    at: datetime,
) -> Finding:
    """Bring in what was said elsewhere, in the words of whoever said it. It is shown at once.

    :param comment: the comment in a thread of this roadmap where it was written
    :param said: the input of a meeting where it was said
    :param note: what those who were at the meeting read of it there
    """
    if not policy.may_lead(actor, roadmap):
        raise NotAllowed(say("Only the area's process leader can do this."))
    if comment is not None and comment.thread.roadmap_id != roadmap.id:
        raise Invalid(say("The comment is about another roadmap."))
    if comment is not None:
        organisation_id = comment.organisation_id
    if said is not None:
        organisation_id = said.organisation_id
    finding = _finding(
        roadmap,
        told,
        way=Way.COMMENT if comment else Way.MEETING if said else Way.FORM,
        person_id=comment.person_id if comment else None,
        organisation_id=organisation_id,
        helix=_helix_of(session, organisation_id) or told.helix,
        standing=Standing.SHOWN,
        at=at,
    )
    finding.comment_id = comment.id if comment else None
    finding.input_id = said.id if said else None
    finding.taken_in_by_id = actor.person_id
    session.add(finding)
    session.flush()
    if said is not None:
        meetings_told.is_on_its_way(session, said, note, actor=actor, at=at)
    record(session, FindingCame(*_about(finding, at), finding.standing))
    return finding


def confirm_address(session: Session, link: FindingLink, *, at: datetime) -> None:
    """Note that the address is its reader's own, who had the link by mail."""
    if not link.is_letter or not link.finding.email:
        raise NotAllowed(say("Only the link in a letter can do this."))
    link.finding.email_confirmed_at = link.finding.email_confirmed_at or at
    session.flush()


def forget_address(session: Session, link: FindingLink) -> None:
    """Write no more letters, and keep the address no longer. Whoever has the link may."""
    link.finding.email, link.finding.email_confirmed_at = "", None
    session.flush()


def turn_of(finding: Finding, turn: FindingTurnSort, actor: Actor, at: datetime, words: str = "") -> FindingTurn:
    """Something that happened to a finding."""
    return FindingTurn(id=new_id(), finding_id=finding.id, turn=turn, words=words, at=at, person_id=actor.person_id)


def _finding(
    roadmap: Roadmap,
    told: Told,
    *,
    way: Way,
    person_id: UUID | None,
    organisation_id: UUID | None,
    helix: Helix | None,
    standing: Standing,
    at: datetime,
) -> Finding:
    is_nobody_here = person_id is None and way is Way.FORM
    title = " ".join(tidy(told.title).split())
    if not title:
        raise Invalid(say("Say in a few words what it is."), {"title": say("Say in a few words what it is.")})
    return Finding(
        id=new_id(),
        roadmap=roadmap,
        roadmap_id=roadmap.id,
        sort=told.sort,
        title=title,
        words=tidy(told.words).strip(),
        for_whom=tidy(told.for_whom).strip(),
        municipality=told.municipality,
        way=way,
        person_id=person_id,
        organisation_id=organisation_id,
        voice=" ".join(tidy(told.voice).split()) if person_id is None and organisation_id is None else "",
        helix=helix,
        email=told.email.strip().lower() if is_nobody_here else "",
        language=told.language,
        came_at=at,
        standing=standing,
        aside_reason="",
    )


def _standing(session: Session, roadmap: Roadmap, actor: Actor | None) -> Standing:
    is_known = roadmap_policy.may_comment(actor, roadmap)
    if actor is None or not is_known or must_wait(session, roadmap, actor):
        return Standing.WAITING
    return Standing.SHOWN


def _helix_of(session: Session, organisation_id: UUID | None) -> Helix | None:
    return session.get_one(Organisation, organisation_id).helix if organisation_id else None


def _about(finding: Finding, at: datetime) -> tuple[UUID, UUID, UUID, datetime]:
    return finding.id, finding.roadmap_id, finding.roadmap.area_id, at


def _why_not(actor: Actor | None, roadmap: Roadmap) -> Sentence:
    muted = why_muted(actor, roadmap.area_id) if actor else None
    return muted or say("The roadmap is closed, so nothing new is taken in here.")
