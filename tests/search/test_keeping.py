"""The index follows what happens, and what it has missed is mended."""

from collections.abc import Iterator

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Helix, Organisation
from roadmaps.accounts.rules import change_organisation
from roadmaps.discussion import comments as talk
from roadmaps.foundation.database import Database
from roadmaps.glossary import rules as glossary
from roadmaps.journal.models import JournalLine
from roadmaps.revisions.states import current
from roadmaps.roadmap import rules
from roadmaps.search import keeping
from roadmaps.search.keeping import mend
from roadmaps.search.models import Sort
from roadmaps.search.postgresql_index import PostgresqlIndex
from roadmaps.search.sqlite_index import SqliteIndex
from roadmaps.suggestions import rules as proposing
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.areas import a_coordinator
from tests.factories.discussion import a_place, a_thread, comments_of, person_of
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.search import ask, found, hear, know_all
from tests.factories.strategy import an_element
from tests.factories.suggestions import a_suggestion, an_edit


@pytest.fixture
def kept(fresh_database: Database) -> Iterator[Session]:
    """A session that really commits, as the index may be written and asked by turns only so."""
    with fresh_database.writing() as session:
        yield session


@pytest.fixture
def plan(kept: Session) -> Plan:
    return a_plan(kept)


def test_what_is_written_edited_removed_and_restored_is_found_as_it_reads_now(plan: Plan) -> None:
    goal = plan.add("goal", "Vätgas i länet")
    hear(plan.session)
    assert found(plan.session, "vätgas") == ["Vätgas i länet"]

    plan.edit(goal, title="Biogas i länet")
    hear(plan.session)
    assert (found(plan.session, "vätgas"), found(plan.session, "biogas")) == ([], ["Biogas i länet"])
    number = plan.number

    plan.remove(goal)
    hear(plan.session)
    assert found(plan.session, "biogas") == []

    facts = {"based_on": plan.number, "actor": plan.editor, "at": AT}
    rules.restore_block(plan.session, plan.roadmap, goal, number, **facts)
    hear(plan.session)
    assert found(plan.session, "biogas") == ["Biogas i länet"]


def test_what_two_have_written_is_found_as_it_was_merged(plan: Plan) -> None:
    goal = plan.add("goal", "Vätgas i länet", text="Första stycket.\n\nAndra stycket.")
    before = plan.number

    plan.edit(goal, based_on=before, text="Första stycket om fjällen.\n\nAndra stycket.")
    plan.edit(goal, by=plan.leader, based_on=before, text="Första stycket.\n\nAndra stycket om sjöarna.")
    hear(plan.session)

    assert found(plan.session, "fjällen sjöarna") == ["Vätgas i länet"]


def test_taking_back_a_revision_is_heard_too(plan: Plan) -> None:
    goal = plan.add("goal", "Vätgas i länet")
    plan.edit(goal, title="Biogas i länet")
    hear(plan.session)

    rules.undo_revision(plan.session, plan.roadmap, plan.number, actor=plan.editor, at=AT)
    hear(plan.session)

    assert found(plan.session, "vätgas") == ["Vätgas i länet"]


def test_an_activity_is_found_by_its_fields_its_places_and_those_who_take_part(plan: Plan) -> None:
    torsta = an_organisation(plan.session, "Hushållningssällskapet Jämtland")
    activity = plan.add("activity", "En kurs", output="Tjugo diplom", places=["2321"])
    part = plan.part(activity, torsta.id)
    hear(plan.session)

    for words in ("diplom", "åre", "hushållningssällskapet"):
        assert found(plan.session, words) == ["En kurs"], words
    assert found(plan.session, "kurs", organisation=str(torsta.id)) == ["En kurs"]

    plan.remove(part)
    hear(plan.session)
    assert found(plan.session, "hushållningssällskapet") == []
    assert found(plan.session, "kurs", organisation=str(torsta.id)) == []


def test_a_comment_is_found_while_its_text_can_be_read(kept: Session) -> None:
    place = a_place(kept, is_public=True)
    thread = a_thread(kept, place, "Hur är det med renarna?")
    [comment] = comments_of(kept, thread)
    hear(kept)
    assert found(kept, "renarna") == ["Hur är det med renarna?"]

    talk.edit_comment(kept, comment, body="Hur är det med älgarna?", based_on=1, actor=place.torsta, at=AT)
    hear(kept)
    assert (found(kept, "renarna"), len(found(kept, "älgarna"))) == ([], 1)

    talk.hide_comment(kept, comment, reason="Fel ämne.", actor=place.leader, at=AT)
    hear(kept)
    assert found(kept, "älgarna") == []
    assert found(kept, "älgarna", place.leader) == []

    talk.restore_comment(kept, comment, actor=place.leader, at=AT)
    hear(kept)
    assert len(found(kept, "älgarna")) == 1

    talk.withdraw_comment(kept, comment, actor=place.torsta, at=AT)
    hear(kept)
    assert found(kept, "älgarna", place.torsta) == []


def test_a_suggestion_is_found_by_its_motive_its_words_and_its_decision(plan: Plan) -> None:
    goal = plan.add("goal", "Vätgas i länet", text="Som det var.")
    suggestion = a_suggestion(plan.session, plan, an_edit(plan, goal, text="Ny lydelse om laddning."), motive="Frost.")
    hear(plan.session)
    for words in ("frost", "laddning"):
        assert ask(plan.session, words).by_sort[Sort.SUGGESTION] == 1, words

    proposing.decline(plan.session, suggestion, reason="Hör hemma i elplanen.", actor=plan.leader, at=AT)
    hear(plan.session)
    assert ask(plan.session, "elplanen", sort="suggestion").total == 1


def test_what_a_suggestion_changed_is_found_in_the_text(plan: Plan) -> None:
    goal = plan.add("goal", "Vätgas i länet", text="Som det var.")
    suggestion = a_suggestion(plan.session, plan, an_edit(plan, goal, text="Ny lydelse om laddning."))
    hear(plan.session)

    proposing.accept(plan.session, suggestion, actor=plan.leader, at=AT)
    hear(plan.session)

    assert found(plan.session, "laddning", sort="block") == ["Vätgas i länet"]


def test_a_renamed_organisation_is_found_by_its_new_name_where_it_takes_part(plan: Plan) -> None:
    torsta = an_organisation(plan.session, "Torsta")
    plan.part(plan.add("activity", "En kurs"), torsta.id)
    hear(plan.session)

    _rename(plan.session, torsta, "Gröna navet")
    hear(plan.session)

    assert set(found(plan.session, "navet")) == {"En kurs", "Gröna navet"}
    assert found(plan.session, "torsta", sort="block") == []


def test_terms_and_parts_of_the_strategy_are_found(kept: Session) -> None:
    coordinator = a_coordinator(kept)
    facts = {"title": "Trippelhelix", "text": "Tre slags aktörer."}
    term = glossary.add_term(kept, facts, actor=coordinator, at=AT)
    an_element(kept, "En levande bygd")
    know_all(kept)

    assert found(kept, "helix*") == []
    assert found(kept, "trippelhelix") == ["Trippelhelix"]
    assert found(kept, "bygder") == ["En levande bygd"]

    glossary.remove_term(kept, term, based_on=1, actor=coordinator, at=AT)
    hear(kept)
    assert found(kept, "trippelhelix") == []


def test_what_is_sent_through_a_door_is_found_at_once(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))

    client.post(f"/threads/{thread.id}/comments", data={"body": "Glöm inte skoterlederna."})

    page = client.page("/search?q=skoterled")
    assert "skoterlederna" in page.css_first(".search-hit mark").text()


def test_a_failing_index_fails_no_act_and_is_mended(
    client: Browser, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError("no room on the disk")

    place = a_place(session, is_public=True)
    thread = a_thread(session, place)
    client.sign_in(person_of(session, place.peak))
    with monkeypatch.context() as broken:
        broken.setattr(keeping, "index_of", fails)
        answer = client.post(f"/threads/{thread.id}/comments", data={"body": "Glöm inte skoterlederna."})
    assert answer.status_code in (302, 303)
    assert len(comments_of(session, thread)) == 2
    assert found(session, "skoterled") == []

    app.extensions["chores"].do(app.extensions["units_of_work"], "mend the search", AT)

    assert found(session, "skoterled") == ["Glöm inte skoterlederna."]


def test_what_is_saved_is_found_and_its_line_tells_of_nothing_more(client: Browser, session: Session) -> None:
    place = a_place(session, is_public=True)
    client.sign_in(person_of(session, place.editor))
    number = current(session, place.roadmap.history).number

    client.post(f"/blocks/{place.goal}/edit", data={"title": "Skoterleder", "text": "", "based_on": str(number)})

    line = session.scalars(select(JournalLine).order_by(JournalLine.number.desc())).first()
    assert line is not None
    assert "revisions.RevisionWritten" in line.what
    assert "search" not in line.what
    assert [one.text() for one in client.page("/search?q=skoterled").css(".search-hit mark")] == ["Skoterleder"]


def test_a_failing_index_stops_no_save_and_is_mended(
    client: Browser, session: Session, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_args: object) -> None:
        raise RuntimeError("no room on the disk")

    place = a_place(session, is_public=True)
    client.sign_in(person_of(session, place.editor))
    number = current(session, place.roadmap.history).number
    with monkeypatch.context() as broken:
        broken.setattr(SqliteIndex, "put", fails)
        broken.setattr(PostgresqlIndex, "put", fails)
        sent = {"title": "Skoterleder", "text": "", "based_on": str(number)}
        assert client.post(f"/blocks/{place.goal}/edit", data=sent).status_code == 303
    assert current(session, place.roadmap.history)[place.goal].content["title"] == "Skoterleder"
    assert found(session, "skoterled") == []

    app.extensions["chores"].do(app.extensions["units_of_work"], "mend the search", AT)

    assert found(session, "skoterled") == ["Skoterleder"]


def test_mending_finds_all_that_was_missed_and_nothing_else(plan: Plan) -> None:
    torsta = an_organisation(plan.session, "Torsta")
    changed, removed = plan.add("goal", "Vätgas"), plan.add("goal", "Biogas")
    activity = plan.add("activity", "En kurs")
    plan.part(activity, torsta.id)
    know_all(plan.session)

    plan.edit(changed, title="Solkraft")
    plan.remove(removed)
    plan.part(activity, an_organisation(plan.session, "Almi").id)
    _rename(plan.session, torsta, "Gröna navet")
    know_all(plan.session)

    assert found(plan.session, "solkraft") == ["Solkraft"]
    assert found(plan.session, "vätgas") == found(plan.session, "biogas") == []
    assert set(found(plan.session, "almi navet")) == {"En kurs"}
    assert mend(plan.session) == 0


def _rename(session: Session, organisation: Organisation, name: str) -> None:
    facts = {"helix": Helix.BUSINESS, "short_name": "", "homepage": ""}
    change_organisation(session, organisation, name=name, actor=a_coordinator(session), **facts)  # type: ignore[arg-type]
