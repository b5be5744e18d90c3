"""What a reader might stumble over in a text that is being written: gentle advice, never a refusal. No session."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from roadmaps.foundation.prose import plain
from roadmaps.foundation.sentences import Sentence, say, say_number
from roadmaps.glossary.finding import Finder, is_english, words_of
from roadmaps.glossary.inflection import is_abbreviation, is_form_of_abbreviation

LONGEST_TEXT = 20_000
LONGEST_SENTENCE = 30
MOST_HINTS = 6
_QUOTED_WORDS = 6
# As long as people make abbreviations; what is longer is a name.
_LONGEST_ABBREVIATION = 5
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,}).*?(?:^ {0,3}\1|\Z)", re.MULTILINE | re.DOTALL)
# Where a new piece begins: after an empty line, and at an item, a heading or a quote.
_PIECE = re.compile(r"\n[ \t]*\n|\n(?=[ \t]*(?:[-+*>|]|\d{1,9}[.)]|#{1,6})[ \t])")
_HEADING = re.compile(r"^[ \t]*#{1,6}[ \t].*$", re.MULTILINE)
_TABLE = re.compile(r"^[ \t]*\|")
_END = re.compile(r"(?<=[.!?…])[\"”)]*\s+(?=[\"“”(]*[A-ZÅÄÖ0-9])")
_SILENT = re.compile(r"(?<!\\)!\[\s*\]\(\s*<?/files/")
_RUN = re.compile(r"[\w/]+")
_DIGIT = re.compile(r"\d")
# Everybody knows what these stand for, or need not know.
_COMMON = frozenset(("AB", "CO2", "DVD", "EU", "FN", "GPS", "ID", "IT", "PDF", "SMS", "TV", "USA", "VD", "ÅÄÖ"))
# Words of offices beside what people say. Each form is a line of its own: a writer reads it as they wrote it.
_PLAINER: Mapping[str, str] = {
    "avseende": "om",
    "beträffande": "om",
    "erhålla": "få",
    "erhåller": "får",
    "erfordras": "behövs",
    "facilitera": "underlätta",
    "faciliterar": "underlättar",
    "föreligger": "finns",
    "gällande": "om",
    "implementera": "införa",
    "implementeras": "införs",
    "implementering": "att införa",
    "implementeringen": "att införa",
    "initiera": "börja",
    "initieras": "börjar",
    "inom ramen för": "i",
    "i enlighet med": "enligt",
    "i syfte att": "för att",
    "medelst": "med",
    "nyttjande": "användning",
    "operationalisera": "omsätta i handling",
    "samverkansplattform": "sätt att samarbeta",
    "tillhandahålla": "ge",
    "tillhandahåller": "ger",
    "tillse": "se till",
    "vidtaga": "göra",
    "är i behov av": "behöver",
}
_OFFICE = re.compile(rf"\b(?:{'|'.join(map(re.escape, _PLAINER))})\b", re.IGNORECASE)


@dataclass(frozen=True)
class Hint:
    """One piece of advice. `word` is what the glossary does not explain, if it is that."""

    sentence: Sentence
    quote: str = ""
    word: str = ""


def advice_on(text: str, finder: Finder, known: Iterable[str] = ()) -> list[Hint]:
    """What could be easier to read in a Markdown text, the most important first, and not more than a few.

    :param known: abbreviations that need no explanation here, such as those in names of organisations
    """
    pieces = list(_pieces(text[:LONGEST_TEXT]))
    hints = [
        *_silent_pictures(text[:LONGEST_TEXT]),
        *_long_sentences(pieces),
        *_unexplained(pieces, finder, frozenset(known)),
        *_office_words(pieces),
    ]
    return hints[:MOST_HINTS]


def abbreviations_in(names: Iterable[str]) -> frozenset[str]:
    """What is abbreviated in names of organisations and the like."""
    return frozenset(word for name in names for word in words_of(name) if is_abbreviation(word))


def _pieces(text: str) -> Iterator[str]:
    prose = _HEADING.sub(r"\g<0>\n", _FENCE.sub("\n\n", text.replace("\r\n", "\n")))
    for piece in _PIECE.split(prose):
        if not _TABLE.match(piece) and (words := plain(piece)):
            yield words


def _silent_pictures(text: str) -> Iterator[Hint]:
    """A picture without words is no picture to many, and is shown as a link to everyone."""
    if _SILENT.search(_FENCE.sub("", text)):
        yield Hint(say("A picture has no words. Say what it shows between the square brackets: ![what it shows](…)."))


def _long_sentences(pieces: Iterable[str]) -> Iterator[Hint]:
    for sentence in (sentence for piece in pieces for sentence in _END.split(piece)):
        words = sentence.split()
        if len(words) > LONGEST_SENTENCE:
            yield Hint(
                say_number("This sentence has %(num)s word.", "This sentence has %(num)s words.", len(words)),
                quote=" ".join(words[:_QUOTED_WORDS]) + " …",
            )


def _unexplained(pieces: Iterable[str], finder: Finder, known: frozenset[str]) -> Iterator[Hint]:
    told: set[str] = set()
    for piece in pieces:
        numbered = {index for run in _RUN.finditer(piece) if _is_numbered(run[0]) for index in range(*run.span())}
        for start, word in _abbreviations(piece):
            is_explained = any(finder.find(word)) or _is_known(word, known)
            if start in numbered or word in told or is_explained:
                continue
            told.add(word)
            yield Hint(say("“%(word)s” is not explained in the glossary.", word=word), word=word)


def _is_numbered(run: str) -> bool:
    """Whether it is the number of a decision or a law, such as RS/1234/2026."""
    return "/" in run and _DIGIT.search(run) is not None


def _abbreviations(piece: str) -> Iterator[tuple[int, str]]:
    start = 0
    for whole in words_of(piece):
        start = piece.index(whole, start)
        word = re.split("[:-]", whole)[0]
        if is_abbreviation(word) and 1 < len(word) <= _LONGEST_ABBREVIATION:
            yield start, word
        start += len(whole)


def _is_known(word: str, known: frozenset[str]) -> bool:
    return any(word == one or is_form_of_abbreviation(word, one) for one in known | _COMMON)


def _office_words(pieces: Iterable[str]) -> Iterator[Hint]:
    told: set[str] = set()
    for piece in pieces:
        if is_english(piece):
            continue
        for match in _OFFICE.finditer(piece):
            word = match[0].casefold()
            if word not in told:
                told.add(word)
                yield Hint(
                    say("“%(word)s” can be said in a simpler way: “%(plain)s”.", word=match[0], plain=_PLAINER[word])
                )
