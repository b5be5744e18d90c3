from pathlib import Path

import pytest

from roadmaps.config import BadSetting, Settings
from roadmaps.single_sign_on.providers import providers_of, read_providers
from tests.factories.single_sign_on import a_provider

MANUAL = Path(__file__).parents[2] / "docs" / "signing-in-with-organisations.md"
FILE = MANUAL.read_text().partition("```toml\n")[2].partition("```")[0]


def test_the_file_of_the_manual_is_read(tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(FILE)

    (provider,) = read_providers(path, {"REGION_OIDC_SECRET": "hemlig"})

    assert (provider.secret, provider.trusted_domains, provider.claims.groups) == (
        "hemlig",
        ("region.example.org",),
        "memberOf",
    )
    assert [one.role for one in provider.roles] == ["editor", "process_leader"]
    words = set(type(provider).model_fields) - {"secret", "key", "name", "issuer", "client_id", "client_secret_env"}
    assert all(f"`{word}`" in MANUAL.read_text() for word in words - {"roles", "organisations"})
    assert not (provider.makes_persons or provider.names_people or provider.vouches_for_addresses)
    assert "hemlig" not in repr(provider)
    assert "hemlig" not in provider.model_dump_json()


WRONG = {
    "an address without encryption": ({"issuer": "http://idp.region.example"}, "issuer should be an address"),
    "an address with a question": ({"issuer": "https://idp.region.example?x=1"}, "issuer should be an address"),
    "a key with a slash": ({"key": "a/b"}, "key"),
    "no signature at all": ({"algorithms": ["none"]}, "algorithms"),
    "a signature by a shared secret": ({"algorithms": ["HS256"]}, "algorithms"),
    "no algorithms": ({"algorithms": []}, "algorithms"),
    "a word that means nothing": ({"trust_everything": True}, "trust_everything"),
    "a truth in letters": ({"makes_persons": "yes"}, "makes_persons"),
    "new people of anywhere": ({"makes_persons": True, "trusted_domains": []}, "trusted_domains"),
    "a domain that is none": ({"trusted_domains": ["*"]}, "should be a domain"),
    "a role in no area": ({"roles": [{"group": "g", "role": "editor"}]}, "needs the address of an area"),
    "a role that is none": ({"roles": [{"group": "g", "role": "king", "area": "a"}]}, "role"),
    "coordinators without saying so": (
        {"roles": [{"group": "g", "role": "coordinator"}]},
        "may name coordinators only with may_make_coordinators",
    ),
    "a coordinator of an area": (
        {"roles": [{"group": "g", "role": "coordinator", "area": "a"}], "may_make_coordinators": True},
        "a coordinator has none",
    ),
    "no secret": ({"client_secret_env": None}, "client_secret_env"),
    "without openid": ({"scopes": ["email"]}, "openid"),
}


@pytest.mark.parametrize(("facts", "told"), WRONG.values(), ids=WRONG)
def test_what_makes_no_sense_is_told_in_words(facts, told: str) -> None:
    with pytest.raises(BadSetting, match=r"provider '(region|a/b)'") as refused:
        a_provider(**{"issuer": "https://idp.region.example", **facts})

    assert told in str(refused.value)


def test_a_secret_is_named_and_not_written_and_never_told() -> None:
    provider = {
        "key": "region",
        "name": "Region",
        "issuer": "https://idp.region.example",
        "client_id": "fardplan",
        "client_secret_env": "REGION_SECRET",
    }
    with pytest.raises(BadSetting, match="needs the environment to hold REGION_SECRET"):
        providers_of({"provider": [provider]}, {}, named="file")
    with pytest.raises(BadSetting, match="has its secret in the file") as refused:
        providers_of({"provider": [{**provider, "secret": "hemlig"}]}, {"REGION_SECRET": "x"}, named="file")
    assert "hemlig" not in str(refused.value)


def test_two_providers_are_two() -> None:
    told = {"key": "a", "name": "A", "issuer": "https://a.example", "client_id": "f", "token_auth": "none"}
    for other, fact in (({**told, "issuer": "https://b.example"}, "key"), ({**told, "key": "b"}, "issuer")):
        with pytest.raises(BadSetting, match=f"the same {fact}"):
            providers_of({"provider": [told, other]}, {}, named="file")


@pytest.mark.parametrize("text", ["[[provider", "provider = 7", "[[other]]\nkey = 'x'"], ids=str)
def test_a_file_that_is_none_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(text)

    with pytest.raises(BadSetting, match=r"providers\.toml"):
        read_providers(path, {})


def test_the_setting_is_the_whole_path_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "providers.toml"
    path.write_text(FILE)
    here = {"ROADMAPS_DATA": str(tmp_path / "data")}

    assert Settings.from_environment(here).sign_in_providers is None
    assert Settings.from_environment({**here, "ROADMAPS_SIGN_IN_PROVIDERS": str(path)}).sign_in_providers == path
    for wrong in ("providers.toml", str(tmp_path / "none.toml"), str(tmp_path)):
        with pytest.raises(BadSetting, match="ROADMAPS_SIGN_IN_PROVIDERS"):
            Settings.from_environment({**here, "ROADMAPS_SIGN_IN_PROVIDERS": wrong})


def test_a_domain_is_itself_and_nothing_beneath_or_beside_it() -> None:
    provider = a_provider(trusted_domains=["region.example.org"])

    assert provider.trusts("karin@region.example.org")
    for other in (
        "karin@sub.region.example.org",
        "karin@evilregion.example.org",
        "region.example.org",
        "k@example.org",
    ):
        assert not provider.trusts(other)
