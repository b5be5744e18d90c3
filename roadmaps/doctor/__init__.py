"""What an installation needs and what it keeps, looked at part by part; each finding says what to do about it."""

from collections.abc import Callable, Iterator

from flask import Flask
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from roadmaps.config import Settings
from roadmaps.doctor import chain, files, installation, numbers, references, texts, upkeep
from roadmaps.doctor.findings import Finding, mend
from roadmaps.files.doors import STORE
from roadmaps.foundation.clock import now
from roadmaps.foundation.unit_of_work import UnitsOfWork

__all__ = ["Finding", "examine"]

Part = Callable[[Session], Iterator[Finding]]


def examine(app: Flask, *, is_thorough: bool = False) -> list[Finding]:
    """Look at everything; nothing is changed.

    :param is_thorough: go through the whole journal and every frozen version, and not only the newest
    """
    settings: Settings = app.extensions["settings"]
    units: UnitsOfWork = app.extensions["units_of_work"]
    at = now()
    found = list(installation.database(units.database))
    parts: dict[str, Part] = {
        "What the site does by itself": lambda session: upkeep.own_work(session, app, at),
        "Letters": lambda session: upkeep.letters(session, settings, at),
        "Messages to other systems": lambda session: upkeep.webhooks(session, at),
        "Copies": lambda session: upkeep.copies(session, at),
        "References": references.look,
        "Numbers": numbers.look,
        "Texts": lambda session: texts.look(session, is_thorough=is_thorough),
        "The journal": lambda session: chain.look(session, settings, is_thorough=is_thorough),
        "Pictures and files": lambda session: files.look(session, app.extensions[STORE]),
        "What is written together": lambda session: upkeep.writing(session, at),
    }
    is_current = all(one.is_well for one in found)
    for name, part in parts.items():
        found += _shielded(units, name, part, is_current=is_current)
    return [*found, *installation.replica(units.database), *installation.surroundings(settings)]


def _shielded(units: UnitsOfWork, name: str, part: Part, *, is_current: bool) -> list[Finding]:
    found: list[Finding] = []
    try:
        with units.database.reading() as session:
            found.extend(part(session))
    except DBAPIError as error:
        # Where the database does not answer, or has old tables, that has been told.
        if is_current:
            found.append(mend(f"{name} cannot be looked at: {error.orig}"))
    return found
