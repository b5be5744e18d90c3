"""The words of the pages about the interface: what each part is for, and what a program does about each refusal."""

from collections.abc import Mapping

from roadmaps.foundation.sentences import N_

# Shapes that more than one part needs stand on pages of their own.
SHARED, KINDS = "shapes", "kinds"

# By the name of the part, which the operations carry; in the order of the pages.
ABOUT: Mapping[str, str] = {
    "Areas and words": N_("The areas, the organisations, the glossary and the strategy: what roadmaps stand on."),
    "Roadmaps": N_("A roadmap as a whole: as it is, as it was, and as it was frozen."),
    "Blocks": N_(
        "Goals, activities, paragraphs and the rest, one by one: read them, write them, and see their history."
    ),
    "The plan": N_("Goals, activities and who answers for what, as rows."),
    "History": N_("Who wrote what and when, and what lies between two revisions."),
    "Suggestions": N_("Proposed changes: make them, follow them, and decide about them."),
    "Threads": N_("What people discuss: read it, begin a thread, answer in one."),
    "Following up": N_("Readings of indicators, how activities go, and what organisations have answered."),
    "The year": N_("Consultations, meetings, calls for funding, and the days of a year."),
    "Oneself and searching": N_("Who the token lets in, and searching in everything that one may read."),
    "The interface itself": N_("This description, for programs that read it by themselves."),
}

ADVICE: Mapping[int, str] = {
    400: N_("The body is not JSON. Mend the program."),
    401: N_("No access token was shown, or one that is not good any more. Show a good one."),
    403: N_(
        "The person may not do this, or the token was made without the right. Ask for a role, or make another token."
    ),
    404: N_("It is not there, or not for you to see."),
    405: N_("The address does not take this method. Mend the program."),
    409: N_("The answer holds both sides and a merge. Settle it, and send it again."),
    412: N_("The block has changed since you read it. Read it again."),
    413: N_("At most 2 MB are taken. Send less at a time."),
    415: N_("Send application/json."),
    422: N_("The member “errors” tells which fields are to blame, and why."),
    428: N_("Tell from which version you began, by base_version or If-Match."),
    429: N_("Wait as many seconds as the header Retry-After says."),
    500: N_("Our fault. Send it again, with the same Idempotency-Key."),
    503: N_("The site is busy. Send it again in a moment, with the same Idempotency-Key."),
}


def slug_of(part: str) -> str:
    """The name of a part in addresses: the same in every language."""
    return part.lower().replace(" ", "-")
