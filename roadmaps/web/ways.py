"""Named rows of links to the views of one thing, to which the rooms above add their own without the room below
knowing them.
"""

from collections import defaultdict
from typing import Any, cast

from flask import Flask, current_app, url_for
from flask_babel import gettext


class Ways:
    """Which views there are of what; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._ways: dict[str, list[tuple[int, str, str]]] = defaultdict(list)

    def add(self, place: str, label: str, endpoint: str, *, order: int = 0) -> None:
        """Lead from the place to an endpoint; `label` is a catalogue message, and lower orders come first."""
        self._ways[place].append((order, label, endpoint))

    def at(self, place: str, **values: Any) -> list[tuple[str, str]]:
        """The links of a place as (label, address); `values` are those of the endpoints' addresses."""
        ways = sorted(self._ways[place], key=lambda way: way[0])
        return [(gettext(label), url_for(endpoint, **values)) for _, label, endpoint in ways]


def ways() -> Ways:
    """The application's ways."""
    return cast(Ways, current_app.extensions["ways"])


def register(app: Flask) -> None:
    """Give the application its ways, and templates the word for them."""
    own = app.extensions["ways"] = Ways()
    app.jinja_env.globals["ways"] = own.at
