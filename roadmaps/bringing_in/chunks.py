"""A Markdown text cut into headings, tables, lists and all else, each as it stands in the file.

The cuts follow the rules by which the site reads Markdown. Footnotes and addresses named for links are taken out, so that
each can go with the words that mention it.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[^`]*")
_MARKER = re.compile(r"( {0,3})([-+*]|\d{1,9}[.)])(?:([ \t]+)(.*)|$)")
_INNER_MARKER = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])(?:[ \t]|$)")
_RULE = re.compile(r" {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*")
_COLUMNS = re.compile(r"(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_NOTE = re.compile(r" {0,3}\[\^([^\]\s]{1,60})\]:")
_NAMED = re.compile(r" {0,3}\[(?!\^)([^\[\]]{1,200})\]:[ \t]*\S+.*")
_BOLD = re.compile(r"\*\*((?:[^*\\]|\\.)+)\*\*:?|__((?:[^_\\]|\\.)+)__:?")
_NUMBERED = re.compile(r"\d{1,2}\.\d{1,2}(?:\.\d{1,2}){0,3}\.?[ \t]+\S.*")
_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{1,3})*)\\?[.)]?[ \t]+")
LONGEST_HEADING = 120


@dataclass(frozen=True)
class Chunk:
    """One part of the text, as it stands. A heading has a level, a table rows of cells, a list the text of its items."""

    sort: Literal["heading", "table", "list", "text"]
    text: str
    level: int = 0
    rows: Sequence[Sequence[str]] = ()
    items: Sequence[str] = ()


@dataclass(frozen=True)
class Cut:
    """A whole text in its parts, and its notes and named addresses, as they stand, by name."""

    chunks: Sequence[Chunk]
    notes: Mapping[str, str] = field(default_factory=dict)
    named: Mapping[str, str] = field(default_factory=dict)


def cut(text: str) -> Cut:
    """The text in its parts; nothing of it is in none of them."""
    lines, notes, named = _without_notes(text.replace("\r\n", "\n").replace("\r", "\n").expandtabs(4).split("\n"))
    return Cut(_with_hidden_headings(list(_chunks(lines))), notes, named)


def _without_notes(lines: Sequence[str]) -> tuple[list[str], dict[str, str], dict[str, str]]:
    kept: list[str] = []
    notes: dict[str, str] = {}
    named: dict[str, str] = {}
    fence, at = "", 0
    while at < len(lines):
        line = lines[at]
        mark = _FENCE.fullmatch(line)
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif mark:
            fence = mark[1]
        elif (note := _NOTE.match(line)) and note[1] not in notes:
            end = _end_of_note(lines, at)
            notes[note[1]] = "\n".join(lines[at:end]).rstrip()
            kept.append("")
            at = end
            continue
        elif (name := _NAMED.fullmatch(line)) and name[1].casefold() not in named and not (kept and kept[-1].strip()):
            named[name[1].casefold()] = line
            # A second name may follow right after.
            kept.append("")
            at += 1
            continue
        kept.append(line)
        at += 1
    return kept, notes, named


def _end_of_note(lines: Sequence[str], start: int) -> int:
    at = start + 1
    while at < len(lines):
        line = lines[at]
        is_lazy = bool(lines[at - 1].strip()) and bool(line.strip()) and not _begins_a_block(line)
        if not (is_lazy or not line.strip() or line.startswith("  ")):
            break
        at += 1
    return at


def _begins_a_block(line: str) -> bool:
    patterns = (_HEADING, _FENCE, _MARKER, _RULE)
    return (
        line.lstrip().startswith((">", "|")) or bool(_NOTE.match(line)) or any(one.fullmatch(line) for one in patterns)
    )


def _chunks(lines: Sequence[str]) -> Iterator[Chunk]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif heading := _HEADING.fullmatch(line):
            if (heading[2] or "").strip():
                yield Chunk("heading", heading[2].strip(), len(heading[1]))
            at += 1
        elif fence := _FENCE.fullmatch(line):
            end = next((i + 1 for i in range(at + 1, len(lines)) if _closes(lines[i], fence[1])), len(lines))
            yield Chunk("text", "\n".join(lines[at:end]))
            at = end
        elif _is_table(lines, at):
            end = next((i for i in range(at, len(lines)) if not lines[i].strip()), len(lines))
            yield Chunk("table", "\n".join(lines[at:end]), rows=[_cells(lines[at]), *map(_cells, lines[at + 2 : end])])
            at = end
        elif _RULE.fullmatch(line):
            yield Chunk("text", line.strip())
            at += 1
        elif _MARKER.fullmatch(line):
            end = _end_of_list(lines, at)
            yield Chunk("list", "\n".join(lines[at:end]).rstrip(), items=list(_items(lines[at:end])))
            at = end
        else:
            end = _end_of_paragraph(lines, at)
            underline = _UNDERLINE.fullmatch(lines[end]) if end < len(lines) else None
            if underline and not line.lstrip().startswith(">"):
                words = " ".join(one.strip() for one in lines[at:end])
                yield Chunk("heading", words, 1 if underline[1].startswith("=") else 2)
                end += 1
            else:
                yield Chunk("text", "\n".join(lines[at:end]).rstrip())
            at = end


def _closes(line: str, fence: str) -> bool:
    mark = line.strip()
    return len(mark) >= len(fence) and not mark.strip(fence[0])


def _is_table(lines: Sequence[str], at: int) -> bool:
    if (
        "|" not in lines[at]
        or at + 1 >= len(lines)
        or "-" not in lines[at + 1]
        or not _COLUMNS.fullmatch(lines[at + 1].strip())
    ):
        return False
    return "|" in lines[at + 1] and len(_cells(lines[at + 1])) == len(_cells(lines[at]))


def _cells(line: str) -> list[str]:
    """What stands between the pipes, those in code and after a backslash left alone."""
    cells, code, escaped = [""], "", False
    text = line.strip()
    text = text.removeprefix("|")
    if text.endswith("|") and not text.endswith("\\|"):
        text = text[:-1]
    for sign in text:
        if sign == "`" and not escaped:
            code = "" if code else "`"
        if sign == "|" and not escaped and not code:
            cells.append("")
        elif sign == "|" and escaped:
            cells[-1] = f"{cells[-1][:-1]}|"
        else:
            cells[-1] += sign
        escaped = sign == "\\" and not escaped
    return [cell.strip() for cell in cells]


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    """A quote and a paragraph go on until an empty line, or one that begins something else."""
    is_quote = lines[start].lstrip().startswith(">")
    at = start + 1
    while at < len(lines) and lines[at].strip():
        line = lines[at]
        if _HEADING.fullmatch(line) or _FENCE.fullmatch(line) or _is_table(lines, at):
            break
        if not is_quote and (line.lstrip().startswith(">") or _interrupts(line) or _UNDERLINE.fullmatch(line)):
            break
        if _RULE.fullmatch(line):
            break
        at += 1
    return at


def _interrupts(line: str) -> bool:
    """A bullet, or a list that begins with 1, ends a paragraph."""
    marker = _MARKER.fullmatch(line)
    return bool(marker and (marker[4] or "").strip() and (not marker[2][0].isdigit() or marker[2][:-1] == "1"))


def _end_of_list(lines: Sequence[str], start: int) -> int:
    at, fence = start + 1, ""
    while at < len(lines):
        line = lines[at]
        stripped = line.lstrip()
        indent = len(line) - len(stripped)
        mark = _FENCE.fullmatch(stripped)
        if fence:
            fence = "" if _closes(line, fence) else fence
        elif mark and indent >= 2:
            fence = mark[1]
        elif stripped and indent < 2 and not _MARKER.fullmatch(line):
            is_lazy = lines[at - 1].strip() and not _begins_a_block(line)
            if not is_lazy:
                break
        elif stripped and indent < 2 and _RULE.fullmatch(line):
            break
        at += 1
    while at > start + 1 and not lines[at - 1].strip():
        at -= 1
    return at


def _items(lines: Sequence[str]) -> Iterator[str]:
    """The text of each item, without its marker and its indent."""
    held: list[str] = []
    width = 0
    for line in lines:
        marker = _MARKER.fullmatch(line)
        if marker and (not held or len(marker[1]) < max(width, 1)) and not _is_deeper(line, width, bool(held)):
            if held:
                yield "\n".join(held).rstrip()
            width = len(marker[1]) + len(marker[2]) + min(len(marker[3] or " "), 4)
            held = [(marker[4] or "").strip()]
        else:
            indent = len(line) - len(line.lstrip(" "))
            held.append(line[min(indent, width) :])
    if held:
        yield "\n".join(held).rstrip()


def _is_deeper(line: str, width: int, has_begun: bool) -> bool:
    return has_begun and len(line) - len(line.lstrip(" ")) >= width and bool(_INNER_MARKER.match(line))


def _with_hidden_headings(chunks: Sequence[Chunk]) -> list[Chunk]:
    """Lines in bold that stand alone, and lines with numbers such as 2.3, are headings that were not marked as such."""
    found: list[Chunk] = []
    level = 0
    for place, chunk in enumerate(chunks):
        if chunk.sort == "heading":
            level = chunk.level
        followed = place + 1 < len(chunks)
        words = _hidden_heading(chunk) if followed else None
        if words is None:
            found.append(chunk)
            continue
        number = _NUMBER.match(words)
        depth = number[1].count(".") + 1 if number else level + 1
        found.append(Chunk("heading", words, min(6, max(depth, 1))))
    return found


def _hidden_heading(chunk: Chunk) -> str | None:
    if chunk.sort != "text" or "\n" in chunk.text or len(chunk.text) > LONGEST_HEADING:
        return None
    bold = _BOLD.fullmatch(chunk.text.strip())
    words = (bold[1] or bold[2]).strip() if bold else chunk.text.strip()
    if bold and (bold[1] or bold[2]).startswith("\u00a0"):
        # A badge of this site's own papers, not a heading.
        return None
    if not bold and not _NUMBERED.fullmatch(words):
        return None
    return None if words.endswith((".", ",", ";", "?", "!")) else words
