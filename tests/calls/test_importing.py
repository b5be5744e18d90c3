from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from roadmaps.areas.models import Role
from roadmaps.calls.importing import rules
from roadmaps.calls.importing.columns import Column
from roadmaps.calls.importing.template import FORMS, headings
from roadmaps.calls.importing.understanding import Preview
from roadmaps.calls.queries import standing_calls
from roadmaps.calls.words import Currency
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.papers.catalogues import words_in
from tests.factories.areas import a_coordinator, an_area, someone_with
from tests.factories.calls import AT, a_call


def kept(session: Session, text: str, actor) -> rules.PendingCalls:
    return rules.keep_file(session, "utlysningar.csv", rules.read_sent(text.encode()), actor=actor, at=AT)


def shown(session: Session, text: str, actor) -> Preview:
    return rules.preview_of(session, kept(session, text, actor), actor=actor)


def written(session: Session, text: str, actor) -> rules.Written | None:
    pending = kept(session, text, actor)
    seal = rules.preview_of(session, pending, actor=actor).seal
    return rules.confirm(session, pending, seal=seal, actor=actor, at=AT)


def test_a_row_with_everything(session: Session) -> None:
    area = an_area(session, "Jord, skog och vatten prov")
    text = (
        "Utlysning;Finansiär;Åtgärd;Dnr;Länk;Beskrivning;Styrkeområden;Öppnar;Stänger;Tidigaste start;Senaste slut;"
        "Valuta;Belopp;Minst;Högst;Stödandel;Medfinansiering;Vem får söka;Krav på sökande;Nivåer;Kommuner;Sökord\n"
        "Innovation;ERUF;ERUF 1:4;TV 1;https://example.org/x;Om;Jord, skog och vatten prov;2026-09-01;2026-12-15;"
        "2027-01-01;2029-12-31;kr;12 000 000;1.000.000;2 500 000,50;40 %;Egen insats;Näringsliv, Akademi;Två parter;"
        "Bredd, Spets;Åre, 2380;livsmedel, förädling\n"
    )

    written(session, text, a_coordinator(session))

    call = session.scalars(standing_calls()).one()
    assert (call.title, call.fund, call.measure, call.reference) == ("Innovation", "ERUF", "ERUF 1:4", "TV 1")
    assert call.areas == [area]
    assert (call.opens_on, call.closes_on) == (date(2026, 9, 1), date(2026, 12, 15))
    assert (call.currency, str(call.amount), str(call.least), str(call.most)) == (
        Currency.SEK,
        "12000000",
        "1000000",
        "2500000.5",
    )
    assert call.share == 40
    assert sorted(call.applicants) == ["academia", "business"]
    assert sorted(call.levels) == ["breadth", "peak"]
    assert sorted(call.places) == ["2321", "2380"]
    assert call.sought == "livsmedel, förädling"


def test_a_call_that_is_there_is_changed_and_what_has_no_column_stays(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator, reference="TV 1", share=40)

    preview = shown(session, "Titel;Fond;Dnr;Stänger\nEtt nytt namn;" + call.fund + ";tv 1;2027-01-31\n", coordinator)

    row = preview.rows[0]
    assert row.outcome == "changed"
    assert row.standing == call
    assert set(row.changes) == {"title", "closes_on", "reference"}


def test_a_call_is_known_by_its_name_where_it_has_no_number(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator)

    preview = shown(session, f"Titel;Fond\n{call.title.upper()} ;  {call.fund}\nAnnan;{call.fund}\n", coordinator)

    assert [row.outcome for row in preview.rows] == ["changed", "new"]
    assert set(preview.rows[0].changes) == {"title"}


def test_the_same_file_twice_changes_nothing(session: Session) -> None:
    coordinator = a_coordinator(session)
    text = "Titel;Fond;Stänger;Högst\nInnovation;ERUF;2026-12-15;1 200 000\n"
    assert written(session, text, coordinator) == rules.Written(1, 0)

    preview = shown(session, text, coordinator)

    assert [row.outcome for row in preview.rows] == ["same"]
    assert not preview.is_fit
    with pytest.raises(Invalid):
        written(session, text, coordinator)


@pytest.mark.parametrize(
    ("column", "cell"),
    [
        ("Stänger", "imorgon"),
        ("Stänger", "2026-13-01"),
        ("Stänger", "9999-12-31"),
        ("Högst", "mycket"),
        ("Stödandel", "140"),
        ("Styrkeområden", "Rymdfart"),
        ("Vem får söka", "Marsianer"),
        ("Nivåer", "Topp"),
        ("Kommuner", "Sundsvall"),
        ("Länk", "javascript:alert(1)"),
        ("Valuta", "bitcoin"),
    ],
)
def test_a_cell_that_cannot_be_is_told_with_its_column(session: Session, column: str, cell: str) -> None:
    coordinator = a_coordinator(session)
    text = f"Titel;Fond;{column}\nInnovation;ERUF;{cell}\n"

    preview = shown(session, text, coordinator)

    assert [row.outcome for row in preview.rows] == ["bad"]
    assert preview.rows[0].faults
    with pytest.raises(Invalid):
        written(session, text, coordinator)


def test_two_rows_about_the_same_call_are_refused(session: Session) -> None:
    text = "Titel;Fond;Stänger\nInnovation;ERUF;2026-12-15\ninnovation;eruf;2026-12-16\n"

    preview = shown(session, text, a_coordinator(session))

    assert [row.outcome for row in preview.rows] == ["bad", "bad"]


def test_two_rows_of_one_name_are_the_same_call_unless_numbers_tell_them_apart(session: Session) -> None:
    text = "Titel;Fond;Dnr\nInnovation;ERUF;TV 1\nInnovation;ERUF;\nFörstudier;ERUF;TV 2\nFörstudier;ERUF;TV 3\n"

    preview = shown(session, text, a_coordinator(session))

    assert [row.outcome for row in preview.rows] == ["bad", "bad", "new", "new"]


def test_two_rows_about_one_call_that_is_there_are_refused(session: Session) -> None:
    coordinator = a_coordinator(session)
    call = a_call(session, coordinator, reference="TV 1")
    text = f"Titel;Fond;Dnr\nEtt nytt namn;{call.fund};TV 1\n{call.title};{call.fund};\n"

    preview = shown(session, text, coordinator)

    assert [row.outcome for row in preview.rows] == ["bad", "bad"]


@pytest.mark.parametrize("told", ["TV 2;2026-02-01;2026-12-31", ";2027-02-01;2027-04-30"])
def test_the_call_of_another_year_leaves_the_one_before_alone(session: Session, told: str) -> None:
    coordinator = a_coordinator(session)
    days = {"opens_on": date(2026, 2, 1), "closes_on": date(2026, 12, 31)}
    before = a_call(session, coordinator, reference="TV 1", **days)
    text = f"Titel;Fond;Dnr;Öppnar;Stänger\n{before.title};{before.fund};{told}\n"

    written(session, text, coordinator)

    assert len(session.scalars(standing_calls()).all()) == 2
    assert (before.reference, before.closes_on) == ("TV 1", date(2026, 12, 31))
    assert [row.outcome for row in shown(session, text, coordinator).rows] == ["same"]


def test_a_leader_brings_in_calls_for_what_they_lead(session: Session) -> None:
    area, other = an_area(session), an_area(session)
    leader = someone_with(session, area, Role.PROCESS_LEADER)
    of_all = a_call(session, a_coordinator(session))
    text = (
        f"Titel;Fond;Områden\nNy;ERUF;{area.slug}\nAnnan;ERUF;{other.name}\n{of_all.title};{of_all.fund};{area.slug}\n"
    )

    preview = shown(session, text, leader)

    assert [row.outcome for row in preview.rows] == ["new", "bad", "bad"]
    assert [area.id for area in shown(session, "Titel;Fond\nNy;ERUF\n", leader).rows[0].areas] == [area.id]
    with pytest.raises(NotAllowed):
        kept(session, "Titel;Fond\nNy;ERUF\n", someone_with(session, area, Role.EDITOR))


def test_what_was_shown_is_what_is_written_or_nothing(session: Session) -> None:
    coordinator = a_coordinator(session)
    pending = kept(session, "Titel;Fond\nInnovation;ERUF\n", coordinator)
    seal = rules.preview_of(session, pending, actor=coordinator).seal
    a_call(session, coordinator, title="Innovation", fund="ERUF", measure="")

    with pytest.raises(rules.FileMovedOn):
        rules.confirm(session, pending, seal=seal, actor=coordinator, at=AT)


def test_a_file_is_one_persons_and_lasts_for_a_day(session: Session) -> None:
    coordinator = a_coordinator(session)
    pending = kept(session, "Titel;Fond\nInnovation;ERUF\n", coordinator)

    with pytest.raises(NotFound):
        rules.find_file(session, pending.id, actor=a_coordinator(session, "Någon Annan"), at=AT)
    with pytest.raises(NotFound):
        rules.find_file(session, pending.id, actor=coordinator, at=AT + timedelta(days=1))
    rules.forget_old(session, AT + timedelta(days=1))
    session.expire_all()

    assert session.get(rules.PendingCalls, pending.id) is None


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("name", ["csv", "xlsx"])
def test_the_template_is_understood(session: Session, language: str, name: str) -> None:
    write, _ = FORMS[name]
    told = headings(words_in(language).translate)
    assert len(told) == len(list(Column))

    with pytest.raises(Invalid) as refused:
        rules.read_sent(write(told))

    assert "no rows beneath" in str(refused.value)
