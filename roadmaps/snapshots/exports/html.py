"""One accessible HTML file that needs nothing else: no network, no script, no other file."""

from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from roadmaps import paths
from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.headings import with_headings_at
from roadmaps.web.prose import stored_html

TEMPLATE = "snapshots/files/document.html"


def write(edition: Edition, words: Words) -> bytes:
    """The whole roadmap as a web page."""
    page = (
        _environment()
        .get_template(TEMPLATE)
        .render(
            edition=edition,
            document=edition.document,
            language=words.language,
            shown=words.shown,
            _=words.say,
        )
    )
    return (page.strip() + "\n").encode()


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(paths.TEMPLATES),
        autoescape=select_autoescape(["html"]),
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals["at_level"] = with_headings_at
    environment.filters["stored_html"] = stored_html
    return environment
