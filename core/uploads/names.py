"""Names of uploaded files: nothing in them may mislead a person, a browser or a file system; Hangul stays as it is."""

import re
import unicodedata

from django.utils.text import get_valid_filename

MISLEADING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}  # control and format characters, right-to-left overrides too
RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|clock\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)  # on Windows
INNER_EXTENSION = re.compile(r"\.(?=[^\W\d_])")  # a dot with a letter after it: x.exe.pdf, but not 2019.12.03
LONGEST = 80  # characters: with its folder and what makes it unique a name has 100 in the database
LONGEST_IN_BYTES = 200  # of the 255 a file system has; a syllable of Hangul takes three


def shown(name: str) -> str:
    """A name as it can be said back to the person who sent it."""
    visible = "".join(character for character in name if unicodedata.category(character) not in MISLEADING)
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", visible))[-1]
    return " ".join(last.split())


def extension_of(name: str) -> str:
    """`pdf` of `Report.PDF`; empty where there is none. What Windows drops from the end of a name is dropped first."""
    _stem, dot, extension = shown(name).rstrip(". ").rpartition(".")
    return extension.strip().lower() if dot else ""


def clean_name(name: str, fallback: str = "file") -> str:
    """The name a file is kept and given out under: one extension, no path, no sign that means something elsewhere."""
    extension = extension_of(name)
    whole = shown(name).rstrip(". ")
    stem = whole.rpartition(".")[0] if extension else whole
    stem = re.sub(r"[^\w\s.()-]", " ", stem)
    stem = stem.strip(" .-_")
    if RESERVED.fullmatch(stem.partition(".")[0].strip()):
        stem = f"{fallback}-{stem}"
    stem = INNER_EXTENSION.sub("-", stem)
    suffix = f".{extension}" if extension else ""
    room = LONGEST_IN_BYTES - len(suffix.encode())
    stem = stem[: LONGEST - len(suffix)].encode()[:room].decode("utf-8", "ignore").strip(" .-_")
    return get_valid_filename((stem or fallback) + suffix)
