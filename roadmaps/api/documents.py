"""What tells of the interface: the OpenAPI document for programs, and the same as pages for people."""

from typing import Any

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue
from pydantic import BaseModel, ConfigDict
from sqlalchemy.orm import Session

from roadmaps.api.described import book
from roadmaps.api.openapi import document
from roadmaps.api.operations import reads
from roadmaps.api.parts import ADVICE, KINDS, SHARED
from roadmaps.foundation.errors import NotFound
from roadmaps.foundation.sentences import N_
from roadmaps.web.permissions import open_to_all
from roadmaps.web.problems import titles

pages = Blueprint("api_docs", __name__)
LONGEST_SEARCH = 100


class Document(BaseModel):
    """An OpenAPI 3.1 document."""

    model_config = ConfigDict(extra="allow")

    openapi: str
    info: dict[str, Any]
    paths: dict[str, Any]
    components: dict[str, Any]


@reads("/openapi.json", answers=Document, resource=N_("The interface itself"), summary=N_("Read what can be asked for"))
def read_document(_session: Session) -> Document:
    """This document."""
    return Document.model_validate(document())


@pages.get("/api/docs")
@open_to_all
def docs() -> ResponseReturnValue:
    """How to begin, what parts there are, and what was looked for among them."""
    words = request.args.get("q", "")[:LONGEST_SEARCH].strip()
    return render_template(
        "api/docs.html",
        base=current_app.config["BASE_URL"],
        book=book(),
        found=book().found(words) if words else None,
        problems=[(status, title, ADVICE[status]) for status, title in sorted(titles().items())],
    )


@pages.get("/api/docs/<part_name>")
@open_to_all
def part(part_name: str) -> ResponseReturnValue:
    """One part, with its operations and the shapes that it alone needs."""
    found = book().parts.get(part_name)
    if found is None:
        raise NotFound
    return render_template("api/part.html", book=book(), part=found)


@pages.get(f"/api/docs/{SHARED}")
@open_to_all
def shapes() -> ResponseReturnValue:
    """Shapes that several parts need."""
    return render_template("api/shapes.html", book=book(), shapes=book().shared)


@pages.get(f"/api/docs/{KINDS}")
@open_to_all
def kinds() -> ResponseReturnValue:
    """What blocks hold, kind by kind."""
    return render_template("api/kinds.html", book=book(), shapes=book().kinds)


def way_to_docs(**_context: Any) -> str:
    """The link at the foot of every page."""
    return render_template("api/_footer.html")
