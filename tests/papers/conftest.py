"""Copies of the sample paper as PDF, each set once."""

import pytest

from roadmaps.papers.pdf import PdfFile, write
from tests.papers.reading_pdf import WORDS
from tests.papers.samples import a_paper


@pytest.fixture(scope="session")
def reading() -> PdfFile:
    """The copy to read."""
    return write(a_paper(), WORDS)


@pytest.fixture(scope="session")
def archived() -> PdfFile:
    """The copy for archives."""
    return write(a_paper(), WORDS, archive=True)
