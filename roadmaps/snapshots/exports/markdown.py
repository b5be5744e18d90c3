"""The whole roadmap as Markdown: as people wrote it, with facts and responsibilities in tables."""

import re
from collections.abc import Iterable, Iterator, Sequence

from roadmaps.foundation.sentences import N_
from roadmaps.papers.words import Words
from roadmaps.roadmap.document import Card, Matrix, Section
from roadmaps.snapshots.editions import Edition
from roadmaps.snapshots.exports.headings import levels

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~])")
_NAME_LINK = re.compile(r"\[\[([^\[\]|\n]+)(?:\|([^\[\]|\n]+))?\]\]")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_BREAK = re.compile(r"[ \t\r\n]+")
_TEXT = re.compile(r" {0,3}[^\s>#|*+-]")


def write(edition: Edition, words: Words) -> bytes:
    """The text, in UTF-8."""
    parts = [part.strip("\n") for part in _parts(edition, words)]
    return ("\n\n".join(part for part in parts if part) + "\n").encode()


def _parts(edition: Edition, words: Words) -> Iterator[str]:
    plan = edition.file.roadmap
    period = words.say("Roadmap %(from)s–%(to)s", **{"from": plan.period_from, "to": plan.period_to})
    yield f"# {_plain(edition.name_in(words.language))} – {period}"
    yield _plain(edition.file.version.title)
    rows = [(words.translate(label), _plain(words.shown(value))) for label, value in edition.facts]
    rows.append((words.translate(N_("Address")), f"<{edition.address}>"))
    if edition.file.version.number:
        rows.append((words.translate(N_("Hash (SHA-256)")), f"`{edition.sha256}`"))
    yield _table([words.translate(N_("Fact")), words.translate(N_("Value"))], rows)
    for section in edition.document.sections:
        if section.anchor == "conflicts":
            yield from _matrix(edition.document.matrix, words)
        yield from _section(section, words)
    if edition.organisations:
        yield f"## {words.translate(N_('Organisations that have taken part'))}"
        yield "\n".join(f"- {_plain(one.name)} ({words.translate(one.helix.label)})" for one in edition.organisations)


def _section(section: Section, words: Words) -> Iterator[str]:
    if not section.cards and not section.lead:
        return
    yield f"## {_plain(section.title) if section.lead else words.translate(section.title)}"
    if section.lead:
        yield from _prose(section.lead, 3, words)
    for card in section.cards:
        yield from _card(card, 3, words)


def _card(card: Card, level: int, words: Words) -> Iterator[str]:
    yield f"{'#' * level} {_plain(card.title)}"
    yield from _prose(card, level + 1, words)
    facts = list(_facts(card, words))
    if facts:
        yield _table([words.translate(N_("Fact")), words.translate(N_("Value"))], facts)
    if card.milestones:
        labels = (N_("Milestone"), N_("Due"), N_("How one can tell"), N_("Reached"))
        yield _table([words.translate(label) for label in labels], [_milestone(one, words) for one in card.milestones])
    for child in card.children:
        yield from _card(child, level + 1, words)


def _facts(card: Card, words: Words) -> Iterator[tuple[str, str]]:
    if card.block.kind == "activity":
        status = card.kind.asks()["status"]
        yield words.translate(status.label), words.translate(status.choices[card.block.content["status"]])
    if card.period:
        yield words.translate(N_("When")), _plain(words.shown(card.period))
    for label, values in card.facts:
        yield words.translate(label), _plain(", ".join(words.shown(value) for value in values))
    for part in card.parts:
        note = part.block.content["note"]
        name = f"{part.title} – {note}" if note else part.title
        yield words.translate(part.kind.asks()["part"].choices[part.block.content["part"]]), _plain(name)


def _milestone(card: Card, words: Words) -> Sequence[str]:
    due = card.kind.asks()["due"].label
    when = next((words.shown(values[0]) for label, values in card.facts if label == due), "")
    reached = N_("Yes") if card.block.content["is_reached"] else N_("No")
    return _plain(card.title), when, _plain(card.block.content["criterion"]), words.translate(reached)


def _prose(card: Card, level: int, words: Words) -> Iterator[str]:
    for label, field, _html in card.prose:
        if label:
            yield f"**{words.translate(label)}**"
        yield _at_level(_NAME_LINK.sub(_name, card.block.content[field]), level)


def _matrix(matrix: Matrix, words: Words) -> Iterator[str]:
    if not matrix.rows or not matrix.organisations:
        return
    yield f"## {words.translate(N_('Responsibilities'))}"
    head = [words.translate(N_("Activity")), *(_plain(name) for name in matrix.organisations)]
    yield _table(
        head,
        [
            [_plain(card.title), *(words.translate(part) if part else "–" for part in parts)]
            for card, parts, _ in matrix.rows
        ],
    )


def _name(link: re.Match[str]) -> str:
    """A link by name has no address outside the site: what it says remains."""
    return (link[2] or link[1]).strip()


def _at_level(text: str, level: int) -> str:
    """The text with its headings below the one that it stands under."""
    lines: list[str] = []
    headings: dict[int, tuple[int, str]] = {}
    fence = ""
    for line in text.split("\n"):
        opened = _FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif fence:
            fence = "" if line.strip().startswith(fence) else fence
        elif heading := _HEADING.match(line):
            headings[len(lines)] = len(heading[1]), line[heading.end() :].strip()
        elif (under := _UNDERLINE.match(line)) and lines and _TEXT.match(lines[-1]):
            headings[len(lines) - 1] = 1 if under[1][0] == "=" else 2, lines[-1].strip()
            continue
        lines.append(line)
    told = levels([rank for rank, _ in headings.values()], level)
    for (place, (_, words)), rank in zip(headings.items(), told, strict=True):
        lines[place] = f"{'#' * rank} {words}"
    return "\n".join(lines)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(_row(cells) for cells in (head, ["---"] * len(head), *rows))


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_BREAK.sub(" ", cell).strip(" ") for cell in cells) + " |"


def _plain(text: str) -> str:
    """Words that are no Markdown, written so that none of it is taken for such."""
    return _SPECIAL.sub(r"\\\1", text)
