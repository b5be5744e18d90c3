"""A paper as one accessible HTML file that needs nothing else: no network, no script, no other file."""

import base64
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from roadmaps import paths
from roadmaps.papers import words as said
from roadmaps.papers.drawings import shapes_of
from roadmaps.papers.tree import Paper, Picture
from roadmaps.papers.web.page import Page
from roadmaps.papers.web.printing import color_of, in_quotes, page_of
from roadmaps.papers.words import Words

TEMPLATE = "papers/files/paper.html"
_STYLES = {"strong": "strong", "emphasis": "em", "struck": "s", "superscript": "sup", "subscript": "sub"}


def write(paper: Paper, words: Words) -> bytes:
    """The whole paper as a web page."""
    template = _environment().get_template(TEMPLATE)
    written = template.render(paper=paper, page=Page(paper, words))
    return (written.strip() + "\n").encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.TEMPLATES),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(
        kind_of=_kind_of,
        shapes_of=shapes_of,
        as_data=_as_data,
        styles=_STYLES,
        said=said,
        color_of=color_of,
        in_quotes=in_quotes,
        page_of=page_of,
    )
    return environment


def _as_data(picture: Picture) -> str:
    """The picture itself as an address, so that the file needs no other."""
    return f"data:{picture.media_type};base64,{base64.b64encode(picture.content).decode()}"


def _kind_of(part: object) -> str:
    return type(part).__name__
