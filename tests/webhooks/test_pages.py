"""The pages on which one has another system told."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.foundation.events import take_recorded
from roadmaps.roadmap.rules import add_block
from roadmaps.webhooks.models import Progress, Webhook, WebhookDelivery, WebhookSecret
from roadmaps.webhooks.queries import on_their_way, queues
from roadmaps.webhooks.rules import write_messages
from tests.factories.accounts import a_membership, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import a_plan
from tests.factories.webhooks import a_webhook

NOW = datetime.now(UTC)
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


def test_the_pages_tell_how_much_waits_and_since_when(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])
    client.set_cookie("language", "en")

    for _ in range(2):
        client.post(f"/webhooks/{webhook.id}/trials")

    for address in ("/webhooks", f"/webhooks/{webhook.id}"):
        assert "2 messages, the oldest since" in " ".join(client.page(address).css_first("main").text().split())
    assert "2 messages wait, the oldest since" in client.page("/administration").css_first("main").text()


@pytest.mark.parametrize(
    ("happens", "why"),
    [
        ({"person": {"deactivated_at": NOW}}, "has no access to the site any more"),
        ({"role": {"until_on": NOW.date() - timedelta(days=1)}}, "may not have it told of"),
    ],
    ids=["deactivated", "the role has ended"],
)
def test_the_page_says_at_once_why_nothing_is_sent_any_more(client, session, plan, happens, why):
    webhook, _ = a_webhook(session, plan.leader, plan.roadmap.area_id)
    signed_in(client, session, plan.others["coordinator"])
    client.set_cookie("language", "en")
    before = client.page(f"/webhooks/{webhook.id}").css_first("main").text()

    if "person" in happens:
        session.execute(update(Person).where(Person.id == plan.leader.person_id).values(**happens["person"]))
    else:
        of_leader = RoleGrant.person_id == plan.leader.person_id
        session.execute(update(RoleGrant).where(of_leader).values(from_on=date(2020, 1, 1), **happens["role"]))
    session.expire_all()

    page = client.page(f"/webhooks/{webhook.id}").css_first("main").text()
    assert why in page
    assert why not in before
    assert "is not told" in page
    assert "is not told" in client.page("/webhooks").css_first("main").text()


def test_what_became_of_messages_that_were_asked_for_again_is_told(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])
    client.set_cookie("language", "en")
    for _ in range(3):
        client.post(f"/webhooks/{webhook.id}/trials")
    for one in session.scalars(select(WebhookDelivery)):
        one.progress, one.written_at = Progress.DELIVERED, NOW - timedelta(days=2)

    asked = client.post(f"/webhooks/{webhook.id}/replay", data={"since": (NOW - timedelta(days=3)).date().isoformat()})
    at_first = _result(client, asked.location)
    first, second, _third = session.scalars(select(WebhookDelivery).order_by(WebhookDelivery.number))
    first.progress, second.progress = Progress.DELIVERED, Progress.WITHHELD
    client.post(f"/webhooks/{webhook.id}/trials")
    later = _result(client, asked.location)

    assert "3 messages were asked for again" in at_first
    assert "3 wait for their turn" in at_first
    assert "1 has been taken by the receiver" in later
    assert "1 waits for its turn" in later
    assert "1 is not sent" in later
    for wrong in ("since=x&at=1", "since=1", "since=1&at=99999999999999999999"):
        assert "asked for again" not in client.page(f"/webhooks/{webhook.id}?{wrong}").css_first("main").text()


def test_whoever_sends_one_message_again_comes_to_what_was_tried_with_it(client, session, plan):
    webhook, _ = a_webhook(session, plan.others["coordinator"])
    signed_in(client, session, plan.others["coordinator"])
    client.post(f"/webhooks/{webhook.id}/trials")
    trial = session.scalars(select(WebhookDelivery)).one()

    answer = client.post(f"/webhooks/{webhook.id}/deliveries/{trial.id}/replay")

    assert answer.location == f"/webhooks/{webhook.id}/deliveries/{trial.id}"


def test_figures_tell_of_the_queue_and_leave_out_what_is_not_sent(session, plan, client):
    coordinator = plan.others["coordinator"]
    sent, paused, ended = (a_webhook(session, coordinator, at=NOW)[0] for _ in range(3))
    signed_in(client, session, coordinator)
    for one in (sent, paused, ended):
        client.post(f"/webhooks/{one.id}/trials")
    client.post(f"/webhooks/{paused.id}/pause")
    client.post(f"/webhooks/{ended.id}/ending")

    queue = on_their_way(session)

    written = session.scalars(select(WebhookDelivery.written_at).where(WebhookDelivery.webhook_id == sent.id)).one()
    assert (queue.count, queue.oldest) == (1, written)
    assert {one: found.count for one, found in queues(session).items()} == {sent.id: 1, paused.id: 1}


def _result(client, address):
    return client.page(address.partition("#")[0]).css_first("#result").text()


def test_the_page_tells_nothing_of_what_its_reader_may_not_see(client, session, plan):
    closed, organisation = a_plan(session, is_public=False), an_organisation(session)
    outsider = session.get_one(Person, plan.editor.person_id)
    a_membership(session, outsider, organisation)
    owner = as_actor(session, outsider)
    webhook, _ = a_webhook(session, owner, closed.roadmap.area_id, organisation_id=organisation.id)
    take_recorded(session)
    add_block(session, closed.roadmap, "goal", {"title": "Fler slakterier"}, actor=closed.leader, at=NOW)
    write_messages(session, take_recorded(session), at=NOW)
    session.flush()
    delivery = session.scalars(select(WebhookDelivery)).one()
    addresses = (f"/webhooks/{webhook.id}", f"/webhooks/{webhook.id}/deliveries/{delivery.id}")
    client.set_cookie("language", "en")

    def read_by(reader):
        signed_in(client, session, reader)
        listed, shown = (client.page(address).css_first("main") for address in addresses)
        return "Something was written" in listed.css_first("tbody").text(), shown.text()

    is_listed, shown = read_by(owner)
    assert not is_listed
    assert "Message 1" in shown
    assert not any(word in shown for word in ("Something was written", "revision.written", delivery.facts["blocks"][0]))
    is_listed, shown = read_by(plan.others["coordinator"])
    assert is_listed
    assert delivery.facts["blocks"][0] in shown
