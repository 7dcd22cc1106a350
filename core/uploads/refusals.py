"""Why an upload is refused: every reason with its cure, in the words the person reads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MESSAGES = {
    # Of any file
    "empty": _("“%(name)s” is empty. Open it in its program, save it again and upload it."),
    "too_large": _("“%(name)s” has %(size)s; at most %(limit)s are taken. Make it smaller and upload it again."),
    "extension": _("Files such as “%(name)s” are not taken. Save it as one of these and upload that: %(allowed)s."),
    "content": _(
        "What is in “%(name)s” is not what its name says. Open it in its program, save it as .%(extension)s and upload "
        "that."
    ),
    "damaged": _("“%(name)s” cannot be read: it is damaged or incomplete. Save it again and upload the new file."),
    "two_in_one": _("“%(name)s” holds another file inside or behind it. Save it again and upload the new file."),
    "bomb": _(
        "“%(name)s” would take up far too much room when opened. Take large parts out of it, save it again and upload "
        "the new file."
    ),
    # Office documents
    "protected": _(
        "“%(name)s” is protected by a password, or in an old format. Take the password away, save it as .%(extension)s "
        "and upload that."
    ),
    "macros": _("“%(name)s” contains macros. Save it as .%(extension)s without macros and upload that."),
    "controls": _(
        "“%(name)s” contains controls or add-ins that run programs (ActiveX). Take them out, or save it as PDF, and "
        "upload that."
    ),
    "embedded": _(
        "“%(name)s” has another file embedded in it (%(part)s). Put a picture in its place, or save it as PDF, and "
        "upload that."
    ),
    "template": _(
        "“%(name)s” fetches its template from elsewhere (%(target)s). Choose the program's standard template, or save "
        "it as PDF, and upload that."
    ),
    "external": _(
        "“%(name)s” fetches something from elsewhere when it is opened (%(target)s). Break that link, or save it as "
        "PDF, and upload that."
    ),
    "link": _(
        "“%(name)s” has a link to something that is not on the web (%(target)s). Take the link out and upload it again."
    ),
    "commands": _(
        "“%(name)s” has a field that runs commands (DDE). Turn it into plain text, or save it as PDF, and upload that."
    ),
    "entities": _("“%(name)s” uses a form of XML that is not safe to open. Open it, save it again and upload that."),
    # PDF
    "pdf_encrypted": _(
        "“%(name)s” is protected. Take its password or restrictions away, or print it to a new PDF, and upload that."
    ),
    "pdf_script": _("“%(name)s” contains a script. Print it to a new PDF and upload that."),
    "pdf_launch": _("“%(name)s” would start programs or open other files. Print it to a new PDF and upload that."),
    "pdf_sends": _("“%(name)s” is a form that sends what is typed into it. Print it to a new PDF and upload that."),
    "pdf_form": _("“%(name)s” is a form made with XFA, which few programs can read. Print it to a new PDF."),
    "pdf_attachment": _(
        "“%(name)s” has other files attached to it. Upload those one by one, and this PDF without them."
    ),
    "pdf_media": _("“%(name)s” contains film, sound or 3D. Print it to a new PDF and upload that."),
    "pdf_unreadable": _("“%(name)s” cannot be read as a PDF. Print it to a new PDF and upload that."),
    "pdf_too_complex": _("“%(name)s” takes too long to check. Print it to a new PDF, or in parts, and upload that."),
    # Text
    "encoding": _(
        "The letters of “%(name)s” cannot be read. In Excel save it as “CSV UTF-8”, elsewhere with the encoding UTF-8, "
        "and upload that."
    ),
    "not_text": _("“%(name)s” is not plain text. Upload it under its right name, or save it as plain text (UTF-8)."),
    "formulas": _(
        "“%(name)s” contains formulas (%(cell)s). Save it with their results instead of the formulas and upload that."
    ),
    # Images
    "wrong_extension": _(
        "“%(name)s” is a picture of the kind %(format)s, which its name does not say. Rename it to end in .%(right)s, "
        "or save it anew, and upload that."
    ),
    "not_image": _("“%(name)s” is not a picture the library can read. Save it as JPEG or PNG and upload that."),
    "too_many_pixels": _(
        "“%(name)s” has more than %(limit)s million pixels (%(pixels)s million). Make it smaller and upload that."
    ),
    "moving": _("“%(name)s” moves. Save one still picture of it, as PNG or JPEG, and upload that."),
}


class UploadRefused(ValidationError):
    """A file is not taken; `code` says why, the message names the file and the cure in the reader's language."""

    params: dict[str, Any]

    def __init__(self, code: str, **params: Any):
        super().__init__(MESSAGES[code], code=code, params=params)
