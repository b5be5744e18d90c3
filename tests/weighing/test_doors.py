"""Weighing as everyone who has to do with it meets it, page by page."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix, Person
from roadmaps.discovery.words import CandidateState
from roadmaps.notifications.models import OutgoingMail
from roadmaps.weighing.models import Recommendation, WeighingRound
from roadmaps.weighing.queries import dots_in, result_in
from roadmaps.weighing.words import Kind
from tests.browsing import Browser
from tests.factories.discovery import a_candidate, decided
from tests.factories.roadmap import AT, a_plan
from tests.factories.weighing import Held, a_recommendation, a_room, a_round

LATER = AT + timedelta(days=1)


def points(held: Held, *given: int | str, motive: str = "Därför.", version: int = 0) -> dict[str, object]:
    """A form with points on the criteria in order."""
    typed = {f"points-{key}": str(value) for key, value in zip(held.criteria, given, strict=False)}
    return {**typed, "motive": motive, "version": version}


def criteria_form(*names: str, reason: str = "") -> dict[str, str]:
    """The form for criteria, all of weight 2."""
    return {"reason": reason} | {
        key: value for n, name in enumerate(names, 1) for key, value in ((f"name-{n}", name), (f"weight-{n}", "2"))
    }


def weighed(session: Session) -> Held:
    """A round in which four organisations have weighed two candidates, and which has closed."""
    held = a_round(session, titles=["Kurs", "Mat"]).open()
    for name, helix, course, food, interest in (
        ("Torsta", Helix.BUSINESS, 5, 3, True),
        ("RISE", Helix.ACADEMIA, 4, 3, False),
        ("Krokom", Helix.PUBLIC, 4, 4, False),
        ("Gaaltije", Helix.CIVIL_SOCIETY, 2, 4, False),
    ):
        who = held.somebody_at(name, helix)
        held.give(who, 0, course, course, course, has_interest=interest, motive=f"{name} om kursen.")
        held.give(who, 1, food, food, food)
    return held.close()


def test_from_criteria_to_result_by_the_leaders_doors(session: Session, client: Browser) -> None:
    plan = a_plan(session)
    first, second = a_candidate(plan, title="Kurs"), a_candidate(plan, title="Mat")
    client.sign_in(plan.person(plan.leader))
    base = f"/areas/{plan.slug}/weighing"

    assert client.page(f"{base}/criteria").css_first("[name=name-1]").attributes["value"]
    short = client.post(f"{base}/criteria", data=criteria_form("En", "Två"))
    assert short.status_code == 422 and "error-summary" in short.text
    assert client.post(f"{base}/criteria", data=criteria_form("En", "Två", "Tre")).status_code == 303
    made = client.post(
        f"{base}/new/criteria",
        data={
            "title": "Vad går vi vidare med?",
            "candidates": [str(first.id), str(second.id)],
            "opens_on": "2026-11-21",
            "closes_on": "2026-12-18",
            "is_open_call": "1",
        },
    )
    address = made.location.removesuffix("/weighers")
    assert (
        client.post(f"{address}/weighers", data={"organisations": [str(plan.editor.acting_for_id)]}).status_code == 303
    )
    assert "Torsta i Ås" in client.get(f"{address}/weighers").text
    assert client.post(f"{address}/opening").status_code == 303
    assert client.get(f"{address}/result").status_code == 403
    assert client.post(f"{address}/reminder").status_code == 303
    assert client.post(f"{address}/closing").location.endswith("/result")
    assert client.page(f"{address}/result").css_first(".empty-state")


def test_an_organisation_weighs_candidate_by_candidate_and_comes_to_the_next(session: Session, client: Browser) -> None:
    held = a_round(session).open()
    torsta = held.somebody_at("Torsta")
    client.sign_in(session.get_one(Person, torsta.person_id))
    sheet, entries = f"{held.address}/sheet", [one.id for one in held.round.entries]

    assert client.page(held.address).css_first(f"a[href='{sheet}']")
    assert client.post(f"{sheet}/{entries[0]}", data=points(held, 5, 4, "cannot")).location == f"{sheet}/{entries[1]}"
    refused = client.post(f"{sheet}/{entries[1]}", data=points(held, 5))
    assert refused.status_code == 422 and "Därför." in refused.text
    assert client.post(f"{sheet}/{entries[2]}", data=points(held, 1, 1, 1)).location == f"{sheet}/{entries[1]}"
    assert client.post(f"{sheet}/{entries[1]}", data=points(held, 3, 3, 3)).location == sheet
    assert client.post(f"{sheet}/{entries[0]}", data=points(held, 1, 1, 1)).status_code == 409
    page = client.page(f"{sheet}/{entries[0]}")
    assert page.css_first(f"[name='points-{held.criteria[2]}'][value=cannot]").attributes.keys() >= {"checked"}


def test_the_link_in_a_letter_is_enough(session: Session, client: Browser) -> None:
    held = a_round(session)
    client.sign_in(held.plan.person(held.leader))
    torsta = held.somebody_at("Torsta")
    client.post(f"{held.address}/weighers", data={"organisations": [str(torsta.acting_for_id)]})
    client.post(f"{held.address}/opening")
    client.get("/")
    letter = session.scalars(select(OutgoingMail).where(OutgoingMail.text.contains("/weigh/"))).one()
    link = re.search(r"/weigh/\S+", letter.text)[0]
    stranger = client.application.test_client()
    stranger.session = session

    page = stranger.get(link)
    assert page.status_code == 200 and page.headers["X-Robots-Tag"] == "noindex"
    assert stranger.post(f"{link}/{held.round.entries[0].id}", data=points(held, 5, 5, 5)).status_code == 303
    assert result_in(session, held.round).weighers == {result_in(session, held.round).sheets[0].weigher_id: "Torsta"}
    assert stranger.get("/weigh/nobody-knows").status_code == 404
    assert stranger.get(f"{held.address}/sheet").status_code == 303


def test_the_result_shows_order_spread_dissent_balance_and_how_sure_it_is(session: Session, client: Browser) -> None:
    held = weighed(session)

    page = client.page(f"{held.address}/result", headers={"Accept-Language": "en"})
    text = page.body.text(separator=" ")

    assert [row.text(strip=True) for row in page.css(".spread-table tbody th a")] == ["Kurs", "Mat"]
    first = page.css_first(".spread-table tbody tr")
    assert [cell.text(strip=True) for cell in first.css("td")] == ["1", "4.0", "3.5–4.3", "2.0–5.0", "4"]
    assert len(first.css(".spread-mark")) == 4
    assert "Gaaltije om kursen." in page.css_first(".dissent").parent.text()
    assert "own interest" in text
    assert "Without the organisations of:" in text
    assert page.css(".spread-interested")


def test_from_the_result_one_goes_on_to_the_decision(session: Session, client: Browser) -> None:
    held = weighed(session)
    client.sign_in(held.plan.person(held.leader))
    kurs = held.candidates[0].id

    assert client.page(f"{held.address}/result").css_first(f"a[href='/candidates/{kurs}/decision']")
    assert held.address in client.page(f"/candidates/{kurs}/decision").html
    assert "Gaaltije" not in client.page(f"/candidates/{kurs}").css_first("#weighed").text()
    assert held.address in client.page(f"/candidates/{kurs}").html


def test_phones_place_dots_and_the_screen_shows_them(session: Session, client: Browser) -> None:
    held = a_room(session)
    code, [kurs, mat, rad] = held.round.code, [one.id for one in held.round.entries]

    assert client.get("/dots").status_code == 200
    assert client.get("/dots?code=fel").status_code == 422
    assert client.get(f"/dots?code={code.lower()[:3]} {code.lower()[3:]}").location == f"/dots/{code}"
    sent = client.post(f"/dots/{code}", data={f"dots-{kurs}": "2", f"dots-{mat}": "1", "helix": "academia"})
    assert sent.status_code == 303
    too_many = client.post(f"/dots/{code}", data={f"dots-{kurs}": "2", f"dots-{mat}": "2"})
    assert too_many.status_code == 422 and 'value="2"' in too_many.text
    assert client.post(f"/dots/{code}", data={f"dots-{kurs}": "-1"}).status_code == 422
    assert client.post(f"/dots/{code}", data={f"dots-{rad}": "3"}).status_code == 303

    screen = client.page(f"{held.address}/screen", headers={"Accept-Language": "en"})
    assert screen.css_first(".dot-people").text() == "1 person has placed dots"
    assert [one.text() for one in screen.css(".dot-bars-count")] == ["3 dots", "0 dots", "0 dots"]
    # The code is for those in the room, not for whoever opens the address elsewhere.
    assert code not in screen.html
    assert code not in client.page(held.address).html
    client.sign_in(held.plan.person(held.plan.leader))
    assert client.page(f"{held.address}/screen").css_first(".dot-letters").text().endswith(code)


def test_one_browser_is_one_voter_and_two_are_two(session: Session, client: Browser) -> None:
    held = a_room(session)
    kurs = held.round.entries[0].id
    other = client.application.test_client()
    other.session = session

    for browser in (client, client, other):
        assert browser.post(f"/dots/{held.round.code}", data={f"dots-{kurs}": "1"}).status_code == 303

    assert dots_in(session, held.round).people == 2


def test_whoever_presses_twice_at_once_is_one(session: Session, client: Browser) -> None:
    held = a_room(session)
    kurs = held.round.entries[0].id
    address = f"/dots/{held.round.code}"
    client.get(address)
    with client.session_transaction() as first:
        known = dict(first)

    client.post(address, data={f"dots-{kurs}": "1"})
    with client.session_transaction() as second:
        second.clear()
        second.update(known)
    client.post(address, data={f"dots-{kurs}": "1"})

    assert dots_in(session, held.round).people == 1


def test_a_phone_that_comes_late_finds_the_way_to_the_result(session: Session, client: Browser) -> None:
    held = a_room(session)
    held.place("a", 3)
    held.close()

    page = client.page(f"/dots/{held.round.code}")

    assert page.css_first(f"main a[href='{held.address}/result']")


def test_a_result_says_that_all_agree_only_where_they_do(session: Session, client: Browser) -> None:
    alone, outvoted = a_round(session).open(), a_round(session).open()
    alone.give(alone.somebody_at("Torsta"), 0, 3, 3, 3)
    for name, points_given in (("LRF", 5), ("RISE", 2), ("Almi", 2), ("IUC", 2), ("Peak", 2)):
        outvoted.give(outvoted.somebody_at(name), 0, *[points_given] * 3)

    told = [
        client.page(f"{held.close().address}/result", headers={"Accept-Language": "en"}).css_first("#differ").parent
        for held in (alone, outvoted)
    ]

    assert "nothing to compare" in told[0].text()
    assert "but not all" in told[1].text() and "LRF gave 5.0" in told[1].text()


def test_a_screen_that_waits_shows_no_dots_before_it_closes(session: Session, client: Browser) -> None:
    held = a_room(session, shows_live=False)
    held.place("a", 3)

    assert not client.page(f"{held.address}/screen").css(".dot-bars-count")
    held.close()
    assert client.page(f"{held.address}/screen").css(".dot-bars-count")
    assert client.page(f"{held.address}/result").css_first("table")
    assert client.post(f"/dots/{held.round.code}", data={f"dots-{held.round.entries[0].id}": "1"}).status_code == 422


@pytest.mark.limits
def test_whoever_tries_codes_soon_gets_none(session: Session, client: Browser) -> None:
    answers = [client.get(f"/dots/AAAA{n:02}").status_code for n in range(60)]

    assert answers[0] == 404
    assert answers[-1] == 429


def test_a_recommendation_is_looked_through_frozen_and_taken_home(session: Session, client: Browser) -> None:
    held = weighed(session)
    decided(held.plan, held.candidates[0], CandidateState.PRIORITISED, "Bred enighet, även om renbetet ska skyddas.")
    decided(held.plan, held.candidates[1], CandidateState.CHOSEN_AWAY, "Görs redan av andra.")
    client.sign_in(held.plan.person(held.leader))
    address = f"/areas/{held.plan.slug}/weighing/recommendations/new"
    typed = {"title": "Rekommendation", "addressee": "ERUF", "purpose": "Kursen.", "rounds": [str(held.round.id)]}

    assert client.get(address).status_code == 200
    assert client.post(address, data={**typed, "purpose": ""}).status_code == 422
    look = client.post(address, data={**typed, "then": "look"})
    assert look.status_code == 200 and "Görs redan av andra." in look.text
    assert session.scalars(select(Recommendation)).first() is None
    frozen = client.post(address, data=typed).location
    page = client.page(frozen)
    assert "Bred enighet" in page.text() and "Görs redan av andra." in page.text()
    for name in ("html", "markdown"):
        file = client.get(f"{frozen}/files/{name}")
        assert file.status_code == 200
        assert "Gaaltije om kursen." in file.text and "Görs redan av andra." in file.text
    assert client.get(f"{frozen}/files/exe").status_code == 404
    again = client.page(address)
    assert again.css_first("[name=purpose]").text(strip=True) == "Kursen." and again.css_first("[name=change]")
    assert client.post(address, data=typed).status_code == 422
    second, twice = (client.post(address, data={**typed, "change": "Budgeten är med."}).location for _press in range(2))
    assert second == twice
    assert client.page(frozen).css_first(f"a[href='{second}']")


def test_what_is_frozen_does_not_change_with_what_it_tells_of(session: Session, client: Browser) -> None:
    held = weighed(session)
    decided(held.plan, held.candidates[0], CandidateState.PRIORITISED)
    frozen = a_recommendation(held)
    address = f"/recommendations/{frozen.id}"
    before = client.get(f"{address}/files/markdown").text

    decided(held.plan, held.candidates[0], CandidateState.RESTING, "Vi väntar.")

    assert client.get(f"{address}/files/markdown").text == before
    assert "Vi väntar." not in client.get(address).text


def test_a_recommendation_is_a_word_file_and_an_accessible_pdf(session: Session, client: Browser) -> None:
    held = weighed(session)
    decided(held.plan, held.candidates[0], CandidateState.PRIORITISED)
    address = f"/recommendations/{a_recommendation(held).id}/files"

    assert client.get(f"{address}/docx").data.startswith(b"PK")
    pdf = client.get(f"{address}/pdf").data
    assert pdf.startswith(b"%PDF") and b"pdfuaid" in pdf


def test_nothing_is_recommended_before_something_is_prioritised(session: Session, client: Browser) -> None:
    held = weighed(session)
    client.sign_in(held.plan.person(held.leader))
    typed = {"title": "Rekommendation", "addressee": "ERUF", "purpose": "Kursen.", "rounds": [str(held.round.id)]}

    refused = client.post(f"/areas/{held.plan.slug}/weighing/recommendations/new", data=typed)

    assert refused.status_code == 422


def test_what_is_not_for_the_reader_is_not_there(session: Session, client: Browser) -> None:
    plan = a_plan(session, is_public=False)
    held = a_round(session, plan=plan)
    hidden = [held.address, f"/areas/{plan.slug}/weighing", f"{held.address}/result"]

    assert {client.get(one).status_code for one in hidden} == {404}
    client.sign_in(plan.person(plan.others["reader"]))
    assert client.get(held.address).status_code == 404
    held.open()
    assert client.get(held.address).status_code == 200
    assert client.get(f"{held.address}/facts").status_code == 403
    assert client.post(f"{held.address}/closing").status_code == 403
    room = a_room(session, plan=plan)
    stranger = client.application.test_client()
    stranger.session = session
    assert stranger.get(f"/dots/{room.round.code}").status_code == 200
    assert stranger.get(f"{room.address}/screen").status_code == 404


def test_a_round_is_changed_more_time_is_given_and_it_is_cancelled(session: Session, client: Browser) -> None:
    held = a_round(session)
    client.sign_in(held.plan.person(held.leader))
    torsta = held.somebody_at("Torsta")
    [asked] = held.ask(torsta)

    assert client.page(f"{held.address}/facts").css_first("[name=title]").attributes["value"] == held.round.title
    facts = {"title": "Nytt", "opens_on": "2026-11-21", "closes_on": "2026-12-01", "is_open_call": "1"}
    chosen = [str(one.id) for one in held.candidates[:2]]
    assert client.post(f"{held.address}/facts", data={**facts, "candidates": chosen}).status_code == 303
    assert client.post(f"{held.address}/facts", data={**facts, "candidates": chosen[:1]}).status_code == 422
    assert client.post(f"{held.address}/weighers/{asked.id}/removal").status_code == 303
    client.post(f"{held.address}/opening")
    more = {"closes_on": "2026-12-20", "reason": "Fler hinner."}
    assert client.post(f"{held.address}/extension", data=more).status_code == 303
    assert "Fler hinner." in client.get(held.address).text
    assert client.post(f"{held.address}/cancellation", data={"reason": "Görs om."}).status_code == 303
    assert "Görs om." in client.get(held.address).text
    assert session.scalars(select(WeighingRound)).unique().one().kind is Kind.CRITERIA


@pytest.mark.parametrize("address", ["", "/criteria", "/new/criteria", "/new/dots", "/recommendations/new"])
def test_an_area_where_nothing_has_happened_has_pages_too(session: Session, client: Browser, address: str) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))

    assert client.page(f"/areas/{plan.slug}/weighing{address}").css_first("h1")
    assert client.get(f"/areas/{plan.slug}/weighing/new/other").status_code == 404


def test_what_waits_stands_on_ones_own_page_and_on_the_areas(session: Session, client: Browser) -> None:
    held = a_round(session)
    torsta = held.somebody_at("Torsta")
    held.ask(torsta)
    held.open()
    client.sign_in(session.get_one(Person, torsta.person_id))

    assert held.address in client.page("/me").html
    assert held.address in client.page(f"/areas/{held.plan.slug}").html
    assert held.address in client.page(f"/areas/{held.plan.slug}/discovery").html
