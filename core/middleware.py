"""What every request passes: what no database can store is refused early, private answers stay private."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from core.publication import PublicationRefused

ADMIN_INLINE = {"script-src": ["'self'", "'unsafe-inline'"], "style-src": ["'self'", "'unsafe-inline'"]}


class CleanQueryMiddleware:
    """Drops NUL from the query string and answers 404 to a path with one: PostgreSQL refuses the character."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if "\x00" in request.path:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        if "%00" in query or "\x00" in query:
            request.META["QUERY_STRING"] = query.replace("%00", "").replace("\x00", "")
        return self.get_response(request)


class PrivateResponseMiddleware:
    """Forbids caching what a signed-in person sees; lets the admin, and only it, use inline scripts and styles."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated:
            patch_cache_control(response, private=True, no_store=True)
        if request.path.startswith("/admin/"):
            response._csp_update = ADMIN_INLINE
        return response


class PublicationRefusedMiddleware:
    """Says in the admin why a page was not published, whichever button was pressed: not all of Wagtail's forms ask the
    guards first (bulk publishing does not)."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, PublicationRefused) or not request.path.startswith("/admin/"):
            return None
        for field, texts in exception.message_dict.items():
            for text in texts:
                messages.error(request, _("Not published. {field}: {message}").format(field=field, message=text))
        back = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(
            back, allowed_hosts={request.get_host()}, require_https=request.is_secure()
        )
        return redirect(back if safe else "wagtailadmin_home")
