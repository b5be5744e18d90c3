"""Where settings stand: in the environment, in files that hold one secret each, and in the file of ROADMAPS_CONFIG.

The environment wins over the file. What is empty counts as not set, as some tools that start programs can only leave a
name empty. A name that nobody knows is a mistake in writing, and is told with the one that is most like it.
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from roadmaps.config.faults import BadSetting
from roadmaps.config.table import BY_NAME, SETTINGS, Setting

CONFIG = "ROADMAPS_CONFIG"
OURS = "ROADMAPS_"
# What building and testing the product asks for: nothing that a site is set up by.
_NO_SETTINGS = ("ROADMAPS_TEST_", "ROADMAPS_REUSE_BUILD")
_ENVIRONMENT = "the environment"
_KNOWN = [*BY_NAME, *(one.file_name for one in SETTINGS if one.is_secret)]


@dataclass(frozen=True)
class Given:
    """The text of one setting, and where it stands."""

    text: str
    source: str


@dataclass
class Gathered:
    """Everything that is set, by name, and what is wrong with how it is set."""

    given: dict[str, Given] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def gather(environment: Mapping[str, str]) -> Gathered:
    """Find what is set, without judging the values."""
    found = Gathered()
    texts = {name: Given(text, _ENVIRONMENT) for name, text in environment.items() if text and _is_meant(name)}
    found.faults += [_unknown(name, _ENVIRONMENT, [*_KNOWN, CONFIG]) for name in texts if name not in _KNOWN]
    path = environment.get(CONFIG, "")
    try:
        from_file = _read_file(path) if path else {}
    except BadSetting as fault:
        found.faults.append(str(fault))
        from_file = {}
    found.faults += [_unknown(name, path, _KNOWN) for name in from_file if name not in _KNOWN]
    for setting in SETTINGS:
        for texts_there in (texts, from_file):
            try:
                given = _given(setting, texts_there)
            except BadSetting as fault:
                found.faults.append(str(fault))
                break
            if given is not None:
                found.given[setting.name] = given
                break
    return found


def _is_meant(name: str) -> bool:
    """Whether a name in the environment, which holds much that others put there, is one of ours."""
    if name in _KNOWN:
        return True
    return name.startswith(OURS) and name != CONFIG and not name.startswith(_NO_SETTINGS)


def _given(setting: Setting, texts: Mapping[str, Given]) -> Given | None:
    plain = texts.get(setting.name)
    kept = texts.get(setting.file_name) if setting.is_secret else None
    if plain and kept:
        raise BadSetting(f"Both {setting.name} and {setting.file_name} are set in {plain.source}; one is enough")
    return plain if kept is None else _secret_in(setting, kept)


def _secret_in(setting: Setting, kept: Given) -> Given:
    try:
        text = Path(kept.text).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise BadSetting(f"{setting.file_name} is {kept.text}, which cannot be read: {reason}") from None
    if not text:
        raise BadSetting(f"{setting.file_name} is {kept.text}, which is empty")
    return Given(text, f"{kept.text}, named in {kept.source}")


def _read_file(path: str) -> dict[str, Given]:
    try:
        read = tomllib.loads(Path(path).read_text(encoding="utf-8"))
    except OSError as error:
        raise BadSetting(f"{CONFIG} is {path}, which cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadSetting(f"{path} is no TOML: {error}") from None
    if wrong := [name for name, value in read.items() if type(value) not in {str, int}]:
        raise BadSetting(f"{path}: {wrong[0]} should be a text in quotation marks, or a number")
    return dict(_told(read, path))


def _told(read: Mapping[str, object], path: str) -> Iterator[tuple[str, Given]]:
    for name, value in read.items():
        if text := str(value):
            yield name, Given(text, path)


def _unknown(name: str, where: str, known: list[str]) -> str:
    like = get_close_matches(name, known, n=1, cutoff=0.6)
    hint = f" Is {like[0]} meant?" if like else " docs/operations.md tells which there are."
    return f"{name}, in {where}, is no setting.{hint}"
