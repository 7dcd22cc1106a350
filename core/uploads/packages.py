"""Zip packages of office programs, opened with care: everything is counted before anything is unpacked."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import IO

from core.uploads.refusals import UploadRefused

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 10_000  # a presentation of 500 slides has some 3,000
MOST_UNPACKED = 200 * 1024 * 1024
HIGHEST_RATIO = 200  # of what is unpacked to what is packed, in parts above:
RATIO_FROM = 1024 * 1024
HEADER = 30  # bytes of a part's own header, at least
END = 22  # bytes of a directory's end without a comment
ENCRYPTED = 0x1 | 0x40 | 0x2000
BAD_NAME = re.compile(r"[\\:\x00-\x1f]|^/|(^|/)\.\.?(/|$)|//")
# What has no place inside a document, whatever it is called: programs, archives, documents of other programs.
FOREIGN = (OLE, ZIP, b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"Rar!", b"7z\xbc\xaf", b"%PDF", b"#!")
OBSCURED = (".odttf", ".fntdata")  # embedded fonts are scrambled: their first bytes are chance
UNREADABLE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError)


class Package:
    """The parts of a package by name. Raises UploadRefused when the package is not one, or not a safe one."""

    def __init__(self, data: bytes):
        if data.startswith(OLE):
            raise UploadRefused("protected")
        if not data.startswith(ZIP):
            raise UploadRefused("content")
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except UNREADABLE as error:
            raise UploadRefused("damaged") from error
        self._parts = self._archive.infolist()
        self.names = [part.filename for part in self._parts if not part.is_dir()]
        self._check_names()
        self._check_sizes()
        self._check_layout(data)

    def _check_names(self) -> None:
        if len(self._parts) > MOST_PARTS:
            raise UploadRefused("bomb")
        if len({part.filename.lower() for part in self._parts}) < len(self._parts):
            raise UploadRefused("damaged")
        if any(BAD_NAME.search(part.orig_filename.rstrip("/")) for part in self._parts):
            raise UploadRefused("damaged")
        if any(part.flag_bits & ENCRYPTED for part in self._parts):
            raise UploadRefused("protected")
        if any(part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for part in self._parts):
            raise UploadRefused("damaged")

    def _check_sizes(self) -> None:
        if sum(part.file_size for part in self._parts) > MOST_UNPACKED:
            raise UploadRefused("bomb")
        for part in self._parts:
            if part.file_size > RATIO_FROM and part.file_size > HIGHEST_RATIO * part.compress_size:
                raise UploadRefused("bomb")

    def _check_layout(self, data: bytes) -> None:
        """Parts lie one behind the other from the first byte, and nothing follows the directory."""
        at = 0
        for part in sorted(self._parts, key=lambda part: part.header_offset):
            if part.header_offset < at or (at == 0 and part.header_offset != 0):
                raise UploadRefused("two_in_one" if at == 0 else "bomb")
            at = part.header_offset + HEADER + len(part.orig_filename) + part.compress_size
        if at > self._archive.start_dir or data[-END : -END + 4] != b"PK\x05\x06":
            raise UploadRefused("two_in_one")

    @contextmanager
    def open(self, name: str) -> Iterator[IO[bytes]]:
        """A part as a stream. What goes wrong while reading it is UploadRefused too."""
        try:
            with self._archive.open(name) as part:
                yield part
        except UNREADABLE as error:
            raise UploadRefused("damaged") from error

    def read(self, name: str) -> bytes:
        """A part whole."""
        with self.open(name) as part:
            return part.read()

    def is_empty(self, name: str) -> bool:
        return self._archive.getinfo(name).file_size == 0

    def check_plain(self, name: str) -> None:
        """Reads a part that is neither XML nor of interest to its end, and refuses what is a file of its own."""
        with self.open(name) as part:
            head = part.read(8)
            if head.startswith(FOREIGN) and not name.lower().endswith(OBSCURED):
                raise UploadRefused("embedded", part=name)
            while part.read(64 * 1024):
                pass
