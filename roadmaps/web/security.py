"""What every answer tells the browser not to do, how cookies are kept, and which requests are not listened to at all."""

import secrets
from typing import Protocol, cast

from flask import Flask, Response, g

from roadmaps.web.cookies import PatientCookies

# All that browsers let a page ask for, or do behind its reader's back: this site needs none of it. What is said of here is
# allowed to the page itself.
FEATURES = (
    "accelerometer",
    "ambient-light-sensor",
    "attribution-reporting",
    "autoplay",
    "bluetooth",
    "browsing-topics",
    "camera",
    "compute-pressure",
    "cross-origin-isolated",
    "display-capture",
    "encrypted-media",
    "execution-while-not-rendered",
    "execution-while-out-of-viewport",
    "gamepad",
    "geolocation",
    "gyroscope",
    "hid",
    "identity-credentials-get",
    "idle-detection",
    "join-ad-interest-group",
    "keyboard-map",
    "local-fonts",
    "magnetometer",
    "microphone",
    "midi",
    "otp-credentials",
    "payment",
    "picture-in-picture",
    "private-state-token-issuance",
    "private-state-token-redemption",
    "run-ad-auction",
    "screen-wake-lock",
    "serial",
    "shared-storage",
    "speaker-selection",
    "storage-access",
    "sync-xhr",
    "unload",
    "usb",
    "window-management",
    "xr-spatial-tracking",
)
ONLY_HTTPS = "max-age=63072000; includeSubDomains"
FEATURES_OF_OURS = ("clipboard-write", "fullscreen", "publickey-credentials-create", "publickey-credentials-get")
PERMISSIONS = ", ".join([*(f"{name}=()" for name in FEATURES), *(f"{name}=(self)" for name in FEATURES_OF_OURS)])


class Headers(Protocol):
    """Where a header can be set, whoever the answer is made by."""

    def __setitem__(self, name: str, value: str) -> None: ...


def csp_nonce() -> str:
    """The word of this answer that marks a style or script as ours."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return cast(str, g.csp_nonce)


def register(app: Flask) -> None:
    """Set the headers, and the cookie's name and attributes by how the site is reached."""
    is_https = bool(app.config["IS_BEHIND_HTTPS"])
    app.config.update(
        SESSION_COOKIE_NAME="__Host-session" if is_https else "session",
        SESSION_COOKIE_SECURE=is_https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
    )
    app.session_interface = PatientCookies()
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    app.after_request(_protect)
    if is_https:
        app.after_request(_only_https)


def harden(headers: Headers) -> None:
    """What every answer says, whatever it is."""
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["X-Permitted-Cross-Domain-Policies"] = "none"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Origin-Agent-Cluster"] = "?1"
    headers["Permissions-Policy"] = PERMISSIONS


def _protect(response: Response) -> Response:
    headers = response.headers
    # A browser that is told that its page is still good goes on with the word that stands in that page.
    if response.status_code != 304:
        headers.setdefault("Content-Security-Policy", _policy(csp_nonce()))
    harden(headers)
    return response


def _policy(nonce: str) -> str:
    return (
        "default-src 'none'; "
        f"script-src 'self' 'nonce-{nonce}'; style-src 'self' 'nonce-{nonce}'; "
        "img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
        "form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'"
    )


def _only_https(response: Response) -> Response:
    response.headers["Strict-Transport-Security"] = ONLY_HTTPS
    return response


def keep_no_copy(response: Response) -> Response:
    """For rooms whose pages tell of people, or show secrets: no cache keeps them, and no search engine."""
    response.headers.setdefault("Cache-Control", "no-store")
    response.headers.setdefault("X-Robots-Tag", "noindex")
    return response
