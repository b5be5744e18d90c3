"""The region's own Word file, whose styles everything that leaves the site as Word takes."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import NotAllowed, NotFound
from roadmaps.foundation.events import record
from roadmaps.foundation.ids import new_id
from roadmaps.foundation.sentences import say
from roadmaps.papers.word import templates
from roadmaps.snapshots import policy
from roadmaps.snapshots.events import TemplateChanged
from roadmaps.snapshots.models import DocumentTemplate

LONGEST_NAME = 200


def put_in_place(session: Session, filename: str, content: bytes, *, actor: Actor, at: datetime) -> DocumentTemplate:
    """Use this file from now on, in the place of the one that was used.

    :raises NotAllowed: when the actor is no coordinator
    :raises Invalid: when it cannot be a template, with what to do about it
    """
    _check(actor)
    templates.check(content)
    _end(session, actor, at)
    template = DocumentTemplate(
        id=new_id(),
        of="word",
        filename=" ".join(filename.split())[:LONGEST_NAME] or "template.docx",
        content=content,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        added_at=at,
        added_by_id=actor.person_id,
    )
    session.add(template)
    session.flush()
    record(session, TemplateChanged(template.id, actor.person_id, at))
    return template


def take_away(session: Session, *, actor: Actor, at: datetime) -> None:
    """Go back to the product's own styles.

    :raises NotAllowed: when the actor is no coordinator
    :raises NotFound: when no template is in use
    """
    _check(actor)
    if not _end(session, actor, at):
        raise NotFound(say("No template is in use."))
    record(session, TemplateChanged(None, actor.person_id, at))


def _check(actor: Actor) -> None:
    if not policy.may_choose_template(actor):
        raise NotAllowed(say("This page is for coordinators."))


def _end(session: Session, actor: Actor, at: datetime) -> bool:
    used = session.scalar(select(DocumentTemplate).where(DocumentTemplate.ended_at.is_(None)).with_for_update())
    if used is None:
        return False
    used.ended_at, used.ended_by_id = at, actor.person_id
    session.flush()
    return True
