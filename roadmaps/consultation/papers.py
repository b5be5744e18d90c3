"""The compilation as a paper, from which every format is written."""

from collections.abc import Iterator, Sequence
from uuid import UUID

from roadmaps.areas.colors import IN_PRINT
from roadmaps.consultation.compilation import Compilation, Entry
from roadmaps.consultation.models import Response
from roadmaps.consultation.proposals import proposed_fields
from roadmaps.consultation.words import PartSort, Reply
from roadmaps.foundation.clock import day_of
from roadmaps.foundation.partial_dates import read_partial_date
from roadmaps.foundation.sentences import N_
from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Cell,
    Changed,
    Column,
    Cover,
    Fact,
    Facts,
    Identity,
    Inline,
    Line,
    Link,
    Paper,
    Paragraph,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)
from roadmaps.papers.words import Words
from roadmaps.revisions.text_diff import Piece, fold
from roadmaps.roadmap.table import ROADMAP
from roadmaps.roadmap.values import Shown, date_in_words

TONES = {
    Reply.FOLLOWED: Tone.GOOD,
    Reply.PARTLY_FOLLOWED: Tone.INFO,
    Reply.NOT_FOLLOWED: Tone.WARNING,
    Reply.ALREADY_THERE: Tone.NEUTRAL,
    Reply.OUTSIDE: Tone.NEUTRAL,
}
STANDINGS = {
    "answered": N_("Has answered"),
    "late": N_("Has answered late"),
    "declined": N_("Leaves no answer"),
    "silent": N_("Has not answered"),
}
_CONTEXT = 60


def paper_of(compilation: Compilation, words: Words, *, site: str) -> Paper:
    """The compilation in one language; `site` is what addresses begin with."""
    return _Builder(compilation, words, site).paper()


class _Builder:
    """One compilation on its way to a paper."""

    def __init__(self, compilation: Compilation, words: Words, site: str) -> None:
        self._all, self._words, self._site = compilation, words, site
        self._consultation = compilation.consultation
        self._slug = self._consultation.roadmap.area.slug

    def paper(self) -> Paper:
        """All of it."""
        area = self._consultation.roadmap.area
        title = self._words.say(N_("Compilation of answers"))
        made_at = self._consultation.published_at or self._consultation.closed_at or self._consultation.opened_at
        published = self._consultation.published_at is not None
        return Paper(
            identity=Identity(
                title=f"{title}: {self._consultation.title}",
                language="en" if self._words.language == "en" else "sv",
                made_at=made_at or self._consultation.begun_at,
                creator=self._consultation.roadmap.area.name_in(self._words.language),
                address=f"{self._site}/consultations/{self._consultation.id}/compilation",
                registry_number=self._consultation.registry_number,
            ),
            cover=Cover(
                title=self._consultation.title,
                subtitle=area.name_in(self._words.language),
                eyebrow=title,
                color=IN_PRINT[area.color],
                publisher=area.name_in(self._words.language),
                facts=self._cover_facts(),
                badge=None if published else Badge(self._words.say(N_("Draft, not published")), Tone.WARNING),
            ),
            chapters=[self._overview(), *self._by_place(), *self._by_consultee()],
            running_title=self._consultation.title,
            running_note=title,
            foot=self._consultation.registry_number,
        )

    def _cover_facts(self) -> list[tuple[str, Line]]:
        snapshot = self._all.frozen.snapshot
        told: list[tuple[str, str]] = [
            (N_("The text"), f"{snapshot.title} ({self._words.say(N_('no. %(number)s'), number=snapshot.number)})"),
            (N_("Opens"), self._day(self._consultation.opens_on.isoformat())),
            (N_("Last day"), self._day(self._consultation.closes_on.isoformat())),
            (N_("Registry number"), self._consultation.registry_number),
        ]
        return [(self._words.say(label), [Text(value)]) for label, value in told if value]

    def _overview(self) -> Section:
        numbers = self._all.numbers
        labels = {
            "invited": N_("asked by name"),
            "answered": N_("have answered"),
            "late": N_("of them late"),
            "declined": N_("leave no answer"),
            "points": N_("points"),
        }
        tiles = Tiles([Tile(str(numbers[name]), self._words.say(label)) for name, label in labels.items()])
        replies = [(reply, number) for reply, number in self._all.replies.items() if number]
        inside: list[Block] = [_paragraph(self._consultation.purpose), tiles]
        if replies:
            inside.append(
                self._table(
                    N_("Replies"),
                    [N_("Reply"), N_("Number of points")],
                    [[self._words.say(reply.label), str(number)] for reply, number in replies],
                    aligns=("left", "right"),
                )
            )
        inside.append(
            self._table(
                N_("Those who were asked, and those who came by themselves"),
                [N_("Organisation"), N_("Asked"), N_("Answer"), N_("Came in"), N_("Number")],
                [
                    [
                        one.consultee.name,
                        self._words.say(N_("Yes") if one.consultee.is_invited else N_("No")),
                        self._words.say(STANDINGS[one.sort]),
                        self._day(_day_of(one.response)) if one.response else "",
                        str(one.response.number) if one.response else "",
                    ]
                    for one in self._all.standings
                ],
                aligns=("left", "left", "left", "left", "right"),
            )
        )
        return Section([Text(self._words.say(N_("Overview")))], inside, anchor="overview", look="part")

    def _by_place(self) -> Iterator[Section]:
        sections = [
            Section(
                [Text(self._shown(place.title))],
                [self._entry(entry) for entry in entries],
                anchor=f"place-{place.order}",
            )
            for place, entries in self._all.by_place
        ]
        if sections:
            title = self._words.say(N_("Section by section"))
            yield Section([Text(title)], sections, anchor="places", look="part")

    def _by_consultee(self) -> Iterator[Section]:
        sections = [
            Section([Text(standing.consultee.name)], [self._summary(entries)], anchor=f"consultee-{number}")
            for number, (standing, entries) in enumerate(self._all.by_consultee, 1)
        ]
        if sections:
            title = self._words.say(N_("By organisation"))
            yield Section([Text(title)], sections, anchor="consultees", look="part")

    def _entry(self, entry: Entry) -> Section:
        point = entry.point
        title: list[Inline] = [Text(f"{point.number}. {point.consultee.name}")]
        badges = [Badge(self._words.say(point.view.label))] if point.view else []
        inside: list[Block] = []
        if point.title and point.sort in {PartSort.PROPOSAL, PartSort.LETTER}:
            label = self._words.say(point.sort.label)
            inside.append(Paragraph([Text(f"{label}: {point.title}")], "lead"))
        if point.sort is PartSort.PROPOSAL:
            inside.extend(self._wording(entry))
        inside.extend(_paragraphs(point.words))
        if entry.also:
            names = ", ".join(f"{one.consultee.name} ({one.number})" for one in entry.also)
            inside.append(Paragraph([Text(self._words.say(N_("Also said by: %(names)s"), names=names))], "small"))
        inside.append(self._reply(entry))
        return Section(title, inside, anchor=f"point-{point.number}", look="card", badges=badges, is_listed=False)

    def _wording(self, entry: Entry) -> Iterator[Block]:
        blocks = self._all.frozen.edition.document.state.blocks
        block = blocks.get(UUID(entry.part.key)) if entry.part else None
        if block is None or entry.part is None:
            return
        kind = ROADMAP[block.kind]
        for field in proposed_fields(block, entry.part.content["content"]):
            if not field.pieces:
                continue
            label = self._words.say(kind.asks()[field.name].label)
            yield Facts([Fact([Text(label)], [Paragraph(_marked(fold(field.pieces, context=_CONTEXT)))])])

    def _reply(self, entry: Entry) -> Block:
        head = entry.head
        if head.reply is None:
            return Paragraph([Text(self._words.say(N_("No reply yet.")))], "small")
        inside: list[Block] = list(_paragraphs(head.reply_words))
        if head.revision_number is not None:
            address = f"{self._site}/areas/{self._slug}/roadmap/revisions/{head.revision_number}"
            told = self._words.say(N_("Change no. %(number)s"), number=head.revision_number)
            inside.append(Paragraph([Link(address, [Text(told)])], "small"))
        title = f"{self._words.say(N_('Reply'))}: {self._words.say(head.reply.label)}"
        return Callout(title, inside, TONES[head.reply])

    def _summary(self, entries: Sequence[Entry]) -> Table:
        """What an organisation said, in short, with where the whole of it stands."""
        rows = []
        for entry in entries:
            head = entry.head
            reply = self._words.say(head.reply.label) if head.reply else self._words.say(N_("No reply yet."))
            words = entry.point.words or (self._words.say(entry.point.view.label) if entry.point.view else "")
            about = self._shown(self._all.frozen.places.title_of(entry.point.place))
            number: Line = [Link(f"#point-{head.number}", [Text(str(entry.point.number))])]
            rows.append([Cell([Paragraph(number)]), _cell(about), _cell(_short(words)), _cell(reply)])
        head_row = [N_("No."), N_("About"), N_("Said"), N_("Reply")]
        return Table(
            self._words.say(N_("Points and replies")),
            [Column(share=1), Column(share=3), Column(share=6), Column(share=3)],
            [[_cell(self._words.say(one)) for one in head_row]],
            rows,
        )

    def _table(
        self, caption: str, head: Sequence[str], rows: Sequence[Sequence[str]], *, aligns: Sequence[str]
    ) -> Table:
        return Table(
            self._words.say(caption),
            [Column(align="right" if align == "right" else "left") for align in aligns],
            [[_cell(self._words.say(one)) for one in head]],
            [[_cell(one) for one in row] for row in rows],
            has_row_heads=True,
        )

    def _shown(self, value: Shown) -> str:
        return self._words.shown(value)

    def _day(self, day: str) -> str:
        return self._shown(date_in_words(read_partial_date(day)))


def _marked(pieces: Sequence[Piece | None]) -> list[Inline]:
    line: list[Inline] = []
    for piece in pieces:
        if piece is None:
            line.append(Text(" … "))
            continue
        match piece.op:
            case "added":
                line.append(Changed("inserted", [Text(piece.text)]))
            case "removed":
                line.append(Changed("deleted", [Text(piece.text)]))
            case _:
                line.append(Text(piece.text))
    return line


def _paragraph(text: str) -> Paragraph:
    return Paragraph([Text(" ".join(text.split()))], "lead")


def _paragraphs(text: str) -> list[Block]:
    return [Paragraph([Text(" ".join(one.split()))]) for one in text.split("\n\n") if one.strip()]


def _cell(text: str) -> Cell:
    return Cell([Paragraph([Text(text)])])


def _short(text: str, most: int = 240) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + " …"


def _day_of(response: Response) -> str:
    return day_of(response.sent_at).isoformat()
