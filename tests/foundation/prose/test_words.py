"""Texts as they are kept, and their words without marks."""

import pytest

from roadmaps.foundation import prose


@pytest.mark.parametrize(
    ("text", "tidy"),
    [
        ("\ufeffett\r\ntvå\rtre\n\n", "ett\ntvå\ntre"),
        ("sida\x0cnästa\x0brad\u2028en till\u2029och\x85sist", "sida\nnästa\nrad\nen till\noch\nsist"),
        ("a\u030are", "\u00e5re"),
        ("a\x00b\x07c\x1bd\x7f", "a\ufffdbcd"),
        ("fil\u202egnp.exe", "filgnp.exe"),
        ("half \ud83d", "half ?"),
        ("  in\tdrag \n", "  in\tdrag"),
        ("", ""),
        (" \n\t", ""),
    ],
)
def test_a_text_is_kept_in_one_spelling(text: str, tidy: str) -> None:
    assert prose.tidy(text) == tidy
    assert prose.tidy(tidy) == tidy


def test_a_letter_bears_no_heap_of_marks() -> None:
    assert len(prose.tidy("a" + "\u0315\u0300" * 50_000)) <= 31
    assert prose.tidy("हिन्दी") == "हिन्दी"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "# Rubrik\n\n- **Viktigt**: se [[Torsta|skolan]] och [sidan](https://example.org)[^1]",
            "Rubrik Viktigt: se skolan och sidan",
        ),
        ("Rubrik\n===\n\nText\n\n---\n\nmer", "Rubrik Text mer"),
        ("| År | Mål |\n|---|:-:|\n| 2027 | **60** |", "År Mål 2027 60"),
        ("- [x] klart\n- [ ] kvar\n1. ett\n2) två", "klart kvar ett två"),
        (r"1986\. 2 \* 3 \_x\_", "1986. 2 * 3 _x_"),
        ("snake_case `kod` ~~bort~~ _ja_", "snake_case kod bort ja"),
        ("![karta](/files/1.png) > 3", "karta > 3"),
        ("> citat\n> mer", "citat mer"),
        ("", ""),
    ],
)
def test_the_words_of_a_text_without_its_marks(text: str, words: str) -> None:
    assert prose.plain(text) == words


def test_an_excerpt_ends_at_a_word() -> None:
    assert prose.excerpt("ett två tre fyra", 9) == "ett två…"
    assert prose.excerpt("ett två, tre", 10) == "ett två…"
    assert prose.excerpt("**ett** två", 7) == "ett två"
    assert len(prose.excerpt("a" * 500)) == 200
