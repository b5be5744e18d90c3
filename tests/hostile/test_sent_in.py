"""What is sent in at a door: texts that tangle parsers, names of files, bodies in JSON, addresses with signs that none has."""

import json
import time
import unicodedata
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.files.intake import take_in
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.prose import tidy
from tests.browsing import Browser
from tests.factories.accounts import a_person
from tests.factories.files import a_pdf
from tests.factories.roadmap import a_plan
from tests.hostile.test_every_door import address_of, doors

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))
TANGLES = {
    "quotes 10,000 deep": ">" * 10_000 + " a",
    "lists 10,000 deep": "- " * 10_000 + "a",
    "brackets 10,000 deep": "[" * 10_000 + "a" + "]" * 10_000,
    "emphasis 10,000 deep": "*a **a " * 10_000,
    "links 10,000 deep": "[" * 10_000 + "](/x)" * 10_000,
    "lines 10,000 deep": "".join("  " * (depth % 100) + "- a\n" for depth in range(10_000)),
    "a megabyte of words": "ord " * 250_000,
    "a megabyte of one word": "a" * 1_000_000,
    "a megabyte of ticks": "`" * 1_000_000,
    "a megabyte of table": "|a" * 500_000,
    "a megabyte of entities": "&amp;" * 200_000,
    "a megabyte of line breaks": "a\n\n" * 300_000,
}
DOCUMENT = a_pdf()
# Of the processor, of this process; a worker has a second of its own.
SECONDS = 1.0


@pytest.mark.parametrize("name", TANGLES)
@pytest.mark.parametrize("door", ["a new block", "a comment"])
def test_a_tangle_is_shown_or_refused_in_words_at_once(client: Browser, session: Session, name: str, door: str) -> None:
    plan = a_plan(session)
    client.sign_in(plan.person(plan.editor))
    goal = plan.add("goal", "Mål")
    address, fields = {
        "a new block": (f"/areas/{plan.slug}/roadmap/new/goal", {"title": "Mål", "text": TANGLES[name]}),
        "a comment": (f"/blocks/{goal}/threads", {"body": TANGLES[name]}),
    }[door]

    began = time.process_time()
    answer = client.post(address, data=fields)
    took = time.process_time() - began

    assert answer.status_code in {303, 302, 413, 422}, answer.status_code
    assert took < SECONDS


@pytest.mark.parametrize("name", CASES["filenames"], ids=lambda name: ascii(name)[:40])
def test_the_name_of_a_file_is_told_and_never_followed(name: str) -> None:
    """Where it lies follows from what it holds, and its kind too; the name is words alone."""
    try:
        taken = take_in(name, DOCUMENT)
    except Invalid:
        return

    assert taken.media_type == "application/pdf"
    assert taken.name == unicodedata.normalize("NFC", taken.name)
    assert not any(unicodedata.category(one) in {"Cc", "Cf", "Zl", "Zp"} for one in taken.name)
    assert not set(taken.name) & set('/\\:<>"|?*')
    assert taken.name.endswith(".pdf")
    assert 0 < len(taken.name) <= 200


ADDRESSES = (
    "/areas/",
    "/areas/x/roadmap/",
    "/glossary/",
    "/organisations/",
    "/files/",
    "/reset/",
    "/shared/",
    "/answers/",
    "/search?q=",
    "/sign-in?next=",
)
BODIES = {
    "deep arrays": b"[" * 100_000 + b"]" * 100_000,
    "deep objects": b'{"a":' * 100_000 + b"1" + b"}" * 100_000,
    "a big number": b'{"a":' + b"9" * 1_000_000 + b"}",
    "many keys": b"{" + b",".join(b'"k%d":1' % one for one in range(100_000)) + b"}",
    "no number": b'{"a":NaN,"b":Infinity}',
    "half a letter": b'{"a":"\\ud800","body":"\\ud800"}',
    "a zero": b'{"a":"x\\u0000y","text":"\\u0000"}',
    "wrong kinds": b'{"title":{"$gt":""},"id":[1],"parent":true,"update":{},"client":[]}',
    "not utf-8": "\ufeff{}".encode("utf-16"),
    "a list": b"[1]",
    "nothing": b"",
}


@pytest.mark.parametrize("name", BODIES)
def test_no_body_in_json_ends_in_a_failure(app: Flask, client: Browser, session: Session, name: str) -> None:
    client.sign_in(a_person(session, is_coordinator=True))
    for rule in doors(app, "POST"):
        if rule.endpoint.startswith(("live.", "files.", "discussion.", "search.", "passkeys.", "single_sign_on.")):
            answer = client.post(address_of(app, rule), data=BODIES[name], content_type="application/json")
            assert answer.status_code < 500, rule.endpoint


@pytest.mark.parametrize("sign", ["%00", "%ff", "%e2%80%ae", "%0d%0aSet-Cookie:x=1", "..%2f..%2f", "%c0%ae%c0%ae/"])
def test_no_sign_in_an_address_ends_in_a_failure(client: Browser, session: Session, sign: str) -> None:
    client.sign_in(a_person(session, is_coordinator=True))

    for address in ADDRESSES:
        answer = client.get(f"{address}{sign}")
        assert answer.status_code < 500, address
        assert "Set-Cookie:x" not in str(answer.headers)
        answer.close()


def test_tidied_text_holds_nothing_that_postgresql_refuses() -> None:
    assert "\x00" not in tidy("a\x00b\ud800")


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_nothing_with_a_zero_in_its_address_is_looked_for(client: Browser, session: Session, method: str) -> None:
    """PostgreSQL fails over it; here it is a name that nothing has."""
    client.sign_in(a_person(session, is_coordinator=True))

    for address in [
        *(f"{one}a%00b" for one in ADDRESSES),
        "/areas/a%00b/edit",
        "/links?to=%00",
        "/?%00=x",
        "/me?a=%00",
    ]:
        answer = client.open(address, method=method)
        assert answer.status_code in {404, 405}, address
        answer.close()
