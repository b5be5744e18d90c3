"""Lines to a database or to Redis on another host that could be overheard are told of; others are not."""

from pathlib import Path

import pytest

from roadmaps.config import Settings
from roadmaps.config.lines import overheard
from roadmaps.doctor.installation import surroundings

SAFE = [
    ("sqlite:////srv/roadmaps.sqlite", ""),
    ("postgresql://u:p@localhost/d", "redis://localhost:6379/0"),
    ("postgresql://u:p@127.0.0.1/d", "redis://[::1]:6379/0"),
    ("postgresql:///d", "unix:///run/valkey.sock"),
    ("postgresql://u@/d?host=/run/postgresql", ""),
    ("postgresql://u:p@database/d", "redis://valkey:6379/0"),
    ("postgresql://u:p@db.region.example/d?sslmode=verify-full", "rediss://:p@valkey.region.example:6379/0"),
    ("postgresql+psycopg://u:p@10.0.0.7/d?sslmode=verify-ca", "rediss://10.0.0.8"),
]
OVERHEARD = [
    ("postgresql://u:p@db.region.example/d", ""),
    ("postgresql://u:p@db.region.example/d?sslmode=require", ""),
    ("postgres://u:p@10.0.0.7/d", ""),
    ("postgresql://u:p@/d?host=db.region.example", ""),
    ("sqlite:////srv/roadmaps.sqlite", "redis://:p@valkey.region.example:6379/0"),
    ("sqlite:////srv/roadmaps.sqlite", "redis://10.0.0.8"),
    ("sqlite:////srv/roadmaps.sqlite", "rediss://valkey.region.example?ssl_cert_reqs=none"),
]


def settings(folder: Path, database_url: str, redis_url: str = "", read_url: str = "") -> Settings:
    return Settings(
        database_url=database_url,
        secret_key="kept by the tests, and thirty-two letters long",
        data_dir=folder,
        redis_url=redis_url,
        database_read_url=read_url,
    )


@pytest.fixture(autouse=True)
def nothing_said_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    monkeypatch.delenv("PGHOST", raising=False)


@pytest.mark.parametrize(("database_url", "redis_url"), SAFE)
def test_a_line_that_nobody_can_listen_to_is_not_told_of(tmp_path: Path, database_url: str, redis_url: str) -> None:
    assert overheard(settings(tmp_path, database_url, redis_url)) == []


@pytest.mark.parametrize(("database_url", "redis_url"), OVERHEARD)
def test_a_line_that_could_be_overheard_is_told_of_without_its_password(
    tmp_path: Path, database_url: str, redis_url: str
) -> None:
    (told,) = overheard(settings(tmp_path, database_url, redis_url))

    assert "could be overheard" in told
    assert ":p@" not in told


def test_the_copy_for_readers_is_a_line_too(tmp_path: Path) -> None:
    proven = "postgresql://u:p@db.region.example/d?sslmode=verify-full"

    (told,) = overheard(settings(tmp_path, proven, read_url="postgresql://u:p@copy.region.example/d"))

    assert "DATABASE_READ_URL" in told


def test_what_the_environment_tells_the_driver_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGSSLMODE", "verify-full")

    assert overheard(settings(tmp_path, "postgresql://u:p@db.region.example/d")) == []


def test_the_doctor_tells_of_it(tmp_path: Path) -> None:
    found = list(surroundings(settings(tmp_path, "postgresql://u:p@db.region.example/d")))

    assert any(not one.is_well and "could be overheard" in one.sentence for one in found)
