import json
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.areas.models import Role
from roadmaps.foundation.errors import Invalid, NotAllowed
from roadmaps.foundation.events import take_recorded
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.models import Block, BlockVersion, How
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import State, current
from roadmaps.snapshots import rules
from roadmaps.snapshots.document import document_of
from roadmaps.snapshots.events import DocumentImported
from tests.factories.areas import a_coordinator, someone_with
from tests.factories.snapshots import AT, Plan, a_plan, an_empty_plan


def exported(session: Session, plan: Plan) -> str:
    return document_of(session, plan.roadmap, current(session, plan.roadmap.history)).canonical()


def from_elsewhere(text: str) -> str:
    """The same document as another installation would write it: every block has an identity that is free here."""
    for block in json.loads(text)["blocks"]:
        text = text.replace(block["id"], str(new_id()))
    return text


def bring_in(session: Session, plan: Plan, text: str, **facts: Any) -> State:
    rules.import_document(session, plan.roadmap, text, actor=facts.pop("actor", plan.leader), at=AT, **facts)
    session.refresh(plan.roadmap.history)
    return current(session, plan.roadmap.history)


def spoilt(text: str, **changes: Any) -> str:
    document = json.loads(text)
    document["blocks"][0].update(changes)
    return json.dumps(document)


def test_what_a_coordinator_brings_in_says_the_same_as_what_went_out(session: Session) -> None:
    text = from_elsewhere(exported(session, a_plan(session)))
    empty = an_empty_plan(session)

    bring_in(session, empty, text, actor=a_coordinator(session))

    assert json.loads(exported(session, empty))["blocks"] == json.loads(text)["blocks"]


def test_what_a_leader_brings_in_is_no_answer_of_organisations_but_their_own(session: Session) -> None:
    before = a_plan(session)
    text = from_elsewhere(exported(session, before))
    assert '"answer":"accepted"' in text.replace(" ", "")
    empty, other = an_empty_plan(session), an_empty_plan(session)
    theirs = replace(other.leader, organisations=before.leader.organisations)

    brought = [bring_in(session, empty, text), bring_in(session, other, from_elsewhere(text), actor=theirs)]

    said = [{str(one.content["answer"]) for one in state.of_kind("responsibility")} for state in brought]
    assert said == [{"proposed"}, {"accepted"}]


def test_it_is_one_change_marked_as_imported(session: Session) -> None:
    text = from_elsewhere(exported(session, a_plan(session)))
    empty = an_empty_plan(session)
    take_recorded(session)

    bring_in(session, empty, text)

    revision = find_revision(session, empty.roadmap.history, 1)
    assert (revision.how, revision.person_id, len(revision.facts)) == (How.IMPORT, empty.leader.person_id, 9)
    [told] = [event for event in take_recorded(session) if isinstance(event, DocumentImported)]
    assert (told.revision_number, told.blocks) == (1, 9)


def test_prose_is_rendered_as_if_it_had_been_written_here(session: Session) -> None:
    text = from_elsewhere(exported(session, a_plan(session)))

    state = bring_in(session, an_empty_plan(session), text)

    [vision] = state.of_kind("vision")
    assert "<em>förädlas</em>" in vision.html["text"]


def test_blocks_whose_identities_are_taken_get_new_ones_everywhere(session: Session) -> None:
    plan = a_plan(session)

    state = bring_in(session, an_empty_plan(session), exported(session, plan))

    assert not {block.id for block in state} & set(plan.blocks.values())
    [goal], [activity], [conflict] = state.of_kind("goal"), state.of_kind("activity"), state.of_kind("goal_conflict")
    [milestone], [sub_area] = state.of_kind("milestone"), state.of_kind("sub_area")
    assert UUID(activity.content["goal"]) == goal.id
    assert conflict.content["between"] == [str(goal.id)]
    assert (milestone.parent_id, goal.parent_id) == (activity.id, sub_area.id)
    assert f"/blocks/{goal.id}" in activity.content["text"]


def test_organisations_are_found_by_name(session: Session) -> None:
    plan = a_plan(session)
    other = str(new_id())
    text = from_elsewhere(exported(session, plan)).replace(str(plan.organisation.id), other)
    text = text.replace(plan.organisation.name, plan.organisation.name.upper())

    state = bring_in(session, an_empty_plan(session), text)

    [part] = state.of_kind("responsibility")
    assert UUID(part.content["organisation"]) == plan.organisation.id
    assert part.content["organisation_name"] == plan.organisation.name


def test_missing_organisations_are_told_by_name_and_nothing_is_kept(session: Session) -> None:
    plan, empty = a_plan(session), an_empty_plan(session)
    text = from_elsewhere(exported(session, plan)).replace(plan.organisation.name, "Fiskelaget i Ånn")

    with pytest.raises(Invalid, match="Fiskelaget i Ånn"):
        bring_in(session, empty, text)

    assert not current(session, empty.roadmap.history).blocks


def test_a_coordinator_may_have_them_added(session: Session) -> None:
    plan, empty = a_plan(session), an_empty_plan(session)
    text = from_elsewhere(exported(session, plan)).replace(plan.organisation.name, "Fiskelaget i Ånn")

    with pytest.raises(NotAllowed):
        bring_in(session, empty, text, create_organisations=True)
    state = bring_in(session, empty, text, create_organisations=True, actor=empty.coordinator)

    added = session.scalars(select(Organisation).where(Organisation.name == "Fiskelaget i Ånn")).one()
    assert UUID(state.of_kind("responsibility")[0].content["organisation"]) == added.id
    assert added.helix == plan.organisation.helix


def test_organisations_that_no_block_names_are_not_asked_for(session: Session) -> None:
    document = json.loads(from_elsewhere(exported(session, a_plan(session))))
    document["organisations"].append({"id": str(new_id()), "name": "Någon annan", "helix": "academia"})

    state = bring_in(session, an_empty_plan(session), json.dumps(document))

    assert len(list(state)) == 9


def test_only_an_empty_roadmap_is_filled(session: Session) -> None:
    plan = a_plan(session)

    with pytest.raises(Invalid, match="not empty"):
        bring_in(session, plan, exported(session, plan))


@pytest.mark.parametrize("role", [Role.READER, Role.ACTOR, Role.EDITOR])
def test_only_those_who_lead_bring_in(session: Session, role: Role) -> None:
    empty = an_empty_plan(session)
    text = from_elsewhere(exported(session, a_plan(session)))

    with pytest.raises(NotAllowed):
        bring_in(session, empty, text, actor=someone_with(session, empty.roadmap.area, role))


@pytest.mark.parametrize(
    "changes",
    [
        {"kind": "poem"},
        {"content": {}},
        {"content": {"title": "A", "colour": "blue"}},
        {"content": {"title": "x" * 201}},
        {"content": {"title": "A", "year": 9999}},
        {"rank": "zzz"},
        {"rank": ""},
        {"rank": "a0\n"},
        {"rank": "é"},
        {"id": "1"},
        {"parent": "0199c3a0-7a44-7cc1-9e5d-0f3b8b0c2a11"},
        {"extra": 1},
    ],
)
def test_a_spoilt_block_is_refused_and_nothing_is_kept(session: Session, changes: dict[str, Any]) -> None:
    empty = an_empty_plan(session)
    text = from_elsewhere(exported(session, a_plan(session)))

    with pytest.raises(Invalid):
        bring_in(session, empty, spoilt(text, **changes))

    assert session.scalars(select(Block).where(Block.history_id == empty.roadmap.history_id)).all() == []


def test_a_block_that_lies_under_itself_is_refused(session: Session) -> None:
    text = from_elsewhere(exported(session, a_plan(session)))
    first = json.loads(text)["blocks"][0]["id"]

    with pytest.raises(Invalid):
        bring_in(session, an_empty_plan(session), spoilt(text, parent=first))


def test_two_blocks_with_one_identity_are_refused(session: Session) -> None:
    document = json.loads(from_elsewhere(exported(session, a_plan(session))))
    document["blocks"].append(document["blocks"][0])

    with pytest.raises(Invalid, match="same identity"):
        bring_in(session, an_empty_plan(session), json.dumps(document))


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", "{" * 10, '{"format": "fardplan-roadmap-9"}', "\x00"])
def test_what_is_no_roadmap_is_refused_with_a_sentence(session: Session, text: str) -> None:
    with pytest.raises(Invalid):
        bring_in(session, an_empty_plan(session), text)


def test_a_file_without_blocks_is_refused(session: Session) -> None:
    document = json.loads(exported(session, an_empty_plan(session)))

    with pytest.raises(Invalid, match="no blocks"):
        bring_in(session, an_empty_plan(session), json.dumps(document))


def test_after_losing_everything_the_same_identities_come_back(session: Session) -> None:
    plan = a_plan(session)
    text = exported(session, plan)
    session.execute(delete(BlockVersion).where(BlockVersion.history_id == plan.roadmap.history_id))
    session.execute(delete(Block).where(Block.history_id == plan.roadmap.history_id))

    state = bring_in(session, an_empty_plan(session), text)

    assert {block.id for block in state} == set(plan.blocks.values())
