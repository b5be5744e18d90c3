"""What a program can ask for: one operation a door. From it come the door's mark, what is checked, and the OpenAPI document."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, TypeVar

from flask import Blueprint, Flask
from flask.typing import ResponseReturnValue
from pydantic import BaseModel

from roadmaps.access_tokens.models import Scope
from roadmaps.api.answering import answer_to_act, answer_to_question
from roadmaps.api.callers import check_caller
from roadmaps.api.reading_requests import body_in, query_in
from roadmaps.api.repeating import once
from roadmaps.api.shapes import NoQuery
from roadmaps.web.work import change, reading

pages = Blueprint("api", __name__, url_prefix="/api/v1")
Act = TypeVar("Act", bound=Callable[..., Any])


@dataclass(frozen=True)
class Operation:
    """One thing that can be asked for. `summary` is a catalogue message; `help` says more, in English."""

    name: str
    method: str
    resource: str
    summary: str
    help: str
    scope: Scope
    answers: type[BaseModel]
    status: int = 200
    takes: type[BaseModel] | None = None
    query: type[BaseModel] = NoQuery
    needs_token: bool = False
    needs_base: bool = False

    @property
    def is_reading(self) -> bool:
        """Whether it changes nothing."""
        return self.method == "GET"

    @property
    def mark(self) -> str:
        """Who may come through its door, in words."""
        if self.needs_token:
            return f"programs with a token that is good for “{self.scope.value}”; what they may do, its person may"
        return "everybody, as far as they may read it; programs with a token as their person"


def reads(
    path: str,
    *,
    answers: type[BaseModel],
    resource: str,
    summary: str,
    query: type[BaseModel] = NoQuery,
    needs_token: bool = False,
    goes_by_marks: bool = True,
) -> Callable[[Act], Act]:
    """A door that answers a question. The act gets the session, what the address names, and `query`.

    :param goes_by_marks: that what is answered cannot change while the marks of `freshness` stay where they are
    """

    def open_door(act: Act) -> Act:
        operation = Operation(
            name=act.__name__,
            method="GET",
            resource=resource,
            summary=summary,
            help=_help_of(act),
            scope=Scope.READ,
            answers=answers,
            query=query,
            needs_token=needs_token,
        )

        @wraps(act)
        def door(**named: Any) -> ResponseReturnValue:
            check_caller(operation.scope, needs_token=needs_token)
            wanted = {**named, **query_in(query)}
            return answer_to_question(lambda: act(reading(), **wanted), goes_by_marks=goes_by_marks)

        _open(path, operation, door)
        return act

    return open_door


def acts(
    method: str,
    path: str,
    *,
    answers: type[BaseModel],
    resource: str,
    summary: str,
    scope: Scope,
    takes: type[BaseModel] | None = None,
    status: int = 200,
    needs_base: bool = False,
) -> Callable[[Act], Act]:
    """A door that changes something. The act gets the session of a unit of work, what the address names, and `body`."""

    def open_door(act: Act) -> Act:
        operation = Operation(
            name=act.__name__,
            method=method,
            resource=resource,
            summary=summary,
            help=_help_of(act),
            scope=scope,
            answers=answers,
            status=status,
            takes=takes,
            needs_token=True,
            needs_base=needs_base,
        )

        @wraps(act)
        def door(**named: Any) -> ResponseReturnValue:
            check_caller(scope, needs_token=True)
            query_in(NoQuery)
            sent = body_in(takes)
            with once(change) as kept:
                check_caller(scope, needs_token=True)
                if kept.answer is None:
                    kept.keep(answer_to_act(act(kept.session, **named, **sent), status))
            return kept.as_response()

        _open(path, operation, door)
        return act

    return open_door


def operations_of(app: Flask) -> list[tuple[str, Operation]]:
    """Every operation with its address, in the order in which they were opened."""
    doors = [(rule.rule, app.view_functions[rule.endpoint]) for rule in app.url_map.iter_rules()]
    return [(rule, getattr(door, "operation")) for rule, door in doors if hasattr(door, "operation")]  # noqa: B009


def _open(path: str, operation: Operation, door: Callable[..., ResponseReturnValue]) -> None:
    door.access = operation.mark  # type: ignore[attr-defined]
    door.operation = operation  # type: ignore[attr-defined]
    pages.add_url_rule(path, operation.name, door, methods=[operation.method])


def _help_of(act: Callable[..., Any]) -> str:
    """What the docstring says after its first line."""
    _first, _blank, rest = (act.__doc__ or "").partition("\n\n")
    return " ".join(rest.split())
