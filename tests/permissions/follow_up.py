"""Asks the policy of follow-up reports."""

from roadmaps.areas.models import Area
from roadmaps.follow_up import policy
from roadmaps.follow_up.models import FollowUp
from tests.permissions.scene import LONG_AGO, Case


def _report(area: Area | None, *, is_finished: bool = False) -> FollowUp:
    area_id = area.id if area else None
    return FollowUp(area=area, area_id=area_id, finished_at=LONG_AGO if is_finished else None)


CASES = [
    Case(policy.may_begin, lambda actor, scene: policy.may_begin(actor, scene.area), "on the area"),
    Case(policy.may_begin, lambda actor, scene: policy.may_begin(actor, None), "on all areas"),
    *[
        case
        for ask in (
            policy.may_read,
            policy.may_read_history,
            policy.may_write,
            policy.may_help,
            policy.may_comment,
            policy.may_finish,
        )
        for case in (
            Case(ask, lambda actor, scene, ask=ask: ask(actor, _report(scene.area)), "a draft on the area"),
            Case(ask, lambda actor, scene, ask=ask: ask(actor, _report(None)), "a draft on all areas"),
            Case(
                ask, lambda actor, scene, ask=ask: ask(actor, _report(scene.area, is_finished=True)), "a finished one"
            ),
        )
    ],
]
