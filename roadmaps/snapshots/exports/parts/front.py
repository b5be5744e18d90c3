"""The cover, what the file says of itself, and what stands on the last page."""

from collections.abc import Iterator

from roadmaps.foundation.sentences import N_, say, say_number
from roadmaps.papers.plain import line, link, paragraph
from roadmaps.papers.tree import Badge, Block, Code, Cover, Fact, Facts, Identity, Line, Paragraph, Text, Tone
from roadmaps.roadmap.values import Shown
from roadmaps.roadmap.written import SOURCE
from roadmaps.snapshots.exports.making import Making
from roadmaps.snapshots.models import SnapshotKind

PRODUCT = "Färdplan"


def cover(making: Making) -> Cover:
    """The first page."""
    return Cover(
        title=making.edition.name_in(making.words.language),
        subtitle=title_of(making),
        eyebrow=making.say(N_("Roadmap for smart specialisation")),
        color=making.color,
        publisher=_publisher(making),
        facts=[*_newer(making), *_facts(making), *_address(making)],
        badge=_badge(making),
    )


def identity(making: Making) -> Identity:
    """What the file says of itself to programs."""
    edition, version = making.edition, making.edition.file.version
    area = edition.name_in(making.words.language)
    subject = making.say(N_("Roadmap for smart specialisation"))
    return Identity(
        title=f"{area} – {title_of(making)}",
        language=making.choice.language,
        made_at=version.frozen_at or making.extras.made_at,
        creator=_publisher(making) or PRODUCT,
        subject=subject,
        keywords=[subject, area, str(edition.file.roadmap.period_from), str(edition.file.roadmap.period_to)],
        address=edition.address,
        registry_number=version.registry_number,
        decided_on=version.decided_on,
        version=str(version.number or ""),
        sha256=edition.sha256,
        code=making.extras.code,
        check_address=making.extras.check_address,
    )


def title_of(making: Making) -> str:
    """What the version is called; one without a title is named by its years."""
    plan = making.edition.file.roadmap
    years = {"from": plan.period_from, "to": plan.period_to}
    return making.edition.file.version.title or making.say(N_("Roadmap %(from)s–%(to)s"), **years)


def running_title(making: Making) -> str:
    """What stands at the head of each page."""
    plan = making.edition.file.roadmap
    return f"{making.edition.name_in(making.words.language)} {plan.period_from}–{plan.period_to}"


def running_note(making: Making) -> str:
    """Which version it is, beside it."""
    version = making.edition.file.version
    if version.kind is None:
        return making.say(N_("Working version, change no. %(number)s"), number=version.revision)
    return making.say(
        N_("%(kind)s, no. %(number)s"), kind=making.words.translate(version.kind.label), number=version.number
    )


def foot(making: Making) -> str:
    """Who has published it, and where in the registry it stands."""
    return " · ".join(filter(None, (_publisher(making), making.edition.file.version.registry_number)))


def colophon(making: Making) -> list[Block]:
    """Which version it is, and how one finds out whether it is genuine and the newest."""
    return list(_colophon(making))


def _colophon(making: Making) -> Iterator[Block]:
    edition = making.edition
    facts: list[Fact] = [Fact(making.line(label), (Paragraph(said),)) for label, said in _told(making)]
    facts += [Fact(line(label), (Paragraph(said),)) for label, said in _address(making)]
    if making.is_frozen:
        facts.append(Fact(making.line(N_("Hash (SHA-256)")), (Paragraph((Code(edition.sha256),)),)))
    if journal := edition.file.version.journal:
        told = Text(making.say(N_("line %(number)s, hash "), number=journal.number)), Code(journal.hash)
        facts.append(Fact(making.line(N_("The site's journal stood at")), (Paragraph(told),)))
    if making.extras.code:
        check = Text(making.extras.code), Text(" – "), link(making.extras.check_address, making.extras.check_address)
        facts.append(Fact(making.line(N_("Code to check it by")), (Paragraph(check),)))
    yield Facts(facts)
    yield paragraph(_promise(making))
    yield Paragraph(making.line(N_("Made with Färdplan.")), style="small")


def _promise(making: Making) -> str:
    if not making.is_frozen:
        return making.say(
            N_("This is a copy of a working version, which goes on changing. The newest is at %(address)s."),
            address=making.edition.address,
        )
    return making.say(
        N_(
            "This is a copy of a frozen version. The page %(address)s tells whether there is a newer one. Whoever wants to know that nothing has been changed compares the hash above with the one on that page."
        ),
        address=making.edition.address,
    )


def _facts(making: Making) -> Iterator[tuple[str, Line]]:
    yield from ((making.words.translate(label), said) for label, said in _told(making))


def _told(making: Making) -> Iterator[tuple[str, Line]]:
    yield from ((label, line(_shown(making, value))) for label, value in making.edition.facts)
    if making.edition.language != SOURCE:
        yield N_("Translation"), line(_of_translation(making))


def _shown(making: Making, value: Shown) -> str:
    return making.own(value) if isinstance(value, str) else making.words.shown(value)


def _of_translation(making: Making) -> str:
    """How far what one reads is translated, and which text holds."""
    progress = making.edition.progress
    told = [
        say_number(
            "%(done)s of %(num)d text is translated.",
            "%(done)s of %(num)d texts are translated.",
            progress.texts,
            done=progress.done + progress.behind,
        )
    ]
    if progress.behind:
        told.append(
            say_number(
                "%(num)d translation is older than the Swedish text.",
                "%(num)d translations are older than the Swedish text.",
                progress.behind,
            )
        )
    told.append(say("The rest is in Swedish. Where the two differ, the Swedish text holds."))
    return " ".join(map(making.words.translate, told))


def _address(making: Making) -> Iterator[tuple[str, Line]]:
    if making.edition.address:
        yield making.say(N_("Address")), (link(making.edition.address, making.edition.address),)


def _newer(making: Making) -> Iterator[tuple[str, Line]]:
    """First of all that the reader should know."""
    if making.extras.newer:
        title, address = making.extras.newer
        yield making.say(N_("There is a newer version")), (link(address, title),)


def _publisher(making: Making) -> str:
    return making.edition.file.version.frozen_for or making.extras.publisher


def _badge(making: Making) -> Badge:
    kind = making.edition.file.version.kind
    if kind is None:
        return Badge(making.say(N_("Working version")), Tone.WARNING)
    tone = Tone.GOOD if kind is SnapshotKind.ADOPTED else Tone.INFO
    return Badge(making.words.translate(kind.label), tone)
