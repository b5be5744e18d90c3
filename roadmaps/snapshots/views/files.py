"""Taking a roadmap home in one or several formats, what is made meanwhile, and the schema of its data."""

from uuid import UUID

from flask import jsonify, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from roadmaps.snapshots.exports.files import Made
from roadmaps.snapshots.format import ADDRESS, schema
from roadmaps.snapshots.queries import find_files
from roadmaps.snapshots.rules.exporting import KEPT_FOR
from roadmaps.snapshots.taking import as_answer, choose, fetch
from roadmaps.snapshots.versions import Version
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import reading


@pages.route("/areas/<slug>/snapshots/<int:number>/files", methods=["GET", "POST"])
@decided_by("snapshots.policy.may_read_snapshot")
def take_home(slug: str, number: int) -> ResponseReturnValue:
    """Choose what to take home of a frozen version."""
    return choose(Version.frozen(slug, number))


@pages.route("/areas/<slug>/roadmap/files", methods=["GET", "POST"])
@decided_by("roadmap.policy.may_read")
def take_working_home(slug: str) -> ResponseReturnValue:
    """Choose what to take home of the working version."""
    return choose(Version.working(slug))


@pages.get("/areas/<slug>/snapshots/<int:number>/files/<name>")
@decided_by("snapshots.policy.may_read_snapshot")
def file(slug: str, number: int, name: str) -> ResponseReturnValue:
    """A frozen version as a file."""
    return fetch(Version.frozen(slug, number), name)


@pages.get("/areas/<slug>/roadmap/files/<name>")
@decided_by("roadmap.policy.may_read")
def working_file(slug: str, name: str) -> ResponseReturnValue:
    """The working version as a file, as it is now."""
    return fetch(Version.working(slug), name)


@pages.get("/exports/<uuid:job_id>")
@decided_by("snapshots.policy.may_fetch_files")
def files_made(job_id: UUID) -> ResponseReturnValue:
    """How far the making of files has come that take long, and the way to them."""
    job = find_files(reading(), job_id, actor())
    kept_until = job.finished_at + KEPT_FOR if job.finished_at else None
    made = Made(job.filename, job.media_type, job.content) if job.content else None
    again = Version(job.roadmap, job.snapshot).page(**job.wish)
    return render_template(
        "snapshots/files_made.html", job=job, roadmap=job.roadmap, made=made, kept_until=kept_until, again=again
    )


@pages.get("/exports/<uuid:job_id>/file")
@decided_by("snapshots.policy.may_fetch_files")
def fetch_made(job_id: UUID) -> ResponseReturnValue:
    """What has been made."""
    job = find_files(reading(), job_id, actor())
    if job.content is None:
        return redirect(url_for("snapshots.files_made", job_id=job.id), 303)
    return as_answer(Made(job.filename, job.media_type, job.content), job.language)


@pages.get(ADDRESS)
@open_to_all
def published_schema() -> ResponseReturnValue:
    """By which the data of an export, and of an import, can be checked."""
    answer = jsonify(schema())
    answer.mimetype = "application/schema+json"
    return answer
