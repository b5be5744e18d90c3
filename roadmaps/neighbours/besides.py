"""A neighbour's roadmap beside one of ours: which goals and activities are about the same. For the doors only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from roadmaps.foundation.errors import NotFound
from roadmaps.neighbours.alike import NOTHING, Beside, Pair, beside
from roadmaps.neighbours.models import Mirror, MirrorVersion, Tie
from roadmaps.neighbours.queries import ties_visible_to
from roadmaps.neighbours.versions import edition_of
from roadmaps.revisions.states import BlockState, State, current
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read
from roadmaps.snapshots.editions import state_in as frozen_state
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import find_snapshot, latest_public
from roadmaps.web.identity import actor
from roadmaps.web.work import reading

KINDS = ("goal", "activity")


@dataclass(frozen=True)
class Comparing:
    """Both, with what goes together by kind. `snapshot` is the version of ours that is compared; None: the working one.

    `tied` are the ties by ours and theirs.
    """

    roadmap: Roadmap
    snapshot: Snapshot | None
    kinds: Mapping[str, Beside]
    tied: Mapping[tuple[UUID, UUID], Tie]


def comparing(roadmap: Roadmap, mirror: Mirror, version: MirrorVersion) -> Comparing:
    """Put them beside each other, as far as the reader may see ours.

    :raises NotFound: when nothing of ours is for the reader
    """
    ours, snapshot = _ours(roadmap)
    theirs = edition_of(version, address="").document.state
    ties = ties_visible_to(reading(), actor(), roadmap=roadmap, mirror_id=mirror.id)
    tied = {(one.block_id, one.theirs_id): one for one in ties}
    kinds = {kind: beside(ours.of_kind(kind), theirs.of_kind(kind)) for kind in KINDS}
    kinds["activity"] = _tied_first(kinds["activity"], list(tied), ours, theirs)
    return Comparing(roadmap, snapshot, kinds, tied)


def _ours(roadmap: Roadmap) -> tuple[State, Snapshot | None]:
    if may_read(actor(), roadmap):
        return current(reading(), roadmap.history), None
    public = latest_public(reading(), roadmap)
    if public is None:
        raise NotFound
    snapshot = find_snapshot(reading(), roadmap, public.number, actor())
    return frozen_state(snapshot), snapshot


def _tied_first(found: Beside, tied: Sequence[tuple[UUID, UUID]], ours: State, theirs: State) -> Beside:
    """What people have tied goes together, whatever the words say; what they say of the rest follows."""
    standing = [(own, other) for own, other in tied if own in ours and other in theirs]
    likenesses = {one.key: one.likeness for one in found.pairs}
    pairs = [Pair(ours[own], theirs[other], likenesses.get((own, other), NOTHING)) for own, other in standing]
    owns, others = {own for own, _ in standing}, {other for _, other in standing}
    rest = [one for one in found.pairs if not _is_in(one.ours, owns) and not _is_in(one.theirs, others)]
    kept = {block.id for one in (*pairs, *rest) for block in (one.ours, one.theirs) if block}
    loose = [one for one in found.pairs if one not in rest and one.key not in standing]
    alone_theirs = [Pair(None, one.theirs) for one in loose if one.theirs and one.theirs.id not in kept]
    alone_ours = [Pair(one.ours, None) for one in loose if one.ours and one.ours.id not in kept]
    return replace(
        found,
        pairs=[*pairs, *rest],
        only_theirs=[*alone_theirs, *(one for one in found.only_theirs if not _is_in(one.theirs, others))],
        only_ours=[*alone_ours, *(one for one in found.only_ours if not _is_in(one.ours, owns))],
    )


def _is_in(block: BlockState | None, ids: set[UUID]) -> bool:
    return block is not None and block.id in ids
