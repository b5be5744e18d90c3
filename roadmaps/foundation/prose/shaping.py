"""What the parsed tree becomes before it is cleaned: our headings, tables, tasks, notes and links."""

import re
from collections.abc import Iterator
from html import unescape
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE, AtomicString

from roadmaps.foundation.prose.cleaning import is_picture, may_lead_there

_HEADING = re.compile(r"h([1-6])")
_TASK = re.compile(r"\[([ xX])\](?: |\Z)")
_BOX = len("[ ]")
_BLOCKS = {"blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "ol", "pre", "table", "ul"}
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LONGEST_WORDS = 1_000


class Shape(Extension):
    """Headings below the block's, tables that scroll and name their columns, tasks, links out marked, own pictures."""

    def __init__(self) -> None:
        super().__init__()
        self.heading_level = 3
        self.unique = ""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the library's name
        md.treeprocessors.register(_PicturesSpoken(md), "pictures_spoken", 5)
        md.treeprocessors.register(_Tasks(md), "tasks", 4)
        # Last of all: inline marks have become elements and escaped characters themselves again.
        md.treeprocessors.register(_Shaper(self, md), "shape", -1)


class _PicturesSpoken(Treeprocessor):
    """What is said for a picture is words alone, while escaped signs are still told from marks."""

    def run(self, root: Element) -> None:
        for image in root.iter("img"):
            words = " ".join(image.get("alt", "").split())
            image.set("alt", _EMPHASIS.sub(r"\2", words) if len(words) <= _LONGEST_WORDS else words)


class _Tasks(Treeprocessor):
    """Items that begin with a box, while a bracket that was escaped is still told from one of a box."""

    def run(self, root: Element) -> None:
        for item in root.iter("li"):
            if not item.get("id", "").startswith("fn"):
                _mark_task(item)


class _Shaper(Treeprocessor):
    def __init__(self, extension: Shape, md: Markdown) -> None:
        super().__init__(md)
        self._extension = extension

    def run(self, root: Element) -> None:
        for parent in list(root.iter()):
            for position, child in enumerate(list(parent)):
                if child.tag == "table":
                    parent[position] = _scrolling(child)
                elif child.tag == "img" and not _is_shown(child):
                    _without_picture(child, is_in_a_link=parent.tag == "a")
        for element in root.iter():
            self._shape(element)

    def _shape(self, element: Element) -> None:
        if heading := _HEADING.fullmatch(element.tag):
            element.tag = f"h{min(6, int(heading.group(1)) - 1 + self._extension.heading_level)}"
            element.attrib.pop("id", None)
        elif element.tag in {"th", "td"}:
            _mark_cell(element)
        elif element.get("class") == "footnote":
            _number_ways_back(element)
        self._make_unique(element)
        if element.tag == "a":
            _mark_link(element)

    def _make_unique(self, element: Element) -> None:
        """Footnotes of several blocks stand on one page, so their names carry the block's."""
        prefix = f"{self._extension.unique}-" if self._extension.unique else ""
        if element.get("id", "").startswith("fn"):
            element.set("id", prefix + element.get("id", ""))
        if element.get("href", "").startswith("#fn"):
            element.set("href", "#" + prefix + element.get("href", "")[1:])


def _scrolling(table: Element) -> Element:
    box = Element("div", {"class": "table-scroll", "tabindex": "0", "role": "group"})
    box.tail, table.tail = table.tail, None
    box.append(table)
    return box


def _is_shown(image: Element) -> bool:
    """A file of this site that somebody has put into words. Without words it is a link, which everyone can follow."""
    if not is_picture(image.get("src", "")) or not image.get("alt", "").strip():
        return False
    image.attrib = {"src": image.get("src", ""), "alt": image.get("alt", ""), "loading": "lazy"}
    return True


def _without_picture(image: Element, *, is_in_a_link: bool) -> None:
    """The words that stand for the picture, leading to it unless they lead elsewhere already."""
    address, words, tail = image.get("src", ""), image.get("alt", ""), image.tail
    image.clear()
    image.tag, image.text, image.tail = "span" if is_in_a_link else "a", words or address, tail
    if not is_in_a_link:
        image.set("href", address)


def _mark_cell(cell: Element) -> None:
    if cell.tag == "th":
        cell.set("scope", "col")
    if side := cell.attrib.pop("align", None):
        cell.set("class", f"align-{side}")


def _mark_task(item: Element) -> None:
    holder = next(_first_text(item), None)
    task = _TASK.match(holder.text or "") if holder is not None else None
    if holder is None or task is None or (task.end() == _BOX and len(holder) and holder[0].tag not in _BLOCKS):
        return
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


def _number_ways_back(notes: Element) -> None:
    """An arrow alone has no name that can be read out, and no language of ours belongs in stored HTML."""
    for number, note in enumerate(notes.iterfind("ol/li"), start=1):
        for link in note.iter("a"):
            if link.get("class") == "footnote-backref":
                link.attrib.pop("title", None)
                link.text = f"↩ {number}"


def _mark_link(link: Element) -> None:
    if AMP_SUBSTITUTE in link.get("href", ""):
        # The library disguises mail addresses as entities, which neither our check nor a search for them would know.
        link.set("href", unescape(link.get("href", "").replace(AMP_SUBSTITUTE, "&")))
        link.text = AtomicString(unescape((link.text or "").replace(AMP_SUBSTITUTE, "&")))
    address = link.get("href", "")
    if not may_lead_there(address):
        link.attrib.pop("href", None)
    elif address.lower().startswith(("http://", "https://")):
        link.set("class", "external")
        link.set("rel", "noopener noreferrer nofollow")
