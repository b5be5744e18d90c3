"""Settings stand in the environment, in a file, and in files of secrets; what is wrong is told at once, and no secret is."""

import re
from pathlib import Path

import pytest

from roadmaps.config import BadSetting, Settings, telling
from roadmaps.config.settings import Reading, is_given
from roadmaps.config.table import SETTINGS
from roadmaps.config.values import WorkerPlace
from tests.settings_table import PAGE, written

ROADMAPS = Path(__file__).parents[2] / "roadmaps"


def a_file(folder: Path, text: str) -> str:
    path = folder / "fardplan.toml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def settings_of(folder: Path, text: str, **environment: str) -> Settings:
    told = {"ROADMAPS_DATA": str(folder / "var"), "ROADMAPS_CONFIG": a_file(folder, text)}
    return Settings.from_environment({**told, **environment})


def test_a_file_tells_what_the_environment_does_not(tmp_path: Path) -> None:
    text = 'ROADMAPS_URL = "https://fardplan.example.org"\nROADMAPS_PROXIES = 1\nROADMAPS_WORKER = "separate"\n'

    settings = settings_of(tmp_path, text, ROADMAPS_PROXIES="2")

    assert settings.base_url == "https://fardplan.example.org"
    assert settings.trusted_proxies == 2
    assert (settings.worker, settings.is_worker_apart) == (WorkerPlace.SEPARATE, True)


def test_what_is_empty_in_the_environment_is_not_set(tmp_path: Path) -> None:
    assert settings_of(tmp_path, "ROADMAPS_PROXIES = 1", ROADMAPS_PROXIES="", ROADMAPS_MAIL="").trusted_proxies == 1


def test_a_secret_may_stand_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("k" * 40 + "\n")
    (tmp_path / "mail").write_text("smtp://fardplan:hemligt@mail.example.org:587")

    settings = settings_of(
        tmp_path, f'ROADMAPS_MAIL_FILE = "{tmp_path}/mail"', ROADMAPS_SECRET_KEY_FILE=str(tmp_path / "key")
    )

    assert settings.secret_key == "k" * 40
    assert settings.mail_url == "smtp://fardplan:hemligt@mail.example.org:587"


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"ROADMAPS_MIAL": "smtp://h"}, r"ROADMAPS_MIAL, in the environment, is no setting. Is ROADMAPS_MAIL meant\?"),
        ({"ROADMAPS_PROXIES_FILE": "/p"}, "ROADMAPS_PROXIES_FILE, in the environment, is no setting"),
        ({"ROADMAPS_MAIL_FILE": "/nowhere"}, "ROADMAPS_MAIL_FILE is /nowhere, which cannot be read"),
        ({"ROADMAPS_MAIL_FILE": "/p", "ROADMAPS_MAIL": "smtp://h"}, "Both ROADMAPS_MAIL and ROADMAPS_MAIL_FILE"),
        ({"ROADMAPS_CONFIG": "/nowhere.toml"}, "ROADMAPS_CONFIG is /nowhere.toml, which cannot be read"),
        ({"ROADMAPS_WORKER": "elsewhere"}, "ROADMAPS_WORKER is 'elsewhere'; it should be with-pages or separate"),
        ({"ROADMAPS_METRICS_TOKEN": "short"}, "ROADMAPS_METRICS_TOKEN should be at least 16"),
        ({"ROADMAPS_LOG": "loud"}, "ROADMAPS_LOG is 'loud'; it should be json or plain"),
        ({"PORT": "80000"}, "PORT should be at most 65535"),
        ({"DATABASE_READ_URL": "postgresql://h/d"}, "DATABASE_READ_URL is of use only when"),
        ({"DATABASE_URL": "postgresql://h/d", "DATABASE_READ_URL": "sqlite://"}, "DATABASE_READ_URL should begin"),
    ],
)
def test_what_is_wrong_is_told_plainly(tmp_path: Path, environment: dict[str, str], told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path / "var"), **environment})

    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'DATABASE_URI = "postgresql://h/d"',
            r"DATABASE_URI, in .*fardplan.toml, is no setting. Is DATABASE_URL meant\?",
        ),
        ('URL = "https://h"', "URL, in .*fardplan.toml, is no setting"),
        ('[mail]\nhost = "h"', "mail should be a text in quotation marks"),
        ("ROADMAPS_PROXIES = true", "ROADMAPS_PROXIES should be a text in quotation marks, or a number"),
        ("ROADMAPS_URL = https://h", "is no TOML"),
    ],
)
def test_what_is_wrong_in_the_file_is_told_with_its_name(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(BadSetting, match=told):
        settings_of(tmp_path, text)


def test_all_that_is_wrong_is_told_at_once() -> None:
    faults = telling.faults({"ROADMAPS_URL": "nowhere", "ROADMAPS_PROXIES": "one", "ROADMAPS_MIAL": "x"})

    assert [re.match(r"\w+", one)[0] for one in faults] == ["ROADMAPS_MIAL", "ROADMAPS_URL", "ROADMAPS_PROXIES"]  # type: ignore[index]


def test_what_builds_and_tests_the_product_is_no_setting() -> None:
    assert telling.faults({"ROADMAPS_TEST_DATABASE": "postgresql", "ROADMAPS_REUSE_BUILD": "1"}) == []


def test_each_setting_is_shown_with_where_it_stands_and_no_secret_is(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("n" * 40)
    path = a_file(tmp_path, 'DATABASE_URL = "postgresql://fardplan:hemligt@db.example.org:5433/site?sslmode=require"\n')

    lines = list(
        telling.lines(
            {
                "ROADMAPS_CONFIG": path,
                "ROADMAPS_SECRET_KEY_FILE": str(tmp_path / "key"),
                "FILES_URL": "s3://AKEY:ASECRET@storage.example.org/bucket?region=eu-north-1",
                "REDIS_URL": "redis://:hemligt@127.0.0.1:6379/0",
                "ROADMAPS_PROXIES": "1",
            }
        )
    )

    assert f"DATABASE_URL = postgresql://fardplan:***@db.example.org:5433/site?sslmode=require  ({path})" in lines
    assert f"ROADMAPS_SECRET_KEY = ***  ({tmp_path}/key, named in the environment)" in lines
    assert "FILES_URL = s3://***:***@storage.example.org/bucket?region=eu-north-1  (the environment)" in lines
    assert "REDIS_URL = redis://:***@127.0.0.1:6379/0  (the environment)" in lines
    assert "ROADMAPS_PROXIES = 1  (the environment)" in lines
    assert "PORT is not set: 8000" in lines
    assert not re.search("hemligt|AKEY|ASECRET|nnnn", "\n".join(lines))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "postgresql:///site?host=/run/postgresql&password=hemligt",
            "postgresql:///site?host=/run/postgresql&password=***",
        ),
        ("sqlite:////srv/site.sqlite", "sqlite:////srv/site.sqlite"),
        ("hemligt", "***"),
        ("postgresql://fardplan:hem[ligt@h/d", "***"),
    ],
)
def test_of_an_address_only_who_goes_where_is_shown(text: str, shown: str) -> None:
    assert telling.hidden(text) == shown


def test_each_example_can_be_used(tmp_path: Path) -> None:
    for setting in SETTINGS:
        if setting.name != "ROADMAPS_SIGN_IN_PROVIDERS":
            setting.read(setting.example)
    assert Reading.of({}).faults == []


def test_whether_something_is_said_counts_the_file_too(tmp_path: Path) -> None:
    path = a_file(tmp_path, 'ROADMAPS_URL = "https://fardplan.example.org"')

    assert is_given("ROADMAPS_URL", {"ROADMAPS_CONFIG": path})
    assert not is_given("ROADMAPS_URL", {"ROADMAPS_URL": ""})


def test_no_code_asks_for_a_setting_that_the_table_does_not_tell_of() -> None:
    known = {one.name for one in SETTINGS} | {one.file_name for one in SETTINGS if one.is_secret} | {"ROADMAPS_CONFIG"}
    asked = {
        name
        for path in ROADMAPS.rglob("*.py")
        for name in re.findall(r"\bROADMAPS_[A-Z]\w*", path.read_text(encoding="utf-8"))
        if not name.startswith(("ROADMAPS_TEST_", "ROADMAPS_REUSE_BUILD"))
    }

    assert asked - known == set(), "tell of them in roadmaps/config/table.py, and run python -m tests.settings_table"


def test_the_operations_guide_tells_of_every_setting() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert page == written(page), "run python -m tests.settings_table"
