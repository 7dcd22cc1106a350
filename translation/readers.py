"""What readers read and ask for, so that editors know what to have translated first. Nothing tells who they are."""

import threading
import time
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import Error, connection, transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from search.querylog.visits import is_reader
from translation.models import LanguageVersion, PageReads, ReaderRequest

MOST_A_DAY = 20  # requests of one visitor
KEPT_DAYS = 365  # reads
MAX_WAITING = 2_000  # different pages in memory

# Adds to what another process has written. In one order everywhere, so that no two writers wait for each other.
WRITE = """
    INSERT INTO translation_pagereads (key, language, day, reads) VALUES (%s, %s, %s, %s)
    ON CONFLICT (key, language, day) DO UPDATE SET reads = translation_pagereads.reads + excluded.reads
"""


def ask(version: LanguageVersion, request: HttpRequest) -> bool:
    """Counts a reader's wish for a translation, once a day and visitor; False when it is one too many today."""
    today = timezone.localdate()
    visitor = _visitor(request, today)
    with transaction.atomic():
        ReaderRequest.objects.filter(asked_on__lt=today).exclude(visitor="").update(visitor="")
        if ReaderRequest.objects.filter(asked_on=today, visitor=visitor).count() >= MOST_A_DAY:
            return False
        ReaderRequest.objects.get_or_create(version=version, asked_on=today, visitor=visitor)
    return True


def _visitor(request: HttpRequest, day: date) -> str:
    """The same for the same address and browser on one day, and never traced back to them."""
    try:
        address = get_adapter(request).get_client_ip(request)
    except PermissionDenied:
        address = ""
    browser = request.headers.get("User-Agent", "")
    return salted_hmac(f"reader-{day}", f"{address}\n{browser}", algorithm="sha256").hexdigest()[:32]


class ReadsLedger:
    """Reads counted in the memory of the process and written together, after an answer has been sent. What was counted
    since the last writing is lost when a process ends: half a minute's statistics."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[tuple[UUID, str, date]] = Counter()
        self._due = 0.0

    def note(self, page, request: HttpRequest) -> None:
        """Counts a page opened by a reader. Memory only."""
        if not is_reader(request):
            return
        key = (page.translation_key, get_language() or "", timezone.localdate())
        with self._lock:
            if not self._waiting:
                self._due = time.monotonic() + settings.SEARCH_LOG_INTERVAL
            if key in self._waiting or len(self._waiting) < MAX_WAITING:
                self._waiting[key] += 1

    def write_when_due(self, **kwargs) -> None:
        """For `request_finished`. A database that refuses costs the counts, and nothing else."""
        if self._waiting and time.monotonic() >= self._due:
            try:
                self.write()
            except Error:
                self.forget()

    def write(self) -> None:
        """Adds what waits to the table, and forgets what is older than a year. Raises a database error."""
        with self._lock:
            waiting, self._waiting = self._waiting, Counter()
        field = PageReads._meta.get_field("key")
        rows = [
            (field.get_db_prep_value(key, connection), language, connection.ops.adapt_datefield_value(day), reads)
            for (key, language, day), reads in sorted(waiting.items(), key=lambda item: (str(item[0][0]), item[0][1:]))
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(WRITE, rows)
        PageReads.objects.filter(day__lt=timezone.localdate() - timedelta(days=KEPT_DAYS)).delete()

    def forget(self) -> None:
        with self._lock:
            self._waiting = Counter()


ledger = ReadsLedger()
