"""The doors of writing together, asked one by one; sockets are tried in `served`."""

from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from roadmaps.accounts.actors import Actor
from tests.browsing import Browser, page_of
from tests.factories.live import Document
from tests.factories.roadmap import Plan

TEXT = "Länet förädlar mer."


@dataclass
class Desk:
    """One person at one browser, and what they do in sessions."""

    client: Browser
    plan: Plan

    def sit(self, actor: Actor) -> "Desk":
        self.client.set_cookie("language", "en")
        self.client.sign_in(self.plan.person(actor))
        return self

    def join(self, block: UUID, field: str = "text", **own: Any) -> TestResponse:
        return self.client.post(f"/blocks/{block}/live", json={"field": field, **own})

    def come_in(self, block: UUID, field: str = "text") -> tuple[dict[str, Any], Document]:
        joined = self.join(block, field).get_json()
        return joined, Document(joined["client"], b64decode(joined["state"]))

    def push(self, joined: dict[str, Any], update: bytes) -> TestResponse:
        sent = {"client": joined["client"], "update": b64encode(update).decode()}
        return self.client.post(f"/live/{joined['session']}/updates", json=sent)

    def poll(self, joined: dict[str, Any], after: int = 0) -> TestResponse:
        asked = {"client": joined["client"], "after": after}
        return self.client.get(f"/live/{joined['session']}/updates", query_string=asked)

    def save(self, joined: dict[str, Any], **form: Any) -> TestResponse:
        return self.client.post(f"/live/{joined['session']}/version", data=form)


@pytest.fixture
def desk(client: Browser, plan: Plan) -> Desk:
    return Desk(client, plan).sit(plan.editor)


def says(plan: Plan, block: UUID) -> str:
    return str(plan.state[block].content["text"])


def test_whoever_comes_in_gets_the_text_and_a_number_of_their_own(desk: Desk, vision: UUID) -> None:
    joined, document = desk.come_in(vision)

    again, _ = desk.come_in(vision)

    assert str(document) == TEXT
    assert joined["people"] == []
    assert joined["socket"] is None
    assert again["session"] == joined["session"]
    assert again["client"] != joined["client"]


@pytest.mark.parametrize(("language", "word"), [("en", "Copied."), ("sv", "Kopierat."), ("en", "Copied.")])
def test_the_panel_speaks_the_language_of_the_page_whoever_had_it_before(
    desk: Desk, vision: UUID, language: str, word: str
) -> None:
    desk.client.set_cookie("language", language)

    page = desk.client.page(f"/blocks/{vision}/edit")

    assert f'<p data-word="copied">{word}</p>' in str(page.html)


def test_ones_own_number_is_taken_up_again(desk: Desk, vision: UUID) -> None:
    joined, document = desk.come_in(vision)
    desk.push(joined, document.put(0, "Nu: "))

    again = desk.join(vision, client=joined["client"], session=joined["session"]).get_json()

    assert (again["client"], again["clock"]) == (joined["client"], 4)


def test_where_sockets_are_on_their_address_is_told(desk: Desk, vision: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.client.application.extensions["live"], "most_sockets", 4)

    joined, _ = desk.come_in(vision)

    assert joined["socket"] == f"/live/{joined['session']}/socket"


def test_whoever_is_not_signed_in_is_told_so_in_a_message(client: Browser, plan: Plan, vision: UUID) -> None:
    answer = Desk(client, plan).join(vision)

    assert answer.status_code == 401
    assert answer.get_json()["sentence"]


def test_a_reader_may_not_come_in(desk: Desk, plan: Plan, vision: UUID) -> None:
    answer = desk.sit(plan.others["reader"]).join(vision)

    assert answer.status_code == 403
    assert answer.get_json()["final"] is True


def test_a_lock_keeps_those_out_who_may_not_lift_it(desk: Desk, plan: Plan, vision: UUID) -> None:
    plan.lock(vision)

    assert desk.join(vision).status_code == 403
    assert desk.sit(plan.leader).join(vision).status_code == 200


@pytest.mark.parametrize("field", ["title", "nothing", ""])
def test_only_longer_texts_are_written_together(desk: Desk, vision: UUID, field: str) -> None:
    assert desk.join(vision, field).status_code == 404


@pytest.mark.parametrize("sent", [b"", b"[]", b"no json", b'"text"', b"[" * 100_000])
def test_what_is_no_message_is_refused(desk: Desk, vision: UUID, sent: bytes) -> None:
    answer = desk.client.post(f"/blocks/{vision}/live", data=sent, content_type="application/json")

    assert answer.status_code == 422


def test_what_one_sends_the_others_hear_and_oneself_does_not(
    desk: Desk, plan: Plan, other: Actor, vision: UUID
) -> None:
    joined, document = desk.come_in(vision)
    kept = desk.push(joined, document.put(19, " Och säljer."))
    own = desk.poll(joined).get_json()

    theirs, _ = desk.sit(other).come_in(vision)
    heard = desk.poll({**joined, "client": theirs["client"]}).get_json()

    assert kept.get_json() == {"seq": 1}
    assert (own["seq"], own["updates"]) == (1, [])
    assert len(heard["updates"]) == 1
    assert [one["name"] for one in heard["people"]] == ["Erik Nilsson"]
    assert heard["closed"] is None


def test_nobody_hears_or_writes_under_anothers_number(desk: Desk, other: Actor, vision: UUID) -> None:
    joined, document = desk.come_in(vision)
    desk.sit(other)

    assert desk.poll(joined).status_code == 404
    assert desk.push(joined, document.put(0, "Jag var det inte. ")).status_code == 404


def test_what_somebody_else_may_not_hear_any_more_is_not_told(desk: Desk, plan: Plan, vision: UUID) -> None:
    joined, _ = desk.come_in(vision)
    plan.roadmap.phase = "paused"

    assert desk.poll(joined).status_code == 403


def test_a_caret_is_shown_to_the_others_until_its_page_leaves(desk: Desk, other: Actor, vision: UUID) -> None:
    theirs, _ = desk.come_in(vision)
    joined, _ = desk.sit(other).come_in(vision)
    place = {"type": None, "tname": "text", "item": None, "assoc": 0}

    noted = desk.client.post(
        f"/live/{joined['session']}/presence",
        json={"client": joined["client"], "cursor": {"anchor": place, "head": place}},
    )
    desk.sit(desk.plan.editor)
    seen = desk.poll(theirs).get_json()["people"]
    desk.sit(other).client.post(f"/live/{joined['session']}/leaving", data={"client": joined["client"]})
    desk.sit(desk.plan.editor)

    assert noted.status_code == 204
    assert seen[0]["cursor"]["head"] == place
    assert desk.poll(theirs).get_json()["people"] == []


@pytest.mark.parametrize("caret", [7, "here", ["anchor", "head"], {"anchor": 1, "head": 2}, {"anchor": None}])
def test_a_caret_that_is_no_place_in_a_text_is_refused(desk: Desk, vision: UUID, caret: object) -> None:
    joined, _ = desk.come_in(vision)

    noted = desk.client.post(f"/live/{joined['session']}/presence", json={"client": joined["client"], "cursor": caret})

    assert noted.status_code == 422


class TestSavingAVersion:
    """The form of the block, sent by those who write together."""

    def test_the_text_and_the_rest_of_the_form_become_one_revision(self, desk: Desk, plan: Plan, vision: UUID) -> None:
        begun = plan.number
        joined, document = desk.come_in(vision)
        desk.push(joined, document.put(0, "Nu: "))

        answer = desk.save(joined, title="Ny rubrik", text="gammalt", based_on=begun, summary="Efter mötet")

        assert answer.status_code == 303
        assert answer.location.endswith(f"{plan.address}#block-{vision}")
        assert plan.state[vision].content["title"] == "Ny rubrik"
        assert says(plan, vision) == f"Nu: {TEXT}"
        assert plan.number == begun + 1
        assert desk.poll(joined).get_json()["closed"]["number"] == begun + 1

    def test_a_field_that_two_changed_is_settled_on_the_same_page_as_ever(
        self, desk: Desk, plan: Plan, vision: UUID
    ) -> None:
        begun = plan.number
        joined, document = desk.come_in(vision)
        desk.push(joined, document.put(0, "Nu: "))
        plan.edit(vision, by=plan.leader, title="Deras rubrik")

        answer = desk.save(joined, title="Min rubrik", text="", based_on=begun)
        page = page_of(answer)

        assert answer.status_code == 409
        assert page.css_first("form.block-editor").attributes["action"] == f"/live/{joined['session']}/version"
        settled = desk.save(joined, title="Vår rubrik", text="", based_on=plan.number)
        assert settled.status_code == 303
        assert plan.state[vision].content["title"] == "Vår rubrik"
        assert says(plan, vision) == f"Nu: {TEXT}"

    def test_what_cannot_be_right_is_shown_in_the_form_and_the_session_goes_on(
        self, desk: Desk, plan: Plan, vision: UUID
    ) -> None:
        joined, document = desk.come_in(vision)
        desk.push(joined, document.put(0, "Nu: "))

        answer = desk.save(joined, title="", text="", based_on=plan.number)

        assert answer.status_code == 422
        assert page_of(answer).css_first(".field-error") is not None
        assert says(plan, vision) == TEXT
        assert desk.poll(joined).get_json()["closed"] is None

    def test_whoever_saves_just_after_somebody_else_saves_the_rest_of_the_form(
        self, desk: Desk, plan: Plan, other: Actor, vision: UUID
    ) -> None:
        begun = plan.number
        joined, document = desk.come_in(vision)
        desk.push(joined, document.put(0, "Nu: "))
        theirs, _ = desk.sit(other).come_in(vision)
        desk.save(theirs, text="", based_on=begun)

        answer = desk.sit(plan.editor).save(joined, title="Ny rubrik", text=f"Nu: {TEXT}", based_on=begun)

        assert answer.status_code == 303
        assert plan.state[vision].content["title"] == "Ny rubrik"
        assert says(plan, vision) == f"Nu: {TEXT}"

    def test_a_form_without_scripts_comes_into_the_session(self, desk: Desk, plan: Plan, vision: UUID) -> None:
        begun = plan.number
        joined, document = desk.come_in(vision)
        desk.push(joined, document.put(0, "Nu: "))

        desk.client.post(f"/blocks/{vision}/edit", data={"text": f"{TEXT} Och säljer.", "based_on": begun})
        desk.save(joined, text="", based_on=begun)

        assert says(plan, vision) == f"Nu: {TEXT} Och säljer."

    def test_what_comes_too_late_is_told_what_became_of_it(self, desk: Desk, plan: Plan, vision: UUID) -> None:
        joined, document = desk.come_in(vision)
        desk.save(joined, text="", based_on=plan.number)

        answer = desk.push(joined, document.put(0, "Sent: "))

        assert answer.status_code == 409
        assert answer.get_json()["late"]["how"] == "written"
        assert says(plan, vision) == f"Sent: {TEXT}"


class TestPanels:
    """What stands in the pages of the roadmap."""

    def test_the_form_of_a_block_has_the_panel_in_the_page_and_in_place(self, desk: Desk, vision: UUID) -> None:
        for headers in ({}, {"Turbo-Frame": f"frame-{vision}"}):
            page = desk.client.page(f"/blocks/{vision}/edit", headers=headers)

            panel = page.css_first(f"#frame-{vision} [data-controller=live]")
            assert panel is not None
            assert panel.attributes["data-live-join-value"] == f"/blocks/{vision}/live"
            assert page.css_first(f"#frame-{vision} form.block-editor textarea[name=text]") is not None

    def test_where_nobody_can_write_there_is_none(self, desk: Desk, plan: Plan, vision: UUID) -> None:
        plan.lock(vision)

        assert desk.client.page(f"/blocks/{vision}/edit").css_first("[data-controller=live]") is None

    def test_the_roadmap_tells_those_who_may_write_who_is_writing(
        self, desk: Desk, plan: Plan, other: Actor, vision: UUID
    ) -> None:
        desk.come_in(vision)

        seen = desk.sit(other).client.page(plan.address).css_first(f"#block-{vision} .block-writing")
        own = desk.sit(plan.editor).client.page(plan.address).css_first(".block-writing")
        public = desk.sit(plan.others["reader"]).client.page(plan.address).css_first(".block-writing")

        assert seen is not None
        assert "Erik Nilsson, Torsta" in seen.text()
        assert own is None
        assert public is None


@pytest.mark.csrf
@pytest.mark.parametrize(
    "door", ["/blocks/{block}/live", "/live/{block}/updates", "/live/{block}/leaving", "/live/{block}/version"]
)
def test_nothing_is_taken_from_other_pages(desk: Desk, session: Session, vision: UUID, door: str) -> None:
    assert desk.client.post(door.format(block=vision), json={"field": "text"}).status_code == 400


@pytest.mark.csrf
def test_a_page_whose_reader_has_signed_in_anew_is_told_how_to_go_on(desk: Desk, vision: UUID) -> None:
    address, sent = f"/blocks/{vision}/live", {"field": "text"}

    told = desk.client.post(address, json=sent, headers={"X-CSRFToken": "from before"}).get_json()
    again = desk.client.post(address, json=sent, headers={"X-CSRFToken": told["token"]})

    assert told["person"] == str(desk.plan.editor.person_id)
    assert again.status_code == 200
    assert again.get_json()["session"]
