"""Rendered prose as a plain structure, without what only dresses it, to be held against the editor's document.

``static/src/js/testing/structure.js`` makes the same of a document: lists whose first part says what they are. Words are
``[text, marks]``; white space counts as one space; paragraphs and headings without words are left out.
"""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

_BREAK = "<br>"
_VOID = {"br", "hr", "img"}
_MARKS = {"strong": "strong", "em": "em", "del": "strike", "code": "code"}
_INLINE = {"a", "br", "code", "del", "em", "img", "span", "strong", "sup"}
_SPACE = re.compile(r"[ \n\t]+")
_TOKEN = re.compile(r"[ \n\t]+|[^ \n\t]+")


class Tag:
    """An element of the page; text is a plain string among its children."""

    def __init__(self, name: str, attributes: dict[str, str]) -> None:
        self.name, self.attributes = name, attributes
        self.children: list[Tag | str] = []

    @property
    def tags(self) -> "list[Tag]":
        return [child for child in self.children if isinstance(child, Tag)]

    @property
    def classes(self) -> list[str]:
        return self.attributes.get("class", "").split()

    @property
    def text(self) -> str:
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = [Tag("root", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        if tag not in _VOID:
            assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)


def structure_of(html: str) -> dict[str, Any]:
    """``{"blocks": …, "notes": …}`` of what the server shows."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    (root,) = reader.open
    at_end = [tag for tag in root.tags if "footnote" in tag.classes]
    notes = {note.attributes.get("id", ""): note for end in at_end for note in _below(end, "ol").tags}
    for note in notes.values():
        _remove_ways_back(note)
    root.children = [child for child in root.children if child not in at_end]
    words = {f"#{name}": _plain(note) for name, note in notes.items()}
    return {
        "blocks": _blocks(root, words),
        "notes": sorted((_blocks(note, words) for note in notes.values()), key=repr),
    }


def _below(tag: Tag, name: str) -> Tag:
    return next(child for child in tag.tags if child.name == name)


def _remove_ways_back(tag: Tag) -> None:
    tag.children = [
        child for child in tag.children if isinstance(child, str) or "footnote-backref" not in child.classes
    ]
    for child in tag.tags:
        _remove_ways_back(child)


def _plain(tag: Tag) -> str:
    """The words of a note, by which it is known."""
    parts = (child if isinstance(child, str) else _plain(child) for child in tag.children)
    return "" if tag.name == "sup" else _SPACE.sub("", "".join(parts))


def _blocks(parent: Tag, notes: dict[str, str]) -> list[Any]:
    found: list[Any] = []
    words: list[Tag | str] = []
    for child in [*parent.children, Tag("end", {})]:
        if isinstance(child, str) or child.name in _INLINE:
            words.append(child)
            continue
        if line := _words(words, notes):
            found.append(["p", line])
        words = []
        if child.name != "end" and (block := _block(child, notes)):
            found.append(block)
    return found


def _block(tag: Tag, notes: dict[str, str]) -> list[Any] | None:
    if tag.name == "p":
        line = _words(tag.children, notes)
        return ["p", line] if line else None
    if tag.name.startswith("h") and tag.name != "hr":
        line = _words(tag.children, notes)
        return ["h", int(tag.name[1]), line] if line else None
    if tag.name in {"ul", "ol"}:
        is_loose = any(
            child.name == "p" and (child.text.strip() or child.tags) for item in tag.tags for child in item.tags
        )
        start = int(tag.attributes.get("start", "1")) if tag.name == "ol" else None
        return [tag.name, start, is_loose, [_item(item, notes) for item in tag.tags]]
    if tag.name == "blockquote":
        return ["quote", _blocks(tag, notes)]
    if tag.name == "pre":
        return ["code", tag.text.rstrip()]
    if tag.name == "div":
        return ["table", [[_cell(cell, notes) for cell in row.tags] for part in tag.tags[0].tags for row in part.tags]]
    assert tag.name == "hr", tag.name
    return ["rule"]


def _item(item: Tag, notes: dict[str, str]) -> list[Any]:
    is_task = "task-list-item" in item.classes
    holder = item
    while is_task and not any(set(tag.classes) & {"task-done", "task-open"} for tag in holder.tags):
        holder = holder.tags[0]
    checked = None
    if is_task:
        box = next(tag for tag in holder.tags if tag.name == "span")
        checked = "task-done" in box.classes
        holder.children.remove(box)
    return [checked, _blocks(item, notes)]


def _cell(cell: Tag, notes: dict[str, str]) -> list[Any]:
    side = next((name.removeprefix("align-") for name in cell.classes), None)
    words = _words(cell.children, notes)
    return [cell.name, side if words else None, words]


def _words(children: list[Tag | str], notes: dict[str, str]) -> list[Any]:
    runs: list[Any] = []
    for child in children:
        _run(child, [], notes, runs)
    return tidied(runs)


def _run(child: Tag | str, marks: list[Any], notes: dict[str, str], runs: list[Any]) -> None:
    if isinstance(child, str):
        runs.append([child, marks])
    elif child.name == "br":
        runs.append([_BREAK, marks])
    elif child.name == "img":
        runs.append([["image", child.attributes["src"], child.attributes["alt"]], marks])
    elif child.name == "sup":
        runs.append([["note", notes[child.tags[0].attributes["href"]]], marks])
    elif "wiki-link" in child.classes:
        (name,) = parse_qs(urlsplit(child.attributes["href"]).query)["to"]
        runs.append([["wiki", name, child.text], marks])
    else:
        own = _MARKS.get(child.name)
        mark = own or " ".join(["link", child.attributes.get("href", ""), child.attributes.get("title", "")])
        for inner in child.children:
            _run(inner, [*marks, mark], notes, runs)


def tidied(runs: list[Any]) -> list[Any]:
    """Words with their marks in order; one space for any white space, and none beside a line's end."""
    kept: list[Any] = []
    for what, marks in runs:
        for token in _TOKEN.findall(what) if isinstance(what, str) and what != _BREAK else [what]:
            if not isinstance(token, str) or (token != _BREAK and token.strip(" \n\t")):
                _add(kept, token, sorted(set(marks)))
            elif token == _BREAK:
                _drop_space(kept)
                kept.append([_BREAK, []])
            elif kept and kept[-1][0] not in (" ", _BREAK):
                kept.append([" ", []])
    _drop_space(kept)
    return kept


def _add(kept: list[Any], token: Any, marks: list[str]) -> None:
    last = kept[-1] if kept else None
    if (
        isinstance(token, str)
        and last
        and isinstance(last[0], str)
        and last[0] not in {" ", _BREAK}
        and last[1] == marks
    ):
        last[0] += token
    else:
        kept.append([token, marks])


def _drop_space(kept: list[Any]) -> None:
    if kept and kept[-1][0] == " ":
        kept.pop()
