"""What comes in is told by its bytes. Pictures are drawn anew, documents kept as they came, everything else refused in words."""

import io
import random
import struct
import zlib
from contextlib import suppress

import pytest
from PIL import Image, PngImagePlugin

from roadmaps.files import intake
from roadmaps.files.documents import sort_of
from roadmaps.files.intake import TakenIn, take_in
from roadmaps.files.models import FileKind
from roadmaps.files.pictures import Redrawn, Unfit, redrawn
from roadmaps.foundation.errors import Invalid
from roadmaps.papers.incoming import archive
from tests.factories.files import (
    ALT,
    a_pdf,
    a_picture,
    a_workbook,
    an_archive,
    an_open_document,
    office_parts,
)


def picture_in(taken: TakenIn | Redrawn) -> Image.Image:
    picture = Image.open(io.BytesIO(taken.content))
    picture.load()
    return picture


def why_not(name: str, data: bytes, alt: str = ALT) -> str:
    with pytest.raises(Invalid) as refusal:
        take_in(name, data, alt)
    assert refusal.value.fields
    return str(refusal.value.sentence)


@pytest.mark.parametrize(
    ("form", "media_type", "name"),
    [
        ("PNG", "image/png", "karta.png"),
        ("JPEG", "image/jpeg", "karta.jpg"),
        ("WEBP", "image/png", "karta.png"),
        ("GIF", "image/png", "karta.png"),
    ],
)
def test_pictures_are_drawn_anew_in_forms_that_everything_shows(form: str, media_type: str, name: str) -> None:
    taken = take_in(f"karta.{form.lower()}", a_picture(form), ALT)

    assert (taken.kind, taken.media_type, taken.name) == (FileKind.PICTURE, media_type, name)
    assert (taken.width, taken.height, taken.alt) == (40, 30, ALT)
    assert picture_in(taken).size == (40, 30)


def test_the_same_picture_gives_the_same_bytes() -> None:
    assert redrawn(a_picture()) == redrawn(a_picture())


def test_nothing_is_left_of_what_a_camera_or_a_program_wrote_beside_the_dots() -> None:
    exif = Image.Exif()
    exif[0x010E] = "Hemligt ställe"
    exif.get_ifd(0x8825)[2] = (63.0, 10.0, 0.0)
    told = PngImagePlugin.PngInfo()
    told.add_text("Author", "Hemlig Person")
    told.add_itxt("XML:com.adobe.xmp", "<x>Hemlig</x>")

    for data in (
        a_picture("JPEG", exif=exif, comment=b"Hemlig kommentar"),
        a_picture("PNG", pnginfo=told, exif=exif),
        a_picture("WEBP", exif=exif, xmp=b"Hemlig"),
        a_picture("GIF", comment=b"Hemlig"),
    ):
        taken = redrawn(data)

        assert b"Hemlig" not in taken.content
        assert not picture_in(taken).getexif()
        assert not {"comment", "icc_profile", "exif", "xmp"} & set(picture_in(taken).info)


def test_what_stands_after_a_picture_does_not_come_along() -> None:
    hidden = an_archive({"virus.exe": b"MZ" * 100}) + b"<script>alert(1)</script>"

    for form in ("PNG", "JPEG", "GIF"):
        taken = redrawn(a_picture(form) + hidden)

        assert b"virus" not in taken.content
        assert b"script" not in taken.content


def test_a_picture_is_turned_the_right_way_up() -> None:
    lying = Image.new("RGB", (60, 20), (255, 255, 255))
    lying.paste((200, 0, 0), (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112] = 6
    held = io.BytesIO()
    lying.save(held, "JPEG", exif=exif, quality=95)

    upright = picture_in(redrawn(held.getvalue()))

    assert upright.size == (20, 60)
    red, green, _ = upright.getpixel((10, 5))
    assert red > 150 > green


def test_a_large_picture_is_made_smaller_and_a_small_one_left_as_large_as_it_is() -> None:
    taken = redrawn(a_picture("JPEG", (5000, 2500)))

    assert (taken.width, taken.height) == (2000, 1000)
    assert redrawn(a_picture("PNG", (3, 2))).width == 3


def test_holes_in_a_picture_stay_holes() -> None:
    data = a_picture("PNG", color=(10, 20, 30, 0), mode="RGBA")

    assert picture_in(redrawn(data)).mode == "RGBA"
    assert picture_in(redrawn(a_picture("PNG", color=(1, 2, 3, 255), mode="RGBA"))).mode == "RGB"


@pytest.mark.parametrize(
    ("mode", "color", "form"),
    [
        ("1", 1, "PNG"),
        ("L", 90, "PNG"),
        ("LA", (90, 90), "PNG"),
        ("P", 3, "GIF"),
        ("CMYK", (0, 255, 0, 0), "JPEG"),
        ("I;16", 40000, "PNG"),
        ("RGBA", (1, 2, 3, 4), "WEBP"),
    ],
)
def test_every_way_of_keeping_colours_is_read(mode: str, color: object, form: str) -> None:
    assert picture_in(redrawn(a_picture(form, color=color, mode=mode))).mode in {"RGB", "RGBA"}


def test_of_a_picture_that_moves_the_first_is_kept() -> None:
    frames = [Image.new("RGB", (10, 10), color) for color in ("red", "blue")]
    held = io.BytesIO()
    frames[0].save(held, "GIF", save_all=True, append_images=frames[1:], duration=50, loop=0)

    kept = picture_in(redrawn(held.getvalue()))

    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_of_a_telephone_that_takes_several_pictures_at_once_the_first_is_kept() -> None:
    held = io.BytesIO()
    others = [Image.new("RGB", (20, 20), "blue")]
    Image.new("RGB", (20, 20), "red").save(held, "MPO", save_all=True, append_images=others)

    kept = redrawn(held.getvalue())

    assert (kept.media_type, kept.width) == ("image/jpeg", 20)
    assert picture_in(kept).getpixel((5, 5))[0] > 200


def test_no_file_that_was_spoilt_on_the_way_does_more_than_be_refused() -> None:
    chance = random.Random(7)
    pictures = [a_picture("PNG"), a_picture("JPEG"), a_picture("GIF"), a_picture("WEBP")]
    papers = [a_pdf(), a_workbook(), an_archive(office_parts()), an_open_document()]

    for number in range(400):
        for take, whole in ((redrawn, pictures[number % 4]), (sort_of, papers[number % 4])):
            data = bytearray(whole)
            for _ in range(chance.choice((1, 3, 20))):
                data[chance.randrange(len(data))] = chance.randrange(256)
            with suppress(Unfit, archive.Unfit):
                take(bytes(data))


def test_a_photograph_that_came_as_png_does_not_weigh_ten_times_what_it_needs() -> None:
    noise = Image.effect_noise((900, 900), 60).convert("RGB").resize((1500, 1500), Image.Resampling.BICUBIC)
    held = io.BytesIO()
    noise.save(held, "PNG")

    assert redrawn(held.getvalue()).media_type == "image/jpeg"


def test_a_picture_needs_words() -> None:
    assert "in words" in why_not("a.png", a_picture(), "")
    assert "in words" in why_not("a.png", a_picture(), " \n ")
    assert "500" in why_not("a.png", a_picture(), "a" * 501)
    assert take_in("a.png", a_picture(), " En\nkarta ").alt == "En karta"


def a_png_that_says_it_is(width: int, height: int) -> bytes:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    dots = zlib.compress(bytes(1_000_000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", dots) + chunk(b"IEND", b"")


def test_a_small_file_with_very_many_dots_is_refused_before_they_are_unpacked() -> None:
    assert "dots" in why_not("bomb.png", a_png_that_says_it_is(60_000, 60_000))
    for size in ((12_000, 12_000), (100_000, 10)):
        with pytest.raises(Unfit, match="large"):
            redrawn(a_png_that_says_it_is(*size))


def test_a_png_whose_words_would_unpack_to_very_much_is_refused() -> None:
    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    bomb = chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(300_000_000), 9))
    data = a_picture()

    assert "damaged" in why_not("a.png", data[:33] + bomb + data[33:])


@pytest.mark.parametrize(
    "data",
    [
        a_picture()[:60],
        a_picture("JPEG")[:200],
        a_picture("GIF")[:20],
        a_picture("WEBP")[:30],
        b"\x89PNG\r\n\x1a\n" + bytes(1000),
        b"\xff\xd8\xff" + b"\xe1\xff\xff" * 300,
        b"GIF89a" + b"\xff" * 500,
        b"RIFF\x00\x00\x00\x00WEBPVP8 " + b"\xff" * 500,
        # The magic of one, the body of another: only four readers are ever asked.
        b"\xff\xd8\xff" + a_pdf(),
    ],
)
def test_a_broken_picture_is_refused(data: bytes) -> None:
    with pytest.raises(Unfit, match="broken"):
        redrawn(data)


def test_a_broken_picture_is_told_of_in_words() -> None:
    assert "damaged" in why_not("a.png", a_picture()[:60])


@pytest.mark.parametrize(
    ("data", "media_type", "name"),
    [
        (a_pdf(), "application/pdf", "a.pdf"),
        (a_pdf() + b"\r\n\0", "application/pdf", "a.pdf"),
        (
            an_archive(office_parts()),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "a.docx",
        ),
        (a_workbook(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "a.xlsx"),
        (
            an_archive(office_parts("presentationml.presentation", "ppt/presentation.xml")),
            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            "a.pptx",
        ),
        (an_open_document(), "application/vnd.oasis.opendocument.text", "a.odt"),
        (an_open_document("spreadsheet"), "application/vnd.oasis.opendocument.spreadsheet", "a.ods"),
        (an_open_document("presentation"), "application/vnd.oasis.opendocument.presentation", "a.odp"),
    ],
)
def test_documents_are_kept_as_they_came_under_the_ending_that_is_true(data: bytes, media_type: str, name: str) -> None:
    taken = take_in("a.exe", data)

    assert (taken.kind, taken.media_type, taken.name) == (FileKind.ATTACHMENT, media_type, name)
    assert taken.content == data
    assert taken.alt == ""


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?>\n<!-- a --><!DOCTYPE svg PUBLIC "a" "b"><svg/>',
        b"\n  <svg:svg xmlns:svg='http://www.w3.org/2000/svg'/>",
        b"<!DOCTYPE html><html><script>alert(1)</script></html>",
        b"<script>alert(1)</script>",
    ],
)
def test_drawings_with_programs_and_web_pages_are_refused_with_what_to_do_instead(data: bytes) -> None:
    assert "PNG" in why_not("a.png", data)


@pytest.mark.parametrize(
    "data",
    [
        b"MZ\x90\x00" + bytes(100),
        b"\x7fELF" + bytes(100),
        b"#!/bin/sh\nrm -rf /",
        b"BM" + bytes(100),
        b"II*\x00" + bytes(100),
        b"8BPS" + bytes(100),
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
        b"Vanlig text",
        an_archive({"a.txt": b"a"}),
        an_archive({"META-INF/MANIFEST.MF": b"a", "A.class": b"a"}),
        an_archive({"mimetype": b"application/epub+zip", "content.xml": b"", "META-INF/manifest.xml": b""}),
        an_archive({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        an_archive({"content.xml": b"", "mimetype": b"application/vnd.oasis.opendocument.text"}),
        an_archive({**office_parts(), "[Content_Types].xml": b"<Types/>"}),
        an_archive({"word/document.xml": b""}),
    ],
)
def test_everything_else_is_refused_with_what_can_be_sent(data: bytes) -> None:
    assert "OpenDocument" in why_not("a.png", data)


def test_files_of_older_programs_and_newer_cameras_are_told_how_to_be_saved() -> None:
    assert ".docx" in why_not("a.doc", b"\xd0\xcf\x11\xe0" + bytes(600))
    assert "JPEG" in why_not("a.heic", b"\0\0\0\x18ftypheic" + bytes(600))


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": b"a"},
        {"word/activeX/activeX1.xml": b"a"},
        {"word/embeddings/setup.exe": b"a"},
        {"word/embeddings/setup.exe ": b"a"},
        {"Basic/Standard/Module1.xml": b"a"},
    ],
)
def test_what_can_be_run_is_refused(extra: dict[str, bytes]) -> None:
    assert "run" in why_not("a.docx", an_archive({**office_parts(), **extra}))


def test_a_file_that_says_it_holds_macros_is_refused() -> None:
    parts = office_parts()
    listed = parts["[Content_Types].xml"] + b"application/vnd.ms-word.document.macroEnabled.main+xml"

    assert "run" in why_not("a.docx", an_archive({**parts, "[Content_Types].xml": listed}))


def with_template(target: bytes) -> bytes:
    """A text of Word whose template lies there."""
    sort = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
    told = b'<Relationships><Relationship Id="rId1" Type="%s" Target="%s" TargetMode="External"/></Relationships>'
    return an_archive({**office_parts(), "word/_rels/settings.xml.rels": told % (sort, target)})


@pytest.mark.parametrize(
    "target", [b"https://example.org/a.dotm", b"//example.org/a.dotm", b"file://example.org/a.dotm"]
)
def test_a_template_that_is_fetched_from_elsewhere_is_refused(target: bytes) -> None:
    assert "run" in why_not("a.docx", with_template(target))


@pytest.mark.parametrize("target", [b"file:///C:\\Users\\maja\\Normal.dotm", b"C:\\Mallar\\Brev.dotx", b"Brev.dotx"])
def test_a_template_of_ones_own_machine_is_nothing_to_mind(target: bytes) -> None:
    assert sort_of(with_template(target))[1] == "docx"


@pytest.mark.parametrize("name", ["../../etc/cron.d/a", "/etc/passwd", "C:\\a", "word\\..\\..\\a", "a/../../b"])
def test_a_name_that_leads_out_of_the_archive_is_refused(name: str) -> None:
    assert "damaged" in why_not("a.docx", an_archive({**office_parts(), name: b"a"}))


def test_an_archive_that_bursts_is_refused() -> None:
    assert "unpacks" in why_not("a.docx", an_archive({**office_parts(), "word/media/a.png": bytes(30_000_000)}))
    many = {f"word/{number}.xml": b"" for number in range(5_001)}
    assert "unpacks" in why_not("a.docx", an_archive({**office_parts(), **many}))


def test_a_file_of_two_sorts_at_once_is_refused() -> None:
    office = an_archive(office_parts())

    assert "damaged" in why_not("a.pdf", a_pdf() + office)
    assert "damaged" in why_not("a.docx", office + a_pdf())
    assert "damaged" in why_not("a.pdf", a_pdf() + b"<script>alert(1)</script>")
    assert "OpenDocument" in why_not("a.docx", b"MZ" + office)
    assert "PNG" in why_not("a.docx", b"<html>" + office)


def test_a_locked_archive_is_told_of() -> None:
    data = bytearray(an_archive(office_parts()))
    for place in (data.find(b"PK\x03\x04") + 6, data.find(b"PK\x01\x02") + 8):
        data[place] |= 1

    assert "password" in why_not("a.docx", bytes(data))


def test_an_empty_and_a_far_too_large_file_are_refused() -> None:
    assert "Choose" in why_not("a.png", b"")
    assert "too large" in why_not("a.png", a_picture() + bytes(intake.MOST_BYTES))


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Bilder\\karta.jpg", "karta.pdf"),
        ("Karta över länet.PNG", "Karta över länet.pdf"),
        ("a\r\nSet-Cookie: x.png", "a Set-Cookie x.pdf"),
        ('a"; filename=b.exe', "a filename b.pdf"),
        ("\u202egnp.exe", "gnp.pdf"),
        ("karta.png.exe", "karta png.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("...", "file.pdf"),
        ("", "file.pdf"),
        ("a" * 300 + ".png", "a" * 100 + ".pdf"),
        ("<script>.png", "script.pdf"),
    ],
)
def test_names_are_made_such_that_every_system_takes_them(name: str, kept: str) -> None:
    assert take_in(name, a_pdf()).name == kept
