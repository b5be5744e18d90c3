"""The examples in deploy/ fit the product: what they start, set, copy and pass on is there. Checked as far as this machine can."""

import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any

import pytest
import yaml
from flask import Flask

from roadmaps.cli import main
from roadmaps.config import telling
from roadmaps.config.sources import CONFIG
from roadmaps.config.table import SETTINGS

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [one for one in UNITS if one.suffix == ".service"]
OURS = {one.name for one in SETTINGS} | {one.file_name for one in SETTINGS if one.is_secret} | {CONFIG}
LARGEST_BODY = 25
MOST_EXPOSED = 20
COMPOSE: dict[str, Any] = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def settings_in(text: str) -> set[str]:
    """What looks like a setting of ours."""
    return set(re.findall(r"\b(?:ROADMAPS|FILES|DATABASE|REDIS)_[A-Z_]+\b", text))


def check_command(words: list[str]) -> None:
    """The command is one of ours, and knows what it is given."""
    assert Path(words[0]).name == "roadmaps"
    command = main.commands[words[1]]
    command.make_context(words[1], words[2:], resilient_parsing=False)


@pytest.mark.parametrize(
    "path", [one for one in sorted(DEPLOY.rglob("*")) if one.is_file()], ids=lambda one: str(one.relative_to(DEPLOY))
)
def test_every_setting_that_is_named_is_one(path: Path) -> None:
    assert settings_in(path.read_text(encoding="utf-8")) <= OURS


@pytest.mark.parametrize("path", SERVICES, ids=lambda one: one.name)
def test_every_unit_starts_a_command_that_there_is(path: Path) -> None:
    (line,) = re.findall(r"^ExecStart=(.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)

    check_command(shlex.split(line))


def test_copies_are_taken_again_and_again_until_the_container_is_stopped(tmp_path: Path) -> None:
    """The loop itself, with a program that writes down how it was called, and pauses that are shorter."""
    shell, option, script = COMPOSE["services"]["copies"]["command"]
    script = script.replace("$$", "$")
    (command,) = re.findall(r"if (roadmaps [^;]+);", script)
    check_command(shlex.split(command))
    program = tmp_path / "roadmaps"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/calls\n[ $(wc -l < {tmp_path}/calls) -ne 2 ]\n')
    program.chmod(0o755)
    pauses = tmp_path / "sleep"
    pauses.write_text(
        f"#!/bin/sh\necho $1 >> {tmp_path}/pauses\n[ $(wc -l < {tmp_path}/pauses) -lt 3 ] || exec /bin/sleep 60\n"
    )
    pauses.chmod(0o755)
    loop = subprocess.Popen(
        [shell, option, script], env={"PATH": f"{tmp_path}:{os.environ['PATH']}"}, start_new_session=True
    )
    told = tmp_path / "pauses"
    while not (told.exists() and len(told.read_text().splitlines()) == 3):
        assert loop.poll() is None
        sleep(0.02)

    loop.terminate()
    assert loop.wait(10) == 0
    with suppress(ProcessLookupError):
        os.killpg(loop.pid, signal.SIGKILL)

    assert told.read_text().split() == ["86400", "3600", "86400"], "a copy that failed is tried again sooner"
    assert (tmp_path / "calls").read_text().splitlines() == ["backup /var/backups/fardplan --keep 14"] * 3


@pytest.mark.parametrize("name", ["web", "worker"])
def test_every_container_of_the_site_starts_a_command_that_there_is(name: str) -> None:
    check_command(COMPOSE["services"][name]["command"])


def test_the_units_are_what_systemd_understands(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("NO SYSTEMD-ANALYZE ON THIS MACHINE: the units were not verified")
    program = tmp_path / "roadmaps"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    copies = []
    for unit in UNITS:
        copies.append(tmp_path / unit.name)
        copies[-1].write_text(unit.read_text(encoding="utf-8").replace("/opt/fardplan/bin/roadmaps", str(program)))

    told = subprocess.run([analyze, "verify", *map(str, copies)], capture_output=True, text=True)
    ours = [line for line in told.stderr.splitlines() if str(tmp_path) in line or "fardplan" in line]

    assert (told.returncode, ours) == (0, [])


@pytest.mark.parametrize("path", SERVICES, ids=lambda one: one.name)
def test_the_units_expose_little(path: Path, tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("NO SYSTEMD-ANALYZE ON THIS MACHINE: the units were not weighed")

    told = subprocess.run(
        [analyze, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(path)],
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stdout[-500:]


def test_two_serve_pages_and_one_does_the_sites_own_work() -> None:
    services = COMPOSE["services"]

    assert services["web"]["deploy"]["replicas"] == 2
    assert "deploy" not in services["worker"]
    assert {one["environment"]["ROADMAPS_WORKER"] for one in (services["web"], services["worker"])} == {"separate"}
    assert services["valkey"]["profiles"] == ["valkey"]


def test_what_compose_names_is_told_of_in_it_and_lies_where_it_says() -> None:
    for name, service in COMPOSE["services"].items():
        assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"]), name
        assert set(service.get("depends_on", [])) <= set(COMPOSE["services"]), name
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            there = (DEPLOY / source).exists() if source.startswith(".") else source in COMPOSE["volumes"]
            assert there, volume
    build = COMPOSE["services"]["web"]["build"]
    assert ((DEPLOY / build["context"]).resolve() / build["dockerfile"]).is_file()


def test_the_settings_of_compose_can_be_used(tmp_path: Path) -> None:
    environment = {}
    for name, value in COMPOSE["services"]["web"]["environment"].items():
        told = re.sub(r"\$\{FARDPLAN_HOST:\?[^}]*\}", "fardplan.example.org", value)
        environment[name] = re.sub(r"\$\{\w+:-\}", "", told)
    for name, text in (("database_url", "postgresql://fardplan:p@database/fardplan"), ("secret_key", "k" * 64)):
        (tmp_path / name).write_text(f"{text}\n")
    for name, value in environment.items():
        environment[name] = value.replace("/run/secrets", str(tmp_path))

    assert telling.faults(environment) == []
    assert "***" in "\n".join(telling.lines(environment))


def test_the_example_of_a_file_with_settings_can_be_used() -> None:
    path = DEPLOY / "fardplan.toml"
    told = subprocess.run(
        [sys.executable, "-m", "roadmaps.cli", "config", "--check"],
        env={**_without_ours(), CONFIG: str(path)},
        capture_output=True,
        text=True,
    )

    assert (told.returncode, told.stdout) == (0, "Every setting can be used.\n"), told.stderr


def test_each_line_that_it_leaves_out_can_be_used_too(tmp_path: Path) -> None:
    text = (DEPLOY / "fardplan.toml").read_text(encoding="utf-8")
    left_out = re.findall(r"^# ([A-Z_]+ = .+)$", text, re.MULTILINE)
    (tmp_path / "secrets").mkdir()
    for name, secret in (
        ("database_url", "postgresql://h/d"),
        ("secret_key", "k" * 40),
        ("mail", "smtp://h"),
        ("metrics_token", "t" * 40),
    ):
        (tmp_path / "secrets" / name).write_text(secret)

    assert len(left_out) > 5
    for line in left_out:
        (tmp_path / "one.toml").write_text(line.replace("/etc/fardplan", str(tmp_path)))
        assert telling.faults({CONFIG: str(tmp_path / "one.toml")}) == [], line


def test_what_the_image_is_made_of_is_there_and_is_sent_to_whoever_builds() -> None:
    lines = (DEPLOY / "Containerfile").read_text(encoding="utf-8").replace("\\\n", "").splitlines()
    sent = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    copied = [one for line in lines if line.startswith("COPY ") and "--from" not in line for one in line.split()[1:-1]]

    assert copied
    for one in copied:
        assert (ROOT / one).exists(), one
        assert f"!{one}" in sent, one
    for needed in ("bin/npm", "static/src", "hatch_build.py", "package-lock.json"):
        assert needed in copied


def test_the_front_end_can_be_built_of_what_the_image_is_made_of(tmp_path: Path) -> None:
    sent = (DEPLOY / "Containerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    for one in (line.removeprefix("!") for line in sent if line.startswith("!")):
        (tmp_path / one).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (ROOT / one).is_dir() else shutil.copy
        copy(ROOT / one, tmp_path / one)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")

    built = subprocess.run(
        [sys.executable, "bin/npm", "run", "--silent", "build"], cwd=tmp_path, capture_output=True, text=True
    )

    assert built.returncode == 0, built.stderr[-2000:]
    assert (tmp_path / "static" / "dist" / "manifest.json").exists()


def test_the_image_runs_as_nobody_in_particular_and_is_asked_whether_it_is_well(app: Flask) -> None:
    text = (DEPLOY / "Containerfile").read_text(encoding="utf-8")
    known = {str(rule) for rule in app.url_map.iter_rules()}
    (asked,) = re.findall(r"http://127\.0\.0\.1:8000(/\w+)", text)
    (command,) = re.findall(r"^CMD (\[.+\])$", text, re.MULTILINE)

    assert re.search(r"^USER 10001", text, re.MULTILINE)
    assert text.index("USER 10001") < text.index("CMD [")
    assert asked in known
    check_command(yaml.safe_load(command))


def test_nginx_passes_on_what_the_site_needs(tmp_path: Path) -> None:
    text = (DEPLOY / "nginx" / "fardplan.conf").read_text(encoding="utf-8")

    for header in ("Host $http_host", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection"):
        assert f"proxy_set_header {header}" in text
    assert text.count("{") == text.count("}")
    (body,) = re.findall(r"client_max_body_size (\d+)m;", text)
    assert int(body) > LARGEST_BODY
    (upstream,) = re.findall(r"^    server 127\.0\.0\.1:(\d+)", text, re.MULTILINE)
    assert upstream in (DEPLOY / "systemd" / "fardplan-web.service").read_text(encoding="utf-8")


def test_nginx_understands_its_example(tmp_path: Path) -> None:
    nginx = shutil.which("nginx")
    if nginx is None:
        pytest.skip("NO NGINX ON THIS MACHINE: its example was not tried")
    text = (DEPLOY / "nginx" / "fardplan.conf").read_text(encoding="utf-8")
    # A certificate is for the machine that has it.
    text = re.sub(r"^ +ssl_\w+ .+\n", "", text, flags=re.MULTILINE).replace(" ssl;", ";")
    text = text.replace("/var/log/nginx", str(tmp_path))
    whole = tmp_path / "nginx.conf"
    whole.write_text(f"pid {tmp_path}/pid;\nerror_log {tmp_path}/error.log;\nevents {{}}\nhttp {{\n{text}\n}}\n")

    told = subprocess.run([nginx, "-t", "-c", str(whole)], capture_output=True, text=True)

    assert told.returncode == 0, told.stderr


def test_caddy_passes_bodies_that_are_large_enough_and_knows_where_to() -> None:
    text = (DEPLOY / "caddy" / "Caddyfile").read_text(encoding="utf-8")
    (body,) = re.findall(r"max_size (\d+)MB", text)
    proxy = COMPOSE["services"]["proxy"]

    assert int(body) > LARGEST_BODY
    assert set(re.findall(r"\{\$(\w+):", text)) == set(proxy["environment"])
    assert proxy["environment"]["FARDPLAN_UPSTREAM"] in COMPOSE["services"]
    assert text.count("{") == text.count("}")


def test_caddy_understands_its_example() -> None:
    caddy = shutil.which("caddy")
    if caddy is None:
        pytest.skip("NO CADDY ON THIS MACHINE: its example was not tried")

    told = subprocess.run(
        [caddy, "validate", "--adapter", "caddyfile", "--config", str(DEPLOY / "caddy" / "Caddyfile")],
        capture_output=True,
        text=True,
    )

    assert told.returncode == 0, told.stderr


def _without_ours() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OURS}
