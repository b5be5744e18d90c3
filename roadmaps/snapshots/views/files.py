"""Taking a roadmap home in one of the formats, and the schema of its data."""

import re

from flask import Response, current_app, jsonify, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from roadmaps.foundation.errors import NotFound
from roadmaps.papers.words import Words
from roadmaps.revisions.states import current
from roadmaps.roadmap.doors import roadmap_at
from roadmaps.snapshots.document import document_of, html_of
from roadmaps.snapshots.doors import snapshot_at
from roadmaps.snapshots.editions import Edition, edition_of, edition_of_state
from roadmaps.snapshots.exports import FORMATS
from roadmaps.snapshots.format import ADDRESS, schema
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.language import LANGUAGES, locale, translate
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import reading

# What is downloaded was written by people: nothing in it may run, load or lead, whatever a browser makes of it.
POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"


@pages.get("/areas/<slug>/snapshots/<int:number>/files/<name>")
@decided_by("snapshots.policy.may_read_snapshot")
def file(slug: str, number: int, name: str) -> ResponseReturnValue:
    """A frozen version as a file."""
    snapshot = snapshot_at(slug, number)
    address = _site() + url_for("snapshots.show", slug=slug, number=number)
    return _answer(edition_of(snapshot, address=address, site=_site()), name, f"version-{number}")


@pages.get("/areas/<slug>/roadmap/files/<name>")
@decided_by("roadmap.policy.may_read")
def working_file(slug: str, name: str) -> ResponseReturnValue:
    """The working version as a file, as it is now."""
    roadmap = roadmap_at(slug)
    state = current(reading(), roadmap.history)
    address = _site() + url_for("roadmap.show", slug=slug)
    edition = edition_of_state(document_of(reading(), roadmap, state), html_of(state), address=address, site=_site())
    return _answer(edition, name, f"revision-{state.number}")


@pages.get(ADDRESS)
@open_to_all
def published_schema() -> ResponseReturnValue:
    """By which the data of an export, and of an import, can be checked."""
    answer = jsonify(schema())
    answer.mimetype = "application/schema+json"
    return answer


def _answer(edition: Edition, name: str, version: str) -> Response:
    if name not in FORMATS:
        raise NotFound
    asked = request.args.get("language", "")
    chosen, written_as = FORMATS[name], asked if asked in LANGUAGES else locale()
    with force_locale(written_as):
        answer = make_response(chosen.write(edition, Words(written_as, translate)))
    answer.content_type = chosen.media_type
    answer.content_language = written_as
    answer.headers["Content-Disposition"] = f'attachment; filename="{file_name(edition, version, chosen.extension)}"'
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def file_name(edition: Edition, version: str, extension: str) -> str:
    """A name that every file system takes: lower-case letters, digits and hyphens only."""
    slug = re.sub(r"[^a-z0-9]+", "-", edition.file.area.slug.lower()).strip("-")
    return f"fardplan-{slug}-{version}.{extension}"


def _site() -> str:
    return str(current_app.config["BASE_URL"])
