"""Reads XML from strangers: no document types, no entities, nothing kept in memory."""

from collections.abc import Callable
from typing import IO
from xml.parsers import expat

from core.uploads.refusals import UploadRefused

Start = Callable[[str, dict[str, str]], None]
Text = Callable[[str], None]


def read_xml(stream: IO[bytes], start: Start | None = None, text_of: str = "", text: Text | None = None) -> None:
    """Reads a stream to its end as XML. Raises UploadRefused when it is not well-formed or declares a document type.

    `start(name, attributes)` hears of every element, by its local name; the names of attributes are whole, so that
    none hides another. `text` gets what stands in elements named `text_of`.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse

    def begin(name: str, attributes: dict[str, str]) -> None:
        if start:
            start(local(name), attributes)
        if text and local(name) == text_of:
            parser.CharacterDataHandler = text

    def end(name: str) -> None:
        if local(name) == text_of:
            parser.CharacterDataHandler = None

    if start or text:
        parser.StartElementHandler = begin
    if text:
        parser.EndElementHandler = end
    try:
        parser.ParseFile(stream)
    except (expat.ExpatError, LookupError, ValueError) as error:  # the last two: encodings Python cannot read
        raise UploadRefused("damaged") from error


def local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _refuse(*_declaration: object) -> None:
    raise UploadRefused("entities")
