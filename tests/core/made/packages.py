"""Office documents by hand: the parts that have to be there, and what a test puts in their place or beside them."""

import io
import struct
import zipfile

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
EXE = b"MZ\x90\x00" + bytes(60) + b"PE\x00\x00" + bytes(100)
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>'
TYPE = "application/vnd.openxmlformats-officedocument."
MAIN = {
    "docx": ("word/document.xml", TYPE + "wordprocessingml.document.main+xml"),
    "xlsx": ("xl/workbook.xml", TYPE + "spreadsheetml.sheet.main+xml"),
    "pptx": ("ppt/presentation.xml", TYPE + "presentationml.presentation.main+xml"),
}
ROOTS = {
    "docx": f'<w:document xmlns:w="{WORD}"><w:body>{{body}}</w:body></w:document>',
    "xlsx": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{body}</workbook>',
    "pptx": '<p:presentation xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">{body}'
    "</p:presentation>",
}


def zipped(parts, method=zipfile.ZIP_DEFLATED, first_stored=False) -> bytes:
    """`parts` is `{name: text or bytes}` or pairs of them, when a name stands twice."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for number, (name, content) in enumerate(parts.items() if isinstance(parts, dict) else parts):
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_STORED if first_stored and number == 0 else method
            archive.writestr(info, content)
    return target.getvalue()


def relation(kind: str, target: str, external=False, number=9) -> str:
    mode = ' TargetMode="External"' if external else ""
    type = kind if kind.startswith("http") else f"{OFFICE}/{kind}"
    return f'<Relationship Id="rId{number}" Type="{type}" Target="{target}"{mode}/>'


def relations(*inner: str) -> str:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'{DECLARATION}<Relationships xmlns="{space}">{"".join(inner)}</Relationships>'


def office_parts(extension, body="", main_type=None, types="", related="", more=None) -> dict:
    """The parts of a document: `types` and `related` go into its tables, `more` are further parts or replacements."""
    main, content_type = MAIN[extension]
    folder, _slash, file = main.partition("/")
    space = "http://schemas.openxmlformats.org/package/2006/content-types"
    return {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="{space}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/{main}" ContentType="{main_type or content_type}"/>{types}</Types>',
        "_rels/.rels": relations(relation("officeDocument", main, number=1)),
        main: DECLARATION + ROOTS[extension].format(body=body),
        f"{folder}/_rels/{file}.rels": relations(related),
        **(more or {}),
    }


def office(extension, **facts) -> bytes:
    return zipped(office_parts(extension, **facts))


def docx(**facts) -> bytes:
    return office("docx", **facts)


def override(part: str, content_type: str) -> str:
    return f'<Override PartName="/{part}" ContentType="{content_type}"/>'


def field(*pieces: str) -> str:
    """A field of Word, its instruction in as many runs as there are pieces."""
    runs = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    return f"<w:p>{mark.format('begin')}{runs}{mark.format('end')}</w:p>"


ODF = {
    "odt": ("application/vnd.oasis.opendocument.text", "text"),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", "spreadsheet"),
}
SPACES = " ".join(
    f'xmlns:{short}="{whole}"'
    for short, whole in {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "script": "urn:oasis:names:tc:opendocument:xmlns:script:1.0",
        "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }.items()
)


def odf_parts(extension="odt", body="", scripts="", meta="", manifest="", mimetype=None, more=None) -> dict:
    """The parts of an OpenDocument file as LibreOffice writes it, an empty part of settings among them."""
    own, kind = ODF[extension]
    entry = f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{own}"/>'
    space = 'xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
    return {
        "mimetype": mimetype or own,
        "content.xml": f"{DECLARATION}<office:document-content {SPACES}><office:scripts>{scripts}</office:scripts>"
        f"<office:body><office:{kind}>{body}</office:{kind}></office:body></office:document-content>",
        "meta.xml": f"{DECLARATION}<office:document-meta {SPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "Configurations2/accelerator/current.xml": "",
        "META-INF/manifest.xml": f"{DECLARATION}<manifest:manifest {space}>{entry}{manifest}</manifest:manifest>",
        **(more or {}),
    }


def odf(extension="odt", **facts) -> bytes:
    return zipped(odf_parts(extension, **facts), first_stored=True)


def overlapping() -> bytes:
    """Ten entries of the directory that all unpack the same large part (D. Fifield's kind of bomb)."""
    names = ["word/document.xml", *(f"word/x{number:04d}xxx.xml" for number in range(10))]
    data = docx(body="<w:p/>" * 1000)
    end = data.rindex(b"PK\x05\x06")
    start = struct.unpack("<I", data[end + 16 : end + 20])[0]
    directory, entries, at = b"", 0, start
    while at < end:
        sizes = struct.unpack("<HHH", data[at + 28 : at + 34])
        entry = data[at : at + 46 + sum(sizes)]
        directory, entries, at = directory + entry, entries + 1, at + len(entry)
        if entry[46 : 46 + sizes[0]].decode() == names[0]:
            for name in names[1:]:
                directory, entries = directory + entry.replace(names[0].encode(), name.encode()), entries + 1
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, entries, entries, len(directory), start, 0)
    return data[:start] + directory + tail


def patched(data: bytes, name: str, offset: int, value: bytes, local_offset: int | None = None) -> bytes:
    """A package with bytes of one part's entry in the directory changed, and of its own header too where told."""
    out = bytearray(data)
    at = data.rindex(name.encode()) - 46
    out[at + offset : at + offset + len(value)] = value
    if local_offset is not None:
        at = data.index(name.encode()) - 30
        out[at + local_offset : at + local_offset + len(value)] = value
    return bytes(out)
