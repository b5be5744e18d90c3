import pytest
from flask import Flask
from sqlalchemy import select

from roadmaps.accounts.models import Organisation
from roadmaps.app import create_app
from roadmaps.config import Settings
from roadmaps.foundation.database import Database
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say
from roadmaps.web.work import change, reading
from tests.factories.accounts import an_organisation


@pytest.fixture
def site(settings: Settings, fresh_database: Database) -> Flask:
    return create_app(settings, fresh_database)


def names() -> list[str]:
    return sorted(reading().scalars(select(Organisation.name)))


def test_a_request_reads_in_one_session(site: Flask) -> None:
    with site.test_request_context("/"):
        assert reading() is reading()


def test_what_was_changed_in_a_request_is_read_in_it_afterwards(site: Flask) -> None:
    with site.test_request_context("/"):
        assert names() == []

        with change() as session:
            an_organisation(session, "Torsta")

        assert names() == ["Torsta"]


def test_what_was_refused_is_not_there_afterwards(site: Flask) -> None:
    with site.test_request_context("/"):
        with pytest.raises(Invalid), change() as session:
            an_organisation(session, "Torsta")
            raise Invalid(say("That will not do."))

        assert names() == []


def test_requests_give_their_connections_back(site: Flask, fresh_database: Database) -> None:
    for _ in range(60):
        with site.test_request_context("/"):
            names()

    assert fresh_database.engine.pool.checkedout() == 0


def test_two_sites_live_in_one_process_without_knowing_each_other(site: Flask, settings: Settings, app: Flask) -> None:
    with site.test_request_context("/"), change() as session:
        an_organisation(session, "Torsta")

    with app.test_request_context("/"):
        assert names() == []
