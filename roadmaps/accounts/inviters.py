"""Who answers for an invitation today. What roles somebody has, and so what they may promise, is known in a room above."""

from collections.abc import Callable
from typing import cast

from flask import Flask, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Invitation, Person

Finder = Callable[[Session, Invitation], Actor | None]


def answer_for_invitations(app: Flask, finder: Finder) -> None:
    """Let it be found in this way who answers for an invitation: whoever made it, as long as they may still make it."""
    app.extensions["find_inviter"] = finder


def inviter_of(session: Session, invitation: Invitation) -> Actor | None:
    """Who answers for the invitation, as they are today; None when they may not promise any more what it says."""
    return cast(Finder, current_app.extensions["find_inviter"])(session, invitation)


def held_inviter_of(session: Session, invitation: Invitation) -> Actor | None:
    """The same, and nobody can take a right from them until this unit of work is over."""
    inviter = select(Person).where(Person.id == invitation.invited_by_id)
    # Read anew, as they may have been shut out since they were read.
    session.scalar(inviter.with_for_update(key_share=True).execution_options(populate_existing=True))
    return inviter_of(session, invitation)
