"""A log of updates in memory, and updates written by hand that are sent to it."""

from roadmaps.live.text.checking import Known, new_part
from roadmaps.live.text.documents import document_of, text_of
from roadmaps.live.text.y_updates import Struct, Update, read_update, write_update


class Log:
    """A log in memory, kept by the same rules."""

    def __init__(self, begun: bytes, client: int = 5) -> None:
        self.rows = [begun]
        self.client = client

    def take(self, update: bytes, client: int = 0) -> Update:
        self.client = client or self.client
        new = new_part(read_update(update), self.client, self.known)
        if new:
            self.rows.append(write_update(new))
        return new

    @property
    def known(self) -> Known:
        structs = [one for row in self.rows for one in read_update(row).structs]
        clocks = {self.client: 0}
        for one in structs:
            clocks[one.client] = max(clocks.get(one.client, 0), one.end)
        pairs = frozenset(one.client for one in structs if one.text and max(one.text) > "\uffff")

        def of(client: int) -> list[Struct]:
            return [one for one in structs if one.client == client]

        return Known(clocks, pairs, of, lambda client: (of(client) or [None])[-1], lambda: structs)

    @property
    def text(self) -> str:
        return text_of(document_of(self.rows))


def one(clock=0, length=1, text="x", origin=None, right=None, client=5):
    return Struct(client, clock, length, text, origin, right)


def take(log, *structs, ranges=()):
    return log.take(write_update(Update(structs, ranges)))
