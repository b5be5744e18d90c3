"""Two who do something at the same moment, one of them a little before the other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress

from sqlalchemy.orm import Session

from roadmaps.foundation.errors import Refusal
from roadmaps.foundation.unit_of_work import UnitsOfWork

# So long the second is given to come as far as it gets while the first is not kept yet.
A_WHILE = 0.6
Act = Callable[[Session], object]


def what_comes_of_the_second(units: UnitsOfWork, first: Act, second: Act) -> Refusal | None:
    """How the second is refused, if it is, which begins when the first has done all but being kept."""

    def run() -> Refusal | None:
        try:
            with units.change() as session:
                second(session)
        except Refusal as refusal:
            return refusal
        return None

    with ThreadPoolExecutor(1) as pool:
        with units.change() as session:
            first(session)
            units.listeners.tell_in_transaction(session)
            session.flush()
            late = pool.submit(run)
            with suppress(NotYet):
                late.result(A_WHILE)
        return late.result()
