"""Named rows of links to the views of one thing, to which the rooms above add their own without the room below
knowing them.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple, cast

from flask import Flask, current_app, request, url_for
from flask_babel import gettext


class Way(NamedTuple):
    """One view: its place in the row, its label (a catalogue message), its endpoint, and those that belong to it."""

    order: int
    label: str
    endpoint: str
    within: Collection[str]


class Ways:
    """Which views there are of what; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._ways: dict[str, list[Way]] = defaultdict(list)

    def add(self, place: str, label: str, endpoint: str, *, order: int = 0, within: Collection[str] = ()) -> None:
        """Lead from the place to an endpoint; lower orders come first. `within`: endpoints that count as the same view."""
        self._ways[place].append(Way(order, label, endpoint, within))

    def at(self, place: str, **values: Any) -> list[tuple[str, str]]:
        """The links of a place as (label, address); `values` are those of the endpoints' addresses."""
        ways = sorted(self._ways[place], key=lambda way: way.order)
        return [(gettext(way.label), url_for(way.endpoint, **values)) for way in ways]

    def here(self, place: str, **values: Any) -> str:
        """The address among those of the place that the reader is at, or beneath; else that of the page itself."""
        beneath = [way for way in self._ways[place] if request.endpoint in way.within]
        return url_for(beneath[0].endpoint, **values) if beneath else request.path


def ways() -> Ways:
    """The application's ways."""
    return cast(Ways, current_app.extensions["ways"])


def register(app: Flask) -> None:
    """Give the application its ways, and templates the words for them."""
    own = app.extensions["ways"] = Ways()
    app.jinja_env.globals.update(ways=own.at, ways_here=own.here)
