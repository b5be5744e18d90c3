"""What an editor reads and sends in the forms of blocks, as a browser would."""

from selectolax.lexbor import LexborHTMLParser, LexborNode
from werkzeug.test import TestResponse

from tests.browsing import Browser
from tests.factories.roadmap import Plan

TEXT = "Aktörerna möts en gång om året i Östersund för att planera arbetet."
YOURS = TEXT.replace("planera", "utvärdera")


def words(node: LexborNode | LexborHTMLParser | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def value(page: LexborHTMLParser, name: str) -> str:
    field = page.css_first(f"main form [name={name}]")
    assert field is not None, f"no field {name}"
    return field.text().strip() if field.tag == "textarea" else field.attributes.get("value") or ""


def filled(page: LexborHTMLParser) -> dict[str, list[str]]:
    """What a browser would send of the form in the page."""
    sent: dict[str, list[str]] = {}
    for field in page.css("main form.block-editor [name]"):
        name, kind = field.attributes["name"] or "", field.attributes.get("type")
        if field.tag == "select":
            chosen = field.css_first("option[selected]") or field.css_first("option")
            sent.setdefault(name, []).append((chosen and chosen.attributes.get("value")) or "")
        elif field.tag == "textarea":
            sent.setdefault(name, []).append(field.text().removeprefix("\n"))
        elif kind not in {"radio", "checkbox"} or "checked" in field.attributes:
            sent.setdefault(name, []).append(field.attributes.get("value") or "")
    return sent


def as_editor(client: Browser, plan: Plan) -> Browser:
    client.set_cookie("language", "en")
    return client.sign_in(plan.person(plan.editor))


def after(client: Browser, answer: TestResponse) -> str:
    """The words of the page that the answer leads to."""
    assert answer.status_code == 303, answer.get_data(as_text=True)
    return words(client.page(answer.location.partition("#")[0]).css_first("body"))
