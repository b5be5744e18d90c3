import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.architecture.house import ROOT, TEMPLATES

BUNDLED = "roadmaps/_bundled"


@pytest.fixture(scope="module")
def carried(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names of all files in the wheel. It is put together from what `make build` has built already."""
    folder = tmp_path_factory.mktemp("wheel")
    environment = {**os.environ, "ROADMAPS_REUSE_BUILD": "1"}
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    built = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    with ZipFile(next(Path(folder).glob("*.whl"))) as wheel:
        return set(wheel.namelist())


def test_the_wheel_carries_the_templates(carried: set[str]) -> None:
    wanted = {f"{BUNDLED}/templates/{path.relative_to(TEMPLATES)}" for path in TEMPLATES.rglob("*") if path.is_file()}

    assert wanted <= carried, "See BUNDLED in hatch_build.py."


def test_the_wheel_carries_what_was_built_and_not_its_sources(carried: set[str]) -> None:
    assert f"{BUNDLED}/static/dist/manifest.json" in carried
    assert any(name.endswith(".woff2") for name in carried)
    assert not [name for name in carried if "static/src" in name or "node_modules" in name]


def test_the_wheel_carries_the_migrations(carried: set[str]) -> None:
    assert {f"{BUNDLED}/migrations/env.py", f"{BUNDLED}/migrations/script.py.mako"} <= carried
    assert [name for name in carried if name.startswith(f"{BUNDLED}/migrations/versions/0001_")]


def test_the_wheel_carries_the_catalogues_and_the_demo(carried: set[str]) -> None:
    for language in ("sv", "en"):
        assert f"roadmaps/translations/{language}/LC_MESSAGES/messages.mo" in carried, "Run: make build"
    assert "roadmaps/demo/content/world.toml" in carried


def test_the_wheel_carries_no_tests_and_no_data(carried: set[str]) -> None:
    strange = [name for name in carried if not name.startswith(("roadmaps/", "fardplan-"))]

    assert not strange
    assert not [name for name in carried if "__pycache__" in name or name.endswith((".pyc", ".sqlite"))]


def test_the_wheel_carries_what_sets_pdf(carried: set[str]) -> None:
    from_here = {str(path.relative_to(ROOT)) for path in (ROOT / "roadmaps/papers/pdf/template").glob("*.typ")}

    assert from_here <= carried
    assert len([name for name in carried if name.startswith(f"{BUNDLED}/static/dist/print-fonts/")]) > 10, (
        "Run: make build"
    )


def test_the_wheel_carries_the_styles_of_texts(carried: set[str]) -> None:
    assert {"roadmaps/papers/word/styles.xml", "roadmaps/papers/opendocument/styles.xml"} <= carried
