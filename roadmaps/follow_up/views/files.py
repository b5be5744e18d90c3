"""Taking a report home."""

import re
from uuid import UUID

from flask import current_app
from flask.typing import ResponseReturnValue

from roadmaps.areas.colors import IN_PRINT
from roadmaps.areas.models import Color
from roadmaps.files.doors import store
from roadmaps.files.shown import pictures_in
from roadmaps.follow_up.models import FollowUp
from roadmaps.follow_up.paper import paper_of
from roadmaps.follow_up.queries import area_names, draft_as_of
from roadmaps.follow_up.views.blueprint import pages, report_at
from roadmaps.foundation.errors import NotFound
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.tree import Paper
from roadmaps.papers.words import Words
from roadmaps.snapshots.queries import template_in_use
from roadmaps.web.downloads import as_download
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import reading


@pages.get("/follow-ups/<uuid:report_id>/files/<name>")
@decided_by("follow_up.policy.may_read")
def file(report_id: UUID, name: str) -> ResponseReturnValue:
    """The report in one of the formats, in the language that it was drafted in."""
    if name not in PAPER_FORMATS:
        raise NotFound
    report = report_at(report_id)
    words = words_in(report.language)
    template = template_in_use(reading())
    chosen = PAPER_FORMATS[name]
    content = chosen.write(_paper(report, words), words, template.content if template else None)
    return as_download(content, f"{_file_name(report)}.{chosen.extension}", chosen.media_type)


def _paper(report: FollowUp, words: Words) -> Paper:
    areas = area_names(reading(), words.language)
    draft, site = draft_as_of(reading(), report, actor()), str(current_app.config["BASE_URL"])
    return paper_of(
        report,
        draft,
        words,
        areas=areas,
        color=IN_PRINT[report.area.color if report.area else Color.SLATE],
        publisher=report.begun_for.name if report.begun_for else "",
        site=site,
        pictures=pictures_in(reading(), store(), draft.texts, viewer=actor(), site=site),
    )


def _file_name(report: FollowUp) -> str:
    """A name that every file system takes."""
    slug = re.sub(r"[^a-z0-9]+", "-", report.area.slug.lower()).strip("-") if report.area else "all"
    return f"fardplan-follow-up-{slug}-{report.from_on}-{report.until_on}"
