"""The chapters of a sheet that is handed over, one after the other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from roadmaps.calls.assessing.gathered import ActivityTold, ConflictTold, FitTold, Gathered, GoalTold, LikeTold
from roadmaps.calls.models import Assessment
from roadmaps.calls.words import Standpoint
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, fact, line, line_cell, link, listing, paragraph, strong
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Cell,
    Column,
    Fact,
    Facts,
    Inline,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.revisions.states import BlockState

TONES = {Standpoint.SUPPORTS: Tone.GOOD, Standpoint.CONDITIONS: Tone.WARNING, Standpoint.OPPOSES: Tone.DANGER}


class Chapters:
    """Writes the chapters in one language."""

    def __init__(
        self,
        sheet: Assessment,
        told: Gathered,
        judged: BlockState,
        words: Words,
        site: str,
        pictures: Mapping[str, Picture],
    ) -> None:
        self._sheet, self._told, self._judged = sheet, told, judged
        self._words, self._site, self._pictures = words, site, pictures
        self._say = words.say

    def all(self) -> Iterator[Section]:
        """The whole, in reading order."""
        yield self._part(N_("Judgement"), self._judgement(), "judgement")
        yield self._part(N_("The application and the call"), self._application(), "application")
        yield self._part(N_("The roadmap that was read"), self._version(), "version")
        yield self._part(N_("Goals that it serves"), self._goals(), "goals")
        yield self._part(N_("Level in the pyramid"), self._levels(), "levels")
        yield self._part(N_("Goal conflicts"), self._conflicts(), "conflicts")
        yield self._part(N_("Similar activities"), self._likes(), "likes")
        yield self._part(N_("Division of responsibility"), self._parts(), "parts")
        yield self._part(N_("Indicators"), self._indicators(), "indicators")

    def _part(self, title: str, inside: Iterable[Block], anchor: str) -> Section:
        return Section(line(self._say(title)), list(inside), anchor=anchor, look="part")

    def _judgement(self) -> Iterator[Block]:
        said = self._judged.content["standpoint"]
        if said:
            standpoint = Standpoint(said)
            yield Callout(self._words.translate(standpoint.label), (), TONES[standpoint])
        else:
            yield paragraph(self._say(N_("Nothing has been judged yet.")))
        yield from self._prose("text")
        if self._judged.html.get("conditions"):
            title = line(self._say(N_("Conditions and advice")))
            yield Section(title, list(self._prose("conditions")), is_listed=False)
        counts = self._told.warnings
        yield Tiles(
            [
                Tile(str(counts["goals"]), self._say(N_("goals served"))),
                Tile(str(counts["conflicts"]), self._say(N_("goal conflicts that are not resolved"))),
                Tile(str(counts["likes"]), self._say(N_("similar activities"))),
                Tile(str(len(self._told.indicators)), self._say(N_("indicators"))),
            ]
        )

    def _application(self) -> Iterator[Block]:
        yield self._short(
            [
                (self._say(N_("Who applies")), self._sheet.applicant_name),
                (self._say(N_("Call")), self._told.call),
                *self._told.call_facts,
            ]
        )
        for fit in self._told.fits:
            yield self._fit(fit)

    def _fit(self, fit: FitTold) -> Section:
        groups = (
            (N_("For"), fit.reasons),
            (N_("Not said yet"), fit.unsaid),
            (N_("Against"), fit.against),
        )
        inside = [fact(self._say(label), listing(line(one) for one in those)) for label, those in groups if those]
        return Section(line(fit.title), [Facts(inside)], look="card", is_listed=False)

    def _version(self) -> Iterator[Block]:
        version = self._told.version
        lead = paragraph(version.sentence)
        yield lead if version.is_adopted else Callout(self._say(N_("Not adopted")), [lead], Tone.WARNING)
        code = [(self._say(N_("Code of the version")), version.code)] if version.code else []
        yield self._short([*version.facts, *code])
        if missing := self._told.warnings["not_adopted"]:
            inside = [listing(line(title) for title in missing)]
            title = self._say(N_("These activities do not stand in that version"))
            yield Callout(title, inside, Tone.WARNING)
        for activity in self._told.activities:
            yield self._activity(activity)

    def _activity(self, one: ActivityTold) -> Section:
        facts = list(one.facts)
        if one.sami:
            facts.append((self._say(N_("Sámi perspective")), one.sami))
        return Section(self._linked(one.title, one.id), [self._short(facts)], look="card", is_listed=False)

    def _goals(self) -> Iterator[Block]:
        if not self._told.goals:
            yield paragraph(self._say(N_("The activities name no goal of the roadmap.")))
        for goal in self._told.goals:
            yield self._goal(goal)

    def _goal(self, one: GoalTold) -> Section:
        facts = list(one.facts)
        if one.served_by:
            facts.append((self._say(N_("Served by")), "; ".join(one.served_by)))
        return Section(self._linked(one.title, one.id), [self._short(facts)], look="card", is_listed=False)

    def _levels(self) -> Iterator[Block]:
        rows = [[cell(one.title), cell(one.level or self._say(N_("Not said yet")))] for one in self._told.activities]
        head = [N_("Activity"), N_("Level in the pyramid")]
        yield self._table(N_("Level in the pyramid"), head, rows, (3.0, 1.0))
        rows = [[cell(level), cell(str(count))] for level, count in self._told.levels]
        head = [N_("Level in the pyramid"), N_("Activities of the roadmap")]
        yield self._table(N_("The roadmap by level"), head, rows, (3.0, 1.0))

    def _conflicts(self) -> Iterator[Block]:
        if not self._told.conflicts:
            yield paragraph(self._say(N_("No goal conflict is written down that these goals are part of.")))
        for conflict in self._told.conflicts:
            yield self._conflict(conflict)
        yield from self._prose("on_conflicts")

    def _conflict(self, one: ConflictTold) -> Section:
        facts = [
            (self._say(N_("Between")), " – ".join(one.sides)),
            (self._say(N_("How it is handled")), one.handling or self._say(N_("Not said yet"))),
            (self._say(N_("Next review")), one.review),
        ]
        badge = Badge(one.state, Tone.GOOD if one.is_settled else Tone.WARNING)
        inside = [self._short([entry for entry in facts if entry[1]])]
        return Section(self._linked(one.title, one.id), inside, look="card", badges=[badge], is_listed=False)

    def _likes(self) -> Iterator[Block]:
        compared = "; ".join(self._told.compared) or self._say(N_("no others"))
        yield Paragraph(
            line(
                self._say(
                    N_("Compared by their words with the activities of the same roadmap and of: %(areas)s."),
                    areas=compared,
                )
            ),
            "small",
        )
        if self._told.likes:
            head = [N_("Activity"), N_("Strength area"), N_("What they share"), N_("What is said of it")]
            yield self._table(N_("Similar activities"), head, map(self._like, self._told.likes), (2.2, 1.3, 1.8, 2.4))
        else:
            yield paragraph(self._say(N_("No similar activity was found.")))
        yield from self._prose("on_likes")

    def _like(self, one: LikeTold) -> list[Cell]:
        shared = [*one.words, *([self._say(N_("the same money"))] if one.is_same_money else [])]
        said = "; ".join(f"{label}: {value}" for label, value in one.facts)
        return [line_cell(self._linked(one.title, one.id)), cell(one.area), cell(", ".join(shared)), cell(said)]

    def _parts(self) -> Iterator[Block]:
        rows = [
            [
                cell(title),
                line_cell([strong(part.organisation) if part.is_applicant else Text(part.organisation)]),
                cell(part.sort),
                cell(part.part),
                cell(part.note),
            ]
            for title, part in self._told.parts
        ]
        if not rows:
            yield paragraph(self._say(N_("No organisation has a part in the activities yet.")))
            return
        if not any(part.is_applicant for _, part in self._told.parts):
            yield paragraph(self._say(N_("Who applies has no part in the activities by the roadmap.")))
        head = [N_("Activity"), N_("Organisation"), N_("Sort"), N_("Part"), N_("What it does")]
        yield self._table(N_("Division of responsibility"), head, rows, (2.0, 1.6, 1.3, 1.0, 1.6))

    def _indicators(self) -> Iterator[Block]:
        rows = [
            [
                line_cell(self._linked(one.title, one.id)),
                cell(one.measures),
                cell(one.baseline),
                cell(one.latest),
                cell(one.target),
            ]
            for one in self._told.indicators
        ]
        if not rows:
            yield paragraph(self._say(N_("No indicator measures these goals or activities.")))
            return
        head = [N_("Indicator"), N_("Measures"), N_("Baseline"), N_("Last reading"), N_("Target")]
        yield self._table(N_("Indicators"), head, rows, (2.0, 1.8, 1.0, 1.0, 1.0))

    def _table(
        self, caption: str, head: Sequence[str], rows: Iterable[Sequence[Cell]], shares: Sequence[float]
    ) -> Table:
        return Table(
            caption=self._say(caption),
            columns=[Column(share=share) for share in shares],
            head=[[cell(self._say(label)) for label in head]],
            body=[list(row) for row in rows],
            has_row_heads=True,
        )

    def _short(self, facts: Iterable[tuple[str, str]]) -> Facts:
        return Facts([Fact(line(label), [paragraph(value)]) for label, value in facts], are_short=False)

    def _linked(self, title: str, block_id: object) -> list[Inline]:
        return [link(f"{self._site}/blocks/{block_id}", title)]

    def _prose(self, field: str) -> list[Block]:
        return blocks_of(self._judged.html.get(field, ""), site=self._site, pictures=self._pictures)
