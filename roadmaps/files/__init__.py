"""Pictures and attachments: taken in, kept by their content, shown to who may read the text, removed by a person only."""

from flask import Flask
from sqlalchemy.orm import Session

from roadmaps.files import panels, rules
from roadmaps.files.doors import SCANNER, STORE
from roadmaps.files.events import FileRemoved
from roadmaps.files.scanning import Scanner
from roadmaps.files.sizes import Sizes
from roadmaps.files.stores import Store, store_at
from roadmaps.files.uses import EXTENSION
from roadmaps.files.views import pages
from roadmaps.foundation.clock import now
from roadmaps.foundation.events import Listeners
from roadmaps.web.prose import PICTURES
from roadmaps.web.work import reading

__all__ = ["register"]


def register(app: Flask) -> None:
    """Open the doors of this room, and the place where contents lie."""
    settings = app.extensions["settings"]
    app.extensions[STORE] = store = store_at(settings.files_url, settings.data_dir)
    app.extensions[SCANNER] = Scanner(settings.files_scanner) if settings.files_scanner else None
    app.extensions[EXTENSION] = []
    app.extensions[PICTURES].append(Sizes(reading).tell)
    app.register_blueprint(pages)
    panels.hang(app.extensions["slots"])
    _listen(app.extensions["listeners"], store)


def _listen(listeners: Listeners, store: Store) -> None:
    """Once a removal is kept, and not before: a content that is gone cannot be brought back."""

    def let_content_go(session: Session, removed: FileRemoved) -> None:
        rules.let_go(session, removed.sha256, store=store, at=now())

    listeners.after_commit(FileRemoved, let_content_go)
