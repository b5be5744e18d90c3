"""A roadmap is begun from a paper: kept aside for its sender, chosen part by part, and written as one change."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from roadmaps.accounts.models import Organisation
from roadmaps.bringing_in import rules
from roadmaps.bringing_in.drafts import Built
from roadmaps.bringing_in.models import PendingPaper
from roadmaps.foundation.errors import Invalid, NotAllowed, NotFound
from roadmaps.papers.incoming.missing import words_of
from roadmaps.revisions.models import How, Revision
from roadmaps.revisions.queries import find_revision
from roadmaps.revisions.states import BlockState
from roadmaps.roadmap.files_aside import LASTS
from tests.bringing_in.words import TRANSLATES
from tests.factories.accounts import an_organisation
from tests.factories.incoming import a_long_markdown, a_messy_plan, a_tidy_strategy
from tests.factories.roadmap import AT, Plan, a_plan


@pytest.fixture
def plan(session: Session) -> Plan:
    for name in ("Torsta AB", "Mittuniversitetet", "Region Jämtland Härjedalen", "Krokoms kommun", "Åre kommun"):
        an_organisation(session, name)
    return a_plan(session)


def keep(plan: Plan, data: bytes | str, name: str = "strategi.md") -> PendingPaper:
    sent = data.encode() if isinstance(data, str) else data
    return rules.keep_file(plan.session, plan.roadmap, name, rules.read_sent(name, sent), actor=plan.leader, at=AT)


def preview(plan: Plan, pending: PendingPaper) -> Built:
    return rules.preview_of(plan.session, plan.roadmap, pending, TRANSLATES)


def choose(plan: Plan, pending: PendingPaper, posted: Mapping[str, str]) -> Built:
    rules.choose(plan.session, pending, posted, preview(plan, pending))
    return preview(plan, pending)


def confirm(plan: Plan, pending: PendingPaper, **facts: Any) -> Revision | None:
    given = {"seal": rules.seal_of(preview(plan, pending)) if pending.told else "", "summary": "", "actor": plan.leader}
    revision = rules.confirm(plan.session, plan.roadmap, pending, **{**given, **facts}, translates=TRANSLATES, at=AT)
    plan.session.refresh(plan.roadmap.history)
    return revision


def brought(plan: Plan, data: bytes | str, name: str = "strategi.md") -> Revision:
    revision = confirm(plan, keep(plan, data, name))
    assert revision is not None
    return revision


def called(plan: Plan, title: str) -> BlockState:
    return next(one for one in plan.state if one.content.get("title") == title)


def organisation(plan: Plan, name: str) -> str:
    return str(plan.session.scalar(select(Organisation.id).where(Organisation.name == name)))


def parts(plan: Plan, activity: UUID) -> list[tuple[str, str]]:
    return [(one.content["organisation_name"], one.content["part"]) for one in plan.state.children(activity)]


def test_a_word_file_becomes_a_roadmap_in_one_change(plan: Plan) -> None:
    revision = brought(plan, a_tidy_strategy(), "Strategi 2033.docx")

    assert (revision.number, revision.how, revision.summary) == (1, How.IMPORT, "Strategi 2033.docx")
    assert [one.kind for one in plan.state.in_reading_order()].count("activity") == 4
    assert called(plan, "År 2035 förädlar länet mer av det som marken ger.").kind == "vision"
    assert called(plan, "Generationsväxling").kind == "need"
    assert called(plan, "Mer avverkning mot orörd betesmark").kind == "goal_conflict"
    assert called(plan, "Styrning och uppföljning").kind == "background"


def test_rows_of_a_table_become_activities_with_dates_state_goal_and_parts(plan: Plan) -> None:
    brought(plan, a_tidy_strategy(), "s.docx")
    goal = called(plan, "Mål 1: Dubbelt så många företag förädlar råvaror i länet")
    lab = called(plan, "Delat livsmedelslabb i Ås")

    said = {name: lab.content[name] for name in ("goal", "start", "end", "status", "text")}
    assert said == {
        "goal": str(goal.id),
        "start": "2026-Q3",
        "end": "2027-Q4",
        "status": "in_progress",
        "text": "**Kostnad (tkr):** 1 200",
    }
    assert parts(plan, lab.id) == [("Torsta AB", "leads"), ("Mittuniversitetet", "takes_part")]


def test_a_lead_is_proposed_and_not_answered_for(plan: Plan) -> None:
    brought(plan, a_tidy_strategy(), "s.docx")
    [lead] = [one for one in plan.state.of_kind("responsibility") if one.content["organisation_name"] == "Torsta AB"]

    assert lead.content["answer"] == "proposed"


def test_what_is_not_known_for_sure_stays_in_the_text(plan: Plan) -> None:
    brought(plan, a_tidy_strategy(), "s.docx")
    mentors = called(plan, "Mentorer för nya förädlare")

    assert (
        mentors.content["text"] == "**Ansvarig:** Okända Bolaget\n\n**Tidplan:** hösten 2026\n\n**Kostnad (tkr):** 300"
    )
    assert (mentors.content["start"], parts(plan, mentors.id)) == (None, [])


def test_rows_of_indicators_have_values_units_years_and_who_answers(plan: Plan) -> None:
    brought(plan, a_tidy_strategy(), "s.docx")
    one = called(plan, "Företag som förädlar råvaror").content

    assert (one["baseline"], one["baseline_year"], one["target"], one["target_year"]) == ("42", 2025, "84", 2033)
    assert (one["unit"], one["source"]) == ("företag", "SCB:s företagsregister")
    assert one["responsible"] == organisation(plan, "Torsta AB")


def test_labels_under_a_heading_are_understood_as_fields(plan: Plan) -> None:
    an_organisation(plan.session, "Hushållningssällskapet")

    brought(plan, a_tidy_strategy(), "s.docx")
    weeks = called(plan, "Prova på-veckor på gårdar")

    assert (weeks.content["start"], weeks.content["text"]) == (
        "2027",
        "Veckorna hålls varje sommar och annonseras i skolorna.",
    )
    assert parts(plan, weeks.id) == [("Hushållningssällskapet", "leads")]


def test_notes_go_with_the_words_that_mention_them(plan: Plan) -> None:
    brought(plan, a_tidy_strategy(), "s.docx")
    goal = called(plan, "Mål 2: Fler unga stannar i de gröna näringarna")

    assert goal.content["text"].endswith("[^2]: Gäller dem under 35 år.")
    assert "Gäller dem" in goal.html["text"]


def test_a_sub_area_holds_its_needs_goals_and_activities(plan: Plan) -> None:
    brought(plan, a_long_markdown(2))
    area = called(plan, "Delområde 2: Leder och vatten 2")

    assert [one.kind for one in plan.state.children(area.id)] == [
        "need",
        "need",
        "goal",
        "goal",
        "activity",
        "activity",
    ]


def test_every_word_of_a_file_is_in_the_roadmap_or_told_as_left_out(plan: Plan) -> None:
    for paper, name in ((a_tidy_strategy(), "a.docx"), (a_messy_plan(), "b.docx"), (a_long_markdown(3), "c.md")):
        pending = keep(plan, paper, name)
        text = rules.unpacked(pending.told).text
        left = " ".join(one.text for one in preview(plan, pending).left_out)
        before = set(plan.state.blocks)

        confirm(plan, pending)
        said = " ".join(
            str(value) for key, one in plan.state.blocks.items() if key not in before for value in one.content.values()
        )
        understood = "ansvarig tidplan status pågår ej påbörjad planerad aktivitet indikator basvärde målvärde källa åtgärd vem när start slut maj krokoms åre kommun q3 q4"

        there = set(words_of(f"{said} {left} {understood}"))
        assert {one for one in words_of(text) if not one.isdigit() and "adress" not in one} <= there


def test_choices_change_what_becomes_of_a_part_and_where_it_lies(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.\n\n# Stigen\n\nSmal.\n\n# Rasten\n\nLång.")

    choose(plan, pending, {"becomes-s0": "goal"})
    choose(plan, pending, {"becomes-s1": "activity"})
    built = choose(plan, pending, {"becomes-s1": "activity", "under-s1": "s0", "becomes-s2": "join"})
    confirm(plan, pending)

    assert [(one.kind, one.title) for one in built.drafts] == [("goal", "Skogen"), ("activity", "Stigen")]
    assert called(plan, "Stigen").content["goal"] == str(called(plan, "Skogen").id)
    assert called(plan, "Stigen").content["text"] == "Smal.\n\n### Rasten\n\nLång."


def test_the_points_of_a_list_can_become_blocks_of_their_own(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nVi vill:\n\n- Plantera\n- Gallra")

    built = choose(plan, pending, {"becomes-s0-1": "activity"})

    assert [(one.kind, one.title) for one in built.drafts] == [
        ("background", "Skogen"),
        ("activity", "Plantera"),
        ("activity", "Gallra"),
    ]
    assert built.drafts[0].filled.content["text"] == "Vi vill:"


def test_the_rows_of_a_table_can_stay_in_the_text(plan: Plan) -> None:
    table = "| Aktivitet | Ansvarig |\n|---|---|\n| Kurs | Torsta AB |"
    pending = keep(plan, f"# Insatser\n\n{table}")

    built = choose(plan, pending, {"becomes-s0-0": "text", "becomes-s0": "background"})

    assert [one.filled.content["text"] for one in built.drafts] == [table]


def test_a_milestone_must_lie_under_an_activity(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.")
    built = choose(plan, pending, {"becomes-s0": "milestone"})

    with pytest.raises(Invalid, match="needs another look"):
        confirm(plan, pending)
    assert list(built.faults) == ["becomes-s0"]
    assert plan.number == 0


def test_a_milestone_lies_under_the_activity_before_it(plan: Plan) -> None:
    text = "# Aktivitet 1: Kurs\n\nHålls.\n\n## Milstolpar\n\n| Milstolpe | Datum | Kriterium |\n|---|---|---|\n| Öppnat | mars 2027 | Dörren är öppen |"  # fmt: skip

    brought(plan, text)
    opened = called(plan, "Öppnat")

    assert opened.parent_id == called(plan, "Aktivitet 1: Kurs").id
    assert (opened.content["due"], opened.content["criterion"]) == ("2027-03", "Dörren är öppen")


def test_what_is_brought_in_is_added_to_what_is_there(plan: Plan) -> None:
    goal = plan.add("goal", "Fler förädlar")

    brought(plan, "# Åtgärder\n\n| Åtgärd | Mål | Ansvarig |\n|---|---|---|\n| Kurs | Fler förädlar | |")

    assert called(plan, "Kurs").content["goal"] == str(goal)
    assert len(plan.state.blocks) == 2


def test_nothing_is_written_that_was_not_shown(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.")
    seal = rules.seal_of(preview(plan, pending))
    choose(plan, pending, {"becomes-s0": "goal"})

    with pytest.raises(rules.MovedOn):
        confirm(plan, pending, seal=seal)
    assert plan.number == 0


def test_confirming_twice_writes_once(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.")

    assert confirm(plan, pending) is not None
    assert confirm(plan, pending) is None
    assert (plan.number, pending.told) == (1, "")


def test_everything_left_out_is_nothing_to_write(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.")
    choose(plan, pending, {"becomes-s0": "out"})

    with pytest.raises(Invalid, match="Everything is left out"):
        confirm(plan, pending)


def test_odd_choices_are_passed_by(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.\n\n- a\n- b")

    built = choose(
        plan, pending, {"becomes-s0": "text", "becomes-s0-1": "join", "becomes-nix": "goal", "under-s0": "s9"}
    )

    assert [(one.key, one.choice.becomes) for one in built.entries] == [("s0", "background"), ("s0-1", "text")]


def test_a_long_text_goes_on_in_blocks_of_background_and_says_so(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\n" + "Ett stycke med ord.\n\n" * 4_500)
    built = preview(plan, pending)

    confirm(plan, pending)

    assert [str(one) for one in built.told] == ["“Skogen” is long for one block, and goes on in 1 more."]
    assert [one.content["title"] for one in plan.state.in_reading_order()] == ["Skogen", "Skogen (2)"]


def test_a_long_heading_stands_whole_in_the_text(plan: Plan) -> None:
    heading = "Ett mål " + "som är långt " * 30 + "slut"

    brought(plan, f"# Mål\n\n## {heading}\n\nText.")
    [goal] = plan.state.of_kind("goal")

    assert len(goal.content["title"]) <= 200
    assert goal.content["text"] == f"{heading}\n\nText."


@pytest.mark.parametrize("text", ["[" * 300 + "x" + "]" * 300, "ord " * 9_000, "> " * 40 + "djupt", "*a* " * 600])
def test_a_text_that_is_too_tangled_is_kept_as_words(plan: Plan, text: str) -> None:
    brought(plan, f"# Skogen\n\n{text}")
    [block] = plan.state.of_kind("background")

    assert list(words_of(block.content["text"])) == list(words_of(text))


def test_only_those_who_lead_may_bring_in(plan: Plan) -> None:
    read = rules.read_sent("a.md", b"# A")
    for who in (plan.editor, plan.others["actor"], plan.others["reader"], plan.others["editor elsewhere"]):
        with pytest.raises(NotAllowed):
            rules.keep_file(plan.session, plan.roadmap, "a.md", read, actor=who, at=AT)
    for who in (plan.leader, plan.others["deputy"], plan.others["coordinator"]):
        rules.keep_file(plan.session, plan.roadmap, "a.md", read, actor=who, at=AT)


def test_a_file_is_its_senders_for_a_day(plan: Plan) -> None:
    pending = keep(plan, "# A\n\nb")
    find = {"session": plan.session, "roadmap": plan.roadmap, "paper_id": pending.id}

    assert rules.find_pending(**find, actor=plan.leader, at=AT) is pending
    with pytest.raises(NotFound):
        rules.find_pending(**find, actor=plan.others["deputy"], at=AT)
    with pytest.raises(NotFound):
        rules.find_pending(**find, actor=plan.leader, at=AT + LASTS)
    rules.forget_old(plan.session, AT + LASTS + timedelta(minutes=1))
    assert plan.session.scalar(select(PendingPaper)) is None


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0old", "older kind"),
        (b"{\\rtf1 hej}", "not a Word file"),
        (b"\x00\x01\x02\x03" * 10, "not a Word file"),
        (b"GIF89a\x01\x02\x03\x04\x05\x06\x07", "not a Word file"),
        (b"# a\n" + b"ord " * 600_000, "too large"),
        (b"PK\x03\x04nix", "damaged"),
    ],
    ids=["empty", "pdf", "old word", "rtf", "noise", "picture", "long", "broken"],
)
def test_files_that_cannot_be_read_are_refused_in_words(plan: Plan, data: bytes, said: str) -> None:
    with pytest.raises(Invalid, match=said):
        keep(plan, data)


def test_the_history_tells_the_words_of_who_brought_it_in(plan: Plan) -> None:
    pending = keep(plan, "# Skogen\n\nTät.", "skog.md")

    confirm(plan, pending, summary="Från förra programmet")

    assert find_revision(plan.session, plan.roadmap.history, 1).summary == "Från förra programmet – skog.md"


def test_nobody_is_made_to_lead_when_the_first_that_is_named_is_not_known(plan: Plan) -> None:
    brought(plan, "# Insatser\n\n| Insats | Ansvarig |\n|---|---|\n| Kurs | Okänd förening, Torsta och Åre kommun |")
    course = called(plan, "Kurs")

    assert parts(plan, course.id) == [("Torsta AB", "takes_part"), ("Åre kommun", "takes_part")]
    assert course.content["text"] == "**Ansvarig:** Okänd förening, Torsta och Åre kommun"
