import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from socket import socket

import pytest
from click.testing import CliRunner, Result

from roadmaps import __version__, serving
from roadmaps.cli import main
from roadmaps.config import Settings
from roadmaps.demo.load import sign_ins
from roadmaps.foundation.database import Database
from roadmaps.migrating import is_up_to_date

ROADMAPS = [sys.executable, "-m", "roadmaps.cli"]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, on SQLite whichever database the other tests use."""
    for name in ("DATABASE_URL", "ROADMAPS_URL", "ROADMAPS_SECRET_KEY", "ROADMAPS_LIVE_SOCKETS", "PORT"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROADMAPS_DATA", str(tmp_path))
    return tmp_path


def roadmaps(*arguments: str) -> Result:
    return CliRunner().invoke(main, arguments)


def free_port() -> int:
    with socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return trial.getsockname()[1]


def test_help_names_the_commands_of_the_rooms_too(folder: Path) -> None:
    told = roadmaps("--help")

    assert told.exit_code == 0
    assert {"run", "migrate", "demo", "doctor", "create-coordinator"} <= set(told.output.split())


def test_version_and_build_are_told_without_a_site() -> None:
    told = roadmaps("--version")

    assert told.exit_code == 0
    assert re.fullmatch(rf"Färdplan {re.escape(__version__)} \([0-9a-f]{{12}}(-changed)?\)\n", told.output)


def test_the_demo_tells_whom_one_can_sign_in_as(folder: Path) -> None:
    roadmaps("migrate")

    told = roadmaps("demo")

    assert told.exit_code == 0, told.output
    for name, email, password in sign_ins():
        assert re.search(rf"{re.escape(email)} +{re.escape(name)}", told.output)
        assert f"with the password {password}" in told.output


def test_a_bad_setting_is_told_in_a_sentence(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAPS_URL", "nowhere")

    told = roadmaps("doctor")

    assert told.exit_code == 1
    assert told.output.startswith("Error: ROADMAPS_URL")


def test_with_a_bad_setting_help_still_helps(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAPS_URL", "nowhere")

    assert "migrate" in roadmaps("--help").output


def test_migrating_makes_the_tables(folder: Path) -> None:
    told = roadmaps("migrate")

    database = Database(Settings.from_environment().database_url)
    assert told.exit_code == 0, told.output
    assert is_up_to_date(database)
    database.close()


def test_tables_of_a_newer_version_are_told_of_and_left_alone(folder: Path) -> None:
    roadmaps("migrate")
    with sqlite3.connect(folder / "roadmaps.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")

    told, looked = roadmaps("migrate"), roadmaps("doctor")

    assert told.exit_code == 1
    assert "The tables are of a newer version" in told.output
    assert "MEND  Its tables are of a newer version" in looked.output


def test_before_the_tables_are_made_one_is_told_to_make_them(folder: Path) -> None:
    told = roadmaps("demo")

    assert told.exit_code == 1
    assert "roadmaps migrate" in told.output


def test_the_doctor_says_what_to_mend(folder: Path) -> None:
    told = roadmaps("doctor")

    assert told.exit_code == 1
    assert (
        "MEND  It has no tables yet: are these the settings of the site? If so, run `roadmaps migrate`." in told.output
    )


def test_the_doctor_tells_whether_where_the_journal_stands_leaves_the_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "set ROADMAPS_AUDIT_MAIL" in roadmaps("doctor").output

    monkeypatch.setenv("ROADMAPS_AUDIT_MAIL", "registrator@example.org")

    assert "goes to registrator@example.org" in roadmaps("doctor").output


def test_the_doctor_names_what_the_site_could_not_do_by_itself(folder: Path) -> None:
    roadmaps("migrate")
    with sqlite3.connect(folder / "roadmaps.sqlite") as database:
        database.execute(
            "INSERT INTO chore_runs (name, failed_at, last_error) VALUES ('digests', '2026-11-21 09:00:00', 'no room')"
        )

    assert "MEND  “digests” has failed since 2026-11-21 09:00 UTC: no room" in roadmaps("doctor").output


def test_the_doctor_tells_of_a_redis_that_does_not_answer(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REDIS_URL", f"redis://127.0.0.1:{free_port()}/0")

    assert "MEND  Redis at 127.0.0.1 does not answer" in roadmaps("doctor").output


def test_a_taken_port_is_told_before_anything_is_done(folder: Path) -> None:
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()

        told = roadmaps("run", "--port", str(other.getsockname()[1]))

    assert told.exit_code == 1
    assert "Something else listens" in told.output
    assert not list(folder.glob("*.sqlite"))


def test_web_sockets_leave_threads_for_pages(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ROADMAPS_LIVE_SOCKETS", "40")

    told = roadmaps("run", "--port", str(free_port()))

    assert told.exit_code == 1
    assert "choose at least 44 --threads" in told.output


@pytest.mark.parametrize(("threads", "sockets"), [(40, 24), (100, 60), (8, 4), (4, 0), (1, 0)])
def test_the_more_threads_the_more_sockets_and_never_all_of_them(threads: int, sockets: int) -> None:
    assert serving.sockets_beside_pages(threads) == sockets


def test_the_site_is_served_with_its_demo_until_it_is_told_to_stop(folder: Path) -> None:
    port = free_port()
    server = subprocess.Popen(
        [*ROADMAPS, "run", "--demo", "--port", str(port), "--workers", "1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )

    try:
        page = _answer_of(f"http://127.0.0.1:{port}/", server)
        elsewhere = _answer_of(f"http://127.0.0.1:{port}/elsewhere/about", server, {"SCRIPT_NAME": "/elsewhere"})
    finally:
        server.send_signal(signal.SIGTERM)
        told, _ = server.communicate(timeout=15)

    assert "Färdplan" in page, told
    assert "/elsewhere/sign-in" not in elsewhere
    assert 'href="/sign-in' in elsewhere
    assert f"http://127.0.0.1:{port}" in told
    assert "To try it out, sign in as" in told
    assert "Traceback" not in told, told
    assert server.returncode == 0


def _answer_of(address: str, server: subprocess.Popen[str], headers: Mapping[str, str] | None = None) -> str:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with urllib.request.urlopen(
                urllib.request.Request(address, headers=dict(headers or {})), timeout=5
            ) as answer:
                return answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.read().decode()
        except OSError:
            time.sleep(0.2)
    return ""


@pytest.mark.parametrize(
    ("host", "shown"), [("127.0.0.1", "127.0.0.1"), ("0.0.0.0", "127.0.0.1"), ("::", "127.0.0.1"), ("::1", "[::1]")]
)
def test_the_address_that_is_told_can_be_followed(host: str, shown: str) -> None:
    assert serving.shown(host) == shown
