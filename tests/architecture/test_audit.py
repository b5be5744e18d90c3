"""The check of what the site is built on tells holes, and does not take silence for an answer."""

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def audit():
    loader = SourceFileLoader("audit", str(Path(__file__).parents[2] / "bin" / "audit-dependencies"))
    module = module_from_spec(spec_from_loader("audit", loader))
    loader.exec_module(module)
    return module


def test_a_known_hole_is_told_with_what_mends_it(audit):
    hole = {"id": "CVE-2019-10906", "fix_versions": ["2.10.1"]}
    told = {"dependencies": [{"name": "jinja2", "version": "2.10", "vulns": [hole]}]}

    assert audit.holes_in(told) == ["jinja2 2.10: CVE-2019-10906, mended in 2.10.1"]
    assert audit.asked_about(told) == 1


def test_silence_is_no_answer(audit, monkeypatch, capsys):
    silent = {"dependencies": [{"name": "jinja2", "skip_reason": "could not be audited"}]}
    monkeypatch.setattr(audit, "_json_of", lambda _command: silent)

    assert audit.main() == 0
    assert capsys.readouterr().out.count("SKIPPED") == 3


def test_a_hole_fails_the_check(audit, monkeypatch):
    hole = {"id": "CVE-2019-10906", "fix_versions": []}
    told = {"dependencies": [{"name": "jinja2", "version": "2.10", "vulns": [hole]}]}
    monkeypatch.setattr(audit, "_json_of", lambda _command: told)

    assert audit.main() == 1
