"""A file of readings is understood row by row, and goes in wholly or not at all."""

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.indicators.importing import rules
from roadmaps.indicators.importing.rules import Written
from roadmaps.indicators.importing.understanding import Outcome, Preview
from roadmaps.indicators.models import Origin, PendingImport, Reading
from tests.factories.indicators import AT, Measured, an_indicator

TITLE = "Företag som förädlar"
HEADINGS = "Indikator;Period;Kommun;Kön;Värde;Källa;Anteckning"


def sent(measured: Measured, *rows: str, headings: str = HEADINGS, by: Actor | None = None) -> PendingImport:
    """A file with these rows, sent by the responsible organisation unless told."""
    plan = measured.plan
    sheet = rules.read_sent("\n".join((headings, *rows)).encode())
    return rules.keep_file(plan.session, plan.roadmap, "värden.csv", sheet, actor=by or measured.torsta, at=AT)


def shown(measured: Measured, pending: PendingImport, by: Actor | None = None) -> Preview:
    plan = measured.plan
    return rules.preview_of(plan.session, plan.roadmap, pending, actor=by or measured.torsta, at=AT)


def confirmed(
    measured: Measured, pending: PendingImport, *, reason: str = "", seal: str | None = None
) -> Written | None:
    plan = measured.plan
    return rules.confirm(
        plan.session,
        plan.roadmap,
        pending,
        seal=shown(measured, pending).seal if seal is None else seal,
        reason=reason,
        actor=measured.torsta,
        at=AT,
    )


def faults(preview: Preview) -> dict[int, str]:
    return {row.number: " ".join(map(str, row.faults)) for row in preview.of(Outcome.BAD)}


def number_of_readings(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Reading)) or 0


def test_what_a_file_would_add_is_told_before_anything_is_written(session: Session) -> None:
    measured = an_indicator(session, by_municipality=True, by_sex=True)

    pending = sent(
        measured,
        f"{TITLE};2025;;;1 200,5;SCB;",
        f"{measured.indicator};2025 K4;Östersund;;9;;Räknat en gång",
        "företag som  förädlar;2025M12;2321;;3;;",
        f"{TITLE};2025;;kvinnor;20;;",
    )

    preview = shown(measured, pending)
    assert [
        (one.outcome, one.new.period, one.place, one.new.sex, one.new.value) for one in preview.rows if one.new
    ] == [
        ("new", "2025", "", "T", Decimal("1200.5")),
        ("new", "2025-Q4", "Östersund", "T", Decimal(9)),
        ("new", "2025-12", "Åre", "T", Decimal(3)),
        ("new", "2025", "", "K", Decimal(20)),
    ]
    assert preview.is_fit
    assert number_of_readings(session) == 0


def test_confirming_writes_everything_with_where_it_came_from(session: Session) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2024;;;45;SCB;Preliminärt", f"{TITLE};2025;;;48;;")

    written = confirmed(measured, pending)

    assert written == Written(added=2, corrected=0)
    assert measured.standing == ["2024: 45", "2025: 48"]
    first = session.scalars(select(Reading).order_by(Reading.last_on)).first()
    assert first is not None
    assert (first.origin, first.source, first.note) == (Origin.FILE, "SCB", "Preliminärt")
    assert (first.person_id, first.organisation_id) == (measured.torsta.person_id, measured.organisation.id)


def test_sending_the_confirmation_twice_writes_once(session: Session) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2025;;;48;;")
    seal = shown(measured, pending).seal

    first = confirmed(measured, pending, seal=seal)
    second = confirmed(measured, pending, seal=seal)

    assert (first, second) == (Written(1, 0), None)
    assert number_of_readings(session) == 1


@pytest.mark.parametrize(
    ("row", "told"),
    [
        pytest.param("Någon annan;2025;;;48;;", "no indicator called", id="an unknown indicator"),
        pytest.param(";2025;;;48;;", "which indicator", id="no indicator"),
        pytest.param(f"{TITLE};i fjol;;;48;;", "Write a day", id="no period"),
        pytest.param(f"{TITLE};2027;;;48;;", "has not begun", id="a period to come"),
        pytest.param(f"{TITLE};2025;;;många;;", "Write a number", id="no number"),
        pytest.param(f"{TITLE};2025;;;48 %;;", "per cent", id="per cent of companies"),
        pytest.param(f"{TITLE};2025;;;;;Kommer senare", "Write a number", id="a note without a value"),
        pytest.param(f"{TITLE};2025;Sundsvall;;48;;", "Sundsvall", id="a municipality of another county"),
        pytest.param(f"{TITLE};2025;Åre;;48;;", "not read by municipality", id="not read by municipality"),
        pytest.param(f"{TITLE};2025;;K;48;;", "not read by sex", id="not read by sex"),
        pytest.param(f"{TITLE};2025;;X;48;;", "Write T, K or M", id="no sex"),
        pytest.param(f"{TITLE};2025;;;48;{'x' * 300};", "too long", id="a long source"),
        pytest.param(f"{TITLE};2024;;;49;;", "Row 2", id="a row that says the same as another"),
    ],
)
def test_one_bad_row_keeps_all_rows_out_and_is_told_with_its_number_and_reason(
    session: Session, row: str, told: str
) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2024;;;45;;", row)

    preview = shown(measured, pending)
    with pytest.raises(Invalid) as refused:
        confirmed(measured, pending)

    assert told in faults(preview)[3]
    assert not preview.is_fit
    assert "3" in str(refused.value.sentence)
    assert number_of_readings(session) == 0


def test_all_faults_of_a_row_are_told_at_once(session: Session) -> None:
    measured = an_indicator(session)

    preview = shown(measured, sent(measured, "Någon;någon gång;Ås;X;många;;"))

    assert len(preview.rows[0].faults) == 5


def test_rows_of_the_template_that_have_no_value_are_not_read(session: Session) -> None:
    measured = an_indicator(session)

    preview = shown(measured, sent(measured, f"{TITLE};2024;;;;SCB;", f"{TITLE};2025;;;48;;"))

    assert [row.outcome for row in preview.rows] == [Outcome.EMPTY, Outcome.NEW]
    assert preview.is_fit


def test_what_is_there_already_is_left_alone(session: Session) -> None:
    measured = an_indicator(session)
    measured.read("2025", "48")
    pending = sent(measured, f"{TITLE};2025;;;48,0;En annan källa;")

    preview = shown(measured, pending)
    with pytest.raises(Invalid):
        confirmed(measured, pending)

    assert [row.outcome for row in preview.rows] == [Outcome.SAME]
    assert number_of_readings(session) == 1


def test_another_value_is_a_correction_and_needs_a_reason(session: Session) -> None:
    measured = an_indicator(session)
    earlier = measured.read("2025", "48")
    pending = sent(measured, f"{TITLE};2025;;;50;;", f"{TITLE};2024;;;45;;")

    with pytest.raises(Invalid) as refused:
        confirmed(measured, pending)
    nothing = number_of_readings(session)
    written = confirmed(measured, pending, reason="SCB har rättat tabellen.")

    assert "reason" in refused.value.fields
    assert nothing == 1
    assert written == Written(added=1, corrected=1)
    assert measured.standing == ["2024: 45", "2025: 50"]
    newer = session.scalars(select(Reading).where(Reading.corrects_id == earlier.id)).one()
    assert (newer.reason, newer.source, newer.origin) == ("SCB har rättat tabellen.", "SCB", Origin.FILE)


def test_a_reading_that_was_taken_back_comes_back_by_a_correction(session: Session) -> None:
    measured = an_indicator(session)
    measured.correct(measured.read("2025", "48"), None)
    pending = sent(measured, f"{TITLE};2025;;;48;;")

    assert [row.outcome for row in shown(measured, pending).rows] == [Outcome.CORRECTION]
    confirmed(measured, pending, reason="Den stämde ändå.")
    assert measured.standing == ["2025: 48"]


def test_what_has_come_in_between_is_shown_before_it_is_corrected(session: Session) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2025;;;50;;")
    seal = shown(measured, pending).seal
    measured.read("2025", "48")

    with pytest.raises(rules.MovedOn):
        confirmed(measured, pending, seal=seal, reason="Alltid samma skäl.")

    assert measured.standing == ["2025: 48"]


def test_per_cent_may_be_written_where_the_indicator_counts_in_it(session: Session) -> None:
    measured = an_indicator(session, unit="procent")

    preview = shown(measured, sent(measured, f"{TITLE};2025;;;48,5 %;;"))

    assert preview.rows[0].value_in_words == "48,5 procent"


def test_indicators_with_one_title_are_told_apart_by_their_ids(session: Session) -> None:
    measured = an_indicator(session)
    measured.plan.add("indicator", TITLE, responsible=str(measured.organisation.id))

    preview = shown(measured, sent(measured, f"{TITLE};2025;;;48;;", f"{measured.indicator};2025;;;48;;"))

    assert "Several indicators" in faults(preview)[2]
    assert preview.rows[1].outcome is Outcome.NEW


def test_another_organisations_indicator_is_not_ones_own_to_fill(session: Session) -> None:
    measured = an_indicator(session)
    measured.plan.add("indicator", "Andras")

    preview = shown(measured, sent(measured, "Andras;2025;;;48;;"))

    assert "not yours" in faults(preview)[2]


@pytest.mark.parametrize("who", ["reader", "editor elsewhere"])
def test_nobody_imports_who_may_not_record(session: Session, who: str) -> None:
    measured = an_indicator(session)

    with pytest.raises(NotAllowed):
        sent(measured, f"{TITLE};2025;;;48;;", by=measured.plan.others[who])


@pytest.mark.parametrize(
    ("headings", "told"),
    [
        ("Titel;Vad;Hur", "Indicator"),
        ("Indikator;Period", "Value"),
        ("Indikator;Period;Värde;Value", "two columns"),
    ],
)
def test_headings_that_are_missing_or_doubled_are_named(session: Session, headings: str, told: str) -> None:
    measured = an_indicator(session)

    with pytest.raises(Invalid) as refused:
        sent(measured, "a;b;c;d", headings=headings)

    assert told in str(refused.value.sentence)


def test_columns_may_stand_in_any_order_in_either_language_and_others_are_told(session: Session) -> None:
    measured = an_indicator(session)

    pending = sent(measured, f"48;x;2025;{TITLE}", headings="Value;Kommentarsfält;Year;Indicator")

    assert shown(measured, pending).is_fit
    assert rules.sheet_in(pending).unread == ["Kommentarsfält"]


def test_a_file_is_kept_for_its_sender_alone_and_for_a_day(session: Session) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2025;;;48;;")
    roadmap = measured.plan.roadmap

    assert rules.find_pending(session, roadmap, pending.id, actor=measured.torsta, at=AT) is pending
    with pytest.raises(NotFound):
        rules.find_pending(session, roadmap, pending.id, actor=measured.plan.editor, at=AT)
    with pytest.raises(NotFound):
        rules.find_pending(session, roadmap, pending.id, actor=measured.torsta, at=AT + timedelta(days=1))


def test_files_that_nobody_confirms_are_forgotten(session: Session) -> None:
    measured = an_indicator(session)
    pending = sent(measured, f"{TITLE};2025;;;48;;")

    rules.forget_old(session, AT + timedelta(days=1))

    assert session.get(PendingImport, pending.id) is None


def test_nobody_fills_the_table_with_files(session: Session) -> None:
    measured = an_indicator(session)

    for _ in range(rules.MOST_WAITING + 3):
        sent(measured, f"{TITLE};2025;;;48;;")

    assert session.scalar(select(func.count()).select_from(PendingImport)) == rules.MOST_WAITING


def test_a_large_file_goes_in_at_once(session: Session) -> None:
    measured = an_indicator(session, by_municipality=True)
    rows = [
        f"{TITLE};{year}-{month:02}-{day:02};;;{day};;"
        for year in (2023, 2024, 2025)
        for month in range(1, 13)
        for day in range(1, 29)
    ]
    pending = sent(measured, *rows)

    assert len(shown(measured, pending).of(Outcome.NEW)) == 3 * 12 * 28
    assert confirmed(measured, pending) == Written(3 * 12 * 28, 0)
