"""Finding the words of the glossary in texts, in any of their forms. Knows no database, and takes linear time.

Compounds are words of their own: styrkeområdesanalys is not the term styrkeområde. Of terms that begin at one place,
the longest counts. English names count in English texts; those of several words wherever they stand.
"""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, NamedTuple

from roadmaps.glossary import inflection

_MARK = "[\u0300-\u036f\u00ad\u2060]*"
_LETTERS = f"(?:[^\\W_]{_MARK})+"
# One word, with its hyphens and an ending after a colon. A hyphen left at either end tells of a part of a compound.
_WORD = re.compile(
    f"&#?\\w{{1,10}};|[-\u2010\u2011]?{_LETTERS}(?:[-\u2010\u2011'’]{_LETTERS})*(?::[a-zåäö]{{1,5}}\\b)?[-\u2010\u2011]?"
)
_HYPHENS = "-\u2010\u2011"
_BRACKETS = re.compile(r"\(([^()]*)\)")
_TAG = re.compile(r"<[/a-zA-Z][^<>]*>")
_INLINE = frozenset(("a", "abbr", "code", "del", "em", "s", "span", "strong", "sub", "sup"))
_NAME_OF_TAG = re.compile(r"</?([a-zA-Z0-9]+)")
# Stands between what are no neighbours in a text; no name of a term goes across it.
BREAK = "\x00"
_SPACE = re.compile(r"(?:\s|&nbsp;)+")
_LOOSE = re.compile(r"(?:\s|&nbsp;|[,/–—-])+")
_SWEDISH = frozenset(
    {
        *("att", "av", "de", "den", "det", "en", "ett", "för", "från", "har", "i", "inte", "med", "när", "och", "om"),
        *("på", "ska", "som", "till", "vi", "är"),
    }
)
_ENGLISH = frozenset(
    {
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "in", "is", "it", "of", "on", "or"),
        *("that", "the", "this", "to", "we", "with"),
    }
)
_MOST_REMEMBERED = 50_000


@dataclass(frozen=True)
class Names:
    """What a term is called. `key` is whatever the asker knows it by."""

    key: Hashable
    swedish: tuple[str, ...]
    english: tuple[str, ...] = ()


class Find(NamedTuple):
    """Where a text uses a term."""

    start: int
    end: int
    key: Hashable


def names_of(key: Hashable, content: Mapping[str, Any]) -> Names:
    """The names in the content of a term; what stands in brackets, and what commas divide, are names of their own."""
    return Names(
        key,
        swedish=(*_outside_brackets(content["title"]), *_divided(content.get("synonyms"))),
        english=(*_outside_brackets(content.get("title_en") or ""), *_divided(content.get("synonyms_en"))),
    )


def terms_used_in(texts: Iterable[str], terms: Sequence[Names]) -> list[Hashable]:
    """The keys of the terms that any of the texts uses, in the order of `terms`; for the appendix of a paper.

    :param texts: plain text, or clean HTML as it is stored
    """
    finder = Finder(terms)
    used = {find.key for text in texts for find in finder.find(without_tags(text))}
    return [term.key for term in terms if term.key in used]


def without_tags(html: str) -> str:
    """The words of clean HTML, with a `BREAK` at the ends of paragraphs, items and cells; entities stay."""
    return _TAG.sub(lambda tag: "" if is_inline(tag[0]) else BREAK, html)


def is_inline(tag: str) -> bool:
    """Whether a word may go on through the tag."""
    name = _NAME_OF_TAG.match(tag)
    return name is not None and name[1] in _INLINE


def words_of(text: str) -> list[str]:
    """The words of a text as they stand there, compounds whole."""
    return [match[0].strip(_HYPHENS) for match in _WORD.finditer(text) if not match[0].startswith("&")]


def is_english(text: str) -> bool:
    """Whether more of its smallest words are English than Swedish."""
    words = [match[0].casefold() for match in _WORD.finditer(text)]
    return sum(word in _ENGLISH for word in words) > sum(word in _SWEDISH for word in words)


class Finder:
    """Finds given terms in any number of texts; made once for a state of the glossary."""

    def __init__(self, terms: Iterable[Names]) -> None:
        self._by_root: Mapping[str, list[_Phrase]] = defaultdict(list)
        self._remembered: dict[tuple[str, bool], tuple[_Phrase, ...]] = {}
        for phrase in _phrases(terms):
            for root in phrase.words[0].roots:
                self._by_root[root].append(phrase)

    def find(self, text: str) -> Iterator[Find]:
        """Every use of a term, in order, none within another."""
        if not self._by_root:
            return
        english = is_english(text)
        words = [match for match in _WORD.finditer(text) if not match[0].startswith("&")]
        place = 0
        while place < len(words):
            phrase = next(
                (one for one in self._beginning(words[place][0], english) if one.fits(text, words, place)), None
            )
            if phrase is None:
                place += 1
                continue
            last = words[place + len(phrase.words) - 1]
            yield Find(words[place].start(), last.end(), phrase.key)
            place += len(phrase.words)

    def _beginning(self, word: str, english: bool) -> Sequence["_Phrase"]:
        """The terms whose first word this is, the longest first."""
        asked = word, english
        known = self._remembered.get(asked)
        if known is None:
            if len(self._remembered) >= _MOST_REMEMBERED:
                self._remembered.clear()
            known = self._remembered[asked] = self._looked_up(word, english)
        return known

    def _looked_up(self, word: str, english: bool) -> tuple["_Phrase", ...]:
        small = inflection.folded(word)
        roots = inflection.roots_in_swedish(small) | inflection.roots_in_english(small) | _starts_of(word)
        found = {
            phrase: None
            for root in roots
            for phrase in self._by_root.get(root, ())
            if (english or not phrase.is_for_english_texts) and phrase.words[0].fits(word)
        }
        return tuple(sorted(found, key=lambda one: -one.length))


class _Word:
    """One word of a term's name. What it has been compared with is remembered."""

    def __init__(self, text: str, *, is_english: bool, may_be_adjective: bool) -> None:
        self.text = text
        self.is_abbreviation = inflection.is_abbreviation(text)
        self._folded = inflection.folded(text)
        self._is_english = is_english
        self._may_be_adjective = may_be_adjective
        self.roots = frozenset((text,)) if self.is_abbreviation else self._roots_of(self._folded)
        self._fits: dict[str, bool] = {}

    def fits(self, word: str) -> bool:
        """Whether a word of a text is this one, in any form."""
        known = self._fits.get(word)
        if known is None:
            if len(self._fits) >= _MOST_REMEMBERED // 10:
                self._fits.clear()
            known = self._fits[word] = self._is_form(word)
        return known

    def _is_form(self, word: str) -> bool:
        if self.is_abbreviation:
            return inflection.is_form_of_abbreviation(word, self.text)
        small = inflection.folded(word)
        if small == self._folded:
            return True
        if self.roots.isdisjoint(self._roots_of(small)):
            return False
        if self._is_english:
            return inflection.are_forms_in_english(small, self._folded)
        return inflection.are_forms_in_swedish(small, self._folded, may_be_adjective=self._may_be_adjective)

    def _roots_of(self, small: str) -> frozenset[str]:
        return inflection.roots_in_english(small) if self._is_english else inflection.roots_in_swedish(small)


@dataclass(frozen=True, eq=False)
class _Phrase:
    """One name of a term."""

    key: Hashable
    words: tuple[_Word, ...]
    between: re.Pattern[str]
    is_for_english_texts: bool
    length: int

    def fits(self, text: str, words: Sequence[re.Match[str]], place: int) -> bool:
        """Whether the whole name stands there; its first word has been looked at."""
        if place + len(self.words) > len(words):
            return False
        for index in range(1, len(self.words)):
            before, word = words[place + index - 1], words[place + index]
            if not self.words[index].fits(word[0]) or not self.between.fullmatch(text, before.end(), word.start()):
                return False
        return True


def _phrases(terms: Iterable[Names]) -> Iterator[_Phrase]:
    for term in terms:
        for language, names in (("sv", term.swedish), ("en", term.english)):
            for name in names:
                if phrase := _phrase(term.key, name, is_english=language == "en"):
                    yield phrase


def _phrase(key: Hashable, name: str, *, is_english: bool) -> _Phrase | None:
    matches = list(_WORD.finditer(name))
    if not matches or any(match[0][0] in _HYPHENS or match[0][-1] in _HYPHENS for match in matches):
        return None
    gaps = [name[one.end() : other.start()] for one, other in pairwise(matches)]
    words = tuple(
        _Word(match[0], is_english=is_english, may_be_adjective=index < len(matches) - 1)
        for index, match in enumerate(matches)
    )
    return _Phrase(
        key,
        words,
        _SPACE if all(map(_SPACE.fullmatch, gaps)) else _LOOSE,
        is_english and len(words) == 1 and not words[0].is_abbreviation,
        len(name),
    )


def _starts_of(word: str) -> frozenset[str]:
    """The word, and what may be left of it without an ending: of RUSen, also RUS."""
    return frozenset(word[:end] for end in range(2, len(word) + 1) if len(word) - end <= 6)


def _outside_brackets(name: str) -> Iterator[str]:
    yield from filter(None, (_BRACKETS.sub(" ", name).strip(), *(one.strip() for one in _BRACKETS.findall(name))))


def _divided(names: str | None) -> Iterator[str]:
    for one in re.split("[,;]", names or ""):
        yield from _outside_brackets(one)
