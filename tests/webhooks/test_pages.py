"""The pages on which one has another system told."""

import pytest
from sqlalchemy import select

from roadmaps.accounts.models import Person
from roadmaps.webhooks.models import Webhook, WebhookDelivery, WebhookSecret
from tests.factories.roadmap import a_plan
from tests.factories.webhooks import a_webhook

FORM = {
    "name": "Diariet",
    "address": "https://system.example.org/fardplan",
    "happenings": ["revision.written", "version.adopted"],
}


@pytest.fixture
def plan(session):
    return a_plan(session)


def signed_in(client, session, actor):
    client.sign_in(session.get_one(Person, actor.person_id))
    return client


def test_the_secret_is_shown_once_and_kept_sealed(client, session, plan):
    signed_in(client, session, plan.leader)
    made = client.post("/webhooks/new", data={**FORM, "areas": [str(plan.roadmap.area_id)]})

    shown = client.get(made.location)
    first = shown.get_data(as_text=True)
    second = client.get(made.location).get_data(as_text=True)

    secret = first.split("whsec_")[1].split("<")[0]
    assert len(secret) == 44
    assert "whsec_" not in second
    assert shown.headers["Cache-Control"] == "no-store"
    assert secret not in session.scalars(select(WebhookSecret.sealed)).one()


def test_what_was_chosen_is_shown(client, session, plan):
    signed_in(client, session, plan.leader)

    made = client.post("/webhooks/new", data={**FORM, "areas": [str(plan.roadmap.area_id)]})

    page = client.page(made.location).text()
    assert "https://system.example.org/fardplan" in page
    assert plan.roadmap.area.name in page


def test_a_leader_has_nobody_told_of_areas_of_others(client, session, plan):
    other = a_plan(session)
    signed_in(client, session, plan.leader)

    refused = client.post("/webhooks/new", data={**FORM, "areas": [str(other.roadmap.area_id)]})
    everything = client.post("/webhooks/new", data=FORM)

    assert (refused.status_code, everything.status_code) == (422, 422)
    assert session.scalars(select(Webhook)).all() == []


def test_a_person_has_the_own_organisation_told_of_any_area(client, session, plan):
    other = a_plan(session)
    signed_in(client, session, plan.editor)

    chosen = {"areas": [str(other.roadmap.area_id)], "organisation": str(plan.editor.acting_for_id)}
    made = client.post("/webhooks/new", data={**FORM, **chosen})

    assert made.status_code == 303


@pytest.mark.parametrize(
    "wrong",
    [{"address": "http://system.example.org"}, {"address": "https://10.0.0.1/"}, {"happenings": []}, {"name": ""}],
    ids=["not https", "private network", "nothing chosen", "no name"],
)
def test_what_is_wrong_is_told_in_the_form(client, session, plan, wrong):
    signed_in(client, session, plan.others["coordinator"])

    answer = client.post("/webhooks/new", data={**FORM, **wrong})

    assert answer.status_code == 422
    assert session.scalars(select(Webhook)).all() == []


def test_a_trial_waits_and_is_shown_as_it_is_sent(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])

    client.post(f"/webhooks/{webhook.id}/trials")
    trial = session.scalars(select(WebhookDelivery)).one()

    assert "&#34;type&#34;:&#34;trial&#34;" in client.get(f"/webhooks/{webhook.id}/deliveries/{trial.id}").get_data(
        as_text=True
    )


def test_pausing_and_telling_again(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])

    client.post(f"/webhooks/{webhook.id}/pause")
    session.refresh(webhook)
    assert webhook.is_paused

    client.post(f"/webhooks/{webhook.id}/resumption")
    session.refresh(webhook)
    assert not webhook.is_paused


def test_ending_throws_the_secrets_away(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])

    client.post(f"/webhooks/{webhook.id}/ending")

    session.expire_all()
    assert session.scalars(select(WebhookSecret.sealed)).all() == [""]
    assert client.post(f"/webhooks/{webhook.id}/trials").status_code == 403


def test_others_do_not_see_it(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.leader)

    assert client.get(f"/webhooks/{webhook.id}").status_code == 404
    assert "Diariet" not in client.page("/webhooks").text()


def test_a_coordinator_sees_and_ends_those_of_others_but_changes_none(client, session, plan):
    webhook, _ = a_webhook(session, plan.leader, plan.roadmap.area_id)
    signed_in(client, session, plan.others["coordinator"])

    assert client.get(f"/webhooks/{webhook.id}/edit").status_code == 403
    assert client.post(f"/webhooks/{webhook.id}/secrets").status_code == 403
    assert client.post(f"/webhooks/{webhook.id}/ending").status_code == 303
