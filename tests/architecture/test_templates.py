import re

import pytest
from flask import Flask

from tests.architecture.house import ROOMS, ROOT, TEMPLATES, place

ALL = sorted(path for path in TEMPLATES.rglob("*") if path.is_file())
# Letters and downloaded files carry their styles with them, and are no pages of the site.
PAGES = [path for path in ALL if path.suffix == ".html" and not {"mail", "files"} & set(path.parts)]
SHARED = {"components", "layouts", "mail", "web"}


def faults(pattern: str, paths=ALL) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{place(path, number)}: {line.strip()[:100]}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if found.search(line)
    ]


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_the_template_can_be_read(app: Flask, path) -> None:
    app.jinja_env.get_template(str(path.relative_to(TEMPLATES)))


def test_nothing_is_called_safe_in_templates() -> None:
    found = faults(r"\|\s*safe\b|\bMarkup\b|autoescape\s+false")

    assert not found, f"{found}: prose comes through `|stored_html`; all else is escaped."


def test_pages_have_no_scripts_styles_or_handlers_inside() -> None:
    # What is of a type that no browser runs is data, and no script.
    script = r"<script(?![^>]*\b(?:src=|type=\"application/ld\+json\"))"
    found = faults(rf"(?i)<style\b|\sstyle=|\son[a-z]+=\"|javascript:|{script}", PAGES)

    assert not found, f"{found}: put it into static/src; the content security policy stops it here."


def test_folders_of_templates_are_named_like_rooms() -> None:
    strange = {path.name for path in TEMPLATES.iterdir() if path.is_dir()} - SHARED - ROOMS

    assert not strange, f"templates/{', '.join(strange)}: name the folder like the room in roadmaps/ that shows it."


def test_style_sheets_of_rooms_are_named_like_rooms() -> None:
    strange = {path.stem for path in (ROOT / "static/src/css/rooms").glob("*.css")} - ROOMS

    assert not strange, f"static/src/css/rooms/{', '.join(strange)}.css: name it like the room in roadmaps/."


def test_tests_are_named_like_rooms() -> None:
    own = {"architecture", "attacks", "browser", "cases", "doors", "factories", "hostile", "journeys", "permissions"}
    beside_rooms = {"deploy", "storms", "worker"}
    strange = (
        {path.name for path in (ROOT / "tests").iterdir() if path.is_dir() and path.name[0] not in "_."}
        - own
        - beside_rooms
        - ROOMS
    )

    assert not strange, f"tests/{', '.join(strange)}: name the folder like the room in roadmaps/ that it tests."


def test_every_link_leads_to_a_door(app: Flask) -> None:
    named = re.compile(r"""url_for\(\s*["']([a-z_]+\.[a-z_]+)["']""")
    sources = [*ALL, *(ROOT / "roadmaps").rglob("*.py")]

    lost = {
        f"{name} ({place(path)})"
        for path in sources
        for name in named.findall(path.read_text())
        if name not in app.view_functions
    }

    assert not lost, f"{', '.join(sorted(lost))}: there is no view of that name."


def test_every_template_is_used() -> None:
    sources = "\n".join(path.read_text() for path in [*ALL, *(ROOT / "roadmaps").rglob("*.py")])

    unused = [
        str(path.relative_to(TEMPLATES))
        for path in ALL
        if "mail" not in path.parts and str(path.relative_to(TEMPLATES)) not in sources
    ]

    assert not unused, f"{unused}: nothing shows these any more; remove them."
