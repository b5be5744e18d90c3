"""Freezing an edition of the binder, reading it, and taking it home."""

import json
import re
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.colors import IN_PRINT
from roadmaps.areas.models import Color
from roadmaps.binder import rules
from roadmaps.binder.content import content_of, files_in_content
from roadmaps.binder.forms import EditionForm
from roadmaps.binder.models import BinderEdition
from roadmaps.binder.package import MEDIA_TYPE, packed
from roadmaps.binder.pages import binder_of
from roadmaps.binder.paper import paper_of
from roadmaps.binder.queries import find_edition
from roadmaps.binder.views.blueprint import pages, written_place_at
from roadmaps.binder.views.showing import context_of
from roadmaps.files.doors import store
from roadmaps.files.queries import files_named
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.papers.catalogues import words_in
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.tree import Paper
from roadmaps.roadmap.queries import roadmap_of
from roadmaps.snapshots.queries import template_in_use
from roadmaps.web.downloads import as_download
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import locale
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading


@pages.route("/areas/<slug>/binder/editions/new", methods=["GET", "POST"])
@pages.route("/county/binder/editions/new", methods=["GET", "POST"])
@signed_in
def freeze(slug: str | None = None) -> ResponseReturnValue:
    """Freeze the binder as it is today."""
    place = written_place_at(slug)
    title = _("Good governance of smart specialisation %(year)s", year=today().year)
    return fill_in(
        EditionForm,
        "binder/freeze.html",
        lambda form: _freeze(slug, form),
        back=url_for("binder.show", slug=slug),
        start={"title": title, "language": locale()},
        **context_of(place, slug),
    )


@pages.get("/binder-editions/<uuid:edition_id>")
@decided_by("binder.policy.may_read_edition")
def edition(edition_id: UUID) -> ResponseReturnValue:
    """An edition to read, and to take home."""
    found = find_edition(reading(), edition_id, actor())
    return render_template(
        "binder/edition.html",
        edition=found,
        content=json.loads(found.content),
        formats=PAPER_FORMATS,
        publisher=organisation_names(reading()).get(found.made_for_id, "") if found.made_for_id else "",
        area=found.area,
        roadmap=roadmap_of(reading(), found.area_id) if found.area_id else None,
        slug=found.area.slug if found.area else None,
    )


@pages.get("/binder-editions/<uuid:edition_id>/files/<name>")
@decided_by("binder.policy.may_read_edition")
def file(edition_id: UUID, name: str) -> ResponseReturnValue:
    """An edition in one of the formats, as data, or as a package of all."""
    found = find_edition(reading(), edition_id, actor())
    title = _file_name(found)
    if name == "json":
        return as_download(found.content.encode(), f"{title}.json", "application/json")
    if name == "zip":
        return as_download(_package(found, title), f"{title}.zip", MEDIA_TYPE)
    if name not in PAPER_FORMATS:
        raise NotFound
    chosen, words, template = PAPER_FORMATS[name], words_in(found.language), template_in_use(reading())
    content = chosen.write(_paper(found), words, template.content if template else None)
    return as_download(content, f"{title}.{chosen.extension}", chosen.media_type)


def _freeze(slug: str | None, form: EditionForm) -> ResponseReturnValue:
    with change() as session:
        place, at, words = written_place_at(slug, session), now(), words_in(form.language)
        # What everybody may read is gathered as everybody sees it, so that the edition can be handed to anyone.
        viewer = None if place.is_public else the_actor()
        binder = binder_of(session, place.area, place.roadmaps, actor=viewer, at=at)
        areas = {} if place.area else {one.area.slug: one.area.name_in(form.language) for one in place.roadmaps}
        content = content_of(binder, words, areas=areas, organisations=organisation_names(session), at=at)
        made = rules.freeze(
            session,
            place.area,
            content,
            **form.model_dump(),
            roadmap=place.roadmap,
            exhibits=[one for page in binder.values() for one in page.standing_exhibits],
            is_public=place.is_public,
            actor=the_actor(),
            at=at,
        )
        address = url_for("binder.edition", edition_id=made.id)
    flash(_("The edition is frozen. It can be taken home in several formats."), "good")
    return redirect(address, 303)


def _paper(found: BinderEdition) -> Paper:
    words, area = words_in(found.language), found.area
    content: dict[str, Any] = json.loads(found.content)
    return paper_of(
        found,
        content,
        words,
        place=area.name_in(words.language) if area else words.say(N_("The whole county")),
        color=IN_PRINT[area.color if area else Color.SLATE],
        publisher=organisation_names(reading()).get(found.made_for_id, "") if found.made_for_id else "",
        site=str(current_app.config["BASE_URL"]),
    )


def _package(found: BinderEdition, folder: str) -> bytes:
    page = PAPER_FORMATS["html"].write(_paper(found), words_in(found.language))
    files = {"binder.html": page, "binder.json": found.content.encode()}
    ids = files_in_content(json.loads(found.content))
    named = files_named(reading(), ids)
    for number, one in enumerate((named[file_id] for file_id in ids), 1):
        content = store().get(one.sha256)
        if content is not None:
            files[f"files/{number:02}-{one.name}"] = content
    return packed(folder, files, found.made_at)


def _file_name(found: BinderEdition) -> str:
    """A name that every file system takes."""
    slug = re.sub(r"[^a-z0-9]+", "-", found.area.slug.lower()).strip("-") if found.area else "county"
    return f"fardplan-binder-{slug}-{found.number}"
