"""Form fields that take nothing unchecked: for the desk of a city, and in Wagtail's own forms.

What they give back is the upload itself with its content and name replaced by the checked ones: some of Wagtail's views
store the upload they were sent, and not what a form made of it.
"""

from typing import Any

from django import forms
from django.conf import settings
from django.core.files import File
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from wagtail.documents.fields import WagtailDocumentField
from wagtail.images.fields import WagtailImageField

from core.uploads.documents import checked_document
from core.uploads.images import checked_image
from core.uploads.kinds import DOCUMENTS, IMAGES, document_extensions, image_extensions


class DocumentUploadField(WagtailDocumentField):
    """A document, checked. Its refusals name the file and the cure."""

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_empty_file": True} | kwargs)  # the check says it better
        self.help_text = kwargs.get("help_text") or _limits(document_extensions(), settings.WAGTAILDOCS_MAX_UPLOAD_SIZE)

    def to_python(self, data: Any) -> UploadedFile | None:
        upload = forms.FileField.to_python(self, data)
        return None if upload is None else _refilled(upload, checked_document(upload), DOCUMENTS)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**super().widget_attrs(widget), "accept": _accepted(document_extensions())}


class ImageUploadField(WagtailImageField):
    """An image, checked and drawn anew. Its refusals name the file and the cure."""

    default_validators: list[Any] = []  # of extensions: the check says it better

    def __init__(self, **kwargs: Any):
        super().__init__(**{"allow_empty_file": True} | kwargs)
        self.help_text = kwargs.get("help_text") or _limits(image_extensions(), settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)

    def to_python(self, data: Any) -> UploadedFile | None:
        upload = forms.FileField.to_python(self, data)
        return None if upload is None else _refilled(upload, checked_image(upload), IMAGES)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {**forms.FileField.widget_attrs(self, widget), "accept": _accepted(image_extensions())}


def _refilled(upload: Any, checked: File, types: dict[str, str]) -> UploadedFile:
    content, name = checked.read(), str(checked.name)
    upload.file.seek(0)
    upload.file.truncate()
    upload.file.write(content)
    upload.file.flush()
    upload.seek(0)
    upload.size, upload.name, upload.content_type = len(content), name, types[name.rpartition(".")[2]]
    return upload


def _limits(extensions: list[str], size: int) -> str:
    return _("%(kinds)s; at most %(size)s.") % {
        "kinds": ", ".join(extension.upper() for extension in extensions),
        "size": filesizeformat(size),
    }


def _accepted(extensions: list[str]) -> str:
    return ",".join(f".{extension}" for extension in extensions)
