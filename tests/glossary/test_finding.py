"""Which words of a text are terms of the glossary. No database."""

import time

import pytest

from roadmaps.glossary.finding import Finder, Names, is_english, names_of, terms_used_in

FORMS = [
    (
        "färdplan",
        "färdplan färdplanen färdplaner färdplanerna färdplans färdplanens färdplaners färdplanernas Färdplan",
    ),
    ("mål", "mål målet målen måls målets målens MÅL"),
    ("styrkeområde", "styrkeområde styrkeområdet styrkeområden styrkeområdena styrkeområdets styrkeområdenas"),
    ("indikator", "indikator indikatorn indikatorer indikatorerna indikators indikatorernas indikatorns"),
    ("aktör", "aktör aktören aktörer aktörerna aktörernas"),
    ("strategi", "strategi strategin strategier strategierna strategins strategiernas"),
    ("program", "program programmet programmen programmets programs"),
    ("medel", "medel medlet medlen medlens"),
    ("kapitel", "kapitel kapitlet kapitlen"),
    ("resa", "resa resan resor resorna resans"),
    ("bas", "bas basen baser basens"),
    ("bredd", "bredd bredden"),
    ("spets", "spets spetsen spetsar spetsens"),
    ("remiss", "remiss remissen remisser remisserna"),
    ("remissinstans", "remissinstans remissinstansen remissinstanser remissinstansernas"),
    ("bemötande", "bemötande bemötandet bemötanden bemötandena"),
    ("insats", "insats insatsen insatser insatserna"),
    ("innovation", "innovation innovationen innovationer innovationernas"),
    ("specialisering", "specialisering specialiseringen specialiseringar"),
    ("process", "process processen processer processerna"),
    ("hållbarhet", "hållbarhet hållbarheten"),
    ("hållbar", "hållbar hållbart hållbara"),
    ("cirkulär", "cirkulär cirkulärt cirkulära"),
    ("aktörer", "aktör aktören aktörerna"),
    ("idé", "idé idén idéer idéerna"),
    ("RUS", "RUS RUS:en RUSen RUS:s RUS:ens"),
    ("S3", "S3 S3:s"),
    ("FoU", "FoU FoU:s"),
    ("e-tjänst", "e-tjänst e-tjänsten e-tjänster"),
]
OTHERS = [
    ("mål", "måla måltid delmål mål-"),
    ("bas", "basera basisk base bass"),
    ("spets", "spetsa spetsig spetsforskning"),
    ("strategi", "strategisk strateg"),
    ("innovation", "innovativ innovera innovationsarena innovations-"),
    ("styrkeområde", "styrkeområdesanalys styrka delområde"),
    ("RUS", "rus ruset Rus RUSTA RUS-arbete"),
    ("S3", "s3 S30 S31 S3-plattformen"),
    ("process", "processa upptäcktsprocess"),
    ("resa", "resande res"),
    ("indikator", "indikera indikation"),
    ("vision", "visionär television"),
]


def words(*names: str, english: tuple[str, ...] = ()) -> list[Names]:
    return [Names(name, (name,)) for name in names] + [Names(name, (), (name,)) for name in english]


def found_in(text: str, *names: str, english: tuple[str, ...] = ()) -> list[str]:
    return [text[one.start : one.end] for one in Finder(words(*names, english=english)).find(text)]


@pytest.mark.parametrize(
    ("name", "form"), [pytest.param(name, form, id=form) for name, forms in FORMS for form in forms.split()]
)
def test_a_form_of_the_word_is_found(name: str, form: str) -> None:
    assert found_in(f"Vi talar om {form}, och om annat.", name) == [form]


@pytest.mark.parametrize(
    ("name", "other"), [pytest.param(name, other, id=other) for name, others in OTHERS for other in others.split()]
)
def test_another_word_is_left_alone(name: str, other: str) -> None:
    assert found_in(f"Vi talar om {other} och om annat.", name) == []


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param(
            "smart specialisering", "den smarta specialiseringens väg", "smarta specialiseringens", id="forms"
        ),
        pytest.param("cirkulär bioekonomi", "en cirkulär\nbioekonomi", "cirkulär\nbioekonomi", id="over lines"),
        pytest.param("smart specialisering", "smart&nbsp;specialisering", "smart&nbsp;specialisering", id="hard space"),
        pytest.param("smart specialisering", "så smart, specialisering", None, id="comma between"),
        pytest.param("smart specialisering", "smart sägs specialisering", None, id="word between"),
        pytest.param("smart specialisering", "vara smart", None, id="only its beginning"),
        pytest.param("bas, bredd och spets", "Bas, bredd och spets är tre", "Bas, bredd och spets", id="with a comma"),
        pytest.param("Bas – Bredd – Spets", "modellen bas–bredd–spets", "bas–bredd–spets", id="with dashes"),
        pytest.param("smart", "en sm\u00adart sak", "sm\u00adart", id="soft hyphen"),
        pytest.param("ide\u0301", "en idé", "idé", id="decomposed"),
        pytest.param("amp", "A &amp; B", None, id="entity"),
    ],
)
def test_names_of_several_words(name: str, text: str, found: str | None) -> None:
    assert found_in(text, name) == ([found] if found else [])


def test_the_longest_term_is_chosen_and_none_stands_within_another() -> None:
    text = "Smart specialisering och specialisering."

    assert found_in(text, "specialisering", "smart specialisering", "smart") == [
        "Smart specialisering",
        "specialisering",
    ]


def test_english_names_count_in_english_texts_only() -> None:
    english = ("peak", "strategy", "quadruple helix")

    assert found_in("The strategies of the region and its peak.", english=english) == ["strategies", "peak"]
    assert found_in("Peak Innovation leder det.", english=english) == []
    assert found_in("Arbetet bygger på quadruple helix.", english=english) == ["quadruple helix"]


def test_english_words_that_only_share_a_root_are_other_words() -> None:
    assert found_in("This is innovative, and the innovations are many.", english=("innovation",)) == ["innovations"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Vi ska nå målet till 2030.", False),
        ("We are to reach the goal by 2030.", True),
        ("ORIGINN", False),
        ("", False),
    ],
)
def test_the_language_of_a_text_is_told_by_its_smallest_words(text: str, answer: bool) -> None:
    assert is_english(text) is answer


def test_brackets_and_commas_hold_names_of_their_own() -> None:
    names = names_of("a", {"title": "regional utvecklingsstrategi (RUS)", "synonyms": "Jämtlands län 2050; planen"})

    assert names.swedish == ("regional utvecklingsstrategi", "RUS", "Jämtlands län 2050", "planen")
    assert names.english == ()


def test_the_appendix_names_each_used_term_once_in_the_order_of_the_glossary() -> None:
    terms = [Names(1, ("aktör",)), Names(2, ("bredd",)), Names(3, ("mål", "EDP"))]

    assert terms_used_in(["<p>EDP:n och <em>målen</em></p>", "Aktörerna, EDP"], terms) == [1, 3]
    assert terms_used_in([], terms) == terms_used_in(["Mål"], []) == []


def test_a_word_that_a_tag_divides_is_one_word() -> None:
    assert terms_used_in(["<p>färd<strong>plan</strong></p>"], words("färdplan")) == ["färdplan"]
    assert terms_used_in(["<p>mål<strong>tid</strong></p>"], words("mål")) == []
    assert terms_used_in(["<p>smart</p><p>mål</p>"], words("smartmål")) == []


@pytest.mark.parametrize("hostile", ["a" * 200_000, "mål-" * 50_000, "&" * 200_000, "é\u0301" * 60_000, "<" * 200_000])
def test_hostile_texts_take_no_longer_than_others(hostile: str) -> None:
    began = time.perf_counter()

    terms_used_in([hostile], words("mål", "smart specialisering"))

    assert time.perf_counter() - began < 2
