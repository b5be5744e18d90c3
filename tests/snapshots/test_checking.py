import json
from io import BytesIO

import pytest
from sqlalchemy.orm import Session

from roadmaps.snapshots.checking import Finding, Verdict, check
from roadmaps.snapshots.models import SnapshotKind
from tests.browsing import Browser
from tests.factories.snapshots import a_plan, a_snapshot


def test_a_hash_is_known_however_it_is_written(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))
    digest = snapshot.sha256

    for written in (digest, digest.upper(), f"  {digest[:32]}\n{digest[32:]} ", f"`{digest}`"):
        assert check(session, written, actor=None) == Finding(Verdict.GENUINE, snapshot)


def test_data_is_known_however_a_program_laid_it_out(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    for text in (snapshot.content, json.dumps(json.loads(snapshot.content), indent=2)):
        assert check(session, text, actor=None) == Finding(Verdict.GENUINE, snapshot)


def test_data_with_one_letter_changed_is_found_out(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    finding = check(session, snapshot.content.replace("En kort kurs", "En lång kurs"), actor=None)

    assert finding == Finding(Verdict.ALTERED, snapshot)


def test_a_text_around_a_hash_is_not_taken_for_the_version(session: Session) -> None:
    snapshot = a_snapshot(session, a_plan(session))

    finding = check(session, f"<p>Allt är tillåtet.</p> {snapshot.sha256}", actor=None)

    assert finding == Finding(Verdict.UNREADABLE)


def test_a_version_that_one_may_not_read_is_unknown(session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan, SnapshotKind.WORKING)
    changed = snapshot.content.replace("En kort kurs", "En lång kurs")

    for text in (snapshot.sha256, snapshot.content, changed):
        assert check(session, text, actor=None) == Finding(Verdict.UNKNOWN)
    assert check(session, snapshot.sha256, actor=plan.leader) == Finding(Verdict.GENUINE, snapshot)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "fardplan-roadmap-1"}',
        '{"format": "fardplan-roadmap-1", "area": 1, "version": []}',
        '{"format": "fardplan-roadmap-1", "area": {"slug": []}, "version": {"number": 1e99}}',
        '{"format": "fardplan-roadmap-1", "area": {"slug": "x"}, "version": {"number": 99999999999999999999}}',
        "0" * 64,
    ],
)
def test_what_nobody_here_has_frozen_is_unknown(session: Session, text: str) -> None:
    assert check(session, text, actor=None) == Finding(Verdict.UNKNOWN)


@pytest.mark.parametrize("text", ["hej", "0" * 63, "1", "[" * 5_000, '{"a": NaN}', "\x00", '"\\ud800"'])
def test_what_is_neither_hash_nor_data_is_told_so(session: Session, text: str) -> None:
    assert check(session, text, actor=None) == Finding(Verdict.UNREADABLE)


def test_the_page_takes_a_pasted_hash_or_a_file(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    snapshot = a_snapshot(session, plan)
    address = f"/areas/{plan.slug}/snapshots/1"

    pasted = client.post("/check", data={"text": snapshot.sha256})
    sent = client.post("/check", data={"file": (BytesIO(snapshot.content.encode()), "data.json")})

    for answer in (pasted, sent):
        assert answer.status_code == 200
        assert address in answer.get_data(as_text=True)


def test_the_page_says_when_there_was_nothing_to_check(client: Browser, session: Session) -> None:
    assert client.get("/check").status_code == 200
    assert client.post("/check", data={"text": " "}).status_code == 422
