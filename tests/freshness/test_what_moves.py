"""An act moves the marks of all who could see what it did; in doubt, that of the site."""

import re
from uuid import uuid4

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.app import know_every_table
from roadmaps.areas.actors import load_actor
from roadmaps.foundation.changed_rows import Change, ChangedRow
from roadmaps.foundation.database import Base
from roadmaps.freshness.marks import RIGHTS, SITE, of_area, of_reader
from roadmaps.freshness.what_moves import AREAS_OWN, NOWHERE, QUIET_COLUMNS, READERS_OWN, RIGHTS_OF_PEOPLE, moved_by
from tests.factories.roadmap import AT, a_plan

AREA, OTHER, PERSON = uuid4(), uuid4(), uuid4()


@pytest.mark.parametrize(
    ("row", "moved"),
    [
        pytest.param(ChangedRow("roadmaps", Change.CHANGED), {SITE}, id="whatever is not told of"),
        pytest.param(ChangedRow("role_grants", Change.NEW, belongs_to=(("area_id", AREA),)), {SITE, RIGHTS}, id="a role"),
        pytest.param(ChangedRow("comments", Change.NEW, belongs_to=(("area_id", AREA),)), {of_area(AREA)}, id="a comment"),
        pytest.param(ChangedRow("comments", Change.CHANGED, count=7), {SITE}, id="comments of nobody knows which areas"),
        pytest.param(
            ChangedRow("threads", Change.NEW, belongs_to=(("area_id", AREA), ("area_id", OTHER))), {SITE}, id="of two areas"
        ),
        pytest.param(ChangedRow("visits", Change.NEW, belongs_to=(("person_id", PERSON),)), {of_reader(PERSON)}, id="a visit"),
        pytest.param(ChangedRow("visits", Change.GONE, count=3), {SITE}, id="visits of nobody knows whom"),
        pytest.param(ChangedRow("live_updates", Change.NEW), set(), id="the stroke of a key"),
        pytest.param(ChangedRow("live_writers", Change.CHANGED, columns=("seen_at",)), set(), id="somebody still writes"),
        pytest.param(ChangedRow("live_writers", Change.CHANGED, columns=("left_at",)), {SITE}, id="somebody stops writing"),
    ],
)  # fmt: skip
def test_a_row_moves(row: ChangedRow, moved: set[str]) -> None:
    assert moved_by([row]) == moved


def test_every_table_that_is_told_of_is_there_and_told_of_once() -> None:
    know_every_table()
    told = [*NOWHERE, *AREAS_OWN, *READERS_OWN]

    assert set(told) <= set(Base.metadata.tables)
    assert len(told) == len(set(told))
    for table, columns in QUIET_COLUMNS.items():
        assert columns <= set(Base.metadata.tables[table].columns.keys())


def test_what_belongs_to_a_reader_or_an_area_can_be_told_from_its_columns() -> None:
    know_every_table()

    assert all("person_id" in Base.metadata.tables[name].columns for name in READERS_OWN)


def test_all_that_an_actor_is_made_of_moves_the_mark_of_rights(session: Session) -> None:
    plan = a_plan(session)
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(statement)

    engine = session.get_bind().engine
    event.listen(engine, "before_cursor_execute", listen)
    load_actor(session, plan.editor.person_id, on=AT.date())
    event.remove(engine, "before_cursor_execute", listen)

    tables = set(re.findall(r"(?:FROM|JOIN) (\w+)", " ".join(asked)))
    assert tables >= {"memberships", "role_grants"}
    assert tables <= RIGHTS_OF_PEOPLE
