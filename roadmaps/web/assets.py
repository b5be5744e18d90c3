"""Style sheets, scripts and fonts by the names that the build gave them, which change when their content does."""

import json
from functools import cached_property
from pathlib import Path

from flask import Flask, Response, url_for

FAR_FUTURE_SECONDS = 365 * 24 * 3600


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
        return url_for("static", filename="dist/" + self._manifest.get(name, name))


def register(app: Flask) -> None:
    """Let templates name assets, and browsers keep them for ever."""
    assert app.static_folder is not None
    app.jinja_env.globals["asset"] = Assets(Path(app.static_folder) / "dist").url
    app.after_request(_keep_for_ever)


def _keep_for_ever(response: Response) -> Response:
    if response.direct_passthrough and response.status_code == 200:
        response.cache_control.public = True
        response.cache_control.immutable = True
        response.cache_control.max_age = FAR_FUTURE_SECONDS
        response.cache_control.no_cache = None
    return response
