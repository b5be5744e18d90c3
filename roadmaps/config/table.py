"""Every setting, told of once: from here come the reading, `roadmaps config` and the table in docs/operations.md."""

from collections.abc import Callable
from dataclasses import dataclass

from roadmaps.config import values


@dataclass(frozen=True)
class Setting:
    """One setting.

    :param field: the field of `Settings` that it fills
    :param read: makes the value of the text, or raises `BadSetting`
    :param means: in Markdown, for the operations guide
    :param otherwise: what holds if it is not set, in words
    :param is_secret: it is never shown, and may stand in a file of its own that `<name>_FILE` names
    """

    name: str
    field: str
    read: Callable[[str], object]
    means: str
    otherwise: str
    example: str
    is_secret: bool = False

    @property
    def file_name(self) -> str:
        """The name by which a file that holds the secret is told."""
        return f"{self.name}_FILE"


SETTINGS = (
    Setting(
        "ROADMAPS_DATA",
        "data_dir",
        values.folder,
        "the folder for data: the embedded database, the secret",
        "`var` where the command is run",
        "/var/lib/fardplan",
    ),
    Setting(
        "DATABASE_URL",
        "database_url",
        values.database,
        "`postgresql://user:password@host/name`, or `sqlite:////path/file.sqlite`",
        "SQLite in the data folder",
        "postgresql://fardplan:secret@127.0.0.1/fardplan",
        is_secret=True,
    ),
    Setting(
        "DATABASE_READ_URL",
        "database_read_url",
        values.reading_database,
        "a replica of the PostgreSQL database, which visitors without an account read from",
        "everybody reads from `DATABASE_URL`",
        "postgresql://fardplan:secret@replica.example.org/fardplan",
        is_secret=True,
    ),
    Setting(
        "ROADMAPS_URL",
        "base_url",
        values.site_address,
        "the address at which people reach the site; `https://` turns on secure cookies and HSTS",
        f"`{values.DEFAULT_URL}`; with `roadmaps run`, where it listens",
        "https://fardplan.example.org",
    ),
    Setting(
        "ROADMAPS_SECRET_KEY",
        "secret_key",
        values.secret_key,
        "signs the cookies; at least 32 random characters, the same on every host",
        "made at the first start and kept in the data folder",
        "48-random-characters-made-by-a-machine",
        is_secret=True,
    ),
    Setting(
        "ROADMAPS_WORKER",
        "worker",
        values.worker_place,
        "who does the site's own work, such as sending letters: `with-pages` for the processes that serve pages, "
        "`separate` for `roadmaps worker` alone",
        "`with-pages`",
        "separate",
    ),
    Setting(
        "ROADMAPS_MAIL",
        "mail_url",
        values.mail_server,
        "`smtp://user:password@host:587` (STARTTLS when there is a password, or with `?tls=required`) or `smtps://…`",
        "no mail is sent; the coordinator reads the letters at `/administration/mail`",
        "smtp://fardplan:secret@mail.example.org:587",
        is_secret=True,
    ),
    Setting(
        "ROADMAPS_MAIL_FROM",
        "mail_from",
        values.plain,
        "the sender of letters",
        "`fardplan@` and the site's host",
        "fardplan@example.org",
    ),
    Setting(
        "ROADMAPS_PROXIES",
        "trusted_proxies",
        values.proxies,
        "how many proxies stand in front of the site",
        "0",
        "1",
    ),
    Setting(
        "ROADMAPS_KOLADA",
        "kolada_url",
        values.kolada,
        "the address of Kolada's open data, from which readings of indicators are fetched",
        f"`{values.DEFAULT_KOLADA}`",
        values.DEFAULT_KOLADA,
    ),
    Setting(
        "FILES_URL",
        "files_url",
        values.files,
        "where pictures and files are kept: `file:///srv/fardplan-files`, or a bucket (below)",
        "the folder `files` in the data folder",
        "file:///srv/fardplan-files",
        is_secret=True,
    ),
    Setting(
        "FILES_SCANNER",
        "files_scanner",
        values.scanner,
        "a virus scanner, ClamAV's `clamd`, that looks through every document: `clamd://127.0.0.1:3310`",
        "nobody looks",
        "clamd://127.0.0.1:3310",
    ),
    Setting(
        "ROADMAPS_SIGN_IN_PROVIDERS",
        "sign_in_providers",
        values.readable_file,
        "the whole path of a file that tells by which providers people may sign in "
        "([signing in with organisations](signing-in-with-organisations.md))",
        "people sign in with what they have here",
        "/etc/fardplan/providers.toml",
    ),
    Setting(
        "ROADMAPS_AUDIT_DIR",
        "audit_dir",
        values.folder,
        "the folder for `heads.txt`, to which where the journal stands is added every day",
        "the folder `audit` in the data folder",
        "/srv/fardplan-audit",
    ),
    Setting(
        "ROADMAPS_AUDIT_MAIL",
        "audit_mail",
        values.addresses,
        "addresses, with commas between, to which the same goes by letter",
        "no letter",
        "archive@example.org",
    ),
    Setting(
        "ROADMAPS_SECURITY_CONTACT",
        "security_contacts",
        values.contacts,
        "where holes are reported, such as `mailto:security@example.org`; several with spaces between. Stands in "
        "`/.well-known/security.txt`",
        "no such file",
        "mailto:security@example.org",
    ),
    Setting(
        "ROADMAPS_LIVE_SOCKETS",
        "live_sockets",
        values.live_sockets,
        "how many web sockets each process may hold for people who write together; 0 for none",
        "three fifths of `--threads` with `roadmaps run`, otherwise 0",
        "24",
    ),
    Setting(
        "REDIS_URL",
        "redis_url",
        values.redis,
        "`redis://host:6379/0`, a Redis or Valkey by which the processes wake each other and count requests together; "
        "never needed",
        "they look by themselves, and each counts for itself",
        "redis://127.0.0.1:6379/0",
        is_secret=True,
    ),
    Setting(
        "ROADMAPS_LOG",
        "log_style",
        values.log_style,
        "how the log is written: `json`, a line of JSON for each thing that happens, or `plain`",
        "`plain` in a terminal, otherwise `json`",
        "json",
    ),
    Setting(
        "ROADMAPS_METRICS_TOKEN",
        "metrics_token",
        values.metrics_token,
        "what Prometheus shows to read `/metrics`, as a bearer token; at least 16 characters",
        "only the machine itself reads figures there",
        "a-random-token-for-prometheus",
        is_secret=True,
    ),
    Setting(
        "ROADMAPS_POSTGRESQL_PROGRAMS",
        "postgresql_programs",
        values.folder,
        "the folder with `pg_dump` and `pg_restore`, for copies of a PostgreSQL database",
        "those on the `PATH`",
        "/usr/lib/postgresql/17/bin",
    ),
    Setting(
        "PORT",
        "port",
        values.port,
        "the port of `make run` and `roadmaps run`",
        "8000",
        "8000",
    ),
)
BY_NAME = {one.name: one for one in SETTINGS}
