"""Plain text and CSV: real text, in an encoding that can be told for certain, and not a page or script by another name.

What offices in Korea save is often CP949, which Excel elsewhere shows as rubbish: such files are kept as UTF-8, with
the mark by which Excel knows it.
"""

import codecs
import re

from core.uploads.refusals import UploadRefused

UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
HANGUL = re.compile(r"[가-힣]{2}")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f\x80-\x9f\ufffe\uffff]")
# What browsers take for a page (WHATWG, MIME Sniffing), and what other programs run or open.
TAGS = "!doctype|html|head|body|script|iframe|h1|div|font|table|a|style|title|b|br|p|svg|math|object|embed|meta"
NOT_TEXT = re.compile(rf"\s*(<({TAGS})[\s/>]|<!--|<\?|<%|#!|%PDF-|%!PS|{{\\rtf|GIF8)", re.IGNORECASE)
# A cell that a spreadsheet works out: = and more (but no ====), or a function or another program behind + - @.
FORMULA = re.compile(
    r"""(?:^|[,;\t])[ "']*("""
    r"""[=＝][^=,;\t\r\n]{1,40}|"""
    r"""[-+@]\ *[A-Z.]{2,20}\(|"""
    r"""[-+@][^,;\t\r\n|]{1,200}\|[^,;\t\r\n!]{0,200}!)""",
    re.MULTILINE | re.IGNORECASE,
)


def check_text(data: bytes) -> bytes:
    """The text as UTF-8. Raises UploadRefused unless it is text, and harmless."""
    text, kept = _decoded(data)
    if CONTROL.search(text) or NOT_TEXT.match(text):
        raise UploadRefused("not_text")
    return kept


def check_csv(data: bytes) -> bytes:
    """The table as UTF-8. Raises UploadRefused unless it is text, and nothing in it is worked out."""
    kept = check_text(data)
    if formula := FORMULA.search(kept.decode("utf-8-sig")):
        raise UploadRefused("formulas", cell=formula[1][:40])
    return kept


def _decoded(data: bytes) -> tuple[str, bytes]:
    """The text, and its bytes in UTF-8: unchanged where they are that already."""
    try:
        if data.startswith(UTF16):
            text = data.decode("utf-16")
            return text, text.encode("utf-8-sig")
        return data.decode("utf-8-sig"), data
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp949")
    except UnicodeDecodeError as error:
        raise UploadRefused("encoding") from error
    if not HANGUL.search(text):  # it may as well be the accented letters of another office
        raise UploadRefused("encoding")
    return text, text.encode("utf-8-sig")
