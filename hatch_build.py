"""Builds what the wheel carries besides Python: style sheets and scripts, catalogues, templates and migrations.

`roadmaps.paths` finds them in ``roadmaps/_bundled`` once installed. An editable installation uses those of the checkout,
which `make build` keeps fresh.
"""

import hashlib
import os
import subprocess
import sys
import tempfile
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
        self.stamps = tempfile.TemporaryDirectory()
        stamp = Path(self.stamps.name) / "build.txt"
        stamp.write_text(f"{stamp_of(root)}\n", encoding="utf-8")
        build_data["force_include"][str(stamp)] = "roadmaps/_bundled/build.txt"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """The stamp lies in the wheel now."""
        if version != "editable":
            self.stamps.cleanup()


def build_front_end(root: Path) -> None:
    """Let npm fetch exactly what the lock names, run none of its scripts, and bundle."""
    npm = [sys.executable, str(root / "bin" / "npm")]
    subprocess.run([*npm, "ci", "--ignore-scripts", "--silent"], cwd=root, check=True)
    subprocess.run([*npm, "run", "--silent", "build"], cwd=root, check=True)


def compile_catalogues(root: Path) -> None:
    """Make the catalogues that a running site reads."""
    folder = root / "roadmaps" / "translations"
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", "compile", "-d", str(folder)], check=True)


def stamp_of(root: Path) -> str:
    """By what this build is known: what whoever builds says, the commit, or else a hash of what goes into the wheel."""
    if told := os.environ.get("FARDPLAN_BUILD", "").strip():
        return told[:80]
    if (root / ".git").exists():
        words = ["git", "-C", str(root), "describe", "--always", "--abbrev=12", "--exclude=*", "--dirty=-changed"]
        asked = subprocess.run(words, capture_output=True, text=True, check=False)
        if asked.returncode == 0:
            return asked.stdout.strip()
    return f"sources-{hash_of_sources(root)[:12]}"


def hash_of_sources(root: Path) -> str:
    """The same for the same sources, wherever and whenever they are built."""
    digest = hashlib.sha256()
    for folder in ("roadmaps", "templates", "migrations", "static/src"):
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix not in {".pyc", ".mo"}:
                digest.update(f"{path.relative_to(root)}\0{path.stat().st_size}\0".encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()
