"""The debt of words that are not pages: what lacks in each language, and where the English has changed since."""

from collections import Counter

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request

from accounts.languages import languages_of
from core.spreadsheets import ReadersExport
from translation.desk.doors import DECIDE, editors_only, translators_only
from translation.labels import SOURCE, Words, confirm, debt_of_words, groups_of_words

NAMES = dict(settings.LANGUAGES)
SHOWN = 50


@method_decorator(translators_only, name="dispatch")
class WordsView(ReadersExport, SpreadsheetExportMixin, TemplateView):
    """By kind and language, then one by one; limited by `group` and `language`, as a table by `export`."""

    template_name = "translation/admin/words.html"
    http_method_names = ["get", "head"]
    export_filename = "words-to-translate"
    list_export = ["group_name", "source", "target", "language", "state", "words"]
    export_headings = {
        "group_name": gettext_lazy("Kind"),
        "source": gettext_lazy("English"),
        "target": gettext_lazy("Translation"),
        "language": gettext_lazy("Language"),
        "state": gettext_lazy("State"),
        "words": gettext_lazy("Words to do"),
    }

    def get(self, request, *args, **kwargs):
        self.languages = [code for code in languages_of(request.user) if code != SOURCE]
        self.debt = debt_of_words(self.languages)
        wanted = {name: request.GET[name] for name in ("group", "language") if request.GET.get(name)}
        self.found = [
            words for words in self.debt if all(getattr(words, name) == value for name, value in wanted.items())
        ]
        if self.is_export:
            return self.as_spreadsheet(self.found, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        page = Paginator(self.found, SHOWN).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            languages=[(code, NAMES[code]) for code in self.languages],
            groups=self._groups(),
            page=page,
            may_confirm=self.request.user.has_perm(DECIDE),
            **kwargs,
        )

    def _groups(self) -> list[tuple[str, str, list[tuple[str, int, int]]]]:
        """[(code, name, [(language, things to do, words), …]), …]."""
        things: Counter = Counter((words.group, words.language) for words in self.debt)
        counted: Counter = Counter()
        for words in self.debt:
            counted[words.group, words.language] += words.words
        return [
            (code, name, [(language, things[code, language], counted[code, language]) for language in self.languages])
            for code, name in groups_of_words()
        ]

    def to_row_dict(self, item: Words) -> dict:
        return {name: getattr(item, name) for name in self.list_export} | {"state": str(item.state.label)}

    def get_heading(self, queryset, field):
        return str(self.export_headings[field])


@editors_only
@require_POST
def confirm_label(request: HttpRequest, number: int) -> HttpResponse:
    """An outdated label is right as it is."""
    if confirm(number, request.user):
        messages.success(request, _("Saved: this label needs no new translation."))
    else:
        messages.error(request, _("This label is no longer there."))
    return redirect(get_valid_next_url_from_request(request) or reverse("translations:words"))
