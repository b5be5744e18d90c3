"""A table so wide that its page lies on its side."""

from roadmaps.papers.tree import Column, Paragraph, Section, Table, Tone
from tests.papers.pieces import cell, text

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

RESPONSIBILITIES = Section(
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
