"""A report as a paper to hand over: the frame of a memorandum, then what is part of the report, chapter by chapter."""

from collections.abc import Iterable, Iterator, Mapping

from roadmaps.follow_up.draft import Draft, Told
from roadmaps.follow_up.kinds import Finding, Subject
from roadmaps.follow_up.models import FollowUp
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.sentences import N_
from roadmaps.papers.plain import cell, line, line_cell, link, listing
from roadmaps.papers.prose import blocks_of
from roadmaps.papers.tree import (
    Badge,
    Block,
    Cell,
    Column,
    Cover,
    Fact,
    Facts,
    Identity,
    Inline,
    Line,
    Paper,
    Paragraph,
    Picture,
    Section,
    Table,
    Text,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.values import day_in_words


def paper_of(
    report: FollowUp,
    draft: Draft,
    words: Words,
    *,
    areas: Mapping[str, str],
    color: str,
    publisher: str,
    site: str,
    pictures: Mapping[str, Picture] | None = None,
) -> Paper:
    """The report as it reads.

    :param areas: what each area is called in the language, by its address
    :param color: that of the area, or of the county, as six digits with a hash sign
    :param publisher: the organisation that it comes from
    :param site: where addresses that begin with a slash lead to
    :param pictures: those of its texts, by their addresses there
    """
    writer = _Writer(words, areas if report.area_id is None else {}, site, pictures or {})
    facts = draft.memorandum.content
    address = f"{site}/follow-ups/{report.id}"
    period = words.say(
        "%(first)s – %(last)s", first=_day(report, "from_on", words), last=_day(report, "until_on", words)
    )
    made_at = report.finished_at or report.gathered_at
    return Paper(
        identity=Identity(
            title=draft.title,
            language="en" if words.language == "en" else "sv",
            made_at=made_at,
            creator=publisher,
            subject=words.say(N_("Follow-up report")),
            address=address,
            registry_number=facts["registry_number"],
            version=words.say(N_("Version %(number)s"), number=draft.number),
        ),
        cover=Cover(
            title=draft.title,
            subtitle=period,
            eyebrow=words.say(N_("Follow-up report")),
            color=color,
            publisher=publisher,
            facts=[
                (label, value)
                for label, value in (
                    (words.say(N_("To")), line(facts["to"])),
                    (words.say(N_("Registry number")), line(facts["registry_number"])),
                    (
                        words.say(N_("Date")),
                        line(words.shown(day_in_words(day_of(made_at)))),
                    ),
                    (words.say(N_("Address")), [link(address, address)]),
                )
                if value
            ],
            badge=None if report.is_finished else Badge(words.say(N_("Draft")), Tone.WARNING),
        ),
        chapters=[
            *writer.memorandum(draft.memorandum),
            *(writer.chapter(one) for one in draft.chapters if one.is_printed),
        ],
        running_title=draft.title,
        running_note=facts["registry_number"] if report.is_finished else words.say(N_("Draft")),
        foot=publisher,
    )


class _Writer:
    """Writes the chapters in one language."""

    def __init__(self, words: Words, areas: Mapping[str, str], site: str, pictures: Mapping[str, Picture]) -> None:
        self._words, self._areas, self._site, self._pictures = words, areas, site, pictures

    def memorandum(self, block: BlockState) -> Iterator[Section]:
        """The matter and the proposal, as far as they are written."""
        inside: list[Block] = []
        for field, label in (("text", N_("The matter")), ("proposal", N_("Proposal"))):
            if block.html.get(field):
                inside.append(
                    Section(title=line(self._words.say(label)), inside=self._prose(block, field), anchor=field)
                )
        facts = [(N_("To"), block.content["to"]), (N_("Registry number"), block.content["registry_number"])]
        told = [Fact(line(self._words.say(label)), [Paragraph(line(text))]) for label, text in facts if text]
        if told:
            inside.insert(0, Facts(told, are_short=True))
        if inside:
            yield Section(line(self._words.say(N_("Memorandum"))), inside, anchor="memorandum", look="part")

    def chapter(self, told: Told) -> Section:
        """One chapter: what the writer makes of it, and then what was found, with what was written between."""
        inside = [*self._prose(told.block, "text"), *self._entries(told)]
        return Section(line(told.block.content["title"]), inside, anchor=f"block-{told.block.id}", look="part")

    def _entries(self, told: Told) -> Iterator[Block]:
        gathered: list[BlockState] = []
        for entry in told.printed:
            if entry.kind == Finding.name:
                gathered.append(entry)
                continue
            yield from self._findings(told, gathered)
            gathered = []
            yield from self._prose(entry, "text")
        yield from self._findings(told, gathered)

    def _findings(self, told: Told, findings: Iterable[BlockState]) -> Iterator[Block]:
        """A table, or lists under the names of the areas where there are several."""
        found = list(findings)
        if not found:
            return
        if told.is_table:
            yield self._table(told, found)
            return
        for area in dict.fromkeys(one.content["area"] for one in found):
            told_here = listing(self._sentence(one) for one in found if one.content["area"] == area)
            name = self._areas.get(area)
            yield Section(line(name), [told_here], is_listed=False) if name else told_here

    def _table(self, told: Told, found: Iterable[BlockState]) -> Table:
        say = self._words.say
        is_outcome = told.block.content["subject"] == Subject.OUTCOME
        heads = (
            [N_("Activity"), N_("Planned"), N_("Became")] if is_outcome else [N_("Indicator"), N_("Before"), N_("Now")]
        )
        with_areas = bool(self._areas)
        head = [*([N_("Strength area")] if with_areas else []), *heads]
        return Table(
            caption=str(told.block.content["title"]),
            columns=[Column(share=1.4)] * (len(head) - len(heads))
            + [Column(share=2.0), Column(share=1.5), Column(share=1.8)],
            head=[[cell(say(label)) for label in head]],
            body=[self._row(one, with_areas=with_areas) for one in found],
            has_row_heads=not with_areas,
        )

    def _row(self, one: BlockState, *, with_areas: bool) -> list[Cell]:
        facts = one.content
        thing = line_cell([link(self._site + facts["record"], facts["thing"])])
        cells = [thing, cell(facts["before"]), cell(facts["after"])]
        return [cell(self._areas.get(facts["area"], "")), *cells] if with_areas else cells

    def _sentence(self, one: BlockState) -> Line:
        said: list[Inline] = [Text(one.content["sentence"])]
        if not one.content["record"]:
            return said
        return [*said, Text(" "), link(self._site + one.content["record"], f"({self._words.say(N_('record'))})")]

    def _prose(self, block: BlockState, field: str) -> list[Block]:
        return blocks_of(block.html.get(field, ""), site=self._site, pictures=self._pictures)


def _day(report: FollowUp, end: str, words: Words) -> str:
    return words.shown(day_in_words(getattr(report, end)))
