"""What has been changed: words within a line, and whole sections."""

from roadmaps.papers.tree import Changed, Paragraph, Section, Styled, Text
from tests.papers.pieces import paragraph, text

CHANGES = Section(
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
