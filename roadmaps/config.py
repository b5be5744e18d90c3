"""What an operator can set, read from the environment once at start and checked with plain errors."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

DEFAULT_URL = "http://127.0.0.1:8000"
DEFAULT_KOLADA = "https://api.kolada.se/v3"


class BadSetting(ValueError):
    """A setting that cannot be used, told so that an operator can mend it."""


@dataclass(frozen=True)
class Settings:
    """The settings of one installation."""

    database_url: str
    secret_key: str
    data_dir: Path
    base_url: str = DEFAULT_URL
    mail_url: str = ""
    mail_from: str = "fardplan@localhost"
    trusted_proxies: int = 0
    kolada_url: str = DEFAULT_KOLADA
    files_url: str = ""
    live_sockets: int = 0
    redis_url: str = ""
    is_testing: bool = False

    @property
    def is_behind_https(self) -> bool:
        """Whether people reach the site over HTTPS; cookies and headers follow."""
        return self.base_url.startswith("https://")

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ROADMAPS_DATA, DATABASE_URL and the others that docs/operations.md tells of.

        :raises BadSetting: naming the setting and what it should look like
        """
        data_dir = Path(environment.get("ROADMAPS_DATA", "var")).resolve()
        try:
            data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(f"ROADMAPS_DATA is {data_dir}, which cannot be made: {error.strerror}") from None
        base_url = environment.get("ROADMAPS_URL", DEFAULT_URL).rstrip("/")
        address = urlsplit(base_url)
        if address.scheme not in {"http", "https"} or not address.hostname or address.path:
            raise BadSetting(f"ROADMAPS_URL is {base_url!r}; it should look like https://fardplan.example.org")
        database_url = environment.get("DATABASE_URL") or f"sqlite:///{data_dir / 'roadmaps.sqlite'}"
        if not database_url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:", "postgres:")):
            raise BadSetting("DATABASE_URL should begin with postgresql:// or sqlite:///")
        mail_url = environment.get("ROADMAPS_MAIL", "")
        if mail_url and urlsplit(mail_url).scheme not in {"smtp", "smtps"}:
            raise BadSetting("ROADMAPS_MAIL should look like smtp://user:password@mail.example.org:587")
        redis_url = environment.get("REDIS_URL", "")
        if redis_url and urlsplit(redis_url).scheme not in {"redis", "rediss", "unix"}:
            raise BadSetting("REDIS_URL should look like redis://127.0.0.1:6379/0")
        return cls(
            database_url=database_url,
            secret_key=environment.get("ROADMAPS_SECRET_KEY") or _kept_secret(data_dir / "secret_key"),
            data_dir=data_dir,
            base_url=base_url,
            mail_url=mail_url,
            mail_from=environment.get("ROADMAPS_MAIL_FROM", f"fardplan@{address.hostname}"),
            trusted_proxies=_number(
                environment.get("ROADMAPS_PROXIES", "0"),
                "ROADMAPS_PROXIES should be the number of proxies in front of the site, such as 1",
            ),
            kolada_url=_kolada(environment.get("ROADMAPS_KOLADA") or DEFAULT_KOLADA),
            files_url=_files(environment.get("FILES_URL", "")),
            live_sockets=_number(
                environment.get("ROADMAPS_LIVE_SOCKETS", "0"),
                "ROADMAPS_LIVE_SOCKETS should be how many web sockets each process may hold, such as 24, or 0 for none",
            ),
            redis_url=redis_url,
        )


def _number(text: str, advice: str) -> int:
    if not text.isdecimal():
        raise BadSetting(advice)
    return int(text)


def _kolada(text: str) -> str:
    address = urlsplit(text)
    if address.scheme not in {"http", "https"} or not address.hostname or address.query or address.fragment:
        raise BadSetting(f"ROADMAPS_KOLADA is {text!r}; it should look like {DEFAULT_KOLADA}")
    return text.rstrip("/")


def _files(text: str) -> str:
    """A secret stands in it, so a sentence about it does not repeat it."""
    if not text:
        return ""
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


def _kept_secret(path: Path) -> str:
    """The secret of this installation, made at its first start and readable by its owner only."""
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()
