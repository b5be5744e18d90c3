"""What terms have meant: former versions and names, restoring and undoing."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.accounts.models import Person
from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.glossary import rules
from roadmaps.glossary.history import comparison_of, steps_of
from roadmaps.glossary.queries import find_term, term_called, terms
from roadmaps.revisions.changes import WriteConflict
from tests.browsing import Browser
from tests.factories.areas import a_coordinator, an_area, someone_with
from tests.factories.glossary import a_term, number
from tests.factories.roadmap import AT


def edit(session: Session, term: UUID, actor: Actor, **facts: str) -> None:
    before = find_term(session, term).content
    rules.edit_term(session, term, {**before, **facts}, based_on=number(session), actor=actor, at=AT)


def coordinator_at(client: Browser, session: Session) -> Actor:
    actor = a_coordinator(session)
    client.sign_in(session.get_one(Person, actor.person_id))
    return actor


def test_every_version_is_told_with_what_it_changed(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor)
    edit(session, term, actor, text="En mindre del.")
    rules.remove_term(session, term, based_on=number(session), actor=actor, at=AT)

    steps = steps_of(session, term)

    assert [step.term.is_removed for step in steps] == [True, False, False]
    assert [[field.name for field in step.diff.fields] if step.diff else None for step in steps] == [[], ["text"], None]
    assert steps[0].told.person == "Maja Sundin"


def test_any_two_versions_are_compared_the_earlier_first(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor, text="Första.")
    edit(session, term, actor, text="Andra.")
    edit(session, term, actor, text="Tredje.")
    steps = steps_of(session, term)

    diff = comparison_of(steps, steps[0].term.number, steps[2].term.number)

    assert [(field.old, field.new) for field in diff.fields] == [("Första.", "Tredje.")]
    with pytest.raises(NotFound):
        comparison_of(steps, 0, steps[0].term.number)


def test_a_version_is_restored_and_a_removed_term_comes_back(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor, text="Första.")
    first = number(session)
    edit(session, term, actor, text="Andra.")
    rules.remove_term(session, term, based_on=number(session), actor=actor, at=AT)

    rules.restore_term(session, term, first, based_on=number(session), actor=actor, at=AT)

    assert find_term(session, term).content["text"] == "Första."


def test_restoring_does_not_give_two_terms_one_name(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, "bas", actor=actor)
    first = number(session)
    edit(session, term, actor, title="grund")
    a_term(session, "bas", actor=actor)

    with pytest.raises(Invalid):
        rules.restore_term(session, term, first, based_on=number(session), actor=actor, at=AT)


def test_a_change_is_undone_and_what_came_later_stays(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor)
    edit(session, term, actor, example="Ett exempel.")
    changed = number(session)
    edit(session, term, actor, origin="RUN/1/2026")

    rules.undo_change(session, changed, actor=actor, at=AT)

    content = find_term(session, term).content
    assert (content["example"], content["origin"]) == ("", "RUN/1/2026")


def test_what_has_been_written_over_is_not_undone(session: Session) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor)
    edit(session, term, actor, origin="A")
    changed = number(session)
    edit(session, term, actor, origin="B")

    with pytest.raises(WriteConflict):
        rules.undo_change(session, changed, actor=actor, at=AT)


def test_only_a_coordinator_restores_and_undoes(session: Session) -> None:
    term = a_term(session)
    leader = someone_with(session, an_area(session), Role.PROCESS_LEADER)

    with pytest.raises(NotAllowed):
        rules.restore_term(session, term, 1, based_on=1, actor=leader, at=AT)
    with pytest.raises(NotAllowed):
        rules.undo_change(session, 1, actor=leader, at=AT)


def test_a_former_name_leads_to_the_term_until_another_has_it(session: Session, client: Browser) -> None:
    actor = a_coordinator(session)
    term = a_term(session, "kvadruppelhelix", actor=actor)
    edit(session, term, actor, title="fyrspiral")

    former = client.get("/glossary/kvadruppelhelix")
    assert (former.status_code, former.location) == (301, "/glossary/fyrspiral")
    assert client.get(f"/glossary/{term}").location == "/glossary/fyrspiral"

    other = a_term(session, "kvadruppelhelix", actor=actor)
    assert term_called(session, "kvadruppelhelix").id == other
    assert client.get("/glossary/kvadruppelhelix").status_code == 200


def test_two_names_that_make_one_address_and_names_of_pages_are_all_reached(session: Session, client: Browser) -> None:
    actor = a_coordinator(session)
    ids = [a_term(session, title, actor=actor) for title in ("mål", "mal", "new", "changes")]

    found = [client.get(f"/glossary/{term}", follow_redirects=True) for term in ids]

    assert [page.status_code for page in found] == [200] * 4
    assert [
        f"Vad {title} är." in page.get_data(as_text=True)
        for title, page in zip(("mål", "mal", "new", "changes"), found, strict=True)
    ] == [True] * 4


@pytest.mark.parametrize(
    "address",
    ["nothing", "01900000-0000-7000-8000-000000000000", "01900000-0000-7000-8000-000000000000/history", "%00"],
)
def test_what_never_was_a_term_is_not_found(session: Session, client: Browser, address: str) -> None:
    a_term(session)

    assert client.get(f"/glossary/{address}").status_code == 404


def test_a_term_as_it_was_is_still_read_at_its_moment(session: Session, client: Browser) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor, text="Första.")
    first = number(session)
    edit(session, term, actor, text="Andra.")

    assert "Första." in client.page(f"/glossary/{term}?as_of={first}").css_first("main").text()
    assert "Första." in client.page(f"/glossary/{term}/card?as_of={first}").text()
    assert "Andra." in client.page(f"/glossary/{term}/card").text()
    assert client.get(f"/glossary/{term}?as_of=0").status_code == 404


def test_names_of_people_are_for_those_who_are_signed_in(session: Session, client: Browser) -> None:
    term = a_term(session)

    assert "Maja Sundin" not in client.page(f"/glossary/{term}/history").css_first("main").text()
    assert "Maja Sundin" not in client.page("/glossary/changes").css_first("main").text()
    coordinator_at(client, session)
    assert "Maja Sundin" in client.page(f"/glossary/{term}/history").css_first("main").text()


def test_a_removal_is_undone_from_the_list(session: Session, client: Browser) -> None:
    actor = coordinator_at(client, session)
    a_term(session, "annat", actor=actor)
    term = a_term(session, actor=actor)

    removed = client.post(f"/glossary/{term}/removal", data={"based_on": number(session)})
    assert client.get(f"/glossary/{term}").location == f"/glossary/{term}/history"
    undo = client.page(str(removed.location)).css_first(".undo form").attributes["action"]
    client.post(str(undo))

    assert {one.content["title"] for one in terms(session)} == {"annat", "delområde"}


def test_a_version_is_restored_from_its_history(session: Session, client: Browser) -> None:
    actor = coordinator_at(client, session)
    term = a_term(session, actor=actor, text="Första.")
    edit(session, term, actor, text="Andra.")

    [form] = client.page(f"/glossary/{term}/history").css("main ol form")
    fields = {one.attributes["name"]: one.attributes["value"] for one in form.css("input")}
    answer = client.post(str(form.attributes["action"]), data=fields)

    assert answer.status_code == 303
    assert find_term(session, term).content["text"] == "Första."


def test_what_was_changed_meanwhile_is_not_restored_over(session: Session, client: Browser) -> None:
    actor = coordinator_at(client, session)
    term = a_term(session, actor=actor, text="Första.")
    first = number(session)
    edit(session, term, actor, text="Andra.")
    seen = number(session)
    edit(session, term, actor, text="Tredje.")

    answer = client.post(f"/glossary/{term}/restoration", data={"number": first, "based_on": seen})

    assert answer.location == f"/glossary/{term}/history"
    assert find_term(session, term).content["text"] == "Tredje."


def test_the_pages_of_history_show_what_differs(session: Session, client: Browser) -> None:
    actor = a_coordinator(session)
    term = a_term(session, actor=actor, text="En liten del.")
    edit(session, term, actor, text="En stor del.")
    edit(session, term, actor, text="En mycket stor del.")

    assert client.page(f"/glossary/{term}/history").css_first("main ins")
    assert "liten" in client.page(f"/glossary/{term}/comparison").css_first(".diff del").text()
    assert client.get(f"/glossary/{term}/comparison?from=1&to=99").status_code == 404
    assert len(client.page("/glossary/changes").css("main .timeline-entry")) == 3
