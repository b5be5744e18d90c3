"""Contents, as LibreOffice keeps them."""

from collections.abc import Sequence
from typing import Any
from xml.etree.ElementTree import Element

from roadmaps.papers.opendocument.names import STYLE_NAME, O, make, style_of, text_of


def contents_of(lines: Sequence[Element], asked: dict[str, Any]) -> Element:
    """Contents that are there at once, and that the program gathers anew when it is asked to."""
    heading, *entries = lines
    heading.set(STYLE_NAME, "Contents_20_Heading")
    for entry in entries:
        entry.set(STYLE_NAME, f"Contents_20_{style_of(entry)[-1]}")
        for link in entry.iter(O("text:a")):
            link.set(STYLE_NAME, "Index_20_Link")
            link.set(O("text:visited-style-name"), "Index_20_Link")
    levels = range(1, asked["levels"] + 1)
    templates = [
        make(
            "text:table-of-content-entry-template",
            make("text:index-entry-link-start"),
            make("text:index-entry-text"),
            make("text:index-entry-tab-stop", style__type="right", style__leader_char="."),
            make("text:index-entry-page-number"),
            make("text:index-entry-link-end"),
            text__outline_level=level,
            text__style_name=f"Contents_20_{level}",
        )
        for level in levels
    ]
    gathered = [
        make(
            "text:index-source-styles",
            make("text:index-source-style", text__style_name=f"Heading_20_{level}"),
            text__outline_level=level,
        )
        for level in levels
    ]
    source = make(
        "text:table-of-content-source",
        make("text:index-title-template", text=text_of(heading), text__style_name="Contents_20_Heading"),
        *templates,
        *gathered,
        text__outline_level=asked["levels"],
        text__use_outline_level="false",
        text__use_index_marks="false",
        text__use_index_source_styles="true",
    )
    title = make("text:index-title", heading, text__name="Contents_Head")
    return make(
        "text:table-of-content",
        source,
        make("text:index-body", title, *entries),
        text__name="Contents",
        text__protected="false",
    )
