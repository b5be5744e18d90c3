"""Sections as cards, with facts, badges and a remark on the whole."""

from roadmaps.papers.tree import Badge, Block, Fact, Facts, Item, Link, Listing, Paragraph, Section, Text, Tone
from tests.papers.pieces import paragraph, text
from tests.papers.sample_chapters.remarks import REMARK_ON_WHOLE


def a_goal(number: int, title: str, *inside: Block, badge: Badge | None = None) -> Section:
    """A goal as a card."""
    return Section(
        title=text(f"M{number} {title}"),
        anchor=f"goal-{number}",
        look="card",
        badges=(badge,) if badge else (),
        remarks=(REMARK_ON_WHOLE,) if number == 1 else (),
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


GOALS = Section(
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
