from roadmaps.calendars.drawn import DrawnCalendars


def test_a_file_is_drawn_once_and_again_when_it_holds_something_else() -> None:
    kept, drawn = DrawnCalendars(), []

    def draw(contents: str) -> bytes:
        drawn.append(contents)
        return contents.encode()

    files = [kept.drawn(contents, lambda contents=contents: draw(contents)) for contents in ("a", "b", "a", "b")]

    assert files == [b"a", b"b", b"a", b"b"]
    assert drawn == ["a", "b"]


def test_what_was_used_least_lately_makes_room() -> None:
    kept, drawn = DrawnCalendars(most=2), []

    for contents in ("a", "b", "a", "c", "a", "b"):
        kept.drawn(contents, lambda contents=contents: bytes(drawn.append(contents) or b""))

    assert drawn == ["a", "b", "c", "b"]
