"""Numbers in addresses: one that no database can hold names nothing, so there is nothing at its address."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1


class HeldNumber(IntegerConverter):
    """A whole number that fits a column."""

    def __init__(self, map: Map, *args: Any, **kwargs: Any) -> None:  # noqa: A002 - so Werkzeug calls it
        super().__init__(map, *args, **{"max": LARGEST, **kwargs})


def register(app: Flask) -> None:
    """Let every `<int:…>` of an address be such a number."""
    app.url_map.converters["int"] = HeldNumber
