"""Running text with everything that a line can hold, lists, a quote and code."""

from roadmaps.papers.tree import (
    Break,
    Code,
    CodeBlock,
    Footnote,
    Heading,
    Item,
    Link,
    Listing,
    Paragraph,
    Quote,
    Remarked,
    Rule,
    Section,
    Styled,
    Text,
)
from tests.papers.pieces import paragraph, text
from tests.papers.sample_chapters.remarks import REMARK

VISION = Section(
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
                Remarked(REMARK, text("värme och el")),
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
