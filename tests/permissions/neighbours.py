"""Asks the policy of neighbours."""

from uuid import UUID

from roadmaps.neighbours import policy
from roadmaps.neighbours.models import Mirror, MirrorVersion, ShareLink, Tie
from roadmaps.roadmap.phases import Phase
from tests.permissions.roadmap import a_roadmap
from tests.permissions.scene import LONG_AGO, Case, Scene


def a_link(scene: Scene, *, is_revoked: bool = False) -> ShareLink:
    """A link to the roadmap here, in no database."""
    revoked_at = LONG_AGO if is_revoked else None
    return ShareLink(roadmap=a_roadmap(scene.area), until_on=LONG_AGO.date(), revoked_at=revoked_at)


def a_mirror(area_id: UUID | None) -> Mirror:
    """A neighbour's roadmap beside an area, or for the whole county."""
    return Mirror(area_id=area_id)


def a_tie(scene: Scene, phase: Phase = Phase.BEING_WRITTEN) -> Tie:
    """A tie of an activity of the roadmap here."""
    return Tie(roadmap=a_roadmap(scene.area, phase))


CASES = [
    Case(policy.may_share, lambda actor, scene: policy.may_share(actor, a_roadmap(scene.area))),
    Case(policy.may_follow, lambda _, scene: policy.may_follow(a_link(scene), LONG_AGO.date()), "on its last day"),
    Case(
        policy.may_follow,
        lambda _, scene: policy.may_follow(a_link(scene, is_revoked=True), LONG_AGO.date()),
        "revoked",
    ),
    Case(policy.may_mirror, lambda actor, scene: policy.may_mirror(actor, scene.area.id), "beside an area"),
    Case(policy.may_mirror, lambda actor, _: policy.may_mirror(actor, None), "for the whole county"),
    Case(policy.may_keep, lambda actor, scene: policy.may_keep(actor, a_mirror(scene.area.id)), "beside an area"),
    Case(
        policy.may_read_mirror,
        lambda actor, _: policy.may_read_mirror(actor, MirrorVersion(is_public=True)),
        "what the neighbour has published",
    ),
    Case(
        policy.may_read_mirror,
        lambda actor, _: policy.may_read_mirror(actor, MirrorVersion(is_public=False)),
        "what the neighbour has shared with us",
    ),
    Case(policy.may_read_unpublished, lambda actor, _: policy.may_read_unpublished(actor)),
    Case(policy.may_tie, lambda actor, scene: policy.may_tie(actor, a_roadmap(scene.area))),
    Case(
        policy.may_tie,
        lambda actor, scene: policy.may_tie(actor, a_roadmap(scene.area, Phase.CLOSED)),
        "closed roadmap",
    ),
    Case(policy.may_untie, lambda actor, scene: policy.may_untie(actor, a_tie(scene))),
]
