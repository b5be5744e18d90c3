"""What Jinja has made of templates is kept where Python keeps what it compiles, and only as long as they say the same."""

import sys
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import DictLoader, Environment

from roadmaps.web.kept_templates import Templates, options


def said_by(source: str) -> str:
    """What a process that has read no template yet makes of one."""
    environment = Environment(loader=DictLoader({"hello.html": source}), autoescape=True, **options())
    return environment.get_template("hello.html").render()


def test_the_next_process_finds_them_and_a_change_is_seen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))

    assert said_by("Hej") == "Hej"
    [kept] = (tmp_path / "templates").iterdir()
    made_at = kept.stat().st_mtime_ns
    assert said_by("Hej") == "Hej"
    assert kept.stat().st_mtime_ns == made_at, "it was found, and not made again"
    assert said_by("Hej då") == "Hej då"


@pytest.mark.parametrize("prefix", [None, "a file"])
def test_where_nothing_can_be_kept_they_are_read_all_the_same(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, prefix: str | None
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setattr(sys, "pycache_prefix", prefix and str(tmp_path / prefix))

    assert "bytecode_cache" not in options()
    assert said_by("Hej") == "Hej"


def test_words_that_one_template_is_given_are_no_others() -> None:
    environment = Templates(Flask(__name__), loader=DictLoader({"one.html": "{{ word }}", "other.html": "{{ word }}"}))
    environment.globals["word"] = "everybody's"

    assert environment.get_template("one.html", globals={"word": "its own"}).render() == "its own"
    assert environment.get_template("other.html").render() == "everybody's"
    environment.globals["word"] = "changed"
    assert environment.get_template("other.html").render() == "changed"
