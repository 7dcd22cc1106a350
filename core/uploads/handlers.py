"""While a request comes in: what a file has beyond the largest size is read and thrown away, so that no disk fills."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler


class LimitingUploadHandler(FileUploadHandler):
    """Stands before Django's own handlers. A file that is too large ends up just larger than is taken: the form sees
    that and says so, which it could not if the file were refused here."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        largest = max(settings.WAGTAILDOCS_MAX_UPLOAD_SIZE, settings.WAGTAILIMAGES_MAX_UPLOAD_SIZE)
        return raw_data if start <= largest else None

    def file_complete(self, file_size: int) -> None:
        return None
