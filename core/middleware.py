"""What every request passes: input no database can store is refused early, private answers stay private."""

from django.conf import settings
from django.http import Http404
from django.utils.cache import patch_cache_control

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
