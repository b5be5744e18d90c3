"""What the roadmap says, its versions, readings, files and papers on their way in and out."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from roadmaps.bringing_in import rules as bringing_in
from roadmaps.calendars.models import Scope
from roadmaps.calendars.rules import make_link as link_calendar
from roadmaps.clarity.paragraphs import paragraphs_of
from roadmaps.clarity.rules import say_unclear
from roadmaps.foundation.clock import now
from roadmaps.indicators.checking import NewReading
from roadmaps.indicators.importing import rules as readings
from roadmaps.indicators.rules import record_reading
from roadmaps.neighbours.models import Shared
from roadmaps.plan.queries import plan_of
from roadmaps.snapshots.exports.wish import Wish as Files
from roadmaps.snapshots.models import JobState, SnapshotKind
from roadmaps.snapshots.rules import ask_for_files, freeze
from roadmaps.spreadsheets.delimited import as_csv
from roadmaps.spreadsheets.gathering import sheets_of
from roadmaps.spreadsheets.importing import rules as spreadsheets
from tests.doors.furnished.corner import Corner
from tests.factories.files import a_file
from tests.factories.incoming import a_tidy_strategy
from tests.factories.live import a_page
from tests.factories.neighbours import a_link, a_mirror, a_tie


def furnish(corner: Corner) -> None:
    """Write it, freeze it, and let things come and go."""
    blocks = write(corner)
    _versions(corner)
    _readings(corner, blocks)
    _papers(corner)
    _neighbours(corner, blocks)


def write(corner: Corner) -> dict[str, Any]:
    """A block of every sort, one that was taken out, a lock on one, and a page on which somebody writes."""
    plan = corner.plan
    organisation = corner.actor.acting_for_id
    assert organisation is not None
    blocks: dict[str, Any] = {}

    def add(kind: str, title: str, *, under: Any = None, **facts: object) -> None:
        blocks[kind] = plan.add(kind, title, under=under, **facts)

    add("vision", "Länet 2035", text="Mer förädlas här.", year=2035)
    add("sub_area", "Livsmedel", text="Allt som äts.")
    add("need", "Någonstans att förädla", text="Små företag saknar lokaler.")
    add("goal", "Förädla mer", text="Fler företag förädlar sina råvaror i länet.", answers=[str(blocks["need"])])
    add("activity", "En kort kurs", goal=str(blocks["goal"]), text="En kurs i höst.", start="2026-Q3", end="2027-Q4")
    add("milestone", "Första kursen", under=blocks["activity"], due="2026-11")
    blocks["part"] = plan.part(blocks["activity"], organisation, "leads")
    measured = {"measures": str(blocks["goal"]), "unit": "företag", "baseline": "12", "target": "60"}
    add("indicator", "Företag som förädlar", kolada_id="N00001", responsible=str(organisation), **measured)
    add("goal_conflict", "Ro mot besök", between=[str(blocks["goal"])])
    removed = plan.add("need", "Något som togs bort")
    corner.facts["before_removal"] = plan.number
    plan.remove(removed)
    locked = plan.add("need", "Något som är låst")
    plan.lock(locked)
    second = plan.add("activity", "Ett nätverk", goal=str(blocks["goal"]), text="Ett nätverk i höst.")
    asked = plan.part(second, corner.coordinator.acting_for_id, "leads")
    corner.facts |= {"kind": "activity", "block_id": blocks["goal"], "section": "goals", "number": 1, "other": 1}
    corner.facts |= {"indicator_id": blocks["indicator"], "language": "en", "sort": "block", "thing_id": blocks["goal"]}
    corner.facts |= {"activity": blocks["activity"], "sub_area": blocks["sub_area"], "subject_id": blocks["goal"]}
    corner.at("roadmap.restore_block", block_id=removed)
    corner.at("roadmap.unlock_block", block_id=locked)
    corner.at("timeline.dates", "pyramid.consider_level", "pyramid.set_level", block_id=blocks["activity"])
    corner.at("responsibilities.at_home", block_id=blocks["activity"])
    corner.at("responsibilities.ask_again", block_id=asked)
    corner.at("api.restore_block", block_id=removed)
    corner.at("api.remove_block", block_id=blocks["goal_conflict"])
    corner.at("api.tell_status", activity_id=blocks["activity"])
    corner.at("api.answer_part", responsibility_id=blocks["part"])
    corner.at("roadmap.consider_removal", "roadmap.remove_block", block_id=blocks["goal_conflict"])
    corner.facts["second_activity"] = second
    return blocks


def _versions(corner: Corner) -> None:
    """An adopted version, and files asked for."""
    session, roadmap = corner.session, corner.plan.roadmap
    decision = {"decision_body": "Nämnden", "decided_on": date(2026, 11, 20)}
    freeze(session, roadmap, kind=SnapshotKind.ADOPTED, title="Färdplanen", actor=corner.leader, at=now(), **decision)
    wish = Files.of({"format": ["pdf", "docx"]})
    job = ask_for_files(session, roadmap, None, wish, actor=corner.actor, at=now())
    job.state, job.finished_at, job.made = JobState.DONE, now(), job.steps
    job.filename, job.media_type, job.content, job.size = "fil.md", "text/markdown", b"# Mat", 5
    corner.facts["job_id"] = job.id
    corner.facts |= {"name": "html", "filename": "x"}


def _readings(corner: Corner, blocks: dict[str, Any]) -> None:
    session, roadmap = corner.session, corner.plan.roadmap
    new = NewReading(blocks["indicator"], "2025", Decimal(14), None, "T", "SCB")
    corner.facts["reading_id"] = record_reading(session, roadmap, new, actor=corner.actor, at=now()).id
    sheet = readings.read_sent(f"Indikator;Period;Värde\n{blocks['indicator']};2024;13\n".encode())
    pending = readings.keep_file(session, roadmap, "mätvärden.csv", sheet, actor=corner.leader, at=now())
    corner.facts["import_id"] = pending.id


def _papers(corner: Corner) -> None:
    """A spreadsheet and a paper that wait to be brought in, a picture, and something that nobody understands."""
    session, plan = corner.session, corner.plan
    roadmap, leader = plan.roadmap, corner.leader
    [sheet] = sheets_of(session, plan_of(session, roadmap), viewer=leader, translate=str, keys=["activity"])
    [first, *rest] = (list(row) for row in sheet.rows)
    first[[column.key for column in sheet.columns].index("text")] = "En annan text."
    data = as_csv(replace(sheet, rows=[first, *rest]))
    corner.facts["sheet"] = "a.csv", data
    file = spreadsheets.read_sent(data, [str])
    pending = spreadsheets.keep_file(session, roadmap, "a.csv", file, actor=leader, at=now())
    corner.facts["spreadsheet_id"] = pending.id
    read = bringing_in.read_sent("strategi.docx", a_tidy_strategy())
    paper = bringing_in.keep_file(session, roadmap, "strategi.docx", read, actor=leader, at=now())
    corner.facts["paper_id"] = paper.id
    corner.facts["file_id"] = a_file(session, plan, corner.store, by=corner.actor).id
    goal = plan.state.of_kind("goal")[0]
    digest = paragraphs_of(goal)[0].digest
    say_unclear(session, roadmap, goal, digest, words="Vad menas?", visitor="x", actor=None, at=now())
    _, token = link_calendar(session, Scope.ALL, None, at=now(), actor=corner.actor)
    corner.at("calendar_files.private", token=token)


def _neighbours(corner: Corner, blocks: dict[str, Any]) -> None:
    session, roadmap, leader = corner.session, corner.plan.roadmap, corner.leader
    mirror = a_mirror(session, leader, area_id=corner.area.id)
    tie = a_tie(session, roadmap, blocks["activity"], mirror, leader)
    link, address = a_link(session, roadmap, leader, Shared.WORKING)
    corner.facts["mirror_id"] = mirror.id
    corner.at("neighbours.untie", tie_id=tie.id)
    shared = {"token": address.rpartition("/")[2]}
    corner.at("neighbours.shared", "neighbours.shared_data", "neighbours.shared_file", **shared)
    corner.at("neighbours.link", "neighbours.revoke_link", link_id=link.id)


def write_on(corner: Corner) -> None:
    """Let every title of the working version have a word that no frozen version has, and somebody write in a live session."""
    plan = corner.plan
    for block in list(plan.state):
        if "title" in block.content:
            plan.edit(block.id, by=corner.leader, title=f"{block.content['title']} {corner.word}")
    page = a_page(plan, corner.facts["block_id"], corner.editor)
    corner.page = page
    corner.facts |= {"session_id": page.id, "client": page.joined.client_id}
