"""One part of a file as the content of a block: title, text, and the fields that its cells and labels tell.

What a field cannot take stays in the text under its label, so that nothing is lost and nothing is guessed.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from roadmaps.bringing_in.field_words import LEAD, PARTNERS, Translate, fields_meant
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
from roadmaps.foundation.sentences import Sentence, say
from roadmaps.revisions.kinds import Kind
from roadmaps.roadmap.kinds.choices import Part
from roadmaps.roadmap.table import ROADMAP
from roadmaps.spreadsheets.cells import Called, said

LONGEST_TITLE = LONGEST_LINE = 200
_LABEL = re.compile(
    r"(?:[-*+]\s+)?(?:\*\*(?P<bold>[^*\n]{2,60}?):?\*\*:?|(?P<bare>[A-ZÅÄÖ][^:*\n.]{1,40}):)\s*(?P<value>\S.*)?",
    re.DOTALL,
)
_FIRST_ENDS = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t])")
_LEAD = re.compile(r"\*\*([^*\n]{2,180}?)[.:]?\*\*[.:]?(\s.*)", re.DOTALL)
_SENTENCE = re.compile(r"([^\n]{10,190}?[.!?])(\s+[A-ZÅÄÖ].*)", re.DOTALL)
_NO_TITLE = ("|", "```", "~~~", ">", "- ", "* ", "+ ", "#")
_REFERRING = {"reference": False, "references": True}
_SPACES_AROUND_PARTS = re.compile(r"\s+·\s+")


@dataclass
class Filled:
    """What a part says as a block. `refers` are names, by field, of blocks that it points at, still to be found.

    `understood` are labels with the words that have become values of fields.
    """

    content: dict[str, Any] = field(default_factory=dict)
    parts: dict[UUID, Part] = field(default_factory=dict)
    refers: dict[str, list[str]] = field(default_factory=dict)
    understood: list[tuple[str, str]] = field(default_factory=list)
    told: list[Sentence] = field(default_factory=list)


@dataclass(frozen=True)
class Filler:
    """Knows the languages in which fields are named, the organisations, and what may be referred to."""

    translates: Sequence[Translate]
    organisations: Organisations
    is_title: Callable[[str, str], bool]

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
                    kept += [] if title == plain(value) and not _has_marks(value) else [value]
            elif not name or not self._understand(kind, filled, name, plain(value), value):
                kept.append(f"**{label}:** {value}" if label else value)
            else:
                filled.understood.append((label, plain(value)))
        text = "\n\n".join(filter(None, [*kept, rest]))
        self._entitle(filled, title, text, kind)
        return filled

    def _facts(
        self, kind: type[Kind], cells: Sequence[tuple[str, str]], text: str
    ) -> tuple[list[tuple[str, str, str]], str]:
        """Labels with what is said under each and the field that it is; and the text without them."""
        names = fields_meant(kind.name, [label for label, _ in cells], self.translates)
        found = [(label, value, name) for (label, value), name in zip(cells, names, strict=True) if value.strip()]
        if not text:
            return found, ""
        taken = {name for _, _, name in found}
        rest: list[str] = []
        for paragraph in re.split(r"\n{2,}", text) if not _is_fenced(text) else [text]:
            labelled = [_LABEL.fullmatch(line) for line in _lines(paragraph)]
            labels = [(one["bold"] or one["bare"]).strip(": ") if one else "" for one in labelled]
            meant = fields_meant(kind.name, labels, self.translates) if all(labels) else []
            fits = bool(meant) and all(one and one["value"] for one in labelled)
            if fits and all(name and name not in {*taken, "title"} for name in meant):
                found += [
                    (label, one["value"], name) for label, one, name in zip(labels, labelled, meant, strict=True) if one
                ]
                taken |= set(meant)
            else:
                rest.append(paragraph)
        return found, "\n\n".join(rest)

    def _understand(  # noqa: C901 - a table of fields reads best in one place
        self, kind: type[Kind], filled: Filled, name: str, words: str, value: str
    ) -> bool:
        """Whether the words could be made the value of the field, wholly."""
        words = _SPACES_AROUND_PARTS.sub("; ", words) if name in {LEAD, PARTNERS} else words
        match name:
            case "+lead" | "+partners":
                return self._organise(filled, name, words)
            case "+period":
                return _set_period(filled, period_in(words))
            case "responsible" | "owner":
                found, unknown = self.organisations.find(words)
                return _set(filled, name, str(found[0])) if len(found) == 1 and not unknown else False
            case "baseline" | "target":
                return _set_measure(filled, name, words)
            case "places":
                return _set(filled, name, municipalities_in(words))
            case "text" | "rationale" | "serves" | "handling" | "alternatives" | "evidence" | "sami_perspective":
                # A label of the site's own papers comes back as the field that it was.
                return name != "text" and _set(filled, name, value)
        ask = kind.asks()[name]
        if ask.widget in _REFERRING:
            parts = [words] if not _REFERRING[ask.widget] else [one.strip() for one in words.split(";")]
            if all(any(self.is_title(other, part) for other in ask.refers_to) for part in parts):
                filled.refers[name] = parts
                return True
            return False
        if ask.widget in {"partial_date", "year"}:
            when = date_in(words)
            return _set(filled, name, when if ask.widget == "partial_date" else _year(when))
        if ask.choices and (one := chosen(name, words)):
            return _set(filled, name, one)
        return _set(filled, name, self._said(ask, words))

    def _said(self, ask: Any, words: str) -> Any:
        if len(words) > LONGEST_LINE:
            return None
        try:
            return said(ask, words, Called({}), self.translates)
        except Fault:
            return None

    def _organise(self, filled: Filled, name: str, words: str) -> bool:
        """The first that answers leads; the others, and those who take part, take part."""
        found, unknown = self.organisations.find(words)
        for one in found:
            leads = name == LEAD and Part.LEADS not in filled.parts.values()
            filled.parts.setdefault(one, Part.LEADS if leads else Part.TAKES_PART)
        if found and unknown:
            filled.told.append(say("Not known here by name, and kept in the text: %(names)s", names=", ".join(unknown)))
        elif unknown:
            filled.told.append(
                say(
                    "No organisation here has this name, so it is kept in the text: %(names)s", names=", ".join(unknown)
                )
            )
        return bool(found) and not unknown

    @staticmethod
    def _entitle(filled: Filled, title: str, text: str, kind: type[Kind]) -> None:
        """The title, short enough; what is longer stands whole in the text too."""
        title = " ".join(title.split())
        if not title:
            title, text = _titled(text)
        if len(title) > LONGEST_TITLE:
            if title not in plain(text):
                text = f"{_escape(title)}\n\n{text}".strip()
            title = title[: LONGEST_TITLE - 1].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + "…"
            filled.told.append(say("The heading is longer than a title may be. It stands whole in the text."))
        filled.content[kind.title_field] = title or "–"
        filled.content["text"] = text


def _has_marks(value: str) -> bool:
    """Whether it holds more than its words: a link, a note, several paragraphs."""
    return "](" in value or "[^" in value or "[[" in value or "`" in value


def _titled(text: str) -> tuple[str, str]:
    """The words that a text without a heading begins with, as its title, and the rest of it."""
    end = _FIRST_ENDS.search(text)
    first, rest = (text[: end.start()], text[end.start() :].strip("\n")) if end else (text, "")
    if lead := _LEAD.fullmatch(first):
        return plain(lead[1]), "\n\n".join(filter(None, [lead[2].strip(), rest]))
    words = plain(first)
    if len(words) > LONGEST_TITLE and (stop := _SENTENCE.match(first)) and not _has_marks(stop[1]):
        return plain(stop[1]), "\n\n".join(filter(None, [stop[2].strip(), rest]))
    if first.startswith(_NO_TITLE) or len(words) > LONGEST_TITLE:
        return words[:1_000], text
    return words, "\n\n".join(filter(None, [first if _has_marks(first) else "", rest]))


def _lines(paragraph: str) -> list[str]:
    """Each line of a paragraph or an item of a list, a line that goes on joined to the one before."""
    found: list[str] = []
    for line in paragraph.split("\n"):
        cleaned = line.strip().removesuffix("\\")
        if found and not _LABEL.fullmatch(cleaned):
            found[-1] += f" {cleaned}"
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


def _escape(title: str) -> str:
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", title)


def of_kind(name: str) -> type[Kind]:
    """The kind of this name."""
    return ROADMAP[name]
