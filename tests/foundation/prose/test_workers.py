"""The processes that parse: stopped by a hostile text, replaced, shared by threads, not shared by forks."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from roadmaps.foundation import prose
from roadmaps.foundation.prose import workers

# Within the limits, and more than a second of work.
HOPELESS = "|a|b|\n|-|-|\n" + "|**x**|y|\n" * 19_000
HOUSE = Path(__file__).parents[3]


def living() -> set[int]:
    """The processes that parse for this one."""
    return {worker._process.pid for worker in workers._living}


def until(is_so: Callable[[], bool]) -> bool:
    """Whether it comes to be so within some seconds."""
    end = time.monotonic() + 20
    while not is_so() and time.monotonic() < end:
        time.sleep(0.02)
    return is_so()


def is_gone(process: int) -> bool:
    """Whether the process has ended."""
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def test_one_process_serves_one_text_after_another() -> None:
    prose.render("Först.")
    before = living()

    for number in range(20):
        prose.render(f"Nummer {number}.")

    assert living() == before


def test_a_text_that_takes_too_long_is_refused_and_does_not_harm_the_next() -> None:
    before = living()

    with pytest.raises(prose.TooComplex):
        prose.render(HOPELESS)

    assert prose.render("Hej.") == "<p>Hej.</p>"
    assert living() != before
    assert len(living()) <= workers.WORKERS


def test_hopeless_texts_on_every_thread_leave_the_workers_usable() -> None:
    def refused(_: int) -> bool:
        try:
            prose.render(HOPELESS)
        except prose.TooComplex:
            return True
        return False

    with ThreadPoolExecutor(4) as pool:
        hopeless = list(pool.map(refused, range(4)))
        shown = list(pool.map(lambda number: prose.render(f"Nummer {number}."), range(40)))

    assert all(hopeless)
    assert shown == [f"<p>Nummer {number}.</p>" for number in range(40)]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGSEGV])
def test_a_process_that_was_killed_is_replaced(how: signal.Signals) -> None:
    prose.render("Före.")

    for process in living():
        os.kill(process, how)

    assert prose.render("Efter.") == "<p>Efter.</p>"


def test_a_process_that_dies_over_an_honest_text_is_asked_again_in_another() -> None:
    prose.render("Före.")
    for process in living():
        os.kill(process, signal.SIGSTOP)

    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(prose.render, "Mitt i.")
        time.sleep(0.1)
        for process in living():
            os.kill(process, signal.SIGKILL)

        assert asked.result() == "<p>Mitt i.</p>"


def test_a_request_larger_than_a_pipe_comes_through() -> None:
    text = "\n\n".join(["ord " * 40] * 400)

    assert prose.render(text).count("<p>") == 400


def test_the_work_is_done_in_another_process() -> None:
    prose.render("Hej.")

    assert living()
    assert os.getpid() not in living()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_has_workers_of_its_own() -> None:
    prose.render("Före.")
    mine = living()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        shown = prose.render("Barnet.")
        os.write(writing, f"{shown} {living().isdisjoint(mine)}".encode())
        workers._stop()
        os._exit(0)
    os.waitpid(child, 0)
    os.close(writing)

    assert os.read(reading, 100) == b"<p>Barnet.</p> True"
    os.close(reading)
    assert prose.render("Efter.") == "<p>Efter.</p>"
    assert mine <= living()


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_child_does_not_keep_its_parents_workers_alive() -> None:
    prose.render("Före.")
    mine = living()
    child = os.fork()
    if child == 0:
        time.sleep(30)
        os._exit(0)

    for worker in list(workers._living):
        worker._close()

    ended = until(lambda: all(map(is_gone, mine)))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    assert ended
    assert prose.render("Efter.") == "<p>Efter.</p>"


def test_the_workers_end_when_their_process_is_killed() -> None:
    script = (
        "import time; from roadmaps.foundation import prose; from roadmaps.foundation.prose import workers;"
        "prose.render('x'); print(*[one._process.pid for one in workers._living], flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", script], cwd=HOUSE, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout
        processes = [int(one) for one in parent.stdout.readline().split()]

        parent.kill()

    assert processes
    assert until(lambda: all(map(is_gone, processes)))


def test_a_process_that_ends_takes_its_workers_along_without_a_word() -> None:
    script = "from roadmaps.foundation import prose; print(prose.render('Hej.'))"

    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", script], cwd=HOUSE, capture_output=True, text=True, check=False
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, "<p>Hej.</p>\n", "")


def test_it_works_from_any_folder(tmp_path: Path) -> None:
    script = f"import sys; sys.path.insert(0, {str(HOUSE)!r}); from roadmaps.foundation import prose; print(prose.render('Hej.'))"

    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert done.stdout == "<p>Hej.</p>\n"
