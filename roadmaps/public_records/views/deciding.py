"""Deciding what is given out, setting a request aside, and fetching the package."""

import json
import re
from collections.abc import Mapping
from typing import Any

from flask import Response, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.queries import organisation_names
from roadmaps.areas.colors import IN_PRINT
from roadmaps.consultation.models import Consultation, Consultee, Letter
from roadmaps.files.doors import store
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.papers.catalogues import words_in
from roadmaps.public_records import rules
from roadmaps.public_records.content import files_in
from roadmaps.public_records.forms import DecisionForm
from roadmaps.public_records.models import RecordsRequest
from roadmaps.public_records.package import MEDIA_TYPE, package_of
from roadmaps.public_records.views.blueprint import open_desk_at, pages, request_at
from roadmaps.public_records.words import Outcome
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.downloads import as_download
from roadmaps.web.filling import fill_in
from roadmaps.web.identity import the_actor
from roadmaps.web.permissions import freshly_proved, signed_in
from roadmaps.web.work import change, reading


@pages.route("/areas/<slug>/public-records/<int:number>/decision", methods=["GET", "POST"])
@signed_in
@freshly_proved
def decide(slug: str, number: int) -> ResponseReturnValue:
    """Decide what is given out, once and for all."""
    desk = open_desk_at(slug, number)
    laid = desk.laying.laid
    counts = {one: sum(thing.outcome is one and not thing.needs_look for thing in laid) for one in Outcome}

    def act(form: DecisionForm) -> None:
        with change() as session:
            mine, by = open_desk_at(slug, number, session), the_actor()
            publisher = organisation_names(session).get(by.acting_for_id, "") if by.acting_for_id else ""
            told: dict[str, Any] = {**form.model_dump(), "publisher": publisher, "actor": by, "at": now()}
            made = rules.decide(session, mine.request, mine.things, mine.words, **told)
            _contents(session, made.roadmap, files_in(json.loads(made.content or "{}")))
        flash(_("Decided. The package can be fetched."), "good")

    start = {"signed_by": the_actor().name, "registry_number": desk.request.registry_number}
    facts: dict[str, Any] = {
        "records": desk.request,
        "area": desk.request.roadmap.area,
        "counts": counts,
        "left": sum(one.needs_look for one in laid),
        "grounds": desk.laying.grounds,
        "elsewhere": desk.laying.readable_elsewhere(),
    }
    return fill_in(DecisionForm, "public_records/decide.html", act, back=_page(slug, number), start=start, **facts)


@pages.post("/areas/<slug>/public-records/<int:number>/package")
@signed_in
@freshly_proved
def package(slug: str, number: int) -> ResponseReturnValue:
    """The package of a decided request; that it was fetched is noted."""
    with change() as session:
        rules.note_fetching(session, request_at(slug, number, session), actor=the_actor())
    return _package(request_at(slug, number))


@pages.post("/areas/<slug>/public-records/<int:number>/removal")
@signed_in
def set_aside(slug: str, number: int) -> ResponseReturnValue:
    """End a request without a decision."""
    with change() as session:
        rules.set_aside(session, request_at(slug, number, session), actor=the_actor(), at=now())
    flash(_("It is set aside."), "good")
    return redirect(url_for("public_records.index", slug=slug), 303)


def _package(found: RecordsRequest) -> Response:
    area, text = found.roadmap.area, found.content or "{}"
    assert found.decided_at is not None  # the rule has seen to it
    plain = re.sub(r"[^a-z0-9]+", "-", area.slug.lower()).strip("-")
    name = f"fardplan-public-records-{plain}-{found.number}"
    packed = package_of(
        text,
        _contents(reading(), found.roadmap, files_in(json.loads(text))),
        words_in(found.language),
        name=name,
        color=IN_PRINT[area.color],
        sha256=found.sha256,
        decided_at=found.decided_at,
    )
    return as_download(packed, f"{name}.zip", MEDIA_TYPE)


def _contents(session: Session, roadmap: Roadmap, wanted: Mapping[str, str]) -> dict[str, bytes]:
    """The contents of the files, by their names in the package.

    :raises Invalid: when one of them is not where it should be
    """
    contents: dict[str, bytes] = {}
    for name, digest in wanted.items():
        content = store().get(digest) or _letter(session, roadmap, digest)
        if content is None:
            raise Invalid(
                say("The content of the file “%(name)s” is not there any more. Do not give it out.", name=name)
            )
        contents[name] = content
    return contents


def _letter(session: Session, roadmap: Roadmap, digest: str) -> bytes | None:
    asked = (
        select(Letter.data)
        .join(Consultee, Consultee.id == Letter.consultee_id)
        .join(Consultation, Consultation.id == Consultee.consultation_id)
        .where(Consultation.roadmap_id == roadmap.id, Letter.sha256 == digest)
    )
    return session.scalars(asked).first()


def _page(slug: str, number: int) -> str:
    return url_for("public_records.show", slug=slug, number=number)
