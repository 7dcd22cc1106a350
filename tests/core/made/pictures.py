"""Pictures, and what can be wrong with them."""

import io
import struct
import zlib

from PIL import ExifTags, Image, ImageCms, PngImagePlugin

SECRET = b"<script>alert(1)</script> 37.5665 N"


def picture(format="JPEG", mode="RGB", size=(60, 40), colour=None, **options) -> bytes:
    """A picture whose upper left quarter differs, so that one sees how it lies."""
    image = Image.new("RGB", size, "navy")
    image.paste(colour or "gold", (0, 0, size[0] // 2, size[1] // 2))
    return saved(image if mode == "RGB" else converted(image, mode), format, **options)


def converted(image, mode):
    if mode == "I;16":
        return image.convert("L").convert("I;16")
    if mode == "P":
        return image.quantize(4)
    image = image.convert(mode)
    if mode == "RGBA":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    return image


def saved(image, format, **options) -> bytes:
    target = io.BytesIO()
    image.save(target, format, **options)
    return target.getvalue()


def from_a_telephone(orientation=1, format="JPEG") -> bytes:
    """With the camera's orientation, its name, a place and a comment."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Make] = "Telephone"
    exif[ExifTags.Base.ImageDescription] = SECRET.decode()
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    place[ExifTags.GPS.GPSLatitude] = (37.0, 33.0, 59.4)
    place[ExifTags.GPS.GPSLatitudeRef] = "N"
    exif[ExifTags.IFD.GPSInfo] = place
    options = {"comment": SECRET} if format == "JPEG" else {}
    return picture(format, exif=exif, **options)


def two_in_one_jpeg() -> bytes:
    """What many telephones write: a JPEG with a second one behind it (MPO)."""
    image = Image.new("RGB", (60, 40), "navy")
    return saved(image, "MPO", save_all=True, append_images=[Image.new("RGB", (30, 20), "gold")])


def with_profile(format="JPEG") -> bytes:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return picture(format, icc_profile=profile)


def moving(format="GIF") -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("navy", "gold", "white")]
    return saved(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def png_with_text() -> bytes:
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", SECRET.decode())
    return picture("PNG", pnginfo=text)


def gif_with_comment() -> bytes:
    return picture("GIF", comment=SECRET)


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, pixels: bytes = b"", *more: bytes) -> bytes:
    """A PNG that says what size it is, whatever is in it."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IDAT", zlib.compress(pixels, 9))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + b"".join(more) + body + chunk(b"IEND", b"")


def gif_of(width: int, height: int) -> bytes:
    """A GIF that says what size it is, with one small frame."""
    return b"GIF89a" + struct.pack("<HH", width, height) + picture("GIF", mode="P")[10:]


def gif_with_a_vast_frame() -> bytes:
    """A small screen, and a frame that reaches far beyond it."""
    data = bytearray(picture("GIF", mode="P"))
    at = data.index(b",", 13 + 3 * 2 ** ((data[10] & 7) + 1))
    data[at + 5 : at + 9] = struct.pack("<HH", 60000, 60000)
    return bytes(data)


def swapping_profile() -> bytes:
    """A profile of colours (ICC) by which red is shown as blue and blue as red."""
    white, red, green, blue = (
        b"XYZ \0\0\0\0" + struct.pack(">iii", *(round(value * 65536) for value in values))
        for values in (
            (0.9642, 1, 0.8249),
            (0.4360, 0.2225, 0.0139),
            (0.3851, 0.7169, 0.0971),
            (0.1431, 0.0606, 0.7141),
        )
    )
    curve = b"curv\0\0\0\0" + struct.pack(">IHH", 1, 0x0233, 0)  # gamma 2.2
    name = b"desc\0\0\0\0" + struct.pack(">I", 5) + b"swap\0" + bytes(79)
    parts = {
        b"desc": name,
        b"cprt": b"text\0\0\0\0none\0\0\0\0",
        b"wtpt": white,
        b"rXYZ": blue,
        b"gXYZ": green,
        b"bXYZ": red,
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, body, start = struct.pack(">I", len(parts)), b"", 128 + 4 + 12 * len(parts)
    for tag, content in parts.items():
        table += tag + struct.pack(">II", start + len(body), len(content))
        body += content
    size = start + len(body)
    illuminant = struct.pack(">iii", 0xF6D6, 0x10000, 0xD32D)
    head = struct.pack(">I4sI4s4s4s12s4s", size, b"lcms", 0x02400000, b"mntr", b"RGB ", b"XYZ ", bytes(12), b"acsp")
    return (head + bytes(28) + illuminant).ljust(128, b"\0") + table + body
