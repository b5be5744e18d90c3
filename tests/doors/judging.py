"""What an answer amounts to, in one letter, and whether it tells or changes what it should not."""

from collections.abc import Iterator

from tests.doors.asking import Answer
from tests.doors.every_door import Door
from tests.doors.states import State

MEANINGS = {
    "+": "let in; a form changes something",
    "=": "let in; what was sent changes nothing",
    "?": "let in, and told what is wrong with what was sent",
    "s": "led to the page for signing in",
    "u": "told to sign in",
    "x": "refused, as the thing is known",
    "o": "told that there is nothing, as the thing is not",
    "t": "told to wait",
    "!": "failed",
}
REFUSED = "suxot"
_LETTERS = {400: "?", 401: "u", 403: "x", 404: "o", 409: "?", 422: "?", 429: "t"}
# Whoever holds the secret in these addresses may read what it leads to, with or without an account.
BY_SECRET = {
    "neighbours.shared",
    "neighbours.shared_data",
    "neighbours.shared_file",
    "calendar_files.private",
    "discovery.follow",
    "discovery.forget_address",
    "pulse.answer",
    "pulse.send",
    "responsibilities.by_link",
    "responsibilities.answer_by_link",
    "accounts.invitation",
    "accounts.accept",
    "accounts.reset",
    "notifications.consider_stop",
    "notifications.consider_leaving",
    "notifications.stop",
    "notifications.leave",
    "meetings.by_letter",
    "weighing.sheet",
    "weighing.weigh",
}
LEADING = ("leader", "deputy", "coordinator", "second coordinator", "stale leader", "stale coordinator")
STRANGERS = ("anonymous", "dead", "half in")
OUTSIDE = (*STRANGERS, "no role", "actor there", "leader there")
SEES_ADDRESSES = ("leader", "deputy", "leader there", "coordinator")


def letter_of(door: Door, answer: Answer) -> str:
    """The answer in a letter."""
    if answer.status in _LETTERS:
        return _LETTERS[answer.status]
    if answer.status >= 400:
        return "!"
    if answer.location.startswith("/sign-in?") and not answer.changed:
        return "s"
    is_quiet = door.method != "GET" and not answer.changed
    return "=" if is_quiet else "+"


def faults_of(door: Door, answer: Answer, who: str, state: State, *, own_name: str) -> Iterator[str]:
    """What the answer tells that it should not, or what a refusal has changed."""
    said = answer.text.replace(own_name, "").replace(f"{who.replace(' ', '-')}@adress.example", "")
    is_refused = letter_of(door, answer) in REFUSED
    if is_refused and answer.changed:
        yield f"changed {sorted(answer.changed)} though it refused"
    # Whoever may read a page and not write on it is shown the page, with why; who may not even that is shown nothing.
    never = ["Hemligt", "@adress.example", *(["Namnet ", "Kanarie"] if letter_of(door, answer) in "sou" else [])]
    if is_refused and any(mark in said for mark in never):
        yield "told something that it refused to tell"
    if door.endpoint in BY_SECRET:
        return
    if state.name == "kept" and who in OUTSIDE and "Kanariehar" in said:
        yield "told what the working version says, which is not shown"
    # Whoever is muted is told why on a page of their own.
    is_told_why = who == "muted" and door.endpoint.startswith("moderation.")
    if "Undanlagthar" in said and who not in LEADING and not is_told_why:
        yield "told what was hidden, flagged or noted by those who lead the area"
    if "Hemligthar" in said and who in OUTSIDE:
        yield "told somebody without a role in the area what was said in confidence"
    if who in STRANGERS and ("Namnet " in said or "Hemligt" in said):
        yield "told a stranger the name of a person, or what was said in confidence"
    if who not in SEES_ADDRESSES and "@adress.example" in said:
        yield "told the address of a person"
