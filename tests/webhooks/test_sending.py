"""Messages on their way to real receivers: in order, again until they have been taken, and nobody held up by another."""

import hmac
import time
from base64 import b64decode, b64encode
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from threading import Event, Thread

from sqlalchemy import select, update

from roadmaps.accounts.models import Person
from roadmaps.areas.models import RoleGrant
from roadmaps.notifications.models import OutgoingMail
from roadmaps.webhooks import rules
from roadmaps.webhooks.models import Pause, Progress, Webhook, WebhookAttempt, WebhookDelivery
from roadmaps.webhooks.rules.sending import claim, next_parcel
from tests.factories.accounts import a_membership, an_organisation
from tests.factories.areas import as_actor
from tests.factories.webhooks import SEAL, Received, a_receiver
from tests.webhooks.conftest import World


def the_webhook(world: World, webhook_id) -> Webhook:
    with world.units.database.reading() as session:
        return session.get_one(Webhook, webhook_id)


def is_signed(message: Received, secret: str) -> bool:
    """As a receiver would look, who has only the specification."""
    told = message.headers
    content = b".".join([told["webhook-id"].encode(), told["webhook-timestamp"].encode(), message.body])
    wanted = b64encode(hmac.new(b64decode(secret.removeprefix("whsec_")), content, sha256).digest()).decode()
    signatures = [one.partition(",") for one in told["webhook-signature"].split(" ")]
    return any(version == "v1" and hmac.compare_digest(wanted, one) for version, _, one in signatures)


def test_what_was_written_is_told_signed_and_in_order(world: World) -> None:
    with a_receiver() as receiver:
        _, secret = world.tell(receiver.address)
        world.write(3)

        world.rounds().send_due()

        assert receiver.numbers == [1, 2, 3]
        assert [one.told["previous"] for one in receiver.received] == [0, 1, 2]
        assert all(is_signed(one, secret) for one in receiver.received)
        assert not any(is_signed(one, "whsec_" + b64encode(b"x" * 32).decode()) for one in receiver.received)
        first = receiver.received[0]
        assert first.headers["webhook-id"] == first.told["id"]
        assert abs(int(first.headers["webhook-timestamp"]) - world.clock().timestamp()) < 2
        assert (first.told["type"], first.told["area"]["slug"]) == ("revision.written", world.plan.slug)
        assert first.told["data"]["revision"] == 1
        assert first.told["links"]["page"].endswith(f"/areas/{world.plan.slug}/roadmap/revisions/1")


def test_a_message_tells_nothing_that_somebody_has_written(world: World) -> None:
    with a_receiver() as receiver:
        world.tell(receiver.address)
        world.write()

        world.rounds().send_due()

        assert b"Behov" not in receiver.received[0].body
        assert world.plan.editor.name.encode() not in receiver.received[0].body
        assert str(world.plan.editor.person_id).encode() not in receiver.received[0].body


def test_what_is_undone_is_not_told(world: World) -> None:
    def stop(*_args: object) -> None:
        raise RuntimeError

    with a_receiver() as receiver:
        world.tell(receiver.address)
        world.units.let_witness(stop)
        with suppress(RuntimeError):
            world.write()
        world.units.witnesses.remove(stop)

        world.write()
        world.rounds().send_due()

        assert [(one.told["number"], one.told["data"]["revision"]) for one in receiver.received] == [(1, 1)]


def test_a_failing_message_holds_up_later_ones_and_is_tried_again_with_the_same_id(world: World) -> None:
    with a_receiver(500, 503) as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write(2)

        world.rounds().send_due()
        world.rounds().send_due()
        assert receiver.numbers == [1]

        world.clock.go_on(seconds=5)
        world.rounds().send_due()
        assert receiver.numbers == [1, 1]

        world.clock.go_on(seconds=5)
        world.rounds().send_due()
        assert receiver.numbers == [1, 1], "the pauses grow"

        world.clock.go_on(seconds=30)
        world.rounds().send_due()

        assert receiver.numbers == [1, 1, 1, 2]
        assert len({one.headers["webhook-id"] for one in receiver.received}) == 2
        with world.units.database.reading() as session:
            codes = session.scalars(select(WebhookAttempt.code).order_by(WebhookAttempt.tried_at, WebhookAttempt.id))
            assert codes.all() == [500, 503, 204, 204]
        assert the_webhook(world, webhook_id).failing_since is None


def test_a_receiver_that_asks_for_time_gets_it(world: World) -> None:
    with a_receiver(429, Retry_After="600") as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write()

        world.rounds().send_due()

        assert the_webhook(world, webhook_id).due_at - world.clock() == timedelta(seconds=600)


def test_a_slow_receiver_holds_up_nobody_else(world: World) -> None:
    done = Event()
    with a_receiver() as slow, a_receiver() as quick:
        slow.meanwhile = lambda: done.wait(4)
        world.tell(slow.address)
        world.tell(quick.address)
        world.write(3)
        rounds = world.rounds()

        began = rounds.begin_due()
        _until(lambda: quick.numbers == [1, 2, 3])
        world.write()
        rounds.begin_due()
        _until(lambda: quick.numbers == [1, 2, 3, 4])

        assert slow.numbers == [1]
        done.set()
        for thread in began:
            thread.join(5)
        rounds.send_due()
        assert slow.numbers == [1, 2, 3, 4]


def test_a_receiver_that_never_answers_is_left_when_time_is_up(world: World) -> None:
    with a_receiver() as receiver:
        receiver.meanwhile = lambda: time.sleep(1.5)
        world.tell(receiver.address)
        world.write()

        began = time.monotonic()
        world.rounds(seconds=0.4).send_due()

        assert time.monotonic() - began < 1.4
        with world.units.database.reading() as session:
            assert session.scalars(select(WebhookAttempt.failure)).all() == ["slow"]


def test_a_redirect_is_not_followed(world: World) -> None:
    with a_receiver() as other, a_receiver(307, Location=other.address) as receiver:
        world.tell(receiver.address)
        world.write()

        world.rounds().send_due()

        assert len(receiver.received) == 1
        assert other.received == []


def test_several_processes_never_send_to_one_receiver_at_once(world: World) -> None:
    with a_receiver() as receiver:
        busy, together = [0], [0]

        def take() -> None:
            busy[0] += 1
            together[0] = max(together[0], busy[0])
            time.sleep(0.01)
            busy[0] -= 1

        receiver.meanwhile = take
        world.tell(receiver.address)
        world.write(12)

        processes = [Thread(target=world.rounds().send_due) for _ in range(4)]
        for one in processes:
            one.start()
        for one in processes:
            one.join(20)

        world.rounds().send_due()
        assert receiver.numbers == list(range(1, 13))
        assert together == [1]


def test_what_a_killed_process_had_claimed_is_sent_by_another_later(world: World) -> None:
    with a_receiver() as receiver:
        world.tell(receiver.address)
        world.write(2)
        with world.units.change() as session:
            claimed = claim(session, at=world.clock())
        assert claimed is not None
        with world.units.change() as session:
            parcel = next_parcel(session, *claimed, seal=SEAL, base_url="", at=world.clock())
        assert parcel is not None

        world.rounds().send_due()
        assert receiver.received == [], "the claim still holds"

        world.clock.go_on(minutes=2)
        world.rounds().send_due()

        assert receiver.numbers == [1, 2]
        assert receiver.received[0].told["id"] == str(parcel.delivery_id)


def test_after_days_without_success_it_is_paused_with_a_letter_and_goes_on_later(world: World) -> None:
    with a_receiver(*[500] * 40) as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write()
        for _ in range(40):
            world.rounds().send_due()
            world.clock.go_on(hours=6)

        paused = the_webhook(world, webhook_id)
        tries = len(receiver.received)
        assert paused.pause is Pause.FAILING
        assert 20 < tries < 32
        with world.units.database.reading() as session:
            own = OutgoingMail.person_id == world.owner.person_id
            assert session.scalars(select(OutgoingMail.kind).where(own)).all() == ["webhooks/paused"]

        world.write()
        world.rounds().send_due()
        assert len(receiver.received) == tries

        receiver.codes.clear()
        with world.units.change() as session:
            rules.resume(session, session.get_one(Webhook, webhook_id), at=world.clock(), actor=world.owner)
        world.rounds().send_due()
        assert receiver.numbers[tries:] == [1, 2]


def test_a_receiver_that_is_gone_is_paused_at_once(world: World) -> None:
    with a_receiver(410) as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write()

        world.rounds().send_due()

        assert the_webhook(world, webhook_id).pause is Pause.GONE


def test_messages_are_sent_again_with_their_ids_and_numbers(world: World) -> None:
    with a_receiver() as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write(3)
        world.rounds().send_due()
        world.write()

        with world.units.change() as session:
            webhook = session.get_one(Webhook, webhook_id)
            since = datetime(2020, 1, 1, tzinfo=UTC)
            assert rules.replay_since(session, webhook, since=since, at=world.clock(), actor=world.owner) == 4
        world.rounds().send_due()

        assert receiver.numbers == [1, 2, 3, 1, 2, 3, 4]
        ids = [one.told["id"] for one in receiver.received]
        assert ids[:3] == ids[3:6]
        assert receiver.received[3].told == receiver.received[0].told


def test_two_secrets_sign_while_one_takes_over_from_the_other(world: World) -> None:
    with a_receiver() as receiver:
        webhook_id, old = world.tell(receiver.address)
        with world.units.change() as session:
            webhook = session.get_one(Webhook, webhook_id)
            new = rules.renew_secret(session, webhook, seal=SEAL, at=world.clock(), actor=world.owner)
        world.write()
        world.rounds().send_due()
        world.clock.go_on(days=2, seconds=1)
        world.write()
        world.rounds().send_due()

        first, second = receiver.received
        assert is_signed(first, old)
        assert is_signed(first, new)
        assert is_signed(second, new)
        assert not is_signed(second, old)


def test_a_deactivated_owner_stops_it(world: World) -> None:
    with a_receiver() as receiver:
        webhook_id, _ = world.tell(receiver.address)
        world.write()
        with world.units.change() as session:
            session.execute(
                update(Person).where(Person.id == world.owner.person_id).values(deactivated_at=world.clock())
            )

        world.rounds().send_due()

        assert receiver.received == []
        assert the_webhook(world, webhook_id).pause is Pause.OWNER


def test_an_owner_who_has_lost_the_role_stops_it_until_it_is_given_back(world: World) -> None:
    with a_receiver() as receiver:
        world.owner = world.plan.leader
        webhook_id, _ = world.tell(receiver.address, areas=(world.plan.roadmap.area_id,))
        world.write()
        world.rounds().send_due()
        with world.units.change() as session:
            of_leader = RoleGrant.person_id == world.owner.person_id
            yesterday = world.clock().date() - timedelta(days=1)
            session.execute(update(RoleGrant).where(of_leader).values(from_on=yesterday, until_on=yesterday))
        world.write()

        world.rounds().send_due()

        assert receiver.numbers == [1]
        assert the_webhook(world, webhook_id).pause is Pause.OWNER
        with world.units.change() as session:
            session.execute(update(RoleGrant).where(of_leader).values(until_on=None))
            rules.resume(session, session.get_one(Webhook, webhook_id), at=world.clock(), actor=world.owner)
        world.rounds().send_due()
        assert receiver.numbers == [1, 2]


def test_what_the_owner_may_not_see_is_withheld_and_the_next_tells_which_was_before(world: World) -> None:
    with a_receiver() as receiver:
        outsider = world.plan.others["editor elsewhere"]
        with world.units.change() as session:
            person, organisation = session.get_one(Person, outsider.person_id), an_organisation(session)
            a_membership(session, person, organisation)
            world.owner = as_actor(session, person)
        world.tell(receiver.address, organisation_id=organisation.id)
        world.write()
        world.show(False)
        world.write(2)
        world.rounds().send_due()
        world.show(True)
        world.write()

        world.rounds().send_due()

        assert [(one.told["number"], one.told["previous"]) for one in receiver.received] == [(4, 0)]
        with world.units.database.reading() as session:
            told = session.scalars(select(WebhookDelivery.progress).order_by(WebhookDelivery.number)).all()
            assert told == [*[Progress.WITHHELD] * 3, Progress.DELIVERED]


def _until(is_so, seconds: float = 5) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.01)
