"""Asks the policy of the discussion."""

from uuid import UUID

from roadmaps.discussion import policy
from roadmaps.discussion.models import Comment, Thread, WaitingComment
from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene


def a_thread(
    scene: Scene, opened_by_id: UUID | None = None, *, is_open: bool = True, phase: Phase = Phase.BEING_WRITTEN
) -> Thread:
    """A thread on the roadmap here, by somebody else unless told."""
    return Thread(
        roadmap=a_roadmap(scene.area, phase),
        opened_by_id=opened_by_id or scene.other.id,
        resolved_at=None if is_open else LONG_AGO,
    )


def a_comment(
    scene: Scene,
    person_id: UUID | None = None,
    *,
    phase: Phase = Phase.BEING_WRITTEN,
    state: str = "",
    organisation_id: UUID | None = None,
) -> Comment:
    """A comment in such a thread; `state` is hidden or withdrawn."""
    return Comment(
        thread=a_thread(scene, phase=phase),
        organisation_id=organisation_id,
        person_id=person_id or scene.other.id,
        hidden_at=LONG_AGO if state == "hidden" else None,
        withdrawn_at=LONG_AGO if state == "withdrawn" else None,
    )


def a_waiting(scene: Scene, person_id: UUID | None = None, *, is_settled: bool = False) -> WaitingComment:
    """What somebody new has written, that nobody has looked at unless it is settled."""
    settled_at = LONG_AGO if is_settled else None
    return WaitingComment(roadmap=a_roadmap(scene.area), person_id=person_id or scene.other.id, settled_at=settled_at)


CASES = [
    Case(
        policy.may_read_thread, lambda actor, scene: policy.may_read_thread(actor, a_thread(scene)), "shown to everyone"
    ),
    Case(
        policy.may_read_thread,
        lambda actor, scene: policy.may_read_thread(actor, Thread(roadmap=a_roadmap(scene.area, is_public=False))),
        "not shown to everyone",
    ),
    Case(policy.may_mention, lambda actor, scene: policy.may_mention(actor, a_roadmap(scene.area))),
    Case(policy.may_open_thread, lambda actor, scene: policy.may_open_thread(actor, a_roadmap(scene.area))),
    Case(
        policy.may_open_thread,
        lambda actor, scene: policy.may_open_thread(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
    Case(policy.may_reply, lambda actor, scene: policy.may_reply(actor, a_thread(scene)), "open thread"),
    Case(
        policy.may_reply,
        lambda actor, scene: policy.may_reply(actor, a_thread(scene, is_open=False)),
        "resolved thread",
    ),
    Case(policy.may_settle, lambda actor, scene: policy.may_settle(actor, a_thread(scene)), "another's thread"),
    Case(
        policy.may_settle,
        lambda actor, scene: policy.may_settle(actor, a_thread(scene, scene.my_id(actor))),
        "one's own thread",
    ),
    Case(policy.may_read_text, lambda actor, scene: policy.may_read_text(actor, a_comment(scene))),
    Case(
        policy.may_read_text,
        lambda actor, scene: policy.may_read_text(actor, a_comment(scene, state="hidden")),
        "hidden",
    ),
    Case(
        policy.may_read_text,
        lambda actor, scene: policy.may_read_text(actor, a_comment(scene, state="withdrawn")),
        "withdrawn",
    ),
    Case(policy.may_edit_comment, lambda actor, scene: policy.may_edit_comment(actor, a_comment(scene)), "another's"),
    Case(
        policy.may_edit_comment,
        lambda actor, scene: policy.may_edit_comment(actor, a_comment(scene, scene.my_id(actor))),
        "one's own",
    ),
    Case(
        policy.may_edit_comment,
        lambda actor, scene: policy.may_edit_comment(
            actor, a_comment(scene, scene.my_id(actor), organisation_id=scene.organisation_of(actor))
        ),
        "one's own, for one's own organisation",
    ),
    Case(
        policy.may_edit_comment,
        lambda actor, scene: policy.may_edit_comment(
            actor, a_comment(scene, scene.my_id(actor), organisation_id=new_id())
        ),
        "one's own, for an organisation that one has left",
    ),
    Case(
        policy.may_edit_comment,
        lambda actor, scene: policy.may_edit_comment(actor, a_comment(scene, scene.my_id(actor), state="hidden")),
        "one's own, hidden",
    ),
    Case(
        policy.may_withdraw_comment,
        lambda actor, scene: policy.may_withdraw_comment(actor, a_comment(scene)),
        "another's",
    ),
    Case(
        policy.may_withdraw_comment,
        lambda actor, scene: policy.may_withdraw_comment(
            actor, a_comment(scene, scene.my_id(actor), phase=Phase.CLOSED)
        ),
        "one's own, closed roadmap",
    ),
    Case(policy.may_hide_comment, lambda actor, scene: policy.may_hide_comment(actor, a_comment(scene))),
    Case(
        policy.may_hide_comment,
        lambda actor, scene: policy.may_hide_comment(actor, a_comment(scene, state="withdrawn")),
        "withdrawn",
    ),
    Case(policy.may_choose_read_first, lambda actor, scene: policy.may_choose_read_first(actor, a_roadmap(scene.area))),
    *[
        Case(asked, lambda actor, scene, asked=asked: asked(actor, a_waiting(scene, scene.my_id(actor))), "one's own")
        for asked in (policy.may_read_waiting, policy.may_look_through)
    ],
    *[
        Case(asked, lambda actor, scene, asked=asked: asked(actor, a_waiting(scene)), "another person's")
        for asked in (policy.may_read_waiting, policy.may_look_through)
    ],
    Case(
        policy.may_edit_comment,
        lambda actor, scene: policy.may_edit_comment(actor, a_comment(scene, scene.my_id(actor), state="withdrawn")),
        "one's own, withdrawn",
    ),
    Case(
        policy.may_withdraw_comment,
        lambda actor, scene: policy.may_withdraw_comment(
            actor, a_comment(scene, scene.my_id(actor), state="withdrawn")
        ),
        "one's own, withdrawn",
    ),
    Case(
        policy.may_look_through,
        lambda actor, scene: policy.may_look_through(actor, a_waiting(scene, is_settled=True)),
        "another person's, settled",
    ),
    Case(policy.may_skip_look, lambda actor, scene: policy.may_skip_look(actor, a_roadmap(scene.area))),
]
