from roadmaps.foundation.portions import in_portions


def test_everything_comes_once_in_its_order_and_the_last_portion_is_what_is_left() -> None:
    assert [*in_portions(iter("vätgas"), 4)] == [["v", "ä", "t", "g"], ["a", "s"]]
    assert [*in_portions(range(4), 2)] == [[0, 1], [2, 3]]
    assert [*in_portions([])] == []
