"""Work beside serving pages goes on whatever fails, and ends when it is told to."""

from threading import Event

from flask import Flask

from roadmaps.web.background import Background, employ

PATIENCE = 10


def test_it_goes_on_after_a_failure_until_it_is_stopped() -> None:
    turns: list[int] = []
    third = Event()

    def act() -> None:
        turns.append(1)
        if len(turns) == 1:
            raise RuntimeError("the first one fails")
        if len(turns) >= 3:
            third.set()

    background = Background("test", act, pause_seconds=0.01)
    background.start()

    assert third.wait(PATIENCE)
    background.stop(PATIENCE)
    after = len(turns)

    assert not third.wait(0.05) or len(turns) == after


def test_a_process_begins_with_its_first_request_and_only_once() -> None:
    app = Flask("trial")
    begun: list[int] = []
    first = Event()
    employ(app, "test", lambda: (begun.append(1), first.set()), pause_seconds=3600)

    assert begun == []

    client = app.test_client()
    client.get("/")
    client.get("/")

    assert first.wait(PATIENCE)
    assert begun == [1]
