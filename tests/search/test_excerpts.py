"""The passage that is shown, and what is marked in it."""

from roadmaps.search.excerpts import LENGTH, Piece, excerpt, marked
from roadmaps.search.wanted import read_wanted

LONG = "Början är lång. " * 60


def shown(text: str, question: str) -> str:
    """With brackets around what is marked."""
    return as_text(excerpt(text, read_wanted(question)).pieces)


def as_text(pieces: tuple[Piece, ...]) -> str:
    return "".join(f"[{one.text}]" if one.is_marked else one.text for one in pieces)


def test_every_form_of_a_word_is_marked_as_it_stands() -> None:
    text = "Färdplanens mål, färdplaner och planer."

    assert shown(text, "färdplan ") == "[Färdplanens] mål, [färdplaner] och planer."


def test_a_phrase_is_marked_whole_and_its_words_alone_are_not() -> None:
    assert shown("Grön el och grön omställning.", '"grön omställning"') == "Grön el och [grön omställning]."


def test_the_passage_with_most_of_what_is_wanted_is_shown() -> None:
    text = f"Vatten. {LONG}Här möts vatten och energi. {LONG}"

    passage = shown(text, "vatten energi")

    assert "[vatten] och [energi]" in passage
    assert passage.startswith("… ")
    assert passage.endswith(" …")
    assert len(passage) < LENGTH + 40


def test_without_a_find_the_beginning_is_shown() -> None:
    assert shown(LONG, "vätgas").startswith("Början är lång.")
    assert shown("", "vätgas") == ""


def test_no_word_is_cut_in_two() -> None:
    text = f"{LONG}omställningen {LONG}"

    words = shown(text, "omställning").replace("[", "").replace("]", "").replace("…", "").split()

    assert set(words) <= {"Början", "är", "lång.", "omställningen"}


def test_a_very_long_word_is_still_shown_within_measure() -> None:
    assert len(shown("x" * 5_000 + " vätgas", "vätgas")) < LENGTH + 40


def test_lines_are_told_apart() -> None:
    assert shown("En rad\nEn annan rad", "annan") == "En rad · En [annan] rad"


def test_the_place_of_the_first_find_is_told() -> None:
    found = excerpt(f"{LONG}vätgas", read_wanted("vätgas"))

    assert found.start == len(LONG)


def test_titles_are_marked_whole() -> None:
    assert as_text(marked("Vätgas i <länet>", read_wanted("vätgas"))) == "[Vätgas] i <länet>"


def test_decomposed_letters_are_marked_with_all_their_signs() -> None:
    assert shown("Fa\u0308rdplanen", "färdplan") == "[Fa\u0308rdplanen]"
