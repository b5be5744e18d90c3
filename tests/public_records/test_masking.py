"""Words that are masked are gone, and what hides from the mask is told."""

import pytest

from roadmaps.public_records.masking import Masked, Masker, personal_in, stands_in


def masker(*passages: str) -> Masker:
    return Masker([Masked(passage, 1) for passage in passages], "masked")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        pytest.param("Anna Berg skrev.", "[masked 1] skrev.", id="as it stands"),
        pytest.param("ANNA   berg skrev.", "[masked 1] skrev.", id="other letters and spaces"),
        pytest.param("Anna\nBerg skrev.", "[masked 1] skrev.", id="over two lines"),
        pytest.param("Anna Bergs förslag", "[masked 1]s förslag", id="genitive"),
        pytest.param("CV_Anna_Berg.pdf", "CV_[masked 1].pdf", id="name of a file"),
        pytest.param("_Anna Berg_ skrev.", "_[masked 1]_ skrev.", id="emphasised"),
        pytest.param("Anna Bergström skrev.", "Anna Bergström skrev.", id="another name that begins alike"),
        pytest.param("MariAnna Berg", "MariAnna Berg", id="another name that ends alike"),
    ],
)
def test_a_passage_is_taken_out_as_whole_words_however_it_is_spaced(text, made):
    assert masker("Anna Berg")(text) == made


@pytest.mark.parametrize("sign", ["-", "\u2011", "\u2010", "\u2013", "\u2212", "\u00ad"])
@pytest.mark.parametrize("told", ["Anna-Lena Ek", "Anna\u2011Lena Ek"])
def test_a_hyphen_is_taken_out_in_every_form(told, sign):
    assert masker(told)(f"Anna{sign}Lena Ek skrev.") == "[masked 1] skrev."
    assert dict(personal_in([f"Anna{sign}Lena Ek skrev."], [told])) == {told: 1}


@pytest.mark.parametrize("sign", ["'", "\u2019", "\u2018", "\u02bc", "\u00b4", "`"])
@pytest.mark.parametrize("told", ["O'Neill", "O\u2019Neill"])
def test_an_apostrophe_is_taken_out_in_every_form(told, sign):
    assert masker(told)(f"O{sign}Neill skrev.") == "[masked 1] skrev."


@pytest.mark.parametrize(
    "written", ["Anna&#8209;Lena Ek", "Anna-\u00adLena Ek", "**Anna**\u2011Lena Ek", "Anna&shy;Lena Ek"]
)
def test_a_hyphen_that_hides_is_told(written):
    mask = masker("Anna-Lena Ek")

    assert mask.left_over(mask(written)) == ["Anna-Lena Ek"]


@pytest.mark.parametrize(
    "written", ["640823-3234", "19640823-3234", "196408233234", "640823\u20113234", "19640823\u20133234"]
)
@pytest.mark.parametrize("told", ["640823-3234", "19640823-3234"])
def test_a_number_of_a_person_is_taken_out_with_its_century_and_without(told, written):
    assert masker(told)(f"Född {written}.") == "Född [masked 1]."
    assert list(dict(personal_in([f"Född {written}."], []))) == [written]


def test_letters_that_are_written_in_two_parts_are_the_same_letters():
    assert masker("Åsa")("Åsa var där.") == "[masked 1] var där."


def test_the_longest_passage_goes_first_so_that_nothing_of_it_is_left():
    assert masker("berg", "anna.berg@example.org")("Skriv till anna.berg@example.org.") == "Skriv till [masked 1]."


@pytest.mark.parametrize(
    "text",
    [
        "An**na** Berg",
        "Anna\u200b Berg",
        "A&#110;na Berg",
        "Anna \\Berg",
        "\uff21nna Berg",
        "An\u00adna Berg",
        "An\u034fna Berg",
        "Anna_**Berg**",
        "Anna<br>Berg",
        "An<b>na</b> Berg",
        "| Anna | Berg |",
        "[Anna](/x) Berg",
        "Anna ![Berg](/files/x)",
        "Anna [Berg][1]",
        "Anna%20Berg",
        "https://x.se/?q=Anna+Berg",
        "[protokollet](/files/anna-berg.pdf)",
        "[hit](/areas?who=Anna%20Berg)",
        "Anna&amp;nbsp;Berg",
        "Anna\u200bBerg",
        "Anna\u2800Berg",
        "Anna\u115fBerg",
        "Anna\u3164Berg",
        "An\u00adna\u200bBerg",
    ],
)
def test_what_hides_from_the_mask_is_told_and_not_given_out_unseen(text):
    mask = masker("Anna Berg")

    assert mask.left_over(mask(text)) == ["Anna Berg"]


@pytest.mark.parametrize(
    "written", ["070-123 45 67", "0701234567", "070 1234567", "070\u2011123 45 67", "+46 (0)70-123 45 67"]
)
@pytest.mark.parametrize("told", ["0701234567", "070-123 45 67"])
def test_a_number_is_taken_out_by_its_digits_however_it_is_grouped(told, written):
    assert masker(told)(f"Ring {written}, tack.") == "Ring [masked 1], tack."
    assert stands_in(told, [written])


def test_a_number_that_hides_behind_marks_is_told_and_another_one_is_left_as_it_is():
    mask = masker("0701234567")

    assert mask.left_over(mask("Ring 070-**123** 45 67.")) == ["0701234567"]
    assert mask("Ring 070-123 45 678.") == "Ring 070-123 45 678."
    assert mask.left_over("Ring 070-123 45 678.") == []


def test_nothing_is_left_over_where_the_mask_has_worked():
    mask = masker("Anna Berg")

    assert mask.left_over(mask("Anna Berg och Anna Bergström, **Anna Berg**")) == []


def test_a_passage_that_stands_nowhere_is_a_mistake():
    assert stands_in("anna berg", ["Anna\nBerg"])
    assert not stands_in("Anna Borg", ["Anna Berg"])


def test_names_addresses_and_numbers_are_found():
    text = "Ring Anna Berg på 070-123 45 67 eller 063-14 75 00, skriv till anna@example.org. Född 19640823-3234."

    found = dict(personal_in([text, "Anna Bergs"], ["Anna Berg", "Per Nilsson"]))

    assert found == {
        "Anna Berg": 2,
        "070-123 45 67": 1,
        "063-14 75 00": 1,
        "anna@example.org": 1,
        "19640823-3234": 1,
    }


@pytest.mark.parametrize("written", [r"Skriv till anna\@example.org.", r"Skriv till anna\@example\.org."])
def test_an_address_is_found_and_taken_out_as_markdown_keeps_it(written):
    address = "anna@example.org"
    mask = masker(address)

    assert dict(personal_in([written], [])) == {address: 1}
    assert stands_in(address, [written])
    assert mask(written) == "Skriv till [masked 1]."


def test_years_and_sums_are_no_numbers_of_people():
    assert dict(personal_in(["2021–2027, 1 200 000 kronor, 2026-11-21, RUN/12/2026"], [])) == {}
