"""Counts kept in the memory of the process, and written together every half minute, after an answer has been sent.

What was counted since the last writing is lost when a process ends: half a minute of a busy site, never more than 500
different queries. It is statistics, and no page waits for it.
"""

import logging
import threading
import time
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import Error, connection, transaction
from django.utils import timezone

from search.models import QueryCount
from search.querylog.privacy import kept_words

MAX_WAITING = 500  # different queries in memory; further ones are dropped
MAX_A_DAY = 5_000  # rows; a flood of nonsense fills no disk
KEPT_DAYS = 90

# Adds to what another process has written. In one order everywhere, so that no two writers wait for each other.
WRITE = """
    INSERT INTO search_querycount (day, language, words, typed, searches, missed, clicks, is_settled)
    VALUES (%s, %s, %s, %s, %s, %s, %s, FALSE)
    ON CONFLICT (day, language, words) DO UPDATE SET
        searches = search_querycount.searches + excluded.searches,
        missed = search_querycount.missed + excluded.missed,
        clicks = search_querycount.clicks + excluded.clicks
"""
Key = tuple[date, str, str]  # day, language, folded words
logger = logging.getLogger(__name__)


@dataclass
class _Count:
    """What is to be added to a row."""

    typed: str
    searches: int = 0
    missed: int = 0
    clicks: int = 0


class Ledger:
    """The counts of one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[Key, _Count] = {}
        self._due = 0.0
        self._forgot_on: date | None = None
        self._has_failed = False

    def add(self, language: str, text: str, searches: int = 0, missed: int = 0, clicks: int = 0) -> None:
        """Counts for the words of a cleaned query, unless they may not be kept."""
        words = kept_words(text)
        if not words:
            return
        key = (timezone.localdate(), language, words)
        with self._lock:
            if not self._waiting:
                self._due = time.monotonic() + settings.SEARCH_LOG_INTERVAL
            if key not in self._waiting and len(self._waiting) >= MAX_WAITING:
                return
            count = self._waiting.setdefault(key, _Count(text))
            count.searches += searches
            count.missed += missed
            count.clicks += clicks

    def write_when_due(self, **kwargs) -> None:
        """Writes what waits when its time has come; a database that refuses is logged once. For `request_finished`."""
        if not self._waiting or time.monotonic() < self._due:
            return
        try:
            self.write()
            self._forget_daily()
        except Error:
            if not self._has_failed:
                logger.exception("Counts of searches could not be written and are lost; said once in a process.")
            self._has_failed = True

    def write(self) -> None:
        """Adds what waits to the table. Raises a database error; what was to be written is lost then."""
        with self._lock:
            waiting, self._waiting = self._waiting, {}
        adapted = connection.ops.adapt_datefield_value
        rows = [
            (adapted(day), language, words, count.typed, count.searches, count.missed, count.clicks)
            for (day, language, words), count in sorted(waiting.items(), key=lambda item: item[0])
        ]
        with transaction.atomic(), connection.cursor() as cursor:
            if rows := rows[: _room_today()]:
                cursor.executemany(WRITE, rows)

    def forget(self) -> None:
        """Drops what waits, for tests."""
        with self._lock:
            self._waiting = {}

    def _forget_daily(self) -> None:
        today = timezone.localdate()
        if self._forgot_on != today:
            self._forgot_on = today
            forget_old()


def _room_today() -> int:
    return max(MAX_A_DAY - QueryCount.objects.filter(day=timezone.localdate()).count(), 0)


def forget_old() -> int:
    """Deletes rows older than 90 days; returns how many. Words that are settled stay so while any row has them."""
    first = timezone.localdate() - timedelta(days=KEPT_DAYS)
    old = QueryCount.objects.filter(day__lt=first)
    with transaction.atomic():
        QueryCount.objects.filter(day__gte=first, is_settled=False).settled_in(old).update(is_settled=True)
        return old.delete()[0]


ledger = Ledger()
