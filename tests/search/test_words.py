"""What somebody types, and which words it finds: the same on every database."""

import unicodedata

import pytest
from sqlalchemy.orm import Session

from roadmaps.search.wanted import LONGEST_QUESTION, read_wanted
from tests.factories.roadmap import Plan, a_plan
from tests.factories.search import ask, found, hear, know_all

FORMS = [
    ("färdplan", "Färdplaner för länet"),
    ("färdplan", "Färdplanens mål"),
    ("färdplanerna", "En färdplan"),
    ("mål", "Målet är nått"),
    ("målen", "Ett mål"),
    ("indikator", "Indikatorer att följa"),
    ("indikatorn", "Varje indikator"),
    ("energi", "Energin räcker"),
    ("kommuner", "Kommunens arbete"),
    ("företag", "Företagen delar kunskap"),
    ("besöksnäring", "Besöksnäringens villkor"),
    ("aktör", "Aktörerna möts"),
    ("testbädd", "Fler testbäddar"),
]


@pytest.fixture
def plan(session: Session) -> Plan:
    return a_plan(session)


def goals(plan: Plan, *titles: str, text: str = "") -> None:
    for title in titles:
        plan.add("goal", title, text=text)
    hear(plan.session)


@pytest.mark.parametrize(("asked", "said"), FORMS)
def test_any_form_of_a_word_finds_the_others(plan: Plan, asked: str, said: str) -> None:
    goals(plan, said, "Något helt annat")

    assert found(plan.session, asked) == [said]


@pytest.mark.parametrize(
    ("asked", "said"), [("mål", "Måleri i länet"), ("tal", "Talgoxar i länet"), ("rad", "Råd i länet")]
)
def test_words_that_only_look_alike_are_left_alone(plan: Plan, asked: str, said: str) -> None:
    goals(plan, said)

    assert found(plan.session, f"{asked} länet") == []


def test_the_last_word_may_be_unfinished_but_not_those_before_it(plan: Plan) -> None:
    goals(plan, "Vätgas till bussarna")

    assert found(plan.session, "bussar vät") == ["Vätgas till bussarna"]
    assert found(plan.session, "vät bussar") == []
    assert found(plan.session, "vät* bussar") == ["Vätgas till bussarna"]


def test_all_words_are_needed_wherever_they_stand(plan: Plan) -> None:
    goals(plan, "Biogas", text="Till bussarna i Åre.")
    goals(plan, "Bussarna", text="Till Krokom.")

    assert found(plan.session, "åre biogas") == ["Biogas"]


def test_a_phrase_keeps_its_words_together_as_they_stand(plan: Plan) -> None:
    goals(plan, "Grön omställning", "Omställning som blir grön", "Gröna omställningar")

    assert found(plan.session, '"grön omställning"') == ["Grön omställning"]
    assert found(plan.session, "”grön omställning”") == ["Grön omställning"]


def test_no_phrase_reaches_from_the_title_into_the_text(plan: Plan) -> None:
    goals(plan, "Mer grön", text="omställning i länet")

    assert found(plan.session, '"grön omställning"') == []


def test_a_minus_leaves_out(plan: Plan) -> None:
    goals(plan, "Vatten och energi", "Vattnet i skogen", "Vatten till kraften")

    assert found(plan.session, "vatten -energin") == sorted(found(plan.session, "vatten -energi"))
    assert set(found(plan.session, "vatten -energi")) == {"Vatten till kraften"}
    assert set(found(plan.session, 'vatten* -"till kraften"')) == {"Vatten och energi"}


def test_the_title_counts_more_than_the_text(plan: Plan) -> None:
    goals(plan, "Något annat", text="Här nämns vätgas en gång, och vätgas en gång till.")
    goals(plan, "Vätgas i industrin", text="Med mycket annan text som inte säger ordet igen utan handlar om annat.")

    assert found(plan.session, "vätgas") == ["Vätgas i industrin", "Något annat"]


def test_a_title_in_another_form_comes_before_the_very_word_in_a_text(plan: Plan) -> None:
    goals(plan, "Färdplan", "Andra planer", "Fler planer", text="Länets arbete tillsammans.")
    plan.add("goal", "Lärande", text="Erfarenheter används i färdplanerna.")
    know_all(plan.session)

    assert found(plan.session, "färdplanerna") == ["Färdplan", "Lärande"]


def test_accents_are_left_out_of_account_but_not_the_letters_å_ä_ö(plan: Plan) -> None:
    goals(plan, "En idé om kaféer", "Råd åt alla", "Rad efter rad")

    assert found(plan.session, "ide kafe") == ["En idé om kaféer"]
    assert found(plan.session, '"rad"') == ["Rad efter rad"]
    assert found(plan.session, '"råd"') == ["Råd åt alla"]


def test_letters_written_in_two_signs_are_the_same_letters(plan: Plan) -> None:
    goals(plan, unicodedata.normalize("NFD", "Färdplanens början"), "Färdplan för Åre")

    assert len(found(plan.session, unicodedata.normalize("NFD", "färdplan"))) == 2
    assert len(found(plan.session, "färdplan")) == 2


def test_small_and_capital_letters_are_alike(plan: Plan) -> None:
    goals(plan, "ÖSTERSUND växer")

    assert found(plan.session, "östersund") == found(plan.session, "Östersund") == ["ÖSTERSUND växer"]


def test_numbers_are_found_as_they_are_written(plan: Plan) -> None:
    goals(plan, "Minst 2,5 procent", "Minst 5 av 2", "År 2030")

    assert found(plan.session, "2,5") == ["Minst 2,5 procent"]
    assert found(plan.session, "2030") == ["År 2030"]


def test_compounds_with_a_hyphen_are_found_in_every_form(plan: Plan) -> None:
    goals(plan, "Smart-specialiseringens villkor", "Ny e-post", "Post utan bokstaven e")

    assert found(plan.session, "smart-specialisering") == ["Smart-specialiseringens villkor"]
    assert found(plan.session, "e-post") == ["Ny e-post"]


def test_the_most_common_words_count_only_when_there_are_no_others(plan: Plan) -> None:
    goals(plan, "Skog och trä", "Trä")

    assert set(found(plan.session, "trä och")) == {"Skog och trä", "Trä"}
    assert found(plan.session, "och") == ["Skog och trä"]
    assert found(plan.session, '"och trä"') == ["Skog och trä"]


NOTHING_TO_FIND = [
    "",
    "   ",
    '"',
    '""',
    "-",
    "---",
    "*",
    "🌲🌲",
    "-skog",
    '-"skog',
    "()",
    "%",
    "_",
    "\\",
    "'",
    ";",
    "&|!",
]


@pytest.mark.parametrize("asked", NOTHING_TO_FIND)
def test_what_holds_no_word_finds_nothing(plan: Plan, asked: str) -> None:
    goals(plan, "Skog")

    assert ask(plan.session, asked).total == 0
    assert read_wanted(asked).is_empty


ODD = [
    'skog "',
    '"skog',
    'skog""',
    "skog AND",
    "skog OR NOT",
    "NEAR(skog, 2)",
    "title:skog",
    "{title} : skog",
    "skog:*",
    "skog & !",
    "^skog",
    "skog) OR (1=1",
    "skog'; DROP TABLE search_words; --",
    "skog <-> trä",
    "skog \x00 trä",
    "skog\\",
    "🌲 skog 🌲",
    "skog " * 200,
    "å" * 5_000,
    "*skog*",
    "- skog",
    "−−skog",
    "\ud7ff skog \u202e",
    "ﬁnns ½ ² Ⅷ skog",
    "ไม้ skog 木",
]


@pytest.mark.parametrize("asked", ODD, ids=range(len(ODD)))
def test_odd_questions_are_answered_like_any_other(plan: Plan, asked: str) -> None:
    goals(plan, "Skog")

    for order in ("", "date"):
        assert set(found(plan.session, asked, order=order)) <= {"Skog"}


@pytest.mark.parametrize("asked", ['skog "', '"skog', "^skog", "🌲 skog 🌲", "skog " * 200, "*skog*", "- skog"])
def test_what_can_be_understood_of_an_odd_question_is_found(plan: Plan, asked: str) -> None:
    goals(plan, "Skog")

    assert found(plan.session, asked) == ["Skog"]


def test_words_with_odd_letters_can_be_kept_and_found(plan: Plan) -> None:
    title = "Ord: ไม้ 木 ½ Ⅷ ﬁnt 🌲 it's \\ \" <b> q\u0303\u0303 " + "å" * 100
    goals(plan, title)

    assert found(plan.session, "木") == [title]
    assert found(plan.session, "å" * 100) == [title]


def test_a_question_holds_so_much_and_no_more(plan: Plan) -> None:
    wanted = read_wanted("skog " * 1_000)

    assert len(wanted.words) <= LONGEST_QUESTION


def test_an_empty_site_finds_nothing(session: Session) -> None:
    know_all(session)

    assert found(session, "skog") == []
