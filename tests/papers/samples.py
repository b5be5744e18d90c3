"""A paper with something of every kind in it, such as a roadmap would make; tests of every format write it.

`a_paper()` is short enough to be read through and has every part that the tree knows.
"""

from dataclasses import replace
from datetime import UTC, date, datetime

from roadmaps.papers.tree import Badge, Code, Cover, Fact, Facts, Identity, Link, Paper, Paragraph, Section, Tone
from tests.papers.pieces import paragraph, text
from tests.papers.sample_chapters.at_a_glance import AT_A_GLANCE
from tests.papers.sample_chapters.changes import CHANGES
from tests.papers.sample_chapters.goals import GOALS
from tests.papers.sample_chapters.responsibilities import RESPONSIBILITIES
from tests.papers.sample_chapters.timeline import TIMELINE
from tests.papers.sample_chapters.vision import VISION

SHA256 = "3f0c9a2be1d74f6a8b5d0e4c7a1926f3d85b4e7c60a1f2938d4c5b6a79e8f012"
CODE = "7K3M-Q9TX"
SITE = "https://fardplan.example.org"
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

CHAPTERS = (VISION, AT_A_GLANCE, GOALS, TIMELINE, RESPONSIBILITIES, CHANGES)

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
