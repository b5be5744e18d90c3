"""A paper with something of every kind in it, such as a roadmap would make; tests of every format write it.

`a_paper()` is short enough to be read through and has every part that the tree knows. `WORDS` says what the formats say
by themselves, in English; `swedish_words()` does it in Swedish without a catalogue.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from roadmaps.foundation.sentences import Sentence
from roadmaps.papers.tree import (
    Badge,
    Block,
    Break,
    Callout,
    Cell,
    Changed,
    Code,
    CodeBlock,
    Column,
    Cover,
    Drawing,
    Fact,
    Facts,
    Figure,
    Footnote,
    Heading,
    Identity,
    Inline,
    Item,
    Link,
    Listing,
    Paper,
    Paragraph,
    Quote,
    Remark,
    Remarked,
    Rule,
    Section,
    Styled,
    Table,
    Text,
    Tile,
    Tiles,
    Tone,
)
from roadmaps.papers.words import Words

SHA256 = "3f0c9a2be1d74f6a8b5d0e4c7a1926f3d85b4e7c60a1f2938d4c5b6a79e8f012"
CODE = "7K3M-Q9TX"
SITE = "https://fardplan.example.org"
AUTHOR, ANSWERER = "Aila Tomasson", "Björn Åslund"

_SWEDISH = {
    "Contents": "Innehåll",
    "Page %(page)s (%(pages)s)": "Sida %(page)s (%(pages)s)",
    "Figure %(number)s": "Figur %(number)s",
    "Table %(number)s": "Tabell %(number)s",
    "Notes": "Noter",
    "Comments": "Kommentarer",
    "Comment %(number)s": "Kommentar %(number)s",
    "Added": "Tillagt",
    "Removed": "Borttaget",
    "Done": "Klart",
    "Not done": "Inte klart",
}


def swedish_words() -> Words:
    """What the formats say by themselves, in Swedish."""
    return Words("sv", _in_swedish)


def _in_swedish(message: object) -> str:
    if isinstance(message, Sentence):
        values = {
            name: _in_swedish(value) if isinstance(value, Sentence) else value for name, value in message.values.items()
        }
        return str(Sentence(_SWEDISH.get(message.message, message.message), values, message.plural, message.count))
    return _SWEDISH.get(str(message), str(message))


WORDS = Words("en", str)


def text(words: str) -> tuple[Inline, ...]:
    """A line of plain words."""
    return (Text(words),)


def paragraph(words: str) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(text(words))


def cell(words: str, tone: Tone | None = None, span: int = 1) -> Cell:
    """A cell of plain words, empty when there are none."""
    return Cell((paragraph(words),) if words else (), span=span, tone=tone)


def a_paper(*chapters: Section) -> Paper:
    """The paper in Swedish; with other chapters than its own when some are given."""
    return Paper(
        identity=IDENTITY,
        cover=COVER,
        chapters=chapters or CHAPTERS,
        running_title="Färdplan för hållbar energi · 2026–2035",
        running_note="Version 4 · Antagen",
        foot="Region Norrfjäll · RS 2026-00731",
        colophon=COLOPHON,
    )


def a_bare_paper() -> Paper:
    """The least that a paper can be: a title, and nothing in it."""
    return Paper(
        identity=Identity(title="Tom färdplan", language="sv", made_at=MADE_AT, creator="Region Norrfjäll"),
        cover=Cover(title="Tom färdplan", subtitle="", eyebrow="", color="#005f6b", publisher=""),
        chapters=(),
    )


def in_english(paper: Paper) -> Paper:
    """The same paper, said to be in English."""
    return replace(paper, identity=replace(paper.identity, language="en"))


MADE_AT = datetime(2026, 11, 20, 13, 45, tzinfo=UTC)

IDENTITY = Identity(
    title="Färdplan för hållbar energi",
    language="sv",
    made_at=MADE_AT,
    creator="Region Norrfjäll",
    subject="Färdplan för smart specialisering inom styrkeområdet Hållbar energi",
    keywords=("smart specialisering", "energi", "färdplan"),
    address=f"{SITE}/areas/hallbar-energi/versions/4",
    registry_number="RS 2026-00731",
    decided_on=date(2026, 11, 18),
    version="4",
    sha256=SHA256,
    code=CODE,
    check_address=f"{SITE}/check/{CODE}",
)

COVER = Cover(
    title="Hållbar energi",
    subtitle="Färdplan 2026–2035",
    eyebrow="Färdplan för smart specialisering",
    color="#1b5e6b",
    publisher="Region Norrfjäll",
    facts=(
        ("Version", text("4, ersätter version 3")),
        ("Beslutad av", text("Regionstyrelsen, § 214")),
        ("Beslutsdatum", text("18 november 2026")),
        ("Diarienummer", text("RS 2026-00731")),
        ("Adress", (Link(f"{SITE}/areas/hallbar-energi/versions/4", text(f"{SITE}/areas/hallbar-energi/versions/4")),)),
    ),
    badge=Badge("Antagen", Tone.GOOD),
)

_REMARK = Remark(
    author=AUTHOR,
    at=datetime(2026, 11, 2, 9, 30, tzinfo=UTC),
    text="Räknas även fjärrvärmen hit?\nDen står för hälften i dag.",
    answers=(Remark(ANSWERER, datetime(2026, 11, 3, 15, 5, tzinfo=UTC), "Ja, från och med 2027."),),
)
_REMARK_ON_WHOLE = Remark(ANSWERER, datetime(2026, 11, 5, 8, 0, tzinfo=UTC), "Målet behöver en ägare före årsskiftet.")

_VISION = Section(
    title=text("Vision"),
    anchor="vision",
    look="part",
    inside=(
        Paragraph(text("År 2035 är energin i länet förnybar, lokal och rättvist fördelad."), style="lead"),
        Paragraph(
            (
                Text("Omställningen är "),
                Styled("strong", text("gemensam")),
                Text(" och "),
                Styled("emphasis", (Text("sker "), Styled("strong", text("nu")))),
                Text(", inte "),
                Styled("struck", text("någon gång")),
                Text(". Utsläppen av CO"),
                Styled("subscript", text("2")),
                Text(" per m"),
                Styled("superscript", text("2")),
                Text(" mäts med nyckeln "),
                Code("energi.area"),
                Text(
                    ". Energieffektiviseringsåtgärder, samhällsplaneringsprocesser och mobilitetshanteringsinsatser behöver "
                    "samordnas bättre än i dag"
                ),
                Footnote(
                    (
                        Paragraph(
                            (
                                Text("Se regionfullmäktiges beslut, § 112, samt "),
                                Link("https://www.example.org/barn", text("barnkonventionen")),
                                Text("."),
                            )
                        ),
                    )
                ),
                Text(". Läs vidare under "),
                Link("#goals", text("målen")),
                Text(" eller skriv till "),
                Link("mailto:fardplan@example.org", text("fardplan@example.org")),
                Text("."),
                Break(),
                Text("En ny rad i samma stycke, med "),
                Remarked(_REMARK, text("värme och el")),
                Text(" i åtanke."),
            )
        ),
        Heading(text("Tre slutsatser"), rank=1),
        Listing(
            (
                Item((paragraph("Elektrifieringen av industrin är på god väg."),)),
                Item(
                    (
                        paragraph("Nätet är ojämnt utbyggt:"),
                        Listing(
                            (
                                Item((paragraph("78 % av kapaciteten finns i tre kommuner,"),)),
                                Item((paragraph("sju kommuner saknar plats för nya anslutningar."),)),
                            )
                        ),
                    )
                ),
                Item((paragraph("Kompetensen är den trängsta sektorn."),)),
            ),
            start=1,
        ),
        Heading(text("Att göra"), rank=2),
        Listing(
            (
                Item((paragraph("Kartlägga effektbehovet"),), is_done=True),
                Item((paragraph("Teckna avsiktsförklaringar"),), is_done=False),
            )
        ),
        Quote(
            (
                paragraph(
                    "Vi mäter inte framgång i antal laddstolpar, utan i hur många människor som kan resa, värma och verka."
                ),
            )
        ),
        CodeBlock("effekt = energi / tid\nandel  = förnybart / totalt   # i procent"),
        Rule(),
        Paragraph(text("Underlaget hämtades den 20 november 2026."), style="small"),
    ),
)

_AT_A_GLANCE = Section(
    title=text("Läget i korthet"),
    anchor="glance",
    look="part",
    inside=(
        Tiles(
            (
                Tile("6", "mål"),
                Tile("18", "aktiviteter"),
                Tile("8", "indikatorer"),
                Tile("9", "organisationer"),
                Tile("14", "ändringar sedan version 3"),
                Tile("12", "öppna synpunkter"),
            )
        ),
        Table(
            caption="Aktiviteternas läge",
            anchor="status",
            columns=(Column(share=3), Column("right", share=1), Column("center", share=1)),
            head=((cell("Läge"), cell("Antal"), cell("Andel")),),
            body=(
                (Cell((Paragraph((Badge("Klar", Tone.GOOD),)),)), cell("3"), cell("17 %")),
                (Cell((Paragraph((Badge("Pågår", Tone.INFO),)),)), cell("9"), cell("50 %")),
                (Cell((Paragraph((Badge("Planerad"),)),)), cell("4"), cell("22 %")),
                (Cell((Paragraph((Badge("Försenad", Tone.WARNING),)),)), cell("1"), cell("6 %")),
                (Cell((Paragraph((Badge("Hinder", Tone.DANGER),)),)), cell("1"), cell("6 %", Tone.DANGER)),
                (cell("Summa"), cell("18 aktiviteter i allt", span=2)),
            ),
            has_row_heads=True,
        ),
        Callout(
            "Att tänka på",
            (paragraph("Två aktiviteter saknar ledande organisation."), paragraph("De bör få en före sommaren.")),
            Tone.WARNING,
        ),
    ),
)


def a_goal(number: int, title: str, *inside: Block, badge: Badge | None = None) -> Section:
    """A goal as a card."""
    return Section(
        title=text(f"M{number} {title}"),
        anchor=f"goal-{number}",
        look="card",
        badges=(badge,) if badge else (),
        remarks=(_REMARK_ON_WHOLE,) if number == 1 else (),
        inside=(
            paragraph(
                "All energi som köps av länets offentliga organisationer ska vara förnybar senast den 31 december 2029. "
                "Det som produceras nära går före det som köps långt bortifrån."
            ),
            Facts(
                (
                    Fact(text("Målår"), (paragraph("2029"),)),
                    Fact(text("Ägare"), (paragraph("Energikontoret"),)),
                    Fact(text("Indikatorer"), (Paragraph((Link("#indicator-1", text("K1")), Text(", K7"))),)),
                ),
                are_short=True,
            ),
            *inside,
        ),
    )


_GOALS = Section(
    title=text("Mål"),
    anchor="goals",
    look="part",
    inside=(
        paragraph("Målen är satta tillsammans med dem som ska nå dem."),
        a_goal(1, "Förnybar energi i hela länet", badge=Badge("På väg", Tone.GOOD)),
        a_goal(
            2,
            "Ett nät med plats för fler",
            Section(
                title=text("A1 Gemensam prognos för effektbehovet"),
                anchor="activity-1",
                badges=(Badge("Pågår", Tone.INFO), Badge("Sökt finansiering")),
                inside=(
                    paragraph("Kommunerna och nätbolagen räknar på samma underlag, varje år."),
                    Facts(
                        (
                            Fact(text("Resultat"), (paragraph("En prognos per kommun, öppen för alla."),)),
                            Fact(
                                text("Ansvar"),
                                (
                                    Listing(
                                        (
                                            Item((paragraph("Energikontoret leder"),)),
                                            Item((paragraph("Sju kommuner deltar"),)),
                                        )
                                    ),
                                ),
                            ),
                        )
                    ),
                ),
            ),
        ),
        a_goal(3, "Kompetens för omställningen"),
    ),
)

_SVG = """<svg xmlns="http://www.w3.org/2000/svg" width="480" height="160" viewBox="0 0 480 160" role="img">
<rect x="0" y="0" width="480" height="160" fill="#ffffff"/>
<line x1="120" y1="10" x2="120" y2="140" stroke="#8a9499" stroke-width="1"/>
<rect x="130" y="20" width="120" height="22" rx="3" fill="#1b5e6b"/>
<rect x="190" y="60" width="200" height="22" rx="3" fill="#4f8a5b"/>
<rect x="310" y="100" width="140" height="22" rx="3" fill="#b7791f"/>
<text x="10" y="36" font-family="'Source Sans 3'" font-size="12" fill="#1f2a30">Effektprognos</text>
<text x="10" y="76" font-family="'Source Sans 3'" font-size="12" fill="#1f2a30">Nätplats åt alla</text>
<text x="10" y="116" font-family="'Source Sans 3'" font-size="12" fill="#1f2a30">Kompetens</text>
<text x="130" y="155" font-family="'Source Sans 3'" font-size="11" fill="#4b585e">2026</text>
<text x="440" y="155" font-family="'Source Sans 3'" font-size="11" fill="#4b585e">2035</text>
</svg>"""

DRAWING = Drawing(_SVG, width=480, height=160)

_TIMELINE = Section(
    title=text("Tidslinje"),
    anchor="timeline",
    look="part",
    inside=(
        paragraph("Staplarna visar när varje aktivitet pågår."),
        Figure(
            drawing=DRAWING,
            alt="Tre staplar över åren 2026 till 2035: prognosen först, sedan nätplats, sist kompetens.",
            caption="Aktiviteterna över tid",
            anchor="figure-timeline",
            table=Table(
                caption="Aktiviteterna över tid, i ord",
                columns=(Column(), Column(), Column()),
                head=((cell("Aktivitet"), cell("Början"), cell("Slut")),),
                body=(
                    (cell("Effektprognos"), cell("2026"), cell("kvartal 3 2029")),
                    (cell("Nätplats åt alla"), cell("2028"), cell("2032")),
                    (cell("Kompetens"), cell("2031"), cell("2035")),
                ),
                has_row_heads=True,
            ),
        ),
        Figure(
            drawing=replace(DRAWING, width=480, height=640),
            alt="Samma staplar, på en egen sida.",
            caption="En figur på en egen sida",
            fills_page=True,
        ),
    ),
)

_ORGANISATIONS = (
    "Energikontoret",
    "Region Norrfjäll",
    "Länsstyrelsen",
    "Norrfjälls kommun",
    "Universitetet",
    "Coompanion",
    "Handelskammaren",
    "Nätbolaget",
    "Jord & Skog AB",
    "Samernas Riksförbund",
    "Ungdomsrådet",
    "Föreningen Byar i samverkan",
)

_RESPONSIBILITIES = Section(
    title=text("Ansvarsfördelning"),
    anchor="responsibilities",
    look="part",
    inside=(
        Table(
            caption="Vem som gör vad",
            columns=(Column(share=4), *(Column("center", share=1) for _ in _ORGANISATIONS)),
            head=((cell("Aktivitet"), *(cell(name) for name in _ORGANISATIONS)),),
            body=tuple(
                (
                    cell(f"A{row} {what}"),
                    *(
                        cell(
                            {0: "L", 1: "D", 2: "R"}.get((row * 3 + place) % 5, ""),
                            Tone.INFO if (row * 3 + place) % 5 == 0 else None,
                        )
                        for place in range(len(_ORGANISATIONS))
                    ),
                )
                for row, what in enumerate(
                    ("Gemensam prognos", "Nätplats åt alla", "Utbildning för elkraft", "Bygemensam solkraft", "Biogas"),
                    1,
                )
            ),
            has_row_heads=True,
            is_wide=True,
            anchor="matrix",
        ),
        Paragraph(text("L leder, D deltar, R rådfrågas."), style="small"),
    ),
)

_CHANGES = Section(
    title=text("Ändringar sedan version 3"),
    anchor="changes",
    look="part",
    inside=(
        Paragraph(
            (
                Text("Målet ska nås "),
                Changed("deleted", text("på sikt")),
                Changed("inserted", text("senast 2029")),
                Text(" i "),
                Changed("inserted", (Styled("strong", text("hela")), Text(" länet"))),
                Text("."),
            )
        ),
        Section(
            title=text("A7 Bygemensam solkraft"),
            anchor="activity-7",
            inside=(paragraph("En ny aktivitet."),),
            was="inserted",
        ),
        Section(
            title=text("A3 Utredning om torv"),
            look="card",
            inside=(paragraph("Ströks efter remissen."),),
            was="deleted",
            is_listed=False,
        ),
        Section(
            title=text("Indikatorer som rör ändringarna"),
            inside=(
                Section(
                    title=text("K1 Andel förnybar energi"),
                    anchor="indicator-1",
                    inside=(paragraph("Från 71 till 84 procent."),),
                ),
            ),
        ),
    ),
)

CHAPTERS = (_VISION, _AT_A_GLANCE, _GOALS, _TIMELINE, _RESPONSIBILITIES, _CHANGES)

COLOPHON = (
    paragraph("Färdplanen är skriven tillsammans av dem som den angår och beslutad av regionstyrelsen."),
    Facts(
        (
            Fact(text("Version"), (paragraph("4"),)),
            Fact(text("Kontrollkod"), (Paragraph((Code(CODE),)),)),
            Fact(
                text("Kontrollera äktheten"),
                (Paragraph((Link(f"{SITE}/check/{CODE}", text(f"{SITE}/check/{CODE}")),)),),
            ),
            Fact(text("Kontrollsumma (SHA-256)"), (Paragraph((Code(SHA256),)),)),
        )
    ),
)
