"""PDF: what it claims to be, readable, and without scripts, actions on other files, attachments, film or protection.

The file is read by a program of its own (`pdf_inspector`): a PDF made for it keeps the best of readers busy for hours.
"""

import re
import subprocess
import sys
import zipfile
from io import BytesIO
from pathlib import Path

from core.uploads.refusals import UploadRefused

HEADER = re.compile(rb"%PDF-(1\.[0-7]|2\.0)[\r\n \t]")
INSPECTOR = Path(__file__).with_name("pdf_inspector.py")
SECONDS = 20


def check_pdf(data: bytes) -> None:
    """Raises UploadRefused unless `data` is a PDF that can do nothing but be read and printed."""
    if not data.startswith(b"%PDF-"):
        raise UploadRefused("content")
    if not HEADER.match(data):
        raise UploadRefused("pdf_unreadable")
    _body, end, behind = data.rpartition(b"%%EOF")
    if not end:
        raise UploadRefused("damaged")
    if behind.strip(b"\x00\t\n\f\r ") or zipfile.is_zipfile(BytesIO(data)):
        raise UploadRefused("two_in_one")
    reason = _inspect(data)
    if reason != "safe":
        raise UploadRefused(reason if reason == "bomb" else f"pdf_{reason}")


def _inspect(data: bytes) -> str:
    """The inspector's word."""
    command = [sys.executable, "-I", str(INSPECTOR)]  # -I: nothing of the site's own can be imported
    try:
        result = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, env={}, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        return "too_complex"
    return result.stdout.decode().strip() if result.returncode == 0 else "too_complex"
