"""A paper as one accessible HTML file that needs nothing else: no network, no script, no other file."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from roadmaps import paths
from roadmaps.papers import words as said
from roadmaps.papers.drawings import inline
from roadmaps.papers.tree import Figure, Paper
from roadmaps.papers.web.page import Page
from roadmaps.papers.web.printing import styles_of
from roadmaps.papers.words import Words

TEMPLATE = "papers/files/paper.html"
_STYLES = {"strong": "strong", "emphasis": "em", "struck": "s", "superscript": "sup", "subscript": "sub"}


def write(paper: Paper, words: Words) -> bytes:
    """The whole paper as a web page."""
    template = _environment().get_template(TEMPLATE)
    own_styles = Markup(styles_of(paper, words))  # noqa: S704 - what people wrote is escaped in it, sign by sign
    written = template.render(paper=paper, page=Page(paper, words), own_styles=own_styles)
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
    environment.globals.update(kind_of=_kind_of, drawn=_drawn, styles=_STYLES, said=said)
    return environment


def _kind_of(part: object) -> str:
    return type(part).__name__


def _drawn(figure: Figure) -> Markup:
    """The figure, called by what it shows."""
    return Markup(inline(figure.drawing.svg, label=figure.alt))  # noqa: S704 - only shapes and words are left in it
