"""What could let somebody's text become a program, and the few places that may talk to others."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import PACKAGE, calls, parsed, place, python_files

NEVER_CALLED = {"eval", "exec", "compile", "os.system", "os.popen", "pickle.load", "pickle.loads", "marshal.loads"}
NEVER_IMPORTED = {"pickle", "marshal", "shelve", "lxml", "telnetlib", "ftplib"}
READS_XML = {"fromstring", "iterparse", "parse", "XML", "XMLParser"}
# A statement put together here has only names of our own tables in it; each says so with the linter's mark.
SPEAKS_SQL = {
    PACKAGE / "search" / "sqlite_index.py",
    PACKAGE / "search" / "postgresql_index.py",
    PACKAGE / "journal" / "guards.py",
}
STARTS_PROGRAMS = {
    # Git, in a checkout, is asked for its commit.
    PACKAGE / "build.py",
    PACKAGE / "cli.py",
    PACKAGE / "foundation" / "prose" / "workers.py",
    PACKAGE / "keeping" / "postgresql_programs.py",
    PACKAGE / "papers" / "bounded.py",
    PACKAGE / "papers" / "incoming" / "worker.py",
}
# Who may talk to what lies outside; docs/security.md lists them with what they ask for.
TALKS_TO_OTHERS = {
    "http.client", "urllib3", "urllib.request", "requests", "httpx", "socket", "smtplib", "minio", "redis", "authlib.integrations.requests_client",
}  # fmt: skip
MAY_TALK = {
    # Who looks at what the settings name, and lines that browsers have opened to us.
    PACKAGE / "doctor" / "installation.py",
    PACKAGE / "web" / "arrival.py",
    PACKAGE / "live" / "serving" / "line.py",
    PACKAGE / "files" / "scanning.py",
    PACKAGE / "files" / "stores.py",
    PACKAGE / "foundation" / "open_internet.py",
    PACKAGE / "indicators" / "kolada" / "client.py",
    PACKAGE / "live" / "serving" / "wakeups.py",
    PACKAGE / "neighbours" / "addresses.py",
    PACKAGE / "neighbours" / "client.py",
    PACKAGE / "notifications" / "smtp.py",
    PACKAGE / "serving.py",
    PACKAGE / "single_sign_on" / "line.py",
    PACKAGE / "webhooks" / "addresses.py",
    PACKAGE / "webhooks" / "posting.py",
}


def test_no_text_becomes_a_program() -> None:
    calling = [place(path, node.lineno) for path, node in calls() if ast.unparse(node.func) in NEVER_CALLED]
    shells = [
        place(path, node.lineno)
        for path, node in calls()
        if any(word.arg == "shell" and not _is_false(word.value) for word in node.keywords)
    ]

    assert not calling + shells, f"{calling + shells}: read data as data, and start programs with a list of words."


def test_what_reads_more_than_data_is_not_used() -> None:
    importing = [place(path, line) for path, name, line in imports() if name in NEVER_IMPORTED]

    assert not importing, f"{importing}: JSON for data, defusedxml for XML."


def test_xml_is_read_by_what_stops_entities() -> None:
    reading = [
        place(path, node.lineno)
        for path in python_files()
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.ImportFrom)
        and (node.module or "").startswith("xml.")
        and READS_XML & {one.name for one in node.names}
    ]
    by_name = [
        place(path, node.lineno)
        for path, node in calls()
        if isinstance(node.func, ast.Attribute)
        and node.func.attr in READS_XML
        and ast.unparse(node.func.value) in {"ET", "etree", "ElementTree"}
        and "from defusedxml import ElementTree" not in path.read_text()
    ]

    assert not reading + by_name, f"{reading + by_name}: `defusedxml.ElementTree` reads the same and refuses entities."


def test_queries_are_built_and_not_written() -> None:
    writing = [
        place(path, node.lineno)
        for path, node in calls()
        if ast.unparse(node.func) in {"text", "sqlalchemy.text", "connection.exec_driver_sql", "session.execute"}
        and node.args
        and isinstance(node.args[0], (ast.JoinedStr, ast.BinOp))
        and path not in SPEAKS_SQL
    ]

    assert not writing, f"{writing}: let SQLAlchemy build the query, so that every value is bound."


def test_few_places_start_programs() -> None:
    starting = {path for path, name, _ in imports() if name == "subprocess"}

    assert starting <= STARTS_PROGRAMS, f"{starting - STARTS_PROGRAMS}: let `papers.bounded` run it, within limits."


def test_few_places_talk_to_others() -> None:
    talking = {path for path, name, _ in imports() if name in TALKS_TO_OTHERS}

    assert talking <= MAY_TALK, f"{talking - MAY_TALK}: tell in docs/security.md whom it asks, and name the file here."


def imports() -> Iterator[tuple[Path, str, int]]:
    for path in python_files():
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Import):
                yield from ((path, one.name, node.lineno) for one in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                yield path, node.module, node.lineno


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is False
