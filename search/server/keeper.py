"""Keeps the search server level by itself: delivers changes, makes the index when there is none, mends what differs."""

import logging
import time
from collections.abc import Callable
from threading import Event

from django.db import close_old_connections

from search import outbox
from search.engines.base import EngineAway
from search.models import SearchOutbox, SearchRecord
from search.server import index

logger = logging.getLogger(__name__)

PAUSE = 0.5  # seconds between two looks at the outbox
LONGEST_PAUSE = 5.0  # while the server is away or refuses
LOOK_OVER = 15.0  # seconds between two looks at the server itself


class Keeper:
    """One pass after the other, for as long as the worker lives. Nothing it meets ends it."""

    def __init__(self) -> None:
        self._looked = float("-inf")
        self._pause = PAUSE

    def run(self, stop: Event) -> None:
        """Works until it is told to stop."""
        while not stop.is_set():
            self.step()
            stop.wait(self._pause)

    def step(self) -> None:
        """Looks at the server when it is time to, then delivers what waits."""
        close_old_connections()
        try:
            if time.monotonic() - self._looked >= LOOK_OVER:
                make_level(lambda text: logger.warning("Search server: %s", text))
                self._looked = time.monotonic()
            outbox.deliver()
        except EngineAway as error:
            self._looked = float("-inf")  # whatever happened to it meanwhile is looked at first
            self._wait_longer(error)
        except Exception as error:  # a worker that ends delivers nothing  # noqa: BLE001
            self._wait_longer(error)
        else:
            self._pause = PAUSE
        finally:
            close_old_connections()

    def _wait_longer(self, error: Exception) -> None:
        logger.warning("The search server is not level: %s", error)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)


def make_level(say: Callable[[str], None], progress: index.Progress = lambda done, of: None) -> None:
    """Makes the index when there is none that fits; else mends what differs, when the numbers say that something does.

    Raises EngineAway.
    """
    if not index.is_ready():
        say("no index of this layout yet")
        make_anew(say, progress)
    elif index.held() != SearchRecord.objects.filter(is_live=True).count() and not outbox.waiting().changes:
        mend(say)


def make_anew(say: Callable[[str], None], progress: index.Progress = lambda done, of: None) -> None:
    """Makes a new index and puts it in the place of the old one. Raises EngineAway."""
    told = SearchOutbox.objects.order_by("pk").values_list("pk", flat=True).last()
    say(f"made {index.rebuild(progress)}")
    if told:
        SearchOutbox.objects.filter(pk__lte=told).delete()  # the new index has all of it


def mend(say: Callable[[str], None]) -> None:
    """Compares every record, and sends again or takes out what differs."""
    outbox.deliver()
    found = index.differences()
    if found:
        say(f"mending {len(found.changed)} records, taking out {len(found.surplus)}")
        known = set(SearchRecord.objects.filter(pk__in=found.surplus).values_list("pk", flat=True))
        index.delete([record for record in found.surplus if record not in known])
        outbox.note_again([*found.changed, *known])
        outbox.deliver()
