"""Papers of other sizes than the usual: a plan of hundreds of activities, and one in which nothing has its usual length."""

from collections.abc import Iterator
from dataclasses import replace

from roadmaps.papers.tree import (
    Badge,
    Block,
    Callout,
    Cell,
    CodeBlock,
    Column,
    Fact,
    Facts,
    Figure,
    Footnote,
    Heading,
    Item,
    Listing,
    Paper,
    Paragraph,
    Quote,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)
from tests.papers.pieces import cell, paragraph, text
from tests.papers.sample_chapters.timeline import DRAWING
from tests.papers.samples import COVER, IDENTITY, a_paper

_STATES = (
    Badge("Planerad"),
    Badge("Pågår", Tone.INFO),
    Badge("Klar", Tone.GOOD),
    Badge("Försenad", Tone.WARNING),
    Badge("Hinder", Tone.DANGER),
)
_WHAT = (
    "Gemensam prognos för effektbehovet i norra länsdelen",
    "Utbildning av elkrafttekniker",
    "Bygemensam solkraft",
    "Klimatkrav i ramavtal för transporter och entreprenader",
    "Mobilitetsavtal med de största arbetsgivarna",
    "Samlastning av varor till kommunernas kök",
)
_WHY = (
    "Arbetet bygger på försöken i pilotområdet och följs upp varje kvartal av styrgruppen. Avvikelser större än tio procent rapporteras.",
    "Samfinansieras genom länstransportplanen. En fördjupad samhällsekonomisk kalkyl tas fram före genomförandet, och nollalternativet ska alltid redovisas.",
    "Genomförs tillsammans med berörda kommuner. Medborgardialoger hålls i två omgångar, varav en digital.",
)
_WHO = tuple(f"Organisation {number:02}" for number in range(1, 25))


def a_large_paper(activities: int = 300, goals: int = 30) -> Paper:
    """Goals with their activities as cards, all of them in a table, who does what, and indicators."""
    numbers = range(1, activities + 1)
    return a_paper(
        Section(text("Vision"), (paragraph(" ".join(_WHY)), paragraph(" ".join(reversed(_WHY)))), look="part"),
        Section(text("Läget i korthet"), (_tiles(activities, goals), *_states(activities)), look="part"),
        Section(
            text("Mål och aktiviteter"),
            tuple(_goal(goal, range(goal, activities + 1, goals)) for goal in range(1, goals + 1)),
            anchor="goals",
            look="part",
        ),
        Section(text("Tidslinje"), (_timeline(activities),), look="part"),
        Section(text("Alla aktiviteter"), (_table_of([*numbers]),), look="part"),
        Section(
            text("Ansvarsfördelning"), (_matrix([*numbers]), paragraph("L leder, D deltar, R rådfrågas.")), look="part"
        ),
        Section(
            text("Ordlista"), (Facts(tuple(Fact(text(word), (paragraph(_WHY[0]),)) for word in _WHAT)),), look="part"
        ),
    )


def _tiles(activities: int, goals: int) -> Tiles:
    return Tiles((Tile(str(goals), "mål"), Tile(str(activities), "aktiviteter"), Tile("24", "organisationer")))


def _states(activities: int) -> Iterator[Block]:
    rows = [(Cell((Paragraph((state,)),)), cell(str(activities // 5)), cell("20 %")) for state in _STATES]
    head = (cell("Läge"), cell("Antal"), cell("Andel"))
    yield Table("Aktiviteternas läge", (Column(), Column("right"), Column("right")), (head,), rows, has_row_heads=True)


def _goal(goal: int, activities: range) -> Section:
    return Section(
        text(f"M{goal} {_WHAT[goal % 6]}"),
        (
            paragraph(_WHY[goal % 3]),
            Facts(
                (
                    Fact(text("Målår"), (paragraph(str(2027 + goal % 9)),)),
                    Fact(text("Ägare"), (paragraph(_WHO[goal % 24]),)),
                ),
                are_short=True,
            ),
            *(_activity(number) for number in activities),
        ),
        anchor=f"goal-{goal}",
        look="card",
    )


def _activity(number: int) -> Section:
    note = (Footnote((paragraph("Kalkylvärden enligt ASEK 8.0."),)),) if number % 7 == 0 else ()
    return Section(
        text(f"A{number} {_WHAT[number % 6]}"),
        (
            Paragraph((Text(_WHY[number % 3]), *note)),
            Facts(
                (
                    Fact(text("Tid"), (paragraph(f"{2026 + number % 5}–{2028 + number % 7}"),)),
                    Fact(text("Leder"), (paragraph(_WHO[number % 24]),)),
                    Fact(text("Finansiering"), (paragraph(f"{number % 40 + 1},2 mnkr"),)),
                ),
                are_short=True,
            ),
        ),
        anchor=f"activity-{number}",
        badges=(_STATES[number % 5],),
    )


def _timeline(activities: int) -> Figure:
    rows = min(activities, 40)
    bars = "".join(
        f'<rect x="{150 + row * 7 % 200}" y="{20 + row * 18}" width="{60 + row * 13 % 120}" height="10" fill="#1b5e6b"/>'
        f'<text x="4" y="{29 + row * 18}" font-family="\'Source Sans 3\'" font-size="9" fill="#1c2529">A{row + 1} {_WHAT[(row + 1) % 6][:24]}</text>'
        for row in range(rows)
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="{rows * 18 + 30}" viewBox="0 0 480 {rows * 18 + 30}">{bars}</svg>'
    drawing = replace(DRAWING, svg=svg, width=480, height=rows * 18 + 30)
    return Figure(
        drawing,
        "Staplar för aktiviteterna över tid; tabellen säger detsamma.",
        "Aktiviteterna över tid",
        fills_page=True,
    )


def _table_of(numbers: list[int]) -> Table:
    head = tuple(cell(word) for word in ("Nr", "Aktivitet", "Mål", "Tid", "Leder", "Läge"))
    body = [
        (
            cell(f"A{number}"),
            cell(_WHAT[number % 6]),
            cell(f"M{number % 30 + 1}"),
            cell(f"{2026 + number % 5}–{2028 + number % 7}"),
            cell(_WHO[number % 24]),
            Cell((Paragraph((_STATES[number % 5],)),)),
        )
        for number in numbers
    ]
    return Table("Alla aktiviteter", tuple(Column() for _ in head), (head,), body, has_row_heads=True)


def _matrix(numbers: list[int]) -> Table:
    marks = {0: "L", 1: "D", 2: "R"}
    body = [
        (
            cell(f"A{number} {_WHAT[number % 6]}"),
            *(cell(marks.get((number * 3 + place) % 7, "")) for place in range(24)),
        )
        for number in numbers
    ]
    head = (cell("Aktivitet"), *(cell(name) for name in _WHO))
    return Table(
        "Vem som gör vad",
        (Column(), *(Column("center") for _ in _WHO)),
        (head,),
        body,
        has_row_heads=True,
        is_wide=True,
    )


_LONG_WORD = "Realisationsvinstbeskattningsförhandlingsunderlagsgenomgångsprotokollförarutbildningskommitténs"
_LONG_TEXT = " ".join(_WHY * 12)


def an_awkward_paper() -> Paper:
    """Very long words and texts, tables of many columns, chapters without anything, notes upon notes."""
    wide = [f"Organisation med ett långt namn nummer {number}" for number in range(60)]
    return replace(
        a_paper(
            Section(text("Tomt kapitel"), (), look="part"),
            Section(text("Tomt kapitel igen"), (Section(text("Tomt avsnitt"), ()),), look="part"),
            Section(
                text(f"{_LONG_WORD} {_LONG_TEXT[:300]}"),
                (
                    paragraph(f"{_LONG_WORD} " * 4),
                    paragraph("https://www.example.org/" + "mycket/lang/adress/" * 20),
                    paragraph("x" * 400),
                    Heading(text("Djupt"), 5),
                    Heading(text("Grundare"), 1),
                    Section(text(_LONG_WORD), (paragraph(_LONG_TEXT), paragraph(_LONG_TEXT)), look="card"),
                    Quote((paragraph(_LONG_TEXT),)),
                    Callout(_LONG_WORD, (paragraph(_LONG_TEXT), paragraph(_LONG_TEXT)), Tone.DANGER),
                    CodeBlock("a" * 300 + "\n\tkort rad\n" * 3),
                    Tiles((Tile("1 234 567", "mycket långa ord: " + _LONG_WORD), Tile("0", ""))),
                ),
                look="part",
            ),
            Section(
                text("Tabeller"),
                (
                    Table(
                        "Sextio kolumner",
                        tuple(Column("center") for _ in range(61)),
                        ((cell("Aktivitet"), *(cell(name) for name in wide)),),
                        tuple(
                            (cell(f"A{row}"), *(cell("L" if (row + place) % 9 == 0 else "") for place in range(60)))
                            for row in range(8)
                        ),
                        has_row_heads=True,
                        is_wide=True,
                    ),
                    Table(
                        "Tolv kolumner med text",
                        tuple(Column() for _ in range(12)),
                        (tuple(cell(f"Rubrik {number}") for number in range(12)),),
                        tuple(tuple(cell(_WHAT[(row + place) % 6]) for place in range(12)) for row in range(4)),
                    ),
                    Table(
                        "Ord som inte går att dela",
                        (Column(), Column(), Column()),
                        ((cell(_LONG_WORD), cell("x" * 80), cell("kort")),),
                        (
                            (cell("x" * 80), cell(_LONG_WORD), cell(_LONG_TEXT)),
                            (cell(_LONG_TEXT * 3), cell("y"), cell("z")),
                        ),
                    ),
                    Table("", (Column(), Column()), (), ((cell("utan"), cell("rubrikrad")),)),
                ),
                look="part",
            ),
            Section(
                text("Noter"),
                tuple(
                    Paragraph(
                        (
                            Text(f"Stycke {number}."),
                            Footnote((paragraph(_LONG_TEXT[: 40 * number]),)),
                            Text(" "),
                            Footnote((paragraph("Kort."),)),
                        )
                    )
                    for number in range(1, 14)
                ),
                look="part",
            ),
            Section(
                text("Djupa listor"),
                (
                    _nested(9),
                    Facts(
                        (
                            Fact(text(_LONG_WORD), (paragraph(_LONG_WORD),)),
                            Fact(text("Kort"), (paragraph(_LONG_TEXT[:500]),)),
                        )
                    ),
                ),
                look="part",
            ),
        ),
        cover=replace(
            COVER,
            title=f"{_LONG_WORD} {_LONG_TEXT[:150]}",
            subtitle=_LONG_TEXT[:200],
            color="#ffe600",
            facts=COVER.facts * 3,
        ),
        identity=replace(IDENTITY, keywords=()),
        running_title=_LONG_TEXT[:200],
        foot=_LONG_TEXT[:150],
    )


def _nested(depth: int) -> Block:
    return Listing(
        (Item((paragraph(f"Nivå {depth}"), *((_nested(depth - 1),) if depth else ()))), Item((paragraph("Efter"),)))
    )
