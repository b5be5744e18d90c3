"""What failed and was tried once more stands at the end of the run with what was the matter, for whoever looks for the cause."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Lines that `bin/check` passes on."""
    for report in terminalreporter.stats.get("rerun", []):
        for line in (f"tried once more: {report.nodeid}", *report.longreprtext.splitlines()):
            terminalreporter.write_line(f"!!!!  {line}")
