"""What was written under older tables is read under the newer ones as if it had been written today."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from sqlalchemy.orm import Session

from roadmaps.foundation.database import Database, Packed
from roadmaps.glossary.rules import GLOSSARY
from roadmaps.migrating import migrate, step_back
from roadmaps.pulse.models import PulseAnswer, PulseAsked, PulseMark
from roadmaps.pulse.words import Consent
from roadmaps.revisions.states import current_block
from roadmaps.roadmap.table import ROADMAP
from tests.databases import drop, new_address
from tests.factories.pulse import a_pulse
from tests.factories.roadmap import AT

TYPES: dict[str, Any] = {
    "id": sa.Uuid(),
    "history_id": sa.Uuid(),
    "block_id": sa.Uuid(),
    "facts": sa.JSON(),
    "content": Packed(),
}


@pytest.fixture
def of_the_first_day(tmp_path: Path, database_of_the_run: None) -> Iterator[Database]:
    """A database with the tables of the first migration."""
    database = Database(new_address(tmp_path))
    migrate(database, to="0001")
    yield database
    drop(database)


@pytest.mark.parametrize("name", ["activity", "goal", "goal_conflict", "indicator", "responsibility", "term"])
def test_blocks_of_before_say_the_fields_that_came_since(of_the_first_day: Database, name: str) -> None:
    old = {"title": "Mer mat " * 100}
    block = _write(of_the_first_day, name, old)

    migrate(of_the_first_day)

    with Session(of_the_first_day.engine) as session:
        found = current_block(session, block)
        assert found is not None
    known = (GLOSSARY if name in GLOSSARY else ROADMAP)[name].model_fields
    assert found.content["title"] == old["title"]
    assert {field: known[field].get_default(call_default_factory=True) for field in set(found.content) - {"title"}} == {
        field: value for field, value in found.content.items() if field != "title"
    }
    step_back(of_the_first_day, to="0001")
    assert _content(of_the_first_day) == old


def _write(database: Database, kind: str, content: dict[str, Any]) -> UUID:
    history, block = uuid4(), uuid4()
    with database.engine.begin() as connection:
        for table, row in {
            "histories": {"id": history, "subject": "roadmap", "current": 1},
            "revisions": {
                "id": uuid4(),
                "history_id": history,
                "number": 1,
                "written_at": datetime(2025, 1, 1, tzinfo=UTC),
                "how": "edit",
                "summary": "",
                "facts": [],
            },
            "blocks": {"id": block, "history_id": history, "kind": kind, "current": 1},
            "block_versions": {
                "block_id": block,
                "number": 1,
                "history_id": history,
                "rank": "a0",
                "is_removed": False,
                "title": "Mer mat",
                "content": json.dumps(content),
                "renderer": 1,
            },
        }.items():
            columns: list[sa.ColumnClause[Any]] = [sa.column(column, TYPES.get(column)) for column in row]
            connection.execute(sa.insert(sa.table(table, *columns)).values(row))
    return block


def _content(database: Database) -> dict[str, Any]:
    with database.engine.connect() as connection:
        versions = sa.table("block_versions", sa.column("content", Packed()))
        return dict(json.loads(connection.scalars(sa.select(versions.c.content)).one()))


def test_what_people_here_may_have_answered_in_a_pulse_opens_to_no_earlier_link(of_the_first_day: Database) -> None:
    database = of_the_first_day
    migrate(database)
    with Session(database.engine) as session:
        taken = a_pulse(session)
        taken.somebody_at("Krokoms kommun")
        taken.open("Krokoms kommun", Gaaltije="info@example.org")
        for asked in taken.asked:
            marks = [PulseMark(question_id=one.id, mark=3) for one in taken.pulse.questions]
            session.add(PulseAnswer(asked=asked, version=1, consent=Consent.LEADERS, answered_at=AT, marks=marks))
        session.commit()

    step_back(database, to="0019")
    migrate(database)

    with Session(database.engine) as session:
        rows = session.execute(sa.select(PulseAsked.name, PulseAnswer.is_by_account).join(PulseAnswer.asked))
        assert dict(rows.all()) == {"Gaaltije": False, "Krokoms kommun": True}
        assert session.scalar(sa.select(sa.func.count(PulseMark.id))) == 6
