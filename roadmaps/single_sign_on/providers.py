"""The providers that the site trusts to tell who somebody is, as the operator has written them in a file of TOML."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from roadmaps.areas.models import Role
from roadmaps.config import BadSetting

# What is signed with one secret for all, or not at all, is never believed.
SIGNATURES = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA", "Ed25519")
COORDINATOR = "coordinator"
_LOCAL = frozenset({"127.0.0.1", "localhost", "::1"})


def _web_address(text: str) -> str:
    parts = urlsplit(text)
    is_web = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _LOCAL)
    if not is_web or not parts.hostname or parts.query or parts.fragment or parts.username or not text.isascii():
        raise ValueError("should be an address that begins with https://")
    return text


def _domain(text: str) -> str:
    name = text.lower().removeprefix("@")
    if not re.fullmatch(r"(?=.{3,253}\Z)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+", name):
        raise ValueError("should be a domain such as region.example.org, written in ASCII")
    return name


Word = Annotated[str, Field(min_length=1, max_length=200)]
Signature = Literal[SIGNATURES]  # type: ignore[valid-type]


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class GroupRole(_Told):
    """What belonging to a group at the provider gives here: a role in an area, or being coordinator."""

    group: Word
    role: Literal["reader", "actor", "editor", "process_leader", "deputy", "coordinator"]
    area: Annotated[str, Field(max_length=80)] = ""

    @model_validator(mode="after")
    def _has_its_area(self) -> "GroupRole":
        if (self.role == COORDINATOR) == bool(self.area):
            raise ValueError('needs the address of an area, such as area = "hallbar-energi"; a coordinator has none')
        return self

    @property
    def as_role(self) -> Role | None:
        """The role in the area; None for the coordinator."""
        return None if self.role == COORDINATOR else Role(self.role)


class Claims(_Told):
    """What the provider calls the facts that are asked of it."""

    name: Word = "name"
    email: Word = "email"
    email_verified: Word = "email_verified"
    groups: Word = "groups"
    organisation: Word = "organisation"


class Provider(_Told):
    """One provider. What is not said is not trusted."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$")]
    name: Annotated[str, Field(min_length=1, max_length=80)]
    issuer: Annotated[str, Field(max_length=300), AfterValidator(_web_address)]
    client_id: Word
    client_secret_env: Annotated[str, Field(pattern=r"^[A-Z][A-Z0-9_]*$")] | None = None
    secret: Annotated[str, Field(repr=False, exclude=True)] = ""
    token_auth: Literal["client_secret_basic", "client_secret_post", "none"] = "client_secret_basic"  # noqa: S105
    scopes: tuple[Word, ...] = ("openid", "profile", "email")
    algorithms: Annotated[tuple[Signature, ...], Field(min_length=1)] = ("RS256", "PS256", "ES256")
    asks_userinfo: bool = True
    trusted_domains: tuple[Annotated[str, AfterValidator(_domain)], ...] = ()
    vouches_for_addresses: bool = False
    makes_persons: bool = False
    names_people: bool = False
    strong_acr: tuple[Word, ...] = ()
    strong_amr: tuple[Word, ...] = ()
    asks_acr: tuple[Word, ...] = ()
    role_days: Annotated[int, Field(ge=1, le=366)] = 30
    may_make_coordinators: bool = False
    claims: Claims = Claims()
    organisations: dict[Word, Word] = Field(default_factory=dict)
    roles: tuple[GroupRole, ...] = ()

    @model_validator(mode="after")
    def _makes_sense(self) -> "Provider":
        if (self.token_auth == "none") != (self.client_secret_env is None):  # noqa: S105 - the name of a way
            raise ValueError('needs client_secret_env, or token_auth = "none" for a client without a secret')
        if "openid" not in self.scopes:
            raise ValueError('needs "openid" among its scopes')
        if self.makes_persons and not self.trusted_domains:
            raise ValueError("makes persons only of addresses in trusted_domains, and there are none")
        if any(one.role == COORDINATOR for one in self.roles) and not self.may_make_coordinators:
            raise ValueError("may name coordinators only with may_make_coordinators = true")
        return self

    @property
    def gives_strength(self) -> bool:
        """Whether signing in there can count for two steps."""
        return bool(self.strong_acr or self.strong_amr)

    def trusts(self, email: str) -> bool:
        """Whether the provider is the one to ask about addresses of this domain: the domain itself, none beneath it."""
        _, at, domain = email.rpartition("@")
        return bool(at) and domain in self.trusted_domains

    def is_strong(self, acr: object, amr: object) -> bool:
        """Whether what was shown there counts for two steps here."""
        ways = amr if isinstance(amr, list) else []
        return (isinstance(acr, str) and acr in self.strong_acr) or any(way in self.strong_amr for way in ways)


class _File(_Told):
    provider: tuple[Provider, ...] = ()


def read_providers(path: Path, environment: Mapping[str, str]) -> tuple[Provider, ...]:
    """The providers in the file, with the secrets that it names.

    :raises BadSetting: telling which line of thought in the file cannot be used, and never a secret
    """
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} cannot be read: {error}") from None
    except tomllib.TOMLDecodeError as error:
        raise BadSetting(f"{path} is no TOML: {error}") from None
    return providers_of(told, environment, named=str(path))


def providers_of(told: Mapping[str, Any], environment: Mapping[str, str], *, named: str) -> tuple[Provider, ...]:
    """The same, of what the file says."""
    try:
        found = _File.model_validate(_hardened(told)).provider
    except ValidationError as error:
        raise BadSetting(f"{named}: {_first_fault(error, told)}") from None
    for fact in ("key", "issuer"):
        values = [getattr(one, fact) for one in found]
        if len(set(values)) < len(values):
            raise BadSetting(f"{named}: two providers have the same {fact}")
    return tuple(_with_secret(one, environment, named) for one in found)


def _hardened(value: Any) -> Any:
    """The same with tuples for lists, as strict reading wants them."""
    if isinstance(value, Mapping):
        return {key: _hardened(one) for key, one in value.items()}
    return (
        tuple(_hardened(one) for one in value) if isinstance(value, Sequence) and not isinstance(value, str) else value
    )


def _with_secret(provider: Provider, environment: Mapping[str, str], named: str) -> Provider:
    if provider.secret:
        raise BadSetting(f"{named}: provider {provider.key!r} has its secret in the file; name it in client_secret_env")
    if provider.client_secret_env is None:
        return provider
    secret = environment.get(provider.client_secret_env, "")
    if not secret:
        raise BadSetting(
            f"{named}: provider {provider.key!r} needs the environment to hold {provider.client_secret_env}"
        )
    return provider.model_copy(update={"secret": secret})


def _first_fault(error: ValidationError, told: Mapping[str, Any]) -> str:
    fault = error.errors(include_url=False, include_input=False, include_context=False)[0]
    place = [part for part in fault["loc"] if part != "provider"]
    number = place.pop(0) if place and isinstance(place[0], int) else None
    entries = told.get("provider", [])
    is_there = isinstance(number, int) and isinstance(entries, Sequence) and number < len(entries)
    entry = entries[number] if is_there and isinstance(number, int) else {}
    key = entry.get("key", number) if isinstance(entry, Mapping) else number
    what = fault["msg"].removeprefix("Value error, ")
    return f"provider {key!r}: {'.'.join(map(str, place))} {what}".replace(":  ", ": ")
