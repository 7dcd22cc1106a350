"""How allauth behaves here: nobody signs up by themselves, and each is led to where they work."""

from allauth.account.adapter import DefaultAccountAdapter
from django.urls import reverse

from accounts.roles import roles_of


class AccountAdapter(DefaultAccountAdapter):
    """Accounts come by invitation only."""

    def is_open_for_signup(self, request) -> bool:
        return False

    def get_login_redirect_url(self, request) -> str:
        if request.user.has_perm("wagtailadmin.access_admin"):
            return reverse("wagtailadmin_home")
        return reverse(next((role.home for role in roles_of(request.user)), "account"))
