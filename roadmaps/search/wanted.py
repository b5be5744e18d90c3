"""What somebody asks for, read from what was typed: words, "phrases in quotation marks", -without and begin*."""

import re
from dataclasses import dataclass

from roadmaps.foundation.word_forms import roots_of, tells_something, words_in

LONGEST_QUESTION = 300
MOST_PARTS = 12
LONGEST_SHORT = 2
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
_PART = re.compile(r'(?P<minus>(?<!\S)[-−–])?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')


@dataclass(frozen=True)
class Word:
    """A folded word that is to be found, in any of its forms, or (`begins`) as the beginning of a word."""

    text: str
    begins: bool = False
    in_any_form: bool = True

    @property
    def roots(self) -> tuple[str, ...]:
        """By what its other forms are known; none where only the beginning counts."""
        return roots_of(self.text) if self.in_any_form else ()


Phrase = tuple[str, ...]


@dataclass(frozen=True)
class Wanted:
    """All words and all phrases are to be there, and none of `without` (words in any form, or phrases)."""

    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    without: tuple[Phrase, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for that could be found."""
        return not (self.words or self.phrases)

    @property
    def parts(self) -> list["Wanted"]:
        """Each word and each phrase as a question of its own, without its exclusions."""
        return [Wanted(words=(one,)) for one in self.words] + [Wanted(phrases=(one,)) for one in self.phrases]


def read_wanted(typed: str) -> Wanted:
    """What was typed, as far as it holds words; anything else in it is left out of account."""
    words: list[Word] = []
    phrases: list[Phrase] = []
    without: list[Phrase] = []
    text = typed[:LONGEST_QUESTION].translate(_QUOTES)
    for part in list(_PART.finditer(text))[:MOST_PARTS]:
        found = tuple(one.word for one in words_in(part["phrase"] or part["word"] or ""))
        if not found:
            continue
        if part["minus"]:
            without.append(found)
        elif part["phrase"] is not None or (len(found) > 1 and not _is_of_words(found)):
            phrases.append(found)
        elif len(found) > 1:
            words += [Word(one) for one in found]
        elif part["word"].endswith("*"):
            words.append(Word(found[0], begins=True, in_any_form=False))
        else:
            # The last word may not be written to its end yet.
            is_last = part.end() == len(text.rstrip()) and len(found[0]) > 1
            words.append(Word(found[0], begins=is_last))
    return Wanted(_telling(words, bool(phrases)), tuple(phrases), tuple(without))


def _is_of_words(found: Phrase) -> bool:
    """Whether a compound such as skogs-industri holds words that have forms, unlike 2,5 and e-post."""
    return all(len(word) > LONGEST_SHORT and not word.isdigit() for word in found)


def _telling(words: list[Word], has_more: bool) -> tuple[Word, ...]:
    """Without the most common words, unless there are no others."""
    telling = tuple(one for one in words if tells_something(one.text) or not one.in_any_form)
    return telling if telling or has_more else tuple(words)
