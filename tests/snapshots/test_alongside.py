import json
from datetime import timedelta
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.glossary.rules import add_term, edit_term
from roadmaps.indicators.queries import standing_readings
from roadmaps.revisions.states import current
from roadmaps.snapshots import rules
from roadmaps.snapshots.document import document_of
from roadmaps.snapshots.format import RoadmapFile, schema
from roadmaps.snapshots.models import SnapshotKind
from tests.factories.areas import a_coordinator
from tests.factories.indicators import AT, Measured, an_indicator
from tests.factories.large import a_large_plan
from tests.factories.roadmap import Plan
from tests.factories.snapshots import an_empty_plan


def told(plan: Plan, **facts: Any) -> RoadmapFile:
    session = plan.session
    return document_of(session, plan.roadmap, current(session, plan.roadmap.history), **facts)


def values(file: RoadmapFile) -> list[str]:
    return [
        f"{one.period} {one.municipality or ''}{one.sex} {one.value}" for all_ in file.measured for one in all_.readings
    ]


def read_twice(session: Session) -> Measured:
    measured = an_indicator(session, by_municipality=True, by_sex=True)
    measured.read("2024", "48.5")
    measured.correct(measured.read("2025", "50"), "51")
    measured.read("2025", "7", municipality="2303", sex="K")
    return measured


def test_the_readings_that_stand_are_told_with_place_and_sex(session: Session) -> None:
    file = told(read_twice(session).plan)

    assert values(file) == ["2024 T 48.5", "2025 T 51", "2025 2303K 7"]
    assert (file.measured[0].readings[0].source, file.measured[0].since) == ("SCB", AT.date())


def test_what_was_recorded_later_is_not_in_an_earlier_version(session: Session) -> None:
    measured = read_twice(session)

    assert values(told(measured.plan, at=AT - timedelta(days=1))) == []


def test_the_terms_that_a_text_uses_are_told_as_they_read(session: Session) -> None:
    measured, coordinator = an_indicator(session), a_coordinator(session)
    term = {"title": "förädling", "text": "Att göra *mer* av något.", "title_en": "refining"}
    used = add_term(session, term, actor=coordinator, at=AT)
    add_term(session, {"title": "styrkeområde", "text": "Ett område."}, actor=coordinator, at=AT)
    measured.plan.add("goal", "Mer förädling")

    before = told(measured.plan)
    edit_term(session, used, {**term, "text": "Något annat."}, based_on=2, actor=coordinator, at=AT)

    assert [(one.term, one.meaning, one.term_en) for one in before.terms] == [
        ("förädling", "Att göra *mer* av något.", "refining")
    ]
    assert told(measured.plan).terms[0].meaning == "Något annat."


def test_a_frozen_version_keeps_readings_and_terms(session: Session) -> None:
    measured = read_twice(session)
    add_term(session, {"title": "företag", "text": "En *rörelse*."}, actor=a_coordinator(session), at=AT)

    snapshot = rules.freeze(
        session,
        measured.plan.roadmap,
        kind=SnapshotKind.CONSULTATION,
        title="Då",
        actor=measured.plan.leader,
        at=AT,
    )
    measured.read("2026-Q1", "55")

    document = json.loads(snapshot.content)
    assert values(RoadmapFile.model_validate(document)) == ["2024 T 48.5", "2025 T 51", "2025 2303K 7"]
    assert json.loads(snapshot.html)[document["terms"][0]["id"]] == {"text": "<p>En <em>rörelse</em>.</p>"}
    assert not list(Draft202012Validator(schema(), format_checker=FormatChecker()).iter_errors(document))


def test_a_document_from_before_there_were_readings_and_terms_is_read(session: Session) -> None:
    document = json.loads(told(read_twice(session).plan).canonical())
    del document["measured"], document["terms"]

    assert RoadmapFile.model_validate(document).measured == []
    assert not list(Draft202012Validator(schema()).iter_errors(document))


def test_readings_come_along_where_the_document_is_brought_in(session: Session) -> None:
    measured = read_twice(session)
    text = told(measured.plan).canonical()
    for block in json.loads(text)["blocks"]:
        text = text.replace(block["id"], str(new_id()))
    empty = an_empty_plan(session)

    rules.import_document(session, empty.roadmap, text, actor=empty.leader, at=AT)

    session.refresh(empty.roadmap.history)
    [indicator] = current(session, empty.roadmap.history).of_kind("indicator")
    [found] = standing_readings(session, [indicator.id]).values()
    assert [(one.period, str(one.value), one.origin, one.source) for one in found] == [
        ("2024", "48.5", "file", "SCB"),
        ("2025", "51", "file", "SCB"),
        ("2025", "7", "file", "SCB"),
    ]


def test_readings_that_the_indicator_does_not_take_stay_in_the_file(session: Session) -> None:
    measured = read_twice(session)
    goal = measured.plan.add("goal")
    document = json.loads(told(measured.plan).canonical())
    for block in document["blocks"]:
        block["content"].pop("by_municipality", None)
    document["measured"][0]["readings"].append({"period": "2099", "value": "1"})
    document["measured"].append({"indicator": str(goal), "readings": [{"period": "2020", "value": "1"}]})
    text = json.dumps(document)
    for block in document["blocks"]:
        text = text.replace(block["id"], str(new_id()))
    empty = an_empty_plan(session)

    rules.import_document(session, empty.roadmap, text, actor=empty.leader, at=AT)

    session.refresh(empty.roadmap.history)
    ids = [one.id for one in current(session, empty.roadmap.history)]
    assert [one.period for found in standing_readings(session, ids).values() for one in found] == ["2024", "2025"]


def test_the_number_of_queries_does_not_grow_with_the_roadmap(session: Session) -> None:
    small, large = an_indicator(session).plan, a_large_plan(session)

    assert queries_for(large) <= queries_for(small)


def queries_for(plan: Plan) -> int:
    session = plan.session
    state = current(session, plan.roadmap.history)
    session.expunge_all()
    roadmap = session.merge(plan.roadmap, load=True)
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    try:
        document_of(session, roadmap, state)
    finally:
        event.remove(session.get_bind(), "before_cursor_execute", note)
    return len(asked)
