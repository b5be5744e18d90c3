"""Where things lie in this house, for the tests that guard it."""

import ast
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "roadmaps"
TEMPLATES = ROOT / "templates"

LAYERS: list[str] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"][0][
    "layers"
]
# The lowest floor is 0.
FLOORS = {room.strip(): height for height, layer in enumerate(reversed(LAYERS)) for room in layer.split("|")}
ROOMS = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}


def room_of(module: str) -> str:
    """The room that a module belongs to."""
    return module.split(".")[1]


def python_files(folder: Path = PACKAGE) -> Iterator[Path]:
    """Every Python file of the product."""
    return (path for path in sorted(folder.rglob("*.py")) if "__pycache__" not in path.parts)


@cache
def parsed(path: Path) -> ast.Module:
    """The file as a tree."""
    return ast.parse(path.read_text())


@cache
def calls() -> Sequence[tuple[Path, ast.Call]]:
    """Every call in the product, and the file that it stands in."""
    return [(path, node) for path in python_files() for node in ast.walk(parsed(path)) if isinstance(node, ast.Call)]


def place(path: Path, line: int | None = None) -> str:
    """How a message names a place."""
    return f"{path.relative_to(ROOT)}" + (f":{line}" if line else "")
