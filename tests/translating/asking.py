"""A text in two languages, and how pages of translations are asked for, sent and looked up."""

from selectolax.lexbor import LexborHTMLParser
from sqlalchemy.orm import Session

from roadmaps.translating.queries import translations_of_block
from tests.browsing import Browser
from tests.factories.roadmap import Plan

TEXT = "Vi förädlar mer här.\n\nOch vi gör det tillsammans."
ENGLISH = "We refine more here.\n\nAnd we do it together."


def page_in(client: Browser, language: str, address: str) -> LexborHTMLParser:
    """The page as somebody sees it who reads the site in the language."""
    client.set_cookie("language", language)
    return client.page(address)


def side_by_side(plan: Plan, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in asked.items())
    return f"/areas/{plan.slug}/translation?{query}"


def sent(block: object, number: int, **fields: str) -> dict[str, str]:
    return {"made_from": str(number), **{name.replace("__", "-"): value for name, value in fields.items()}}


def rows(session: Session, block: object) -> list[tuple[str, str]]:
    return [(one.field, one.text) for one in translations_of_block(session, block, "en")]  # type: ignore[arg-type]
