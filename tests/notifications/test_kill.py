"""A real process that sends letters is killed, with no chance to tidy up, at each moment that matters."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as Talk

from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.delivery import LEASE, deliver_due
from roadmaps.notifications.models import MailState, OutgoingMail
from roadmaps.notifications.smtp import SmtpTransport
from tests.factories.notifications import AT, a_mail
from tests.notifications.conftest import PostOffice

ROADMAPS = [sys.executable, "-m", "roadmaps.cli"]
# The clock of the test stands still, that of the other process does not.
LONG_AFTER = AT + timedelta(days=36_500)
BEFORE, DURING, AFTER = "before the letter is handed over", "before the server's yes arrives", "at the goodbye"


@dataclass
class DeadlyOffice:
    """Kills whoever talks to it at the chosen moment; otherwise an ordinary post office."""

    office: PostOffice
    kill: Callable[[], None]
    moment: str

    def lie_in_wait(self) -> None:
        """Take the place of the office's own answers."""
        ordinary = self.office.handle_RCPT, self.office.handle_DATA

        async def at_receiver(server: SMTP, talk: Talk, envelope: Envelope, address: str, options: list[str]) -> str:
            if self.moment == BEFORE:
                self.kill()
            return await ordinary[0](server, talk, envelope, address, options)

        async def at_letter(server: SMTP, talk: Talk, envelope: Envelope) -> str:
            answer = await ordinary[1](server, talk, envelope)
            if self.moment == DURING:
                self.kill()
            return answer

        async def at_goodbye(_server: SMTP, _talk: Talk, _envelope: Envelope) -> str:
            # Whoever says goodbye has heard the yes, and has noted it.
            if self.moment == AFTER:
                self.kill()
            return "221 Bye"

        self.office.__dict__.update(handle_RCPT=at_receiver, handle_DATA=at_letter, handle_QUIT=at_goodbye)


@pytest.mark.parametrize(("moment", "times"), [(BEFORE, 1), (DURING, 2), (AFTER, 1)])
def test_a_killed_sender_loses_no_letter_and_a_second_copy_is_the_same_letter(
    fresh_database: Database, office: PostOffice, transport: SmtpTransport, tmp_path: Path, moment: str, times: int
) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        mail_id = a_mail(session, expires_at=LONG_AFTER).id
    sender: list[subprocess.Popen[bytes]] = []
    DeadlyOffice(office, lambda: os.kill(sender[0].pid, signal.SIGKILL), moment).lie_in_wait()

    sender.append(
        subprocess.Popen(
            [*ROADMAPS, "deliver-mail"],
            env={
                **os.environ,
                "ROADMAPS_DATA": str(tmp_path),
                "DATABASE_URL": fresh_database.engine.url.render_as_string(hide_password=False),
                "ROADMAPS_MAIL": f"smtp://127.0.0.1:{office.port}",
                "ROADMAPS_MAIL_FROM": "fardplan@example.org",
            },
        )
    )
    assert sender[0].wait(60) == -signal.SIGKILL
    for name in ("handle_RCPT", "handle_DATA", "handle_QUIT"):
        del office.__dict__[name]

    # Nobody takes it while the lease holds; when it has run out, whoever comes next does, and that is the end of it.
    with fresh_database.reading() as session:
        mail = session.get_one(OutgoingMail, mail_id)
        leased_until = mail.leased_until
    if moment == AFTER:
        assert (mail.state, len(office.received)) == (MailState.SENT, 1)
        return
    assert leased_until is not None
    assert deliver_due(units, transport, lambda: leased_until - timedelta(seconds=1)).sent == 0
    assert deliver_due(units, transport, lambda: leased_until).sent == 1
    assert deliver_due(units, transport, lambda: leased_until + LEASE).sent == 0

    with fresh_database.reading() as session:
        mail = session.get_one(OutgoingMail, mail_id)
        assert (mail.state, mail.attempts) == (MailState.SENT, 2)
        assert [one["Message-ID"] for one in office.received] == [mail.message_id] * times
    copies = {(one["Date"], one["Subject"], one.get_body(("plain",)).get_content()) for one in office.received}  # type: ignore[union-attr]
    assert len(copies) == 1
