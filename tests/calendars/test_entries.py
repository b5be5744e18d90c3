from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as some
from icalendar import Calendar

from roadmaps.calendars.drawing import draw
from roadmaps.calendars.entries import Entry, Written, day_of, first_day_shown, since, stretches_of
from roadmaps.foundation.partial_dates import read_partial_date
from tests.factories.calendars import days_of, events_in

BLOCK = UUID("0190f0a0-0000-7000-8000-000000000001")
WRITTEN = Written(3, datetime(2026, 11, 21, 9, 0, 0, 123456, tzinfo=UTC))


def entry(summary: str = "Kurs", **facts) -> Entry:
    given = {
        "about": BLOCK,
        "sort": "period",
        "first": date(2026, 11, 1),
        "last": date(2026, 11, 30),
        "summary": summary,
        "lines": ["Rad ett"],
        "path": f"/blocks/{BLOCK}",
        "written": WRITTEN,
        "category": "Jord, skog och vatten",
    }
    return Entry(**{**given, **facts})


def file_of(*entries: Entry, name: str = "Färdplaner: Jord; skog") -> bytes:
    return draw(entries, name=name, in_words=str, base_url="https://fardplan.example.org")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        pytest.param("2026-11-02", "2026-11-06", [("period", "2026-11-02", "2026-11-06", None)], id="a week"),
        pytest.param("2026-11", "2026-11", [("period", "2026-11-01", "2026-11-30", True)], id="some time in a month"),
        pytest.param("2026-Q4", "2026-Q4", [("period", "2026-10-01", "2026-12-31", True)], id="some time in a quarter"),
        pytest.param("2026", "2026", [("period", "2026-01-01", "2026-01-01", True)], id="some time in a year"),
        pytest.param(
            "2026-Q3",
            "2027",
            [("starts", "2026-07-01", "2026-09-30", True), ("ends", "2027-12-31", "2027-12-31", True)],
            id="long, told without days",
        ),
        pytest.param(
            "2026-03-01",
            "2027-05-31",
            [("starts", "2026-03-01", "2026-03-01", None), ("ends", "2027-05-31", "2027-05-31", None)],
            id="long, told with days",
        ),
        pytest.param("2026", None, [("starts", "2026-01-01", "2026-01-01", True)], id="only a start"),
        pytest.param(None, "2026-02", [("ends", "2026-02-01", "2026-02-28", True)], id="only an end"),
        pytest.param(None, None, [], id="no dates"),
    ],
)
def test_days_are_as_exact_as_they_were_told(start, end, expected) -> None:
    stretches = stretches_of(start and read_partial_date(start), end and read_partial_date(end))

    assert [
        (one.sort, one.first.isoformat(), one.last.isoformat(), True if one.told else None) for one in stretches
    ] == expected


def test_what_is_due_by_a_year_is_due_on_its_last_day() -> None:
    stretch = day_of(read_partial_date("2027"), "due")

    assert (stretch.first, stretch.last) == (date(2027, 12, 31), date(2027, 12, 31))


def test_a_file_can_be_read_back_whole() -> None:
    body = file_of(entry("Kurs i Ås", places=["Åre", "Östersund"]))

    calendar = Calendar.from_ical(body)
    [event] = calendar.events
    assert (calendar["prodid"], calendar["version"], calendar["method"]) == (
        "-//Fardplan//Roadmaps//SV",
        "2.0",
        "PUBLISH",
    )
    assert r"NAME:Färdplaner: Jord\; skog" in body.decode()
    assert r"X-WR-CALNAME:Färdplaner: Jord\; skog" in body.decode()
    assert calendar["refresh-interval"].params["VALUE"] == "DURATION"
    assert days_of(event) == ("2026-11-01", "2026-12-01")
    assert event["uid"] == f"{BLOCK}-period@fardplan"
    assert event["sequence"] == 3
    assert event["last-modified"].dt == datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    assert event["url"] == f"https://fardplan.example.org/blocks/{BLOCK}"
    assert event["location"] == "Åre, Östersund"
    assert event.categories == ["Jord, skog och vatten"]
    assert event["transp"] == "TRANSPARENT"


def test_an_empty_file_is_a_calendar_all_the_same() -> None:
    calendar = Calendar.from_ical(file_of())

    assert calendar.events == []
    assert len(calendar.timezones) == 1


def test_the_same_entries_give_the_same_bytes() -> None:
    assert file_of(entry(), entry("Mer", sort="ends")) == file_of(entry(), entry("Mer", sort="ends"))


HOSTILE = "Kurs\r\nEND:VEVENT\r\nBEGIN:VEVENT\nSUMMARY:Annat\u2028X\u0085Y\x00;,\\n\u202eå" + "ö" * 200


@pytest.mark.parametrize("hostile", [HOSTILE, "BEGIN:VEVENT", 'ALTREP="x":', "\\", "\ud83d", "𝄞" * 100, ""])
def test_no_words_break_out_of_their_line(hostile: str) -> None:
    body = file_of(entry(hostile, lines=[hostile], category=hostile, places=[hostile], path="/blocks/x"), name=hostile)

    assert len(Calendar.from_ical(body).events) == 1
    assert body.count(b"\r\nBEGIN:VEVENT\r\n") == 1
    lines = body.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() or True for line in lines)
    assert not {0, 0x0B, 0x0C} & set(body)


@given(some.text(max_size=400))
def test_whatever_is_written_comes_back_in_one_line(text: str) -> None:
    [event] = Calendar.from_ical(file_of(entry(text))).events

    words = "".join(character for character in text if character.isalnum())
    assert "".join(one for one in str(event["summary"]) if one.isalnum()).startswith(words[:150])


def test_what_is_long_over_is_left_out_and_the_rest_stands_in_order() -> None:
    old = entry("Gammal", first=date(2024, 12, 1), last=date(2024, 12, 31))
    last_year = entry("I fjol", first=date(2025, 1, 1), last=date(2025, 1, 1))

    kept = since([entry("Nu"), last_year, old], first_day_shown(date(2026, 11, 21)))

    assert [one.summary for one in kept] == ["I fjol", "Nu"]
    assert list(events_in(file_of(*kept))) == ["I fjol", "Nu"]
