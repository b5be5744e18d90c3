"""The rules in the policies, spoilt one at a time, to see whether the table of rules notices.

A rule is made to say always yes and always no; and every condition in its code is taken away or turned round: one part of an
"and" or "or", one comparison, one "not", one role among those that are named, one early answer. The table is then asked anew.
Lists of what somebody may see (queries) are not asked here, but at the doors.
"""

import ast
import copy
import inspect
import textwrap
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import CodeType, FunctionType, ModuleType

from tests.permissions.scene import Scene
from tests.permissions_table import cases_of, policies, questions_of

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


@dataclass(frozen=True)
class Mutant:
    """A function with one condition spoilt. `what` tells which, as the code says it."""

    room: str
    function: FunctionType
    what: str
    code: CodeType

    @property
    def name(self) -> str:
        """What it is called in lists."""
        return f"{self.room}.{self.function.__name__}: {self.what}"


def living(part: str = "") -> Iterator[tuple[Mutant, bool]]:
    """Each mutant with the part in its name, and whether it lives: the table of no room says anything else with it."""
    scene = Scene()
    rooms = [room for room, policy in policies().items() if questions_of(policy)]
    before = {room: answers_of(room, scene) for room in rooms}
    for room in rooms:
        # Its own table first: it is the likeliest to notice.
        order = sorted(rooms, key=lambda one: one != room)
        for mutant in every_mutant(room):
            if part in mutant.name:
                with spoilt(mutant):
                    yield mutant, all(answers_of(one, scene) == before[one] for one in order)


def every_mutant(room: str) -> Iterator[Mutant]:
    """All of a room's policy."""
    policy = policies()[room]
    asked = {case.function for case in cases_of(room)}
    for function in _functions_of(policy):
        tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
        for says in (True, False):
            if function in asked:
                yield Mutant(room, function, f"always {'yes' if says else 'no'}", _saying(says, policy, function))
        for place, spoil, what in _places_in(tree):
            spoilt = copy.deepcopy(tree)
            spoil(list(ast.walk(spoilt))[place])
            yield Mutant(room, function, what, _compiled(spoilt, policy, function))


@contextmanager
def spoilt(mutant: Mutant) -> Iterator[None]:
    """With the mutant in the place of its function."""
    kept = mutant.function.__code__
    mutant.function.__code__ = mutant.code
    try:
        yield
    finally:
        mutant.function.__code__ = kept


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
                yield place, _never, f"never “if {ast.unparse(test)}”"


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


def _other_answer(node: ast.AST) -> None:
    assert isinstance(node, ast.Return)
    assert isinstance(node.value, ast.Constant)
    node.value = ast.Constant(not node.value.value)


def _never(node: ast.AST) -> None:
    assert isinstance(node, ast.If)
    node.test = ast.Constant(value=False)


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
