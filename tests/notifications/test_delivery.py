import socket
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.events import Listeners
from roadmaps.foundation.unit_of_work import UnitsOfWork
from roadmaps.notifications.delivery import LEASE, MOST_ATTEMPTS, TOO_OLD, deliver_due, pause_after
from roadmaps.notifications.models import MailState, OutgoingMail
from roadmaps.notifications.smtp import MailServer, SmtpTransport
from tests.databases import JoiningDatabase
from tests.factories.notifications import AT, a_mail
from tests.notifications.conftest import PostOffice


@pytest.fixture
def units(database: JoiningDatabase) -> UnitsOfWork:
    return UnitsOfWork(database, Listeners())


def noon() -> datetime:
    return AT


def test_a_letter_arrives_as_text_and_html_with_its_swedish_letters(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session)

    done = deliver_due(units, transport, noon)

    session.expire_all()
    [message] = office.received
    assert message["Subject"] == "Ett svar på ”Färdplan för skogen”"
    assert message["From"] == "Färdplan <fardplan@example.org>"
    assert message["Message-ID"] == mail.message_id
    assert message.get_content_type() == "multipart/alternative"
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain and plain.get_content().splitlines() == mail.text.splitlines()
    assert html and "Hej Åsa" in html.get_content()
    assert office.envelopes == [("fardplan@example.org", ["karin@example.org"])]
    assert (done.sent, mail.state, mail.sent_at) == (1, MailState.SENT, AT)


def test_the_link_that_ends_letters_arrives_whole_in_its_header(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session)
    link = f"https://fardplan.regionen-med-langt-namn.example.org/mail/stop/{'aB3_' * 32}"
    mail.headers = {"List-Unsubscribe": f"<{link}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    session.flush()

    deliver_due(units, transport, noon)

    [raw] = office.raw
    assert f"List-Unsubscribe: <{link}>\r\n".encode() in raw
    assert b"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw
    assert all(len(line) <= 998 for line in raw.split(b"\r\n"))


def test_a_letter_is_sent_once(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    a_mail(session)

    for _ in range(3):
        deliver_due(units, transport, noon)

    assert len(office.received) == 1


def test_line_breaks_in_a_subject_or_an_address_make_no_header(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    a_mail(session, subject="Hej\r\nBcc: ond@example.com\u2028X: y\u202e")

    deliver_due(units, transport, noon)

    [message] = office.received
    assert message["Bcc"] is None
    assert message["X"] is None
    assert message["Subject"] == "Hej Bcc: ond@example.com X: y"
    assert office.envelopes[0][1] == ["karin@example.org"]


def test_a_temporary_refusal_is_tried_again_later(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session)
    office.answers = ["451 Try again later"]

    first = deliver_due(units, transport, noon)
    session.expire_all()
    assert (first.postponed, mail.state) == (1, MailState.WAITING)
    assert "451 Try again later" in mail.last_error
    assert deliver_due(units, transport, lambda: AT + timedelta(seconds=30)).sent == 0
    assert deliver_due(units, transport, lambda: AT + pause_after(1)).sent == 1

    assert len(office.received) == 1


def test_a_permanent_refusal_is_not_tried_again_and_its_reason_is_kept(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session)
    office.recipient_answers = ["550 No such mailbox"]

    done = deliver_due(units, transport, noon)
    deliver_due(units, transport, lambda: AT + timedelta(days=1))

    session.expire_all()
    assert (done.given_up, mail.state, mail.attempts) == (1, MailState.GIVEN_UP, 1)
    assert "550 No such mailbox" in mail.last_error
    assert office.received == []


def test_one_refused_letter_does_not_stand_in_the_way_of_the_next(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    a_mail(session, to="borta@example.org")
    a_mail(session, to="har@example.org")
    office.recipient_answers = ["550 No such mailbox"]

    deliver_due(units, transport, noon)

    assert [receivers for _, receivers in office.envelopes] == [["har@example.org"]]


def test_without_a_server_at_the_address_letters_wait_and_are_given_up_in_the_end(
    session: Session, units: UnitsOfWork
) -> None:
    mail = a_mail(session, expires_at=AT + timedelta(days=90))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        nobody = SmtpTransport(MailServer.of(f"smtp://127.0.0.1:{taken.getsockname()[1]}"), "fardplan@example.org")

        for attempt in range(MOST_ATTEMPTS):
            deliver_due(units, nobody, lambda day=attempt: AT + timedelta(days=day))  # type: ignore[misc]

    session.expire_all()
    assert (mail.state, mail.attempts) == (MailState.GIVEN_UP, MOST_ATTEMPTS)
    assert "Refused" in mail.last_error


def test_a_letter_that_is_no_longer_of_use_is_not_sent(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session, expires_at=AT - timedelta(minutes=1), has_secret=True)

    deliver_due(units, transport, noon)

    session.expire_all()
    assert (mail.state, mail.last_error, mail.text) == (MailState.GIVEN_UP, TOO_OLD, "")
    assert office.received == []


def test_a_secret_link_is_wiped_once_it_has_left(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    secret, plain = a_mail(session, has_secret=True), a_mail(session)

    deliver_due(units, transport, noon)

    session.expire_all()
    assert len(office.received) == 2
    assert (secret.text, secret.html) == ("", "")
    assert plain.text


def test_a_letter_that_a_dead_process_had_taken_is_sent_by_another_when_its_lease_is_out(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    mail = a_mail(session)
    mail.leased_until = AT + LEASE
    session.flush()

    assert deliver_due(units, transport, noon).sent == 0
    assert deliver_due(units, transport, lambda: AT + LEASE).sent == 1


def test_a_letter_that_cannot_be_put_together_does_not_stop_the_others(
    session: Session, units: UnitsOfWork, office: PostOffice, transport: SmtpTransport
) -> None:
    broken = a_mail(session, to="inte en adress <")
    a_mail(session)

    deliver_due(units, transport, noon)

    session.expire_all()
    assert len(office.received) == 1
    assert broken.state is not MailState.SENT


class SlowTransport:
    """Takes its time, so that two workers meet."""

    sender = "fardplan@example.org"

    def __init__(self) -> None:
        self.taken: list[str] = []
        self.meeting = Barrier(2, timeout=5)

    def send(self, message: EmailMessage, to: str) -> Callable[[], None]:
        assert message["To"] == to
        self.taken.append(to)
        if len(self.taken) <= 2:
            self.meeting.wait()
        return lambda: None


def test_two_workers_send_every_letter_once(fresh_database: Database) -> None:
    units = UnitsOfWork(fresh_database, Listeners())
    with units.change() as session:
        for number in range(20):
            a_mail(session, to=f"{number}@example.org")
    transport = SlowTransport()

    workers = [Thread(target=deliver_due, args=(units, transport, noon)) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(30)

    assert sorted(transport.taken) == sorted(f"{number}@example.org" for number in range(20))
    with fresh_database.reading() as session:
        assert {mail.attempts for mail in session.scalars(select(OutgoingMail))} == {1}


@pytest.mark.parametrize(
    ("url", "facts"),
    [
        ("smtp://relay.example.org", ("smtp", "relay.example.org", 25, "", False)),
        ("smtp://anna:hemligt%40@mail.example.org:587", ("smtp", "mail.example.org", 587, "anna", True)),
        ("smtps://anna:x@mail.example.org", ("smtps", "mail.example.org", 465, "anna", True)),
        ("smtp://relay.example.org?tls=required", ("smtp", "relay.example.org", 25, "", True)),
        ("smtp://anna:x@localhost:1025", ("smtp", "localhost", 1025, "anna", False)),
    ],
)
def test_the_address_of_a_server_is_read(url: str, facts: tuple[str, str, int, str, bool]) -> None:
    server = MailServer.of(url)

    assert (server.scheme, server.host, server.port, server.user, server.must_encrypt) == facts


def test_a_password_never_goes_out_in_the_clear(session: Session, units: UnitsOfWork, office: PostOffice) -> None:
    mail = a_mail(session)
    server = MailServer("smtp", "127.0.0.1", office.port, "anna", "hemligt", must_encrypt=True)

    deliver_due(units, SmtpTransport(server, "fardplan@example.org"), noon)

    session.expire_all()
    assert mail.state is MailState.WAITING
    assert "STARTTLS" in mail.last_error
    assert office.received == []


@pytest.mark.parametrize("url", ["http://mail.example.org", "smtp://", "mail.example.org", ""])
def test_an_address_that_cannot_be_used_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        MailServer.of(url)


def test_the_pause_doubles_up_to_some_hours() -> None:
    assert [pause_after(attempt) for attempt in (1, 2, 3, 12)] == [
        timedelta(minutes=1),
        timedelta(minutes=2),
        timedelta(minutes=4),
        timedelta(hours=6),
    ]


def test_the_way_out_is_what_the_operator_has_set(tmp_path: Path) -> None:
    settings = Settings(
        database_url="",
        secret_key="x",
        data_dir=tmp_path,
        mail_url="smtp://relay.example.org",
        mail_from="fardplan@example.org",
    )

    assert SmtpTransport.of(settings, "Färdplan").sender == "Färdplan <fardplan@example.org>"
    named = replace(settings, mail_from="Regionen <regionen@example.org>")
    assert SmtpTransport.of(named, "Färdplan").sender == "Regionen <regionen@example.org>"
