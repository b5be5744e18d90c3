"""The rules in the policies, spoilt one at a time, to see whether the table of rules notices.

A rule is made to say always yes and always no; and every condition in its code is taken away or turned round: one part of an
"and" or "or", one comparison, one "not", one role or state among those that are named, one early answer, one side of a choice.
The table is then asked anew.
Lists of what somebody may see (queries) are not asked here, but at the doors.
"""

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import cache, partial
from types import CodeType, FunctionType, ModuleType

from tests.permissions.scene import Scene
from tests.permissions_table import ALWAYS, cases_of, policies, questions_of

Members = tuple[object, ...] | frozenset[object]

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
}

SHIFTED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
}

_NO_PLACE = "nobody holds a role in no area: it is said for the type checker"
_ALOUD = "coordinators alone lead what is of no area, which is said aloud"

# What may be spoilt and changes nothing, and why. What is here and is noticed after all is told too.
NEEDLESS = dict.fromkeys((f"{rule}: always yes" for rule in ALWAYS), "everybody may, always") | {
    "accounts.may_invite: without “area_id is not None”": _NO_PLACE,
    "accounts.may_settle_invitation: without “invitation.area_id is not None”": _NO_PLACE,
    "binder.may_read_edition: without “edition.area_id is not None”": _NO_PLACE,
    "indicators.may_record: without “responsible is not None”": "nobody acts for no organisation: as above",
    "pulse._leads_place: never “if pulse.area_id is None”": _ALOUD,
    "follow_up.may_finish: “leads(actor, report.area_id) if report.area_id else actor.is_coordinator” as if "
    "“report.area_id” were so": _ALOUD,
    "neighbours.may_mirror: “leads(actor, area_id) if area_id else actor.is_coordinator” as if “area_id” were so": _ALOUD,
    "pulse._is_muted: “actor.muted_until(area_id) if area_id else actor.mutes.get(None)” as if “area_id” were so": (
        "asked about no area, it is asked about everywhere, which is said aloud"
    ),
}


@dataclass(frozen=True)
class Mutant:
    """A rule, or a list of what rules name, with one thing spoilt, of which `what` tells, within the block of `spoilt`."""

    room: str
    rule: str
    what: str
    spoilt: Callable[[], AbstractContextManager[None]]

    @property
    def name(self) -> str:
        """What it is called in lists."""
        return f"{self.room}.{self.rule}: {self.what}"


def living(is_wanted: Callable[[str], bool]) -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with a name that is wanted, and whether it lives: the table of no room says anything else with it."""
    scene = Scene()
    rooms = [room for room, policy in policies().items() if questions_of(policy)]
    before = {room: answers_of(room, scene) for room in rooms}
    for room in rooms:
        # Its own table first: it is the likeliest to notice.
        order = sorted(rooms, key=lambda one: one != room)
        for mutant in every_mutant(room):
            if is_wanted(mutant.name):
                with mutant.spoilt():
                    yield mutant, all(answers_of(one, scene) == before[one] for one in order)


def every_mutant(room: str) -> Iterator[Mutant]:
    """All of a room's policy."""
    policy = policies()[room]
    asked = {case.function for case in cases_of(room)}
    for function in _functions_of(policy):
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        for says in (True, False):
            if function in asked:
                code = partial(_saying, says, policy, function)
                yield _with_code(room, function, f"always {'yes' if says else 'no'}", code)
        for place, spoil, what in _places_in(tree):
            yield _with_code(room, function, what, partial(_spoiling, tree, place, spoil, policy, function))
    for name, members in _named_in(policy):
        for member in members:
            yield Mutant(room, name, f"without {member}", partial(_spoilt_list, members, member))


def answers_of(room: str, scene: Scene) -> list[str]:
    """What the table says of a room's rules: every case with every caller; a rule that breaks says so."""
    asked = set(questions_of(policies()[room]).values())
    callers = scene.callers().values()
    return [_said(case.ask, caller, scene) for case in cases_of(room) if case.function in asked for caller in callers]


def _said(ask: Callable[..., object], *about: object) -> str:
    try:
        return str(bool(ask(*about)))
    except Exception as failure:  # noqa: BLE001 - a rule that is spoilt may break anything, which is noticed too
        return type(failure).__name__


def _with_code(room: str, function: FunctionType, what: str, code: Callable[[], CodeType]) -> Mutant:
    return Mutant(room, function.__name__, what, partial(_spoilt_code, function, code))


@contextmanager
def _spoilt_code(function: FunctionType, code: Callable[[], CodeType]) -> Iterator[None]:
    kept = function.__code__
    function.__code__ = code()
    try:
        yield
    finally:
        function.__code__ = kept


@contextmanager
def _spoilt_list(members: Members, gone: object) -> Iterator[None]:
    fewer = type(members)(one for one in members if one is not gone)
    held = [(policy, name) for policy in policies().values() for name, one in vars(policy).items() if one is members]
    for policy, name in held:
        setattr(policy, name, fewer)
    try:
        yield
    finally:
        for policy, name in held:
            setattr(policy, name, members)


def _named_in(policy: ModuleType) -> Iterator[tuple[str, Members]]:
    """The lists of roles and states that the policy makes, as far as a rule names them: not those of what is to be seen."""
    made = [node for node in ast.parse(inspect.getsource(policy)).body if isinstance(node, ast.Assign)]
    names = [target.id for node in made for target in node.targets if isinstance(target, ast.Name)]
    for name in names:
        members = vars(policy)[name]
        if isinstance(members, tuple | frozenset) and name in _names_in_rules():
            yield name, members


@cache
def _names_in_rules() -> frozenset[str]:
    sources = [inspect.getsource(function) for policy in policies().values() for function in _functions_of(policy)]
    nodes = [node for source in sources for node in ast.walk(ast.parse(textwrap.dedent(source)))]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    return frozenset(names | {node.attr for node in nodes if isinstance(node, ast.Attribute)})


def _functions_of(policy: ModuleType) -> list[FunctionType]:
    return [
        thing
        for thing in vars(policy).values()
        if isinstance(thing, FunctionType)
        and thing.__module__ == policy.__name__
        and thing.__annotations__.get("return") is bool
    ]


def _places_in(tree: ast.AST) -> Iterator[tuple[int, Callable[[ast.AST], None], str]]:
    """Each condition by the place of its node in a walk, how it is spoilt, and in words."""
    for place, node in enumerate(ast.walk(tree)):
        match node:
            case ast.BoolOp(values=values):
                for number, value in enumerate(values):
                    yield place, _without_value(number), f"without “{ast.unparse(value)}”"
            case ast.UnaryOp(op=ast.Not()):
                yield place, _without_not, f"without the not of “{ast.unparse(node)}”"
            case ast.Compare(ops=[one]) if type(one) in TURNED:
                yield place, _turned, f"“{ast.unparse(node)}” turned round"
                if type(one) in SHIFTED:
                    yield place, _shifted, f"“{ast.unparse(node)}” the other way at its border"
            case ast.Call(args=args) if _is_about_roles(node):
                for number in range(1, len(args)):
                    what = f"“{ast.unparse(node)}” without {ast.unparse(args[number])}"
                    yield place, _without_argument(number), what
            case ast.Set(elts=elements) if len(elements) > 1:
                for number, element in enumerate(elements):
                    yield place, _without_element(number), f"“{ast.unparse(node)}” without {ast.unparse(element)}"
            case ast.Return(value=ast.Constant(value=bool(says))):
                yield place, _other_answer, f"line {node.lineno} answers {'no' if says else 'yes'}"
            case ast.If(test=test):
                yield place, _if(says=False), f"never “if {ast.unparse(test)}”"
            case ast.IfExp(test=test):
                for says in (True, False):
                    what = f"“{ast.unparse(node)}” as if “{ast.unparse(test)}” were {'so' if says else 'not so'}"
                    yield place, _if(says=says), what
            case ast.Call(func=ast.Name(id="any" | "all")):
                yield place, _all_or_any, f"“{ast.unparse(node)}” with any for all, or all for any"


def _is_about_roles(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and node.func.attr == "has"


def _without_value(number: int) -> Callable[[ast.AST], None]:
    def spoil(node: ast.AST) -> None:
        assert isinstance(node, ast.BoolOp)
        node.values[number] = ast.Constant(isinstance(node.op, ast.And))

    return spoil


def _without_argument(number: int) -> Callable[[ast.AST], None]:
    def spoil(node: ast.AST) -> None:
        assert isinstance(node, ast.Call)
        del node.args[number]

    return spoil


def _without_element(number: int) -> Callable[[ast.AST], None]:
    def spoil(node: ast.AST) -> None:
        assert isinstance(node, ast.Set)
        del node.elts[number]

    return spoil


def _without_not(node: ast.AST) -> None:
    assert isinstance(node, ast.UnaryOp)
    # Twice is as if it were not there.
    node.operand = ast.UnaryOp(ast.Not(), node.operand)


def _turned(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops = [TURNED[type(node.ops[0])]()]


def _shifted(node: ast.AST) -> None:
    assert isinstance(node, ast.Compare)
    node.ops = [SHIFTED[type(node.ops[0])]()]


def _other_answer(node: ast.AST) -> None:
    assert isinstance(node, ast.Return)
    assert isinstance(node.value, ast.Constant)
    node.value = ast.Constant(not node.value.value)


def _if(*, says: bool) -> Callable[[ast.AST], None]:
    def spoil(node: ast.AST) -> None:
        assert isinstance(node, ast.If | ast.IfExp)
        node.test = ast.Constant(says)

    return spoil


def _all_or_any(node: ast.AST) -> None:
    assert isinstance(node, ast.Call)
    assert isinstance(node.func, ast.Name)
    node.func.id = "all" if node.func.id == "any" else "any"


def _spoiling(
    tree: ast.Module, place: int, spoil: Callable[[ast.AST], None], policy: ModuleType, function: FunctionType
) -> CodeType:
    spoilt = copy.deepcopy(tree)
    spoil(list(ast.walk(spoilt))[place])
    return _compiled(spoilt, policy, function)


def _saying(says: bool, policy: ModuleType, function: FunctionType) -> CodeType:
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    (told,) = tree.body
    assert isinstance(told, ast.FunctionDef)
    told.body = [ast.Return(ast.Constant(says))]
    return _compiled(tree, policy, function)


def _compiled(tree: ast.Module, policy: ModuleType, function: FunctionType) -> CodeType:
    names = dict(vars(policy))
    exec(compile(ast.fix_missing_locations(tree), str(policy.__file__), "exec"), names)
    made = names[function.__name__]
    assert isinstance(made, FunctionType)
    return made.__code__
