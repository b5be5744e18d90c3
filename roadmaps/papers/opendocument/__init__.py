"""OpenDocument: a text with real headings, contents, captions and notes; comments at the end of their chapter."""

from roadmaps.papers.opendocument.writing import write

__all__ = ["write"]
