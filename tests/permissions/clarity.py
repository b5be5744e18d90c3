"""Asks the policy of what is hard to understand."""

from roadmaps.clarity import policy
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case

CASES = [
    Case(policy.may_say_unclear, lambda actor, scene: policy.may_say_unclear(actor, a_roadmap(scene.area))),
    Case(
        policy.may_say_unclear,
        lambda actor, scene: policy.may_say_unclear(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
    Case(policy.may_read_unclear, lambda actor, scene: policy.may_read_unclear(actor, a_roadmap(scene.area))),
    Case(
        policy.may_read_unclear,
        lambda actor, scene: policy.may_read_unclear(actor, a_roadmap(scene.area, Phase.ADOPTED)),
        "adopted roadmap",
    ),
    Case(policy.may_mark_explained, lambda actor, scene: policy.may_mark_explained(actor, a_roadmap(scene.area))),
    Case(policy.may_ask_for_word, lambda actor, _: policy.may_ask_for_word(actor)),
    Case(policy.may_answer_asked_words, lambda actor, _: policy.may_answer_asked_words(actor)),
    Case(
        policy.may_say_unclear,
        lambda actor, scene: policy.may_say_unclear(actor, a_roadmap(scene.archived)),
        "area archived",
    ),
    Case(
        policy.may_say_unclear,
        lambda actor, scene: policy.may_say_unclear(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
]
