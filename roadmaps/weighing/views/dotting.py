"""The room: the code on the screen, the phones, and the screen itself."""

import hashlib
import hmac
import secrets
from uuid import UUID

from flask import current_app, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from roadmaps.accounts.models import Helix
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.web.identity import actor
from roadmaps.web.limits import keep_pace
from roadmaps.web.permissions import decided_by, open_to_all
from roadmaps.web.work import change, reading
from roadmaps.weighing import policy
from roadmaps.weighing.models import WeighingRound
from roadmaps.weighing.pages import held_at
from roadmaps.weighing.qr import code_of, path_of
from roadmaps.weighing.queries import ballot_of, dots_in, find_round, people_in, round_with_code
from roadmaps.weighing.rules import dotting
from roadmaps.weighing.typing_in import dots_in as typed_dots
from roadmaps.weighing.typing_in import helix_in
from roadmaps.weighing.views.blueprint import pages
from roadmaps.weighing.words import Kind, State

TRIES, PRESSES = "try codes", "place dots"


@pages.get("/dots")
@open_to_all
def room() -> ResponseReturnValue:
    """The field for the code on the screen; it leads on to the room."""
    code = "".join(request.args.get("code", "").split()).upper()
    if not code:
        return render_template("weighing/code.html", code="", is_wrong=False)
    try:
        _room_at(code)
    except NotFound:
        return render_template("weighing/code.html", code=code, is_wrong=True), 422
    return redirect(url_for("weighing.dots", code=code), 303)


@pages.get("/dots/<code>")
@decided_by("weighing.policy.may_place_dots")
def dots(code: str) -> ResponseReturnValue:
    """The page on the phone: the candidates, and the dots of this browser, which is known from here on.

    Otherwise somebody who presses twice for the first time would be two.
    """
    weighing = _room_at(code)
    _voter(weighing)
    return _phone(weighing)


@pages.post("/dots/<code>")
@decided_by("weighing.policy.may_place_dots")
def place(code: str) -> ResponseReturnValue:
    """Place the dots, or move them."""
    keep_pace(PRESSES)
    weighing = _room_at(code)
    typed = typed_dots(request.form, [one.id for one in weighing.entries])
    helix = helix_in(request.form.get("helix", ""))
    try:
        with change() as writing:
            here = round_with_code(writing, code)
            facts = {"voter": _voter(here), "helix": helix, "actor": actor(), "at": now()}
            dotting.place(writing, here, typed, **facts)  # type: ignore[arg-type]
    except (Invalid, NotAllowed) as refusal:
        return _phone(_room_at(code), typed, helix, refusal), 422
    flash(_("Your dots lie there. You can move them until the voting closes."), "good")
    return redirect(url_for("weighing.dots", code=code), 303)


@pages.get("/weighings/<uuid:round_id>/screen")
@decided_by("weighing.policy.may_read")
def screen(round_id: UUID) -> ResponseReturnValue:
    """What hangs on the wall: how to take part, and the dots as they come."""
    weighing = find_round(reading(), round_id, actor())
    if weighing.kind is not Kind.DOTS or weighing.state not in {State.OPEN, State.CLOSED}:
        raise NotFound
    address = current_app.config["BASE_URL"] + url_for("weighing.dots", code=weighing.code)
    grid = code_of(address)
    return render_template(
        "weighing/screen.html",
        round=weighing,
        area=weighing.roadmap.area,
        short=current_app.config["BASE_URL"].split("://")[-1] + url_for("weighing.room"),
        code_path=path_of(grid),
        code_size=len(grid) + 8,
        people=people_in(reading(), weighing),
        dots=dots_in(reading(), weighing) if weighing.shows_live or weighing.is_closed else None,
        titles={one.candidate_id: one.title for one in weighing.entries},
        may_steer=_may_steer(weighing),
    )


def _may_steer(weighing: WeighingRound) -> bool:
    if not weighing.is_open:
        return False
    try:
        held_at(weighing.id)
    except NotAllowed:
        return False
    return True


def _phone(
    weighing: WeighingRound,
    typed: dict[UUID, int] | None = None,
    helix: Helix | None = None,
    refusal: Invalid | NotAllowed | None = None,
) -> str:
    ballot = ballot_of(reading(), weighing, _voter(weighing)) if "visitor" in session else None
    placed = {one.entry_id: one.count for one in ballot.dots} if ballot else {}
    return render_template(
        "weighing/phone.html",
        round=weighing,
        area=weighing.roadmap.area,
        placed=placed if typed is None else typed,
        helix=helix or (ballot.helix if ballot else None),
        helices=list(Helix),
        has_placed=ballot is not None,
        is_over=not weighing.is_open or weighing.closes_on < today(),
        shows_result=policy.may_see_result(actor(), weighing),
        refusal=refusal,
    )


def _room_at(code: str) -> WeighingRound:
    """Whoever tries codes soon gets none."""
    try:
        return round_with_code(reading(), code)
    except NotFound:
        keep_pace(TRIES)
        raise


def _voter(weighing: WeighingRound) -> str:
    """A key of this browser for one round: it leads back to nobody, and cannot be joined with that of another round."""
    if "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    secret = str(current_app.config["SECRET_KEY"]).encode()
    return hmac.new(secret, f"dots\n{session['visitor']}\n{weighing.id}".encode(), hashlib.sha256).hexdigest()
