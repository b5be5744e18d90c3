"""Reading the glossary: its list, looking words up, and terms marked in the roadmap."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.glossary.lookup import looked_up
from roadmaps.glossary.queries import find_term, terms
from roadmaps.glossary.rules import add_term, edit_term
from roadmaps.snapshots.models import SnapshotKind
from roadmaps.snapshots.rules import freeze
from tests.browsing import Browser
from tests.factories.areas import a_coordinator
from tests.factories.glossary import a_term, number
from tests.factories.roadmap import AT, a_plan


def names(session: Session, asked: str) -> list[str]:
    return [term.content["title"] for term in looked_up(terms(session), asked)]


def test_terms_stand_in_alphabetical_order_under_their_letters(session: Session, client: Browser) -> None:
    for title in ("ögonblicksbild", "Bas", "åtgärd", "avtal", "zon", "bredd", "ändring"):
        a_term(session, title)

    page = client.page("/glossary")

    assert [one.text(strip=True) for one in page.css(".term-name")] == [
        *("avtal", "Bas", "bredd", "zon", "åtgärd", "ändring", "ögonblicksbild"),
    ]
    assert [one.text() for one in page.css(".letters a")] == ["A", "B", "Z", "Å", "Ä", "Ö"]


def test_in_english_the_list_has_the_english_names(session: Session, client: Browser) -> None:
    a_term(session, "målkonflikt", title_en="goal conflict", text_en="Two goals in each other's way.")
    client.set_cookie("language", "en")

    page = client.page("/glossary")

    assert page.css_first(".term-name").text(strip=True) == "goal conflict"
    assert "each other's way" in page.css_first(".term-entry").text()


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("EDP", ["upptäcktsprocess"]),
        ("upptäckts", ["upptäcktsprocess"]),
        ("målkonflikter", ["målkonflikt"]),
        ("conflict", ["målkonflikt"]),
        ("satsa", ["upptäcktsprocess"]),
        ("mål", ["målkonflikt", "upptäcktsprocess"]),
        ("helt annat", []),
    ],
)
def test_words_are_looked_up_by_their_names_first(session: Session, asked: str, found: list[str]) -> None:
    a_term(session, "upptäcktsprocess", synonyms="EDP", text="Att hitta mål att satsa på.")
    a_term(session, "målkonflikt", title_en="goal conflict", text="När något står i vägen.")

    assert names(session, asked) == found


def test_the_answer_to_a_look_up_is_a_page(session: Session, client: Browser) -> None:
    a_term(session, "målkonflikt")

    assert client.page("/glossary?q=målkonflikterna").css_first(".term-found ~ .term-entry")
    assert client.page("/glossary?q=zzz").css_first(".term-entry") is None


def test_a_page_tells_all_that_is_known_of_a_word(session: Session, client: Browser) -> None:
    a_term(
        session,
        "innovation",
        local="När platsens kunskap möter lösningar.",
        example="En ny ost.",
        origin="RUN/430/2018",
    )

    text = client.page("/glossary/innovation").css_first("main").text()

    assert all(words in text for words in ("Vad innovation är.", "platsens kunskap", "En ny ost.", "RUN/430/2018"))


def test_terms_are_marked_in_the_roadmap_at_first_use_in_each_block(session: Session, client: Browser) -> None:
    term = a_term(session, "målkonflikt")
    plan = a_plan(session)
    first = plan.add("goal", "Målkonflikt i rubriken", text="Målkonflikterna syns, och varje målkonflikt hanteras.")
    second = plan.add("goal", "Mer", text="Ännu en målkonflikt och [en länk om målkonflikt](https://example.org).")

    page = client.page(plan.address)

    marks = {block: page.css(f"#block-{block} a.term") for block in (first, second)}
    assert [[one.text() for one in those] for those in marks.values()] == [["Målkonflikterna"], ["målkonflikt"]]
    assert marks[first][0].attributes["href"] == f"/glossary/{term}"
    assert 'class="term"' not in plan.state[first].html["text"]


def test_a_changed_glossary_is_seen_at_once(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    plan.add("goal", "Mer", text="Bredd och spets.")
    assert client.page(plan.address).css("a.term") == []

    a_term(session, "bredd")
    assert [one.text() for one in client.page(plan.address).css("a.term")] == ["Bredd"]
    term = a_term(session, "spets")
    assert [one.text() for one in client.page(plan.address).css("a.term")] == ["Bredd", "spets"]
    content = {**find_term(session, term).content, "title": "topp"}
    edit_term(session, term, content, based_on=number(session), actor=a_coordinator(session), at=AT)
    assert [one.text() for one in client.page(plan.address).css("a.term")] == ["Bredd"]


def test_marks_are_switched_off_and_on_in_this_browser(session: Session, client: Browser) -> None:
    a_term(session, "bredd")
    plan = a_plan(session)
    plan.add("goal", "Mer", text="Bredd och spets.")

    off = client.post("/glossary/marks", data={"marks": "off", "back": plan.address})
    assert off.location == plan.address
    assert client.page(plan.address).css("a.term") == []
    client.post("/glossary/marks", data={"marks": "on", "back": "https://elsewhere.example"})
    assert client.page(plan.address).css("a.term")


def test_a_frozen_version_is_read_with_the_words_of_its_day(session: Session, client: Browser) -> None:
    coordinator = a_coordinator(session)
    term = a_term(session, "bredd", actor=coordinator, text="Som det var.")
    then = number(session)
    plan = a_plan(session)
    plan.add("goal", "Mer", text="Bredd och spets.")
    decided = {"decision_body": "Nämnden", "decided_on": AT.date()}
    freeze(session, plan.roadmap, kind=SnapshotKind.ADOPTED, title="Färdplan", actor=plan.leader, at=AT, **decided)
    later = {"actor": coordinator, "at": AT + timedelta(days=1)}
    add_term(session, {"title": "spets", "text": "Kom senare."}, **later)
    content = {**find_term(session, term).content, "title": "vidd", "text": "Som det är."}
    edit_term(session, term, content, based_on=number(session), **later)

    [mark] = client.page(f"/areas/{plan.slug}/snapshots/1").css("a.term")

    assert (mark.text(), mark.attributes["href"]) == ("Bredd", f"/glossary/{term}?as_of={then}")
    assert "Som det var." in client.page(mark.attributes["href"]).css_first("main").text()
