"""While a file that somebody has sent is being read, which may take a while, everybody else goes on writing."""

from io import BytesIO

import pytest
from sqlalchemy import text

from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.clock import now
from roadmaps.foundation.database import Database
from tests.databases import ON_POSTGRESQL
from tests.factories.accounts import a_sign_in
from tests.factories.indicators import an_indicator

pytestmark = pytest.mark.skipif(ON_POSTGRESQL, reason="only on SQLite do all who write wait for each other")
DOORS = {
    "/areas/{slug}/bring-in": b"%PDF-1.4 nothing more",
    "/areas/{slug}/spreadsheet": b"a;b\n1;2\n",
    "/areas/{slug}/readings/import": b"a;b\n1;2\n",
    "/calls/import": b"a;b\n1;2\n",
}


@pytest.mark.parametrize(("door", "sent"), DOORS.items())
def test_a_file_is_read_before_the_turn_to_write_is_waited_for(
    settings: Settings, fresh_database: Database, door: str, sent: bytes
) -> None:
    site = create_app(settings, fresh_database)
    site.config["WTF_CSRF_ENABLED"] = False
    client = site.test_client()
    with fresh_database.writing() as session:
        plan = an_indicator(session).plan
        address = door.format(slug=plan.slug)
        _, token = a_sign_in(session, plan.person(plan.leader), at=now())
        session.commit()
    with client.session_transaction() as cookie:
        cookie["_user_id"], cookie["_fresh"] = token, True

    with fresh_database.writing() as somebody_else:
        somebody_else.execute(text("SELECT 1"))  # takes the turn
        answer = client.post(address, data={"file": (BytesIO(sent), "fil.csv")})

    assert answer.status_code == 422
