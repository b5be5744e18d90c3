"""What a file says is understood row by row, and goes in wholly or not at all."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from openpyxl import Workbook
from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.foundation.ids import new_id
from roadmaps.revisions.models import How, Revision
from roadmaps.revisions.queries import revisions_of
from roadmaps.spreadsheets.importing import rules
from roadmaps.spreadsheets.importing.outcomes import Outcome
from tests.factories.accounts import an_organisation
from tests.factories.roadmap import AT, Plan, a_plan
from tests.factories.spreadsheets import (
    added,
    confirmed,
    content,
    edited,
    faults,
    fetched,
    page,
    put,
    sent,
    shown,
    values,
)

Edit = Callable[[Workbook], Any]


def a_written_plan(session: Session) -> Plan:
    """A goal, two activities with a part and a milestone, an indicator and a conflict."""
    plan = a_plan(session)
    goal = plan.add("goal", "Fler förädlar", text="Ett stycke.")
    kurs = plan.add("activity", "Kurs", goal=str(goal), start="2026", text="Rad ett.\n\nRad två.")
    plan.add("activity", "Nätverk")
    plan.part(kurs, an_organisation(session, "Almi").id, "leads")
    plan.add("milestone", "Första gången", under=kurs)
    plan.add("indicator", "Företag", baseline="42")
    plan.add("goal_conflict", "Besök mot bete")
    an_organisation(session, "Coompanion")
    return plan


def newest(plan: Plan) -> Revision:
    return plan.session.scalars(revisions_of(plan.roadmap.history).limit(1)).one()


def after(plan: Plan, *edits: Edit) -> Any:
    """What the file would do when somebody has worked in it so."""
    data = fetched(plan)
    for edit in edits:
        data = edited(data, edit)
    return shown(plan, sent(plan, data))


def test_what_has_been_changed_is_shown_field_by_field_and_written_as_one_revision(session: Session) -> None:
    plan = a_written_plan(session)
    before = plan.number

    def edit(book: Workbook) -> None:
        put(book, "activity", 1, title="Kurs i beredskap", start=date(2026, 9, 1), end="2027-Q2", places="Åre; 2380")
        put(book, "indicator", 1, target="60,5", target_year=2027, by_sex="Yes")
        put(book, "milestone", 1, due="2026-11", is_reached="YES")

    pending = sent(plan, edited(fetched(plan), edit))
    preview = shown(plan, pending)
    written = confirmed(plan, pending, summary="Genomgång i arbetsgruppen")

    assert [(row.kind.name, sorted(one.name for one in row.diff.fields)) for row in preview.of("changed")] == [
        ("activity", ["end", "places", "start", "title"]),
        ("milestone", ["due", "is_reached"]),
        ("indicator", ["by_sex", "target", "target_year"]),
    ]
    assert written == rules.Written(0, 3, before + 1)
    assert (newest(plan).how, newest(plan).summary) == (How.IMPORT, "Genomgång i arbetsgruppen")
    [activity, _] = [one.content for one in plan.state.of_kind("activity")]
    assert (activity["start"], activity["end"], activity["places"]) == ("2026-09-01", "2027-Q2", ["2321", "2380"])
    assert activity["text"] == "Rad ett.\n\nRad två."
    assert plan.state.of_kind("indicator")[0].content["target"] == "60.5"


def test_new_rows_are_added_also_beneath_each_other(session: Session) -> None:
    plan = a_written_plan(session)

    def edit(book: Workbook) -> None:
        added(book, "goal", title="Nytt mål", goal_type="Long-term goal")
        added(book, "activity", title="Ny aktivitet", goal="Nytt mål", depends_on="Kurs")
        added(book, "responsibility", under="Ny aktivitet", organisation="coompanion", part="Leads")
        added(book, "milestone", under="Ny aktivitet", title="Klart", due=2027)

    pending = sent(plan, edited(fetched(plan), edit))
    written = confirmed(plan, pending)

    assert (written.added, written.changed) == (4, 0)
    activity = plan.state.of_kind("activity")[-1]
    [goal] = [one for one in plan.state.of_kind("goal") if one.content["title"] == "Nytt mål"]
    [part, milestone] = plan.state.children(activity.id)
    assert activity.content["goal"] == str(goal.id)
    assert (part.content["organisation_name"], part.content["answer"]) == ("Coompanion", "proposed")
    assert milestone.content["due"] == "2027"
    assert newest(plan).summary == "plan.xlsx"


def test_confirming_twice_writes_once(session: Session) -> None:
    plan = a_written_plan(session)
    pending = sent(plan, edited(fetched(plan), lambda book: added(book, "goal", title="Nytt mål")))
    seal = shown(plan, pending).seal

    first, second = confirmed(plan, pending, seal=seal), confirmed(plan, pending, seal=seal)

    assert (first.added, second) == (1, None)
    assert len(plan.state.of_kind("goal")) == 2


def test_rows_and_sheets_that_are_not_in_the_file_are_told_and_stay(session: Session) -> None:
    plan = a_written_plan(session)

    def edit(book: Workbook) -> None:
        page(book, "activity").delete_rows(4)
        book.remove(page(book, "goal"))
        put(book, "activity", 1, title="Kurs för alla")

    data = edited(fetched(plan), edit)
    plan.add("activity", "Kom till efteråt")
    pending = sent(plan, data)
    preview = shown(plan, pending)
    confirmed(plan, pending)

    assert {plural: [one.content["title"] for one in blocks] for plural, blocks in preview.missing.items()} == {
        "Activities": ["Nätverk"]
    }
    assert [one.content["title"] for one in plan.state.of_kind("activity")] == [
        "Kurs för alla",
        "Nätverk",
        "Kom till efteråt",
    ]


def test_a_row_that_cannot_be_used_is_not_said_to_be_missing(session: Session) -> None:
    preview = after(a_written_plan(session), lambda book: put(book, "activity", 1, start="i höst", version="99999"))

    assert (len(preview.of("bad")), preview.missing) == (1, {})


def test_an_emptied_cell_empties_the_field(session: Session) -> None:
    plan = a_written_plan(session)

    confirmed(
        plan, sent(plan, edited(fetched(plan), lambda book: put(book, "activity", 1, goal=None, start="", text=None)))
    )

    activity = plan.state.of_kind("activity")[0].content
    assert (activity["goal"], activity["start"], activity["text"]) == (None, None, "")


def test_columns_may_be_moved_taken_away_and_added(session: Session) -> None:
    plan = a_written_plan(session)

    def edit(book: Workbook) -> None:
        sheet = page(book, "activity")
        sheet.insert_cols(3)
        sheet.cell(2, 3).value, sheet.cell(3, 3).value = "Egen anteckning", "Ring Anna"
        sheet.delete_cols(sheet.max_column - 3, 2)
        sheet.delete_rows(1)
        book["Goals"].title = "Mål 2027"

    preview = after(plan, edit)

    assert (faults(preview), preview.is_fit) == ([], False)
    assert {row.line.kind for row in preview.rows} >= {"activity", "goal"}


@pytest.mark.parametrize(
    ("edit", "sentence"),
    [
        (lambda b: put(b, "activity", 1, title=""), "Write something here"),
        (lambda b: put(b, "activity", 1, start="i höst"), "a quarter (2026-Q4)"),
        (lambda b: put(b, "activity", 1, start="2026-Q5"), "a quarter (2026-Q4)"),
        (lambda b: put(b, "activity", 1, start="2027", end="2026"), "ends before it starts"),
        (lambda b: put(b, "activity", 1, goal="Något annat"), "Något annat"),
        (lambda b: put(b, "activity", 1, status="Nästan"), "Nästan"),
        (lambda b: put(b, "activity", 1, places="Sundsvall"), "Sundsvall"),
        (lambda b: put(b, "activity", 1, title="=A1"), "formula"),
        (lambda b: put(b, "activity", 1, title="#REF!"), "formula that failed"),
        (lambda b: put(b, "activity", 1, id="abc"), "id cannot be read"),
        (lambda b: put(b, "activity", 1, id=str(new_id())), "no such block"),
        (lambda b: put(b, "activity", 1, version="99999"), "no version 99999"),
        (lambda b: put(b, "activity", 1, version=None, title="X"), "version is missing"),
        (lambda b: put(b, "activity", 2, id=values(b, "activity")[0]["id"]), "same id stands in row 3"),
        (lambda b: put(b, "goal", 1, id=values(b, "activity")[0]["id"]), "no such block"),
        (lambda b: put(b, "activity", 1, depends_on="Kurs"), "cannot name itself"),
        (lambda b: put(b, "indicator", 1, target="många"), "många"),
        (lambda b: put(b, "indicator", 1, by_sex="kanske"), "kanske"),
        (lambda b: put(b, "indicator", 1, kolada_id="X1"), "Kolada"),
        (lambda b: put(b, "responsibility", 1, organisation="Okända AB"), "Okända AB"),
        (lambda b: put(b, "responsibility", 1, under="Nätverk"), "cannot be given to another activity"),
        (lambda b: added(b, "responsibility", organisation="Coompanion"), "which activity"),
        (lambda b: added(b, "milestone", title="Ny", under="Finns inte"), "Finns inte"),
        (lambda b: added(b, "responsibility", under="Kurs", organisation="Almi"), "one part"),
        (lambda b: added(b, "responsibility", under="Kurs", organisation="Coompanion", part="Leads"), "led by one"),
        (lambda b: (put(b, "activity", 1, depends_on="Nätverk"), put(b, "activity", 2, depends_on="Kurs")), "wait for"),
    ],
)
def test_a_row_that_cannot_be_used_tells_why_and_holds_everything_back(
    session: Session, edit: Edit, sentence: str
) -> None:
    plan = a_written_plan(session)
    before = plan.number

    pending = sent(plan, edited(fetched(plan), lambda book: (edit(book), put(book, "goal", 1, horizon=2031))))
    preview = shown(plan, pending)

    assert any(sentence in fault for fault in faults(preview)), faults(preview)
    assert not preview.is_fit
    with pytest.raises(Invalid):
        confirmed(plan, pending)
    assert plan.number == before


def test_things_of_the_same_name_are_told_apart(session: Session) -> None:
    plan = a_written_plan(session)
    plan.add("goal", "Fler förädlar")
    [_, second] = [str(one.id) for one in plan.state.of_kind("goal")]

    unclear = after(plan, lambda book: put(book, "activity", 2, goal="Fler förädlar"))
    clear = after(plan, lambda book: put(book, "activity", 2, goal=f"Fler förädlar [{second[-8:]}]"))

    assert "Several are called" in " ".join(faults(unclear))
    assert clear.of("changed")[0].diff.new.content["goal"] == second


def test_what_is_locked_takes_no_change_from_who_may_not_lift_it(session: Session) -> None:
    plan = a_written_plan(session)
    [kurs, _] = plan.state.of_kind("activity")
    plan.lock(kurs.id, "Ligger hos nämnden.")

    def edit(book: Workbook) -> None:
        put(book, "milestone", 1, title="Ändrad")
        added(book, "milestone", title="Ny", under="Kurs")
        put(book, "activity", 2, title="Nätverk för alla")

    data = edited(fetched(plan), edit)

    assert faults(shown(plan, sent(plan, data))) == ["This is locked by the process leader: Ligger hos nämnden."] * 2
    assert faults(shown(plan, sent(plan, data, by=plan.leader), by=plan.leader)) == []


@pytest.mark.parametrize("who", ["reader", "actor", "editor elsewhere"])
def test_only_those_who_write_in_the_roadmap_may_send_a_file(session: Session, who: str) -> None:
    plan = a_written_plan(session)

    with pytest.raises(NotAllowed):
        sent(plan, fetched(plan), by=plan.others[who])


def test_the_file_of_another_roadmap_is_told(session: Session) -> None:
    plan, other = a_written_plan(session), a_plan(session)
    other.add("goal")

    with pytest.raises(Invalid, match="another roadmap"):
        sent(plan, fetched(other))


def test_only_the_sender_finds_the_file_and_for_a_day(session: Session) -> None:
    plan = a_written_plan(session)
    pending = sent(plan, fetched(plan))

    found = rules.find_pending(session, plan.roadmap, pending.id, actor=plan.editor, at=AT)

    assert found is pending
    for who, when in ((plan.leader, AT), (plan.editor, AT + timedelta(days=1))):
        with pytest.raises(NotFound):
            rules.find_pending(session, plan.roadmap, pending.id, actor=who, at=when)
    rules.forget_old(session, AT + timedelta(days=1))
    with pytest.raises(NotFound):
        rules.find_pending(session, plan.roadmap, pending.id, actor=plan.editor, at=AT)


def test_of_one_persons_files_the_newest_are_kept(session: Session) -> None:
    plan = a_written_plan(session)
    first = sent(plan, fetched(plan)).id

    for _ in range(rules.MOST_WAITING):
        sent(plan, fetched(plan))

    with pytest.raises(NotFound):
        rules.find_pending(session, plan.roadmap, first, actor=plan.editor, at=AT)


def test_names_that_have_changed_since_are_understood_as_they_were(session: Session) -> None:
    plan = a_written_plan(session)
    data = fetched(plan)
    [goal] = plan.state.of_kind("goal")
    plan.edit(goal.id, title="Många fler förädlar")

    preview = shown(plan, sent(plan, data))

    assert (faults(preview), [row.outcome for row in preview.rows]) == ([], [Outcome.SAME] * 7)
    assert content(plan, goal.id)["title"] == "Många fler förädlar"
