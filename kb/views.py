"""Views that belong to no app: the language redirect, the health check and the error pages."""

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request

from search.health import health


def language_redirect(request):
    """`/` leads to the home page in the language the reader's browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


def to_login(request):
    """Wagtail's own sign-in is the library's; where the person wanted to go is kept."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponseRedirect(reverse("account_login") + (f"?{query}" if query else ""))


def healthz(request):
    """Whether the site can answer: 200 with what answers, or 503 naming what does not.

    A search server that is away is no reason for 503: the database answers in its place.
    """
    try:
        search = health()
    except Exception as error:  # noqa: BLE001 - whatever keeps the database from answering is the answer
        return JsonResponse({"status": "unavailable", "database": type(error).__name__}, status=503)
    return JsonResponse({"status": "ok", "database": connection.vendor, "search": search})


def not_found(request, exception=None):
    """404 in the reader's language, with a search box."""
    return render(request, "404.html", status=404)


def server_error(request):
    """500 in the reader's language, made without the database."""
    return HttpResponse(render_to_string("500.html", request=None), status=500)
