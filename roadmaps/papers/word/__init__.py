"""Word: a file with real headings, contents, captions, notes, comments and tracked changes."""

from roadmaps.papers.word.writing import write

__all__ = ["write"]
