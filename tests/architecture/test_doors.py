import ast
import inspect
import textwrap

from flask import Flask

from tests.architecture.house import place

# Ten are enough for most; `bin/check` lists those that have more.
LONGEST_VIEW = 25


def test_every_door_says_who_may_come_in(app: Flask) -> None:
    unmarked = [
        f"{endpoint} ({place(inspect.getsourcefile(inspect.unwrap(view)))})"
        for endpoint, view in app.view_functions.items()
        if endpoint != "static" and not hasattr(view, "access")
    ]

    assert not unmarked, (
        f"{', '.join(unmarked)}: add @open_to_all, @signed_in, @coordinators_only or @decided_by(…) "
        "from roadmaps.web.permissions beneath the route."
    )


def test_whoever_changes_something_sends_a_form(app: Flask) -> None:
    changing = [
        f"{rule.endpoint} ({rule.rule})"
        for rule in app.url_map.iter_rules()
        if "GET" in rule.methods
        and "POST" not in rule.methods
        and rule.endpoint != "static"
        and _writes(app.view_functions[rule.endpoint])
        and rule.endpoint not in OPENED_BY_A_LINK
    ]

    assert not changing, f"{', '.join(changing)}: a link must change nothing; take the change with a POST."


# What reading itself notes down is no change that a stranger's link could misuse.
OPENED_BY_A_LINK = {"site.choose_language"}


def test_acts_are_nouns(app: Flask) -> None:
    verbs = {"delete", "remove", "resolve", "close", "save", "update", "create", "accept", "decline", "restore", "hide"}

    named = [rule.rule for rule in app.url_map.iter_rules() if verbs & set(rule.rule.strip("/").split("/"))]

    assert not named, f"{', '.join(named)}: name the thing that comes of it, as in POST …/resolution."


def test_views_are_short(app: Flask) -> None:
    lengths = {endpoint: _length(view) for endpoint, view in app.view_functions.items() if endpoint != "static"}

    long = {endpoint: length for endpoint, length in lengths.items() if length > LONGEST_VIEW}
    assert not long, (
        f"{long}: a view finds, changes and answers. Move what it decides into rules, what it gathers into a reading."
    )


def _length(view: object) -> int:
    """Lines of the body, without the words for readers."""
    body = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(view)))).body[0].body
    said = [statement for statement in body if not isinstance(statement, ast.Expr) or not _is_text(statement)]
    return said[-1].end_lineno - said[0].lineno + 1


def _is_text(statement: ast.Expr) -> bool:
    return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)


def _writes(view: object) -> bool:
    return "change()" in inspect.getsource(inspect.unwrap(view))
