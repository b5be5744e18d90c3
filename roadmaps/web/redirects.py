"""Where a form may send people back to: pages of this site, and nothing that a browser could read as another."""

import re
from urllib.parse import quote

from flask import Flask, request

# Only what a path of ours can look like. No backslash, no second slash, no control character, no letter outside ASCII:
# browsers repair such addresses into other hosts.
_PATH = re.compile(r"/(?:[A-Za-z0-9._~%-][A-Za-z0-9._~%/-]*)?(?:\?[A-Za-z0-9._~%&=+,:-]*)?(?:#[A-Za-z0-9._-]*)?")


def safe_path(wanted: str, default: str) -> str:
    """The wanted path if it surely lies on this site, otherwise the default."""
    is_safe = _PATH.fullmatch(wanted) is not None and "//" not in wanted.partition("?")[0] and "/.." not in wanted
    return wanted if is_safe else default


def current_path() -> str:
    """Where the reader is and can come back to; after a form, the page itself without what was sent."""
    is_page = request.method in {"GET", "HEAD"}
    query = quote(request.query_string, safe="._~%&=+,:-")
    return safe_path(f"{request.path}?{query}" if is_page and query else request.path, "/")


def register(app: Flask) -> None:
    """Let templates name the way back."""
    app.jinja_env.globals["current_path"] = current_path
