"""The kinds of files the library takes and gives out: extension, content type, and the name people know it by."""

from django.conf import settings

DOCUMENTS = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "csv": "text/csv; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
}
IMAGES = {
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "gif": "image/gif",
    "webp": "image/webp",
}
UNKNOWN = "application/octet-stream"


def document_extensions() -> list[str]:
    """Those the settings allow and the library can check."""
    return [extension for extension in settings.WAGTAILDOCS_EXTENSIONS if extension in DOCUMENTS]


def image_extensions() -> list[str]:
    """Those the settings allow and the library can check."""
    return [extension for extension in settings.WAGTAILIMAGES_EXTENSIONS if extension in IMAGES]
