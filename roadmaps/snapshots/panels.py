"""What this room hangs in lower pages: which version one reads, and on an area's page the version that holds."""

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from roadmaps.areas.models import Area
from roadmaps.roadmap.models import Roadmap
from roadmaps.roadmap.policy import may_read
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.models import Snapshot, SnapshotKind
from roadmaps.snapshots.queries import files_asked_by, latest, latest_public, template_in_use
from roadmaps.snapshots.versions import Version
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.slots import Slots
from roadmaps.web.work import reading

Choice = tuple[str, str, bool]


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.versions", versions)
    slots.hang("roadmap.versions", download, order=10)
    slots.hang("areas.page", on_area, order=-9)
    slots.hang("layout.footer", in_footer)
    slots.hang("accounts.administration.cards", template_card)
    slots.hang("accounts.me", my_files)


def versions(*, roadmap: Roadmap, snapshot: Snapshot | None = None, **_context: Any) -> str:
    """Working version, adopted version and the one that is read, as far as they are; nothing where there is no choice."""
    slug, choices = roadmap.area.slug, list[Choice]()
    if may_read(actor(), roadmap):
        choices.append((_("Working version"), url_for("roadmap.show", slug=slug), snapshot is None))
    shown = {one.number: one for one in (latest(reading(), roadmap, SnapshotKind.ADOPTED), snapshot) if one}
    for number, one in sorted(shown.items()):
        is_current = snapshot is not None and number == snapshot.number
        choices.append((_name(one), url_for("snapshots.show", slug=slug, number=number), is_current))
    if len(choices) < 2:
        return ""
    return render_template("snapshots/_switch.html", choices=choices)


def download(*, roadmap: Roadmap, snapshot: Snapshot | None = None, **_context: Any) -> str:
    """The way to taking home what one reads; nothing where nothing has been written."""
    if snapshot is None and not roadmap.history.current:
        return ""
    return render_template("snapshots/_take_home.html", address=Version(roadmap, snapshot).page())


def on_area(*, area: Area, **_context: Any) -> str:
    """The version that everyone may read: the latest adopted one, or the one that is out for consultation."""
    roadmap = roadmap_of(reading(), area.id)
    snapshot = latest_public(reading(), roadmap) if roadmap else None
    return render_template("snapshots/_area.html", area=area, snapshot=snapshot) if snapshot else ""


def in_footer(**_context: Any) -> str:
    """The way to the page that checks versions."""
    return render_template("snapshots/_footer.html")


def template_card(**_context: Any) -> str:
    """The way to the region's own Word template."""
    return render_template("snapshots/_template_card.html", used=template_in_use(reading()))


def my_files(**_context: Any) -> str:
    """What one has asked to be made, as long as it is kept; nothing where there is nothing."""
    jobs = reading().scalars(files_asked_by(the_actor().person_id)).all()
    return render_template("snapshots/_my_files.html", jobs=jobs, formats=FORMATS) if jobs else ""


def _name(snapshot: Snapshot) -> str:
    return str(_("%(kind)s, no. %(number)s", kind=_(snapshot.sort.label), number=snapshot.number))
