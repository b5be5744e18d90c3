"""Writes docs/privacy.md: what the register says is kept about people. Run it with ``python -m tests.privacy_table``."""

import sys
from collections.abc import Iterable
from pathlib import Path

from roadmaps.privacy.periods import PERIODS
from roadmaps.privacy.places import FROZEN
from roadmaps.privacy.register import Kept, Purpose
from roadmaps.privacy.telling import told

PAGE = Path(__file__).parent.parent / "docs" / "privacy.md"

INTRODUCTION = """\
# What is kept about people

This page is written by `python -m tests.privacy_table` from the register in `roadmaps/privacy/register`; a test fails when
it is out of date. Another (`tests/privacy/test_register.py`) fails when a table has a column that leads to a person, or whose
name tells of one, and the register does not say why, for how long, and what erasure does to it. The page `/privacy` tells
everybody the same, and who answers for the data, which a coordinator fills in at `/administration/privacy/facts`.

The authority that runs the site answers for the data; whoever runs the machines for it does so on its behalf. Nobody needs
an account to read. No page asks any other site for anything, and reading sets no cookie.

## What people can do

| Right (regulation 2016/679) | Where | How |
|---|---|---|
| to know (13, 14) | `/privacy` | who, why, on which ground, how long, rights, where to complain |
| to see (15), to take along (20) | `/me/data` | a ZIP with a page to read and data (`my-data.json`), made when it is asked for and kept nowhere; it takes a proof of who one is that is less than a quarter of an hour old |
| to have it corrected (16) | `/me`, `/me/data/request` | name, language, address and password by oneself; the rest is asked for, answered within a month, and told by letter |
| to have it taken away (17) | `/me/data/erasure` | see below |
| to have it used less (18), to object (21) | `/me/data/request` | as for corrections |

Somebody without an account, whose address a letter went to, writes to the authority. A coordinator gathers what is kept at the
address (`/administration/privacy/address`) and has it taken away (`/administration/privacy/erasures/of-address`).

What is given out to somebody tells nothing of others: ids of other people, their names and their addresses are covered
wherever they stand. Secrets, and what they hash to, are given out to nobody, and neither are letters with a link that opens
something.

## Erasure

1. The person asks, or a coordinator begins. Nothing is changed; the person can take it back until it is done.
2. A coordinator looks into it: what goes, what stays, what only that person does (the only coordinator, an area without another
   process leader, points that wait for their reply), and **every text in which the name or the address stands**, found in all tables.
   The coordinator can give other words to look for: nicknames, older names, telephone numbers, other addresses. They are found by
   the same rule, telephone numbers also when they are grouped otherwise or begin with the country; what is kept by such an address
   goes as well, unless somebody else has an account there. For each text it is decided whether other words are put in its place, or
   it is left. New words undo the proposal, and what was decided where they stand; they are forgotten when it is over.
3. The coordinator proposes it. **Another coordinator confirms it**; where there is only one, the same can do so after seven days.
   Both take a fresh proof. A text with the name that has come since has to be decided on first.
4. In one unit of work: every browser is signed out, roles and memberships end, rows that are the person's alone go, and the
   name becomes “Tidigare företrädare för” the organisation that they acted for last (“Tidigare deltagare” for who acted for none).
   The name is kept once, in Swedish, as the site's first language. A last letter goes to the old address, which is then forgotten.
5. Nobody can be let in again under the old account; a new invitation makes a new person.

What stays, and why: the history of a roadmap is the record of how a public document came about. Its rows keep the id of the
person, which leads to nothing but the new name. Numbers of revisions, the words of texts that name nobody and the journal stay
as they are, so that everything that was cited can still be found; the journal holds ids only, and its chain still verifies.
Network addresses beside the journal's lines go, and the journal tells that they did.

**Frozen versions** are official documents with a hash, and are not changed. Who froze one is shown by the new name, as it is read
from the account; a name that stands *in* the frozen text stays there, and the page of the erasure tells that it does. Frozen in this sense: {frozen}.

The index of the search is read anew; files that were made with comments and letters that have gone out with the name are thrown away.
What several typed at the same time is thrown away by itself within seven months, and may hold the name until then. Copies of the database
hold what they held when they were made: `docs/operations.md` tells how long they are kept.

## How long

Coordinators see at `/administration/privacy/retention` how much of each class is past its time. What people might miss goes when
one of them approves it, and exactly what was shown; the rest goes by itself once a day. Either leaves a note with the class,
the moment, the number of rows and who approved it. A coordinator can choose other times within bounds, with the decision that they rest on.
"""


def page() -> str:
    """The whole page."""
    frozen = ", ".join(f"`{one}`" for one in sorted(FROZEN))
    return "\n".join(
        [INTRODUCTION.replace("{frozen}", frozen), *_periods(), "## What is kept", "", *_purposes(), *_tests()]
    )


def _periods() -> Iterable[str]:
    yield "| Class | Kept, in days | Bounds | Goes |"
    yield "|---|---|---|---|"
    for one in PERIODS.values():
        bounds = "fixed" if one.is_fixed else f"{one.least}–{one.most}"
        goes = "by itself" if one.is_by_itself else "when approved"
        yield f"| {one.label} | {one.days} {one.counted} | {bounds} | {goes} |"
    yield ""


def _purposes() -> Iterable[str]:
    for one in told(None):
        purpose: Purpose = one.purpose
        yield f"### {purpose.label}\n\n{purpose.why} {purpose.ground}\n"
        yield "| Table | What | About whom | How long | Erasure |"
        yield "|---|---|---|---|---|"
        for entry, how_long in one.entries:
            yield f"| `{entry.table}` | {entry.what} | {_about(entry)} | {how_long} | {_erasure(entry)} |"
        yield ""


def _about(entry: Kept) -> str:
    told_by = [f"`{one}`" for one in (*entry.own, *entry.addresses, *entry.hashed)]
    if entry.through:
        told_by.append(f"through `{entry.through.table}`")
    if entry.deeds:
        told_by.append("acts: " + ", ".join(f"`{one}`" for one in entry.deeds))
    if entry.anonymous and not (entry.own or entry.hashed or entry.addresses or entry.through):
        told_by.append("nobody who can be found by it: " + ", ".join(f"`{one}`" for one in entry.anonymous))
    if not told_by and entry.names:
        told_by.append("names in words: " + ", ".join(f"`{one}`" for one in entry.names))
    return ", ".join(told_by)


def _erasure(entry: Kept) -> str:
    if entry.goes_when:
        return "goes while " + ", ".join(f"`{name}` is {value}" for name, value in entry.goes_when.items())
    if entry.fate == "goes":
        return "goes"
    return "stays; cleared: " + ", ".join(f"`{one}`" for one in entry.cleared) if entry.cleared else "stays"


def _tests() -> Iterable[str]:
    yield "## What holds it\n"
    yield "| Claim | Test |"
    yield "|---|---|"
    for claim, test in (
        ("No column about people is outside the register", "`tests/privacy/test_register.py`"),
        (
            "With two people in every column of every table: one gets everything of theirs, nothing of the other, no secret",
            "`tests/privacy/test_everywhere.py`",
        ),
        (
            "After an erasure no table but the frozen ones holds the name or the address, and everybody else is as before",
            "`tests/privacy/test_everywhere.py`, `tests/privacy/test_erasing.py`",
        ),
        (
            "Numbers, hashes of frozen versions and the journal's chain hold; search, pages and feeds show the new name",
            "`tests/privacy/test_erasing.py`",
        ),
        (
            "Two coordinators, or one after a week; never oneself; never the last coordinator",
            "`tests/privacy/test_erasing.py`",
        ),
        (
            "Nicknames, older names, numbers and other addresses that were given go too",
            "`tests/privacy/test_other_words.py`",
        ),
        ("What is told as due goes, and nothing before; nothing without approval", "`tests/privacy/test_retention.py`"),
        ("Requests are answered by somebody else, and letters do not repeat them", "`tests/privacy/test_own_data.py`"),
    ):
        yield f"| {claim} | {test} |"
    yield ""


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"Wrote {PAGE}\n")
