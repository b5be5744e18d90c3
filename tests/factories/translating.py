"""Translations of a plan's texts."""

from datetime import datetime
from uuid import UUID

from roadmaps.accounts.actors import Actor
from roadmaps.translating.models import Translation
from roadmaps.translating.rules import Wish, choose_languages, translate
from tests.factories.roadmap import AT, Plan


def translated(
    plan: Plan,
    block: UUID,
    language: str = "en",
    *,
    by: Actor | None = None,
    at: datetime = AT,
    made_from: int | None = None,
    **texts: str | Wish,
) -> list[Translation]:
    """Let somebody, the editor unless told, translate texts of a block as it reads now; text alone begins from nothing."""
    wishes = {field: Wish(one) if isinstance(one, str) else one for field, one in texts.items()}
    number = plan.state[block].number if made_from is None else made_from
    return translate(
        plan.session, plan.roadmap, block, language, wishes, made_from=number, actor=by or plan.editor, at=at
    )


def use_languages(plan: Plan, *codes: str) -> None:
    """Let texts be read in these languages beside Swedish."""
    choose_languages(plan.session, codes, actor=plan.others["coordinator"], at=AT)
