"""A process that is killed while a receiver is about to answer: the message comes again, under the same id, and none is lost."""

import os
import signal
from multiprocessing import get_context
from multiprocessing.connection import wait

from sqlalchemy import select

from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.webhooks.models import Progress, WebhookDelivery
from roadmaps.webhooks.posting import Post
from roadmaps.webhooks.rounds import Rounds
from tests.factories.webhooks import SEAL, a_receiver
from tests.webhooks.conftest import World


def send(url: str) -> None:
    """What the other process does."""
    units = UnitsOfWork(Database(url), Listeners())
    Rounds(units, Post(is_local_allowed=True), SEAL, base_url="https://fardplan.example.org", clock=now).send_due()


def test_what_a_killed_process_was_sending_comes_again_and_in_order(world: World) -> None:
    with a_receiver() as receiver:
        world.tell(receiver.address)
        world.write(3)
        other = get_context("spawn").Process(target=send, args=(world.units.database.url,))

        def kill_at_the_second() -> None:
            if len(receiver.received) == 2 and other.pid:
                os.kill(other.pid, signal.SIGKILL)
                # It is dead before it is answered; to join it is for the test itself, as one of two would join in vain.
                wait([other.sentinel])

        receiver.meanwhile = kill_at_the_second
        other.start()
        other.join(120)
        assert other.exitcode == -signal.SIGKILL
        assert receiver.numbers == [1, 2]

        world.clock.moment = now()
        world.rounds().send_due()
        assert receiver.numbers == [1, 2], "its claim still holds"
        world.clock.go_on(minutes=2)
        world.rounds().send_due()

        assert receiver.numbers == [1, 2, 2, 3]
        assert receiver.received[1].headers["webhook-id"] == receiver.received[2].headers["webhook-id"]
        with world.units.database.reading() as session:
            assert set(session.scalars(select(WebhookDelivery.progress))) == {Progress.DELIVERED}
