"""What each part of a file is taken for at first: by its words, by the words above it, and by what lies under it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmaps.bringing_in.field_words import Translate, kind_of_table
from roadmaps.bringing_in.kind_words import JOIN, OUT, Meant, meant_by
from roadmaps.bringing_in.outline import Group, Outline, Point, Section
from roadmaps.bringing_in.own_papers import OwnPaper
from roadmaps.foundation.prose import plain

TEXT = "text"
MOST_POINTS = 500
# What a list of points may be when it stands under a heading that names them.
_BY_POINTS = {"goal", "need", "activity", "indicator", "milestone", "goal_conflict", "sub_area"}
_ENTERS_SUB_AREAS = {"need", "goal", "activity"}
LONGEST_POINT = 600
# Blocks with a text that goes on under headings of its own.
_WHOLE = {"vision", "need", "goal", "activity", "indicator", "goal_conflict", "milestone"}


@dataclass(frozen=True)
class Choice:
    """What a part becomes: a kind, "join" (goes on with the text above) or "out"; for a group a kind or "text".

    `under` is the key of the part that it lies under; empty for the document itself.
    """

    becomes: str
    under: str = ""


Choices = Mapping[str, Choice]
# What somebody has chosen: what a part becomes, and under which it lies where that was asked.
Made = Mapping[str, tuple[str, str | None]]
# Which kinds may lie under which, or point at them.
HOLDERS: Mapping[str, tuple[str, ...]] = {
    "need": ("sub_area",),
    "goal": ("sub_area", "goal", "need"),
    "activity": ("goal", "sub_area"),
    "milestone": ("activity",),
    "indicator": ("goal", "activity"),
    "goal_conflict": ("goal",),
}


def propose(outline: Outline, translates: Sequence[Translate], made: Made | None = None) -> dict[str, Choice]:
    """A choice for every section, group and point; those that somebody has made stand, and the others follow them.

    A choice that says nothing of where it lies (None) is put where its kind belongs.
    """
    return _Proposing(outline, translates, made or {}).all()


def holder_for(kind: str, above: Sequence[tuple[str, str]]) -> str:
    """The key of what a block of the kind lies under: of those above it, by key and kind, the nearest that may hold it.

    A goal that names a goal is its part, and one under a need answers it; a sub-area holds both.
    """
    for key, held in reversed(above):
        if held in HOLDERS.get(kind, ()):
            return key
    return ""


class _Proposing:
    def __init__(self, outline: Outline, translates: Sequence[Translate], made: Made) -> None:
        self._sections, self._translates, self._made = outline.sections, translates, made
        self._own = OwnPaper(outline, translates)
        self._meant = {one.key: self._meaning(place, one) for place, one in enumerate(outline.sections)}
        self._found: dict[str, Choice] = {}
        self._titles: dict[tuple[str, str], str] = {}
        self._points = 0

    def all(self) -> dict[str, Choice]:
        above: list[tuple[int, str, str, str]] = []
        last_activity = ""
        for section in self._sections:
            while above and section.level and above[-1][0] >= section.level:
                above.pop()
            parent = above[-1] if above else (0, "", "", "")
            named = parent[3]
            groups = dict(self._groups(section, is_passed=named == OUT))
            kind = self._kind_of(section, named, set(groups), is_within=parent[2] in _WHOLE)
            kind, told = self._made.get(section.key, (kind, None))
            meant = self._meant[section.key]
            under = holder_for(kind, [(key, one) for _, key, one, _ in above])
            if kind == "milestone" and not under:
                under = last_activity
                kind = kind if under or section.key in self._made else JOIN
            self._found[section.key] = Choice(kind, under if told is None else told)
            last_activity = section.key if kind == "activity" else last_activity
            names = meant.kind if meant and not meant.names_one and meant.kind in _BY_POINTS else ""
            # In a paper of this site each section knows by itself whether its chapter is passed by.
            is_passed = not self._own.is_one and (named == OUT or (meant is not None and meant.kind == OUT))
            key, held = self._held_as(section, kind)
            if (held == "sub_area" and kind == OUT) or (meant and meant.kind == "sub_area"):
                names = named
            key, held = (parent[1], parent[2]) if kind == JOIN else (key, held)
            above.append((section.level, key, held, OUT if is_passed else names))
            last_activity = self._propose_groups(
                section, groups, [(key, one) for _, key, one, _ in above], last_activity
            )
        return self._found

    def _meaning(self, place: int, section: Section) -> Meant | None:
        """By its own words; a heading under which needs, goals and activities are told by name is a sub-area."""
        if self._own.is_one:
            return self._meaning_in_own(place, section)
        meant = meant_by(section.words)
        if meant or not section.heading or not section.level:
            return meant
        below = list(self._below(place))
        kinds = {one.kind for other in below if (one := meant_by(other.words)) and other.level == section.level + 1}
        is_first = not any(one.level <= section.level for one in self._sections[:place] if one.heading)
        alone = is_first and not any(one.level <= section.level for one in self._sections[place + 1 :])
        if len(kinds & _ENTERS_SUB_AREAS) > 1 and not alone:
            return Meant("sub_area", names_one=True, is_bare=False)
        return None

    def _meaning_in_own(self, place: int, section: Section) -> Meant | None:
        """A paper of this site tells by its chapters and badges what each part is."""
        if self._own.repeats(section):
            return Meant(OUT, names_one=False, is_bare=False)
        if badge := self._own.badge_of(section):
            return Meant(badge.kind, names_one=True, is_bare=False)
        if named := self._own.named_by(section):
            return Meant(named, names_one=False, is_bare=True)
        if any(self._own.badge_of(other) for other in self._below(place)) and meant_by(section.words) is None:
            return Meant("sub_area", names_one=True, is_bare=False)
        meant = meant_by(section.words)
        return meant if meant and meant.kind in {"vision", "milestone"} and meant.is_bare else None

    def _below(self, place: int) -> Iterator[Section]:
        for other in self._sections[place + 1 :]:
            if other.level <= self._sections[place].level:
                return
            yield other

    def _groups(self, section: Section, *, is_passed: bool) -> Iterator[tuple[str, str]]:
        """What the points of each table and list become, by its key; nothing for those that stay in the text."""
        meant = self._meant[section.key]
        named = meant.kind if meant and not meant.names_one and not self._has_children(section) else ""
        for group in section.groups:
            becomes = ""
            if group.key in self._made:
                becomes = self._made[group.key][0].removeprefix(TEXT)
            elif is_passed or (meant and meant.kind == OUT):
                continue
            elif group.chunk.sort == "table" and group.points and not self._own.is_one:
                becomes = kind_of_table([head for head, _ in group.points[0].cells], self._translates)
            elif named in _BY_POINTS and _are_points(group):
                becomes = named
            if becomes and self._points + len(group.points) <= MOST_POINTS:
                self._points += len(group.points)
                yield group.key, becomes

    def _has_children(self, section: Section) -> bool:
        place = self._sections.index(section)
        return place + 1 < len(self._sections) and self._sections[place + 1].level > section.level

    def _kind_of(self, section: Section, named: str, taken: set[str], *, is_within: bool) -> str:
        has_text = bool(section.text_without(taken).strip())
        meant = self._meant[section.key]
        if named == OUT or (meant and meant.kind == OUT):
            return OUT
        if meant and meant.names_one:
            return self._once(meant.kind, self._own.title_of(section), section.key)
        if self._own.named_by(section):
            return OUT
        if meant and not (is_within and meant.kind == "background"):
            # A heading over several: what it says itself introduces them.
            introduces = bool(taken) or self._has_children(section)
            if meant.kind == "vision" or not introduces:
                return meant.kind if has_text or not meant.is_bare else OUT
            return "background" if has_text else OUT
        if named in _BY_POINTS:
            return self._once(named, self._own.title_of(section), section.key)
        if is_within and section.heading:
            return JOIN
        return "background" if has_text else OUT

    def _once(self, kind: str, words: str, key: str) -> str:
        """What has the same name and kind as something above it says it once more."""
        known = (kind, words.casefold())
        if kind in _BY_POINTS and words and self._titles.setdefault(known, key) != key:
            return OUT
        return kind

    def _held_as(self, section: Section, kind: str) -> tuple[str, str]:
        """By which key and kind those below know it: a sub-area that is named again is the first of that name."""
        meant = self._meant[section.key]
        if kind == OUT and meant and meant.kind == "sub_area":
            return self._titles.get(("sub_area", self._own.title_of(section).casefold()), section.key), "sub_area"
        return section.key, kind

    def _propose_groups(
        self, section: Section, groups: Mapping[str, str], above: Sequence[tuple[str, str]], last_activity: str
    ) -> str:
        for group in section.groups:
            kind = groups.get(group.key, TEXT)
            self._found[group.key] = Choice(kind)
            before = ""
            for point in group.points if kind != TEXT else ():
                name = point_name(point)
                # A name that spans several rows tells more of the same thing.
                is_more = self._own.is_one and kind == "milestone" and self._own.milestone(point.text) is None
                becomes = JOIN if is_more or (name and name == before) else self._once(kind, name, point.key)
                before = name
                becomes, told = self._made.get(point.key, (becomes, None))
                under = holder_for(becomes, above)
                if becomes == "milestone" and not under:
                    under = last_activity
                    becomes = becomes if under or point.key in self._made else JOIN
                self._found[point.key] = Choice(becomes, under if told is None else told)
                last_activity = point.key if becomes == "activity" else last_activity
        return last_activity


def point_name(point: Point) -> str:
    """The words by which a row or an item is shown."""
    if point.cells:
        numbers = {"nr", "nr.", "#", "no", "no.", "id", ""}
        named = [cell for head, cell in point.cells if cell and head.casefold() not in numbers]
        return plain(named[0] if named else next((cell for _, cell in point.cells if cell), ""))
    return plain(point.text.split("\n")[0])


def _are_points(group: Group) -> bool:
    return len(group.points) > 0 and all(len(point.text) <= LONGEST_POINT for point in group.points)
