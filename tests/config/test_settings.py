from pathlib import Path

import pytest

from roadmaps.config import BadSetting, Settings


def settings_from(tmp_path: Path, **environment: str) -> Settings:
    return Settings.from_environment({"ROADMAPS_DATA": str(tmp_path / "var"), **environment})


def test_without_any_setting_the_site_runs_from_one_folder(tmp_path: Path) -> None:
    settings = settings_from(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path}/var/roadmaps.sqlite"
    assert settings.base_url == "http://127.0.0.1:8000"
    assert not settings.is_behind_https


def test_the_secret_is_made_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = settings_from(tmp_path), settings_from(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "var" / "secret_key").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "var").stat().st_mode & 0o777 == 0o700


def test_an_operator_may_keep_the_secret_elsewhere(tmp_path: Path) -> None:
    assert settings_from(tmp_path, ROADMAPS_SECRET_KEY="k" * 40).secret_key == "k" * 40
    assert not (tmp_path / "var" / "secret_key").exists()


def test_a_key_that_could_be_guessed_is_refused_and_not_repeated(tmp_path: Path) -> None:
    with pytest.raises(BadSetting, match="ROADMAPS_SECRET_KEY is shorter than 32") as refused:
        settings_from(tmp_path, ROADMAPS_SECRET_KEY="hemligt")

    assert "hemligt" not in str(refused.value)


def test_an_address_with_https_makes_everything_follow(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, ROADMAPS_URL="https://fardplan.example.org/")

    assert settings.base_url == "https://fardplan.example.org"
    assert settings.is_behind_https
    assert settings.mail_from == "fardplan@fardplan.example.org"


def test_live_sessions_use_what_the_operator_names(tmp_path: Path) -> None:
    settings = settings_from(tmp_path, ROADMAPS_LIVE_SOCKETS="12", REDIS_URL="redis://127.0.0.1:6379/0")

    assert (settings.live_sockets, settings.redis_url) == (12, "redis://127.0.0.1:6379/0")
    assert settings_from(tmp_path).live_sockets == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ROADMAPS_URL", "fardplan.example.org"),
        ("ROADMAPS_URL", "https://example.org/fardplan"),
        ("DATABASE_URL", "mysql://db/site"),
        ("ROADMAPS_MAIL", "mail.example.org"),
        ("ROADMAPS_PROXIES", "one"),
        ("ROADMAPS_LIVE_SOCKETS", "many"),
        ("REDIS_URL", "http://127.0.0.1:6379"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(BadSetting, match=name):
        settings_from(tmp_path, **{name: value})


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(BadSetting, match="ROADMAPS_DATA"):
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path / "file" / "var")})


def test_the_contact_for_weaknesses_is_an_address_to_write_to_or_a_page(tmp_path):
    environment = {
        "ROADMAPS_DATA": str(tmp_path),
        "ROADMAPS_SECURITY_CONTACT": "mailto:a@example.org https://example.org/s",
    }

    assert Settings.from_environment(environment).security_contacts == ("mailto:a@example.org", "https://example.org/s")
    for wrong in ("a@example.org", "http://example.org", "mailto:nobody", "https://"):
        with pytest.raises(BadSetting, match="ROADMAPS_SECURITY_CONTACT"):
            Settings.from_environment({**environment, "ROADMAPS_SECURITY_CONTACT": wrong})
