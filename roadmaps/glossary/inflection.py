"""Whether two words are forms of one: färdplan and färdplanernas, process and processes, but not mål and måla.

Search would rather find too much; a reader to whom a word is explained must not be told of another one. Sharing what a
stemmer leaves is therefore not enough: what follows the letters that they have in common must be an ending, in both.
"""

from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile
from threading import local

import snowballstemmer

from roadmaps.foundation.word_forms import fold, roots_of

_GENITIVES = frozenset(("", "n", "en", "et", "t", "ar", "arna", "er", "erna", "or", "orna", "r", "rna", "na"))
_NOUN = frozenset(ending + genitive for ending in _GENITIVES for genitive in ("", "s"))
_ADJECTIVE = _NOUN | {"a", "as", "e", "es"}
# Such as resa beside resor.
_AFTER_A = frozenset(("or", "ors", "orna", "ornas"))
_LIKE_ADJECTIVES = ("abel", "ad", "al", "bar", "ell", "ig", "isk", "iv", "sam", "är")
_WITHOUT_GENITIVE = ("s", "x", "z")
_VOWELS = frozenset("aeiouyåäöé")
_own = local()


def is_abbreviation(word: str) -> bool:
    """Whether the word is told by its capitals, as S3, EDP and FoU are: rus is another word than RUS."""
    return sum(letter.isupper() for letter in word) > 1 or (word[:1].isupper() and any(map(str.isdigit, word)))


def is_form_of_abbreviation(word: str, abbreviation: str) -> bool:
    """Whether it is that, with the same capitals, and perhaps an ending: RUS, RUS:en, RUSen."""
    rest = word.removeprefix(abbreviation)
    return len(rest) < len(word) and rest.removeprefix(":") in _NOUN


@lru_cache(maxsize=50_000)
def roots_in_swedish(word: str) -> frozenset[str]:
    """What a folded word may share with its other forms."""
    roots = set(roots_of(word))
    for other in _with_other_stems(word):
        roots |= {other, *roots_of(other)}
    # What the stemmer does not know: the genitive of some, idén, hållbart and områdena.
    bare = word.removesuffix("s") if len(word) > 3 else word
    roots.update(roots_of(bare))
    if len(bare) > 3 and bare.endswith(("a", "n", "t")):
        roots.update(roots_of(bare[:-1]))
    if len(bare) > 5 and bare.endswith("na"):
        roots.update(roots_of(bare[:-2]))
    return frozenset(roots)


def are_forms_in_swedish(word: str, other: str, *, may_be_adjective: bool) -> bool:
    """Whether two folded words that share a root are forms of one word; `other` is as the glossary has it."""
    endings = _ADJECTIVE if may_be_adjective or other.endswith(_LIKE_ADJECTIVES) else _NOUN
    return any(_differ_by_endings(word, one, endings) for one in (other, *_with_other_stems(other)))


@lru_cache(maxsize=50_000)
def roots_in_english(word: str) -> frozenset[str]:
    """What a folded English word has in common with its plural."""
    if not hasattr(_own, "stemmer"):
        _own.stemmer = snowballstemmer.stemmer("english")
    return frozenset({str(_own.stemmer.stemWord(word))})


def are_forms_in_english(word: str, other: str) -> bool:
    """Whether two folded words that share a root are singular and plural, or the same."""
    return not _singulars(word).isdisjoint(_singulars(other))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """The word as it is compared, without the marks at which a line may break, and without an ending after a colon."""
    return fold(word.replace("\u00ad", "").partition(":")[0])


def _differ_by_endings(word: str, other: str, endings: frozenset[str]) -> bool:
    alike = (one == two for one, two in zip(word, other, strict=False))
    shared = sum(takewhile(bool, alike))
    ends = word[shared:], other[shared:]
    if ends[0] == "s" and other.endswith(_WITHOUT_GENITIVE):
        return False
    if ends[0] in endings and ends[1] in endings:
        return True
    return (ends[0] in _AFTER_A and ends[1] == "a") or (ends[1] in _AFTER_A and ends[0] == "a")


def _with_other_stems(word: str) -> Iterator[str]:
    """As the word stands before an ending: programm-et, kapitl-et."""
    if len(word) > 3 and word[-1] in "mn" and word[-2] in _VOWELS:
        yield word + word[-1]
    if len(word) > 4 and word.endswith(("el", "er", "en")) and word[-3] not in _VOWELS:
        yield word[:-2] + word[-1]


def _singulars(word: str) -> set[str]:
    found = {word}
    if word.endswith("s") and not word.endswith("ss"):
        found.add(word[:-1])
        if word.endswith("es"):
            found.add(word[:-2])
        if word.endswith("ies"):
            found.add(word[:-3] + "y")
    return found
