"""The consultation as everyone who has to do with it meets it, page by page."""

import gc
import io
import re
import warnings

import pytest
from sqlalchemy import select

from roadmaps.consultation.events import ConsulteeTold
from roadmaps.consultation.models import Response
from roadmaps.consultation.queries import consultees_of, draft_of
from roadmaps.consultation.rules import holding, preparing
from roadmaps.consultation.words import Reply, State
from roadmaps.foundation.events import take_recorded
from roadmaps.notifications.models import OutgoingMail
from tests.factories.consultation import PDF, a_consultation, statement, view
from tests.factories.roadmap import AT


def answer_address(held):
    return f"{held.address}/answer"


def link_to(session, held, name="Sametinget"):
    """The address of the link in a letter to somebody without an account."""
    held.ask(**{name: "registrator@example.org"})
    return newest_link(session)


def newest_link(session):
    told = [one for one in take_recorded(session) if isinstance(one, ConsulteeTold)]
    return f"/answer/{told[-1].token}"


def test_the_whole_way_from_preparing_to_publishing(client, session):
    held = a_consultation(session)
    kim = held.somebody_at("Krokoms kommun")
    client.sign_in(held.plan.person(held.leader))

    # The leader prepares another one by the form, asks somebody and lets it open.
    made = client.post(
        f"/areas/{held.plan.slug}/consultations/new",
        data={
            "title": "Remiss två",
            "snapshot": held.snapshot.number,
            "purpose": "Vi vill veta.",
            "questions": "Är målen rätt?\nVad saknas?",
            "opens_on": "2026-11-21",
            "closes_on": "2027-01-15",
            "remind_days": "7",
            "is_open_call": "1",
        },
    )
    assert made.status_code == 303
    address = made.location.removesuffix("/consultees")
    assert (
        client.post(f"{address}/consultees", data={"others": "Krokoms kommun\nSametinget <r@example.org>"}).status_code
        == 303
    )
    assert "Sametinget" in client.get(f"{address}/consultees").text
    assert client.post(f"{address}/opening").status_code == 303
    page = client.get(address).text
    assert "Vi vill veta." in page and "Är målen rätt?" in page

    # Somebody at an organisation that was asked answers.
    client.sign_in(held.plan.person(kim))
    assert client.get(f"{address}/answer").status_code == 200
    saved = client.post(
        f"{address}/answer", data={"text-statement": "Bra.", "version-statement": "0", "then": "summary"}
    )
    assert saved.location.endswith("/answer/summary")
    block = f"{address}/answer/blocks/{held.blocks['goal']}"
    assert "Fler företag förädlar" in client.get(block).text
    kept = client.post(
        block,
        data={
            "title": "Förädla mer",
            "goal_type": "long_term",
            "text": "Tio fler.",
            "motive": "Mätbart.",
            "version": "0",
        },
    )
    assert kept.status_code == 303
    assert "Mätbart." in client.get(f"{address}/answer/summary").text
    sent = client.post(f"{address}/answer/summary", data={"signed_by": "Kim, chef"})
    assert sent.location.endswith("/answer/sent")
    assert "Mätbart." in client.get(sent.location).text

    # The leader replies and publishes.
    client.sign_in(held.plan.person(held.leader))
    table = client.get(f"{address}/points?state=waiting").text
    points = re.findall(r'href="(/points/[^"]+)"', table)
    assert len(points) == 2
    for point in points:
        assert client.get(point).status_code == 200
        assert client.post(f"{point}/reply", data={"reply": "followed", "words": ""}).status_code == 303
    assert held.plan.state[held.blocks["goal"]].content["text"] == "Tio fler."
    assert client.post(f"{address}/closing", data={"next_step": "Vi arbetar in."}).status_code == 303
    assert client.post(f"{address}/publication").status_code == 303

    # Everyone reads it, in every format, and the organisation has its letters.
    client.delete_cookie("session")
    assert "Krokoms kommun" in client.get(f"{address}/compilation").text
    assert "Mätbart." in client.get(f"{address}/compilation?order=consultee").text
    assert client.get(f"{address}/compilation/html").status_code == 200
    assert client.get(f"{address}/compilation/xlsx").data.startswith(b"PK")
    session.expire_all()
    to_kim = select(OutgoingMail.kind).where(OutgoingMail.to == held.plan.person(kim).email)
    assert [one.rpartition("/")[2] for one in session.scalars(to_kim.order_by(OutgoingMail.id))] == [
        "invited",
        "received",
        "replied",
    ]


def test_whoever_holds_the_link_in_a_letter_answers_without_an_account(client, session):
    held = a_consultation(session)
    held.open()
    link = link_to(session, held)

    page = client.get(link)
    assert page.status_code == 200
    assert page.headers["Cache-Control"] == "no-store"
    client.post(link, data={"text-statement": "Tänk på renarna.", "version-statement": "0", "writer": "Anna"})
    client.post(f"{link}/letter", data={"letter": (io.BytesIO(PDF), "brev.pdf")})
    assert "Anna" in client.get(link).text
    sent = client.post(f"{link}/summary", data={"signed_by": "Anna, registrator"})
    receipt = client.get(sent.location)

    assert "Tänk på renarna." in receipt.text
    letter = re.search(r'href="(/answer/[^"]+/letters/[^"]+)"', receipt.text)[1]
    file = client.get(letter)
    assert file.data == PDF
    assert "sandbox" in file.headers["Content-Security-Policy"]
    assert file.headers["Content-Disposition"].startswith("attachment")


@pytest.mark.parametrize("by", ["address", "list"])
def test_a_letter_that_went_to_a_wrong_address_opens_nothing_once_that_is_set_right(client, session, by):
    held = a_consultation(session)
    held.open()
    held.ask(Sametinget="fel@example.org")
    wrong = newest_link(session)
    assert client.get(wrong).status_code == 200

    if by == "address":
        consultee = next(one for one in session.scalars(consultees_of(held.consultation.id)) if one.email)
        preparing.set_address(session, consultee, "registrator@example.org", actor=held.leader, at=AT)
    else:
        held.ask(Sametinget="registrator@example.org")
    right = newest_link(session)
    client.post(right, data={"text-statement": "Ett hemligt utkast.", "version-statement": "0"})

    assert "Ett hemligt utkast." in client.get(right).text
    assert client.get(wrong).status_code == 404
    assert client.post(f"{wrong}/summary", data={"signed_by": "Någon annan"}).status_code == 404
    assert session.scalars(select(Response)).all() == []


def test_a_link_that_nobody_has_been_sent_opens_nothing(client, session):
    held = a_consultation(session)
    held.open()

    assert client.get("/answer/guessed").status_code == 404
    assert client.post("/answer/guessed/summary").status_code == 404


def test_two_who_write_at_the_same_time_see_both_texts(client, session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    held.write(kim, statement("Kims ord."))
    client.sign_in(held.plan.person(kim))

    met = client.post(
        answer_address(held),
        data={
            "text-statement": "Mina ord.",
            "version-statement": "0",
            "text-view-goals": "Bra mål.",
            "view-view-goals": "agrees",
            "version-view-goals": "0",
        },
    )

    assert met.status_code == 409
    assert "Kims ord." in met.text and "Mina ord." in met.text
    draft = draft_of(session, held.consultee(kim).id)
    assert draft["view", "goals"].content["text"] == "Bra mål."


def test_a_stranger_is_led_to_sign_in_and_an_outsider_is_told_why_not(client, session):
    held = a_consultation(session, is_open_call=False)
    held.open("Krokoms kommun")
    outsider = held.somebody_at("Någon annan")

    assert "/sign-in" in client.get(answer_address(held)).location
    client.sign_in(held.plan.person(outsider))
    assert client.get(answer_address(held)).status_code == 403


def test_before_it_opens_only_those_who_hold_it_know_of_it(client, session):
    held = a_consultation(session)

    assert client.get(held.address).status_code == 404
    client.sign_in(held.plan.person(held.leader))
    assert client.get(held.address).status_code == 200


def test_asking_nobody_or_those_who_are_asked_already_is_told_in_the_form(client, session):
    held = a_consultation(session)
    held.ask("Krokoms kommun")
    client.sign_in(held.plan.person(held.leader))
    client.set_cookie("language", "en")

    nobody = client.post(f"{held.address}/consultees", data={"others": " \n"})
    known = client.post(f"{held.address}/consultees", data={"others": "Krokoms kommun"})
    reached = client.post(f"{held.address}/consultees", data={"others": "Krokoms kommun, registrator@example.org"})

    assert nobody.status_code == 422 and "Choose an organisation, or write a name" in nobody.text
    assert known.status_code == 422 and "They are all asked already." in known.text
    assert reached.status_code == 303
    assert "registrator@example.org" in client.get(f"{held.address}/consultees").text


@pytest.mark.parametrize("page", ["points", "consultees", "extension", "closing", "cancellation", "registry", "facts"])
def test_what_is_for_those_who_hold_it_is_for_nobody_else(client, session, page):
    held = a_consultation(session)
    held.open()
    client.sign_in(held.plan.person(held.plan.others["actor"]))

    assert client.get(f"{held.address}/{page}").status_code in {403, 404}


def test_answers_and_letters_are_for_the_organisation_and_those_who_lead(client, session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    client.sign_in(held.plan.person(kim))
    client.post(f"{answer_address(held)}/letter", data={"letter": (io.BytesIO(PDF), "brev.pdf")})
    client.post(f"{answer_address(held)}/summary", data={"signed_by": "Kim"})
    sent = client.get(f"{answer_address(held)}/sent").text
    letter = re.search(r'href="(/consultees/[^"]+/letters/[^"]+)"', sent)[1]

    assert client.get(letter).data == PDF
    client.sign_in(held.plan.person(held.somebody_at("Bergs kommun")))
    assert client.get(letter).status_code == 404
    client.sign_in(held.plan.person(held.leader))
    assert client.get(letter).data == PDF


def test_a_letter_of_ten_megabytes_is_taken_and_a_larger_one_is_refused_in_words(client, session):
    held = a_consultation(session)
    held.open()
    client.sign_in(held.plan.person(held.somebody_at("Krokoms kommun")))
    address = f"{answer_address(held)}/letter"

    large = PDF + b"x" * (10_000_000 - len(PDF))

    with warnings.catch_warnings():
        # The test client leaves its own copy of a large file to the collector.
        warnings.simplefilter("ignore", ResourceWarning)
        answers = [
            client.post(address, data={"letter": (io.BytesIO(data), "a.pdf")}).status_code
            for data in (large, large + b"x", large + large)
        ]
        gc.collect()

    assert answers == [303, 422, 413]


def test_many_points_are_replied_to_at_once_and_a_reason_is_asked_for(client, session):
    held = a_consultation(session)
    held.open()
    for name in ("Krokoms kommun", "Bergs kommun"):
        held.answer(name)
    client.sign_in(held.plan.person(held.leader))
    chosen = [str(one.id) for one in held.points]

    refused = client.post(f"{held.address}/points", data={"act": "reply", "point": chosen, "reply": "not_followed"})
    assert refused.status_code == 422
    done = client.post(
        f"{held.address}/points", data={"act": "reply", "point": chosen, "reply": "not_followed", "words": "Ryms inte."}
    )

    assert done.status_code == 303
    session.expire_all()
    assert {one.reply for one in held.points} == {Reply.NOT_FOLLOWED}


def test_a_letter_is_taken_apart_into_points_by_paragraph(client, session):
    held = a_consultation(session)
    held.open()
    held.answer("Krokoms kommun", "Allt på en gång.")
    client.sign_in(held.plan.person(held.leader))
    [point] = held.points

    client.post(f"/points/{point.id}/pieces", data={"pieces": "Ett.\r\n\r\nTvå.\r\nmer", "place": "goals"})

    session.expire_all()
    assert [(one.words, one.place) for one in held.points] == [("Ett.", "goals"), ("Två.\nmer", "goals")]


def test_a_view_is_worked_into_the_text_by_hand_and_tells_which_change_it_led_to(client, session):
    held = a_consultation(session)
    held.open()
    kim = held.somebody_at("Krokoms kommun")
    held.write(kim, view("goals", "disagrees", "Säg tio."))
    held.send(kim)
    client.sign_in(held.plan.person(held.leader))
    [point] = held.points
    address = f"/points/{point.id}/text/{held.blocks['goal']}"

    assert "Säg tio." in client.get(address).text
    done = client.post(
        address,
        data={"title": "Förädla mer", "goal_type": "long_term", "text": "Tio fler.", "based_on": str(held.plan.number)},
    )

    assert done.status_code == 303
    session.expire_all()
    assert held.points[0].revision_number == held.plan.number
    assert held.plan.state[held.blocks["goal"]].content["text"] == "Tio fler."


def test_the_registry_list_holds_no_formula(client, session):
    held = a_consultation(session, registry_number="RUN/1/2026")
    held.open()
    held.answer("=HYPERLINK(1)")
    client.sign_in(held.plan.person(held.leader))

    text = client.get(f"{held.address}/registry").data.decode("utf-8-sig")

    assert "'=HYPERLINK(1)" in text and "RUN/1/2026" in text and "2026-11-21" in text


def test_the_roadmap_and_the_area_say_that_it_is_open(client, session):
    held = a_consultation(session)
    held.open()
    held.plan.edit(held.blocks["goal"], title="Något annat")
    client.sign_in(held.plan.person(held.leader))

    assert held.address in client.get(f"/areas/{held.plan.slug}").text
    page = client.get(held.plan.address).text
    assert held.address in page
    assert f"compare?from={held.snapshot.revision_number}" in page


def test_a_cancelled_one_says_why(client, session):
    held = a_consultation(session)
    held.open()
    holding.cancel(session, held.consultation, reason="Fel text.", next_step="Omtag.", actor=held.leader, at=AT)

    assert held.consultation.state is State.CANCELLED
    assert "Fel text." in client.get(held.address).text
