import pytest

from roadmaps.accounts.networks import network_in_words, network_of


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        pytest.param("192.0.2.7", "192.0.2.*", id="an old address without its last part"),
        pytest.param("2001:db8:1:2:3:4:5:6", "2001:0db8:0001:*", id="a new one without most of it"),
        pytest.param("::ffff:192.0.2.7", "192.0.2.*", id="an old one in a new coat"),
        pytest.param("", "", id="none"),
        pytest.param("not an address", "", id="nonsense"),
    ],
)
def test_less_is_kept_than_the_whole_address(address: str, kept: str) -> None:
    assert network_of(address) == kept


def test_where_a_browser_is_is_told_as_seen_from_here() -> None:
    assert "now" in str(network_in_words("192.0.2.*", "192.0.2.*"))
    assert "192.0.2.*" in str(network_in_words("192.0.2.*", "198.51.100.*"))
    assert network_in_words("", "192.0.2.*") is None
