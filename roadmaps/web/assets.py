"""Style sheets, scripts and fonts by the names that the build gave them, which change when their content does."""

import json
import re
from functools import cached_property
from pathlib import Path
from typing import Any

from flask import Flask, Response, request, url_for
from whitenoise import WhiteNoise  # type: ignore[import-untyped]

from roadmaps.web.security import ONLY_HTTPS, harden

FAR_FUTURE_SECONDS = 365 * 24 * 3600
BUILT = "dist/"
NOTHING_RUNS = "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'none'"
_NAMED_BY_CONTENT = re.compile(r"-[0-9A-Z]{8}\.[a-z0-9]+$")


class Assets:
    """The manifest of one build."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _manifest(self) -> dict[str, str]:
        path = self._folder / "manifest.json"
        found: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
        return found

    def url(self, name: str) -> str:
        """Address of the asset; before the first build, the plain name."""
        return url_for("static", filename=BUILT + self._manifest.get(name, name))


def register(app: Flask) -> None:
    """Let templates name assets, and browsers keep them for ever."""
    assert app.static_folder is not None
    app.jinja_env.globals["asset"] = Assets(Path(app.static_folder) / "dist").url
    app.after_request(_keep_for_ever)
    serve_built_files(app, Path(app.static_folder) / "dist")


def serve_built_files(app: Flask, folder: Path) -> None:
    """Answer with built files before the application begins to work, compressed as the build has left them beside.

    What is built while the site runs is answered by the application, until the site is begun anew.
    """
    if not folder.is_dir():
        return

    def tell(headers: Any, _path: str, url: str) -> None:
        harden(headers)
        headers["Content-Security-Policy"] = NOTHING_RUNS
        if app.config["IS_BEHIND_HTTPS"]:
            headers["Strict-Transport-Security"] = ONLY_HTTPS
        is_lasting = _NAMED_BY_CONTENT.search(url) is not None
        headers["Cache-Control"] = f"public, max-age={FAR_FUTURE_SECONDS}, immutable" if is_lasting else "no-cache"

    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(folder),
        prefix=f"static/{BUILT}",
        add_headers_function=tell,
        immutable_file_test=_NAMED_BY_CONTENT.pattern,
        allow_all_origins=False,
    )


def _keep_for_ever(response: Response) -> Response:
    """Built files have their hash in their name; all else is asked for anew, as it may be somebody's own."""
    if request.endpoint == "static" and _is_named_by_content() and response.status_code in {200, 304}:
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = FAR_FUTURE_SECONDS
        response.cache_control.no_cache = None
    elif not response.cache_control:
        response.cache_control.private = True
        response.cache_control.no_cache = True
    return response


def _is_named_by_content() -> bool:
    path = str((request.view_args or {}).get("filename", ""))
    return path.startswith(BUILT) and "-" in path and not path.startswith(BUILT + "LICENSES/")
