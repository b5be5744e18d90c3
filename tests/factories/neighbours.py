"""Roadmaps of neighbours as they come, mirrors of them, and links to ours."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.ids import new_id
from roadmaps.neighbours import rules
from roadmaps.neighbours.arriving import Arrival, uploaded
from roadmaps.neighbours.models import Mirror, Shared, ShareLink, Tie, TieSort
from roadmaps.neighbours.queries import newest_version
from roadmaps.neighbours.reading import understand
from roadmaps.neighbours.versions import activities_in
from roadmaps.revisions.kinds import canonical
from roadmaps.roadmap.models import Roadmap
from tests.factories.roadmap import AT

ADDRESS = "https://fardplan.example.org/areas/skog-och-tra/published.json"


def a_block(
    kind: str = "activity", *, rank: str = "a0", parent: UUID | None = None, **content: object
) -> dict[str, Any]:
    """A block as it stands in the data."""
    return {
        "id": str(new_id()),
        "kind": kind,
        "parent": str(parent) if parent else None,
        "rank": rank,
        "content": {"title": "Kurs i beredskap för lantbruk", **content},
    }


def the_data(*blocks: Mapping[str, Any], number: int | None = 1, **facts: object) -> dict[str, Any]:
    """A whole roadmap of a neighbour, adopted unless it has no number."""
    frozen = {"number": number, "kind": "adopted", "title": "Färdplan för skog och trä"} if number else {}
    return {
        "format": "fardplan-roadmap-1",
        "area": {"slug": "skog-och-tra", "name": "Skog och trä", "color": "forest"},
        "roadmap": {"period_from": 2021, "period_to": 2027, "phase": "adopted", "phase_since": "2026-05-04"},
        "version": {"revision": 12, **frozen},
        "organisations": [],
        "blocks": list(blocks) or [a_block()],
        **facts,
    }


def as_sent(data: Mapping[str, Any]) -> bytes:
    """The data as another installation sends it."""
    return canonical(data).encode()


def an_arrival(data: Mapping[str, Any] | None = None, *, address: str = "") -> Arrival:
    """A roadmap on its way in, as a file or (with an address) over the network."""
    sent = as_sent(data or the_data())
    return Arrival(understand(sent), address, address, bool(address)) if address else uploaded("skog.json", sent)


def a_mirror(
    session: Session,
    actor: Actor,
    data: Mapping[str, Any] | None = None,
    *,
    area_id: UUID | None = None,
    address: str = "",
    region: str = "Region Västernorrland",
    language: str = "sv",
) -> Mirror:
    """A neighbour's roadmap with its first version."""
    arrival = an_arrival(data, address=address)
    facts = {"region": region, "language": language, "area_id": area_id}
    mirror = rules.add_mirror(session, arrival, **facts, at=AT, actor=actor)  # type: ignore[arg-type]
    session.flush()
    return mirror


def an_activity_of(session: Session, mirror: Mirror) -> UUID:
    """The first activity of its newest version."""
    version = newest_version(session, mirror)
    assert version is not None
    return next(iter(activities_in(version)))


def a_tie(session: Session, roadmap: Roadmap, block_id: UUID, mirror: Mirror, actor: Actor) -> Tie:
    """The activity here is tied to the neighbour's first."""
    theirs = an_activity_of(session, mirror)
    facts = {"sort": TieSort.COOPERATES, "note": "Vi håller kursen tillsammans."}
    tie = rules.tie(session, roadmap, block_id, mirror, theirs, **facts, at=AT, actor=actor)  # type: ignore[arg-type]
    session.flush()
    return tie


def a_link(
    session: Session, roadmap: Roadmap, actor: Actor, shows: Shared = Shared.WORKING, **facts: object
) -> tuple[ShareLink, str]:
    """A link for a partner, and its address."""
    told = {"recipient": "Region Västernorrland", "language": "sv", "until_on": date(2027, 3, 31), **facts}
    link, token = rules.make_link(session, roadmap, shows=shows, **told, at=AT, actor=actor)  # type: ignore[arg-type]
    session.flush()
    return link, f"/shared/{token}"


def read_again(body: bytes) -> dict[str, Any]:
    """What came back, as plain values."""
    found: dict[str, Any] = json.loads(body)
    return found
