"""Asks the policy of moderation."""

from roadmaps.accounts.actors import Actor
from roadmaps.discussion.models import Comment
from roadmaps.foundation.ids import new_id
from roadmaps.moderation import policy
from roadmaps.moderation.models import Appeal
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene


def _answering(
    actor: Actor | None,
    scene: Scene,
    *,
    hidden_by_me: bool,
    has_others: bool = True,
    is_author: bool = False,
    is_answered: bool = False,
) -> bool:
    hidden_by_id = actor.person_id if actor and hidden_by_me else new_id()
    appeal = Appeal(area_id=scene.area.id, hidden_by_id=hidden_by_id, answered_at=LONG_AGO if is_answered else None)
    author_id = scene.my_id(actor) if is_author else scene.other.id
    return policy.may_answer_appeal(actor, appeal, author_id=author_id, has_others=has_others)


CASES = [
    Case(
        policy.may_read_log, lambda actor, scene: policy.may_read_log(actor, a_roadmap(scene.area)), "shown to everyone"
    ),
    Case(
        policy.may_read_log,
        lambda actor, scene: policy.may_read_log(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(policy.may_see_news, lambda actor, scene: policy.may_see_news(actor, a_roadmap(scene.area))),
    Case(policy.may_flag, lambda actor, scene: policy.may_flag(actor, a_roadmap(scene.area)), "shown to everyone"),
    Case(
        policy.may_flag,
        lambda actor, scene: policy.may_flag(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(policy.may_answer_flag, lambda actor, scene: policy.may_answer_flag(actor, a_roadmap(scene.area))),
    Case(
        policy.may_appeal,
        lambda actor, scene: policy.may_appeal(actor, Comment(person_id=scene.my_id(actor), hidden_at=LONG_AGO)),
        "one's own hidden comment",
    ),
    Case(
        policy.may_appeal,
        lambda actor, scene: policy.may_appeal(actor, Comment(person_id=scene.other.id, hidden_at=LONG_AGO)),
        "another person's hidden comment",
    ),
    Case(
        policy.may_answer_appeal,
        lambda actor, scene: _answering(actor, scene, hidden_by_me=False),
        "hidden by somebody else",
    ),
    Case(
        policy.may_answer_appeal,
        lambda actor, scene: _answering(actor, scene, hidden_by_me=True),
        "hidden by oneself, and others can answer",
    ),
    Case(
        policy.may_answer_appeal,
        lambda actor, scene: _answering(actor, scene, hidden_by_me=True, has_others=False),
        "hidden by oneself, and nobody else can answer",
    ),
    Case(
        policy.may_read_appeal,
        lambda actor, scene: policy.may_read_appeal(actor, Appeal(area_id=scene.area.id), author_id=scene.my_id(actor)),
        "one's own",
    ),
    Case(
        policy.may_read_appeal,
        lambda actor, scene: policy.may_read_appeal(actor, Appeal(area_id=scene.area.id), author_id=scene.other.id),
        "another person's",
    ),
    Case(
        policy.may_appeal,
        lambda actor, scene: policy.may_appeal(actor, Comment(person_id=scene.my_id(actor), hidden_at=None)),
        "one's own comment that everybody sees",
    ),
    Case(
        policy.may_appeal,
        lambda actor, scene: policy.may_appeal(
            actor, Comment(person_id=scene.my_id(actor), hidden_at=LONG_AGO, withdrawn_at=LONG_AGO)
        ),
        "one's own hidden comment, withdrawn",
    ),
    Case(
        policy.may_answer_appeal,
        lambda actor, scene: _answering(actor, scene, hidden_by_me=False, is_author=True),
        "of one's own comment",
    ),
    Case(
        policy.may_answer_appeal,
        lambda actor, scene: _answering(actor, scene, hidden_by_me=False, is_answered=True),
        "answered",
    ),
]
