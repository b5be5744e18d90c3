"""Whoever only reads gets no cookie and needs none, and what caches may share is the same for everybody."""

from tests.doors.every_door import every_door

# Pages with a form that somebody without an account fills in: the form proves by a cookie from where it was sent. All of
# them are for writing something, choosing something or signing in; each that is added here has to be one of these.
FORMS = {
    "accessibility.report",
    "accounts.ask_for_letter",
    "accounts.ask_for_reset",
    "accounts.invitation",
    "accounts.reset",
    "accounts.sign_in",
    "accounts.sign_in_by_letter",
    "accounts.stoppable_email",
    "clarity.say_unclear",
    "consultation.answer",
    "consultation.letter",
    "consultation.proposal",
    "consultation.summary",
    "discovery.follow",
    "discovery.tell",
    "meetings.by_letter",
    "meetings.sign_up",
    "notifications.consider_leaving",
    "notifications.consider_stop",
    "pulse.answer",
    "responsibilities.by_link",
    "snapshots.take_home",
    "snapshots.take_working_home",
    "weighing.dots",
    "weighing.weigh",
}
# Keeps the language that somebody has chosen, which is what it is for.
CHOICES = {"site.choose_language"}


def test_reading_sets_no_cookie_and_shared_caches_hold_only_what_everybody_sees(asking):
    with_cookie, unsaid, differing = [], [], []
    for door in (one for one in every_door(asking.world.app) if one.method == "GET"):
        answer = asking.come(door, "anonymous")
        if "Set-Cookie" in answer.headers and door.endpoint not in FORMS | CHOICES and answer.status == 200:
            with_cookie.append(door.name)
        kept = answer.headers.get("Cache-Control", "")
        if not any(word in kept for word in ("private", "no-store", "no-cache", "public")):
            unsaid.append(door.name)
        if "public" in kept and asking.come(door, "coordinator").body != asking.come(door, "no role").body:
            differing.append(door.name)

    assert not with_cookie, "These pages set a cookie for whoever only reads: show their form when it is asked for."
    assert not unsaid, "These answers do not say whether they may be kept."
    assert not differing, "These answers may be kept for everybody, and are not the same for everybody."
