"""Checking whether a file or a hash belongs to a frozen version."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from roadmaps.snapshots.checking import Verdict, check
from roadmaps.snapshots.views.blueprint import pages
from roadmaps.web.identity import actor
from roadmaps.web.permissions import open_to_all
from roadmaps.web.work import reading


@pages.route("/check", methods=["GET", "POST"])
@open_to_all
def check_version() -> ResponseReturnValue:
    """Paste a hash or data, or send a file, and hear which version it is."""
    sent = request.files.get("file")
    uploaded = sent.read().decode("utf-8", "replace") if sent else ""
    typed = request.values.get("text", "")
    finding = check(reading(), uploaded or typed, actor=actor()) if uploaded or typed.strip() else None
    is_asked = request.method == "POST" or finding is not None
    page = render_template("snapshots/check.html", finding=finding, typed=typed, is_asked=is_asked, verdicts=Verdict)
    return page, 422 if is_asked and finding is None else 200


@pages.get("/v/<code>")
@open_to_all
def check_code(code: str) -> ResponseReturnValue:
    """Where the short code on a printed page leads."""
    return redirect(url_for("snapshots.check_version", text=code))
