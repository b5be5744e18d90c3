"""The page of a roadmap: who sees it, what it offers whom, and what it costs."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from sqlalchemy import event
from sqlalchemy.orm import Session

from roadmaps.foundation.ids import new_id
from roadmaps.roadmap.phases import Phase
from tests.browsing import Browser
from tests.factories.accounts import an_organisation
from tests.factories.areas import an_area
from tests.factories.roadmap import Plan, a_plan


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def english(client: Browser) -> Browser:
    client.set_cookie("language", "en")
    return client


@contextmanager
def counted(session: Session) -> Iterator[list[str]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    connection = session.connection()
    event.listen(connection, "before_cursor_execute", note)
    yield statements
    event.remove(connection, "before_cursor_execute", note)


def test_a_stranger_reads_a_public_roadmap_without_the_names_of_people(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal", "Förädla mer <här>", text="Mer av råvaran **förädlas** i länet.")

    page = english(client).page(plan.address)

    block = page.css_first(f"#block-{goal}")
    assert words(block.css_first(".block-title")) == "Förädla mer <här>"
    assert block.css_first(".prose strong") is not None
    assert "Last changed by Torsta i Ås" in words(block.css_first(".block-changed"))
    assert "Erik Nilsson" not in words(page)


def test_a_stranger_is_offered_only_what_a_stranger_may(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    plan.add("activity")

    page = english(client).page(plan.address)

    addresses = [link.attributes.get("href") or "" for link in page.css("main a")]
    assert not [one for one in addresses if one.endswith(("/edit", "/removal", "/place", "/lock", "/leading"))]
    assert not [one for one in addresses if "/new/" in one]
    assert not page.css("main form")


def test_a_working_version_that_is_not_public_leads_strangers_to_the_area(client: Browser, session: Session) -> None:
    plan = a_plan(session, is_public=False)
    goal = plan.add("goal")

    assert client.get(plan.address).location.endswith(f"/areas/{plan.slug}")
    assert client.get(f"/blocks/{goal}").status_code == 404
    client.sign_in(plan.person(plan.others["editor elsewhere"]))
    assert client.get(f"/blocks/{goal}").status_code == 404
    client.sign_in(plan.person(plan.others["reader"]))
    assert client.get(plan.address).status_code == 200


def test_what_is_not_there_is_not_found(client: Browser, session: Session) -> None:
    a_plan(session)

    assert client.get("/areas/finns-inte/roadmap").status_code == 404
    assert client.get(f"/areas/{an_area(session).slug}/roadmap").status_code == 404
    assert client.get(f"/blocks/{new_id()}").status_code == 404
    assert client.get("/blocks/inte-ett-id").status_code == 404


def test_an_editor_is_offered_writing_and_not_leading(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    activity = plan.add("activity", "Kurs")
    client.sign_in(plan.person(plan.editor))

    page = english(client).page(plan.address)

    block = page.css_first(f"#block-{activity}")
    offered = {words(one) for one in block.css(".menu-body a")}
    own = {"Add an organisation", "Add a milestone", "Move to another place", "Remove"}
    assert offered == own | {"Flag", "Translate: English"}
    change = block.css_first(f"a[href='/blocks/{activity}/edit']")
    assert change.attributes["data-turbo-frame"] == f"frame-{activity}"
    assert page.css_first(f"turbo-frame#frame-{activity}") is not None
    assert "Lead the roadmap" not in words(page)


def test_a_leader_is_offered_locking_and_leading(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    client.sign_in(plan.person(plan.leader))

    page = english(client).page(plan.address)

    assert page.css_first(f"a[href='/blocks/{goal}/lock']") is not None
    assert page.css_first(f"a[href='{plan.address}/leading']") is not None


@pytest.mark.parametrize("whole", [True, False], ids=["the whole is locked", "the block is locked"])
def test_everyone_sees_a_lock_and_only_leaders_may_change(client: Browser, session: Session, whole: bool) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    plan.lock(None if whole else goal, "Texten ligger hos nämnden.")

    for who, may in ((None, False), (plan.editor, False), (plan.leader, True)):
        if who:
            client.sign_in(plan.person(who))
        page = english(client).page(plan.address)
        assert "Texten ligger hos nämnden." in words(page.css_first("main"))
        assert (page.css_first(f"a[href='/blocks/{goal}/edit']") is not None) == may
        if whole:
            assert bool(page.css("a[href*='/new/']")) == may


@pytest.mark.parametrize("phase", [Phase.PAUSED, Phase.CLOSED])
def test_a_resting_roadmap_says_why_and_offers_no_writing(client: Browser, session: Session, phase: Phase) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")
    plan.roadmap.phase, plan.roadmap.phase_reason = phase.value, "Tjänsten är obesatt."
    client.sign_in(plan.person(plan.editor))

    page = english(client).page(plan.address)

    assert "Tjänsten är obesatt." in words(page.css_first(".roadmap-header"))
    assert page.css_first(".callout-title") is not None
    assert not page.css("a[href*='/new/']")
    assert page.css_first(f"a[href='/blocks/{goal}/edit']") is None


def test_an_empty_roadmap_says_what_it_is_for_and_offers_the_first_step(client: Browser, session: Session) -> None:
    plan = a_plan(session)

    stranger = english(client).page(plan.address)
    client.sign_in(plan.person(plan.editor))
    editor = english(client).page(plan.address)

    assert "from vision to action" in words(stranger.css_first(".empty-state"))
    assert stranger.css_first("a[href*='/new/']") is None
    assert editor.css_first(f".empty-state a[href='{plan.address}/new/vision']") is not None
    assert {one.attributes["href"].rpartition("/")[2] for one in editor.css(".empty-ways-list a")} == {
        "background",
        "need",
        "goal",
        "indicator",
        "goal_conflict",
    }


def test_references_are_links_within_the_page(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    need = plan.add("need", "Kyla saknas")
    goal = plan.add("goal", answers=[str(need)])

    block = client.page(plan.address).css_first(f"#block-{goal}")

    assert words(block.css_first(f".facts a[href='#block-{need}']")) == "Kyla saknas"


def test_the_lasting_address_of_a_block_leads_to_where_it_is(client: Browser, session: Session) -> None:
    plan = a_plan(session)
    goal = plan.add("goal")

    assert client.get(f"/blocks/{goal}").location.endswith(f"{plan.address}#block-{goal}")
    plan.remove(goal)
    assert client.get(f"/blocks/{goal}").location.endswith(f"/blocks/{goal}/history")


def test_every_anchor_of_the_page_is_there_once(client: Browser, session: Session) -> None:
    plan = a_full_plan(session)
    client.sign_in(plan.person(plan.leader))

    page = client.page(plan.address)

    ids = [one.attributes["id"] for one in page.css("[id]")]
    assert len(ids) == len(set(ids))
    targets = {(one.attributes["href"] or "")[1:] for one in page.css("a[href^='#']")}
    assert targets <= set(ids)
    for block in plan.state:
        assert f"block-{block.id}" in ids


@pytest.mark.parametrize("who", ["stranger", "editor", "leader"])
def test_a_longer_roadmap_asks_the_database_no_more_often(client: Browser, session: Session, who: str) -> None:
    plan = a_full_plan(session)
    if who != "stranger":
        client.sign_in(plan.person(plan.editor if who == "editor" else plan.leader))
    address = plan.address
    client.page(address)

    with counted(session) as short:
        client.page(address)
    for _ in range(3):
        a_full_plan(session, plan)
    # What waits is counted anew after a change, and then remembered.
    client.page(address)
    with counted(session) as long:
        client.page(address)

    assert len(long) == len(short)
    # The menu of those who lead tells how much waits for them, of every sort.
    assert len(short) < (76 if who == "leader" else 56)


def a_full_plan(session: Session, plan: Plan | None = None) -> Plan:
    """A roadmap with something of every kind; or more of everything in one that is there."""
    plan = plan or a_plan(session)
    plan.add("vision", text="En bild.")
    plan.add("background", text="Bakgrund.")
    food = plan.add("sub_area", text="Från åker till bord.")
    need = plan.add("need", under=food)
    goal = plan.add("goal", under=food, answers=[str(need)], text="Målet.")
    activity = plan.add("activity", goal=str(goal), under=food, places=["2380"], text="Så går det till.")
    plan.part(activity, an_organisation(session).id, "leads")
    plan.part(activity, an_organisation(session).id)
    plan.add("milestone", under=activity, due="2027-Q1")
    plan.add("activity")
    plan.add("indicator", measures=str(goal))
    plan.add("goal_conflict", between=[str(goal)])
    plan.lock(goal)
    return plan
