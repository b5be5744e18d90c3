"""The limit that `bench.site` measures against: a page of Flask with nothing in it, on the site's own server and settings.

python -m bench.bare_page PORT WORKERS THREADS
"""

import sys
from collections.abc import Callable

from flask import Flask

from roadmaps import serving

PAGE = "<!doctype html><html lang='sv'><title>Färdplan</title><h1>Färdplan</h1>"


class _Nothing:
    """What the server hands to the parts of the site that there are none of here."""

    def stop_when(self, _is_stopping: Callable[[], bool]) -> None:
        """No web sockets to close."""

    def spare(self, _threads: int) -> None:
        """Nobody waits here for a place."""

    def begin_beside_pages(self) -> None:
        """Nothing to do beside pages."""

    @property
    def live_sockets(self) -> int:
        """None are let in."""
        return 0

    @property
    def database(self) -> "_Nothing":
        """No database."""
        return self

    def leave_to_parent(self) -> None:
        """No connections either."""


def bare_page() -> Flask:
    """One page, that says the same to everybody."""
    app = Flask(__name__)
    app.extensions |= dict.fromkeys(("arrivals", "duties", "live", "settings", "units_of_work"), _Nothing())
    app.add_url_rule("/", view_func=lambda: PAGE, endpoint="page")
    return app


if __name__ == "__main__":
    serving.create_app_from_environment = bare_page
    serving.make_ready = lambda _app: None
    port, workers, threads = (int(one) for one in sys.argv[1:])
    serving.serve("127.0.0.1", port, workers=workers, threads=threads, when_ready=lambda: None)
