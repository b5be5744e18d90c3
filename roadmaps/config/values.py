"""Reading what stands in a setting. Each function takes the text and gives the value, or tells what it should look like.

A sentence about a setting that holds a secret does not repeat it.
"""

import os
import re
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from roadmaps.config.faults import BadSetting

DEFAULT_URL = "http://127.0.0.1:8000"
DEFAULT_KOLADA = "https://api.kolada.se/v3"
SHORTEST_TOKEN = 16
SHORTEST_KEY = 32
HIGHEST_PORT = 65_535


class WorkerPlace(StrEnum):
    """Where the site's own work is done."""

    WITH_PAGES = "with-pages"
    SEPARATE = "separate"


def folder(text: str) -> Path:
    """The whole path of a folder, which need not be there yet."""
    return Path(text).resolve()


def site_address(text: str) -> str:
    """Where people reach the site, without a slash at its end."""
    base_url = text.rstrip("/")
    try:
        address = urlsplit(base_url)
        is_place = address.scheme in {"http", "https"} and bool(address.hostname) and not address.path
        _ = address.port
    except ValueError:
        is_place = False
    if not is_place:
        raise BadSetting(f"ROADMAPS_URL is {base_url!r}; it should look like https://fardplan.example.org")
    return base_url


def database(text: str) -> str:
    """A database for everything."""
    if not text.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
        raise BadSetting("DATABASE_URL should begin with postgresql:// or sqlite:///")
    return text


def reading_database(text: str) -> str:
    """A copy of the database that readers may ask."""
    if not text.startswith(("postgresql:", "postgresql+psycopg:", "postgres:")):
        raise BadSetting("DATABASE_READ_URL should begin with postgresql://")
    return text


def secret_key(text: str) -> str:
    """What signs the cookies: whoever can guess it is whom they please."""
    if len(text) < SHORTEST_KEY:
        raise BadSetting(
            f"ROADMAPS_SECRET_KEY is shorter than {SHORTEST_KEY} characters; `openssl rand -hex 32` makes a good one"
        )
    return text


def mail_server(text: str) -> str:
    """Where letters go out."""
    if urlsplit(text).scheme not in {"smtp", "smtps"}:
        raise BadSetting("ROADMAPS_MAIL should look like smtp://user:password@mail.example.org:587")
    return text


def redis(text: str) -> str:
    """Where processes wake each other."""
    if urlsplit(text).scheme not in {"redis", "rediss", "unix"}:
        raise BadSetting("REDIS_URL should look like redis://127.0.0.1:6379/0")
    return text


def plain(text: str) -> str:
    """Any text."""
    return text


def proxies(text: str) -> int:
    """How many proxies there are."""
    return _number(text, "ROADMAPS_PROXIES should be the number of proxies in front of the site, such as 1")


def live_sockets(text: str) -> int:
    """How many web sockets."""
    return _number(
        text,
        "ROADMAPS_LIVE_SOCKETS should be how many web sockets each process may hold, such as 24, or 0 for none",
    )


def port(text: str) -> int:
    """Where to listen."""
    number = _number(text, "PORT should be a number, such as 8000")
    if number > HIGHEST_PORT:
        raise BadSetting(f"PORT should be at most {HIGHEST_PORT}")
    return number


def worker_place(text: str) -> WorkerPlace:
    """Where the site's own work is done."""
    try:
        return WorkerPlace(text)
    except ValueError:
        raise BadSetting(f"ROADMAPS_WORKER is {text!r}; it should be with-pages or separate") from None


def log_style(text: str) -> str:
    """How the log is written."""
    if text not in {"json", "plain"}:
        raise BadSetting(f"ROADMAPS_LOG is {text!r}; it should be json or plain")
    return text


def metrics_token(text: str) -> str:
    """What whoever reads the figures shows."""
    if len(text) < SHORTEST_TOKEN or not text.isascii() or not text.isprintable() or " " in text:
        raise BadSetting(
            f"ROADMAPS_METRICS_TOKEN should be at least {SHORTEST_TOKEN} letters, digits or signs, without spaces"
        )
    return text


def readable_file(text: str) -> Path:
    """The whole path of a file that is there."""
    path = Path(text)
    if not path.is_absolute() or not path.is_file() or not os.access(path, os.R_OK):
        raise BadSetting(
            f"ROADMAPS_SIGN_IN_PROVIDERS is {text!r}; it should be the whole path of a file that can be read, "
            "such as /etc/fardplan/providers.toml"
        )
    return path


def addresses(text: str) -> tuple[str, ...]:
    """E-mail addresses with commas between."""
    found = tuple(one.strip() for one in text.split(",") if one.strip())
    if not all(re.fullmatch(r"[^\s@<>\",;:]+@[^\s@<>\",;:]+", one) for one in found):
        raise BadSetting(
            "ROADMAPS_AUDIT_MAIL should be e-mail addresses with commas between, such as archive@example.org"
        )
    return found


def kolada(text: str) -> str:
    """Where Kolada's open data are."""
    address = urlsplit(text)
    if address.scheme not in {"http", "https"} or not address.hostname or address.query or address.fragment:
        raise BadSetting(f"ROADMAPS_KOLADA is {text!r}; it should look like {DEFAULT_KOLADA}")
    return text.rstrip("/")


def files(text: str) -> str:
    """A folder or a bucket."""
    try:
        address = urlsplit(text)
        is_bucket = address.scheme == "s3" and bool(
            address.hostname and address.username and address.password and address.path.strip("/")
        )
        is_folder = address.scheme == "file" and not address.netloc and address.path.startswith("/")
        asked = parse_qs(address.query, strict_parsing=True) if address.query else {}
        _ = address.port
    except ValueError:
        is_bucket = is_folder = False
        asked = {}
    if not (is_bucket or is_folder) or address.fragment or not set(asked) <= {"secure", "region"}:
        raise BadSetting(
            "FILES_URL should look like s3://key:secret@storage.example.org/bucket?region=eu-north-1 or file:///srv/files; "
            "signs such as / and @ in a key or secret are written as %2F and %40"
        )
    if not set(asked.get("secure", [])) <= {"yes", "no"}:
        raise BadSetting(
            "FILES_URL can end in ?secure=no, for storage that is reached without encryption, or ?secure=yes"
        )
    return text


def scanner(text: str) -> str:
    """A virus scanner."""
    advice = "FILES_SCANNER should look like clamd://127.0.0.1:3310 or clamd:///run/clamav/clamd.ctl"
    try:
        address = urlsplit(text)
        is_place = bool(address.hostname) != bool(address.path.strip("/")) and (
            address.port is None or address.port > 0
        )
    except ValueError:
        raise BadSetting(advice) from None
    if address.scheme != "clamd" or not is_place:
        raise BadSetting(advice)
    return text


def contacts(text: str) -> tuple[str, ...]:
    """Addresses for whoever has found a weakness, separated by spaces."""
    found = tuple(text.split())
    for one in found:
        address = urlsplit(one)
        is_mail = address.scheme == "mailto" and "@" in address.path
        if (
            not (is_mail or (address.scheme == "https" and address.hostname))
            or not one.isascii()
            or not one.isprintable()
        ):
            raise BadSetting(
                f"ROADMAPS_SECURITY_CONTACT has {one!r}; it should look like mailto:security@example.org or https://example.org/security"
            )
    return found


def _number(text: str, advice: str) -> int:
    if not (text.isascii() and text.isdecimal()):
        raise BadSetting(advice)
    return int(text)
