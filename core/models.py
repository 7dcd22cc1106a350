"""The page every other page of the library is built on."""

from django.conf import settings
from django.http import Http404
from django.utils.functional import cached_property
from django.utils.translation import get_language
from wagtail.models import Page
from wagtail.url_routing import RouteResult
from wagtail_localize.fields import SynchronizedField

from core.contributions import contributed_context
from core.forms import GuardedPageForm
from core.permissions import PagePermissions
from core.publication import PublicationRefused, publication_errors
from core.querysets import BasePageManager
from core.revisions import settle_references


class BasePage(Page):
    """What every page shares: one address in all languages, fallback to another language, publishing guards."""

    objects = BasePageManager()
    base_form_class = GuardedPageForm
    override_translatable_fields = [SynchronizedField("slug", overridable=False)]

    class Meta:
        abstract = True

    def publication_errors(self):
        """This page's own publishing rules: `{field: [messages]}`, empty when it may go live."""
        return {}

    @classmethod
    def from_serializable_data(cls, data, check_fks=True, strict_fks=False):
        """A page from a revision, with what it refers to at hand; see `settle_references`."""
        page = super().from_serializable_data(data, check_fks=False, strict_fks=strict_fks)
        if check_fks:
            settle_references(page)
        return page

    def save(self, *args, **kwargs):
        """Saves the page with its inline rows, and Wagtail's index of references once for all of them: by default
        each row of a case study brings the whole page's references level again (0.35 s a save, measured).

        At once, and not when a worker comes to it: who may read a file is asked of this index (policies.files)."""
        from wagtail.signal_handlers import disable_reference_index_auto_update
        from wagtail.tasks import update_reference_index_task

        with disable_reference_index_auto_update():
            result = super().save(*args, **kwargs)
        update_reference_index_task.call(self._meta.app_label, self._meta.model_name, str(self.pk))
        return result

    def publish(self, revision, *args, **kwargs):
        """Publishes a revision, or raises PublicationRefused naming what is missing."""
        if errors := publication_errors(revision.as_object()):
            raise PublicationRefused(errors)
        return super().publish(revision, *args, **kwargs)

    def permissions_for_user(self, user):
        return PagePermissions(user, self)

    def route(self, request, path_components):
        """Wagtail's routing; where this language has no such page, the same address in another language answers."""
        try:
            return super().route(request, path_components)
        except Http404:
            if not path_components:
                raise
            return self._route_in_another_language(request, path_components)

    def _route_in_another_language(self, request, path_components):
        languages = [code for code, _name in settings.LANGUAGES]
        twins = self.get_translations().published().select_related("locale").specific()
        for twin in sorted(twins, key=lambda page: languages.index(page.locale.language_code)):
            try:
                result = Page.route(twin, request, path_components)
            except Http404:
                continue
            if result.args or result.kwargs:
                return result
            return RouteResult(result.page.original_version())
        raise Http404

    def original_version(self):
        """The page shown where a reader's language has no version; page types that know their original override it."""
        return self

    @cached_property
    def published_versions(self):
        """`{language code: live page of this family}` in the order of settings.LANGUAGES. One query."""
        pages = {
            page.locale.language_code: page
            for page in self.get_translations(inclusive=True).published().select_related("locale")
        }
        return {code: pages[code] for code, _name in settings.LANGUAGES if code in pages}

    @property
    def language(self):
        """Code of the language this page is written in."""
        return self.locale.language_code

    @property
    def is_shown_in_another_language(self):
        """True when the reader asked for a language this page does not exist in."""
        return self.language != get_language()

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | contributed_context(self, request)
