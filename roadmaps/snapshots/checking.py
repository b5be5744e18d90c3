"""Whether something that somebody holds in the hand is a frozen version of this site, and which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.areas.models import Area
from roadmaps.foundation.errors import Invalid
from roadmaps.revisions.kinds import canonical
from roadmaps.roadmap.models import Roadmap
from roadmaps.snapshots import policy
from roadmaps.snapshots.codes import start_of_hash
from roadmaps.snapshots.format import NAME, as_json, digest_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.snapshots.queries import snapshot_with_digest, snapshots_with_code

_DIGEST = re.compile(r"[0-9a-f]{64}")


class Verdict(StrEnum):
    """What came of it."""

    GENUINE = "genuine"
    NAMED = "named"
    ALTERED = "altered"
    UNKNOWN = "unknown"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Finding:
    """The verdict and the version in question: the one it is, or (altered) the one that it says it is.

    A short code names a version (hardly ever several) without telling whether a copy of it is unchanged.
    """

    verdict: Verdict
    snapshot: Snapshot | None = None
    named: Sequence[Snapshot] = ()


def check(session: Session, text: str, *, actor: Actor | None) -> Finding:
    """Look up a short code, a hash, or a document by its hash.

    Only a hash that stands alone is taken as one: a text may contain a hash and still have been changed around it.
    Versions that the actor may not read are unknown.
    """
    alone = re.sub(r"[\s:`]", "", text).lower()
    if _DIGEST.fullmatch(alone):
        return _known(snapshot_with_digest(session, alone, actor))
    if start_of_hash(text):
        named = snapshots_with_code(session, text, actor)
        return Finding(Verdict.NAMED, named=named) if named else Finding(Verdict.UNKNOWN)
    try:
        found = as_json(text)
    except Invalid:
        return Finding(Verdict.UNREADABLE)
    if not isinstance(found, dict) or found.get("format") != NAME:
        return Finding(Verdict.UNREADABLE)
    genuine = snapshot_with_digest(session, digest_of(canonical(found)), actor)
    if genuine is None and (claimed := _claimed(session, found)) and policy.may_read_snapshot(actor, claimed):
        return Finding(Verdict.ALTERED, claimed)
    return _known(genuine)


def _known(snapshot: Snapshot | None) -> Finding:
    return Finding(Verdict.GENUINE, snapshot) if snapshot else Finding(Verdict.UNKNOWN)


def _claimed(session: Session, document: dict[str, Any]) -> Snapshot | None:
    area, version = document.get("area"), document.get("version")
    slug = area.get("slug") if isinstance(area, dict) else None
    number = version.get("number") if isinstance(version, dict) else None
    if not isinstance(slug, str) or not isinstance(number, int) or not 0 < number < 2**31:
        return None
    return session.scalar(
        select(Snapshot)
        .join(Roadmap, Roadmap.id == Snapshot.roadmap_id)
        .join(Area, Area.id == Roadmap.area_id)
        .where(Area.slug == slug, Snapshot.number == number)
    )
