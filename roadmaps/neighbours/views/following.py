"""Where a link for a partner leads: one roadmap to read, its pictures, its data, and nothing else."""

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.files.answers import content_of
from roadmaps.files.queries import files_named
from roadmaps.foundation.errors import NotFound
from roadmaps.neighbours.languages import SPOKEN
from roadmaps.neighbours.published import (
    as_data,
    as_shown,
    edition_behind,
    file_behind,
    note_use,
    open_link,
    readable_in,
)
from roadmaps.neighbours.views.blueprint import pages
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.exports.wish import AT_ONE_CLICK
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/shared/<token>")
@decided_by("neighbours.policy.may_follow")
def shared(token: str) -> ResponseReturnValue:
    """The roadmap behind the link, read-only."""
    link = open_link(token)
    edition = edition_behind(reading(), link)
    shown = as_shown(reading(), link, edition, token, request.args.get("in") or locale()) if edition else None
    page = render_template(
        "neighbours/shared.html",
        link=link,
        roadmap=link.roadmap,
        edition=shown,
        version=edition,
        languages=readable_in(reading(), link, edition) if edition else [],
        spoken=SPOKEN,
        formats=FORMATS,
        at_one_click=AT_ONE_CLICK,
        data=url_for("neighbours.shared_data", token=token, _external=True),
    )
    note_use(link)
    return page


@pages.get("/shared/<token>/roadmap.json")
@decided_by("neighbours.policy.may_follow")
def shared_data(token: str) -> ResponseReturnValue:
    """The same as data, for an installation that mirrors it."""
    link = open_link(token)
    edition = edition_behind(reading(), link)
    if edition is None:
        raise NotFound
    answer = as_data(edition.text, edition.sha256)
    note_use(link)
    return answer


@pages.get("/shared/<token>/files/<uuid:file_id>")
@decided_by("neighbours.policy.may_follow")
def shared_file(token: str, file_id: UUID) -> ResponseReturnValue:
    """A picture of its texts."""
    found = files_named(reading(), {file_behind(reading(), open_link(token), file_id)})
    if file_id not in found:
        raise NotFound
    return content_of(found[file_id])
