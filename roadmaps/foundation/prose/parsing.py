"""Markdown to HTML by Python-Markdown, shaped on the tree before anything is cleaned. Runs in the worker process only."""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SubstituteTagInlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from roadmaps.foundation.prose.cleaning import clean, may_lead_there
from roadmaps.foundation.prose.wiki_links import WikiLinks

_HEADING = re.compile(r"h([1-6])")
_TASK = re.compile(r"\[([ xX])\] ")
_LIST_ITEM = re.compile(r" {0,3}(?:[-+*]|1[.)])[ \t]+\S")
_ANY_ITEM = re.compile(r"([ \t]*)([-+*]|\d{1,9}[.)])[ \t]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")


class Parser:
    """One parser, used for one text at a time."""

    def __init__(self) -> None:
        self._wiki = WikiLinks()
        self._shape = _Shape()
        self._markdown = Markdown(
            extensions=[
                "tables",
                "sane_lists",
                "fenced_code",
                "footnotes",
                "pymdownx.tilde",
                "pymdownx.magiclink",
                _AsCommonMark(),
                self._wiki,
                self._shape,
            ],
            extension_configs={
                "footnotes": {"SEPARATOR": "-", "BACKLINK_TITLE": ""},
                "pymdownx.tilde": {"subscript": False},
            },
            # Two spaces nest a list, as in CommonMark; indented code is switched off, fences remain.
            tab_length=2,
        )
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.parser.blockprocessors.deregister("code")

    def render(self, text: str, *, links: Mapping[str, str], heading_level: int, unique: str) -> str:
        """Clean HTML of one text."""
        self._wiki.links = links
        self._shape.heading_level, self._shape.unique = heading_level, unique
        return clean(self._markdown.reset().convert(text))


class _AsCommonMark(Extension):
    """Small habits of CommonMark that people expect and the library does not have."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.preprocessors.register(_ListsMayFollowText(md), "lists_may_follow_text", 15)
        md.inlinePatterns.register(SubstituteTagInlineProcessor(r"\\\n", "br"), "backslash_break", 190)


class _ListsMayFollowText(Preprocessor):
    """A list may begin on the line after a paragraph: an empty line is put between."""

    def run(self, lines: list[str]) -> list[str]:
        spaced: list[str] = []
        fence = ""
        for line in lines:
            mark = _FENCE.match(line)
            if mark:
                fence = "" if fence and mark.group(1).startswith(fence) else fence or mark.group(1)
            before = spaced[-1] if spaced else ""
            if not fence and before.strip() and (_begins_a_list(line, before) or _changes_the_list(line, before)):
                spaced.append("")
            spaced.append(line)
        return spaced


def _begins_a_list(line: str, before: str) -> bool:
    """A list right after the last line of a paragraph."""
    return bool(_LIST_ITEM.match(line)) and not (before.startswith((" ", "\t", ">")) or _ANY_ITEM.match(before))


def _changes_the_list(line: str, before: str) -> bool:
    """A numbered list right after a bulleted one at the same depth, or the other way round."""
    here, there = _ANY_ITEM.match(line), _ANY_ITEM.match(before)
    if not here or not there or here.group(1) != there.group(1):
        return False
    return here.group(2)[0].isdigit() != there.group(2)[0].isdigit()


class _Shape(Extension):
    """Headings below the block's, tables that scroll and name their columns, tasks, links out marked, no images."""

    def __init__(self) -> None:
        super().__init__()
        self.heading_level = 3
        self.unique = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        # After inline marks have become elements, before the tree is written out.
        md.treeprocessors.register(_Shaper(self, md), "shape", 5)


class _Shaper(Treeprocessor):
    def __init__(self, extension: _Shape, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[position] = _scrolling(child)
        for element in root.iter():
            self._shape(element)

    def _shape(self, element: Element) -> None:
        if heading := _HEADING.fullmatch(element.tag):
            element.tag = f"h{min(6, int(heading.group(1)) - 1 + self._extension.heading_level)}"
            element.attrib.pop("id", None)
        elif element.tag == "th":
            element.set("scope", "col")
        elif element.tag == "img":
            _image_to_link(element)
        elif element.tag in {"ul", "ol"}:
            _mark_tasks(element)
        self._make_unique(element)
        if element.tag == "a":
            _mark_link(element)

    def _make_unique(self, element: Element) -> None:
        """Footnotes of several blocks stand on one page, so their names carry the block's."""
        prefix = f"{self._extension.unique}-" if self._extension.unique else ""
        if element.get("id", "").startswith("fn"):
            element.set("id", prefix + element.get("id", "").lower())
        if element.get("href", "").startswith("#fn"):
            element.set("href", "#" + prefix + element.get("href", "")[1:].lower())


def _scrolling(table: Element) -> Element:
    box = Element("div", {"class": "table-scroll", "tabindex": "0", "role": "group"})
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box


def _image_to_link(element: Element) -> None:
    address, words = element.get("src", ""), element.get("alt", "")
    tail = element.tail
    element.clear()
    element.tag, element.text, element.tail = "a", words or address, tail
    element.set("href", address)


def _mark_tasks(items: Element) -> None:
    for item in items.findall("li"):
        holder = next(_first_text(item), None)
        if holder is None or not (task := _TASK.match(holder.text or "")):
            continue
        is_done = task.group(1) != " "
        mark = Element("span", {"class": "task-done" if is_done else "task-open"})
        mark.text, mark.tail = ("☑" if is_done else "☐"), " " + (holder.text or "")[task.end() :]
        holder.text = ""
        holder.insert(0, mark)
        item.set("class", "task-list-item")


def _first_text(item: Element) -> Iterator[Element]:
    if (item.text or "").strip():
        yield item
    elif len(item) and item[0].tag == "p":
        yield item[0]


def _mark_link(link: Element) -> None:
    address = link.get("href", "")
    if not may_lead_there(address):
        link.attrib.pop("href", None)
    elif address.lower().startswith(("http://", "https://")):
        link.set("class", "external")
        link.set("rel", "noopener noreferrer nofollow")
