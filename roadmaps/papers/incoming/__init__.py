"""Papers that come in: a Word file read without trusting it, and told as Markdown in the forms that the site writes.

What is not part of the running text – contents made by Word, heads and feet of pages, comments – is told beside it, so
that whoever takes the text can account for every word of the file.
"""

from roadmaps.papers.incoming.told import Aside, Told
from roadmaps.papers.incoming.word import Unreadable, is_word, read_word

__all__ = ["Aside", "Told", "Unreadable", "is_word", "read_word"]
