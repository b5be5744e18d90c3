"""Rules of who may, turned into their opposites one at a time, to see whether the table notices.

Every function that a policy defines gets another body, which asks here what to answer: as it was, and noting the door that
asked; or always yes; or always no. A mark is taken from a view by calling what it guards.
"""

import inspect
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from types import FunctionType
from typing import Any

from roadmaps.accounts.actors import Actor
from roadmaps.foundation.ids import new_id
from tests.doors.asking import Answer, Asking
from tests.doors.cells import answers_at, in_state
from tests.doors.every_door import Door
from tests.doors.judging import faults_of, letter_of
from tests.doors.states import STATES, State
from tests.doors.table import rows
from tests.permissions_table import policies

BODY = "def other(*args, **kwargs):\n    return {modules}[{here!r}].answer({name!r}, args, kwargs)"


@dataclass(frozen=True)
class Cell:
    """Somebody at a door in a state."""

    door: str
    state: str
    who: str


@dataclass
class Mutating:
    """What the rules answer now, and in which cells each has said yes, and in which no."""

    originals: dict[str, Callable[..., Any]] = field(default_factory=dict)
    said: dict[tuple[str, bool], dict[Cell, None]] = field(default_factory=lambda: defaultdict(dict))
    at: Cell | None = None
    wrong: str = ""
    says: Any = None


_now = Mutating()


def answer(name: str, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Any:
    """What the rule of this name says, if nothing has been done to it."""
    original = _now.originals[name]
    if name != _now.wrong:
        says = original(*args, **kwargs)
        if _now.at:
            _now.said[name, _is_list(name) or not says].setdefault(_now.at)
        return says
    if _is_list(name):
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
        _now.said.clear()


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

    A rule that always says yes can show only where it has said no, and the other way round: it is tried in those cells,
    doors of its own room and those that change something first, until one differs.
    """
    wrong = {f"{name} always says {'yes' if says else 'no'}": (name, says) for name, says in turnable()}
    wrong = {label: mutant for label, mutant in wrong.items() if part in label}
    with watched() as watching:
        if wrong:
            _learn(asking, watching)
        cells = {mutant: _own_first(asking, mutant[0], watching.said[mutant]) for mutant in wrong.values()}
        for label, (name, says) in wrong.items():
            with turned(name, says=says):
                yield label, _noticed(asking, cells[name, says])
    for door in asking.doors:
        view = asking.world.app.view_functions[door.endpoint]
        label = f"{door.name} without its mark"
        if part in label and inspect.unwrap(view) is not view:
            with without_mark(asking, door.endpoint):
                yield label, differs(asking, door)


def turnable() -> Iterator[tuple[str, bool]]:
    """Every rule with what it could be made to say always.

    To see nothing is noticed everywhere; what matters is whom a rule of seeing shows too much.
    """
    for name in sorted(rules()):
        yield name, True
        if not _is_list(name):
            yield name, False


def _is_list(name: str) -> bool:
    return name.rpartition(".")[2].startswith("visible_to")


def _learn(asking: Asking, watching: Mutating) -> None:
    """Come to every door as everybody in every state, and note what the rules say."""
    for door in asking.doors:
        for state in STATES.values():
            with suppress(Exception):
                for _ in _asked_in(asking, door, state, state.callers(door), watching):
                    pass


def _asked_in(
    asking: Asking, door: Door, state: State, callers: Iterable[str], watching: Mutating | None = None
) -> Iterator[tuple[str, Answer]]:
    with asking.after_what_comes_before(door), in_state(asking, state):
        for who in callers:
            if watching:
                watching.at = Cell(door.name, state.name, who)
            try:
                answer = asking.come(door, who)
            finally:
                if watching:
                    watching.at = None
            yield who, answer


def _own_first(asking: Asking, rule: str, cells: Iterable[Cell]) -> list[tuple[Door, State, list[str]]]:
    """The cells by door and state: doors of the rule's own room before others, and those that change something first."""
    views, own = asking.world.app.view_functions, rule.partition(".")[0]
    doors = {door.name: door for door in asking.doors}
    together: dict[tuple[str, str], list[str]] = defaultdict(list)
    for cell in cells:
        together[cell.door, cell.state].append(cell.who)

    def place(row: tuple[Door, State, list[str]]) -> tuple[bool, bool, int]:
        door, _, _ = row
        return own not in views[door.endpoint].__module__.split("."), door.method == "GET", len(door.name)

    return sorted(((doors[door], STATES[state], who) for (door, state), who in together.items()), key=place)


def _noticed(asking: Asking, places: Iterable[tuple[Door, State, list[str]]]) -> str:
    for door, state, callers in places:
        letters = dict(zip(state.callers(door), rows()[door.name].get(state.name, ""), strict=False))
        try:
            for who, met in _asked_in(asking, door, state, callers):
                if _is_otherwise(door, met, who, state, letters[who]):
                    return f"{door.name}: {who}, {state.name}"
        except Exception as failure:  # noqa: BLE001 - a rule that is wrong may break anything, which is noticed too
            return f"{door.name}: {state.name}: {type(failure).__name__}"
    return ""


def differs(asking: Asking, door: Door) -> str:
    """The first cell of the door that is not as the table says, or nothing."""
    for name, state in STATES.items():
        letters = rows()[door.name].get(name, "")
        try:
            for letter, (who, met) in zip(letters, answers_at(asking, door, state), strict=False):
                if _is_otherwise(door, met, who, state, letter):
                    return f"{who}, {name}"
        except Exception as failure:  # noqa: BLE001 - a rule that is wrong may break anything, which is noticed too
            return f"{name}: {type(failure).__name__}"
    return ""


def _is_otherwise(door: Door, met: Answer, who: str, state: State, letter: str) -> bool:
    faults = faults_of(door, met, who, state, own_name=f"Namnet {who}")
    return letter_of(door, met) != letter or next(faults, None) is not None


def _everybody() -> Actor:
    return Actor(new_id(), "Somebody", (), is_coordinator=True)
