"""The one place that turns refusals into answers."""

import logging

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException

from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from roadmaps.web.language import translate

log = logging.getLogger(__name__)
NOT_KEPT = frozenset({"csrf_token", "password", "old_password", "new_password"})
STATUS: dict[type[Refusal], int] = {NotAllowed: 403, NotFound: 404, Invalid: 422, Conflict: 409}


def status_of(refusal: Refusal) -> int:
    """The HTTP status that the refusal answers with."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 400)


def register(app: Flask) -> None:
    """Map every sort of refusal and failure to a page."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _failed)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return _page(status_of(refusal), translate(refusal.sentence), typed=_typed())


def _stale_form(_error: CSRFError) -> ResponseReturnValue:
    sentence = _(
        "The form had been open too long, or was sent from another window, so it was not accepted. Nothing was changed."
    )
    return _page(400, sentence, typed=_typed())


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400:
        return error
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address cannot be used in that way."),
        413: _("What you sent is too large."),
        429: _("That was too many attempts. Wait a little and try again."),
    }
    return _page(error.code, sentences.get(error.code, _("The request could not be understood.")), typed=_typed())


def _busy(_error: OperationalError) -> ResponseReturnValue:
    log.exception("The database did not answer")
    return _page(
        503, _("The site is very busy just now, and what you sent was not kept. Send it again."), typed=_typed()
    )


def _failed(_error: Exception) -> ResponseReturnValue:
    log.exception("A page failed")
    return _page(
        500, _("Something went wrong on our side, and has been noted. What you sent was not kept."), typed=_typed()
    )


def _typed() -> list[str]:
    """What somebody had typed, so that no page of errors makes it disappear."""
    return [value for name, value in request.form.items(multi=True) if name not in NOT_KEPT and len(value) > 20]


def _page(status: int, sentence: str, *, typed: list[str]) -> ResponseReturnValue:
    titles = {403: _("Not for you to do"), 404: _("Not found"), 409: _("Somebody else was here first")}
    title = titles.get(status, _("That did not work"))
    return render_template("web/error.html", title=title, sentence=sentence, typed=typed, status=status), status
