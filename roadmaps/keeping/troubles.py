"""What can stand in the way of copies, each told in a sentence by which an operator can mend it."""


class Trouble(Exception):
    """The base of them all."""


class BadCopy(Trouble):
    """A copy that is not whole, not what it was, or not for this place."""


class CannotRun(Trouble):
    """A program of PostgreSQL is not there, is too old, or has failed."""


class CannotKeep(Trouble):
    """The place for copies cannot be used."""


class NotThere(Trouble):
    """There is no database to take a copy of."""


class NotEmpty(Trouble):
    """There is something where something is to be put."""


class InUse(Trouble):
    """Somebody else has the database open."""


class DoesNotFit(Trouble):
    """What one database holds cannot be kept by the other, or did not come out as it went in."""
