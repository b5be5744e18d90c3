"""Lines to other hosts on which everything that people write could be overheard, or changed on its way."""

import ipaddress
import os
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from roadmaps.config.settings import Settings

# The server shows a certificate, and it is compared with what this machine trusts.
PROVEN = {"verify-ca", "verify-full"}
_ADVICE_DATABASE = "add ?sslmode=verify-full to it, so that the line is encrypted and the server proves who it is"


def overheard(settings: Settings) -> list[str]:
    """A sentence for each line that is not encrypted to a server that has to prove who it is."""
    return [*_databases(settings), *_redis(settings)]


def _databases(settings: Settings) -> Iterator[str]:
    for name, url in (("DATABASE_URL", settings.database_url), ("DATABASE_READ_URL", settings.database_read_url)):
        if not url.startswith("postgres"):
            continue
        asked = {key: values[-1] for key, values in parse_qs(urlsplit(url).query).items()}
        host = asked.get("host") or urlsplit(url).hostname or os.environ.get("PGHOST", "")
        mode = asked.get("sslmode") or os.environ.get("PGSSLMODE", "")
        if is_elsewhere(host) and mode not in PROVEN:
            yield f"The line to the database at {host} ({name}) could be overheard or changed: {_ADVICE_DATABASE}."


def _redis(settings: Settings) -> Iterator[str]:
    address = urlsplit(settings.redis_url)
    asked = parse_qs(address.query).get("ssl_cert_reqs", ["required"])[-1]
    is_proven = address.scheme == "rediss" and asked == "required"
    if address.scheme in {"redis", "rediss"} and is_elsewhere(address.hostname or "") and not is_proven:
        yield (
            f"The line to Redis at {address.hostname} (REDIS_URL) could be overheard or changed: let it begin with "
            "rediss://, without ssl_cert_reqs."
        )


def is_elsewhere(host: str) -> bool:
    """Whether a host is another than this one. A name without a dot is that of a container beside this one."""
    if not host or host.startswith("/"):
        return False
    try:
        return not ipaddress.ip_address(host).is_loopback
    except ValueError:
        return "." in host and not host.endswith(".localhost")
