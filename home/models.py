"""The front door and the network's own pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from core.blocks.streams import BodyBlock
from core.fields import ProseField
from core.models import BasePage


class HomePage(BasePage):
    """The front door: what the library is, the search, the themes, the map, the newest cases and the forum."""

    parent_page_types = ["wagtailcore.Page"]
    page_description = _("The front door of the library in one language.")
    template = "home/home_page.html"

    purpose = ProseField(
        _("purpose"), max_length=240, blank=True, help_text=_("One sentence: what this library is for.")
    )
    search_examples = models.TextField(
        _("example searches"), blank=True, help_text=_("One a line, in the words of this language's readers.")
    )

    content_panels = [*BasePage.content_panels, FieldPanel("purpose"), FieldPanel("search_examples")]
    override_translatable_fields = []  # the home pages of the languages are siblings and need slugs of their own

    class Meta:
        verbose_name = _("home page")

    @property
    def examples(self):
        """The example searches as a list."""
        return [line.strip() for line in self.search_examples.splitlines() if line.strip()]

    def get_context(self, request, *args, **kwargs):
        from home.front import front_page_context

        return super().get_context(request, *args, **kwargs) | front_page_context(self, request)


class StandardPage(BasePage):
    """A page of the network: what it is, what it does, how the library works."""

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = ["home.StandardPage"]
    page_description = _("A page of text, with pages below it if need be.")
    template = "home/standard_page.html"

    introduction = ProseField(_("introduction"), max_length=500, blank=True)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("body"))

    content_panels = [*BasePage.content_panels, FieldPanel("introduction"), FieldPanel("body")]
    search_fields = [*BasePage.search_fields, index.SearchField("introduction"), index.SearchField("body")]

    class Meta:
        verbose_name = _("page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"subpages": StandardPage.objects.directly_below(self).published().select_related("locale")}
