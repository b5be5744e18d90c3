"""What this room hangs in the frame of every page: the box to search in."""

from flask import render_template, request

from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("layout.search", box)


def box() -> str:
    """The box in the header, except above the page of the search, which has its own."""
    return "" if request.endpoint == "search.show" else render_template("search/_box.html")
