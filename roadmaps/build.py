"""Which copy of the product this is: the version is the same for many, the build for one commit or one set of sources."""

import subprocess
from functools import cache
from pathlib import Path

from roadmaps import __version__, paths

# Written by hatch_build.py when a wheel is made.
STAMP = "build.txt"
UNKNOWN = "unknown"
_GIT_TAKES_AT_MOST_SECONDS = 5


@cache
def build() -> str:
    """The commit that is installed or checked out, such as 4e62ec2ab301; with a word behind if files were changed since.

    A wheel that was made where there was no git is told by its sources instead.
    """
    stamp = paths.ROOT / STAMP
    if paths.is_installed():
        return stamp.read_text(encoding="utf-8").strip() if stamp.is_file() else UNKNOWN
    return commit_of(paths.ROOT) or UNKNOWN


def told() -> str:
    """Version and build, for people."""
    return f"{__version__} ({build()})"


def commit_of(checkout: Path) -> str:
    """The commit of a checkout; nothing where there is no git, or none that lets itself be asked."""
    if not (checkout / ".git").exists():
        return ""
    words = ["git", "-C", str(checkout), "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=-changed"]
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            words, capture_output=True, text=True, check=False, timeout=_GIT_TAKES_AT_MOST_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
