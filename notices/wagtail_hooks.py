"""The inbox in the admin's menu, for those who work there."""

from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from notices.models import Notice


class InboxItem(MenuItem):
    """Says how many notices are unread: one query a page of the admin."""

    def render_component(self, request):
        unread = Notice.objects.for_user(request.user).unread().count()
        item = super().render_component(request)
        item.url = reverse("inbox")  # in the language of the person
        if unread:
            item.label = _("Inbox ({count})").format(count=unread)
        return item


@hooks.register("register_admin_menu_item")
def inbox_item():
    return InboxItem(gettext_lazy("Inbox"), "", name="inbox", icon_name="mail", order=50)
