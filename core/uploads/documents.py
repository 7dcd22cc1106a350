"""Documents: the one check that every door passes them through."""

from collections.abc import Callable

from django.conf import settings
from django.core.files import File
from django.core.files.base import ContentFile
from django.template.defaultfilters import filesizeformat

from core.uploads.kinds import document_extensions
from core.uploads.names import clean_name, extension_of, shown
from core.uploads.odf import check_odf
from core.uploads.ooxml import check_ooxml
from core.uploads.pdf import check_pdf
from core.uploads.refusals import UploadRefused
from core.uploads.text import check_csv, check_text

PACKAGES: dict[str, Callable[[str, bytes], None]] = {
    "docx": check_ooxml,
    "xlsx": check_ooxml,
    "pptx": check_ooxml,
    "odt": check_odf,
    "ods": check_odf,
}


def checked_document(upload: File) -> File:
    """The upload as the library keeps it: its content looked into, its name made plain. Raises UploadRefused."""
    name = upload.name or ""
    extension = extension_of(name)
    try:
        if extension not in document_extensions():
            raise UploadRefused("extension", allowed=", ".join(document_extensions()))
        content = _checked(extension, read_upload(upload, settings.WAGTAILDOCS_MAX_UPLOAD_SIZE))
    except UploadRefused as refusal:
        refusal.params |= {"name": shown(name), "extension": extension}
        raise
    return ContentFile(content, clean_name(name, fallback="document"))


def read_upload(upload: File, limit: int) -> bytes:
    """What was sent, whole, and never more than a limit of it. Raises UploadRefused when it is empty or longer."""
    if upload.size > limit:
        raise UploadRefused("too_large", size=filesizeformat(upload.size), limit=filesizeformat(limit))
    upload.seek(0)
    content = upload.read(limit)
    upload.seek(0)
    if not content:
        raise UploadRefused("empty")
    return content


def _checked(extension: str, content: bytes) -> bytes:
    if extension == "pdf":
        check_pdf(content)
    elif extension == "csv":
        return check_csv(content)
    elif extension == "txt":
        return check_text(content)
    else:
        PACKAGES[extension](extension, content)
    return content
