"""Rules of who may, turned into their opposites one at a time, to see whether the table notices.

Every function that a policy defines gets another body, which asks here what to answer: as it was, and noting the door that
asked; or always yes; or always no. A mark is taken from a view by calling what it guards.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from types import FunctionType
from typing import Any

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.ids import new_id
from tests.doors.asking import Asking
from tests.doors.cells import answers_at
from tests.doors.every_door import Door
from tests.doors.judging import faults_of, letter_of
from tests.doors.states import STATES
from tests.doors.table import rows
from tests.permissions_table import policies

BODY = "def other(*args, **kwargs):\n    return {modules}[{here!r}].answer({name!r}, args, kwargs)"
# Those by whose coming it is found out which doors ask a rule.
_ASKERS = ("anonymous", "no role", "actor", "editor", "leader", "coordinator")
WHO_ASK = replace(STATES["shown"], readers=_ASKERS, writers=_ASKERS)


@dataclass
class Mutating:
    """What the rules answer now, and which of them have been asked for which door."""

    originals: dict[str, Callable[..., Any]] = field(default_factory=dict)
    asked: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    at_door: str = ""
    wrong: str = ""
    says: Any = None


_now = Mutating()


def answer(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """What the rule of this name says, if nothing has been done to it."""
    if _now.at_door:
        _now.asked[name].add(_now.at_door)
    original = _now.originals[name]
    if name != _now.wrong:
        return original(*args, **kwargs)
    if name.rpartition(".")[2].startswith("visible_to"):
        return original(_everybody(), *args[1:])
    return _now.says


def rules() -> dict[str, FunctionType]:
    """Every question that the policies answer, by room and name."""
    found: dict[str, FunctionType] = {}
    for room, policy in policies().items():
        for name, thing in vars(policy).items():
            if not isinstance(thing, FunctionType) or thing.__module__ != policy.__name__:
                continue
            if name.startswith(("may_", "leads", "visible_to")):
                found[f"{room}.{name}"] = thing
    return found


@contextmanager
def watched() -> Iterator[Mutating]:
    """With every rule asking `answer`, until the end of the block."""
    kept = {name: (rule, rule.__code__, rule.__defaults__, rule.__kwdefaults__) for name, rule in rules().items()}
    for name, (rule, code, defaults, kwdefaults) in kept.items():
        twin = FunctionType(code, rule.__globals__, rule.__name__, defaults)
        twin.__kwdefaults__ = kwdefaults
        _now.originals[name] = twin
        body: dict[str, Any] = {}
        exec(BODY.format(modules="__import__('sys').modules", here=__name__, name=name), body)
        rule.__code__, rule.__defaults__, rule.__kwdefaults__ = body["other"].__code__, None, None
    try:
        yield _now
    finally:
        for rule, code, defaults, kwdefaults in kept.values():
            rule.__code__, rule.__defaults__, rule.__kwdefaults__ = code, defaults, kwdefaults
        _now.originals.clear()
        _now.asked.clear()


@contextmanager
def turned(name: str, *, says: bool) -> Iterator[None]:
    """The rule of this name says always this."""
    _now.wrong, _now.says = name, says
    try:
        yield
    finally:
        _now.wrong = ""


@contextmanager
def without_mark(asking: Asking, endpoint: str) -> Iterator[None]:
    """The view without what keeps people from it."""
    views = asking.world.app.view_functions
    kept = views[endpoint]
    views[endpoint] = inspect.unwrap(kept)
    try:
        yield
    finally:
        views[endpoint] = kept


def every_mutant(asking: Asking, part: str = "") -> Iterator[tuple[str, str]]:
    """Each mutant with the part in its name, and the cell by which it was noticed, or nothing.

    A rule is tried at the doors that ask it, those of its own room and those that change something first, until one differs.
    """
    wrong = {
        f"{name} always says {'yes' if says else 'no'}": (name, says)
        for name in sorted(rules())
        for says in (True, False)
        # To see nothing is noticed everywhere; what matters is whom a rule of seeing shows too much.
        if says or "visible_to" not in name
    }
    wrong = {label: mutant for label, mutant in wrong.items() if part in label}
    with watched() as watching:
        asked = _who_asks(asking, watching) if wrong else {}
        for label, (name, says) in wrong.items():
            with turned(name, says=says):
                yield label, _noticed(asking, asked.get(name, []))
    for door in asking.doors:
        view = asking.world.app.view_functions[door.endpoint]
        label = f"{door.name} without its mark"
        if part in label and inspect.unwrap(view) is not view:
            with without_mark(asking, door.endpoint):
                yield label, _noticed(asking, [door])


def _who_asks(asking: Asking, watching: Mutating) -> dict[str, list[Door]]:
    """The doors that ask each rule."""
    for door in asking.doors:
        watching.at_door = door.name
        with suppress(Exception):
            list(answers_at(asking, door, WHO_ASK))
    watching.at_door = ""
    return {name: _own_first(asking, name, names) for name, names in watching.asked.items()}


def _own_first(asking: Asking, rule: str, names: Iterable[str]) -> list[Door]:
    """Doors of the rule's own room before others, and those that change something before those that show."""
    views, own = asking.world.app.view_functions, rule.partition(".")[0]

    def place(door: Door) -> tuple[bool, bool, int]:
        return own not in views[door.endpoint].__module__.split("."), door.method == "GET", len(door.name)

    return sorted((door for door in asking.doors if door.name in set(names)), key=place)


def _noticed(asking: Asking, doors: Iterable[Door]) -> str:
    for door in doors:
        if cell := differs(asking, door):
            return f"{door.name}: {cell}"
    return ""


def differs(asking: Asking, door: Door) -> str:
    """The first cell of the door that is not as the table says, or nothing."""
    for name, state in STATES.items():
        letters = rows()[door.name].get(name, "")
        try:
            for letter, (who, met) in zip(letters, answers_at(asking, door, state), strict=False):
                faults = list(faults_of(door, met, who, state, own_name=f"Namnet {who}"))
                if letter_of(door, met) != letter or faults:
                    return f"{who}, {name}"
        except Exception as failure:  # noqa: BLE001 - a rule that is wrong may break anything, which is noticed too
            return f"{name}: {type(failure).__name__}"
    return ""


def _everybody() -> Actor:
    return Actor(new_id(), "Somebody", (), is_coordinator=True)
