"""The one place that turns refusals into answers. What somebody had written is on every such page, never lost."""

import logging

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from roadmaps.foundation.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from roadmaps.web.language import translate
from roadmaps.web.work import close_reading

log = logging.getLogger(__name__)
SECRETS = ("password", "token")
WORTH_KEEPING = 20
STATUS: dict[type[Refusal], int] = {NotAllowed: 403, NotFound: 404, Invalid: 422, Conflict: 409}


def status_of(refusal: Refusal) -> int:
    """The HTTP status that the refusal answers with."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 400)


def register(app: Flask) -> None:
    """Map every sort of refusal and failure to a page."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(OperationalError, _busy)
    app.register_error_handler(Exception, _failed)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    return _page(status_of(refusal), translate(refusal.sentence))


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """A form that does not show that it was sent from this window."""
    sentence = _(
        "The form had been open too long, or was sent from another window, so it was not accepted. Nothing was changed."
    )
    return _page(400, sentence)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400 or request.endpoint == "static":
        return error
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address cannot be used in that way."),
        413: _("What you sent is too large."),
        429: _("That was too many attempts. Wait a little and try again."),
    }
    page, status = _page(error.code, sentences.get(error.code, _("The request could not be understood.")))
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    return page, status, kept


def _busy(error: OperationalError) -> ResponseReturnValue:
    log.error("The database did not answer", exc_info=error)
    return _plain_page(503, _("The site is very busy just now, and what you sent was not kept. Send it again."), error)


def _failed(error: Exception) -> ResponseReturnValue:
    log.error("A page failed", exc_info=error)
    sentence = _("Something went wrong on our side, and has been noted. What you sent was not kept.")
    return _plain_page(500, sentence, error)


def _page(status: int, sentence: str) -> tuple[str, int]:
    titles = {403: _("Not for you to do"), 404: _("Not found"), 409: _("Somebody else was here first")}
    title = titles.get(status, _("That did not work"))
    return render_template("web/error.html", title=title, sentence=sentence, typed=_typed()), status


def _plain_page(status: int, sentence: str, error: Exception) -> tuple[str, int]:
    """A page that asks the database for nothing: not even who is reading."""
    if current_app.testing:
        raise error
    close_reading()
    g.setdefault("actor", None)
    title = _("That did not work")
    return render_template("web/failure.html", title=title, sentence=sentence, typed=_typed()), status


def _typed() -> list[str]:
    try:
        sent = list(request.form.items(multi=True))
    except RequestEntityTooLarge:
        return []
    return [text for name, text in sent if len(text) > WORTH_KEEPING and not any(word in name for word in SECRETS)]
