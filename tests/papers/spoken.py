"""What the formats say by themselves: `WORDS` in English, `swedish_words()` in Swedish without a catalogue."""

from roadmaps.foundation.sentences import Sentence
from roadmaps.papers.words import Words

WORDS = Words("en", str)

_SWEDISH = {
    "Contents": "Innehåll",
    "Page %(page)s (%(pages)s)": "Sida %(page)s (%(pages)s)",
    "Figure %(number)s": "Figur %(number)s",
    "Table %(number)s": "Tabell %(number)s",
    "Notes": "Noter",
    "Comments": "Kommentarer",
    "Comment %(number)s": "Kommentar %(number)s",
    "Added": "Tillagt",
    "Removed": "Borttaget",
    "Done": "Klart",
    "Not done": "Inte klart",
}


def swedish_words() -> Words:
    """What the formats say by themselves, in Swedish."""
    return Words("sv", _in_swedish)


def _in_swedish(message: object) -> str:
    if isinstance(message, Sentence):
        values = {
            name: _in_swedish(value) if isinstance(value, Sentence) else value for name, value in message.values.items()
        }
        return str(Sentence(_SWEDISH.get(message.message, message.message), values, message.plural, message.count))
    return _SWEDISH.get(str(message), str(message))
