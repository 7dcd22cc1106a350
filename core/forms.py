"""The admin form of every page: a draft saves whatever is there, publishing asks the guards."""

from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from core.publication import publication_errors


class GuardedPageForm(WagtailAdminPageForm):
    """Runs the publishing guards when, and only when, the form is submitted to be published."""

    def is_valid(self):
        valid = super().is_valid()
        if valid and not self.is_deferred_validation:
            self._add_publication_errors()
        return valid and not self.errors

    def _add_publication_errors(self):
        self.save(commit=False)  # gives the page in memory the inline rows the guards look at
        for field, messages in publication_errors(self.instance).items():
            target = field if field in self.fields else None
            for message in messages:
                self.add_error(
                    target, message if target else _("{field}: {message}").format(field=field, message=message)
                )
