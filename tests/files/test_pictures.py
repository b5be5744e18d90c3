"""Pictures are drawn anew, with nothing of what came beside their dots, in forms that everything shows."""

import io

import pytest
from PIL import Image, PngImagePlugin

from roadmaps.files.intake import take_in
from roadmaps.files.models import FileKind
from roadmaps.files.pictures import redrawn
from tests.factories.files import ALT, a_picture, an_archive
from tests.files.taking import picture_in, why_not


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
