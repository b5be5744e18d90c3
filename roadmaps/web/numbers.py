"""Numbers in addresses: one that no database can hold names nothing, so there is nothing at its address.

Behind the question mark it is as if nothing had been asked for.
"""

from typing import Any

from flask import Flask, request
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1
# Of such a number of pages, however long each is, every database can still be asked for the last.
MOST_PAGES = 1_000_000


class HeldNumber(IntegerConverter):
    """A whole number that fits a column."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002 - so Werkzeug calls it
        super().__init__(map, *args, **{"max": LARGEST, **kwargs})


def register(app: Flask) -> None:
    """Let every `<int:…>` of an address be such a number."""
    app.url_map.converters["int"] = HeldNumber


def number_asked(name: str) -> int | None:
    """The whole number that the address tells under this name, if any column and any place in a list can be it."""
    found = request.args.get(name, type=int)
    return found if found is not None and abs(found) <= LARGEST else None


def page_asked() -> int:
    """Which page of a list the address asks for: the first where it names none that there can be."""
    return max(1, min(number_asked("page") or 1, MOST_PAGES))
