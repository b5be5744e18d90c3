"""What people are shown when a text has changed: complete, and without a mosaic of lone words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from roadmaps.revisions.text_diff import Piece, diff_words, fold

WORDS = st.sampled_from(
    [
        "Torsta",
        "skogen",
        "och",
        "i",
        "länet",
        "**mål**",
        "2030",
        ".",
        ",",
        "👨‍👩‍👧",
        "\n",
        "\n\n",
        "- ",
        "| a |",
        "  ",
        " ",
    ]
)
TEXTS = st.lists(WORDS, max_size=40).map(" ".join) | st.lists(WORDS, max_size=25).map("".join) | st.text(max_size=30)


def marked(old: str, new: str) -> str:
    """The difference in one line of text: [-taken away-] and [+put there+]."""
    signs = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}
    return "".join(signs[piece.op].format(piece.text) for piece in diff_words(old, new))


@given(TEXTS, TEXTS)
def test_the_pieces_are_both_texts_whole(old: str, new: str) -> None:
    pieces = diff_words(old, new)

    assert "".join(piece.text for piece in pieces if piece.op != "added") == old
    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new
    assert all(piece.text for piece in pieces)
    assert all(one.op != other.op for one, other in pairwise(pieces))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert diff_words(text, text) == ([Piece("same", text)] if text else [])


@given(TEXTS, TEXTS, st.integers(0, 12))
def test_folding_leaves_every_change_and_cuts_only_what_stayed(old: str, new: str, context: int) -> None:
    pieces = diff_words(old * 3, new + old * 2)

    folded = fold(pieces, context=context)

    changes = [piece for piece in pieces if piece.op != "same"]
    assert [piece for piece in folded if piece and piece.op != "same"] == changes
    assert sum(len(piece.text) for piece in folded if piece) <= sum(len(piece.text) for piece in pieces)
    assert "".join(piece.text for piece in pieces) == "".join(_unfolded(pieces, folded))


def test_two_figures_in_a_sentence_are_two_changes() -> None:
    shown = marked("Målet är 20 pilotlinjer år 2030.\n", "Målet är 25 pilotlinjer år 2035.\n")

    assert shown == "Målet är [-20-][+25+] pilotlinjer år [-2030-][+2035+].\n"


def test_a_rewritten_sentence_is_one_change_although_both_have_spaces_and_small_words() -> None:
    old = "Regionen samlar aktörer kring hållbar batteriproduktion och andra frågor.\n"
    new = "Länets företag har tillsammans valt att bygga en testbädd för mat och vatten.\n"

    assert diff_words(old, new) == [Piece("removed", old), Piece("added", new)]


def test_a_short_word_between_two_changes_does_not_stand_alone() -> None:
    shown = marked("Arbetet börjar med skog och mark i hela länet.", "Arbetet börjar med vatten och luft i hela länet.")

    assert shown == "Arbetet börjar med [-skog och mark-][+vatten och luft+] i hela länet."


def test_a_span_of_years_changes_as_a_whole() -> None:
    assert marked("Torsta leder 2024–2026.", "Torsta leder 2025–2027.") == "Torsta leder [-2024–2026-][+2025–2027+]."


def test_marks_change_together_with_their_words() -> None:
    assert marked("Vi stärker företagen nu.", "Vi stärker **företagen** nu.") == (
        "Vi stärker [-företagen-][+**företagen**+] nu."
    )
    assert marked("Se **hela länet** här.", "Se *hela länet* här.") == "Se [-**hela länet**-][+*hela länet*+] här."


def test_an_inserted_clause_takes_no_space_of_its_neighbours() -> None:
    shown = marked("Skogen är viktig för hela länet.", "Skogen, som växer här, är viktig för hela länet.")

    assert shown == "Skogen[+, som växer här,+] är viktig för hela länet."


def test_new_paragraphs_beside_a_reworded_one_are_whole() -> None:
    old = "Första stycket om skogen i länet.\n\nSista.\n"
    new = "Första stycket om vattnet i länet.\n\nEtt nytt om energi.\n\nEtt annat om resor och mat.\n\nSista.\n"

    assert marked(old, new) == (
        "Första stycket om [-skogen-][+vattnet+] i länet.\n"
        "[+\nEtt nytt om energi.\n\nEtt annat om resor och mat.\n+]\nSista.\n"
    )


def test_a_new_list_item_is_a_whole_line() -> None:
    old, new = "- skog\n- vatten\n- energi\n", "- skog\n- mat\n- vatten och luft\n- energi\n"

    assert marked(old, new) == "- skog\n[+- mat\n+]- vatten[+ och luft+]\n- energi\n"


def test_items_and_cells_change_each_by_itself() -> None:
    assert marked("- skog\n- is\n", "- mat\n- luft\n") == "- [-skog-][+mat+]\n- [-is-][+luft+]\n"
    assert marked("| Mål | 1 | 2 |\n", "| Mål | 3 | 4 |\n") == "| Mål | [-1-][+3+] | [-2-][+4+] |\n"


def test_a_paragraph_that_is_split_keeps_its_words() -> None:
    assert marked("Vi bygger. Vi lär.\n", "Vi bygger.\n\nVi lär.\n") == "Vi bygger.[- -][+\n\n+]Vi lär.\n"


def test_lines_that_are_wrapped_anew_keep_their_words() -> None:
    old, new = "Utveckla testbädden\nför batterier i\nlänet", "Utveckla testbädden för batterier\ni länet"

    removed = "".join(piece.text for piece in diff_words(old, new) if piece.op == "removed")
    assert set(removed.split()) <= {"i"}


def test_a_family_of_emoji_is_not_torn_apart() -> None:
    assert marked("Familj 👨‍👩‍👧 här", "Familj 👨‍👩‍👦 här") == "Familj [-👨‍👩‍👧-][+👨‍👩‍👦+] här"


def test_folding_shows_what_surrounds_a_change_in_whole_words() -> None:
    pieces = diff_words("Ett stycke. " * 30 + "slut", "Ett stycke. " * 30 + "början")

    assert fold(pieces, context=10) == [
        None,
        Piece("same", "Ett stycke. "),
        Piece("removed", "slut"),
        Piece("added", "början"),
    ]


def test_a_long_unchanged_text_folds_to_nothing_but_the_gap() -> None:
    assert fold(diff_words("Samma text. " * 50, "Samma text. " * 50)) == [None]


def test_a_long_document_that_was_written_anew_is_compared_whole() -> None:
    old = "\n\n".join(f"Stycke {number} om skogen och vattnet i länet. " * 20 for number in range(120))
    new = "\n\n".join(f"Avsnitt {number} om energin och maten i byarna. " * 20 for number in range(120))

    pieces = diff_words(old, new)

    assert "".join(piece.text for piece in pieces if piece.op != "removed") == new


def _unfolded(pieces: list[Piece], folded: list[Piece | None]) -> list[str]:
    """Put back what was folded away: between what is shown before and after a gap stands the rest of one piece."""
    shown, texts, index = list(folded), [], 0
    for piece in pieces:
        if shown[index] == piece:
            texts.append(piece.text)
            index += 1
            continue
        before = ""
        if shown[index] is not None:
            before, index = shown[index].text, index + 1
        assert shown[index] is None
        index += 1
        after = ""
        if index < len(shown) and shown[index] is not None and shown[index].op == "same":
            after, index = shown[index].text, index + 1
        assert piece.text.startswith(before)
        assert piece.text.endswith(after)
        assert len(before) + len(after) <= len(piece.text)
        texts.append(piece.text)
    assert index == len(shown)
    return texts
