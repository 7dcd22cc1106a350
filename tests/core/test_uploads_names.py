"""What a file is called: kinds that are not taken, and names that mislead made plain, with Hangul as it was."""

import unicodedata

import pytest
from django.core.files.base import ContentFile

from core.uploads.documents import checked_document
from core.uploads.images import checked_image
from core.uploads.names import clean_name
from core.uploads.refusals import UploadRefused
from tests.core.made.packages import docx
from tests.core.made.pdfs import pdf
from tests.core.made.pictures import picture

NOT_TAKEN = [
    "page.html",
    "page.htm",
    "page.xhtml",
    "drawing.svg",
    "archive.zip",
    "document.docm",
    "document.doc",
    "document.hwp",
    "sheet.xlsm",
    "slides.pptm",
    "template.dotx",
    "program.exe",
    "script.js",
    "screen.scr",
    "shortcut.lnk",
    "mail.eml",
    "report.pdf.exe",
    "report.pdf.html",
    "report.exe\u202efdp.exe",
    "report.pdf:evil.exe",
    "report.pdf\u200b.exe",
    "report.pdf .exe. ",
    "report．pdf",
    "report",
    "pdf",
    "",
]


@pytest.mark.parametrize("name", NOT_TAKEN, ids=lambda name: ascii(name))
def test_a_name_is_refused_that_says_another_kind_or_none(name):
    with pytest.raises(UploadRefused, match="upload that: pdf, docx, xlsx, pptx, odt, ods, csv, txt") as refusal:
        checked_document(ContentFile(pdf(), name))
    assert refusal.value.code == "extension"
    assert not set("\u202e\u200b") & set(refusal.value.messages[0])


@pytest.mark.parametrize("name", ["a.svg", "a.bmp", "a.tiff", "a.heic", "a.avif", "a.ico", "a.psd", "a.jpg.html", "a"])
def test_an_image_is_refused_that_says_another_kind_or_none(name):
    with pytest.raises(UploadRefused) as refusal:
        checked_image(ContentFile(picture(), name))
    assert refusal.value.code == "extension"


NAMES = {
    "서울시 생활임금 조례.pdf": "서울시_생활임금_조례.pdf",
    unicodedata.normalize("NFD", "회의록.pdf"): "회의록.pdf",
    "2019.12.03 회의 v1.2.pdf": "2019.12.03_회의_v1.2.pdf",
    "Ordonnance n° 4 – été.pdf": "Ordonnance_n_4_été.pdf",
    "REPORT.PDF": "REPORT.pdf",
    "report.exe.pdf": "report-exe.pdf",
    "report.pdf ": "report.pdf",
    "report.pdf...": "report.pdf",
    "rep\x00ort\r\n.pdf": "report.pdf",
    "rep\u202efdp.pdf": "repfdp.pdf",
    "a\u200bb\ufeff.pdf": "ab.pdf",
    "../../etc/passwd.pdf": "passwd.pdf",
    "C:\\Users\\kim\\보고서.pdf": "보고서.pdf",
    'a<b>:"c"|d?*;\'&%$#.pdf': "a_b_c_d.pdf",
    "CON.pdf": "file-CON.pdf",
    "lpt1.x.pdf": "file-lpt1-x.pdf",
    "-rf.pdf": "rf.pdf",
    "...pdf": "file.pdf",
    ".pdf.": "file.pdf",
    "___.pdf": "file.pdf",
    "보고서(최종)(진짜 최종).pdf": "보고서최종진짜_최종.pdf",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items(), ids=[ascii(name) for name in NAMES])
def test_a_name_is_made_plain(given, kept):
    name = clean_name(given)
    assert name.replace("__", "_").replace("__", "_") == kept


@pytest.mark.parametrize("stem", ["가", "a", "🙂", "é", "가 "])
def test_a_long_name_fits_every_file_system_and_the_database(stem):
    name = clean_name(stem * 500 + ".docx")
    assert name.endswith(".docx")
    assert len(name) <= 80
    assert len(name.encode()) <= 200


def test_a_document_keeps_its_korean_name():
    assert checked_document(ContentFile(docx(), "서울형 유급병가.docx")).name == "서울형_유급병가.docx"
