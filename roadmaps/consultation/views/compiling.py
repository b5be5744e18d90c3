"""The compilation: read, taken home in each format, and published."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from roadmaps.consultation import policy
from roadmaps.consultation.compilation import Compilation, compile_points, one_page
from roadmaps.consultation.models import Consultation
from roadmaps.consultation.pages import consultation_page, held_at
from roadmaps.consultation.papers import paper_of
from roadmaps.consultation.queries import find_consultation, responses_in
from roadmaps.consultation.rules import publishing
from roadmaps.consultation.sheets import registry_sheet, sheet_of_points, sheet_of_standings
from roadmaps.consultation.views.blueprint import pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.papers.formats import PAPER_FORMATS
from roadmaps.papers.words import Words
from roadmaps.roadmap.doors import number_in
from roadmaps.snapshots.queries import template_in_use
from roadmaps.spreadsheets.delimited import MIMETYPE as CSV
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.workbook import MIMETYPE as XLSX
from roadmaps.spreadsheets.workbook import About, as_workbook
from roadmaps.web.downloads import as_download
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.language import LANGUAGES, locale, translate
from roadmaps.web.permissions import decided_by, signed_in
from roadmaps.web.work import change, reading

READ = decided_by("consultation.policy.may_read_compilation")


@dataclass(frozen=True)
class FileFormat:
    """How a format is called, and what file it makes."""

    label: str
    extension: str
    media_type: str


FORMATS: Mapping[str, FileFormat] = {
    **{name: FileFormat(one.label, one.extension, one.media_type) for name, one in PAPER_FORMATS.items()},
    "xlsx": FileFormat(N_("Spreadsheet"), "xlsx", XLSX),
}


@pages.get("/consultations/<uuid:consultation_id>/compilation")
@READ
def compilation(consultation_id: UUID) -> ResponseReturnValue:
    """Everything that was said, with the replies, section by section or by organisation."""
    consultation = _readable(consultation_id)
    compiled, by_consultee = compile_points(reading(), consultation), request.args.get("order") == "consultee"
    page = number_in(request.args.get("page")) or 1
    consultees, of_consultees = one_page(compiled.by_consultee, page)
    places, pages = one_page(compiled.by_place, page)
    return render_template(
        "consultation/compilation.html",
        consultation=consultation,
        roadmap=consultation.roadmap,
        compiled=compiled,
        by_consultee=by_consultee,
        consultees=consultees,
        places=places,
        page=page,
        pages=of_consultees if by_consultee else pages,
        formats=FORMATS,
    )


@pages.get("/consultations/<uuid:consultation_id>/compilation/<name>")
@READ
def file(consultation_id: UUID, name: str) -> ResponseReturnValue:
    """The compilation as a file."""
    consultation = _readable(consultation_id)
    if name not in FORMATS:
        raise NotFound
    asked = request.args.get("language", "")
    language = asked if asked in LANGUAGES else locale()
    with force_locale(language):
        data = _written(compile_points(reading(), consultation), name, Words(language, translate))
    stem = f"{consultation.roadmap.area.slug}-{consultation.number}"
    return as_download(data, f"compilation-{stem}.{FORMATS[name].extension}", FORMATS[name].media_type)


@pages.get("/consultations/<uuid:consultation_id>/registry")
@signed_in
def registry(consultation_id: UUID) -> ResponseReturnValue:
    """What a registrar enters of each answer, as CSV."""
    consultation = held_at(consultation_id)
    responses = reading().scalars(responses_in(consultation_id)).all()
    words = Words(locale(), translate)
    sheet = registry_sheet(responses, consultation.title, consultation.registry_number, words)
    stem = f"{consultation.roadmap.area.slug}-{consultation.number}"
    return as_download(as_csv(sheet), f"registry-{stem}.csv", CSV)


@pages.post("/consultations/<uuid:consultation_id>/publication")
@signed_in
def publish(consultation_id: UUID) -> ResponseReturnValue:
    """Let everyone read it, and write to all who have answered."""
    try:
        with change() as session:
            publishing.publish(session, held_at(consultation_id, session), actor=the_actor(), at=now())
    except Invalid as refusal:
        return consultation_page(consultation_id, refusal), 422
    flash(_("The replies are published, and the letters are on their way."), "good")
    return redirect(url_for("consultation.compilation", consultation_id=consultation_id), 303)


def _readable(consultation_id: UUID) -> Consultation:
    consultation = find_consultation(reading(), consultation_id, actor())
    if not policy.may_read_compilation(actor(), consultation):
        raise NotFound
    return consultation


def _written(compiled: Compilation, name: str, words: Words) -> bytes:
    if name != "xlsx":
        site = str(current_app.config["BASE_URL"])
        template = template_in_use(reading())
        paper = paper_of(compiled, words, site=site)
        return PAPER_FORMATS[name].write(paper, words, template.content if template else None)
    consultation = compiled.consultation
    at = consultation.published_at or consultation.closed_at or consultation.begun_at
    about = About(words.say(N_("About")), consultation.title, [consultation.purpose], words.language, at)
    return as_workbook([sheet_of_points(compiled, words), sheet_of_standings(compiled, words)], about)
