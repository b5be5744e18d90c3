"""Who may read the figures: whoever shows the token of the settings, and whoever asks on the machine itself."""

from hmac import compare_digest
from ipaddress import ip_address

from flask import Request

from roadmaps.web.origins import THIS_MACHINE

# What a proxy adds to what it passes on. With one of them the request came from elsewhere, whatever its address says.
_OF_PROXIES = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")


def may_watch(request: Request, token: str) -> bool:
    """Whether the figures are for whoever sent the request."""
    scheme, _, shown = request.headers.get("Authorization", "").partition(" ")
    if token and scheme.lower() == "bearer" and compare_digest(shown.strip().encode(), token.encode()):
        return True
    return _is_from_this_machine(request)


def _is_from_this_machine(request: Request) -> bool:
    name = request.environ.get("HTTP_HOST", "").lower()
    host = name.partition("]")[0] + "]" if name.startswith("[") else name.partition(":")[0]
    if host not in THIS_MACHINE or any(one in request.headers for one in _OF_PROXIES):
        return False
    try:
        return ip_address(request.environ.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
