"""The demo's neighbours: two made-up roadmaps that are mirrored, activities that are tied to them, and links for partners."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any
from uuid import UUID

from fractional_indexing import generate_n_keys_between
from sqlalchemy.orm import Session

from roadmaps.demo.world import World, content, moment
from roadmaps.foundation.ids import new_id
from roadmaps.neighbours import rules
from roadmaps.neighbours.arriving import uploaded
from roadmaps.neighbours.models import Mirror, Shared, TieSort
from roadmaps.revisions.kinds import canonical
from roadmaps.roadmap.models import Roadmap

_NOT_SAID = {"key", "kind", "en"}
_BY_DAY = {"roadmap", "on", "by", "shows", "followed"}


def meet_neighbours(session: Session, world: World, roadmaps: Mapping[str, Roadmap]) -> None:
    """Mirror the neighbours' roadmaps, tie activities to theirs, and share one of ours by links."""
    told = content("neighbours.toml")
    mirrors = {one["key"]: _Mirrored(session, world, one) for one in told["mirrors"]}
    for tie in told["ties"]:
        theirs = mirrors[tie["mirror"]]
        rules.tie(
            session,
            roadmaps[tie["roadmap"]],
            world.blocks[tie["roadmap"], tie["ours"]],
            theirs.mirror,
            theirs.ids[tie["theirs"]],
            sort=TieSort(tie["sort"]),
            note=tie["note"],
            at=moment(tie["on"]),
            actor=world.actor(session, tie["by"], tie["on"]),
        )
    for link in told["links"]:
        actor, at = world.actor(session, link["by"], link["on"]), moment(link["on"])
        facts = {name: value for name, value in link.items() if name not in _BY_DAY}
        made, _ = rules.make_link(
            session, roadmaps[link["roadmap"]], shows=Shared(link["shows"]), **facts, at=at, actor=actor
        )
        session.flush()
        for on, times in link["followed"].items():
            for _ in range(times):
                rules.note_use(session, made.id, on=date.fromisoformat(on))
                session.flush()


class _Mirrored:
    """A neighbour's roadmap in the making: its blocks, version by version, by the keys of the file."""

    def __init__(self, session: Session, world: World, told: Mapping[str, Any]) -> None:
        self.ids: dict[str, UUID] = {}
        self._blocks: dict[str, dict[str, Any]] = {}
        self._translated: list[dict[str, Any]] = []
        self._told = told
        first, *later = told["versions"]
        area = world.areas[told["beside"]] if "beside" in told else None
        actor = world.actor(session, told["by"], first["on"])
        facts = {"region": told["region"], "language": told["language"], "area_id": area.id if area else None}
        arrival = uploaded(told["filename"], self._data(first))
        self.mirror: Mirror = rules.add_mirror(session, arrival, **facts, at=moment(first["on"]), actor=actor)
        session.flush()
        for version in later:
            actor = world.actor(session, told["by"], version["on"])
            arrival = uploaded(told["filename"], self._data(version))
            rules.add_version(session, self.mirror, arrival, at=moment(version["on"]), actor=actor)
            session.flush()

    def _data(self, version: Mapping[str, Any]) -> bytes:
        for block in version["blocks"]:
            self.ids[block["key"]] = new_id()
            self._blocks[block["key"]] = {"kind": block["kind"], **self._content(block)}
            self._translated += self._in_english(block)
        for change in version.get("changes", ()):
            self._blocks[change["key"]] |= self._content(change)
        day = version["on"].isoformat()
        return canonical(
            {
                "format": "fardplan-roadmap-1",
                "area": self._told["area"],
                "roadmap": {"period_from": 2021, "period_to": 2027, "phase": "adopted", "phase_since": day},
                "version": {
                    "revision": 10 * version["number"],
                    "number": version["number"],
                    "kind": "adopted",
                    "title": version["title"],
                    "decided_on": day,
                    "frozen_at": f"{day}T09:00:00Z",
                },
                "organisations": [],
                "blocks": list(self._as_sent()),
                "translations": self._translated,
            }
        ).encode()

    def _as_sent(self) -> Iterator[dict[str, Any]]:
        ranks = generate_n_keys_between(None, None, len(self._blocks))
        for (key, told), rank in zip(self._blocks.items(), ranks, strict=True):
            said = {name: value for name, value in told.items() if name != "kind"}
            yield {"id": str(self.ids[key]), "kind": told["kind"], "parent": None, "rank": rank, "content": said}

    def _content(self, told: Mapping[str, Any]) -> dict[str, Any]:
        said = {name: value for name, value in told.items() if name not in _NOT_SAID}
        return said | {"goal": str(self.ids[said["goal"]])} if "goal" in said else said

    def _in_english(self, block: Mapping[str, Any]) -> list[dict[str, Any]]:
        own = {"block": str(self.ids[block["key"]]), "language": "en", "is_behind": False}
        return [{**own, "field": field, "text": text} for field, text in block.get("en", {}).items()]
