"""What comes into a text from elsewhere: by pasting, by dropping, by names that are offered, as pictures and files."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import FilePayload, Locator, Page, expect

from tests.browser.site import Site, World
from tests.journeys.ways import Visit

pytestmark = pytest.mark.browser
PASTES = Path(__file__).parents[2] / "static" / "src" / "js" / "testing" / "pastes"
# A picture is made anew by a program of its own, which has to begin.
SLOW = 25_000
SEND = """(element, {event, data, files}) => {
  const transfer = new DataTransfer()
  for (const [type, text] of Object.entries(data)) transfer.setData(type, text)
  for (const {name, type, bytes} of files) transfer.items.add(new File([new Uint8Array(bytes)], name, {type}))
  const {left, top} = element.getBoundingClientRect()
  const given = {bubbles: true, cancelable: true, clientX: left + 20, clientY: top + 20}
  element.dispatchEvent(event === "paste"
    ? new ClipboardEvent("paste", {...given, clipboardData: transfer})
    : new DragEvent("drop", {...given, dataTransfer: transfer}))
}"""


@pytest.fixture
def world(site: Site) -> World:
    """A new area for each."""
    return site.make_world()


def commenting(visit: Visit, world: World, **ways: object) -> Page:
    """The page where one comments on an activity: an empty field."""
    person = visit(**ways)
    person.sign_in(world.editor)
    person.open(f"/blocks/{world.activity}/threads/new")
    return person.page


def in_the_text(page: Page, name: str = "Your comment") -> Locator:
    """The page to write on."""
    page.get_by_label(name).first.focus()
    text = page.get_by_role("textbox", name=name)
    expect(text).to_have_attribute("contenteditable", "true")
    expect(text).to_be_focused()
    return text


def send(
    field: Locator, event: str = "paste", *, files: list[tuple[str, str, bytes]] | None = None, **data: str
) -> None:
    """Let something come to the field as programs send it; underlines in names stand for slashes."""
    sent = [{"name": name, "type": sort, "bytes": list(content)} for name, sort, content in files or []]
    field.evaluate(SEND, {"event": event, "data": {k.replace("_", "/"): v for k, v in data.items()}, "files": sent})


def source(page: Page, name: str = "body") -> str:
    """What the form would send."""
    return page.locator(f"textarea[name={name}]").input_value()


def a_picture() -> tuple[str, str, bytes]:
    """A small one, as a camera would name it."""
    content = BytesIO()
    Image.new("RGB", (80, 60), "green").save(content, "PNG")
    return "IMG_0001.png", "image/png", content.getvalue()


def pasted(name: str) -> str:
    """What a program puts on the clipboard."""
    return (PASTES / name).read_text(encoding="utf-8")


def test_what_word_puts_on_the_clipboard_becomes_clean_text_and_nothing_of_it_runs_or_fetches(
    visit: Visit, world: World
) -> None:
    page = commenting(visit, world)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    text = in_the_text(page)

    send(text, text_html=pasted("word_nested_lists.html"), text_plain="Vi behöver")
    page.keyboard.press("Control+End")
    page.keyboard.press("Enter")
    send(text, text_html=pasted("hostile.html"), text_plain="Snällt")

    assert source(page).startswith(pasted("word_nested_lists.md").rstrip() + "\n\n" + "Snällt")
    expect(text.locator("ul ul ul")).to_have_text("fjällnära")
    assert not [address for address in asked if "127.0.0.1" not in address]
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    page.keyboard.press("Control+Z")
    assert source(page) == ""


def test_a_table_from_excel_is_a_table_in_both_ways_of_writing(visit: Visit, world: World) -> None:
    page = commenting(visit, world)
    text = in_the_text(page)

    send(text, text_html=pasted("excel_table.html"), text_plain="Aktivitet\tStart\tBudget", files=[a_picture()])

    expect(text.get_by_role("cell", name="Förstudie")).to_be_visible()
    assert source(page).strip() == pasted("excel_table.md").strip()
    page.keyboard.press("Control+Shift+M")
    field = page.locator("textarea[name=body]")
    expect(field).to_be_focused()
    field.fill("")
    send(field, text_html=pasted("calc_table.html"), text_plain="Kommun\tAntal")
    assert source(page) == pasted("calc_table.md").strip()
    page.keyboard.press("Control+Z")
    assert source(page) == ""


def test_text_that_is_dragged_here_is_read_as_what_is_pasted(visit: Visit, world: World) -> None:
    page = commenting(visit, world)
    text = in_the_text(page)

    send(text, "drop", text_html=pasted("web_words.html"), text_plain="ett par ord ur en mening")

    assert source(page) == "ett par **ord** ur en mening"


def test_a_name_is_offered_and_put_in_by_keys_alone(visit: Visit, world: World) -> None:
    visitor = visit()
    visitor.sign_in(world.editor)
    visitor.open(f"/blocks/{world.activity}/threads/new")
    page = visitor.page
    text = in_the_text(page)

    page.keyboard.type(f"Se [[{world.torsta[:4]}")
    chosen = page.get_by_role("listbox", name="Names").get_by_role("option", selected=True)
    expect(chosen).to_be_visible()
    visitor.axe_finds_nothing()
    page.keyboard.type(world.torsta[4:])
    expect(chosen).to_contain_text(world.torsta)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(text).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.keyboard.type(".")

    assert source(page) == f"Se [[{world.torsta}]]."
    expect(text.locator("a.wiki-link")).to_have_text(world.torsta)


def test_a_name_is_offered_in_markdown_too(visit: Visit, world: World) -> None:
    page = commenting(visit, world)
    in_the_text(page)
    page.keyboard.press("Control+Shift+M")
    expect(page.locator("textarea[name=body]")).to_be_focused()

    page.keyboard.type(f"Se [[{world.area}")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Tab")

    assert source(page) == f"Se [[{world.area}]]"
    page.keyboard.press("Control+Shift+M")


def test_people_are_offered_after_the_sign_for_mentions_and_a_press_puts_them_in(visit: Visit, world: World) -> None:
    page = commenting(visit, world)
    in_the_text(page)

    page.keyboard.type("Hej @Processl")
    page.get_by_role("listbox", name="Names").get_by_role("option", name="Processledaren").first.click()

    assert source(page).startswith("Hej @Processledaren")
    expect(page.locator(".mention-option:visible")).to_have_count(0)


def test_a_picture_is_sent_only_with_words_and_stands_in_the_text(visit: Visit, world: World) -> None:
    visitor = visit()
    visitor.sign_in(world.editor)
    visitor.open(f"/blocks/{world.activity}/suggest")
    page = visitor.page
    text = in_the_text(page, "How it is done")
    page.keyboard.press("Control+End")

    page.keyboard.press("Alt+Shift+P")
    dialog = page.get_by_role("dialog", name="Pictures and files")
    name, sort, content = a_picture()
    paper: FilePayload = {"name": "plan.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4\n% inget mer\n"}
    chosen: list[FilePayload] = [{"name": name, "mimeType": sort, "buffer": content}, paper]
    dialog.get_by_label("Choose pictures or files").set_input_files(chosen)
    visitor.axe_finds_nothing()
    dialog.get_by_role("button", name="Send and put in").click()
    expect(dialog.get_by_text("Write it in words.")).to_be_visible()
    page.keyboard.type("En grön åker")
    dialog.get_by_role("button", name="Send and put in").click()
    expect(dialog.get_by_text("damaged")).to_be_visible(timeout=SLOW)
    dialog.get_by_role("button", name="Cancel").click()

    expect(text.get_by_role("img", name="En grön åker")).to_be_visible()
    assert "![En grön åker](/files/" in source(page, "text")
    shown = text.get_by_role("img", name="En grön åker")
    page.wait_for_function("one => one.complete && one.naturalWidth > 0", arg=shown.element_handle())
    text.get_by_role("button", name="En grön åker").click()
    words = page.get_by_role("dialog", name="What does the picture show?")
    words.get_by_label("Words for the picture").fill("Åkern i Ås")
    words.get_by_role("button", name="Keep the words").click()
    assert "![Åkern i Ås](/files/" in source(page, "text")


def test_a_picture_that_is_dropped_asks_for_its_words_and_for_a_field_of_markdown_too(
    visit: Visit, world: World
) -> None:
    page = commenting(visit, world)
    text = in_the_text(page)

    send(text, "drop", files=[a_picture()])
    page.get_by_label("What does the picture show?").fill("En åker")
    page.keyboard.press("Enter")
    expect(text.get_by_role("img", name="En åker")).to_be_visible(timeout=SLOW)

    page.keyboard.press("Control+Shift+M")
    field = page.locator("textarea[name=body]")
    expect(field).to_be_focused()
    field.fill("")
    send(field, files=[a_picture()])
    page.get_by_label("What does the picture show?").fill("En äng")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_have_count(0, timeout=SLOW)
    assert source(page).startswith("![En äng](/files/")
    page.keyboard.press("Control+Shift+M")


def test_what_is_new_in_a_suggestion_is_marked_while_one_writes(visit: Visit, world: World) -> None:
    visitor = visit()
    visitor.sign_in(world.editor)
    visitor.open(f"/blocks/{world.activity}/suggest")
    page = visitor.page
    text = in_the_text(page, "How it is done")
    before = source(page, "text")

    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Delete")
    page.keyboard.type("Utbildningen")

    expect(text.locator("ins.change-added")).to_contain_text("Utbildningen")
    expect(text.locator("del.change-removed")).to_contain_text("Kursen")
    expect(text.locator("del.change-removed")).to_contain_text("[removed:")
    assert source(page, "text") == before.replace("Kursen ", "Utbildningen ", 1)
    visitor.axe_finds_nothing()
