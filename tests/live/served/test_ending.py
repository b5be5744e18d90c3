"""What ends writing together is told at every server within seconds, and no word that was sent is lost by it."""

from collections.abc import Callable
from time import monotonic, sleep
from uuid import UUID

from sqlalchemy import select, update

from roadmaps.accounts.rules.entry import end_all_sign_ins
from roadmaps.areas.models import Mute, RoleGrant
from roadmaps.foundation.clock import now, today
from roadmaps.live.models import LiveSession
from roadmaps.live.queries import QUIET_FOR
from tests.live.served.scene import TEXT, Scene
from tests.live_page import Page


def test_whoever_loses_the_role_is_told_and_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()
    page.write(" Före.")

    with scene.units.change() as session:
        grant = session.scalars(select(RoleGrant).where(RoleGrant.person_id == writing.people[0].id)).one()
        session.delete(grant)

    assert page.hear_the_end() == 4403
    assert page.refused[-1]["sentence"]
    assert page.reason == page.refused[-1]["sentence"][: len(page.reason)]
    assert page.poll().status == 404
    assert page.push(page.type(" Efter.")).status == 404


def test_whoever_signs_out_is_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 1).join(writing.block).listen()

    with scene.units.change() as session:
        end_all_sign_ins(session, writing.people[0].id, at=now())

    assert page.hear_the_end() == 4401
    assert page.poll().status == 401


def test_whoever_is_muted_is_out_within_seconds(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()

    with scene.units.change() as session:
        person_id = writing.people[0].id
        session.add(Mute(person_id=person_id, reason="Lugn.", muted_at=now(), muted_by_id=person_id, until_on=today()))

    assert page.hear_the_end() == 4403


def test_a_lock_ends_the_session_for_all_and_what_was_written_is_a_version(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    here.write(" Före låset.")
    begun = monotonic()

    locked = scene.page(writing.leader, 1).ask(
        "POST", f"/blocks/{writing.block}/lock", form={"reason": "Till nämnden."}
    )

    assert locked.status == 303
    assert (here.hear_the_end(), there.hear_the_end()) == (4409, 4409)
    assert monotonic() - begun < 5
    assert here.closed is not None
    assert (here.closed["why"], here.closed["by"]) == ("locked", "Lena Berg")
    assert there.text == f"{TEXT} Före låset."
    assert scene.says(writing) == there.text
    assert there.push(there.type(" Efter låset.")).told["late"]["how"] == "kept"


def test_whoever_saves_a_version_ends_the_session_and_late_words_come_into_the_next(
    scene: Scene, pages: Callable[..., Page]
) -> None:
    writing = scene.begin()
    here = pages(writing.visitors[0], 0).join(writing.block).listen()
    there = pages(writing.visitors[1], 1).join(writing.block).listen()
    here.write(" Av mig.")
    there.hear(lambda: "Av mig." in there.text)
    unsent = there.type(" Av dig.")

    saved = here.ask(
        "POST", f"/live/{here.session}/version", form={"title": "Skogens väg", "text": "", "based_on": here.base}
    )

    assert saved.status == 303
    assert there.hear_the_end() == 4409
    assert there.closed is not None
    assert (there.closed["why"], there.closed["number"]) == ("saved", here.base + 1)
    again = pages(writing.visitors[0], 0).join(writing.block).listen()
    late = there.push(unsent)
    assert (late.status, late.told["late"]["how"]) == (409, "merged")
    again.hear(lambda: again.text == f"{TEXT} Av mig. Av dig.")


def test_when_everyone_has_left_the_words_become_a_version(scene: Scene, pages: Callable[..., Page]) -> None:
    writing = scene.begin()
    page = pages(writing.visitors[0], 0).join(writing.block).listen()
    page.write(" Sist ut.")
    page.leave()
    with scene.units.change() as session:
        session.execute(
            update(LiveSession).where(LiveSession.id == UUID(page.session)).values(touched_at=now() - QUIET_FOR)
        )

    ends_at = monotonic() + 10
    while scene.says(writing) == TEXT and monotonic() < ends_at:
        sleep(0.1)

    assert scene.says(writing) == f"{TEXT} Sist ut."
