"""Libraries that most processes never need: imported when something of them is first asked for, and not when a process starts.

For what takes megabytes and is used where a site has chosen it, or now and then: `tests/architecture/test_later.py` holds that a
server starts without them. What many requests need is better imported at once: the processes of a server then share it.
"""

from importlib import import_module
from types import ModuleType


class _Later(ModuleType):
    """Stands for a module, and has what that has."""

    def __getattr__(self, name: str) -> object:
        return getattr(import_module(self.__name__), name)


def later(name: str) -> ModuleType:
    """What stands for the module. Beside it, `if TYPE_CHECKING:` tells what it is."""
    return _Later(name)
