"""What wagtail-localize's editor says where its own catalogues lack it: half in Korean, all in a further language.

Named here, these messages are translated in ours (locale/). Ours come first for its Python; for its script, its own do.
"""

from django.utils.translation import gettext, gettext_noop
from django.views.i18n import JavaScriptCatalog

OF_ITS_PYTHON = (
    gettext_noop("Translated manually on {date}"),
    gettext_noop("Translated with {tool_name} on {date}"),
    gettext_noop("Machine translated on {date}"),
    gettext_noop("Successfully translated with {}."),
    gettext_noop("There isn't anything left to translate."),
)
OF_ITS_SCRIPT = (
    gettext_noop("Download PO file"),
    gettext_noop("Download PO file and input translations offline"),
    gettext_noop("Upload PO file"),
    gettext_noop("Upload translated PO file to submit translations"),
    gettext_noop("Translate with "),
    gettext_noop("Translate all missing strings with "),
    gettext_noop("There are unsaved segments. Please save or cancel them before leaving."),
    gettext_noop("Not translated"),
    gettext_noop("Server error"),
    gettext_noop("Changed"),
    gettext_noop("Change %s"),
    gettext_noop("Change document"),
    gettext_noop("Change page"),
    gettext_noop("Choose a %s"),
    gettext_noop("Fetching %s information..."),
    gettext_noop("Fetching document information..."),
    gettext_noop("Fetching image information..."),
    gettext_noop("Fetching page information..."),
    gettext_noop("Uses %s version"),
    gettext_noop("Revert to %s version"),
)


class EditorWords(JavaScriptCatalog):
    """The catalogue of its script, with ours where it lacks a message."""

    packages = ["wagtail_localize"]

    def get_catalog(self):
        ours = {message: gettext(message) for message in OF_ITS_SCRIPT if gettext(message) != message}
        return ours | super().get_catalog()
