"""A drawing with its words in a table, and one that fills a page."""

from dataclasses import replace

from roadmaps.papers.tree import Column, Drawing, Figure, Section, Table
from tests.papers.pieces import cell, paragraph, text

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

TIMELINE = Section(
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
