"""Named rows of links to the views of one thing, to which the rooms above add their own without the room below
knowing them.
"""

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple, cast

from flask import Flask, current_app, request, url_for
from flask_babel import gettext


class Way(NamedTuple):
    """One view: its place in the row, its label (a catalogue message), its endpoint, and those that belong to it.

    `row` names a row of views beneath it, all of which belong to it.
    """

    order: int
    label: str
    endpoint: str
    within: Collection[str]
    row: str


class Ways:
    """Which views there are of what; filled by the rooms when they register."""

    def __init__(self) -> None:
        self._ways: dict[str, list[Way]] = defaultdict(list)

    def add(
        self, place: str, label: str, endpoint: str, *, order: int = 0, within: Collection[str] = (), row: str = ""
    ) -> None:
        """Lead from the place to an endpoint; lower orders come first. `within` and `row`: what counts as the same view."""
        self._ways[place].append(Way(order, label, endpoint, within, row))

    def at(self, place: str, *, shut: Collection[str] = (), **values: Any) -> list[tuple[str, str]]:
        """The links of a place as (label, address); `values` are those of the endpoints' addresses.

        :param shut: policies that keep the reader out; what they decide about is left out
        """
        ways = sorted(self._ways[place], key=lambda way: way.order)
        ends = [(way.label, self._end_of(way, shut)) for way in ways]
        return [(gettext(label), url_for(end, **values)) for label, end in ends if end]

    def here(self, place: str, *, shut: Collection[str] = (), **values: Any) -> str:
        """The address among those of the place that the reader is at, or beneath; else that of the page itself."""
        beneath = [way for way in self._ways[place] if self._holds(way, request.endpoint)]
        end = self._end_of(beneath[0], shut) if beneath else None
        return url_for(end, **values) if end else request.path

    def _end_of(self, way: Way, shut: Collection[str]) -> str | None:
        """Where the way leads: to its endpoint, or if that is shut to the first in its row that is not."""
        marks = {f"as {policy} decides" for policy in shut}
        if getattr(current_app.view_functions[way.endpoint], "access", "") not in marks:
            return way.endpoint
        row = sorted(self._ways.get(way.row, ()), key=lambda one: one.order)
        return next((end for one in row if (end := self._end_of(one, shut))), None)

    def _holds(self, way: Way, endpoint: str | None) -> bool:
        if endpoint in way.within:
            return True
        return any(one.endpoint == endpoint or self._holds(one, endpoint) for one in self._ways.get(way.row, ()))


def ways() -> Ways:
    """The application's ways."""
    return cast(Ways, current_app.extensions["ways"])


def register(app: Flask) -> None:
    """Give the application its ways, and templates the words for them."""
    own = app.extensions["ways"] = Ways()
    app.jinja_env.globals.update(ways=own.at, ways_here=own.here)
