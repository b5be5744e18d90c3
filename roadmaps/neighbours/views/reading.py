"""The pages about neighbours, and reading what is mirrored from them."""

from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.areas.doors import area_at
from roadmaps.foundation.errors import NotFound
from roadmaps.neighbours import overview, policy
from roadmaps.neighbours.addresses import site_of
from roadmaps.neighbours.languages import SPOKEN
from roadmaps.neighbours.models import MirrorVersion
from roadmaps.neighbours.panels import ties_on_theirs
from roadmaps.neighbours.published import as_data, newest_adopted
from roadmaps.neighbours.queries import find_mirror, find_version, versions_of
from roadmaps.neighbours.versions import edition_of, languages_in
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.roadmap.doors import number_in
from roadmaps.roadmap.policy import visible_to
from roadmaps.roadmap.written import SOURCE
from roadmaps.snapshots.doors import any_roadmap_at
from roadmaps.web.downloads import as_download
from roadmaps.web.identity import actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import reading


@pages.get("/areas/<slug>/neighbours")
@open_to_all
def index(slug: str) -> ResponseReturnValue:
    """What is mirrored beside the area, its ties to neighbours, and, for those who lead it, what it shares."""
    area = area_at(slug)
    told = overview.of_area(area, overview.readable_roadmap(area))
    return render_template("neighbours/index.html", new=overview.new_link() if told["may_share"] else None, **told)


@pages.get("/county/neighbours")
@open_to_all
def county() -> ResponseReturnValue:
    """Every neighbour whose roadmap is mirrored here, and what is tied to them."""
    return render_template("neighbours/county.html", **overview.of_county())


@pages.get("/areas/<slug>/published.json")
@open_to_all
def published(slug: str) -> ResponseReturnValue:
    """The newest adopted version as data, at an address that stays: what other regions mirror."""
    edition = newest_adopted(reading(), any_roadmap_at(slug))
    if edition is None:
        raise NotFound
    return as_data(edition.text, edition.sha256)


@pages.get("/neighbours/<uuid:mirror_id>")
@decided_by("neighbours.policy.may_read_mirror")
def show(mirror_id: UUID) -> ResponseReturnValue:
    """A neighbour's roadmap as it stands here, in its newest version or (`version`) an earlier one."""
    found = find_mirror(reading(), mirror_id, actor())
    versions = reading().scalars(versions_of(found.mirror, actor())).all()
    number = number_in(request.args.get("version")) or found.version.number
    version = find_version(reading(), found.mirror, number, actor())
    wanted = filter(None, (request.args.get("in"), locale()))
    edition = edition_of(version, address=url_for("neighbours.show", mirror_id=mirror_id), wanted=wanted)
    return render_template(
        "neighbours/mirror.html",
        mirror=found.mirror,
        version=version,
        versions=versions,
        edition=edition,
        languages=languages_in(edition.file),
        language=edition.language if edition.language != SOURCE else "",
        spoken=SPOKEN,
        site=site_of(found.mirror.address),
        threads=ties_on_theirs(found.mirror, edition.document.state),
        lost=overview.lost_ties(found.mirror, edition.document.state) if number == found.version.number else [],
        news=overview.failure_of(found.mirror),
        comparable=[one.area for one in reading().scalars(visible_to(actor())) if not one.area.is_archived],
        may_keep=policy.may_keep(actor(), found.mirror),
    )


@pages.get("/neighbours/<uuid:mirror_id>/versions/<int:number>/received.json")
@decided_by("neighbours.policy.may_read_mirror")
def received(mirror_id: UUID, number: int) -> ResponseReturnValue:
    """What came, byte for byte as it is hashed: whoever doubts can check it."""
    found = find_mirror(reading(), mirror_id, actor())
    version: MirrorVersion = find_version(reading(), found.mirror, number, actor())
    answer: Response = make_response(
        as_download(version.received.encode(), f"neighbour-{version.sha256[:12]}.json", "application/json")
    )
    return answer
