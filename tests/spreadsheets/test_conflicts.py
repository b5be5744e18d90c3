"""What others wrote while somebody worked in the file is merged where it can be, and asked about where it cannot."""

from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid
from roadmaps.roadmap.kinds.choices import Answer
from roadmaps.roadmap.rules import answer_part
from roadmaps.spreadsheets.importing.rules import MovedOn
from tests.factories.accounts import a_membership, a_person, an_organisation
from tests.factories.areas import as_actor
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.spreadsheets import confirmed, content, edited, faults, fetched, put, sent, shown

TEXT = "Första stycket.\n\nAndra stycket."


def a_course(session: Session) -> tuple[Plan, UUID]:
    plan = a_plan(session)
    return plan, plan.add("activity", "Kurs", start="2026", end="2028", text=TEXT, places=["2321"])


def test_changes_of_different_fields_words_and_entries_are_merged_and_told(session: Session) -> None:
    plan, course = a_course(session)
    data = edited(
        fetched(plan),
        lambda b: put(b, "activity", 1, start="2027", text="Första stycket.\n\nDet andra stycket.", places="Åre; Berg"),
    )
    plan.edit(course, title="Kurs för alla", text="Första stycket!\n\nAndra stycket.", places=["2321", "2380"])

    pending = sent(plan, data)
    [row] = shown(plan, pending).of("changed")
    confirmed(plan, pending)

    now = content(plan, course)
    assert row.was_merged
    assert sorted(one.name for one in row.diff.fields) == ["places", "start", "text"]
    assert (now["title"], now["start"]) == ("Kurs för alla", "2027")
    assert now["text"] == "Första stycket!\n\nDet andra stycket."
    assert now["places"] == ["2321", "2326", "2380"]


@pytest.mark.parametrize(("chosen", "stands"), [("theirs", "2029"), ("yours", "2027")])
def test_what_cannot_be_merged_is_asked_about_field_by_field(session: Session, chosen: str, stands: str) -> None:
    plan, course = a_course(session)
    data = edited(fetched(plan), lambda b: put(b, "activity", 1, end="2027", title="Kurs i skogen"))
    plan.edit(course, end="2029")

    pending = sent(plan, data)
    [row] = shown(plan, pending).of("conflict")
    with pytest.raises(Invalid) as unchosen:
        confirmed(plan, pending)
    written = confirmed(plan, pending, end=chosen)

    field = row.conflict.fields["end"]
    assert (row.clashing, field.base, field.theirs, field.yours) == (["end"], "2028", "2029", "2027")
    assert list(unchosen.value.fields) == [f"choice-{course}-end"]
    assert (content(plan, course)["end"], content(plan, course)["title"]) == (stands, "Kurs i skogen")
    assert written.changed == 1


def test_of_texts_both_may_be_kept(session: Session) -> None:
    plan, course = a_course(session)
    data = edited(fetched(plan), lambda b: put(b, "activity", 1, text="Filens stycke.\n\nAndra stycket."))
    plan.edit(course, text="Sidans stycke.\n\nAndra stycket.")

    confirmed(plan, sent(plan, data), text="both")

    text = content(plan, course)["text"]
    assert "Filens" in text
    assert "Sidans" in text


def test_choosing_what_the_roadmap_says_writes_nothing(session: Session) -> None:
    plan, course = a_course(session)
    data = edited(fetched(plan), lambda b: put(b, "activity", 1, end="2027"))
    plan.edit(course, end="2029")
    before = plan.number

    written = confirmed(plan, sent(plan, data), end="theirs")

    assert (written.number, plan.number) == (None, before)


def test_choices_that_cannot_stand_together_are_refused(session: Session) -> None:
    plan, course = a_course(session)
    data = edited(fetched(plan), lambda b: put(b, "activity", 1, start="2029", end="2030"))
    plan.edit(course, start="2024", end="2025")

    with pytest.raises(Invalid) as refused:
        confirmed(plan, sent(plan, data), start="yours", end="theirs")

    assert "ends before it starts" in str(next(iter(refused.value.fields.values())))


def test_what_changes_after_it_was_shown_is_shown_again(session: Session) -> None:
    plan, course = a_course(session)
    pending = sent(plan, edited(fetched(plan), lambda b: put(b, "activity", 1, start="2027")))
    seal = shown(plan, pending).seal
    plan.add("goal")
    unmoved = shown(plan, pending).seal
    plan.edit(course, output="Sextio företag")

    with pytest.raises(MovedOn):
        confirmed(plan, pending, seal=seal)
    confirmed(plan, pending)

    assert unmoved == seal
    assert (content(plan, course)["start"], content(plan, course)["output"]) == ("2027", "Sextio företag")


def test_what_has_been_removed_meanwhile_is_told_if_the_file_changes_it(session: Session) -> None:
    plan, course = a_course(session)
    data = fetched(plan)
    plan.remove(course)

    assert faults(shown(plan, sent(plan, data))) == []
    changed = shown(plan, sent(plan, edited(data, lambda b: put(b, "activity", 1, start="2027"))))
    assert ["removed since" in fault for fault in faults(changed)] == [True]


def test_a_part_that_has_been_answered_meanwhile_and_is_given_anew_is_proposed_anew(session: Session) -> None:
    plan, course = a_course(session)
    organisation, person = an_organisation(session, "Almi"), a_person(session, "Anna")
    a_membership(session, person, organisation)
    part = plan.part(course, organisation.id, "leads")
    answer_part(session, plan.roadmap, part, Answer.ACCEPTED, actor=as_actor(session, person), at=AT)
    data = edited(fetched(plan), lambda b: put(b, "responsibility", 1, part="Takes part"))
    answer_part(session, plan.roadmap, part, Answer.DECLINED, actor=as_actor(session, person), at=AT)

    pending = sent(plan, data)
    [row] = shown(plan, pending).of("changed")
    confirmed(plan, pending)

    assert "part" in {one.name for one in row.diff.fields}
    assert (content(plan, part)["part"], content(plan, part)["answer"]) == ("takes_part", "proposed")
