"""What pandoc has passed by: words that stand in the file and not in the text made of it."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

_WORD = re.compile(r"\w+")
_NUMBER = re.compile(
    r"((?:Tabell|Figur|Diagram|Bild|Karta|Table|Figure|Chart|Picture|Map)\s+\d+)\s*[.:–-]?\s*", re.IGNORECASE
)


def words_of(text: str) -> Iterator[str]:
    """The words, however their letters are composed, raised or lowered."""
    return (word for word in _WORD.findall(unicodedata.normalize("NFKC", text).casefold()))


def missing_from(paragraphs: Sequence[str], text: str) -> tuple[list[str], list[str]]:
    """The paragraphs that have words which the text lacks, each whole; and the numbers of captions that it lacks.

    Word reckons those numbers, and pandoc leaves them to whoever writes the captions anew.
    """
    # Words run together at the edges of letters in bold and the like are the same letters still.
    there = Counter(words_of(text))
    letters = "".join(words_of(text))
    found: list[str] = []
    numbers: list[str] = []
    for paragraph in paragraphs:
        wanted = Counter(words_of(paragraph))
        number = _NUMBER.match(paragraph)
        if wanted <= there:
            there -= wanted
        elif number and "".join(words_of(paragraph[number.end() :])) in letters:
            numbers.append(number[1])
        elif "".join(words_of(paragraph)) not in letters:
            found.append(paragraph)
    return found, numbers
