"""Word, Excel and PowerPoint: the right parts are there, and none that runs, fetches or hides something."""

import re
from urllib.parse import urlsplit

from core.uploads.markup import local, read_xml
from core.uploads.packages import Package
from core.uploads.refusals import UploadRefused

MAIN = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
}
TYPES = "[Content_Types].xml"
XML = (".xml", ".rels")  # but no .vml: Excel writes some that is not well-formed
# What parts may not be, by a piece of their content type or name, and what is said of it.
REFUSED = {
    "vbaproject": "macros",
    "vbadata": "macros",
    "macroenabled": "macros",
    "macrosheet": "macros",
    "activex": "controls",
    "webextension": "controls",
    "oleobject": "embedded",
    "externallink": "external",
    "spreadsheetml.connections": "external",
}
REFUSED_RELATIONS = {
    "vbaproject": "macros",
    "control": "controls",
    "activexcontrolbinary": "controls",
    "oleobject": "embedded",
    "afchunk": "embedded",
    "attachedtemplate": "template",
    "externallink": "external",
}
WEB = {"http", "https", "mailto", "tel", "ftp"}
# A field that runs a command, and one that spells such a field out in numbers.
DDE = re.compile(r"^\s*(DDE(AUTO)?\b|QUOTE(\s+\d+){2})", re.IGNORECASE | re.MULTILINE)


def check_ooxml(extension: str, data: bytes, embedded: bool = False) -> None:
    """Raises UploadRefused unless `data` is a safe document of that kind. A chart's own workbook is looked into too."""
    package = Package(data)
    if TYPES not in package.names or "_rels/.rels" not in package.names:
        raise UploadRefused("content")
    types = _content_types(package)
    _check_kind(extension, package, types)
    for name in package.names:
        _check_named(name, types.get(name, ""))
        if name.lower().endswith(".rels"):
            _check_relations(package, name)
        elif name.lower().endswith(XML):
            _check_xml(package, name)
        elif _is_package(name) and not embedded:
            check_ooxml(name.lower().rpartition(".")[2], package.read(name), embedded=True)
        else:
            package.check_plain(name)


def _content_types(package: Package) -> dict[str, str]:
    """`{part: content type}` as the package declares it, in lower case."""
    defaults: dict[str, str] = {}
    overrides: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("ContentType", "").strip().lower()
        if name == "Default":
            defaults[attributes.get("Extension", "").lower()] = kind
        elif name == "Override":
            overrides[attributes.get("PartName", "").lstrip("/").lower()] = kind

    with package.open(TYPES) as part:
        read_xml(part, start)
    named = {name: name.lower() for name in package.names}
    return {name: overrides.get(lower) or defaults.get(lower.rpartition(".")[2], "") for name, lower in named.items()}


def _check_kind(extension: str, package: Package, types: dict[str, str]) -> None:
    """The part the package names as its document is of the kind the file's name says."""
    targets: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if name == "Relationship" and _kind(attributes) == "officedocument":
            targets.append(attributes.get("Target", "").lstrip("/").lower())

    with package.open("_rels/.rels") as part:
        read_xml(part, start)
    mains = [kind for name, kind in types.items() if name.lower() in targets]
    if any("macroenabled" in kind for kind in mains):
        raise UploadRefused("macros")
    if mains != [MAIN[extension]]:
        raise UploadRefused("content")


def _check_named(name: str, content_type: str) -> None:
    said = f"{name}\n{content_type}".lower()
    for piece, code in REFUSED.items():
        if piece in said:
            raise UploadRefused(code, part=name, target=name)


def _check_relations(package: Package, name: str) -> None:
    def start(element: str, attributes: dict[str, str]) -> None:
        if element != "Relationship":
            return
        kind, target = _kind(attributes), attributes.get("Target", "")
        if kind in REFUSED_RELATIONS:
            raise UploadRefused(REFUSED_RELATIONS[kind], part=target[:80], target=target[:80])
        if attributes.get("TargetMode", "").strip().lower() == "external":
            if kind != "hyperlink":
                raise UploadRefused("external", target=target[:80])
            _check_link(target)

    with package.open(name) as part:
        read_xml(part, start)


def _check_link(target: str) -> None:
    """A link leads to the web, a mailbox, a telephone, or a place inside the document."""
    try:
        address = urlsplit(target.strip())
    except ValueError:
        return  # no program can follow it
    if address.scheme.lower() not in WEB | {""} or target.strip().startswith(("\\\\", "//")):
        raise UploadRefused("link", target=target[:80])


def _check_xml(package: Package, name: str) -> None:
    """Well-formed, without a document type; in Word, no field that runs a command."""
    if not name.lower().startswith("word/"):
        with package.open(name) as part:
            read_xml(part)
        return
    instructions: list[str] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element in ("fldChar", "fldSimple"):  # the instructions of one field may be in several pieces
            instructions.append("\n")
            instructions.extend(value for key, value in attributes.items() if local(key) == "instr")

    with package.open(name) as part:
        read_xml(part, start, text_of="instrText", text=instructions.append)
    if DDE.search("".join(instructions)):
        raise UploadRefused("commands")


def _kind(attributes: dict[str, str]) -> str:
    """The last part of a relation's type: strict and transitional files differ in what is before it."""
    return attributes.get("Type", "").rpartition("/")[2].strip().lower()


def _is_package(name: str) -> bool:
    folder, _slash, file = name.lower().rpartition("/")
    return folder.endswith("embeddings") and file.rpartition(".")[2] in MAIN
