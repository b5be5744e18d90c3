"""Numbers in tiles, a table with badges, and a callout."""

from roadmaps.papers.tree import Badge, Callout, Cell, Column, Paragraph, Section, Table, Tile, Tiles, Tone
from tests.papers.pieces import cell, paragraph, text

AT_A_GLANCE = Section(
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
