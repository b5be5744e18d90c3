"""Where the site is, as its settings say, and which requests claim otherwise.

What a request says about the site it wants (`Host`, `X-Forwarded-Host` and their kin) is never written into an address: a
link in a letter, a file or a page would lead whoever follows it to whom that pleases. Whole addresses come from ROADMAPS_URL.

A form carries a token that shows that it was sent from this window. Behind it stands a second line that needs no token: what
browsers themselves tell about where a request comes from.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError

from roadmaps.web import kept_templates
from roadmaps.web.addresses import KnownAddresses
from roadmaps.web.troubles import answer
from roadmaps.web.what_is_sent import SiteRequest

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

THIS_MACHINE = frozenset({"127.0.0.1", "localhost", "[::1]"})
_HARMLESS = frozenset({"GET", "HEAD", "OPTIONS"})
_FROM_HERE = frozenset({"", "same-origin", "none"})
# Watchers ask each process by the number of its machine; the answer is the same wherever it is asked for.
_FOR_WATCHERS = frozenset({"/healthz", "/readyz", "/metrics"})


class Site(Flask):
    """An application whose whole addresses are those of its settings, and whose doors are asked again after a lost race."""

    request_class = SiteRequest
    jinja_environment = kept_templates.Templates
    jinja_options = kept_templates.options()

    @cached_property
    def _known_addresses(self) -> KnownAddresses:
        return KnownAddresses(super().url_for)

    def dispatch_request(self) -> ResponseReturnValue:
        """As Flask's, and once more where that helps."""
        return answer(super().dispatch_request)

    def url_for(
        self,
        endpoint: str,
        *,
        _anchor: str | None = None,
        _method: str | None = None,
        _scheme: str | None = None,
        _external: bool | None = None,
        **values: Any,
    ) -> str:
        """As Flask's, but for whole addresses."""
        path = self._known_addresses.of(endpoint, _anchor, _method, values)
        return f"{self.config['BASE_URL']}{path}" if _external else path


def register(app: Flask) -> None:
    """Listen to nothing that was meant for another site or sent by one."""
    if app.config["IS_BEHIND_HTTPS"]:
        app.wsgi_app = _encrypted(app.wsgi_app)  # type: ignore[assignment, method-assign]
    app.before_request(_only_for_this_site)
    app.before_request(_only_from_this_site)
    app.before_request(_only_what_may_be_named)


def is_of_this_site(origin: str) -> bool:
    """Whether what a browser tells as the origin of a request is the site itself."""
    return origin in {current_app.config["BASE_URL"], f"{request.scheme}://{request.host}"}


def _encrypted(inner: "WSGIApplication") -> "WSGIApplication":
    """What is said on the way in about how the request came is not asked for either."""

    def outer(environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        environ["wsgi.url_scheme"] = "https"
        return inner(environ, start_response)

    return outer


def _only_for_this_site() -> Response | None:
    if request.path in _FOR_WATCHERS or _is_known(request.environ.get("HTTP_HOST", "")):
        return None
    answer = Response(_("This site is found at another address: %(address)s", address=current_app.config["BASE_URL"]))
    answer.status_code, answer.mimetype = 400, "text/plain"
    return answer


def _only_what_may_be_named() -> None:
    """Nothing here has a zero in its name, and PostgreSQL fails over being asked for it."""
    if "\x00" in request.path or any("\x00" in name + value for name, value in request.args.items(multi=True)):
        abort(404)


def _is_known(host: str) -> bool:
    """The host and port of the settings; on a machine of one's own, any port of that machine."""
    site = urlsplit(current_app.config["BASE_URL"])
    port = {"http": 80, "https": 443}[site.scheme] if site.port is None else site.port
    name = site.netloc.rpartition(":")[0] if site.port is not None else site.netloc
    if host.lower() in {site.netloc.lower(), f"{name}:{port}".lower()}:
        return True
    asked, colon, number = host.lower().partition(":") if not host.startswith("[") else _of_version_6(host)
    is_local = asked in THIS_MACHINE and (not colon or number.isdecimal())
    return is_local and not current_app.config["IS_BEHIND_HTTPS"]


def _of_version_6(host: str) -> tuple[str, str, str]:
    address, bracket, rest = host.partition("]")
    return address + bracket, rest[:1], rest[1:]


def _only_from_this_site() -> None:
    """Refuse what changes something and was, as the browser itself says, sent from elsewhere."""
    if request.method in _HARMLESS:
        return
    origin, came_from = request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site", "")
    # A browser that is told to say nothing of where it comes from says "null" to the site itself too.
    is_silent = origin is None or (origin == "null" and came_from == "same-origin")
    if came_from not in _FROM_HERE or not (is_silent or is_of_this_site(origin or "")):
        raise CSRFError(_("The form was sent from another site."))
