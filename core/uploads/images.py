"""Images: read within limits, then drawn anew, so that nothing but the picture itself is kept.

No place where it was taken, no camera, no comment, nothing behind the picture. It stands upright and in sRGB. Pictures
that move are refused: a case is read, and what moves cannot be stopped by the reader.
"""

from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from core.uploads.documents import read_upload
from core.uploads.kinds import image_extensions
from core.uploads.names import clean_name, extension_of, shown
from core.uploads.refusals import UploadRefused

FORMATS = {"jpg": "JPEG", "jpeg": "JPEG", "png": "PNG", "gif": "GIF", "webp": "WEBP"}
SAME = {"MPO": "JPEG"}  # what many telephones write: a JPEG with a second one behind it
SAVED_AS: dict[str, dict[str, Any]] = {
    "JPEG": {"quality": 90, "optimize": True, "progressive": True},
    "PNG": {},
    "GIF": {},
    "WEBP": {"quality": 90},
}
MODES = {
    "JPEG": {"L", "RGB"},
    "PNG": {"1", "L", "LA", "P", "RGB", "RGBA"},
    "GIF": {"1", "L", "P", "RGB", "RGBA"},
    "WEBP": {"RGB", "RGBA"},
}
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SRGB = ImageCms.createProfile("sRGB")
LARGEST_PROFILE = 4 * 1024 * 1024  # bytes; those of printers are the largest
MILLION = 1_000_000


def checked_image(upload: File) -> File:
    """The upload as the library keeps it: drawn anew, its name made plain. Raises UploadRefused."""
    name = upload.name or ""
    extension = extension_of(name)
    try:
        if extension not in image_extensions():
            raise UploadRefused("extension", allowed=", ".join(image_extensions()))
        content = _drawn_anew(FORMATS[extension], read_upload(upload, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE))
    except UploadRefused as refusal:
        refusal.params |= {"name": shown(name), "extension": extension}
        raise
    return ContentFile(content, clean_name(name, fallback="image"))


def _drawn_anew(expected: str, content: bytes) -> bytes:
    try:
        picture = _opened(expected, content)
        picture.load()
        return _saved(_in_srgb(_upright(picture)), expected)
    except UploadRefused:
        raise
    except Exception as error:  # decoders trip over broken pictures in many ways
        raise UploadRefused("damaged") from error


def _opened(expected: str, content: bytes) -> Image.Image:
    """The picture with its header read and nothing more: its kind, its size, and that it stands still."""
    try:
        picture = Image.open(BytesIO(content), formats=list(SAVED_AS))
    except Image.DecompressionBombError as error:
        raise _too_many(Image.MAX_IMAGE_PIXELS or 0) from error
    except UnidentifiedImageError as error:
        raise UploadRefused("not_image") from error
    if picture.width * picture.height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
        raise _too_many(picture.width * picture.height)
    found = SAME.get(picture.format or "", picture.format or "")
    if found != expected:
        right = next(extension for extension, format in FORMATS.items() if format == found)
        raise UploadRefused("wrong_extension", format=found, right=right)
    if picture.format not in SAME and getattr(picture, "is_animated", False):
        raise UploadRefused("moving")
    return picture


def _too_many(pixels: int) -> UploadRefused:
    limit = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MILLION
    return UploadRefused("too_many_pixels", pixels=-(-pixels // MILLION), limit=limit)


def _upright(picture: Image.Image) -> Image.Image:
    """The picture turned as its camera says. What the camera wrote may be unreadable: then as it lies."""
    try:
        turn = TURNS.get(picture.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - see above; the picture itself is sound
        turn = None
    return picture.copy() if turn is None else picture.transpose(turn)


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Colours as a screen without colour management shows them; a profile that cannot be used is left out."""
    profile = picture.info.get("icc_profile")
    if not profile or len(profile) > LARGEST_PROFILE or picture.mode not in ("RGB", "RGBA", "CMYK"):
        return picture
    mode = "RGB" if picture.mode == "CMYK" else picture.mode
    try:
        return (
            ImageCms.profileToProfile(picture, ImageCms.ImageCmsProfile(BytesIO(profile)), SRGB, outputMode=mode)
            or picture
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture


def _saved(picture: Image.Image, format: str) -> bytes:
    """The picture in its format, in a mode that can hold it, with nothing of what came along."""
    transparency = picture.info.get("transparency")
    if picture.mode == "I;16":
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.mode not in MODES[format]:
        clear = transparency is not None or "A" in picture.getbands() or "a" in picture.getbands()
        picture = picture.convert("RGBA" if clear and "RGBA" in MODES[format] else "RGB")
        transparency = None
    picture.info = {} if transparency is None else {"transparency": transparency}
    target = BytesIO()
    picture.save(target, format, **SAVED_AS[format])
    return target.getvalue()
