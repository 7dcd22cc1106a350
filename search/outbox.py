"""Changes on their way to the search server.

A change is noted in the transaction that makes it and crossed out when the server has it. What is sent is the record as
it is then, so that sending twice, or late, does no harm.
"""

import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from search import generations
from search.chunks import chunked
from search.engines.base import EngineAway
from search.models import SearchOutbox, SearchRecord

BATCH = 250
IN_REQUEST = 2.0  # seconds that publishing may wait for the server, when there is no worker


@dataclass(frozen=True)
class Waiting:
    """How many changes wait, and for how many seconds the oldest has."""

    changes: int
    seconds: float


def note(records: Iterable[int], generation: int) -> None:
    """Notes a change of these records. Call it inside the transaction of the change; nothing without a server."""
    if not settings.ELASTICSEARCH_URL:
        return
    SearchOutbox.objects.bulk_create(SearchOutbox(record_id=record, generation=generation) for record in records)
    if not settings.HAS_WORKER:
        transaction.on_commit(_deliver_now, robust=True)


def _deliver_now() -> None:
    """Without a worker the request that made a change delivers it; what it cannot deliver waits."""
    with suppress(EngineAway):
        deliver(timeout=IN_REQUEST)


def deliver(timeout: float = 30.0) -> int:
    """Sends what waits, the oldest first, until nothing does; returns how many changes were crossed out.

    Raises EngineAway when the server is, and Refused, after all others were sent, when it refuses single records; what
    was not delivered stays. Two may deliver at once.
    """
    from search.server import index

    done, last = 0, 0
    reasons: dict[int, str] = {}
    while batch := list(SearchOutbox.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "record_id")[:BATCH]):
        last = batch[-1][0]
        try:
            index.send(list(dict.fromkeys(record for _pk, record in batch)), timeout)
        except index.Refused as error:
            reasons |= error.reasons
        told = [pk for pk, record in batch if record not in reasons]
        done += SearchOutbox.objects.filter(pk__in=told).delete()[0]
    if reasons:
        raise index.Refused(reasons)
    return done


def waiting() -> Waiting:
    """What waits now."""
    changes = SearchOutbox.objects.count()
    oldest = SearchOutbox.objects.order_by("pk").values_list("generation", flat=True).first()
    return Waiting(changes, seconds_since(oldest) if oldest else 0.0)


def seconds_since(generation: int) -> float:
    """How long ago a change was made; its number is drawn from the clock."""
    return max(time.time() - generation / 1e9, 0.0)


def note_again(records: Iterable[int]) -> None:
    """Has records sent anew, with a version above any the server may hold: after a backup was put back, for example."""
    for chunk in chunked(records, BATCH):
        with transaction.atomic():
            generation = generations.advance()
            SearchRecord.objects.filter(pk__in=chunk).update(generation=generation)
            note(SearchRecord.objects.filter(pk__in=chunk).values_list("pk", flat=True), generation)
