"""Images and documents that come with an import: found by their content, checked, and stored once."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.core.files import File
from PIL import Image as Picture, UnidentifiedImageError
from wagtail.documents.models import Document
from wagtail.images.models import Image

from policies.fields_reader import Reader


class FileStore:
    """The files folder of an import. A file already in the library, byte for byte, is used again."""

    def __init__(self, folder: Path | None):
        self.folder = folder.resolve() if folder else None
        self._new: dict[str, tuple] = {}

    def image(self, row: Reader, key: str, title: str) -> Image | None:
        """The image a row names, perhaps not yet saved; complains and returns None when it cannot be used."""
        path = self._path(row, key, settings.WAGTAILIMAGES_EXTENSIONS)
        if path is None:
            if not row.data.get(key):
                row.complain(key, "Name the image file.")
            return None
        try:
            with Picture.open(path) as picture:
                width, height = picture.size
                picture.verify()
        except (UnidentifiedImageError, OSError, SyntaxError):
            row.complain(key, "This is not an image; save it again as PNG, JPEG, WebP or GIF.")
            return None
        if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
            row.complain(key, "This image is larger than 25 megapixels; make it smaller.")
            return None
        return self._stored(Image, path, title, width=width, height=height)

    def document(self, row: Reader, key: str, title: str) -> Document | None:
        """The document a row names, perhaps not yet saved; None when the row names none or it cannot be used."""
        path = self._path(row, key, settings.WAGTAILDOCS_EXTENSIONS)
        return self._stored(Document, path, title) if path else None

    def _path(self, row: Reader, key: str, extensions: list[str]) -> Path | None:
        name = row.text(key)
        if not name:
            return None
        path = (self.folder / name).resolve() if self.folder else None
        if path is None or not path.is_relative_to(self.folder) or not path.is_file():
            row.complain(key, f"There is no file “{name}” in the files folder of this import.")
            return None
        if path.suffix.lower().lstrip(".") not in extensions:
            row.complain(key, f"Files of this kind are not taken; use {', '.join(extensions)}.")
            return None
        return path

    def _stored(self, model, path: Path, title: str, **fields):
        digest = hashlib.sha1(path.read_bytes(), usedforsecurity=False).hexdigest()
        if digest not in self._new:
            stored = model.objects.filter(file_hash=digest).first()
            instance = stored or model(title=title or path.stem, file_hash=digest, **fields)
            self._new[digest] = (instance, path)
        return self._new[digest][0]

    @staticmethod
    def fingerprint(item) -> str:
        """What stands for a file when two records are compared: the hash of its content."""
        if not item.file_hash:
            item._set_file_hash()
        return item.file_hash

    def save_new(self) -> None:
        """Saves the files of the record at hand that are not in the library yet."""
        for instance, path in self._new.values():
            if instance.pk is None:
                with path.open("rb") as stream:
                    instance.file.save(path.name, File(stream), save=False)
                    instance.file_size = path.stat().st_size
                    instance.save()
        self._new.clear()
