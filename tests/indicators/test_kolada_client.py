"""What Kolada answers is understood, and whatever else a network can do is told in a sentence and waited for no longer
than it should.
"""

import time
from collections.abc import Iterator
from decimal import Decimal

import pytest
import time_machine

from roadmaps.indicators.kolada.client import Kolada
from roadmaps.indicators.kolada.failures import Failure, SourceFailed
from roadmaps.indicators.kolada.format import Figure
from tests.factories.kolada import KoladaServer, a_kolada

NUMBER = "N00945"


@pytest.fixture
def server(at: object) -> Iterator[KoladaServer]:
    # Time-outs are about the time that really goes by.
    with a_kolada() as server, time_machine.travel(time.time()):
        yield server


def ask(
    server: KoladaServer, number: str = NUMBER, seconds: float = 5, years: range = range(2020, 2026)
) -> list[Figure]:
    return Kolada(server.address, seconds=seconds).figures(number, ["0023", "2380"], years)


def failure_of(server: KoladaServer, **facts: float) -> SourceFailed:
    with pytest.raises(SourceFailed) as failed:
        ask(server, **facts)  # type: ignore[arg-type]
    return failed.value


def test_figures_come_by_year_place_and_sex_to_their_last_digit(server: KoladaServer) -> None:
    server.tell(NUMBER, "0023", 2024, 48.1, K=47.25, M=49)
    server.tell(NUMBER, "2380", 2024, 50.123456789)

    assert ask(server) == [
        Figure(2024, "0023", "T", Decimal("48.1")),
        Figure(2024, "0023", "K", Decimal("47.25")),
        Figure(2024, "0023", "M", Decimal(49)),
        Figure(2024, "2380", "T", Decimal("50.123457")),
    ]
    assert server.asked == [f"/v3/data/kpi/{NUMBER}/municipality/0023,2380/year/2020,2021,2022,2023,2024,2025"]


def test_all_pages_are_read(server: KoladaServer) -> None:
    server.per_page = 2
    for year in range(2020, 2025):
        server.tell(NUMBER, "0023", year, year)

    assert [figure.year for figure in ask(server)] == [2020, 2021, 2022, 2023, 2024]
    assert len(server.asked) == 3


def test_many_years_are_asked_for_in_rows_that_kolada_takes(server: KoladaServer) -> None:
    server.tell(NUMBER, "0023", 1990, 1)
    server.tell(NUMBER, "0023", 2025, 2)

    assert [figure.year for figure in ask(server, years=range(1990, 2026))] == [1990, 2025]
    assert [path.count(",") for path in server.asked] == [25, 11]


def test_the_older_version_of_the_format_is_understood_too(server: KoladaServer) -> None:
    server.manner = "version 2"
    server.tell(NUMBER, "0023", 2024, 48.1)

    assert ask(server) == [Figure(2024, "0023", "T", Decimal("48.1"))]
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", ["Missing", "Sekretess"])
def test_what_kolada_withholds_has_no_value(server: KoladaServer, status: str) -> None:
    server.status = status
    server.tell(NUMBER, "0023", 2024, 48.1)

    assert ask(server) == [Figure(2024, "0023", "T", None)]


def test_nothing_is_an_answer(server: KoladaServer) -> None:
    assert ask(server) == []


def test_a_redirect_within_the_host_is_followed(server: KoladaServer) -> None:
    server.of_figure = {NUMBER: "led within"}
    server.tell("N00002", "0023", 2024, 1)

    assert failure_of(server).failure is Failure.OTHER_FIGURE
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    ("manner", "failure"),
    [
        ("unknown", Failure.UNKNOWN_FIGURE),
        ("broken", Failure.REFUSED),
        ("busy", Failure.REFUSED),
        ("cut off", Failure.CUT_OFF),
        ("html", Failure.NOT_UNDERSTOOD),
        ("odd", Failure.NOT_UNDERSTOOD),
        ("nan", Failure.NOT_UNDERSTOOD),
        ("deep", Failure.NOT_UNDERSTOOD),
        ("huge", Failure.TOO_MUCH),
        ("led away", Failure.ELSEWHERE),
        ("led to a file", Failure.REFUSED),
        ("led round", Failure.REFUSED),
        ("pages elsewhere", Failure.ELSEWHERE),
        ("pages without end", Failure.TOO_MUCH),
        ("another figure", Failure.OTHER_FIGURE),
    ],
)
def test_what_goes_wrong_is_named(server: KoladaServer, manner: str, failure: Failure) -> None:
    server.manner = manner

    failed = failure_of(server)

    assert failed.failure is failure
    assert str(failed).endswith(".")
    assert "%(" not in str(failed)


@pytest.mark.parametrize("manner", ["silent", "dripping"])
def test_a_slow_source_is_not_waited_for(server: KoladaServer, manner: str) -> None:
    server.manner = manner

    before = time.perf_counter()
    failed = failure_of(server, seconds=0.4)

    assert failed.failure is Failure.SLOW
    assert time.perf_counter() - before < 3


def test_a_source_that_is_not_there_is_told() -> None:
    with pytest.raises(SourceFailed) as failed:
        Kolada("http://127.0.0.1:9/v3", seconds=2).figures(NUMBER, ["0023"], [2024])

    assert failed.value.failure is Failure.UNREACHABLE
