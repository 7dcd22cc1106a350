"""The inbox: what waits for me."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from notices.models import Notice
from notices.sending import path

PAGE = 30


@login_required
def inbox(request: HttpRequest) -> HttpResponse:
    """My notices, the newest first."""
    own = Notice.objects.for_user(request.user).select_related("recipient")
    page = Paginator(own, PAGE).get_page(request.GET.get("page"))
    return render(request, "notices/inbox.html", {"notices": page, "unread": own.unread().count()})


@login_required
def open_notice(request: HttpRequest, number: int) -> HttpResponse:
    """Leads to the one thing to do, and marks the notice read."""
    notice = get_object_or_404(Notice.objects.for_user(request.user), pk=number)
    Notice.objects.filter(pk=notice.pk, read_at=None).update(read_at=timezone.now())
    return redirect(path(notice))


@login_required
@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Marks everything read."""
    Notice.objects.for_user(request.user).unread().update(read_at=timezone.now())
    return redirect("inbox")
