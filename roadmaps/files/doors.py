"""The way to the contents of files, for the doors of this room and of those above."""

import logging
from typing import cast

from flask import current_app

from roadmaps.files.intake import TakenIn
from roadmaps.files.models import FileKind
from roadmaps.files.scanning import Scanner, ScannerFailed
from roadmaps.files.stores import Store
from roadmaps.files.uses import EXTENSION, UsesFinder
from roadmaps.foundation.errors import Invalid
from roadmaps.foundation.sentences import say

STORE = "file_store"
SCANNER = "file_scanner"
log = logging.getLogger(__name__)


def store() -> Store:
    """Where this application keeps contents."""
    return cast(Store, current_app.extensions[STORE])


def finders() -> list[UsesFinder]:
    """How the rooms above find files in what is theirs; they add their own when they register."""
    return cast(list[UsesFinder], current_app.extensions[EXTENSION])


def looked_through(taken: TakenIn) -> TakenIn:
    """The file, when no harm was found in it; pictures have been drawn anew already, and hold none.

    :raises Invalid: when the scanner found harm, or could not look
    """
    scanner = cast(Scanner | None, current_app.extensions[SCANNER])
    if scanner is None or taken.kind is FileKind.PICTURE:
        return taken
    try:
        harm = scanner.harm_in(taken.content)
    except ScannerFailed:
        log.exception("a document could not be looked through for viruses")
        why = say("The file could not be looked through for viruses just now. Try again in a while.")
        raise Invalid(why, {"file": why}) from None
    if harm:
        log.warning("a document was refused, as the scanner found %s in it", harm)
        why = say("The virus scanner says that the file is harmful, so it was not kept.")
        raise Invalid(why, {"file": why})
    return taken
