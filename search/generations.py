"""The number of the last change, by which every process knows whether what it remembers is still true.

A change takes its number inside its own transaction, while holding the one row of SearchState: numbers become visible
in order. They are drawn from the clock, so the number of a change that was rolled back is never used again.
"""

import time
from dataclasses import dataclass

from django.db import connection, transaction

from search.models import SearchState

CURRENT = """
    SELECT generation, vocabulary, coalesce((SELECT generation FROM search_searchoutbox ORDER BY id LIMIT 1), 0)
    FROM search_searchstate WHERE id = 1
"""
_uncommitted: set[int] = set()


@dataclass(frozen=True)
class State:
    """The last change of the index, the last change of a name (term, city) that is shown with results, and the oldest
    change that the search server has not been told; 0 when there is none."""

    generation: int
    vocabulary: int
    waiting: int = 0


def current() -> State:
    """The state as this connection sees it. One query, asked in every request: composing it would cost ten times as
    much as running it."""
    with connection.cursor() as cursor:
        cursor.execute(CURRENT)
        return State(*(cursor.fetchone() or (0, 0)))


def advance(vocabulary: bool = False) -> int:
    """Takes the number of a change; call it inside the transaction of the change, before writing."""
    state, _created = SearchState.objects.select_for_update().get_or_create(pk=1)
    number = max(time.time_ns(), state.generation + 1)
    SearchState.objects.filter(pk=1).update(generation=number, **({"vocabulary": number} if vocabulary else {}))
    _uncommitted.add(number)
    transaction.on_commit(lambda: _uncommitted.discard(number))
    return number


def may_be_undone(number: int) -> bool:
    """True for a change of this process that is not committed, or never was: nothing may be built upon it."""
    return number in _uncommitted
