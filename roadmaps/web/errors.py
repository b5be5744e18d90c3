"""The one place that turns refusals into answers. What somebody had written is on every such page, never lost."""

import logging
from urllib.parse import quote

from flask import Flask, current_app, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, InternalServerError

from roadmaps.foundation.errors import (
    BaseMissing,
    Conflict,
    Invalid,
    NotAllowed,
    NotAsKnown,
    NotFound,
    NotIdentified,
    Refusal,
    TooMany,
)
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.foundation.unit_of_work import is_doubtful
from roadmaps.web.language import translate
from roadmaps.web.metrics import figures
from roadmaps.web.problems import problem, problem_of
from roadmaps.web.programs import is_for_programs
from roadmaps.web.redirects import safe_path
from roadmaps.web.troubles import trouble_of
from roadmaps.web.work import close_reading

log = logging.getLogger(__name__)
SECRETS = ("password", "token")
WORTH_KEEPING = 20
_NOTED = say("Something went wrong on our side, and has been noted. What you sent was not kept.")
STATUS: dict[type[Refusal], int] = {
    NotIdentified: 401,
    NotAllowed: 403,
    NotFound: 404,
    Conflict: 409,
    NotAsKnown: 412,
    Invalid: 422,
    BaseMissing: 428,
    TooMany: 429,
}


def status_of(refusal: Refusal) -> int:
    """The HTTP status that the refusal answers with."""
    return next((status for kind, status in STATUS.items() if isinstance(refusal, kind)), 400)


def register(app: Flask) -> None:
    """Map every sort of refusal and failure to a page."""
    app.register_error_handler(Refusal, _refused)
    app.register_error_handler(CSRFError, stale_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _failed)
    app.register_error_handler(Exception, _failed)


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if is_for_programs():
        return problem_of(status_of(refusal), refusal)
    page, status = _page(status_of(refusal), translate(refusal.sentence))
    return (page, status, {"Retry-After": str(refusal.seconds)}) if isinstance(refusal, TooMany) else (page, status)


def stale_form(_error: CSRFError) -> ResponseReturnValue:
    """A form that does not show that it was sent from this window."""
    sentence = _(
        "The form had been open too long, or was sent from another window, so it was not accepted. Nothing was changed."
    )
    return problem(400, sentence) if is_for_programs() else _page(400, sentence)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code is None or error.code < 400 or request.endpoint == "static":
        return error
    sentences = {
        404: _("There is nothing at this address."),
        405: _("This address cannot be used in that way."),
        408: _("What you sent did not come here to the end in time. Try again."),
        413: _("What you sent is too large."),
        415: _("What is sent here has to be JSON, with the content type application/json."),
        429: _("That was too many attempts. Wait a little and try again."),
    }
    sentence = sentences.get(error.code, _("The request could not be understood."))
    kept = {name: value for name, value in error.get_headers() if name in {"Allow", "Retry-After"}}
    if is_for_programs():
        return problem(error.code, sentence, headers=kept)
    page, status = _page(error.code, sentence)
    return page, status, kept


def _failed(error: Exception) -> ResponseReturnValue:
    """What nobody foresaw, and troubles that pass: the database or the disk."""
    cause = error.original_exception if isinstance(error, InternalServerError) else None
    error = cause if isinstance(cause, Exception) else error
    if trouble := trouble_of(error):
        log.error("A page met a trouble that should pass: %s", trouble.sort, exc_info=error)
        figures().troubles.labels(trouble.sort).inc()
        return _plain_page(503, trouble.sentence, error, {"Retry-After": str(trouble.seconds)})
    log.error("A page failed", exc_info=error)
    return _plain_page(500, _NOTED, error)


def _page(status: int, sentence: str) -> tuple[str, int]:
    titles = {403: _("Not for you to do"), 404: _("Not found"), 409: _("Somebody else was here first")}
    title = titles.get(status, _("That did not work"))
    page = render_template(
        "web/error.html", title=title, sentence=sentence, typed=_typed(), is_worth_asking=status != 404
    )
    return page, status


def _plain_page(
    status: int, sentence: Sentence, error: Exception, headers: dict[str, str] | None = None
) -> ResponseReturnValue:
    """A page that asks the database for nothing: not even who is reading, nor which language they have chosen there."""
    if current_app.testing:
        raise error
    close_reading()
    g.setdefault("actor", None)
    # The library that knows cookies would look for its user while the page is put together.
    g.setdefault("_login_user", None)
    if is_for_programs():
        return problem(status, translate(sentence), headers=headers)
    title = _("That did not work")
    fields, typed = _fields_to_send_again(), _typed()
    page = render_template(
        "web/failure.html",
        title=title,
        sentence=translate(sentence),
        typed=typed,
        fields=fields if typed and not is_doubtful(error) else [],
        door=_this_door(),
    )
    return page, status, headers or {}


def _this_door() -> str:
    path, query = quote(request.path, safe="/._~-"), quote(request.query_string, safe="._~%&=+,:-")
    return safe_path(f"{path}?{query}" if query else path, "/")


def _fields_to_send_again() -> list[tuple[str, str]]:
    """What was sent, so that one press sends it once more; nothing where it holds a secret or a file."""
    try:
        sent = list(request.form.items(multi=True))
        if request.files or any("password" in name for name, _value in sent):
            return []
    except HTTPException:
        return []
    return sent


def _typed() -> list[str]:
    try:
        sent = list(request.form.items(multi=True))
    except HTTPException:
        return []
    return [text for name, text in sent if len(text) > WORTH_KEEPING and not any(word in name for word in SECRETS)]
