"""What people may do with a page, narrower than Wagtail has it for those who may do no more than change pages."""

from django.utils.functional import cached_property
from wagtail.models import PagePermissionTester
from wagtail_localize.models import Translation


class PagePermissions(PagePermissionTester):
    """Who may change the pages of a tree and nothing else is a translator: of them, they change the translations, and
    delete, move and copy nothing. Wagtail would let them change every draft, and delete it."""

    def __init__(self, user, page):
        super().__init__(user, page)
        self.only_translates = getattr(self, "permissions", None) == {"change"}
        if self.only_translates and not self.is_translation:
            self.permissions = set()

    @cached_property
    def is_translation(self) -> bool:
        """Whether the page's text comes from its translation into this language. One query."""
        into = Translation.objects.filter(source__object_id=self.page.translation_key)
        return into.filter(target_locale=self.page.locale_id, enabled=True).exists()

    def can_delete(self, ignore_bulk=False):
        return not self.only_translates and super().can_delete(ignore_bulk)

    def can_copy(self):
        return not self.only_translates and super().can_copy()
