"""Gunicorn that is started by hand, with what docs/operations.md tells to give it."""

import sys

import pytest
from gunicorn.app.wsgiapp import WSGIApplication


def started_with(monkeypatch: pytest.MonkeyPatch, *words: str) -> WSGIApplication:
    monkeypatch.setattr(sys, "argv", ["gunicorn", *words, "wsgi:app"])
    return WSGIApplication()


def test_no_header_tells_gunicorn_where_the_site_is(monkeypatch: pytest.MonkeyPatch) -> None:
    assert started_with(monkeypatch, "-c", "python:roadmaps.serving").cfg.forwarder_headers == []
    assert started_with(monkeypatch, "--forwarder-headers=").cfg.forwarder_headers == []


def test_gunicorn_itself_would_believe_them(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "SCRIPT_NAME" in started_with(monkeypatch).cfg.forwarder_headers
