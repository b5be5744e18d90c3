from markupsafe import Markup

from roadmaps.foundation.ids import new_id
from roadmaps.web.slots import Slots


def test_a_place_where_nothing_hangs_is_empty() -> None:
    assert Slots().fill("margin") == Markup("")


def test_panels_hang_in_their_order_and_get_what_the_page_tells() -> None:
    slots = Slots()
    slots.hang("margin", lambda area: f"<p>second of {area}</p>", order=2)
    slots.hang("margin", lambda area: f"<p>first of {area}</p>", order=1)

    assert slots.fill("margin", area="Skog") == Markup("<p>first of Skog</p><p>second of Skog</p>")


def test_a_panel_with_nothing_to_show_shows_nothing() -> None:
    slots = Slots()
    slots.hang("margin", lambda: None)

    assert slots.fill("margin") == ""


def test_a_place_that_repeats_is_filled_by_one_call_a_panel() -> None:
    slots, goal, activity = Slots(), new_id(), new_id()
    asked = []
    slots.hang_map("blocks", lambda roadmap: asked.append(roadmap) or {goal: "<i>3</i>"})
    slots.hang_map("blocks", lambda roadmap: {goal: "<b>!</b>", activity: "<b>?</b>"}, order=-1)

    filled = slots.fill_map("blocks", roadmap="Skog")

    assert filled[goal] == Markup("<b>!</b><i>3</i>")
    assert filled[activity] == Markup("<b>?</b>")
    assert filled[new_id()] == Markup("")
    assert asked == ["Skog"]
