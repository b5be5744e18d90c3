"""One part of a file as the content of a block: title, text, and the fields that its cells and labels tell.

What a field cannot take stays in the text under its label, so that nothing is lost and nothing is guessed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from roadmaps.bringing_in.field_words import CONSULTED, INFORMED, LEAD, PARTNERS, Translate, fields_meant
from roadmaps.bringing_in.filled import Filled
from roadmaps.bringing_in.titling import entitle, has_marks
from roadmaps.bringing_in.values import (
    Organisations,
    chosen,
    date_in,
    measure_in,
    municipalities_in,
    period_in,
)
from roadmaps.foundation.faults import Fault
from roadmaps.foundation.prose import plain
from roadmaps.foundation.sentences import say
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.kinds.choices import Part
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.cells import Called, said

LONGEST_LINE = 200
_LABEL = re.compile(
    r"(?:[-*+]\s+)?(?:\*\*(?P<bold>[^*\n]{2,60}?):?\*\*:?|(?P<bare>[A-ZÅÄÖ][^:*\n.]{1,40}):)\s*(?P<value>\S.*)?",
    re.DOTALL,
)
_RUN_IN = re.compile(r"\*\*([^*\n]{2,60})\*\* (\S.*)", re.DOTALL)
_REFERRING = {"reference", "references", "strategy"}
_PARTS = {LEAD: Part.LEADS, PARTNERS: Part.TAKES_PART, CONSULTED: Part.CONSULTED, INFORMED: Part.INFORMED}
STRATEGY = "strategy"
_SPACES_AROUND_PARTS = re.compile(r"\s+·\s+")


@dataclass(frozen=True)
class Filler:
    """Knows the languages in which fields are named, the organisations, and what may be referred to."""

    translates: Sequence[Translate]
    organisations: Organisations
    is_title: Callable[[str, str], bool]
    is_own: bool = False

    def fill(self, kind: type[Kind], title: str, text: str, cells: Sequence[tuple[str, str]] = ()) -> Filled:
        """The part as a block of the kind. Texts are Markdown, the title plain words."""
        filled = Filled()
        facts, rest = self._facts(kind, cells, text)
        kept: list[str] = []
        for label, value, name in facts:
            if name == "title":
                filled.understood.append((label, ""))
                title = title or plain(value)
                if title != plain(value) or plain(value) != " ".join(value.split()):
                    kept += [] if title == plain(value) and not has_marks(value) else [value]
            elif not name or not self._understand(kind, filled, name, plain(value), value):
                kept.append(f"**{label}:** {value}" if label else value)
            else:
                filled.understood.append((label, plain(value)))
        text = "\n\n".join(filter(None, [*kept, rest]))
        entitle(filled, title, text, kind)
        return filled

    def add(self, kind: type[Kind], filled: Filled, text: str) -> str:
        """Take what a text goes on to tell of fields of a block, and return the rest of it."""
        facts, rest = self._facts(kind, (), text)
        kept: list[str] = []
        for label, value, name in facts:
            if self._understand(kind, filled, name, plain(value), value):
                filled.understood.append((label, plain(value)))
            else:
                kept.append(f"**{label}:** {value}")
        return "\n\n".join(filter(None, [rest, *kept]))

    def _facts(
        self, kind: type[Kind], cells: Sequence[tuple[str, str]], text: str
    ) -> tuple[list[tuple[str, str, str]], str]:
        """Labels with what is said under each and the field that it is; and the text without them."""
        names = fields_meant(kind.name, [label for label, _ in cells], self.translates)
        found = [(label, value, name) for (label, value), name in zip(cells, names, strict=True) if value.strip()]
        if not text:
            return found, ""
        if self.is_own:
            # An item that goes on after an empty line.
            text = re.sub(r"\n\n  (?=\S)", "\n  ", text)
        taken = {name for _, _, name in found}
        rest: list[str] = []
        paragraphs = re.split(r"\n{2,}", text) if not _is_fenced(text) else [text]
        while paragraphs:
            paragraph = paragraphs.pop(0)
            if self.is_own and paragraphs and self._is_label(kind, paragraph, taken):
                name = fields_meant(kind.name, [paragraph], self.translates)[0]
                values = [paragraphs.pop(0)]
                while name in _PARTS and paragraphs and self._are_organisations(paragraphs[0]):
                    values.append(paragraphs.pop(0))
                found.append((paragraph, "\n".join(values), name))
                taken.add(name)
                continue
            kept = []
            for line, (label, value) in self._labelled(kind, paragraph, taken):
                name = fields_meant(kind.name, [label], self.translates)[0] if label else ""
                if name and name not in {*taken, "title"}:
                    found.append((label, value, name))
                    taken.add(name)
                else:
                    kept.append(line)
            rest += ["\n".join(kept)] if kept else []
        return found, "\n\n".join(rest)

    def _are_organisations(self, paragraph: str) -> bool:
        found = self.organisations.find(plain(paragraph)) if len(paragraph) <= LONGEST_LINE else []
        return bool(found) and all(key for _, key, _ in found)

    def _is_label(self, kind: type[Kind], paragraph: str, taken: set[str]) -> bool:
        """Whether a paragraph is nothing but a label of this site, with what it is about in the next."""
        name = fields_meant(kind.name, [paragraph], self.translates)[0] if len(paragraph) < 80 else ""
        return bool(name) and name not in {*taken, "title", "text"} and "**" not in paragraph

    def _labelled(self, kind: type[Kind], paragraph: str, taken: set[str]) -> list[tuple[str, tuple[str, str]]]:
        """Each line with the label and the value that it tells, or none.

        Labels in bold are taken one by one, plain ones only where every line of the paragraph has one that is known.
        """
        if self.is_own and (run_in := _RUN_IN.fullmatch(paragraph)):
            return [(paragraph, (run_in[1], run_in[2]))]
        lines = _lines(paragraph)
        matches = [_LABEL.fullmatch(line) for line in lines]
        if not all(one and one["value"] for one in matches):
            return [(paragraph, ("", ""))]
        told = [((one["bold"] or one["bare"]).strip(": "), one["value"]) for one in matches if one]
        meant = fields_meant(kind.name, [label for label, _ in told], self.translates)
        are_bold = all(one and one["bold"] for one in matches)
        if not are_bold and not all(name and name not in {*taken, "title"} for name in meant):
            return [(paragraph, ("", ""))]
        return list(zip(lines, told, strict=True))

    def _understand(  # noqa: C901, PLR0912 - a table of fields reads best in one place
        self, kind: type[Kind], filled: Filled, name: str, words: str, value: str
    ) -> bool:
        """Whether the words could be made the value of the field, wholly."""
        if name in _PARTS:
            words = _SPACES_AROUND_PARTS.sub("; ", "; ".join(plain(line) for line in value.split("\n")))
        match name:
            case _ if name in _PARTS:
                return self._organise(filled, name, words)
            case "funding":
                return self._fund(filled, words)
            case "+period":
                return _set_period(filled, period_in(words))
            case "responsible" | "owner":
                found = self.organisations.find(words)
                return _set(filled, name, str(found[0][1])) if len(found) == 1 and found[0][1] else False
            case "baseline" | "target":
                return _set_measure(filled, name, words)
            case "places":
                return _set(filled, name, municipalities_in(words))
            case "text":
                return False
        ask = kind.asks()[name]
        if ask.widget == "prose":
            return _set(filled, name, value)
        if ask.widget in _REFERRING:
            parts = self._titles_in(words, ask.refers_to or (STRATEGY,))
            if not parts or (len(parts) > 1 and not ask.takes_many):
                return False
            filled.refers[name] = parts
            return True
        if ask.widget in {"partial_date", "year"}:
            when = date_in(words)
            return _set(filled, name, when if ask.widget == "partial_date" else _year(when))
        if ask.choices and (one := chosen(name, words)):
            return _set(filled, name, one)
        return _set(filled, name, self._said(ask, words))

    def _titles_in(self, words: str, kinds: Sequence[str]) -> list[str]:
        """The titles that are named one after the other; nothing when one of them is none. Titles may hold commas."""
        pieces, found = re.split(r"(?<=[,;])\s+", words), []
        while pieces:
            for end in range(len(pieces), 0, -1):
                title = " ".join(pieces[:end])
                bare = title if end == len(pieces) else title.rstrip(",;")
                if any(self.is_title(kind, bare) for kind in kinds):
                    found.append(bare)
                    pieces = pieces[end:]
                    break
            else:
                return []
        return found

    def _fund(self, filled: Filled, words: str) -> bool:
        """“Finansierad: ERUF 1:4” tells the state and who pays."""
        state, _, rest = words.partition(": ")
        ask = of_kind("activity").asks()["funding_state"]
        value = chosen("funding_state", state) or self._said(ask, state)
        if value and "funding_state" not in filled.content:
            filled.content["funding_state"] = value
            return not rest or _set(filled, "funding", rest[:LONGEST_LINE] if len(rest) <= LONGEST_LINE else "")
        return len(words) <= LONGEST_LINE and _set(filled, "funding", words)

    def _said(self, ask: Any, words: str) -> Any:
        if len(words) > LONGEST_LINE:
            return None
        try:
            return said(ask, words, Called({}), self.translates)
        except Fault:
            return None

    def _organise(self, filled: Filled, name: str, words: str) -> bool:
        """The first that answers leads, the others take part; where the first is not known, nobody is made to lead."""
        found = self.organisations.find(words)
        unknown = [said for said, key, _ in found if key is None]
        for place, (_, key, note) in enumerate(found):
            part = _PARTS[name]
            if part is Part.LEADS and (place or any(one is Part.LEADS for one, _ in filled.parts.values())):
                part = Part.TAKES_PART
            if key is not None and len(note) <= LONGEST_LINE:
                filled.parts.setdefault(key, (part, note))
        if unknown:
            filled.told.append(
                say(
                    "No organisation here has this name, so it is kept in the text: %(names)s", names=", ".join(unknown)
                )
            )
        return bool(found) and not unknown


def _lines(paragraph: str) -> list[str]:
    """Each line of a paragraph or an item of a list, a line that goes on joined to the one before."""
    found: list[str] = []
    for line in paragraph.split("\n"):
        cleaned = line.strip().removesuffix("\\")
        if found and not _LABEL.fullmatch(cleaned):
            found[-1] += f"\n{cleaned}"
        else:
            found.append(cleaned)
    return found


def _is_fenced(text: str) -> bool:
    return "```" in text or "~~~" in text


def _set(filled: Filled, name: str, value: Any) -> bool:
    if value in (None, "", []) or name in filled.content:
        return False
    filled.content[name] = value
    return True


def _set_period(filled: Filled, period: tuple[str | None, str | None] | None) -> bool:
    if period is None or "start" in filled.content or "end" in filled.content:
        return False
    filled.content |= {name: value for name, value in zip(("start", "end"), period, strict=True) if value}
    return True


def _set_measure(filled: Filled, name: str, words: str) -> bool:
    found = measure_in(words)
    if found is None or name in filled.content:
        return False
    unit = filled.content.get("unit", "")
    if found.unit and unit and found.unit.casefold() != unit.casefold():
        return False
    filled.content |= {name: found.number} | ({"unit": found.unit} if found.unit else {})
    if found.year:
        filled.content[f"{name}_year"] = found.year
    return True


def _year(when: str | None) -> int | None:
    return int(when) if when and re.fullmatch(r"\d{4}", when) else None


def of_kind(name: str) -> type[Kind]:
    """The kind of this name."""
    return ROADMAP[name]
