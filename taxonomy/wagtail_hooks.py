"""Vocabularies in the admin: the secretariat corrects labels, adds terms and retires them."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from taxonomy.models import Scheme, Term


class TermViewSet(SnippetViewSet):
    model = Term
    icon = "tag"
    list_display = ["__str__", "code", "scheme", "parent", "is_retired"]
    list_filter = ["scheme", "is_retired"]
    list_per_page = 50

    def get_queryset(self, request):
        return Term.objects.select_related("scheme", "parent").prefetch_related(
            "labels", "scheme__labels", "parent__labels"
        )


class SchemeViewSet(SnippetViewSet):
    model = Scheme
    icon = "list-ul"
    list_display = ["__str__", "code", "source"]


class VocabularyGroup(SnippetViewSetGroup):
    menu_label = _("Vocabularies")
    menu_icon = "tag"
    menu_order = 300
    items = (TermViewSet, SchemeViewSet)


register_snippet(VocabularyGroup)
