"""Style sheets, scripts and fonts by the names that the build gave them, which change when their content does."""

import json
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, request, url_for

FAR_FUTURE_SECONDS = 365 * 24 * 3600
BUILT = "dist/"


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
