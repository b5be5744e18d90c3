"""The page of what is kept about people tells what the register says."""

from tests.privacy_table import PAGE, page


def test_the_page_of_privacy_is_up_to_date():
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.privacy_table`"
