"""What this room hangs in lower pages: the way to the files, for those who may see them."""

from typing import Any

from flask import render_template

from roadmaps.files import policy
from roadmaps.roadmap.models import Roadmap
from roadmaps.web.identity import actor
from roadmaps.web.slots import Slots


def hang(slots: Slots) -> None:
    """Hang the panels of this room."""
    slots.hang("roadmap.tools", in_tools)
    slots.hang("roadmap.form_end", at_form)


def in_tools(*, roadmap: Roadmap, **_context: Any) -> str:
    """The way to the list, beside the views of the roadmap."""
    return render_template("files/_tool.html", roadmap=roadmap) if policy.may_see_files(actor(), roadmap) else ""


def at_form(*, roadmap: Roadmap, **_context: Any) -> str:
    """How a text gets a picture, for who writes without JavaScript."""
    return render_template("files/_help.html", roadmap=roadmap) if policy.may_upload(actor(), roadmap) else ""
