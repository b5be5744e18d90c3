"""Asking somebody to take care of points, and laying them aside: of one from its page, or of several from the list."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from roadmaps.desk import rules
from roadmaps.desk.forms import day_in, person_in, references_in
from roadmaps.desk.gathering import Desk, gather
from roadmaps.desk.views.blueprint import forget_desk, own_desk, pages
from roadmaps.desk.views.showing import desk_page, point_page
from roadmaps.desk.waiting import Point
from roadmaps.foundation.clock import now, today
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.web.identity import the_actor
from roadmaps.web.language import translate
from roadmaps.web.permissions import signed_in
from roadmaps.web.redirects import safe_path
from roadmaps.web.work import change

Act = Callable[[Session, Desk, Point], None]


@pages.post("/desk/assignments")
@signed_in
def assign() -> ResponseReturnValue:
    """Ask a colleague to take care of what is chosen, or take it back."""

    def act(session: Session, desk: Desk, point: Point) -> None:
        title = translate(desk.tell([point])[point.reference].title)
        note = request.form.get("note", "")
        rules.assign(session, point, person_in(request.form), title=title, note=note, actor=the_actor(), at=now())

    return _arrange(act, "assignment", _("Saved. Whoever was asked is told by mail."))


@pages.post("/desk/snoozes")
@signed_in
def snooze() -> ResponseReturnValue:
    """Lay what is chosen aside for a while."""

    def act(session: Session, _desk: Desk, point: Point) -> None:
        rules.snooze(session, point, day_in(request.form, today()), actor=the_actor(), at=now())

    return _arrange(act, "snooze", _("Laid aside. It waits again on the day that you chose."))


@pages.post("/desk/snoozes/ending")
@signed_in
def wake() -> ResponseReturnValue:
    """Let what is chosen wait again at once."""

    def act(session: Session, _desk: Desk, point: Point) -> None:
        rules.wake(session, point, actor=the_actor(), at=now())

    return _arrange(act, "snooze", _("It waits again."))


def _arrange(act: Act, form: str, told: str) -> ResponseReturnValue:
    """Do it for every chosen point, all or none; then go on where the form leads."""
    own_desk()
    try:
        with change() as session:
            desk = gather(session, actor=the_actor(), at=now())
            chosen = _chosen_on(desk)
            for point in chosen:
                act(session, desk, point)
    except Invalid as refusal:
        return refused_page(refusal, form)
    flash(told if len(chosen) == 1 else f"{told} ({ngettext('%(num)d point', '%(num)d points', len(chosen))})", "good")
    return redirect(safe_path(request.form.get("next", ""), url_for("desk.index")), 303)


def _chosen_on(desk: Desk) -> list[Point]:
    chosen = desk.find(references_in(request.form.getlist("point")))
    if not chosen:
        raise Invalid(say("Nothing is chosen, or it does not wait any more. Choose something in the list."))
    return chosen


def refused_page(refusal: Invalid, form: str) -> ResponseReturnValue:
    """The page that the form stood on, with what was typed and what is wrong with it."""
    forget_desk()
    only = references_in([request.form.get("page", "")])
    return point_page(*only[0], refusal, form) if only else desk_page(refusal, form)
