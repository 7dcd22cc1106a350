"""PDFs by hand: a catalogue, a page, and what a test adds to them."""

import base64
import struct
import zlib

OPEN = "/OpenAction 4 0 R"
SCRIPT = "<< /S /JavaScript /JS (app.alert\\(1\\)) >>"
CATALOG, PAGES, PAGE = (
    "<< /Type /Catalog /Pages 2 0 R {catalog} >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] {page} >>",
)


def stream(content: bytes, entries: str = "") -> bytes:
    """The body of a stream object."""
    head = f"<< {entries} /Length {len(content)} >>\nstream\n".encode()
    return head + content + b"\nendstream"


def pdf(*more, catalog="", page="", trailer="", version="1.7") -> bytes:
    """A PDF of one page with a table of objects; `more` are the objects from number 4 on."""
    texts = [CATALOG.format(catalog=catalog), PAGES, PAGE.format(page=page), *more]
    return _with_table(texts, f"/Root 1 0 R {trailer}", version)


def pdf_of_no_pages() -> bytes:
    return _with_table(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"], "/Root 1 0 R")


def _with_table(texts, trailer, version="1.7") -> bytes:
    out = f"%PDF-{version}\n%âãÏÓ\n".encode("latin-1")
    offsets = []
    for number, text in enumerate(texts, start=1):
        offsets.append(len(out))
        body = text if isinstance(text, bytes) else text.encode("latin-1")
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(texts) + 1
    start = len(out)
    out += f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} {trailer} >>\n".encode()
    return out + f"startxref\n{start}\n%%EOF\n".encode()


def packed_pdf(*more, catalog="", encode=None, filters="/FlateDecode", lost=False) -> bytes:
    """A PDF whose objects lie packed in a stream, as PDF 1.5 allows; `lost`: its table is not where it says."""
    encode = encode or zlib.compress
    texts = [CATALOG.format(catalog=catalog), PAGES, PAGE.format(page=""), *more]
    places, body = [], b""
    for number, text in enumerate(texts, start=1):
        places.append(f"{number} {len(body)}")
        body += text.encode("latin-1") + b"\n"
    head = " ".join(places).encode() + b" "
    count = len(texts)
    holder, table = count + 1, count + 2
    out = b"%PDF-1.5\n"
    entries = f"/Type /ObjStm /N {count} /First {len(head)} /Filter {filters}"
    at_holder = len(out)
    out += f"{holder} 0 obj\n".encode() + stream(encode(head + body), entries) + b"\nendobj\n"
    rows = [(0, 0, 65535)] + [(2, holder, index) for index in range(count)] + [(1, at_holder, 0), (1, len(out), 0)]
    packed = zlib.compress(b"".join(struct.pack(">BIH", *row) for row in rows))
    entries = f"/Type /XRef /Size {len(rows)} /W [1 4 2] /Root 1 0 R /Filter /FlateDecode"
    at_table = len(out) + (1000 if lost else 0)
    out += f"{table} 0 obj\n".encode() + stream(packed, entries) + b"\nendobj\n"
    return out + f"startxref\n{at_table}\n%%EOF\n".encode()


def in_hex(content: bytes) -> bytes:
    return content.hex().encode() + b">"


def in_ascii85_over_flate(content: bytes) -> bytes:
    return base64.a85encode(zlib.compress(content)) + b"~>"


def in_runs(content: bytes) -> bytes:
    """Run-length encoded, one byte at a time: nothing can be read in it as it stands."""
    return b"".join(b"\x00" + bytes([byte]) for byte in content) + b"\x80"


def in_lzw(content: bytes) -> bytes:
    """LZW without its gain: the table is cleared before it would grow beyond nine bits."""
    bits = ""
    for start in range(0, len(content), 200):
        bits += format(256, "09b") + "".join(format(byte, "09b") for byte in content[start : start + 200])
    bits += format(257, "09b")
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


def hidden_in_a_stream() -> bytes:
    """The table of objects leads into the middle of what looks like a picture."""
    body = b"\x00\x01 4 0 obj << /S /J#61vaScript /JS (app.alert\\(1\\)) >> endobj \x02"
    whole = pdf(f"<< /Length {len(body)} >>\nstream\n".encode() + body + b"\nendstream", catalog="/OpenAction 4 0 R")
    real, inside = whole.index(b"4 0 obj"), whole.index(b"4 0 obj << /S")
    return whole.replace(f"{real:010d}".encode(), f"{inside:010d}".encode())


def earlier_version_with_script() -> bytes:
    """A script in a version that a later one has replaced: it is still in the file."""
    first = pdf(SCRIPT, catalog=OPEN)
    start = len(first)
    later = b"4 0 obj\n<< >>\nendobj\n"
    previous = first.rindex(b"xref\n0")
    table = f"xref\n4 1\n{start:010d} 00000 n \ntrailer\n<< /Size 5 /Root 1 0 R /Prev {previous} >>\n"
    return first + later + table.encode() + f"startxref\n{start + len(later)}\n%%EOF\n".encode()


def bomb() -> bytes:
    """700 MB of nothing in 700 kB."""
    packer = zlib.compressobj(9)
    piece = bytes(1024 * 1024)
    packed = b"".join(packer.compress(piece) for _ in range(700)) + packer.flush()
    return pdf(stream(packed, "/Filter /FlateDecode"), page="/Contents 4 0 R")


def nested(depth: int) -> bytes:
    return pdf("[" * depth + "]" * depth, catalog="/X 4 0 R")
