"""One cell of the table: somebody comes to a door, and what becomes of it."""

import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from json import dumps
from typing import Any

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy import Connection, Table, event, select

from roadmaps.foundation.database import Base
from roadmaps.web.programs import is_programs_address
from tests.doors.every_door import Door, every_door
from tests.doors.forms import declared, filled, form_of
from tests.doors.world import World

WRITING = ("INSERT", "UPDATE", "DELETE")
# What the site notes of every act, also of those that it refuses.
NOTED = {"journal_lines", "journal_addresses", "journal_marks", "journal_heads", "sign_in_attempts"}


@dataclass
class Answer:
    """What came back, and which tables say something else than before, but for those in which every act is noted."""

    status: int
    location: str
    body: bytes
    changed: frozenset[str] = frozenset()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The body as it is read."""
        return self.body.decode("utf-8", "replace")


class Asking:
    """Comes to doors in the world as it stands, and remembers what its tables said."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._said: dict[str, str] = {}
        self._pages: dict[tuple[str, str], LexborHTMLParser] = {}
        self.doors = every_door(world.app)
        self._client = world.app.test_client(use_cookies=False)

    def ask(self, door: Door, who: str, *, address: str, form: Mapping[str, Any] | None = None, **more: Any) -> Answer:
        """Let somebody come there; whatever happens is undone afterwards."""
        headers = {"Accept-Language": "en", **self._shown_by(who, address), **more.pop("headers", {})}
        sent = {"data": dict(form or {})} if door.method != "GET" and "data" not in more and "json" not in more else {}
        with self.world.undone() as connection, noticing_writes(connection) as written:
            response = self._client.open(address, method=door.method, headers=headers, **sent, **more)
            body = response.get_data()
            response.close()
            changed = frozenset(
                name for name in written - NOTED if self._fingerprint(name, connection) != self._before(name)
            )
        return Answer(response.status_code, response.headers.get("Location", ""), body, changed, dict(response.headers))

    def come(
        self,
        door: Door,
        who: str,
        where: str = "here",
        *,
        otherwise: Mapping[str, Any] | None = None,
        otherwise_in_form: Mapping[str, Any] | None = None,
    ) -> Answer:
        """Come to the door of something in an area, with what the door wants to be sent.

        :param otherwise: facts that are others than those of the area, in the address
        :param otherwise_in_form: the same in what is sent
        """
        facts = self.world.facts_at(door, where)
        facts["own_organisation"] = self.world.organisation_of(who)
        address = door.address(self.world.app, {**facts, **(otherwise or {})})
        facts |= otherwise_in_form or {}
        # A page is asked for as it is by itself, but for those that answer nothing unless they are asked something.
        wanted = dict(form_of(door) if door.method != "GET" else declared().get(door.name, {}))
        wanted.pop("_before", None)
        page, query = wanted.pop("_page", ""), filled(wanted.pop("_query", ""), facts)
        if page:
            wanted = {name: self._shown(page, where, value) for name, value in wanted.items()}
        sent = filled(wanted, facts)
        address = f"{address}?{query}" if query else address
        more: dict[str, Any] = {"headers": sent.pop("_headers", {})}
        if "_json" in sent:
            more["headers"] |= {"Content-Type": "application/json"} if is_programs_address(address) else {}
            return self.ask(door, who, address=address, data=dumps(sent["_json"], default=str), **more)
        return self.ask(door, who, address=address, form=sent, **more)

    def _shown_by(self, who: str, address: str) -> dict[str, str]:
        """By what somebody is known: a token at doors for programs, and a cookie everywhere else."""
        token, cookie = self.world.cast.tokens.get(who, ""), self.world.cast.cookies[who]
        if is_programs_address(address.partition("?")[0]) and token:
            return {"Authorization": f"Bearer {token}"}
        return {"Cookie": cookie} if cookie else {}

    @contextmanager
    def after_what_comes_before(self, door: Door, where: str = "here") -> Iterator[None]:
        """With what has to be done before there is anything to do at a door, such as locking before unlocking."""
        steps = form_of(door).get("_before", [])
        with self.world.undone():
            known = dict(self._said)
            for step in steps:
                who, _, name = step.partition(" ")
                earlier = next(one for one in self.doors if one.name == name)
                facts = self.world.facts_at(earlier, where) | self.world.corners[where].at_doors.get(door.endpoint, {})
                address = earlier.address(self.world.app, facts)
                self._do(address, who if where == "here" or who == "coordinator" else f"{who} there", earlier, facts)
            yield
        self._said = known

    def _do(self, address: str, who: str, door: Door, facts: Mapping[str, Any]) -> None:
        with noticing_writes(self.world.connection) as written:
            headers = {"Cookie": self.world.cast.cookies[who]}
            response = self._client.open(
                address, method="POST", headers=headers, data=filled(dict(form_of(door)), facts)
            )
            response.close()
        assert response.status_code < 400, f"{door.name} came first, and answered {response.status}"
        self._said |= {name: fingerprint(Base.metadata.tables[name], self.world.connection) for name in written}

    def _shown(self, endpoint: str, where: str, value: Any) -> Any:
        """A hidden field of a page, as whoever made the thing is shown it."""
        if not isinstance(value, str) or not value.startswith("@"):
            return value
        if (endpoint, where) not in self._pages:
            door = next(one for one in self.doors if (one.endpoint, one.method) == (endpoint, "GET"))
            who = "leader" if where == "here" else "leader there"
            self._pages[endpoint, where] = LexborHTMLParser(self.come(door, who, where).text)
        hidden = self._pages[endpoint, where].css_first(f"input[name={value[1:]}]")
        return hidden.attributes["value"] if hidden else ""

    def learn(self) -> None:
        """What the tables say now is how they stand before every cell from here on."""
        self._said = {}
        connection = self.world.connection
        for table in Base.metadata.sorted_tables:
            self._said[table.name] = fingerprint(table, connection)

    @contextmanager
    def knowing(self, *names: str) -> Iterator[None]:
        """What these tables say now is how they stand until the end of the block."""
        known = dict(self._said)
        self._said |= {name: fingerprint(Base.metadata.tables[name], self.world.connection) for name in names}
        yield
        self._said = known

    def _before(self, name: str) -> str:
        return self._said[name]

    def _fingerprint(self, name: str, connection: Connection) -> str:
        return fingerprint(Base.metadata.tables[name], connection) if name in self._said else "?"


def fingerprint(table: Table, connection: Connection) -> str:
    """All that a table says, in short."""
    rows = connection.execute(select(table)).all()
    lines = sorted(repr(tuple(row)) for row in rows)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


@contextmanager
def noticing_writes(connection: Connection) -> Iterator[set[str]]:
    """The tables that statements write to meanwhile, whether or not what they write is kept."""
    written: set[str] = set()

    def notice(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        words = statement.split(None, 4)
        if words and words[0].upper() in WRITING:
            name = (words[1] if words[0].upper() == "UPDATE" else words[2]).strip('"').split("(")[0]
            if name in Base.metadata.tables:
                written.add(name)

    event.listen(connection, "before_cursor_execute", notice)
    try:
        yield written
    finally:
        event.remove(connection, "before_cursor_execute", notice)
