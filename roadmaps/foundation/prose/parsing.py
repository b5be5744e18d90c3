"""Markdown to HTML by Python-Markdown, with our own blocks, links and shapes. Runs in the worker process only."""

import re
import string
from collections.abc import Mapping
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.extensions.footnotes import NBSP_PLACEHOLDER, FootnoteExtension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.treeprocessors import Treeprocessor

from roadmaps.foundation.prose.addresses import BareAddresses
from roadmaps.foundation.prose.blocks import BlockReader
from roadmaps.foundation.prose.cleaning import clean
from roadmaps.foundation.prose.shaping import Shape
from roadmaps.foundation.prose.tidying import is_unwanted
from roadmaps.foundation.prose.wiki_links import WikiLinks

_BY_NUMBER = re.compile(r"&#(?:[0-9]{1,9}|[xX][0-9a-fA-F]{1,8});?")


class Parser:
    """One parser, used for one text at a time."""

    def __init__(self) -> None:
        self._wiki = WikiLinks()
        self._shape = Shape()
        self._markdown = Markdown(
            extensions=[
                _AsCommonMark(),
                # A place that no text can name: notes always stand at the end.
                _Notes(SEPARATOR="-", USE_DEFINITION_ORDER=False, PLACE_MARKER="\x00"),
                "pymdownx.tilde",
                BareAddresses(),
                self._wiki,
                self._shape,
            ],
            extension_configs={"pymdownx.tilde": {"subscript": False}},
            tab_length=4,
        )
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")

    def render(self, text: str, *, links: Mapping[str, str], heading_level: int, unique: str) -> str:
        """Clean HTML of one text."""
        self._wiki.links = links
        self._shape.heading_level, self._shape.unique = heading_level, unique
        html = self._markdown.reset().convert(text)
        # What may not be written as it is may not be written by its number either.
        return clean(
            _BY_NUMBER.sub(lambda found: "\ufffd" if is_unwanted(unescape(found.group())) else found.group(), html)
        )


class _AsCommonMark(Extension):
    """Blocks, escapes and hard breaks as CommonMark has them, instead of the library's older habits."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.parser = BlockReader(md)
        md.ESCAPED_CHARS = list(string.punctuation)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 185)


class _Notes(FootnoteExtension):
    """The library's footnotes: the block reader finds them, and their addresses are numbers whatever they are called."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        super().extendMarkdown(md)
        assert isinstance(md.parser, BlockReader)
        md.parser.notes = self
        # Once the inline marks have told which note is mentioned first.
        md.treeprocessors.register(_InOrderOfMention(self, md), "footnote-reorder", 19)

    def reset(self) -> None:
        super().reset()
        self._numbers: dict[str, str] = {}

    def _number(self, name: str) -> str:
        return self._numbers.setdefault(name, str(len(self._numbers) + 1))

    def makeFootnotesDiv(self, root: Element) -> Element | None:  # noqa: N802 - the library's name
        """A space before the way back: the library's own sign would be taken for a part of an address before it."""
        notes = super().makeFootnotesDiv(root)
        for paragraph in () if notes is None else notes.iter("p"):
            paragraph.text = (paragraph.text or "").replace(NBSP_PLACEHOLDER, " ")
        return notes

    def makeFootnoteId(self, id: str) -> str:  # noqa: A002, N802 - the library's names
        return super().makeFootnoteId(self._number(id))

    def makeFootnoteRefId(self, id: str, found: bool = False) -> str:  # noqa: A002, N802 - the library's names
        return super().makeFootnoteRefId(self._number(id), found)


class _InOrderOfMention(Treeprocessor):
    """In place of the library's, which knows the notes by their names; a note that nothing mentions has no way back."""

    def __init__(self, notes: _Notes, md: Markdown) -> None:
        super().__init__(md)
        self._notes = notes

    def run(self, root: Element) -> None:
        names = self._notes.footnote_order
        places = {self._notes.makeFootnoteId(name): place for place, name in enumerate(names)}
        for notes in root.iterfind("div[@class='footnote']/ol"):
            notes[:] = sorted(notes, key=lambda note: places.get(note.get("id", ""), len(places)))
            for note in notes:
                if note.get("id") not in places:
                    _remove_way_back(note)


def _remove_way_back(note: Element) -> None:
    for paragraph in note.iter("p"):
        for link in paragraph.findall("a[@class='footnote-backref']"):
            paragraph.remove(link)
