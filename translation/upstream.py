"""What of wagtail-localize is answered here instead (docs/decisions/0024): its addresses stay, and its editor.

Asked without these, it copies drafts nobody may translate, puts the original's text under live translations, makes live
aliases, publishes without anybody's approval, and fails on files and requests it does not expect.
"""

import logging

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from requests import RequestException
from rest_framework.exceptions import APIException
from rest_framework.parsers import FormParser, MultiPartParser
from rest_framework.request import Request  # it reads the body of a PUT as that of a POST
from wagtail.admin.auth import permission_denied
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import edit_translation

from translation.desk.doors import editors_only
from translation.editor_words import EditorWords
from translation.models import LanguageVersion
from translation.po import BadPO, import_po

log = logging.getLogger(__name__)
LONGEST_PASSAGE = 20_000  # characters; the longest field holds 4,000


@editors_only
def submit_page(request: HttpRequest, page_id: int) -> HttpResponse:
    """“Translate this page” leads to the board."""
    page = get_object_or_404(Page, pk=page_id)
    original = LanguageVersion.objects.filter(original__translation_key=page.translation_key).first()
    if original is None:
        messages.warning(request, _("Publish the page first: only what the public can read is translated."))
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect(f"{reverse('translations:index')}?original={original.original_id}")


@editors_only
def update(request: HttpRequest, translation_source_id: int) -> HttpResponse:
    """“Sync translated pages” as well: what changes in the original is on the board by itself."""
    source = get_object_or_404(TranslationSource, pk=translation_source_id)
    return submit_page(request, get_object_or_404(Page, translation_key=source.object_id, locale=source.locale_id).pk)


def not_here(request: HttpRequest, **_kwargs) -> HttpResponse:
    """The library has no aliases and no translatable snippets."""
    raise Http404


def editable(request: HttpRequest, translation_id: int) -> Translation:
    """A translation this person may write. Raises Http404."""
    translation = Translation.objects.select_related("source", "target_locale").filter(pk=translation_id).first()
    page = translation and translation.source.object.get_instance_or_none(translation.target_locale)
    if page is None or not page.permissions_for_user(request.user).can_edit():
        raise Http404
    return translation


@require_POST
def upload_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = editable(request, translation_id)
    try:
        if "file" not in request.FILES:
            raise BadPO(_("Choose a PO file first."))
        found = import_po(request.FILES["file"], translation, request.user)
    except BadPO as refusal:
        messages.error(request, str(refusal))
    else:
        words = ngettext("{count} passage has been taken.", "{count} passages have been taken.", found.taken)
        messages.success(request, words.format(count=found.taken))
        _tell_of_the_rest(request, found)
    return redirect(get_valid_next_url_from_request(request) or reverse("translations:index"))


def _tell_of_the_rest(request, found) -> None:
    if found.unknown:
        words = ngettext(
            "{count} entry speaks of a passage that is not in the original any more, and was left out.",
            "{count} entries speak of passages that are not in the original any more, and were left out.",
            found.unknown,
        )
        messages.warning(request, words.format(count=found.unknown))
    if found.unsure:
        words = ngettext(
            "{count} entry is marked as “fuzzy” and was left out.",
            "{count} entries are marked as “fuzzy” and were left out.",
            found.unsure,
        )
        messages.warning(request, words.format(count=found.unsure))


@require_GET
def download_po(request: HttpRequest, translation_id: int) -> HttpResponse:
    translation = editable(request, translation_id)
    page = translation.get_target_instance()
    response = HttpResponse(str(translation.export_po()), content_type="text/x-gettext-translation; charset=utf-8")
    name = f"{page.slug}-{translation.target_locale.language_code}.po"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["PUT", "DELETE"])
def edit_string(request: HttpRequest, translation_id: int, string_segment_id: int) -> HttpResponse:
    editable(request, translation_id)
    return _refused(request) or edit_translation.edit_string_translation(request, translation_id, string_segment_id)


@require_http_methods(["PUT", "DELETE"])
def edit_override(request: HttpRequest, translation_id: int, overridable_segment_id: int) -> HttpResponse:
    editable(request, translation_id)
    return _refused(request) or edit_translation.edit_override(request, translation_id, overridable_segment_id)


def _refused(request: HttpRequest) -> HttpResponse | None:
    """What a browser's own editor never sends."""
    if request.method != "PUT":
        return None
    try:
        request.body  # noqa: B018 - read once, it is kept for the view
        value = Request(request, parsers=[MultiPartParser(), FormParser()]).data.get("value")
    except APIException:
        value = None
    if not isinstance(value, str) or "\0" in value or len(value) > LONGEST_PASSAGE:
        return HttpResponseBadRequest(_("Send the translation as “value”: text of at most 20,000 characters."))
    return None


@require_POST
def machine_translate(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Fills what is empty by the service of the settings. What it answers is marked until a person has read it."""
    editable(request, translation_id)
    try:
        return edit_translation.machine_translate(request, translation_id)
    except (RequestException, LookupError, ValueError, TypeError, AttributeError) as error:
        log.warning("The machine translation service failed: %s", error)
        messages.error(
            request,
            _("The translation service did not answer as it should. Nothing was changed; try again later."),
        )
    return redirect(get_valid_next_url_from_request(request) or reverse("translations:index"))


urlpatterns = [
    path("jsi18n/", EditorWords.as_view()),
    path("submit/page/<int:page_id>/", submit_page),
    path("submit/snippet/<slug:app_label>/<slug:model_name>/<str:pk>/", not_here),
    path("update/<int:translation_source_id>/", update),
    path("page/<int:page_id>/convert_to_alias/", not_here),
    path("translate/<int:translation_id>/disable/", editors_only(edit_translation.stop_translation)),
    path("translate/<int:translation_id>/machine_translate/", machine_translate),
    path("translate/<int:translation_id>/pofile/upload/", upload_po),
    path("translate/<int:translation_id>/pofile/download/", download_po),
    path("translate/<int:translation_id>/strings/<int:string_segment_id>/edit/", edit_string),
    path("translate/<int:translation_id>/overrides/<int:overridable_segment_id>/edit/", edit_override),
]


def instead_of_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """In the editor of a translation nobody publishes: it is sent, compared and approved."""
    if request.method != "POST":
        return None
    if "localize-convert-to-alias" in request.POST:
        return permission_denied(request)
    if request.POST.get("action") != "publish":
        return None
    version = LanguageVersion.objects.filter(page=page.pk).first()
    into = Translation.objects.filter(
        source__object_id=page.translation_key, target_locale=page.locale_id, enabled=True
    )
    if version is None or not into.exists():
        return None
    messages.info(request, _("A translation is published when an editor has compared and approved it. Send it here."))
    return redirect("translations:check", version.pk)
