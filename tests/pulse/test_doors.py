"""A pulse as everyone who has to do with it meets it, page by page."""

import re

from sqlalchemy import select

from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from roadmaps.pulse.models import Pulse
from roadmaps.pulse.queries import answer_of
from roadmaps.pulse.words import Consent, State
from tests.factories.pulse import a_pulse, an_answered_pulse, tokens
from tests.factories.roadmap import a_plan


def filled(*marks, version=0, **more):
    """The answer page's form."""
    return {**{f"mark-{number}": str(mark) for number, mark in enumerate(marks, 1)}, "version": str(version), **more}


def test_the_whole_way_from_preparing_to_the_result(client, session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    client.set_cookie("language", "en")
    address = f"/areas/{plan.slug}/pulse"

    # The leader words the second question otherwise, and asks six organisations by address.
    form = client.get(f"{address}/new").text
    assert "Does what you say make a difference" in form
    asked = {
        "title": "Puls, hösten 2026",
        "question_1": "Do you know where the work with the roadmap stands, and what happens next?",
        "question_2": "Är mötena värda er tid?",
        "question_3": "Is the roadmap of use in your own work?",
        "opens_on": "2026-11-21",
        "closes_on": "2026-12-04",
        "remind_days": "5",
    }
    made = client.post(f"{address}/new", data=asked)
    assert made.location.endswith("/asked")
    others = "\n".join(f"Förening {number}, f{number}@example.org" for number in range(6))
    assert client.post(made.location, data={"others": others}).status_code == 303
    pulse = session.scalars(select(Pulse)).one()
    assert [one.key for one in pulse.questions] == ["clear", "", "useful"]
    here = f"/pulses/{pulse.id}"
    assert "6 letters go out when it opens." in client.get(here).text
    assert client.post(f"{here}/opening").status_code == 303

    # Each answers by the link in its letter, without an account.
    client.delete_cookie("session")
    letters = session.scalars(select(OutgoingMail).where(OutgoingMail.kind == "pulse/asked")).all()
    assert len(letters) == 6
    for number, letter in enumerate(letters):
        link = re.search(r"/pulse/\S+", letter.text)[0]
        assert "Är mötena värda er tid?" in client.get(link).text
        sent = client.post(
            link, data=filled(1 + number % 5, 4, 5, words="Tack." if number == 0 else "", consent="named")
        )
        assert sent.status_code == 303
        assert "You can change the answer" in client.get(sent.location).text

    # Nobody sees a result before it is closed, and everyone does after.
    assert "What was answered" not in client.get(here).text
    client.sign_in(plan.person(plan.leader))
    assert client.post(f"{here}/closing").status_code == 303
    client.delete_cookie("session")
    result = client.get(here).text
    assert "6 of 6 organisations have answered" in result
    assert "Tack." in result and "Förening 0" in result
    assert "Är mötena värda er tid?" in client.get(address).text
    assert "6 of 6 organisations have answered" in client.get(f"/areas/{plan.slug}").text
    kinds = sorted(session.scalars(select(OutgoingMail.kind).where(OutgoingMail.to == "f0@example.org")))
    assert kinds == ["pulse/asked", "pulse/result"]


def test_the_link_in_a_letter_is_kept_secret_and_a_guessed_one_opens_nothing(client, session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    [token] = tokens(session)

    page = client.get(f"/pulse/{token}")

    assert page.headers["Cache-Control"] == "no-store"
    assert page.headers["X-Robots-Tag"] == "noindex"
    assert client.get("/pulse/guessed").status_code == 404
    assert client.post("/pulse/guessed", data=filled(1, 2, 3)).status_code == 404
    # To open it answers nothing.
    assert answer_of(session, taken.asked[0].id) is None


def test_what_was_chosen_stays_when_something_was_passed_over(client, session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    [token] = tokens(session)
    client.set_cookie("language", "en")

    refused = client.post(f"/pulse/{token}", data={"mark-1": "4", "words": "Mina ord.", "version": "0"})

    assert refused.status_code == 422
    assert "Choose an answer to question 2." in refused.text
    assert "Mina ord." in refused.text
    assert re.search(r'name="mark-1" value="4" checked', refused.text)
    assert client.post(f"/pulse/{token}", data=filled("9", "x", "")).status_code == 422


def test_two_colleagues_who_answer_at_once_see_what_stands_there(client, session):
    taken = an_answered_pulse(session, [(5, 5, 5)])
    kim = taken.somebody_at("Krokoms kommun")
    taken.ask("Krokoms kommun")
    client.sign_in(taken.plan.person(kim))
    client.set_cookie("language", "en")
    address = f"{taken.address}/answer"
    assert client.post(address, data=filled(1, 1, 1)).status_code == 303

    met = client.post(address, data=filled(2, 2, 2))

    assert met.status_code == 409
    assert "A colleague has answered for you meanwhile." in met.text
    assert re.search(r'name="mark-1" value="1" checked', met.text)
    assert client.post(address, data=filled(2, 2, 2, version=1)).status_code == 303


def test_a_stranger_is_led_to_sign_in_and_an_outsider_is_told_why_not(client, session):
    taken = an_answered_pulse(session, [(5, 5, 5)])

    assert "/sign-in" in client.get(f"{taken.address}/answer").location
    client.sign_in(taken.plan.person(taken.somebody_at("Någon annan")))
    assert client.get(f"{taken.address}/answer").status_code == 403


def test_before_it_opens_only_those_who_hold_it_know_of_it(client, session):
    taken = a_pulse(session)

    assert client.get(taken.address).status_code == 404
    assert taken.address not in client.get(f"/areas/{taken.plan.slug}/pulse").text
    client.sign_in(taken.plan.person(taken.leader))
    assert client.get(taken.address).status_code == 200


def test_who_has_answered_is_shown_to_those_who_hold_it_only(client, session):
    taken = an_answered_pulse(session, [(5, 5, 5)])
    client.set_cookie("language", "en")

    assert "has answered<" not in client.get(taken.address).text
    client.sign_in(taken.plan.person(taken.leader))
    assert "has answered<" in client.get(taken.address).text


def test_four_answers_are_never_told(client, session):
    taken = an_answered_pulse(session, [(5, 5, 5)] * 4)
    taken.close()
    client.set_cookie("language", "en")

    for address in (taken.address, f"/areas/{taken.plan.slug}/pulse"):
        page = client.get(address).text
        assert "pulse-piece" not in page.split("pulse-series")[-1].split("</ul>")[-1]
        assert "5.0" not in page
    assert "Too few have answered" in client.get(taken.address).text


def test_words_are_taken_back_by_the_same_link(client, session):
    taken = a_pulse(session)
    taken.open(Gaaltije="info@example.org")
    [token] = tokens(session)
    client.post(f"/pulse/{token}", data=filled(3, 3, 3, words="Från oss.", consent="named"))
    taken.close()
    assert "Från oss." in client.get(taken.address).text

    assert client.post(f"/pulse/{token}/words/withdrawal").status_code == 303

    session.expire_all()
    assert answer_of(session, taken.asked[0].id).consent is Consent.LEADERS
    assert "Från oss." not in client.get(taken.address).text


def test_one_s_own_page_tells_of_a_pulse_that_waits(client, session):
    taken = a_pulse(session)
    kim = taken.somebody_at("Krokoms kommun")
    taken.open("Krokoms kommun")
    client.sign_in(taken.plan.person(kim))

    assert f"{taken.address}/answer" in client.get("/me").text


def test_the_leader_changes_reminds_gives_more_time_and_drops(client, session):
    taken = a_pulse(session)
    taken.ask(Gaaltije="info@example.org", Torsta="hej@example.org")
    client.sign_in(taken.plan.person(taken.leader))
    client.set_cookie("language", "en")
    first, second = taken.asked

    assert client.post(f"/pulse-asked/{second.id}/removal").status_code == 303
    changed = client.get(f"{taken.address}/facts").text
    assert "Do you know where the work" in changed
    form = {"title": "Ny titel", "opens_on": "2026-11-21", "closes_on": "2026-12-04", "remind_days": "3"}
    questions = {f"question_{number}": f"Fråga {number}?" for number in (1, 2, 3)}
    assert client.post(f"{taken.address}/facts", data={**form, **questions}).status_code == 303
    assert client.post(f"{taken.address}/opening").status_code == 303
    assert client.post(f"{taken.address}/reminder").status_code == 303
    assert client.post(f"{taken.address}/extension", data={"closes_on": "2026-12-01"}).status_code == 422
    assert client.post(f"{taken.address}/extension", data={"closes_on": "2026-12-11"}).status_code == 303
    page = client.get(taken.address).text
    assert "Ny titel" in page and "Fråga 2?" in page
    assert client.post(f"/pulse-asked/{first.id}/removal").status_code == 403

    other = a_pulse(session, taken.plan)
    assert client.post(f"{other.address}/opening").status_code == 422
    assert client.post(f"{other.address}/dropping").status_code == 303
    assert other.pulse.state is State.DROPPED
    take_recorded(session)


def test_asking_nobody_is_told_in_the_form(client, session):
    taken = a_pulse(session)
    client.sign_in(taken.plan.person(taken.leader))
    client.set_cookie("language", "en")

    nobody = client.post(f"{taken.address}/asked", data={"others": " "})

    assert nobody.status_code == 422
    assert "Choose an organisation, or write a name" in nobody.text


def test_a_coordinator_takes_the_pulse_of_the_county(client, session):
    plan = a_plan(session)
    client.sign_in(plan.person(plan.leader))
    assert client.get("/county/pulse/new").status_code == 403
    client.sign_in(plan.person(plan.others["coordinator"]))

    assert client.get("/county/pulse").status_code == 200
    assert client.get("/county/pulse/new").status_code == 200


def test_the_county_s_page_leads_to_the_newest_result_of_each_area(client, session):
    first = an_answered_pulse(session, [(3, 3, 3)] * 2)
    first.close()
    second = an_answered_pulse(session, [(3, 3, 3)] * 6, first.plan)
    second.close()
    a_pulse(session)
    client.set_cookie("language", "en")

    page = client.get("/county/pulse").text

    assert page.count(f'href="/areas/{first.plan.slug}/pulse"') == 1
    assert "6 of 6 organisations have answered" in page
    assert "2 of 2 organisations have answered" not in page
    assert "No pulse has been taken yet" not in page
