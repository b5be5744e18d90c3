"""The demo's frozen versions."""

from typing import Any


def freeze_versions(*_: Any) -> None:
    """To come with the room of snapshots."""
