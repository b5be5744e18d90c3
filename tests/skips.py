"""What could not be tried on this machine stands at the end of the run, in lines that `bin/check` passes on."""

import pytest

# How a reason begins that names something missing on the machine, such as "NO NGINX ON THIS MACHINE: …".
MISSING = "NO "


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line for each reason."""
    reasons = {
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    }
    for reason in sorted(reasons):
        if reason.startswith(MISSING):
            terminalreporter.write_line(f"!!!!  SKIPPED: {reason}")
