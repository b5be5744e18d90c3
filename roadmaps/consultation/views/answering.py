"""Answering: signed in for one's organisation, or by the link in a letter; each door has an address for either.

The page of a link only shows, however often it is opened or fetched by a mail program.
"""

from typing import Any
from uuid import UUID

from flask import Response, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.utils import secure_filename

from roadmaps.consultation.answer_form import typed_in
from roadmaps.consultation.answer_pages import (
    answer_page,
    letter_page,
    proposal_page,
    questions_of,
    sent_page,
    summary_page,
)
from roadmaps.consultation.models import Letter
from roadmaps.consultation.queries import find_consultee, letter_of
from roadmaps.consultation.reading import frozen_text
from roadmaps.consultation.rules import answering, sending
from roadmaps.consultation.seats import seat_at, take_seat
from roadmaps.consultation.views.blueprint import pages
from roadmaps.consultation.words import PartSort
from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Invalid, NotFound
from roadmaps.roadmap.doors import number_in
from roadmaps.roadmap.editing import typed_block
from roadmaps.roadmap.table import ROADMAP
from roadmaps.suggestions.forms import grounds_in
from roadmaps.web.identity import actor
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import change, reading

SEATED = decided_by("consultation.policy.may_answer_for")
# What is downloaded was written by others: nothing in it may run, load or lead, whatever a browser makes of it.
POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"
TAKEN_OUT = (PartSort.PROPOSAL.value, PartSort.LETTER.value)


@pages.get("/consultations/<uuid:consultation_id>/answer")
@pages.get("/answer/<token>")
@SEATED
def answer(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The page on which an answer is written; once one has been sent, that comes first."""
    seat = seat_at(consultation_id, token)
    return answer_page(seat)


@pages.post("/consultations/<uuid:consultation_id>/answer")
@pages.post("/answer/<token>")
@SEATED
def save(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Keep the draft, and go on to where the button leads."""
    seat = seat_at(consultation_id, token)
    places = frozen_text(reading(), seat.consultation).places
    typed = typed_in(places, [key for key, _words in questions_of(seat.consultation)], request.form)
    try:
        with change() as session:
            consultee, writer = take_seat(session, consultation_id, token)
            clashes = answering.save(session, consultee, typed, writer=writer, at=now())
    except Invalid as refusal:
        return answer_page(seat_at(consultation_id, token), typed, refusal=refusal), 422
    if clashes:
        met = [one.yours for one in clashes]
        return answer_page(seat_at(consultation_id, token), met, clashes), 409
    return _go_on(seat.where, request.form.get("then", ""))


@pages.get("/consultations/<uuid:consultation_id>/answer/blocks/<uuid:block_id>")
@pages.get("/answer/<token>/blocks/<uuid:block_id>")
@SEATED
def proposal(block_id: UUID, consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The form in which a block of the frozen version can be worded otherwise."""
    return proposal_page(seat_at(consultation_id, token), block_id)


@pages.post("/consultations/<uuid:consultation_id>/answer/blocks/<uuid:block_id>")
@pages.post("/answer/<token>/blocks/<uuid:block_id>")
@SEATED
def propose(block_id: UUID, consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Keep the wording in the draft."""
    seat = seat_at(consultation_id, token)
    block = frozen_text(reading(), seat.consultation).edition.document.state.blocks.get(block_id)
    if block is None:
        raise NotFound
    typed, grounds = typed_block(ROADMAP[block.kind], request.form), grounds_in(request.form)
    facts: dict[str, Any] = {"motive": grounds.motive, "sources": grounds.sources}
    try:
        with change() as session:
            consultee, writer = take_seat(session, consultation_id, token)
            version = number_in(request.form.get("version"))
            clash = answering.propose(
                session, consultee, block_id, typed, **facts, version=version, writer=writer, at=now()
            )
    except Invalid as refusal:
        return proposal_page(seat_at(consultation_id, token), block_id, typed, refusal), 422
    if clash is not None:
        return proposal_page(seat_at(consultation_id, token), block_id, typed, clash=clash), 409
    flash(_("The wording is kept in your answer. Send the answer when it is ready."), "good")
    return redirect(url_for("consultation.answer", **seat.where, _anchor=f"block-{block_id}"), 303)


@pages.route("/consultations/<uuid:consultation_id>/answer/letter", methods=["GET", "POST"])
@pages.route("/answer/<token>/letter", methods=["GET", "POST"])
@SEATED
def letter(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The form that takes a letter as a file."""
    seat = seat_at(consultation_id, token)
    if request.method != "POST":
        return letter_page(seat)
    file = request.files.get("letter")
    name, data = (file.filename or "", file.read()) if file else ("", b"")
    if file:
        file.close()
    try:
        with change() as session:
            consultee, writer = take_seat(session, consultation_id, token)
            answering.add_letter(session, consultee, name, data, writer=writer, at=now())
    except Invalid as refusal:
        return letter_page(seat_at(consultation_id, token), refusal), 422
    flash(_("The letter is in your answer. Send the answer when it is ready."), "good")
    return redirect(url_for("consultation.answer", **seat.where, _anchor="letters"), 303)


@pages.post("/consultations/<uuid:consultation_id>/answer/removal")
@pages.post("/answer/<token>/removal")
@SEATED
def take_out_part(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Take a wording or a letter out of the draft."""
    sort = request.form.get("sort", "")
    if sort not in TAKEN_OUT:
        raise NotFound
    with change() as session:
        consultee, writer = take_seat(session, consultation_id, token)
        answering.take_out_part(
            session, consultee, PartSort(sort), request.form.get("key", ""), writer=writer, at=now()
        )
    flash(_("It is no longer in your answer."), "good")
    return redirect(url_for("consultation.answer", **seat_at(consultation_id, token).where), 303)


@pages.get("/consultations/<uuid:consultation_id>/answer/summary")
@pages.get("/answer/<token>/summary")
@SEATED
def summary(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Everything that the answer says, before it is sent."""
    return summary_page(seat_at(consultation_id, token))


@pages.post("/consultations/<uuid:consultation_id>/answer/summary")
@pages.post("/answer/<token>/summary")
@SEATED
def submit(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Send it on behalf of the organisation."""
    try:
        with change() as session:
            consultee, writer = take_seat(session, consultation_id, token)
            sending.submit(session, consultee, signed_by=request.form.get("signed_by", ""), writer=writer, at=now())
    except Invalid as refusal:
        return summary_page(seat_at(consultation_id, token), refusal), 422
    return redirect(url_for("consultation.sent", **seat_at(consultation_id, token).where), 303)


@pages.get("/consultations/<uuid:consultation_id>/answer/sent")
@pages.get("/answer/<token>/sent")
@SEATED
def sent(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The receipt: what has been sent, its number, and what becomes of it; with the replies once they are published."""
    return sent_page(seat_at(consultation_id, token))


@pages.post("/consultations/<uuid:consultation_id>/answer/abstention")
@pages.post("/answer/<token>/abstention")
@SEATED
def decline(consultation_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Say that the organisation leaves no answer."""
    try:
        with change() as session:
            consultee, writer = take_seat(session, consultation_id, token)
            reason = request.form.get("reason", "")
            answering.decline(session, consultee, reason=reason, writer=writer, at=now())
    except Invalid as refusal:
        return answer_page(seat_at(consultation_id, token), refusal=refusal), 422
    flash(_("Thank you for telling us. You can still answer while the consultation is open."), "good")
    return redirect(url_for("consultation.answer", **seat_at(consultation_id, token).where), 303)


@pages.get("/answer/<token>/letters/<uuid:letter_id>")
@SEATED
def own_letter(token: str, letter_id: UUID) -> ResponseReturnValue:
    """A letter that the organisation has sent, for whoever holds the link."""
    seat = seat_at(None, token)
    assert seat.consultee is not None  # a link is always to one
    return _file(letter_of(reading(), seat.consultee.id, letter_id))


@pages.get("/consultees/<uuid:consultee_id>/letters/<uuid:letter_id>")
@decided_by("consultation.policy.may_read_answers")
def letter_file(consultee_id: UUID, letter_id: UUID) -> ResponseReturnValue:
    """A letter, for those who may read the answer."""
    find_consultee(reading(), consultee_id, actor())
    return _file(letter_of(reading(), consultee_id, letter_id))


def _go_on(where: dict[str, Any], then: str) -> ResponseReturnValue:
    kind, _colon, block_id = then.partition(":")
    if kind == "block":
        try:
            return redirect(url_for("consultation.proposal", **where, block_id=UUID(block_id)), 303)
        except ValueError:
            raise NotFound from None
    if kind in {"letter", "summary"}:
        return redirect(url_for(f"consultation.{kind}", **where), 303)
    flash(_("Saved. Nobody outside your organisation sees it until you send the answer."), "good")
    return redirect(url_for("consultation.answer", **where), 303)


def _file(letter: Letter) -> Response:
    """Only ever as a download, whatever it holds."""
    answer = make_response(letter.data)
    answer.mimetype = letter.media_type
    plain = secure_filename(letter.name) or "letter"
    answer.headers.set("Content-Disposition", "attachment", filename=plain)
    answer.headers["Content-Security-Policy"] = POLICY
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "no-store"
    return answer
