"""The main job from end to end: invited, written at once by two, commented, moderated, frozen, read, handed over."""

from pathlib import Path

import pytest

from tests.browser.site import COURSE, Site, World
from tests.browser.visitor import Visitor
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
WAYS = [
    pytest.param({"width": 1440}, id="at-a-desk"),
    pytest.param({"width": 820}, id="on-a-tablet"),
    pytest.param({"width": 390}, id="on-a-phone"),
    pytest.param({"width": 1440, "keyboard": True}, id="by-keyboard-only"),
    pytest.param({"width": 1440, "javascript": False}, id="without-javascript"),
]
THEIRS = COURSE.replace("när de har gått hela kursen", "när de har gått alla delar")


@pytest.mark.parametrize("way", WAYS)
def test_a_roadmap_is_written_moderated_frozen_and_read(site: Site, visit: Visit, way: dict[str, object]) -> None:
    world = site.make_world()

    leader, torsta = visit(**way), visit(**way)
    link = _the_leader_invites(leader, world)
    _torsta_accepts(torsta, world, link)
    _torsta_edits_while_another_does(torsta, site, world)
    _torsta_comments(torsta, world)
    _the_leader_resolves_locks_and_freezes(leader, world)
    _a_reader_reads_and_downloads(visit(**way), world)
    _the_coordinator_hands_over(visit(**way), world)


def _the_leader_invites(leader: Visitor, world: World) -> str:
    leader.sign_in(world.leader)
    leader.open(f"/areas/{world.slug}")
    leader.press("link", "People of the area")
    leader.press("link", "Invite someone")
    leader.write("E-mail address", f"karin.{world.slug}@example.org", within="main")
    leader.pick("Organisation", world.torsta, within="main")
    leader.choose("Editor")
    leader.press("button", "Send the invitation")
    leader.sees("The invitation is made")
    return leader.page.locator(".letter-link a").inner_text()


def _torsta_accepts(torsta: Visitor, world: World, link: str) -> None:
    torsta.open(link)
    torsta.write("Your name", "Karin från Torsta", within="main")
    torsta.write("New password", "tre sälgar vid ån", within="main")
    torsta.press("button", "Accept the invitation")
    torsta.sees("Sign out", visible=False)


def _torsta_edits_while_another_does(torsta: Visitor, site: Site, world: World) -> None:
    block = f"#block-{world.activity}"
    torsta.open(f"/areas/{world.slug}/roadmap")
    torsta.page.locator(block).hover()
    torsta.press("link", "Change: Kurs i beredskap", within=block)
    torsta.amend("How it is done", COURSE, "tre gånger", "fyra gånger")
    site.edit_activity(world, world.editor, THEIRS)
    torsta.press("button", "Save")
    torsta.sees("joined with what others have written")
    torsta.sees("fyra gånger om året", within=block)
    torsta.sees("när de har gått alla delar", within=block)


def _torsta_comments(torsta: Visitor, world: World) -> None:
    block = f"#block-{world.activity}"
    torsta.page.locator(block).hover()
    if torsta.javascript:
        torsta.press("button", "Comment: Kurs i beredskap", within=block)
    else:
        torsta.unfold("Comment", within=block)
    torsta.write("Your comment", "Kan kursen också hållas på distans?", within=block)
    torsta.press("button", "Comment", within=f"{block} .block-comment form")
    torsta.sees("Your comment is in its place")


def _the_leader_resolves_locks_and_freezes(leader: Visitor, world: World) -> None:
    leader.open(f"/areas/{world.slug}/threads")
    leader.press("link", "Kurs i beredskap", first=True)
    leader.unfold("Resolve the thread")
    leader.choose("Changed")
    leader.write("In your own words", "Två av gångerna hålls på distans.")
    leader.press("button", "Resolve the thread")
    leader.sees("The thread is resolved.")

    leader.open(f"/blocks/{world.activity}/lock")
    leader.write("Why", "Texten ligger hos nämnden.", within="main")
    leader.press("button", "Lock", within="main")
    leader.sees("Locked: Texten ligger hos nämnden.")

    leader.open(f"/areas/{world.slug}/snapshots/new")
    leader.choose("Adopted version")
    leader.write("Title", "Färdplan, fastställd", within="main")
    leader.write("Decided by", "Regionala utvecklingsnämnden", within="main")
    leader.write("Decided on", "2026-11-20", within="main")
    leader.press("button", "Freeze the version")
    leader.sees("Färdplan, fastställd")


def _a_reader_reads_and_downloads(reader: Visitor, world: World) -> None:
    reader.open(f"/areas/{world.slug}")
    reader.sees("Färdplan, fastställd")
    reader.press("link", "Read this version")
    reader.sees("fyra gånger om året")
    reader.sees("Regionala utvecklingsnämnden")
    reader.press("link", "Choose parts and formats")
    reader.press_box(reader.page.locator("main input[value=pdf]"))
    reader.press_box(reader.page.locator("main input[value=html]"))
    with reader.page.expect_download() as waiting:
        reader.press("button", "Download", within="main")
    assert "fyra gånger om året" in Path(waiting.value.path()).read_text(encoding="utf-8")
    reader.open(f"/areas/{world.slug}/snapshots/1")
    reader.does_not_see("Karin från Torsta")


def _the_coordinator_hands_over(coordinator: Visitor, world: World) -> None:
    coordinator.sign_in(world.coordinator)
    coordinator.open(f"/areas/{world.slug}/people")
    coordinator.press("link", "Hand over")
    coordinator.pick("New process leader", world.successor)
    coordinator.press("button", "Hand over")
    coordinator.sees("The area is handed over to")
    coordinator.open(f"/areas/{world.slug}")
    coordinator.sees(world.successor)
