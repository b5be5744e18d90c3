"""Finding passages again: through edits, after moves, and never where somebody else's words merely look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmaps.revisions.anchors import (
    LONGEST_QUOTE,
    LONGEST_SEARCHED,
    Anchor,
    Found,
    anchor_of_quote,
    find,
    make_anchor,
    moved_anchor,
)

TEXT = (
    "Regionen samlar aktörer kring hållbar batteriproduktion. Målet är 20 pilotlinjer år 2030. "
    "Ansvarig part är Testcenter Nord. Uppföljning sker varje kvartal. Företagen delar kunskap om marknader."
)
GOAL = "Målet är 20 pilotlinjer år 2030"
WORDS = st.sampled_from(
    ["skogen", "Målet", "länet", "Åre", "och", "i", "20", "företagen,", "tillsammans.", "**delar**"]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
ANYTHING = st.text(max_size=40) | TEXTS


def on(text: str, quote: str) -> Anchor:
    """An anchor on the first place where the text says the quote."""
    start = text.index(quote)
    return make_anchor(text, start, start + len(quote))


def passage(found: Found, text: str) -> str | None:
    """What the text says there."""
    return None if found.start is None else text[found.start : found.end]


@given(TEXTS, st.integers(0, 200), st.integers(1, 80))
def test_a_passage_of_a_text_that_has_not_changed_is_where_it_was(text: str, start: int, length: int) -> None:
    start %= len(text)
    anchor = make_anchor(text, start, start + length)

    assert find(anchor, text, previous=text) == Found("exact", start, start + len(anchor.quote))
    assert find(anchor, text) == Found("exact", start, start + len(anchor.quote))


@given(TEXTS, ANYTHING, ANYTHING)
def test_a_passage_is_followed_whatever_is_written_around_it(text: str, before: str, after: str) -> None:
    previous = f"Börja. {GOAL}. Sluta."
    new = f"{before}\n{text}\n{GOAL}\n{after}"

    found = find(on(previous, GOAL), new, previous=previous)

    assert passage(found, new) == GOAL


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING, st.integers(-5, 60), st.booleans())
def test_whatever_is_sought_wherever_the_answer_is_a_stretch_of_the_text_or_nothing(
    quote: str, prefix: str, text: str, previous: str, start: int, knows: bool
) -> None:
    found = find(Anchor(quote, prefix, prefix[::-1], start), text, previous=previous if knows else None)

    if found.how == "orphaned":
        assert (found.start, found.end) == (None, None)
    else:
        assert found.start is not None
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(text)
        assert moved_anchor(found, text).quote == text[found.start : found.end]
        assert (found.how == "changed") or text[found.start : found.end] == quote


@given(TEXTS, TEXTS, st.integers(0, 100), st.integers(1, 40))
def test_a_passage_that_comes_back_with_its_text_is_found_again(text: str, other: str, start: int, length: int) -> None:
    start %= len(text)
    anchor = make_anchor(text, start, start + length)
    gone = find(anchor, other, previous=text)

    back = find(moved_anchor(gone, other), text, previous=other) if gone.how != "orphaned" else gone
    back = back if back.how != "orphaned" else find(anchor, text)

    assert back.how != "orphaned"


def test_text_put_in_before_moves_a_passage() -> None:
    new = "Först detta. " + TEXT

    found = find(on(TEXT, GOAL), new, previous=TEXT)

    assert found == Found("moved", new.index(GOAL), new.index(GOAL) + len(GOAL))


def test_a_reworded_passage_has_a_new_extent() -> None:
    new = TEXT.replace("20 pilotlinjer", "minst 35 nya pilotlinjer")

    found = find(on(TEXT, GOAL), new, previous=TEXT)

    assert (found.how, passage(found, new)) == ("changed", "Målet är minst 35 nya pilotlinjer år 2030")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Målet", "Syftet", "Syftet är 20 pilotlinjer år 2030"),
        ("2030", "2035", "Målet är 20 pilotlinjer år 2035"),
        ("Målet är ", "", "20 pilotlinjer år 2030"),
        (" år 2030", "", "Målet är 20 pilotlinjer"),
        (". Målet är", ". Det nya målet är", "Det nya målet är 20 pilotlinjer år 2030"),
        ("2030. ", "2030 i hela länet. ", None),
    ],
)
def test_what_replaces_the_first_or_last_words_belongs_to_the_passage(old: str, new: str, expected: str | None) -> None:
    text = TEXT.replace(old, new)

    found = find(on(TEXT, GOAL), text, previous=TEXT)

    assert passage(found, text) == (expected or GOAL)


def test_a_sentence_put_in_behind_a_passage_is_not_of_it() -> None:
    last = "Företagen delar kunskap om marknader."
    new = TEXT + " Och de delar den gärna."

    found = find(on(TEXT, last), new, previous=TEXT)

    assert (found.how, passage(found, new)) == ("exact", last)


def test_a_passage_that_was_taken_out_is_gone_although_words_and_spaces_of_it_stand_elsewhere() -> None:
    new = TEXT.replace(GOAL + ". ", "")

    assert find(on(TEXT, GOAL), new, previous=TEXT).how == "orphaned"


def test_a_passage_written_anew_word_for_word_is_gone_although_its_spaces_stayed() -> None:
    previous, new = "Nu: a b c d e f g h. Slut.", "Nu: i j k l m n o p. Slut."

    assert find(on(previous, "a b c d e f g h"), new, previous=previous).how == "orphaned"


def test_a_lone_word_that_is_gone_is_not_taken_for_the_same_word_elsewhere() -> None:
    previous = "Alla företag bygger. I norr delar små företag kunskap. Sedan växer mogna företag vidare."
    anchor = make_anchor(previous, previous.rindex("företag"), previous.rindex("företag") + 7)
    new = previous[: previous.index(" Sedan")]

    assert find(anchor, new, previous=previous).how == "orphaned"
    assert find(anchor, new).how == "orphaned"


def test_a_lone_word_is_known_by_what_stands_around_it() -> None:
    previous = "Alla företag bygger. I norr delar små företag kunskap. Sedan växer mogna företag vidare."
    anchor = make_anchor(previous, previous.index("företag kunskap"), previous.index("företag kunskap") + 7)
    new = "Sedan växer mogna företag vidare. I norr delar små företag kunskap. Alla företag bygger."

    for found in (find(anchor, new), find(anchor, new, previous=previous)):
        assert found.start == new.index("företag kunskap")


def test_a_sentence_that_was_moved_is_found_where_it_is_now() -> None:
    sentence = GOAL + ". "
    new = TEXT.replace(sentence, "") + " " + sentence

    found = find(on(TEXT, GOAL), new, previous=TEXT)

    assert (found.how, found.start) == ("moved", new.index(GOAL))


def test_a_moved_passage_is_preferred_to_what_has_come_to_its_place() -> None:
    previous = "Målet för skogen är 20 nya företag. Mellan dem står detta. Slut."
    new = "Målet för vattnet är 30 nya företag. Mellan dem står detta. Målet för skogen är 20 nya företag. Slut."

    found = find(on(previous, "Målet för skogen är 20 nya företag"), new, previous=previous)

    assert (found.how, found.start) == ("moved", new.index("Målet för skogen"))


def test_of_two_equal_sentences_each_passage_follows_its_own() -> None:
    previous = f"Före. {GOAL}. Mellan. {GOAL}. Efter."
    second = previous.rindex(GOAL)
    new = f"Före detta. {GOAL}. Mellan dessa två. {GOAL}. Efter."

    found = find(make_anchor(previous, second, second + len(GOAL)), new, previous=previous)

    assert found.start == new.rindex(GOAL)


def test_without_the_earlier_text_a_reworded_passage_is_known_by_its_surroundings() -> None:
    new = TEXT.replace("20 pilotlinjer", "25 pilotlinjer")

    found = find(on(TEXT, GOAL), new)

    assert (found.how, passage(found, new)) == ("changed", "Målet är 25 pilotlinjer år 2030")


def test_without_the_earlier_text_a_sentence_that_only_looks_alike_is_not_taken() -> None:
    new = "Något annat helt och hållet. Målet är 25 pilotlinjer år 2035 och det står i ett nytt sammanhang."

    assert find(on(TEXT, GOAL), new).how == "orphaned"


def test_a_passage_that_comes_back_is_found() -> None:
    anchor = on(TEXT, GOAL)

    assert find(anchor, "Allt är nytt.", previous=TEXT).how == "orphaned"
    assert find(anchor, TEXT, previous="Allt är nytt.").how == "exact"


def test_an_anchor_keeps_within_its_text() -> None:
    assert make_anchor("Åre", -3, 99) == Anchor("Åre", "", "", 0)
    assert make_anchor("Åre", 7, 9) == Anchor("", "Åre", "", 3)
    assert len(make_anchor("å" * 9_000, 0, 9_000).quote) == LONGEST_QUOTE


def test_a_quote_is_anchored_at_the_place_nearest_to_where_it_was_marked() -> None:
    text = "Målet nås. Målet ändras. Målet följs upp."

    starts = [anchor_of_quote(text, " Målet ", near) for near in (None, 12, 99)]

    assert [anchor.start if anchor else None for anchor in starts] == [0, 11, 25]


def test_a_quote_from_the_page_is_found_in_its_source_whatever_marks_and_breaks_stand_between_the_words() -> None:
    source = "Här: **kunskap** om\nmarknader. Sist: _kunskap_ om nya *marknader*."

    first, second = anchor_of_quote(source, "kunskap om marknader"), anchor_of_quote(source, "kunskap om nya marknader")

    assert first is not None
    assert second is not None
    assert first.quote == "kunskap** om\nmarknader"
    assert second.quote == "kunskap_ om nya *marknader"


@pytest.mark.parametrize("quote", ["", "  \n", "***", "finns inte", "arknader kring"])
def test_what_the_text_does_not_say_is_not_anchored(quote: str) -> None:
    assert anchor_of_quote("Kunskap om marknader.", quote) is None


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_is_found_where_nothing_is_said(text: str) -> None:
    assert find(on(TEXT, GOAL), text).how == "orphaned"
    assert find(on(TEXT, GOAL), text, previous=TEXT).how == "orphaned"
    assert find(Anchor(""), TEXT).how == "orphaned"


def test_a_very_long_and_monotonous_text_is_searched_all_the_same() -> None:
    text = "och " * LONGEST_SEARCHED
    new = "Nytt. " + text
    anchor = make_anchor(text, 200_000, 200_000 + LONGEST_QUOTE)

    assert find(anchor, new, previous=text).how == "moved"
    assert find(anchor, new).how != "orphaned"
    assert find(Anchor("och inte " * 50, "och ", "och ", 5), new).how == "orphaned"
