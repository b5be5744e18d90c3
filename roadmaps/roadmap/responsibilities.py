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
from roadmaps.revisions.states import BlockState, State, current, every_version, version_at
from roadmaps.revisions.write import Settle
from roadmaps.roadmap.kinds.choices import Answer, Part, word_of

_ANSWERS = ("answer", "answer_note")


def settling(
    session: Session, own: Collection[UUID | None], *, is_faithful: bool = False, brings_answers: bool = False
) -> Settle:
    """What becomes of answers when somebody writes: nobody answers for others, whatever is sent, merged or taken up again.

    What an organisation has answered stays with the part that it answered to. A part that is given anew, as another one, to
    another organisation or in another activity, is proposed, unless the writer gives just that part to one of
    their `own` organisations. One that is taken up again has what its organisation has said to it last, which may be no.

    :param is_faithful: the changes say what was once said
    :param brings_answers: a part that was never here before comes with its answer, and keeps it
    """

    def settle(change: Change, standing: BlockState | None, merged: BlockState) -> BlockState:
        if merged.kind != "responsibility" or (standing is None and brings_answers):
            return merged
        answered: Content | None = None
        if standing is not None:
            said = every_version(session, merged.id) if is_faithful else [standing]
            answered = next((one.content for one in said if _is_same_part(one, merged)), None)
        if answered is None:
            is_own = merged.content["organisation"] in {str(one) for one in own}
            is_said = is_own and _is_same_part(_as_wanted(session, change, standing, merged), merged)
            answered = {"answer": (Answer.ACCEPTED if is_said else Answer.PROPOSED).value, "answer_note": ""}
        return replace(
            merged, content={**merged.content, **{name: answered[name] for name in _ANSWERS if name in answered}}
        )

    return settle


def as_written(session: Session, change: Change) -> Change:
    """Somebody's change of a responsibility as it is to be written: without an answer, with the organisation's name of the day."""
    if change.content is None:
        return change
    content = {name: value for name, value in change.content.items() if name not in _ANSWERS}
    return with_organisation_name(session, replace(change, content=content))


def _as_wanted(session: Session, change: Change, standing: BlockState | None, merged: BlockState) -> BlockState:
    """The part as the writer saw it and wants it: others may have made another of it meanwhile."""
    if standing is None:
        return merged
    base = standing if standing.number <= change.based_on else version_at(session, change.block_id, change.based_on)
    assert base is not None  # what cannot be found has been refused before the merge
    parent_id = change.place.parent if change.place else base.parent_id
    return replace(base, content={**base.content, **(change.content or {})}, parent_id=parent_id)


def _is_same_part(one: BlockState, other: BlockState) -> bool:
    same = all(one.content[name] == other.content[name] for name in ("organisation", "part"))
    return same and one.parent_id == other.parent_id


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
