"""An event as iCalendar (RFC 5545), for a reader's own calendar."""

import datetime

from django.utils import timezone
from icalendar import Calendar, Event


def event_calendar(edition, request) -> bytes:
    """The event as one all-day entry, and an entry for each session whose day and hours are known."""
    calendar = Calendar()
    calendar.add("prodid", "-//DWCN//Policy Library//EN")
    calendar.add("version", "2.0")
    calendar.add_component(_event(edition, request))
    for session in edition.sessions():
        if session.date and session.starts_at and session.ends_at:
            calendar.add_component(_session(session, edition, request))
    return calendar.to_ical()


def _event(edition, request):
    entry = _entry(edition, edition, request)
    entry.add("dtstart", edition.starts)
    entry.add("dtend", edition.ends + datetime.timedelta(days=1))  # exclusive, RFC 5545 3.6.1
    if edition.theme:
        entry.add("description", edition.theme)
    return entry


def _session(session, edition, request):
    zone = timezone.get_default_timezone()
    entry = _entry(session, edition, request)
    entry.add("dtstart", datetime.datetime.combine(session.date, session.starts_at, zone))
    entry.add("dtend", datetime.datetime.combine(session.date, session.ends_at, zone))
    return entry


def _entry(page, edition, request):
    entry = Event()
    entry.add("uid", f"{page.translation_key}@dwcn-policy-library")
    entry.add("dtstamp", page.last_published_at or timezone.now())
    entry.add("summary", page.title)
    entry.add("url", page.get_full_url(request))
    if edition.place:
        entry.add("location", edition.place)
    return entry
