"""What becomes of a file by the choices that have been made: the blocks to be written, and all that is left out.

Nothing is lost: each part becomes a block, goes on in the text of another, or is told among what is left out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmaps.bringing_in.drafts import Built, Draft, Entry, LeftOut
from roadmaps.bringing_in.field_words import Translate, fields_meant
from roadmaps.bringing_in.filling import Filler, of_kind
from roadmaps.bringing_in.fitting import fit
from roadmaps.bringing_in.kind_words import JOIN, OUT, meant_by, without_label
from roadmaps.bringing_in.outline import Group, Outline, Section
from roadmaps.bringing_in.own_papers import OwnPaper
from roadmaps.bringing_in.proposing import HOLDERS, TEXT, Choice, Choices, point_name
from roadmaps.bringing_in.tying import tie
from roadmaps.bringing_in.values import Organisations, date_in
from roadmaps.foundation.prose import excerpt, plain
from roadmaps.foundation.sentences import Sentence, say

_TEXTLESS = "milestone"


def build(
    outline: Outline,
    choices: Choices,
    *,
    translates: Sequence[Translate],
    organisations: Organisations,
    known: Mapping[str, Mapping[str, str]],
) -> Built:
    """What the choices make of the file.

    :param known: titles, folded, of blocks that the roadmap has already, by kind, with their ids
    """
    return _Building(outline, choices, translates, organisations, known).build()


def folded(title: str) -> str:
    """For comparing titles."""
    return " ".join(title.casefold().split())


_MOST_HOLDERS = 12


class _Building:
    def __init__(
        self,
        outline: Outline,
        choices: Choices,
        translates: Sequence[Translate],
        organisations: Organisations,
        known: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._outline, self._choices, self._known = outline, choices, known
        self._own, self._translates = OwnPaper(outline, translates), translates
        self._filler = Filler(translates, organisations, self._is_title, is_own=self._own.is_one)
        self._built = Built()
        self._titles: dict[str, dict[str, str]] = {}
        self._before: list[tuple[str, str, str]] = []
        self._last: Draft | None = None
        self._numbers: list[str] = []

    def build(self) -> Built:
        self._note_titles()
        for section in self._outline.sections:
            self._section(section)
        if self._outline.unmentioned:
            self._join("\n\n".join(self._outline.unmentioned), "")
        if self._numbers:
            self._leave(say("Numbers that were typed before headings"), " · ".join(self._numbers))
        tie(self._built.drafts, self._called)
        fit(self._built)
        return self._built

    def _section(self, section: Section) -> None:
        apart = {group.key for group in section.groups if self._becomes(group.key) != TEXT}
        choice = self._choices.get(section.key, Choice(OUT))
        is_own = self._own.is_one and choice.becomes != OUT
        is_own_block = is_own and choice.becomes != JOIN
        text, drawn = self._own.text_of(section, apart) if is_own else (section.text_without(apart), [])
        body = self._outline.with_notes(text) if text else ""
        if drawn:
            self._leave(say("What this site draws and reckons by itself"), "\n\n".join(drawn))
        notes = self._outline.with_notes(section.heading)[len(section.heading) :].strip()
        body = "\n\n".join(filter(None, [body, notes])) if notes not in body else body
        depth = max(0, section.level - 1)
        entry = Entry(section.key, "section", depth, section.words, excerpt(body, 160), choice, number=section.number)
        title = self._own.title_of(section) if is_own_block else section.words
        self._place(entry, title, body, section.heading, bare=_is_bare(section))
        if is_own_block:
            self._put_badge(section)
        if section.number and choice.becomes not in {OUT, JOIN}:
            self._numbers.append(section.number)
        for group in section.groups:
            self._group(group, depth + 1)

    def _group(self, group: Group, depth: int) -> None:
        becomes = self._becomes(group.key)
        heads = " · ".join(head for head, _ in group.points[0].cells) if group.points else ""
        words = heads or " · ".join(map(point_name, group.points[:3]))
        self._built.entries.append(
            Entry(
                group.key, group.chunk.sort, depth, "", excerpt(words, 160), Choice(becomes), points=len(group.points)
            )
        )
        if becomes == TEXT:
            return
        for point in group.points:
            choice = self._choices.get(point.key, Choice(becomes))
            text = self._outline.with_notes(point.text)
            cells = [(head, self._with_notes(cell)) for head, cell in point.cells]
            name = point_name(point)
            if choice.becomes == _TEXTLESS and (own := self._own.milestone(point.text)):
                cells, text, name = self._milestone_cells(own), self._outline.with_notes(_rest(point.text)), own[0]
            entry = Entry(point.key, "point", depth + 1, name, excerpt(text, 160), choice)
            self._place(entry, "", text, "", cells=cells)

    def _milestone_cells(self, own: tuple[str, str, bool]) -> list[tuple[str, str]]:
        """A milestone in a list of this site, as the cells of a table would tell it."""
        title, due, is_reached = own
        asks = of_kind(_TEXTLESS).asks()
        cells = [(asks["title"].label, title if not due or date_in(due) else f"{title}, {due}")]
        cells += [(asks["due"].label, due)] if due and date_in(due) else []
        return [*cells, (asks["is_reached"].label, "1")] if is_reached else cells

    def _put_badge(self, section: Section) -> None:
        """The word beside the heading of a card, as the value that it tells."""
        badge, draft = self._own.badge_of(section), self._built.drafts[-1] if self._built.drafts else None
        if draft is None or draft.key != section.key:
            return
        if badge and draft.kind == badge.kind:
            draft.filled.content[badge.field] = badge.value
            draft.filled.understood.append((badge.words, ""))
        elif draft.title != section.words and section.words.startswith(draft.title):
            self._leave(
                say("What this site draws and reckons by itself"), section.words.removeprefix(draft.title).strip()
            )

    def _with_notes(self, cell: str) -> str:
        return self._outline.with_notes(cell) if "[" in cell else cell

    def _becomes(self, key: str) -> str:
        return self._choices.get(key, Choice(TEXT)).becomes

    def _place(
        self,
        entry: Entry,
        title: str,
        text: str,
        heading: str,
        *,
        bare: bool = False,
        cells: Sequence[tuple[str, str]] = (),
    ) -> None:
        becomes = entry.choice.becomes
        if becomes == OUT:
            whole = "\n\n".join(filter(None, [heading, text, *_told(cells)]))
            if whole.strip():
                why = say("Headings that say nothing but what follows") if heading and not text else _BY_CHOICE
                self._leave(why, whole)
        elif becomes == JOIN:
            if self._own.is_one and self._last and text:
                text = self._filler.add(of_kind(self._last.kind), self._last.filled, text)
            whole = "\n\n".join(filter(None, [f"### {heading}" if heading else "", text, *_told(cells)]))
            joins = self._join_criterion(entry, text) or self._join_field(entry, text) or self._join(whole, entry.key)
            entry = replace(entry, joins=joins)
        else:
            entry = self._draft(entry, title, text, bare=bare, cells=cells)
        self._built.entries.append(entry)

    def _draft(self, entry: Entry, title: str, text: str, *, bare: bool, cells: Sequence[tuple[str, str]]) -> Entry:
        kind = entry.choice.becomes
        is_dropped = bare and kind != "background" and bool(text)
        label, title = without_label(title, kind)
        filled = self._filler.fill(of_kind(kind), "" if is_dropped else title, text, cells)
        if is_dropped or label:
            self._leave(say("Headings that the kind of the block says"), label or title)
        holders = [(key, name) for key, held, name in self._before if held in HOLDERS.get(kind, ())]
        under = entry.choice.under if entry.choice.under in {key for key, _ in holders} else ""
        draft = Draft(entry.key, kind, filled, parent=under)
        if kind == _TEXTLESS:
            if not under:
                self._built.faults[f"becomes-{entry.key}"] = say(
                    "A milestone lies under an activity. Choose which, or something else."
                )
            self._put_criterion(draft)
        else:
            self._last = draft
        self._built.drafts.append(draft)
        self._before.append((entry.key, kind, filled.content["title"]))
        return replace(entry, draft=draft, holders=_nearest(holders, under), choice=replace(entry.choice, under=under))

    def _join_criterion(self, entry: Entry, text: str) -> str:
        """In a list of this site, what stands between two milestones tells how one can see that the first is reached."""
        last = self._built.drafts[-1] if self._built.drafts else None
        if not self._own.is_one or entry.sort != "point" or last is None or last.kind != _TEXTLESS:
            return ""
        words = plain(text)
        if "criterion" in last.filled.content or len(words) > 200 or "](" in text or "[^" in text:
            return ""
        last.filled.content["criterion"] = words
        return last.title

    def _join_field(self, entry: Entry, text: str) -> str:
        """A heading that asks what a text of the block above is about puts it there: “Varför det här målet”."""
        if self._last is None or not entry.name or not text:
            return ""
        kind = of_kind(self._last.kind)
        [name] = fields_meant(kind.name, [entry.name], self._translates)
        if name not in kind.prose_fields() or name == "text" or self._last.filled.content.get(name):
            return ""
        self._last.filled.content[name] = text
        self._last.filled.understood.append((f"{entry.number} {entry.name}", ""))
        return self._last.title

    def _join(self, text: str, key: str) -> str:
        """Let the text go on where the last block left off; with nothing above it is a block of its own."""
        if not text.strip():
            return ""
        if self._last is None:
            filled = self._filler.fill(of_kind("background"), "", text)
            self._last = Draft(key or "rest", "background", filled)
            self._built.drafts.append(self._last)
            return self._last.title
        content = self._last.filled.content
        content["text"] = "\n\n".join(filter(None, [content.get("text", ""), text]))
        return self._last.title

    def _put_criterion(self, milestone: Draft) -> None:
        """A milestone has a line where others have a text; what does not fit goes to its activity."""
        content = milestone.filled.content
        text = content.pop("text", "")
        if not text:
            return
        words = plain(text)
        if "criterion" not in content and len(words) <= 200 and "[^" not in text and "](" not in text:
            content["criterion"] = words
        else:
            self._join(f"**{content['title']}**\n\n{text}", milestone.key)

    def _leave(self, why: Sentence, text: str) -> None:
        self._built.left_out.append(LeftOut(why, text))

    def _note_titles(self) -> None:
        """The titles that there will be, before any cell is asked whether it names one of them."""
        for section in self._outline.sections:
            self._note(section.key, self._own.title_of(section))
            for group in section.groups:
                for point in group.points if self._becomes(group.key) != TEXT else ():
                    self._note(point.key, point_name(point))

    def _note(self, key: str, title: str) -> None:
        kind = self._becomes(key)
        if kind not in {OUT, JOIN, TEXT} and title:
            self._titles.setdefault(kind, {}).setdefault(folded(title), key)

    def _is_title(self, kind: str, title: str) -> bool:
        return bool(self._called((kind,), title, ""))

    def _called(self, kinds: Sequence[str], title: str, own: str) -> str:
        """The key of a draft, or the id of a block of the roadmap, with this title."""
        for kind in kinds:
            found = self._titles.get(kind, {}).get(folded(title)) or self._known.get(kind, {}).get(folded(title))
            if found and found != own:
                return found
        return ""


_BY_CHOICE = say("Left out by choice")


def _rest(text: str) -> str:
    """What an item says after its first line; a list in it as paragraphs."""
    return re.sub(r"(?m)^[ ]*[-*+] ", "", text.partition("\n")[2]).strip()


def _is_bare(section: Section) -> bool:
    meant = meant_by(section.words)
    return bool(meant and meant.is_bare)


def _told(cells: Sequence[tuple[str, str]]) -> Iterator[str]:
    said = [f"**{head}:** {cell}" if head else cell for head, cell in cells if cell.strip()]
    if said:
        yield "\n\n".join(said)


def _nearest(holders: Sequence[tuple[str, str]], chosen: str) -> list[tuple[str, str]]:
    """The last ones, and the one that has been chosen: a list of all would be longer than anybody reads."""
    near = list(holders[-_MOST_HOLDERS:])
    return (
        near
        if not chosen or any(key == chosen for key, _ in near)
        else [*(one for one in holders if one[0] == chosen), *near]
    )
