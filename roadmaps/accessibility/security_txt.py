"""The file that tells whoever has found a weakness where to turn (RFC 9116). Pure."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

GOOD_FOR = timedelta(days=180)


def security_txt(contacts: Sequence[str], *, address: str, on: date) -> str:
    """The file as it reads on a day. It is written anew at each reading, so it never grows too old.

    :param contacts: addresses that begin with mailto: or https:, the best first
    :param address: where the file itself lies
    """
    until = datetime.combine(on + GOOD_FOR, time(0, 0), UTC)
    lines = [
        *(f"Contact: {contact}" for contact in contacts),
        f"Expires: {until:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: sv, en",
        f"Canonical: {address}",
    ]
    return "\n".join(lines) + "\n"
