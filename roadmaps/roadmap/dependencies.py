"""Activities that wait for others: no activity may wait for itself, however long the way round."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.revisions.models import History, Revision
from roadmaps.revisions.states import State, current


def check_no_circle(session: Session, revision: Revision) -> None:
    """Refuse a revision after which activities would wait for each other in a circle.

    :raises Invalid: naming the activities of the circle
    """
    if not any(fact["kind"] == "activity" for fact in revision.facts):
        return
    history = session.scalars(select(History).where(History.id == revision.history_id)).one()
    state = current(session, history)
    circle = find_circle(dependencies_in(state))
    if circle:
        names = " → ".join(str(state[one].content["title"]) for one in circle)
        raise Invalid(
            say("Some of what you wrote needs another look."),
            {"depends_on": say("These activities would wait for each other: %(names)s", names=names)},
        )


def dependencies_in(state: State) -> dict[UUID, list[UUID]]:
    """For each activity, the living ones that must come first."""
    return {
        block.id: [one for one in map(UUID, block.content.get("depends_on") or []) if one in state]
        for block in state
        if block.kind == "activity"
    }


def find_circle(waits_for: Mapping[UUID, Sequence[UUID]]) -> list[UUID]:
    """One circle among these, its first entry repeated at the end; empty when there is none."""
    done: set[UUID] = set()
    for start in waits_for:
        way: list[UUID] = []
        # A stack of its own, as a plan may be deeper than Python's.
        stack = [(start, iter(waits_for.get(start, ())))] if start not in done else []
        if stack:
            way.append(start)
        while stack:
            one, following = stack[-1]
            after = next(following, None)
            if after is None:
                stack.pop()
                way.pop()
                done.add(one)
            elif after in way:
                return [*way[way.index(after) :], after]
            elif after not in done:
                stack.append((after, iter(waits_for.get(after, ()))))
                way.append(after)
    return []
