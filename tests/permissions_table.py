"""Writes docs/permissions.md: what the code believes about who may do what. Run it with ``python -m tests.permissions_table``."""

import importlib
import pkgutil
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import roadmaps
from tests.permissions.scene import Case, Scene

# What everybody may, always; who takes it from them is noticed, and there is nothing more to give.
ALWAYS = {
    "accessibility.may_report",
    "areas.may_read_area",
    "calls.may_read_call",
    "clarity.may_ask_for_word",
    "following.may_read_changes",
    "glossary.may_read_glossary",
    "strategy.may_read_strategy",
}

PAGE = Path(__file__).parent.parent / "docs" / "permissions.md"

INTRODUCTION = """\
# Who may do what

This page is written by `python -m tests.permissions_table`, which asks every `may_…` of every room's `policy.py`; a test
fails when it is out of date. A column is someone at the door; a row is a question, with the rule in words the first time
it is asked, and with the circumstances in *italics*. The columns are about the area that the question is about, unless they
say "elsewhere". Whoever holds several roles may do what any of them may.
"""


def policies() -> dict[str, ModuleType]:
    """The policy of every room that has one."""
    rooms = [room.name for room in pkgutil.iter_modules(roadmaps.__path__) if room.ispkg]
    found: dict[str, ModuleType] = {}
    for room in sorted(rooms):
        name = f"roadmaps.{room}.policy"
        if importlib.util.find_spec(name) is not None:
            found[room] = importlib.import_module(name)
    return found


def questions_of(policy: ModuleType) -> dict[str, Callable[..., bool]]:
    """Every ``may_…`` that the policy defines itself."""
    return {
        name: thing
        for name, thing in vars(policy).items()
        if name.startswith("may_") and getattr(thing, "__module__", None) == policy.__name__
    }


def cases_of(room: str) -> list[Case]:
    """What `tests/permissions/<room>.py` asks; nothing, if there is no such file."""
    name = f"tests.permissions.{room}"
    return importlib.import_module(name).CASES if importlib.util.find_spec(name) is not None else []


def table() -> str:
    """The whole page."""
    asking = {room: policy for room, policy in policies().items() if questions_of(policy)}
    return "\n".join([INTRODUCTION, *(_section(room, policy) for room, policy in asking.items())])


def _section(room: str, policy: ModuleType) -> str:
    scene = Scene()
    callers = scene.callers()
    lines = [
        f"## {room}",
        "",
        "| | " + " | ".join(callers) + " |",
        "|---|" + ":-:|" * len(callers),
    ]
    for name, function in questions_of(policy).items():
        for place, case in enumerate(case for case in cases_of(room) if case.function is function):
            answers = ["yes" if case.ask(caller, scene) else "–" for caller in callers.values()]
            lines.append(f"| {_words(name, function, case, is_first=place == 0)} | " + " | ".join(answers) + " |")
    return "\n".join([*lines, ""])


def _words(name: str, function: Callable[..., bool], case: Case, *, is_first: bool) -> str:
    rule = " ".join((function.__doc__ or "").split()) if is_first else ""
    circumstances = f"*{case.circumstances}*" if case.circumstances else ""
    return " ".join(part for part in (f"`{name}`", rule, circumstances) if part)


if __name__ == "__main__":
    PAGE.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE.name}\n")
