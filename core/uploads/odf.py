"""OpenDocument texts and spreadsheets: the right parts are there, and none that runs, fetches or hides something."""

from urllib.parse import urlsplit

from core.uploads.markup import local, read_xml
from core.uploads.ooxml import WEB
from core.uploads.packages import Package
from core.uploads.refusals import UploadRefused

KINDS = {
    "odt": b"application/vnd.oasis.opendocument.text",
    "ods": b"application/vnd.oasis.opendocument.spreadsheet",
}
MANIFEST = "META-INF/manifest.xml"
SETTINGS = "Configurations2/"
XML = (".xml", ".rdf")
MACRO_FOLDERS = ("basic/", "scripts/", "dialogs/")
REFUSED = {
    "event-listener": "macros",
    "script": "macros",
    "plugin": "controls",
    "applet": "controls",
    "object-ole": "embedded",
    "floating-frame": "external",
    "dde-source": "commands",
    "dde-connection": "commands",
    "dde-connection-decl": "commands",
    "dde-link": "commands",
    "table-source": "external",
    "cell-range-source": "external",
    "section-source": "external",
    "database-source": "external",
}
LINKS = {"a"}  # elements on which an address is a link for people
FETCHED = {"http", "https", "ftp", "smb", "file", "vnd.sun.star.webdav", "vnd.sun.star.script", "macro", "javascript"}


def check_odf(extension: str, data: bytes) -> None:
    """Raises UploadRefused unless `data` is a safe document of that kind."""
    package = Package(data)
    if package.names[:1] != ["mimetype"] or {MANIFEST, "content.xml"} - set(package.names):
        raise UploadRefused("content")
    if package.read("mimetype").strip() != KINDS[extension]:
        raise UploadRefused("content")
    for name in package.names:
        if name.lower().startswith(MACRO_FOLDERS):
            raise UploadRefused("macros")
        if name.startswith(SETTINGS) and package.is_empty(name):
            continue  # LibreOffice writes some that are
        if name.lower().endswith(XML):
            with package.open(name) as part:
                read_xml(part, _check_element)
        elif name != "mimetype":
            package.check_plain(name)


def _check_element(element: str, attributes: dict[str, str]) -> None:
    if element == "encryption-data":
        raise UploadRefused("protected")
    if element in REFUSED:
        raise UploadRefused(REFUSED[element], part=element, target=element)
    for key, value in attributes.items():
        if local(key) == "href":
            _check_address(element, value)


def _check_address(element: str, target: str) -> None:
    """Links lead to the web or into the document; everything else stands in the package itself."""
    try:
        scheme = urlsplit(target.strip()).scheme.lower()
    except ValueError:
        return  # no program can follow it
    remote = target.strip().startswith(("//", "\\\\"))
    if element in LINKS:
        if remote or scheme not in WEB | {""}:
            raise UploadRefused("link", target=target[:80])
    elif element == "template" and not remote and scheme in ("", "file"):
        return  # where the template was, on the writer's own machine; only its name is kept
    elif remote or scheme in FETCHED:
        raise UploadRefused("external", target=target[:80])
