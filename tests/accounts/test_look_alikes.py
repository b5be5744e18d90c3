"""Names that look like others: refused, or kept in a form that shows what they are."""

import json
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from roadmaps.accounts import names, rules
from roadmaps.accounts.models import Helix
from roadmaps.foundation.errors import Invalid
from tests.cases.check_html.labels import check_label
from tests.factories.accounts import a_person
from tests.factories.areas import as_actor

CASES = json.loads((Path(__file__).parents[1] / "cases" / "attack_inputs.json").read_text(encoding="utf-8"))["labels"]


@pytest.mark.parametrize("label", CASES, ids=lambda label: ascii(label)[:40])
def test_a_name_is_refused_or_shows_what_it_is(label: str) -> None:
    try:
        kept = names.one_line(label, field="name")
    except Invalid as refusal:
        assert "name" in refusal.fields
        return

    assert check_label(kept) == []
    assert names.looks(kept) not in names.RESERVED
    assert names.one_line(kept, field="name") == kept


@pytest.mark.parametrize(
    "label",
    ["admin", "ADMIN", "\u0430dmin", "\uff41\uff44\uff4d\uff49\uff4e", "adm\u0131n"],
    ids=ascii,
)
def test_nobody_is_called_what_the_site_is_called(label: str) -> None:
    with pytest.raises(Invalid):
        names.one_line(label, field="name")


@pytest.mark.parametrize(
    "name",
    [
        "Åsa Öberg",
        "Łukasz Nowak",
        "Ođđa Sámi",
        "Ærø",
        "Siân O’Brien-Ng",
        "Иван Петров",
        "Γιώργος",
        "مدير",
        "β-karoten AB",
        "RISE 2.0",
    ],
)
def test_names_of_people_and_organisations_everywhere_are_kept(name: str) -> None:
    assert names.one_line(name, field="name") == name


def test_two_organisations_do_not_look_the_same(session: Session, at: datetime) -> None:
    actor = as_actor(session, a_person(session, is_coordinator=True), on=at.date())
    facts = {"helix": Helix.BUSINESS, "short_name": "", "homepage": ""}
    rules.add_organisation(session, name="Torsta", **facts, actor=actor, at=at)

    for same in ("TORSTA", "\uff34orsta", "\u0422\u043er\u0455t\u0430"):
        with pytest.raises(Invalid):
            rules.add_organisation(session, name=same, **facts, actor=actor, at=at)
