"""The division of responsibility: exactly one organisation leads an activity, and each has one part in it.

To be given the lead is a proposal: the part carries what the organisation has answered to it.
"""

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import N_, say
from roadmaps.revisions.changes import Change
from roadmaps.revisions.kinds import Content
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.roadmap.kinds.choices import Answer, Part, word_of


def as_proposed(session: Session, change: Change, own: Collection[UUID | None], *, before: BlockState | None) -> Change:
    """Somebody's change of a responsibility as it is to be written: with the organisation's name of the day.

    A part that is given anew is proposed, unless the writer gives it to one of their `own` organisations; what the
    organisation has answered stays with the part that it answered to. Nobody answers for others by a form.

    :param before: the block as it is now, None when it is new
    """
    if (before.kind if before else change.kind) != "responsibility" or change.content is None:
        return change
    said = before.content if before else {}
    content = {name: value for name, value in change.content.items() if name not in {"answer", "answer_note"}}
    given = {**said, **content}
    if any(str(given.get(name)) != str(said.get(name)) for name in ("organisation", "part")):
        is_own = str(given.get("organisation")) in {str(one) for one in own}
        content |= {"answer": Answer.ACCEPTED if is_own else Answer.PROPOSED, "answer_note": ""}
    return with_organisation_name(session, replace(change, content=content))


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
    return replace(change, content=content)


def part_in_words(content: Content) -> str:
    """What the organisation's part is, as a catalogue message; a lead that it has not accepted says so."""
    # What was frozen before organisations could answer holds no answer: then it was agreed in other ways.
    answer = Answer(content.get("answer", Answer.ACCEPTED))
    if content["part"] != Part.LEADS or answer is Answer.ACCEPTED:
        return word_of(Part(content["part"]))
    return N_("Has declined to lead") if answer is Answer.DECLINED else N_("Proposed to lead")


def leading_part(state: State, activity_id: UUID) -> BlockState | None:
    """The responsibility of the organisation that leads, whatever it has answered; None when nobody is to lead."""
    parts = state.children(activity_id, "responsibility")
    return next((part for part in parts if part.content["part"] == Part.LEADS), None)


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
        check_activity(state, activity)


def check_activity(state: State, activity_id: UUID | None) -> None:
    """:raises Invalid: when the activity has two leaders in this state, or an organisation two parts in it."""
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
