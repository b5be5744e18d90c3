"""Whatever is done at any door: a page that is still taken for fresh afterwards looks as it did before."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from roadmaps.freshness.keeper import Keeper
from tests.doors.asking import Answer, Asking, noticing_writes
from tests.doors.every_door import Door
from tests.doors.states import STATES
from tests.doors.table import rows
from tests.doors.world import World

READERS = ("anonymous", "leader", "leader there")
# Nothing of these is seen on a page that is kept.
NOT_SEEN = {"change_marks", "journal_lines", "journal_marks", "journal_addresses", "sign_ins", "sign_in_attempts"}
# What differs from answer to answer by itself.
_OWN = re.compile(rb'nonce="[^"]*"|content="[\w-]{22}"|name="csrf_token" value="[^"]*"')


class Doing(Asking):
    """Somebody who comes to doors, and of whom nothing is undone but by the test."""

    def ask(self, door: Door, who: str, *, address: str, form: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        headers = {"Accept-Language": "en", "Cookie": self.world.cast.cookies[who] or "", **more.pop("headers", {})}
        sent = {"data": dict(form or {})} if door.method != "GET" and "data" not in more else {}
        response = self._client.open(address, method=door.method, headers=headers, **sent, **more)
        body = response.get_data()
        response.close()
        return Answer(response.status_code, response.headers.get("Location", ""), body, headers=dict(response.headers))


@dataclass
class Seen:
    """A page as somebody saw it, and what their browser keeps it under."""

    address: str
    who: str
    cookie: str
    body: bytes
    tag: str


@pytest.fixture
def keeper(world: World) -> Iterator[Keeper]:
    """The kept pages of the world."""
    own: Keeper = world.app.extensions["kept_pages"]
    own.is_on = True
    yield own
    own.is_on = False
    own.memory.clear()


def test_what_is_taken_for_fresh_after_an_act_is_as_it_was(world: World, keeper: Keeper) -> None:
    doing = Doing(world)
    doing.learn()
    here, there = (corner.facts["slug"] for corner in world.corners.values())
    addresses = [f"/areas/{here}/roadmap", f"/areas/{here}", f"/areas/{there}/roadmap"]
    seen = [_seen(world, address, who) for who in READERS for address in addresses]
    acts, compared, stale = 0, 0, []

    for door in doing.doors:
        who = _who_changes_something(door)
        if who is None:
            continue
        with doing.after_what_comes_before(door), world.undone() as connection:
            before = _marks(connection)
            with noticing_writes(connection) as written:
                doing.come(door, who)
            acts += 1
            if before.get("site") != _marks(connection).get("site") or written <= NOT_SEEN:
                # Every page is made anew in any case; or nothing has been done.
                continue
            fresh = [one for one in seen if _is_fresh(world, one)]
            compared += len(fresh)
            keeper.is_on = False
            stale += [f"{door.name}: {one.address} for {one.who}" for one in fresh if _has_changed(world, one)]
            keeper.is_on = True

    assert acts > 200
    assert compared > 50
    assert not stale, "tell in roadmaps/freshness/what_moves.py that more pages show this"


def _who_changes_something(door: Door) -> str | None:
    """The first of the callers who, as the table says, is let in and changes something there."""
    if door.method == "GET" or door.endpoint.startswith("api."):
        return None
    callers = STATES["shown"].writers
    letters = dict(zip(callers, rows().get(door.name, {}).get("shown", ""), strict=False))
    return next((who for who in callers if letters.get(who) == "+"), None)


def _seen(world: World, address: str, who: str) -> Seen:
    """The page, as a browser sees it that has been here before and has its token for forms already."""
    cookie = world.cast.cookies[who] or ""
    first, _ = _page(world, address, cookie)
    if set_cookie := first.headers.get("Set-Cookie"):
        cookie = set_cookie.partition(";")[0]
    response, body = _page(world, address, cookie)
    return Seen(address, who, cookie, body, response.headers["ETag"])


def _is_fresh(world: World, seen: Seen) -> bool:
    response, _ = _page(world, seen.address, seen.cookie, {"If-None-Match": seen.tag})
    return bool(response.status_code == 304)


def _has_changed(world: World, seen: Seen) -> bool:
    return _page(world, seen.address, seen.cookie)[1] != seen.body


def _page(world: World, address: str, cookie: str, headers: Mapping[str, str] | None = None) -> tuple[Any, bytes]:
    client = world.app.test_client(use_cookies=False)
    told = {"Accept-Language": "en", "Cookie": cookie, "Sec-Purpose": "prefetch", **(headers or {})}
    with world.undone():
        response = client.get(address, headers=told)
        return response, _OWN.sub(b"", response.get_data())


def _marks(connection: Any) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.exec_driver_sql("SELECT name, mark FROM change_marks")}
