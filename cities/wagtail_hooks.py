"""City facts in the admin."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from cities.models import City


class CityViewSet(SnippetViewSet):
    model = City
    icon = "globe"
    add_to_admin_menu = True
    menu_order = 250
    list_display = ["__str__", "code", "country", "region"]

    def get_queryset(self, request):
        return City.objects.with_names()


register_snippet(CityViewSet)
