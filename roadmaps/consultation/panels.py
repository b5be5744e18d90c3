"""What this room hangs in other pages: that a consultation is open, and what one's organisation has been asked."""

from typing import Any

from flask import render_template
from sqlalchemy import select

from roadmaps.areas.models import Area
from roadmaps.consultation.queries import open_consultations, waiting_for
from roadmaps.foundation.clock import today
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.models import Snapshot
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.header", on_roadmap, order=-5)
    slots.hang("areas.page", on_area, order=-10)
    slots.hang("accounts.me", mine, order=-5)


def on_roadmap(*, roadmap: Roadmap, **_context: Any) -> str:
    """That it is out for consultation, and that its text has moved on since."""
    found = reading().scalars(open_consultations(roadmap.id)).unique().all()
    if not found:
        return ""
    rows = reading().execute(
        select(Snapshot.id, Snapshot.number, Snapshot.revision_number).where(
            Snapshot.id.in_([one.snapshot_id for one in found])
        )
    )
    frozen = {key: (number, revision) for key, number, revision in rows}
    return render_template(
        "consultation/_open.html", consultations=found, frozen=frozen, roadmap=roadmap, today=today()
    )


def on_area(*, area: Area, **_context: Any) -> str:
    """On an area's page: what is asked now."""
    roadmap = roadmap_of(reading(), area.id)
    found = reading().scalars(open_consultations(roadmap.id)).unique().all() if roadmap else ()
    return render_template("consultation/_area.html", consultations=found, today=today()) if found else ""


def mine(**_context: Any) -> str:
    """On one's own page: what one's organisations have been asked and have not answered."""
    person = actor()
    found = waiting_for(reading(), [key for key, _name in person.organisations]) if person else []
    return render_template("consultation/_mine.html", waiting=found, today=today()) if found else ""
