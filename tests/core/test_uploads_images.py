"""Images: what is none is refused, what is one is drawn anew, and nothing rides along."""

import io
import zlib

import pytest
from django.core.files.base import ContentFile
from PIL import ExifTags, Image

from core.uploads.images import checked_image
from core.uploads.refusals import UploadRefused
from tests.core.made import packages, pictures
from tests.core.made.pdfs import pdf
from tests.core.made.pictures import SECRET, picture

JPEG, PNG, GIF, WEBP = (picture(format) for format in ("JPEG", "PNG", "GIF", "WEBP"))

HOSTILE = {
    "png: it is a drawing with a script": ("png", lambda: b'<svg onload="alert(1)"/>', "not_image"),
    "jpg: it is a web page": ("jpg", lambda: b"<html><script>alert(1)</script>", "not_image"),
    "gif: it is a script that begins like a picture": ("gif", lambda: b"GIF89a=1;alert(1)", "not_image"),
    "jpg: it is a program": ("jpg", lambda: packages.EXE, "not_image"),
    "png: it is an archive": ("png", lambda: packages.zipped({"x": "x"}), "not_image"),
    "jpg: it is a PDF": ("jpg", pdf, "not_image"),
    "jpg: it is a TIFF": ("jpg", lambda: picture("TIFF"), "not_image"),
    "png: it is a BMP": ("png", lambda: picture("BMP"), "not_image"),
    "png: it is an icon": ("png", lambda: picture("ICO"), "not_image"),
    "jpg: it is a picture of Photoshop": ("jpg", lambda: b"8BPS\x00\x01" + bytes(60), "not_image"),
    "jpg: it is a HEIC of a telephone": ("jpg", lambda: b"\x00\x00\x00\x18ftypheic" + bytes(60), "not_image"),
    "png: it is PostScript": ("png", lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_image"),
    "jpg: it is a PNG": ("jpg", lambda: PNG, "wrong_extension"),
    "png: it is a JPEG": ("png", lambda: JPEG, "wrong_extension"),
    "gif: it is a WebP": ("gif", lambda: WEBP, "wrong_extension"),
    "webp: it is a GIF": ("webp", lambda: GIF, "wrong_extension"),
    "jpg: its second half is missing": ("jpg", lambda: JPEG[: len(JPEG) // 2], "damaged"),
    "png: its second half is missing": ("png", lambda: PNG[: len(PNG) // 2], "damaged"),
    "gif: its second half is missing": ("gif", lambda: GIF[: len(GIF) // 2], "damaged"),
    "webp: its second half is missing": ("webp", lambda: WEBP[: len(WEBP) // 2], "damaged"),
    "jpg: it is nothing but a head": ("jpg", lambda: JPEG[:20], "not_image"),
    "png: it has no pixels": ("png", lambda: pictures.png(60, 40), "damaged"),
    "png: a byte is wrong": ("png", lambda: PNG.replace(b"IDAT", b"IDAX"), "not_image"),
    "png: it says it is as wide as a town": ("png", lambda: pictures.png(500_000, 500_000), "too_many_pixels"),
    "png: it unpacks to 27 million pixels": (
        "png",
        lambda: pictures.png(9000, 3000, bytes(3000 * (1 + 3 * 9000))),
        "too_many_pixels",
    ),
    "jpg: it has 25 million pixels and some": (
        "jpg",
        lambda: picture(size=(5001, 5000), mode="L", quality=5),
        "too_many_pixels",
    ),
    "gif: its screen is larger than it": ("gif", lambda: pictures.gif_of(60_000, 60_000), "too_many_pixels"),
    "gif: its frame is larger than its screen": ("gif", pictures.gif_with_a_vast_frame, "too_many_pixels"),
    "png: it has a text that unpacks to 200 MB": (
        "png",
        lambda: pictures.png(
            1, 1, bytes(4), pictures.chunk(b"zTXt", b"c\x00\x00" + zlib.compress(bytes(200_000_000), 9))
        ),
        "damaged",
    ),
    "gif: it moves": ("gif", pictures.moving, "moving"),
    "webp: it moves": ("webp", lambda: pictures.moving("WEBP"), "moving"),
    "png: it moves": ("png", lambda: pictures.moving("PNG"), "moving"),
    "jpg: it is larger than 10 MB": ("jpg", lambda: JPEG + bytes(10 * 1024 * 1024), "too_large"),
    "png: it is empty": ("png", lambda: b"", "empty"),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_an_image_is_refused_when(made):
    extension, make, code = made
    with pytest.raises(UploadRefused) as refusal:
        checked_image(ContentFile(make(), f"사진.{extension}"))
    assert refusal.value.code == code
    assert f"사진.{extension}" in refusal.value.messages[0]


GOOD = {
    "a JPEG": ("jpg", "RGB", lambda: JPEG),
    "a JPEG by its longer name": ("jpeg", "RGB", lambda: JPEG),
    "a progressive JPEG": ("jpg", "RGB", lambda: picture(progressive=True)),
    "a grey JPEG": ("jpg", "L", lambda: picture(mode="L")),
    "a JPEG for a printer": ("jpg", "RGB", lambda: picture(mode="CMYK")),
    "a JPEG with a profile of colours": ("jpg", "RGB", pictures.with_profile),
    "a JPEG with a profile that cannot be read": ("jpg", "RGB", lambda: picture(icc_profile=b"nonsense" * 20)),
    "a JPEG of a telephone with a second one in it": ("jpg", "RGB", pictures.two_in_one_jpeg),
    "a JPEG with a camera's notes that cannot be read": ("jpg", "RGB", lambda: picture(exif=b"Exif\x00\x00nonsense")),
    "a PNG": ("png", "RGB", lambda: PNG),
    "a PNG one can see through": ("png", "RGBA", lambda: picture("PNG", "RGBA")),
    "a PNG with a palette": ("png", "P", lambda: picture("PNG", "P")),
    "a PNG with a palette, a colour of which is clear": ("png", "P", lambda: picture("PNG", "P", transparency=0)),
    "a PNG in black and white": ("png", "1", lambda: picture("PNG", "1")),
    "a PNG with 65,000 greys": ("png", "L", lambda: picture("PNG", "I;16")),
    "a PNG with a profile of colours": ("png", "RGB", lambda: pictures.with_profile("PNG")),
    "a GIF": ("gif", "P", lambda: GIF),
    "a GIF with a clear colour": ("gif", "P", lambda: picture("GIF", "P", transparency=0)),
    "a WebP": ("webp", "RGB", lambda: WEBP),
    "a WebP one can see through": ("webp", "RGBA", lambda: picture("WEBP", "RGBA", lossless=True)),
    "a picture of exactly 25 million pixels": ("png", "1", lambda: picture("PNG", "1", size=(5000, 5000))),
}


@pytest.mark.parametrize("made", GOOD.values(), ids=GOOD)
def test_an_image_is_taken_and_looks_as_before(made):
    extension, mode, make = made
    content = make()
    kept = checked_image(ContentFile(content, f"쉼터 사진 1.{extension}"))
    assert kept.name == f"쉼터_사진_1.{extension}"
    before, after = Image.open(io.BytesIO(content)), Image.open(kept)
    assert (after.format, after.mode, after.size) == (before.format.replace("MPO", "JPEG"), mode, before.size)
    for place in ((2, 2), (after.width - 3, after.height - 3)):
        assert all(abs(a - b) < 60 for a, b in zip(seen(before, place), seen(after, place), strict=True))


def seen(image, place):
    if image.mode == "I;16":
        return (image.getpixel(place) // 256,) * 3
    return image.convert("RGB").getpixel(place)


def test_a_clear_colour_stays_clear():
    for extension in ("png", "gif"):
        kept = checked_image(ContentFile(picture(extension.upper(), "P", transparency=0), f"a.{extension}"))
        alpha = Image.open(kept).convert("RGBA").getchannel("A")
        assert alpha.getextrema() == (0, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("format", ["JPEG", "WEBP", "PNG"])
def test_a_picture_of_a_telephone_stands_upright(orientation, format):
    content = pictures.from_a_telephone(orientation, format)
    extension = format.lower().replace("jpeg", "jpg")
    kept = Image.open(checked_image(ContentFile(content, f"a.{extension}")))
    assert kept.size == ((60, 40) if orientation < 5 else (40, 60))
    corner = {1: (5, 5), 2: (55, 5), 3: (55, 35), 4: (5, 35), 5: (5, 5), 6: (35, 5), 7: (35, 55), 8: (5, 55)}
    red, _green, blue = kept.convert("RGB").getpixel(corner[orientation])
    assert red > 150 > blue


RIDERS = {
    "the place and the camera of a JPEG": ("jpg", pictures.from_a_telephone),
    "the place and the camera of a WebP": ("webp", lambda: pictures.from_a_telephone(format="WEBP")),
    "the place and the camera of a PNG": ("png", lambda: pictures.from_a_telephone(format="PNG")),
    "a comment in a JPEG": ("jpg", lambda: picture(comment=SECRET)),
    "a comment in a GIF": ("gif", pictures.gif_with_comment),
    "a text in a PNG": ("png", pictures.png_with_text),
    "a description in a JPEG (XMP)": ("jpg", lambda: picture(xmp=b"<x:xmpmeta>" + SECRET)),
    "a description in a WebP (XMP)": ("webp", lambda: picture("WEBP", xmp=b"<x:xmpmeta>" + SECRET)),
    "a profile of colours in a JPEG": ("jpg", lambda: picture(icc_profile=SECRET * 9)),
    "an archive behind a JPEG": ("jpg", lambda: JPEG + packages.zipped({SECRET.decode()[:9]: "x"}) + SECRET),
    "a page behind a PNG": ("png", lambda: PNG + SECRET),
    "a page behind a GIF": ("gif", lambda: GIF + SECRET),
    "a page behind a WebP": ("webp", lambda: WEBP + SECRET),
    "the second picture of a JPEG": ("jpg", lambda: pictures.two_in_one_jpeg() + SECRET),
}


@pytest.mark.parametrize("made", RIDERS.values(), ids=RIDERS)
def test_nothing_rides_along(made):
    extension, make = made
    content = make()
    assert SECRET[:20] in content
    kept = checked_image(ContentFile(content, f"a.{extension}")).read()
    assert SECRET[:8] not in kept
    assert b"PK\x03\x04" not in kept
    opened = Image.open(io.BytesIO(kept))
    assert not opened.getexif()
    assert opened.format != "MPO"
    assert not {"comment", "xmp", "icc_profile", "exif", "Comment"} & set(opened.info)


def test_no_place_is_left_in_a_picture():
    kept = checked_image(ContentFile(pictures.from_a_telephone(), "a.jpg"))
    assert not Image.open(kept).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_colours_of_another_screen_become_those_of_every_screen():
    content = picture(colour=(0, 0, 255), icc_profile=pictures.swapping_profile())
    kept = Image.open(checked_image(ContentFile(content, "a.jpg")))
    red, _green, blue = kept.getpixel((5, 5))
    assert red > 200 > 60 > blue
