"""Connections to other machines: only on the open internet, for so long.

The name is looked up once, every address that it has is checked, and the connection goes to one that was checked: a name
that leads elsewhere a moment later gains nothing. When time is up the connection is cut, whatever it is waiting for.
"""

import ssl
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from ipaddress import IPv6Address, ip_address, ip_network
from socket import IPPROTO_TCP, SHUT_RDWR, SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Timer
from urllib.parse import SplitResult

# Seconds without a sign of life.
LONGEST_SILENCE = 8.0
_TRANSLATED = ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48")
# IPv4 within IPv6 by ISATAP (RFC 5214): what its last half begins with.
_ISATAP = {0x00005EFE, 0x02005EFE}
# Networks of one's own, and relays to others, as they were once: some machines still know them. And examples in documents,
# which Python of today does not know yet (RFC 9637).
_NOBODYS = ip_network("fec0::/10"), ip_network("192.88.99.0/24"), ip_network("192.0.0.0/24"), ip_network("3fff::/20")


class NotOpen(Exception):
    """The name leads to somebody's own network, to this machine, or to an address that stands for another."""


class TimeUp(TimeoutError):
    """There is no time left."""


@contextmanager
def connected(asked: SplitResult, until: float, *, is_local_allowed: bool = False) -> Iterator[HTTPConnection]:
    """A connection to the host of the address, over TLS where it begins with https.

    :param until: when it is cut, by `time.monotonic`
    :param is_local_allowed: lets tests ask this machine; nothing else sets it
    :raises NotOpen: before anything is sent, when it would lead anywhere but to the open internet
    :raises TimeoutError: when there is no time left
    :raises OSError: when nobody answers; `UnicodeError` for a name that is none
    """
    host, port = asked.hostname or "", asked.port or (443 if asked.scheme == "https" else 80)
    line = _line_to(_addresses(host, port, is_local_allowed=is_local_allowed), port, until)
    try:
        silence = min(left(until), LONGEST_SILENCE)
        if asked.scheme == "https":
            # The greeting is short, and each of its steps waits no longer than the silence allows.
            line = ssl.create_default_context().wrap_socket(line, server_hostname=host)
        watch = Timer(left(until), _cut, (line,))
        watch.daemon = True
        watch.start()
        connection = HTTPConnection(host, port, timeout=silence)
        connection.sock = line
        try:
            yield connection
        finally:
            watch.cancel()
    finally:
        line.close()


def is_on_the_open_internet(address: str) -> bool:
    """Whether it is nobody's own network, this machine, or an address that stands for another one."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        stands_for_another = found.ipv4_mapped or found.sixtofour or found.teredo
        if stands_for_another or any(found in network for network in _TRANSLATED):
            return False
        if int(found) >> 32 & 0xFFFFFFFF in _ISATAP:
            return False
    if any(found in network for network in _NOBODYS):
        return False
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def left(until: float) -> float:
    """How many seconds there are left.

    :raises TimeUp: when there are none
    """
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeUp
    return seconds


def _addresses(host: str, port: int, *, is_local_allowed: bool) -> list[str]:
    found = getaddrinfo(host, port, type=SOCK_STREAM, proto=IPPROTO_TCP)
    addresses = [str(one[4][0]) for one in found]
    if not is_local_allowed and not all(map(is_on_the_open_internet, addresses)):
        raise NotOpen
    return addresses


def _line_to(addresses: Sequence[str], port: int, until: float) -> socket:
    """A line to the first of the addresses where somebody answers: a host may have one that this machine cannot reach."""
    *others, last = dict.fromkeys(addresses)
    for address in others:
        with suppress(OSError):
            return create_connection((address, port), min(left(until), LONGEST_SILENCE))
    return create_connection((last, port), min(left(until), LONGEST_SILENCE))


def _cut(line: socket) -> None:
    """End what the line is waiting for, also in the middle of a layer above."""
    with suppress(OSError):  # it may have ended by itself
        socket.shutdown(line, SHUT_RDWR)
