"""Asks the policy of translations."""

from roadmaps.roadmap.phases import Phase
from roadmaps.translating import policy
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import Case

CASES = [
    Case(
        policy.may_read_translations,
        lambda actor, scene: policy.may_read_translations(actor, a_roadmap(scene.area)),
        "shown to everyone",
    ),
    Case(
        policy.may_read_translations,
        lambda actor, scene: policy.may_read_translations(actor, a_roadmap(scene.area, is_public=False)),
        "not shown to everyone",
    ),
    Case(policy.may_translate, lambda actor, scene: policy.may_translate(actor, a_roadmap(scene.area))),
    Case(
        policy.may_translate,
        lambda actor, scene: policy.may_translate(actor, a_roadmap(scene.area, Phase.PAUSED)),
        "paused roadmap",
    ),
    Case(
        policy.may_translate,
        lambda actor, scene: policy.may_translate(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
    Case(
        policy.may_translate,
        lambda actor, scene: policy.may_translate(actor, a_roadmap(scene.archived)),
        "archived area",
    ),
    Case(policy.may_choose_languages, lambda actor, _: policy.may_choose_languages(actor)),
]
