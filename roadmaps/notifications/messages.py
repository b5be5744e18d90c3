"""A letter of the outbox as the message that goes over the wire."""

import re
import unicodedata
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr

from roadmaps.notifications.models import OutgoingMail

LONGEST_HEADER = 250
WHOLE = frozenset({"List-Unsubscribe"})
# What could break a header in two, or turn the reading direction of what follows.
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
# What begins a word in another encoding. Read so, it could hold a line break, and behind it a line of its own.
_ENCODED = "=?"
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


class _Whole(EmailPolicy):
    """Leaves headers with a long address in one line: folded or encoded, mail programs would not know them again."""

    def fold(self, name: str, value: str) -> str:
        if name in WHOLE:
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: str) -> bytes:
        if name in WHOLE:
            return self.fold(name, value).encode("ascii")
        return bytes(super().fold_binary(name, value))


def header_line(text: str) -> str:
    """The text as one line that is fit for a header."""
    seen = "".join(" " if unicodedata.category(character) in _UNSEEN else character for character in text)
    return " ".join(seen.split())[:LONGEST_HEADER].replace(_ENCODED, "= ?")


def message_of(mail: OutgoingMail, *, sender: str) -> EmailMessage:
    """The letter with its plain text and its HTML; the same at every try."""
    message = EmailMessage(policy=_Whole(linesep="\r\n"))
    message["Subject"] = header_line(mail.subject)
    message["From"] = _address(sender)
    message["To"] = header_line(mail.to)
    message["Date"] = format_datetime(mail.written_at)
    message["Message-ID"] = mail.message_id
    # Tells answering machines not to answer a machine.
    message["Auto-Submitted"] = "auto-generated"
    for name, value in mail.headers.items():
        message[name] = header_line(str(value))
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    if mail.calendar:
        _add_calendar(message, mail.calendar)
    return message


def _add_calendar(message: EmailMessage, calendar: str) -> None:
    """The entry twice: as a part that mail programs offer to put into the calendar, and as a file for the others."""
    method = next(iter(_METHOD.findall(calendar)), "PUBLISH")
    message.add_alternative(calendar, subtype="calendar", params={"method": method})
    message.add_attachment(calendar.encode(), maintype="application", subtype="ics", filename="meeting.ics")


def _address(written: str) -> Address:
    name, address = parseaddr(header_line(written))
    return Address(display_name=name, addr_spec=address)
