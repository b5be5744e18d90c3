"""Answering: by the link in a letter, or signed in for one's organisation. The page only shows, however often it is fetched."""

from typing import Any
from uuid import UUID

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.foundation.clock import now
from roadmaps.foundation.errors import Conflict, Invalid
from roadmaps.pulse.forms import said_in
from roadmaps.pulse.pages import answer_page
from roadmaps.pulse.rules import answering
from roadmaps.pulse.seats import seat_at
from roadmaps.pulse.views.blueprint import pages
from roadmaps.roadmap.doors import number_in
from roadmaps.web.permissions import decided_by
from roadmaps.web.work import change

SEATED = decided_by("pulse.policy.may_answer_for")


@pages.get("/pulses/<uuid:pulse_id>/answer")
@pages.get("/pulse/<token>")
@SEATED
def answer(pulse_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """The page of three questions."""
    return answer_page(seat_at(pulse_id, token))


@pages.post("/pulses/<uuid:pulse_id>/answer")
@pages.post("/pulse/<token>")
@SEATED
def send(pulse_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Answer for the organisation, or change what it has answered."""
    seat = seat_at(pulse_id, token)
    said, version = said_in(seat.pulse, request.form), number_in(request.form.get("version"))
    try:
        with change() as session:
            here = seat_at(pulse_id, token, session)
            sitting: dict[str, Any] = {"actor": here.actor, "by_letter": here.by_letter}
            answering.answer(session, here.asked, said, version=version, **sitting, at=now())
    except Invalid as refusal:
        return answer_page(seat_at(pulse_id, token), said, refusal), 422
    except Conflict as refusal:
        return answer_page(seat_at(pulse_id, token), None, refusal), 409
    flash(_("Thank you. Your answer is in."), "good")
    return redirect(url_for("pulse.answer", **seat.where), 303)


@pages.post("/pulses/<uuid:pulse_id>/answer/words/withdrawal")
@pages.post("/pulse/<token>/words/withdrawal")
@SEATED
def take_back_words(pulse_id: UUID | None = None, token: str = "") -> ResponseReturnValue:
    """Show the organisation's words to everyone no more."""
    with change() as session:
        here = seat_at(pulse_id, token, session)
        answering.take_back_words(session, here.asked, actor=here.actor, by_letter=here.by_letter)
    flash(_("Your words are shown to everyone no more."), "good")
    return redirect(url_for("pulse.answer", **here.where), 303)
