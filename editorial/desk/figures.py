"""The queue over time, for the secretariat's report: submitted, decided, days to decision, by month."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime
from statistics import median

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from editorial.desk.doors import editors_only
from editorial.models import Decision, Step

MONTHS = 12


@dataclass(frozen=True)
class Month:
    """One month: how many cases were submitted and decided in it, and the median of days from one to the other."""

    first: date
    submitted: int
    decided: int
    days: float | None


@dataclass(frozen=True)
class Chart:
    """One of the numbers over the months: (month, figure, height in percent of the highest)."""

    heading: str | Promise
    columns: tuple[tuple[Month, float | None, float], ...]


@editors_only
@require_GET
def figures(request: HttpRequest) -> HttpResponse:
    months = last_months(timezone.localtime())
    charts = [
        _chart(_("Submitted"), months, "submitted"),
        _chart(_("Decided"), months, "decided"),
        _chart(_("Days to decision (median)"), months, "days"),
    ]
    return render(request, "editorial/admin/figures.html", {"months": months, "charts": charts})


def last_months(now: datetime, count: int = MONTHS) -> list[Month]:
    """The last months, the present one last. A decision counts in the month it was taken, and so do the days it took
    since the case was submitted in that round. Two queries."""
    firsts = [_months_before(now.date().replace(day=1), back) for back in reversed(range(count))]
    since = timezone.make_aware(datetime.combine(firsts[0], datetime.min.time()))
    submits = Step.objects.filter(kind="submit").values_list("submission", "round", "at")
    submitted_at = {(submission, number): at for submission, number, at in submits}
    submitted: dict[date, int] = defaultdict(int)
    for at in submitted_at.values():
        submitted[_month(at)] += 1
    waits: dict[date, list[float]] = defaultdict(list)
    decided: dict[date, int] = defaultdict(int)
    for submission, number, at in Decision.objects.filter(at__gte=since).values_list("submission", "round", "at"):
        decided[_month(at)] += 1
        if begun := submitted_at.get((submission, number)):
            waits[_month(at)].append((at - begun).total_seconds() / 86_400)
    return [
        Month(first, submitted[first], decided[first], round(median(waits[first]), 1) if waits[first] else None)
        for first in firsts
    ]


def _chart(heading, months: list[Month], name: str) -> Chart:
    values = [getattr(month, name) for month in months]
    highest = max((value for value in values if value), default=0)
    columns = (
        (month, value, 100 * (value or 0) / highest if highest else 0)
        for month, value in zip(months, values, strict=True)
    )
    return Chart(heading, tuple(columns))


def _month(moment: datetime) -> date:
    return timezone.localtime(moment).date().replace(day=1)


def _months_before(first: date, back: int) -> date:
    number = first.year * 12 + first.month - 1 - back
    return date(number // 12, number % 12 + 1, 1)
