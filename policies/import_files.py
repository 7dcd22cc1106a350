"""Images and documents that come with an import: found by their content, checked, and stored once."""

import hashlib
from pathlib import Path

from django.core.files import File
from wagtail.documents.models import Document
from wagtail.images.models import Image

from core.uploads.documents import checked_document
from core.uploads.images import checked_image
from core.uploads.refusals import UploadRefused
from policies.fields_reader import Reader


class FileStore:
    """The files folder of an import. A file already in the library, byte for byte, is used again."""

    def __init__(self, folder: Path | None):
        self.folder = folder.resolve() if folder else None
        self._new: dict[tuple, tuple] = {}

    def image(self, row: Reader, key: str, title: str) -> Image | None:
        """The image a row names, perhaps not yet saved; complains and returns None when it cannot be used."""
        if not row.data.get(key):
            row.complain(key, "Name the image file.")
            return None
        return self._item(row, key, Image, checked_image, title)

    def document(self, row: Reader, key: str, title: str) -> Document | None:
        """The document a row names, perhaps not yet saved; None when the row names none or it cannot be used."""
        return self._item(row, key, Document, checked_document, title)

    def _item(self, row, key, model, check, title):
        """What is in the library has been checked; the same content would be drawn anew with other bytes."""
        path = self._path(row, key)
        if path is None:
            return None
        with path.open("rb") as stream:
            if known := self._known(model, _hash(stream.read())):
                return known
            try:
                checked = check(File(stream, path.name))
            except UploadRefused as refusal:
                row.complain(key, refusal.messages[0])
                return None
        digest = _hash(checked.read())
        return self._known(model, digest) or self._add(model, digest, checked, title or path.stem)

    def _path(self, row: Reader, key: str) -> Path | None:
        name = row.text(key)
        if not name:
            return None
        path = (self.folder / name).resolve() if self.folder else None
        if path is None or not path.is_relative_to(self.folder) or not path.is_file():
            row.complain(key, f"There is no file “{name}” in the files folder of this import.")
            return None
        return path

    def _known(self, model, digest: str):
        new = self._new.get((model, digest))
        return new[0] if new else model.objects.filter(file_hash=digest).first()

    def _add(self, model, digest: str, checked: File, title: str):
        instance = model(title=title, file_hash=digest)
        self._new[model, digest] = (instance, checked)
        return instance

    @staticmethod
    def fingerprint(item) -> str:
        """What stands for a file when two records are compared: the hash of its content."""
        if not item.file_hash:
            item._set_file_hash()
        return item.file_hash

    def save_new(self) -> None:
        """Saves the files of the record at hand that are not in the library yet."""
        for instance, checked in self._new.values():
            if instance.pk is None:
                instance.file.save(checked.name, checked, save=False)
                instance.file_size = checked.size
                instance.save()
        self._new.clear()


def _hash(content: bytes) -> str:
    """As Wagtail hashes a file."""
    return hashlib.sha1(content, usedforsecurity=False).hexdigest()
