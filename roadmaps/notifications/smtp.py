"""Handing a letter to a mail server. One connection a letter: letters are few, and a server may hang up at any time."""

import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from functools import partial
from typing import Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from roadmaps.config import Settings

TIMEOUT_SECONDS = 20
PORTS = {"smtp": 25, "smtps": 465}
PERMANENT = range(500, 600)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Undelivered(Exception):
    """The server did not take the letter. `is_permanent` tells that trying again would be no use."""

    def __init__(self, reason: str, *, is_permanent: bool) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_permanent = is_permanent


class Transport(Protocol):
    """Something that takes letters."""

    sender: str

    def send(self, message: EmailMessage, to: str) -> Callable[[], None]:
        """Hand over one letter; return how to take leave then, which can wait until it has been noted that it was taken.

        :raises Undelivered: when it was not taken
        """


@dataclass(frozen=True)
class MailServer:
    """Where letters go out, read from an address such as ``smtp://name:password@mail.example.org:587``.

    With ``smtps`` the connection is encrypted from the start. With ``smtp`` it is turned into an encrypted one
    (STARTTLS, with a certificate that can be trusted) when a password is to be sent, or the address ends in
    ``?tls=required``; a relay of one's own on the same machine needs neither.
    """

    scheme: str
    host: str
    port: int
    user: str = ""
    password: str = ""
    must_encrypt: bool = False

    @classmethod
    def of(cls, url: str) -> "MailServer":
        """Read the address.

        :raises ValueError: when it is none that can be used
        """
        parts = urlsplit(url)
        if parts.scheme not in PORTS or not parts.hostname:
            raise ValueError("a mail server is written as smtp://host:port or smtps://host:port")
        user = unquote(parts.username or "")
        return cls(
            scheme=parts.scheme,
            host=parts.hostname,
            port=parts.port or PORTS[parts.scheme],
            user=user,
            password=unquote(parts.password or ""),
            must_encrypt="required" in parse_qs(parts.query).get("tls", [])
            or (bool(user) and parts.hostname not in LOOPBACK),
        )


class SmtpTransport:
    """A mail server that takes letters by SMTP."""

    def __init__(self, server: MailServer, sender: str) -> None:
        self._server = server
        self.sender = sender

    @classmethod
    def of(cls, settings: Settings, site_name: str) -> "SmtpTransport":
        """The way out that the operator has set. A sender without a name gets the site's."""
        name, address = parseaddr(settings.mail_from)
        return cls(MailServer.of(settings.mail_url), f"{name or site_name} <{address}>")

    def send(self, message: EmailMessage, to: str) -> Callable[[], None]:
        """Hand over one letter, in a connection of its own.

        What the server says for good about the letter or its receiver (5xx) is permanent. All else may pass: no
        connection, 4xx, and also a refused password or sender, which somebody will mend in the settings.
        """
        try:
            connection = self._connect()
            try:
                connection.send_message(message, parseaddr(self.sender)[1], [to])
            except Exception:
                _part(connection)
                raise
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
        return partial(_part, connection)

    def _connect(self) -> smtplib.SMTP:
        server = self._server
        if server.scheme == "smtps":
            connection: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context()
            )
        else:
            connection = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_SECONDS)
        try:
            if server.must_encrypt and server.scheme == "smtp":
                connection.starttls(context=ssl.create_default_context())
            if server.user:
                connection.login(server.user, server.password)
        except (smtplib.SMTPException, OSError):
            connection.close()
            raise
        return connection


def _part(connection: smtplib.SMTP) -> None:
    """Take leave of the server; that a letter has been taken does not depend on how it says goodbye."""
    try:
        connection.quit()
    except (smtplib.SMTPException, OSError):
        connection.close()


def _told(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return f"{code} {text}"
