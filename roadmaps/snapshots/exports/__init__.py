"""The formats in which a roadmap can be taken home. A new one is a new file and a line here.

A format turns an edition into bytes, the same bytes each time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from roadmaps.foundation.sentences import N_
from roadmaps.papers.words import Words
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports import html, json, markdown


@dataclass(frozen=True)
class Format:
    """How one format is called, offered and written. Texts are catalogue messages."""

    label: str
    purpose: str
    media_type: str
    extension: str
    write: Callable[[Edition, Words], bytes]


FORMATS: Mapping[str, Format] = {
    "html": Format(
        N_("Web page"),
        N_("One file that opens in any browser, without a network, and prints well."),
        "text/html; charset=utf-8",
        "html",
        html.write,
    ),
    "markdown": Format(
        N_("Text (Markdown)"),
        N_("Plain text to go on writing with, in any program."),
        "text/markdown; charset=utf-8",
        "md",
        markdown.write,
    ),
    "json": Format(
        N_("Data (JSON)"),
        N_("Everything, for programs: to build on, to check, and to bring in elsewhere."),
        "application/json",
        "json",
        json.write,
    ),
}
