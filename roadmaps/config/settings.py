"""The settings of one installation, as the rest of the program sees them."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from roadmaps.config.faults import BadSetting
from roadmaps.config.sources import Gathered, gather
from roadmaps.config.table import BY_NAME
from roadmaps.config.values import DEFAULT_KOLADA, DEFAULT_URL, WorkerPlace

# In the folder for data, where the operator has given no key.
SECRET_FILE = "secret_key"  # noqa: S105 - the name of a file


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
    files_scanner: str = ""
    live_sockets: int = 0
    redis_url: str = ""
    sign_in_providers: Path | None = None
    security_contacts: tuple[str, ...] = ()
    audit_dir: Path | None = None
    audit_mail: tuple[str, ...] = ()
    database_read_url: str = ""
    worker: WorkerPlace = WorkerPlace.WITH_PAGES
    log_style: str = ""
    metrics_token: str = ""
    postgresql_programs: Path | None = None
    port: int = 8000
    is_testing: bool = False
    # Whether neighbours may be mirrored from this machine, without HTTPS: two installations in one test. Never from outside.
    are_neighbours_local: bool = False

    @property
    def is_behind_https(self) -> bool:
        """Whether people reach the site over HTTPS; cookies and headers follow."""
        return self.base_url.startswith("https://")

    @property
    def heads_dir(self) -> Path:
        """Where it is written every day how far the journal has come."""
        return self.audit_dir or self.data_dir / "audit"

    @property
    def is_worker_apart(self) -> bool:
        """Whether the processes that serve pages leave the site's own work to `roadmaps worker`."""
        return self.worker is WorkerPlace.SEPARATE

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "Settings":
        """Read ROADMAPS_DATA, DATABASE_URL and the others, and see that the folder for data is there.

        :raises BadSetting: naming every setting that cannot be used, and what it should look like
        """
        read = Reading.of(environment)
        if read.faults:
            raise BadSetting("\n".join(read.faults))
        data_dir: Path = read.values["data_dir"]
        try:
            # The database, the files and the letters that wait are for nobody else on the machine.
            data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise BadSetting(f"ROADMAPS_DATA is {data_dir}, which cannot be made: {error.strerror}") from None
        key = read.values.pop("secret_key", None) or _kept_secret(data_dir / SECRET_FILE)
        return cls(secret_key=key, **read.values)


@dataclass
class Reading:
    """What the settings say, before anything is made of it: nothing has been touched yet."""

    gathered: Gathered
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, environment: Mapping[str, str] = os.environ) -> "Reading":
        """Read everything, and note every fault."""
        gathered = gather(environment)
        read = cls(gathered, faults=list(gathered.faults))
        for name, given in gathered.given.items():
            setting = BY_NAME[name]
            try:
                read.values[setting.field] = setting.read(given.text)
            except BadSetting as fault:
                read.faults.append(str(fault))
        read.fill_up()
        return read

    def fill_up(self) -> None:
        """Those that follow from others where they are not set."""
        data_dir = self.values.setdefault("data_dir", Path("var").resolve())
        self.values.setdefault("database_url", f"sqlite:///{data_dir / 'roadmaps.sqlite'}")
        host = urlsplit(self.values.get("base_url", DEFAULT_URL)).hostname
        self.values.setdefault("mail_from", f"fardplan@{host}")
        is_sqlite = str(self.values["database_url"]).startswith("sqlite:")
        if "database_read_url" in self.values and is_sqlite:
            self.faults.append("DATABASE_READ_URL is of use only when DATABASE_URL is a PostgreSQL database")


def is_given(name: str, environment: Mapping[str, str] = os.environ) -> bool:
    """Whether the operator has said anything about a setting."""
    return name in gather(environment).given


def _kept_secret(path: Path) -> str:
    """The secret of this installation, made at its first start and readable by its owner only."""
    try:
        with os.fdopen(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text().strip()
