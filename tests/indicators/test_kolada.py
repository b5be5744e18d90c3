"""Readings are fetched from Kolada by command or by a button: new ones are added, changed ones corrected, and a source
that fails loses nothing.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Person
from roadmaps.config import BadSetting, Settings
from roadmaps.indicators.kolada.rules import last_fetch
from roadmaps.indicators.models import Origin, Reading, SourceFetch
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser, page_of
from tests.factories.indicators import Measured, an_indicator
from tests.factories.kolada import KoladaServer, a_kolada

NUMBER = "N00945"


@pytest.fixture
def server(app: Flask) -> Iterator[KoladaServer]:
    """A Kolada of our own, which the site is told to ask."""
    kept = app.extensions["settings"]
    with a_kolada() as server:
        app.extensions["settings"] = replace(kept, kolada_url=server.address)
        yield server
        app.extensions["settings"] = kept


def fetch(app: Flask, session: Session, *options: str) -> Result:
    session.flush()
    done = app.test_cli_runner().invoke(args=["readings", "fetch", *options])
    session.expire_all()
    return done


def rows(session: Session, measured: Measured) -> list[Reading]:
    return list(
        session.scalars(
            select(Reading).where(Reading.indicator_id == measured.indicator).order_by(Reading.recorded_at, Reading.id)
        )
    )


def test_new_figures_are_added_with_their_source_and_no_person(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2023, 45)
    server.tell(NUMBER, "0023", 2024, 47.5)

    done = fetch(app, session)

    assert done.exit_code == 0, done.output
    assert "2 new readings" in done.output
    assert measured.standing == ["2023: 45", "2024: 47.5"]
    reading = rows(session, measured)[0]
    assert (reading.origin, reading.person_id, reading.organisation_id) == (Origin.KOLADA, None, None)
    assert all(word in reading.source for word in ("Kolada", NUMBER, "21 november 2026"))


def test_the_years_asked_for_begin_with_the_baseline_or_as_told(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    an_indicator(session, kolada_id=NUMBER, baseline_year="2021")

    fetch(app, session)
    fetch(app, session, "--since", "2025")

    assert [path.rsplit("/", 1)[1] for path in server.asked] == ["2021,2022,2023,2024,2025,2026", "2025,2026"]


@pytest.mark.parametrize(
    ("facts", "kept"),
    [
        ({}, {(None, "T")}),
        ({"by_sex": True}, {(None, "T"), (None, "K"), (None, "M")}),
        ({"by_municipality": True}, {(None, "T"), ("2380", "T")}),
        (
            {"by_municipality": True, "by_sex": True},
            {(None, "T"), (None, "K"), (None, "M"), ("2380", "T"), ("2380", "K")},
        ),
    ],
)
def test_places_and_sexes_come_as_the_indicator_is_read(
    app: Flask, session: Session, server: KoladaServer, facts: dict[str, bool], kept: set[tuple[str | None, str]]
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER, **facts)
    server.tell(NUMBER, "0023", 2024, 48, K=47, M=49)
    server.tell(NUMBER, "2380", 2024, 50, K=51)

    fetch(app, session)

    assert {(row.municipality, row.sex) for row in rows(session, measured)} == kept


def test_fetching_again_changes_nothing(app: Flask, session: Session, server: KoladaServer) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)

    fetch(app, session)
    again = fetch(app, session)

    assert "1 the same as before" in again.output
    assert len(rows(session, measured)) == 1


def test_a_figure_that_kolada_has_changed_corrects_the_reading(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)
    fetch(app, session)
    server.tell(NUMBER, "0023", 2024, 46)

    done = fetch(app, session)

    first, second = rows(session, measured)
    assert "1 corrected" in done.output
    assert (second.corrects_id, second.value, second.origin) == (first.id, Decimal(46), Origin.KOLADA)
    assert "Kolada" in second.reason
    assert measured.standing == ["2024: 46"]


def test_a_reading_made_by_hand_is_corrected_by_what_kolada_says(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    measured.read("2024", "40")
    server.tell(NUMBER, "0023", 2024, 48)

    fetch(app, session)

    assert measured.standing == ["2024: 48"]


@pytest.mark.parametrize("value", ["40", None], ids=["corrected", "taken back"])
def test_what_people_have_put_right_after_kolada_stands_until_kolada_says_something_new(
    app: Flask, session: Session, server: KoladaServer, value: str | None
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)
    fetch(app, session)
    measured.correct(rows(session, measured)[0], value, "Kolada räknar fel.")

    same = fetch(app, session)
    stands = measured.standing

    assert "left as people have put it" in same.output
    assert stands == ([f"2024: {value}"] if value else [])
    if value:
        server.tell(NUMBER, "0023", 2024, 41)
        fetch(app, session)
        assert measured.standing == ["2024: 41"]


def test_figures_that_kolada_does_not_give_are_left_out_and_told(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2023, None)
    server.tell(NUMBER, "0023", 2024, 48)

    done = fetch(app, session)

    assert "1 that Kolada does not give" in done.output
    assert measured.standing == ["2024: 48"]


def test_that_kolada_has_nothing_is_told(app: Flask, session: Session, server: KoladaServer) -> None:
    an_indicator(session, kolada_id=NUMBER)

    done = fetch(app, session)

    assert done.exit_code == 0
    assert "no figures for these places" in done.output


@pytest.mark.parametrize("manner", ["unknown", "broken", "html", "cut off", "another figure", "led away"])
def test_one_that_fails_loses_nothing_of_the_others_and_is_told(
    app: Flask, session: Session, server: KoladaServer, manner: str
) -> None:
    good, bad = an_indicator(session, kolada_id=NUMBER), an_indicator(session, kolada_id="N00001")
    bad.read("2024", "40")
    server.tell(NUMBER, "0023", 2024, 48)
    server.of_figure = {"N00001": manner}

    done = fetch(app, session)

    assert done.exit_code == 1
    assert "FAILED  N00001" in done.output
    assert "1 of 2 could not be fetched" in done.output
    assert (good.standing, bad.standing) == (["2024: 48"], ["2024: 40"])
    fetched = last_fetch(session, bad.indicator)
    assert fetched is not None
    assert fetched.failure != ""


def test_a_dry_run_tells_and_writes_nothing(app: Flask, session: Session, server: KoladaServer) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)

    done = fetch(app, session, "--dry-run")

    assert "1 new reading" in done.output
    assert "Nothing has been written" in done.output
    assert measured.standing == []
    assert session.scalars(select(SourceFetch)).all() == []


def test_one_area_or_one_indicator_can_be_chosen(app: Flask, session: Session, server: KoladaServer) -> None:
    here, there = an_indicator(session, kolada_id=NUMBER), an_indicator(session, kolada_id="N00001")

    fetch(app, session, "--area", here.plan.slug)
    fetch(app, session, "--indicator", str(there.indicator))
    lost = fetch(app, session, "--area", "ingenstans")

    assert [path.split("/")[4] for path in server.asked] == [NUMBER, "N00001"]
    assert lost.exit_code == 1


def test_indicators_without_a_number_and_closed_roadmaps_are_left_alone(
    app: Flask, session: Session, server: KoladaServer
) -> None:
    an_indicator(session)
    closed = an_indicator(session, kolada_id=NUMBER)
    closed.plan.roadmap.phase = Phase.CLOSED

    done = fetch(app, session)

    assert (done.exit_code, server.asked) == (0, [])
    assert "nothing to fetch" in done.output


def test_the_page_tells_when_readings_were_fetched_and_how_it_went(
    app: Flask, session: Session, client: Browser, server: KoladaServer
) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)
    address = f"/indicators/{measured.indicator}"

    before = client.page(address).css_first(".indicator-source").text()
    fetch(app, session)
    after = client.page(address).css_first(".indicator-source").text()
    server.manner = "broken"
    fetch(app, session)
    failed = client.page(address).css_first(".indicator-source").text()

    assert "21 november 2026" not in before
    assert "21 november 2026" in after
    assert "500" in failed
    assert client.page(address).css_first(".indicator-source button") is None


def test_those_who_may_record_fetch_from_the_page(session: Session, client: Browser, server: KoladaServer) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.tell(NUMBER, "0023", 2024, 48)
    client.sign_in(session.get_one(Person, measured.torsta.person_id))
    address = f"/indicators/{measured.indicator}"

    offered = client.page(address).css_first(f".indicator-source form[action='{address}/fetches']")
    done = client.post(f"{address}/fetches")

    assert offered is not None
    assert done.status_code == 303
    assert measured.standing == ["2024: 48"]
    fetched = last_fetch(session, measured.indicator)
    assert fetched is not None
    assert fetched.person_id == measured.torsta.person_id


def test_a_failure_is_told_on_the_page_too(session: Session, client: Browser, server: KoladaServer) -> None:
    measured = an_indicator(session, kolada_id=NUMBER)
    server.manner = "unknown"
    client.sign_in(session.get_one(Person, measured.torsta.person_id))

    client.post(f"/indicators/{measured.indicator}/fetches")

    assert client.page(f"/indicators/{measured.indicator}").css_first(".flash[data-tone=danger]") is not None


def test_nobody_else_can_fetch_and_nothing_without_a_number(
    session: Session, client: Browser, server: KoladaServer
) -> None:
    measured, without = an_indicator(session, kolada_id=NUMBER), an_indicator(session)

    anonymous = client.post(f"/indicators/{measured.indicator}/fetches")
    client.sign_in(measured.plan.person(measured.plan.others["reader"]))
    reader = client.post(f"/indicators/{measured.indicator}/fetches")
    client.sign_in(session.get_one(Person, without.torsta.person_id))
    nothing = client.post(f"/indicators/{without.indicator}/fetches")

    assert (anonymous.status_code, reader.status_code, nothing.status_code) == (403, 403, 422)
    assert page_of(nothing).css_first("main") is not None
    assert server.asked == []


def test_an_unknown_indicator_is_not_found(client: Browser, session: Session, server: KoladaServer) -> None:
    measured = an_indicator(session)
    client.sign_in(measured.plan.person(measured.plan.leader))

    assert client.post(f"/indicators/{UUID(int=7)}/fetches").status_code == 404


@pytest.mark.parametrize("address", ["api.kolada.se", "file:///etc", "https://x/?a=b"])
def test_an_address_of_kolada_that_cannot_be_used_is_told_at_the_start(tmp_path: object, address: str) -> None:
    with pytest.raises(BadSetting, match="ROADMAPS_KOLADA"):
        Settings.from_environment({"ROADMAPS_DATA": str(tmp_path), "ROADMAPS_KOLADA": address})
