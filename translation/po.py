"""PO files from translation programs: read with care, since anybody may have written them."""

from dataclasses import dataclass

import polib
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from wagtail_localize.models import Translation

LARGEST = 2 * 1024 * 1024  # bytes; the longest case is 60 kB
IDENTITY = "X-WagtailLocalize-TranslationID"


class BadPO(Exception):
    """The file was not taken, and nothing has changed; the text says why and what to do."""


@dataclass(frozen=True)
class Imported:
    """How many entries were taken, and how many speak of passages that are no longer there or are marked as unsure."""

    taken: int
    unknown: int
    unsure: int


def import_po(upload: UploadedFile, translation: Translation, by) -> Imported:
    """Takes the translations of a file. Raises BadPO."""
    po = read_po(upload)
    if po.metadata.get(IDENTITY) != str(translation.uuid):
        raise BadPO(_("This file belongs to another translation. Download the file of this one, and fill that in."))
    entries = [entry for entry in po if entry.msgstr.strip() and not entry.obsolete]
    sure = [entry for entry in entries if not entry.fuzzy]
    po.clear()
    for entry in sure:
        entry.msgstr = " ".join(entry.msgstr.split("\n"))  # a passage is one line
        po.append(entry)
    warnings = translation.import_po(po, user=by, tool_name="PO")
    return Imported(len(sure) - len(warnings), len(warnings), len(entries) - len(sure))


def read_po(upload: UploadedFile) -> polib.POFile:
    """The file as polib reads it. Raises BadPO."""
    if upload.size > LARGEST:
        raise BadPO(_("The file is larger than 2 MB. Upload the PO file of this one translation."))
    try:
        text = upload.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadPO(_("The file is not encoded in UTF-8. Save it as UTF-8 and upload it again.")) from error
    if "\0" in text or "msgid" not in text or "\n" not in text:  # polib takes a short text for the name of a file
        raise BadPO(_("This is not a PO file. Upload the file you downloaded here, with the translations filled in."))
    try:
        return polib.pofile(text)
    except (OSError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise BadPO(_("This PO file is damaged: {reason}").format(reason=str(error)[:200])) from error
