"""Handing a letter to a mail server. One connection a letter: letters are few, and a server may hang up at any time."""

import smtplib
import ssl
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtp+starttls": 587, "smtps": 465}
PERMANENT = range(500, 600)


class Undelivered(Exception):  # noqa: N818 - what happened, as the outbox tells it
    """The server did not take the letter. `is_permanent` tells that trying again would be no use."""

    def __init__(self, reason: str, *, is_permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_permanent = is_permanent


class Transport(Protocol):
    """Something that takes letters."""

    sender: str

    def send(self, message: EmailMessage, to: str) -> None:
        """Hand over one letter.

        :raises Undelivered: when it was not taken
        """


@dataclass(frozen=True)
class MailServer:
    """Where letters go out, read from an address such as ``smtp+starttls://name:password@mail.example.org:587``."""

    scheme: str
    host: str
    port: int
    sender: str
    user: str = ""
    password: str = ""

    @classmethod
    def of(cls, url: str, *, default_sender: str) -> "MailServer":
        """Read the address. ``?from=…`` names the sender.

        :raises ValueError: when it is none that can be used
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("the mail server is written as smtp://, smtp+starttls:// or smtps:// with a host")
        given = parse_qs(parts.query)
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            sender=given.get("from", [default_sender])[0],
            user=unquote(parts.username or ""),
            password=unquote(parts.password or ""),
        )


class SmtpTransport:
    """A mail server that takes letters by SMTP."""

    def __init__(self, server: MailServer) -> None:
        self._server = server
        self.sender = server.sender

    def send(self, message: EmailMessage, to: str) -> None:
        """Hand over one letter, in a connection of its own.

        What the server says for good about the letter or its receiver (5xx) is permanent. All else may pass: no
        connection, 4xx, and also a refused password or sender, which somebody will mend in the settings.
        """
        try:
            with self._connect() as connection:
                connection.send_message(message, self.sender_address, [to])
        except smtplib.SMTPRecipientsRefused as refusal:
            code, answer = next(iter(refusal.recipients.values()))
            raise Undelivered(_told(code, answer), is_permanent=code in PERMANENT) from refusal
        except (smtplib.SMTPSenderRefused, smtplib.SMTPAuthenticationError) as refusal:
            raise Undelivered(_told(refusal.smtp_code, refusal.smtp_error), is_permanent=False) from refusal
        except smtplib.SMTPDataError as refusal:
            raise Undelivered(
                _told(refusal.smtp_code, refusal.smtp_error), is_permanent=refusal.smtp_code in PERMANENT
            ) from refusal
        except (smtplib.SMTPException, OSError) as failure:
            raise Undelivered(f"{type(failure).__name__}: {failure}", is_permanent=False) from failure

    @property
    def sender_address(self) -> str:
        """The bare address of the sender, without a name."""
        return self.sender.rpartition("<")[2].rstrip("> ")

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        if server.scheme == "smtp+starttls":
            connection.starttls(context=ssl.create_default_context())
        if server.user:
            connection.login(server.user, server.password)
        return connection


def _told(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"
