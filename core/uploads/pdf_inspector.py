"""Looks into a PDF as a program of its own, with little time, little memory and no rights: `pdf.py` starts it.

Reads the file from standard input and prints one word: `safe`, or the reason why not. It stands alone (no Django, no
settings, no secrets in its environment), so that a file made to confuse the reader confuses nothing else.
"""

import io
import logging
import re
import resource
import sys
import zlib
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

SECONDS, MEMORY = 15, 1024 * 1024 * 1024
MOST_UNPACKED = 512 * 1024 * 1024  # of all streams together
BITE, PIECE = 16 * 1024, 1024 * 1024  # packed bytes taken at once, and the most unpacked ones given back at once
LONGEST_NAME = 127  # bytes, by the standard
NAME = re.compile(rb"/([^\x00-\x20()<>\[\]{}/%]{2,400})")
STREAM = re.compile(rb"stream\r?\n?")
LOCAL = re.compile(r"\s*(file|javascript|vbscript|data|smb|ms-[a-z-]+):|\s*(\\\\|//)", re.IGNORECASE)
ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")

# Names that are given away wherever they stand in the file, were it in a part that no table leads to.
NAMES = {
    b"Encrypt": "encrypted",
    b"JavaScript": "script",
    b"Launch": "launch",
    b"GoToE": "launch",
    b"ImportData": "launch",
    b"SubmitForm": "sends",
    b"EmbeddedFile": "attachment",
    b"EmbeddedFiles": "attachment",
    b"RichMedia": "media",
    b"RichMediaContent": "media",
    b"XFA": "form",
}
# The same, and what is too short or too common a name, where the tables lead: keys, and values of certain keys.
KEYS = {
    "/JS": "script",
    "/JavaScript": "script",
    "/EF": "attachment",
    "/EmbeddedFiles": "attachment",
    "/RichMediaContent": "media",
    "/XFA": "form",
}
VALUES = {
    "/S": {
        "/JavaScript": "script",
        "/Rendition": "media",
        "/Launch": "launch",
        "/GoToE": "launch",
        "/GoToR": "launch",
        "/ImportData": "launch",
        "/SubmitForm": "sends",
        "/RichMediaExecute": "media",
        "/Movie": "media",
        "/Sound": "media",
    },
    "/Type": {"/EmbeddedFile": "attachment"},
    "/Subtype": {"/RichMedia": "media", "/Movie": "media", "/Sound": "media", "/3D": "media", "/Screen": "media"},
}


class Found(Exception):
    """Something is in the file that makes it unsafe; the argument is the reason."""


def inspect(data: bytes) -> str:
    """`safe`, or the reason why a PDF is not."""
    try:
        _search_names(data)
        _search_streams(data)
        _search_objects(data)
    except Found as found:
        return str(found)
    return "safe"


def _search_names(data: bytes) -> None:
    for match in NAME.finditer(data):
        name = ESCAPE.sub(lambda code: bytes([int(code[1], 16)]), match[1])
        if name in NAMES:
            raise Found(NAMES[name])


def _search_streams(data: bytes) -> None:
    """Objects may be packed into streams: every stream that can be unpacked is searched for names too."""
    budget = MOST_UNPACKED
    for match in STREAM.finditer(data):
        before = b""
        for piece in _unpacked(data, match.end()):
            budget -= len(piece)
            if budget < 0:
                raise Found("bomb")
            _search_names(before + piece)
            before = piece[-LONGEST_NAME * 3 :]


def _unpacked(data: bytes, start: int) -> Iterator[bytes]:
    unpacker = zlib.decompressobj()
    packed, at = data[start : start + BITE], start + BITE
    while packed and not unpacker.eof:
        try:
            piece = unpacker.decompress(packed, PIECE)
        except zlib.error:
            return
        yield piece
        packed = unpacker.unconsumed_tail
        if not packed:
            packed, at = data[at : at + BITE], at + BITE


def _search_objects(data: bytes) -> None:
    """What a reader of the file comes to by its tables, however it is packed or written."""
    reader = PdfReader(io.BytesIO(data))
    _search(reader.trailer)
    for generation, table in list(reader.xref.items()):
        for number in list(table):
            _search(reader.get_object(IndirectObject(number, generation, reader)))
    for number in list(reader.xref_objStm):
        _search(reader.get_object(IndirectObject(number, 0, reader)))
    if not len(reader.pages):
        raise Found("unreadable")


def _search(found: Any) -> None:
    waiting = [found]
    while waiting:
        item = waiting.pop()
        if isinstance(item, DictionaryObject):
            _check(item)
            waiting.extend(item.raw_get(key) for key in item)
        elif isinstance(item, ArrayObject):
            waiting.extend(list.__iter__(item))  # as they are, references not followed


def _check(item: DictionaryObject) -> None:
    reasons = [reason for key, reason in KEYS.items() if key in item]
    reasons += [values[str(item[key])] for key, values in VALUES.items() if key in item and str(item[key]) in values]
    if reasons:
        raise Found(reasons[0])
    if "/URI" in item and LOCAL.match(str(item["/URI"])):
        raise Found("launch")


def main() -> None:
    logging.disable()
    for limit, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (most, most))
    try:
        answer = inspect(sys.stdin.buffer.read())
    except MemoryError:
        answer = "bomb"
    except Exception:  # noqa: BLE001 - whatever a reader trips over makes the file unreadable
        answer = "unreadable"
    print(answer)


if __name__ == "__main__":
    main()
