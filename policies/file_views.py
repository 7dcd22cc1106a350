"""The only addresses of uploaded files: documents, and images in the sizes pages show them in. Originals have none."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe
from wagtail.documents.models import Document
from wagtail.images.models import Image

from core.uploads.kinds import DOCUMENTS, IMAGES, UNKNOWN
from policies.files import is_public, may_read

Rendition = Image.get_rendition_model()
SECONDS = 300  # a public file may be shown from a cache for this long after its case has been withdrawn


@require_safe
def document(request, number, filename):
    """A document, to be saved; 404 when it does not exist for this person."""
    item = get_object_or_404(Document.objects.select_related("collection"), pk=number)
    if item.filename != filename:
        raise Http404
    return _answer(request, item, item.file, DOCUMENTS.get(item.file_extension.lower(), UNKNOWN), filename)


@require_safe
def rendition(request, name):
    """An image as a page shows it; 404 when it does not exist for this person."""
    found = Rendition.objects.select_related("image__collection").filter(file=name).first()
    if found is None:
        raise Http404
    content_type = IMAGES.get(name.rpartition(".")[2].lower(), UNKNOWN)
    return _answer(request, found.image, found.file, content_type)


def _answer(request, item, file, content_type, filename=""):
    """The file, or 304 when the person has it. `filename` makes it one to be saved; so is what no browser may show."""
    public = is_public(item)
    if not public and not may_read(request, item):
        raise Http404
    try:
        modified, size, stream = file.storage.get_modified_time(file.name), file.size, file.storage.open(file.name)
    except FileNotFoundError as error:
        raise Http404 from error
    etag = quote_etag(f"{modified.timestamp():.6f}-{size}")
    response = get_conditional_response(request, etag=etag, last_modified=int(modified.timestamp()))
    if response is None:
        save = bool(filename) or content_type == UNKNOWN
        response = FileResponse(stream, as_attachment=save, filename=filename, content_type=content_type)
    else:
        stream.close()
    response["ETag"], response["Last-Modified"] = etag, http_date(modified.timestamp())
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    if public:
        patch_cache_control(response, public=True, max_age=SECONDS)
    else:
        patch_cache_control(response, private=True, no_store=True)
    return response
