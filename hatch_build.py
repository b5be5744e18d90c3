"""Builds what the wheel carries besides Python: style sheets and scripts, catalogues, templates and migrations.

`roadmaps.paths` finds them in ``roadmaps/_bundled`` once installed. An editable installation uses those of the checkout,
which `make build` keeps fresh.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLED = ("templates", "static/dist", "migrations")


class BundleHook(BuildHookInterface):  # type: ignore[type-arg]
    """Runs before the wheel is put together."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build, and name what goes along."""
        if version == "editable":
            return
        root = Path(self.root)
        # A test that looks into a wheel need not wait for a second build of the same sources.
        if not (os.environ.get("ROADMAPS_REUSE_BUILD") and (root / "static/dist/manifest.json").exists()):
            build_front_end(root)
            compile_catalogues(root)
        build_data["force_include"].update({str(root / name): f"roadmaps/_bundled/{name}" for name in BUNDLED})


def build_front_end(root: Path) -> None:
    """Let npm fetch exactly what the lock names, run none of its scripts, and bundle."""
    npm = [sys.executable, str(root / "bin" / "npm")]
    subprocess.run([*npm, "ci", "--ignore-scripts", "--silent"], cwd=root, check=True)
    subprocess.run([*npm, "run", "--silent", "build"], cwd=root, check=True)


def compile_catalogues(root: Path) -> None:
    """Make the catalogues that a running site reads."""
    folder = root / "roadmaps" / "translations"
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", "compile", "-d", str(folder)], check=True)
