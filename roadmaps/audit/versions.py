"""The heads that frozen versions bear: whoever has a copy of a version holds where the journal stood that day."""

import json
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.journal.checking import PublishedHead
from roadmaps.snapshots.models import Snapshot


def heads_in_versions(session: Session) -> Iterator[PublishedHead]:
    """One for each version that was frozen since there is a journal."""
    versions = select(Snapshot.roadmap_id, Snapshot.number, Snapshot.content).order_by(Snapshot.frozen_at)
    for one in session.execute(versions.execution_options(yield_per=20)):
        journal = json.loads(one.content)["version"].get("journal")
        if journal:
            where = f"version {one.number} of roadmap {one.roadmap_id}"
            yield PublishedHead(journal["number"], journal["hash"], where)
