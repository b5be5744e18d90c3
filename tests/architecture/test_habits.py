import ast

from tests.architecture.house import PACKAGE, calls, parsed, place, python_files

TRUSTED_TO_MAKE_HTML = {PACKAGE / "web" / "prose.py", PACKAGE / "web" / "slots.py"}
# A drawer is a file, or a folder of files.
DRAWERS_WITHOUT_A_CLOCK = {"rules", "policy", "queries", "models", "events"}


def test_only_the_unit_of_work_commits() -> None:
    committing = [
        place(path, node.lineno)
        for path, node in calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr == "commit" and "foundation" not in path.parts
    ]

    assert not committing, f"{committing}: open a unit of work (`with change() as session:`) and leave it."


def test_only_the_door_of_prose_makes_html() -> None:
    making = [
        place(path, node.lineno)
        for path, node in calls()
        if isinstance(node.func, ast.Name)
        and node.func.id == "Markup"
        and path not in TRUSTED_TO_MAKE_HTML
        # A text that stands in the code was written by us.
        and not all(isinstance(argument, ast.Constant) for argument in node.args)
    ]

    assert not making, f"{making}: render a template, or store HTML that foundation.prose has cleaned."


def test_imports_stand_at_the_top() -> None:
    inside = [
        place(path, inner.lineno)
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
        if isinstance(inner, (ast.Import, ast.ImportFrom))
    ]

    assert not inside, f"{inside}: an import inside a function hides an arrow that points upward. Turn the arrow round."


def test_rules_and_their_kin_ask_no_clock() -> None:
    asking = [
        place(path, node.lineno)
        for path, node in calls()
        if not DRAWERS_WITHOUT_A_CLOCK.isdisjoint(path.relative_to(PACKAGE).with_suffix("").parts)
        if ast.unparse(node.func)
        in {"now", "today", "datetime.now", "date.today", "clock.now", "clock.today", "time.time"}
    ]

    assert not asking, f"{asking}: take the moment as a fact, `at: datetime`; the door knows the clock."


def test_a_moment_has_its_day_in_one_place() -> None:
    reading = [
        place(path, node.lineno)
        for path, node in calls()
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"date", "today"} and not node.args
        if path != PACKAGE / "foundation" / "clock.py"
    ]

    assert not reading, f"{reading}: moments are in UTC, where it may still be yesterday; `clock.day_of` knows the day."


def test_no_room_has_a_drawer_for_junk() -> None:
    junk = {"utils", "util", "helpers", "common", "services", "manager", "misc"}

    found = [place(path) for path in python_files() if path.stem in junk]

    assert not found, f"{found}: name the thing that is in it, or put it into its room."


def test_every_file_says_why_it_exists() -> None:
    silent = [
        place(path) for path in python_files() if path.read_text().strip() and ast.get_docstring(parsed(path)) is None
    ]

    assert not silent, f"{silent}: begin with a sentence that tells why the file exists."
