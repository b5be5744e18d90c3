"""The division of responsibility: exactly one organisation leads an activity, and each has one part in it."""

from collections import Counter
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.revisions.changes import Change
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.states import State, current
from roadmaps.roadmap.kinds.choices import Part


def with_organisation_name(session: Session, change: Change) -> Change:
    """Keep the organisation's name of the day with a responsibility, so that its history reads true for ever."""
    organisation_id = (change.content or {}).get("organisation")
    if not organisation_id:
        return change
    try:
        organisation = session.get(Organisation, UUID(str(organisation_id)))
    except ValueError:
        organisation = None
    if organisation is None:
        raise Invalid(
            say("Some of what you wrote needs another look."), {"organisation": say("Choose one of the alternatives.")}
        )
    content: Content = {**(change.content or {}), "organisation_name": organisation.name}
    return Change(change.block_id, change.based_on, change.kind, content, change.place, change.removed)


def check_one_leads(session: Session, revision: Revision) -> None:
    """Refuse a revision that leaves an activity with two leaders, or an organisation with two parts in it.

    Writers of a roadmap queue for its history, so what is seen here is what will be kept.

    :raises Invalid: naming who leads already
    """
    if not any(fact["kind"] == "responsibility" for fact in revision.facts):
        return
    history = session.scalars(select(History).where(History.id == revision.history_id)).one()
    state = current(session, history)
    for activity in {block.parent_id for block in state if block.kind == "responsibility"}:
        _check_activity(state, activity)


def _check_activity(state: State, activity_id: UUID | None) -> None:
    parts = [block.content for block in state.children(activity_id, "responsibility")]
    leaders = [part["organisation_name"] for part in parts if part["part"] == Part.LEADS]
    if len(leaders) > 1:
        raise Invalid(
            say(
                "An activity is led by one organisation. Here %(names)s would lead together.", names=", ".join(leaders)
            ),
            {"part": say("Only one organisation can lead.")},
        )
    counted = Counter(part["organisation"] for part in parts)
    if any(count > 1 for count in counted.values()):
        raise Invalid(
            say("Each organisation has one part in an activity."),
            {"organisation": say("This organisation has a part in the activity already. Change that one instead.")},
        )
