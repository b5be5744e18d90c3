"""A server starts without the libraries that take much memory and are needed seldom."""

import subprocess
import sys

# In a process of its own, as the tests themselves know them all.
STARTS = """
import sys
from roadmaps import app, serving
app.know_every_room()
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
SELDOM = {"confusable_homoglyphs", "jsonschema", "minio", "openpyxl", "lxml", "redis", "typst", "webauthn", "zxcvbn"}


def test_a_server_starts_without_what_is_needed_seldom() -> None:
    told = subprocess.run([sys.executable, "-c", STARTS], stdout=subprocess.PIPE, text=True, check=True)

    started = set(told.stdout.split())
    assert "sqlalchemy" in started
    assert not started & SELDOM
