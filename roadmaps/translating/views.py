"""The doors of this room: a whole roadmap side by side, one block, and the languages of the site."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.roadmap.doors import roadmap_around, roadmap_at
from roadmaps.roadmap.wordings import ASKED
from roadmaps.translating import policy, rules
from roadmaps.translating.answers import AskedPage, block_page, language_asked, sent_to
from roadmaps.translating.forms import Typed
from roadmaps.translating.gathering import parts_in, with_changes
from roadmaps.translating.languages import KNOWN
from roadmaps.translating.queries import language_choices, languages_used
from roadmaps.translating.rules import TranslationConflict
from roadmaps.translating.standing import Standing, progress_in
from roadmaps.web.identity import actor, the_actor
from roadmaps.web.permissions import coordinators_only, decided_by, signed_in
from roadmaps.web.work import change, reading

pages = Blueprint("translating", __name__)


@pages.get("/areas/<slug>/translation")
@decided_by("roadmap.policy.may_read")
def index(slug: str) -> ResponseReturnValue:
    """The roadmap and its translation side by side."""
    roadmap, language = roadmap_at(slug), language_asked()
    parts = parts_in(reading(), roadmap, language.code) if language else []
    may_translate = policy.may_translate(actor(), roadmap)
    asked = AskedPage.of(request.args, parts, usual=Standing.MISSING if may_translate else None)
    return render_template(
        "translating/index.html",
        area=roadmap.area,
        roadmap=roadmap,
        language=language,
        languages=languages_used(reading()),
        progress=progress_in(parts),
        asked=asked,
        parts=with_changes(reading(), asked.shown),
        may_translate=may_translate,
    )


@pages.get("/blocks/<uuid:block_id>/translation")
@decided_by("roadmap.policy.may_read")
def show(block_id: UUID) -> ResponseReturnValue:
    """One block and its translation side by side."""
    return block_page(roadmap_around(block_id), block_id)


@pages.post("/blocks/<uuid:block_id>/translation")
@signed_in
def save(block_id: UUID) -> ResponseReturnValue:
    """Keep what a block says in another language."""
    typed, code = Typed.of(request.form), request.args.get(ASKED, "")
    try:
        with change() as session:
            roadmap = roadmap_around(block_id, session)
            kept = rules.translate(
                session, roadmap, block_id, code, typed.wishes, made_from=typed.made_from, actor=the_actor(), at=now()
            )
    except TranslationConflict as conflict:
        settling = typed.settling(conflict.fields)
        return block_page(roadmap_around(block_id), block_id, settling, conflict, conflict.fields), 409
    except (Invalid, Conflict) as refusal:
        return block_page(roadmap_around(block_id), block_id, typed, refusal), 422
    return sent_to(roadmap_around(block_id), block_id, code, has_kept=bool(kept))


@pages.route("/languages", methods=["GET", "POST"])
@coordinators_only
def languages() -> ResponseReturnValue:
    """In which languages texts are read beside Swedish."""
    if request.method == "POST":
        with change() as session:
            rules.choose_languages(session, request.form.getlist("language"), actor=the_actor(), at=now())
        flash(_("The languages are chosen."), "good")
        return redirect(url_for("translating.languages"), 303)
    return render_template(
        "translating/languages.html",
        known=KNOWN,
        used=[one.code for one in languages_used(reading())],
        choices=reading().scalars(language_choices()).all(),
    )
