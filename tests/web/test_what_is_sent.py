"""Whatever a form sends is fit to be kept, whichever way a room reads it."""

import io

import pytest
from flask import Flask, request
from pydantic import BaseModel

from roadmaps.web.forms import fields_of
from roadmaps.web.origins import Site
from roadmaps.web.what_is_sent import PASSWORDS

HOSTILE = "Karin\x00 \u202eÅs\r\noch\ud800 Sven \x07"
FIT = "Karin\ufffd Ås\noch? Sven"


@pytest.fixture
def site() -> Flask:
    return Site(__name__)


@pytest.mark.parametrize("is_file_sent", [False, True], ids=["a plain form", "a form with a file"])
def test_no_text_holds_what_no_text_may_hold(site: Flask, is_file_sent: bool) -> None:
    typed = {"who": HOSTILE.encode("utf-8", "replace").decode(), "lines": ["a\x00", "b"]}
    sent = {**typed, "file": (io.BytesIO(b"\x00as it is"), "a.bin")} if is_file_sent else typed

    with site.test_request_context("/", method="POST", data=sent):
        assert request.form["who"] == FIT
        assert request.form.getlist("lines") == ["a\ufffd", "b"]
        assert [one.read() for one in request.files.values()] == ([b"\x00as it is"] if is_file_sent else [])


def test_a_password_is_taken_as_it_is_but_for_what_no_database_takes(site: Flask) -> None:
    with site.test_request_context("/", method="POST", data={"password": " e\u0301\x00 "}):
        assert request.form["password"] == " e\u0301 "


def test_every_field_for_a_password_is_known(app: Flask) -> None:
    asked = {spec.name for form in _forms(BaseModel) for spec in fields_of(form) if spec.ask.widget == "password"}

    assert asked == PASSWORDS


def _forms(model: type[BaseModel]) -> set[type[BaseModel]]:
    return {one for sub in model.__subclasses__() for one in ({sub} | _forms(sub))}
