"""Wagtail's forms for documents and images with the library's fields in them: every door of the admin is this one."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from core.uploads.fields import DocumentUploadField, ImageUploadField


class DocumentForm(BaseDocumentForm):
    """Adding a document, one or several, from a page's chooser too, and replacing its file."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _check_file(self, DocumentUploadField)


class ImageForm(BaseImageForm):
    """Adding an image, one or several, from a page's chooser too, and replacing its file."""

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        _check_file(self, ImageUploadField)


def _check_file(form: Any, field: type[DocumentUploadField] | type[ImageUploadField]) -> None:
    if plain := form.fields.get("file"):
        form.fields["file"] = field(label=plain.label, required=plain.required, widget=plain.widget)
