"""The index on the server: made anew without a gap, written by record, compared with the database.

Readers and writers use an alias named after the layout; each index behind it bears the time it was made. A record is
written with its generation as its version, so that an older state never takes the place of a newer one, however often
and in whatever order it is sent.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from elasticsearch import ConnectionTimeout, Elasticsearch, NotFoundError

from search import generations
from search.chunks import chunked
from search.engines.base import EngineAway
from search.models import SearchRecord
from search.server.client import asking
from search.server.records import State, states
from search.server.schema import fingerprint, korean_of, mappings_of, settings_of

BATCH = 250  # records a request
SCAN = 5_000  # ids and hashes a request
WRITING = 30  # seconds a batch may take
MERGING = 600  # seconds to wait for a new index to be put in order (100,000 records: 34 s)
CONFLICT = 409  # the server holds a newer state already
GONE = 404  # what is to be deleted is not there
Progress = Callable[[int, int], None]


class Refused(Exception):
    """The server refuses single records: `reasons` by their ids, of which the message names one."""

    def __init__(self, reasons: dict[int, str]):
        self.reasons = reasons
        named = ", ".join(map(str, list(reasons)[:20]))
        super().__init__(f"The search server refuses the records {named}: {next(iter(reasons.values()))}")


def alias() -> str:
    """The name readers and writers use."""
    return f"{_prefix()}{fingerprint()}"


def _prefix() -> str:
    return f"{settings.ELASTICSEARCH_PREFIX}-records-"


def is_ready() -> bool:
    """Whether there is an index of this layout, analysed as the server now can."""
    with asking() as server:
        try:
            found = server.options(request_timeout=5).indices.get_mapping(index=alias())
        except NotFoundError:
            return False
        korean = {entry["mappings"].get("_meta", {}).get("korean") for entry in found.values()}
        return korean == {korean_of(server)}


def held() -> int:
    """How many records the index holds."""
    with asking() as server:
        return server.options(request_timeout=5).count(index=alias())["count"]


def rebuild(progress: Progress = lambda done, of: None) -> str:
    """Makes a new index of all live records and puts it in the place of the old one, whose readers notice nothing.

    What changes meanwhile goes to the old index and is brought over before and after the two change places. Holds one
    batch in memory. Returns the name of the new index. Raises EngineAway; the old index then stays as it is.
    """
    with asking() as server:
        server = server.options(request_timeout=WRITING)
        name = f"{alias()}-{time.time_ns()}"
        korean = korean_of(server)
        server.indices.create(
            index=name, settings=settings_of(korean), mappings=mappings_of(korean), aliases={f"{name}-building": {}}
        )
        try:
            started = generations.current().generation
            _fill(server, f"{name}-building", progress)
            for _round in range(2):  # the second brings over only what changed during the first
                started = _catch_up(server, f"{name}-building", started)
            server.indices.put_settings(index=name, settings={"refresh_interval": None})
            server.indices.refresh(index=name)
            _merge(server, name)
        except BaseException:
            server.indices.delete(index=name, ignore_unavailable=True)
            raise
        _change_places(server, name)
        _catch_up(server, alias(), started)
        server.indices.refresh(index=name)
        _tidy(server, name)
    return name


def _fill(server: Elasticsearch, name: str, progress: Progress) -> None:
    live = list(SearchRecord.objects.filter(is_live=True).order_by("pk").values_list("pk", flat=True))
    for done, chunk in enumerate(chunked(live, BATCH)):
        _send(server, name, states(chunk))
        progress(done * BATCH + len(chunk), len(live))


def _merge(server: Elasticsearch, name: str) -> None:
    """One segment instead of some forty, which halves what a search costs; the server goes on when nobody waits."""
    with suppress(ConnectionTimeout):
        server.options(request_timeout=MERGING).indices.forcemerge(index=name, max_num_segments=1)


def _catch_up(server: Elasticsearch, name: str, since: int) -> int:
    """Sends what changed after a generation, what left included; returns the generation it is level with."""
    until = generations.current().generation
    changed = SearchRecord.objects.filter(generation__gt=since).order_by("pk").values_list("pk", flat=True)
    for chunk in chunked(changed.iterator(chunk_size=BATCH), BATCH):
        _send(server, name, states(chunk))
    return until


def _change_places(server: Elasticsearch, name: str) -> None:
    old = _indexes(server, f"{alias()}-*", with_alias=alias())
    server.indices.update_aliases(
        actions=[
            *({"remove": {"index": index, "alias": alias()}} for index in old),
            {"add": {"index": name, "alias": alias()}},
            {"remove": {"index": name, "alias": f"{name}-building"}},
        ]
    )


def _tidy(server: Elasticsearch, name: str) -> None:
    """Deletes the indexes this one has taken the place of, those of older layouts too."""
    old = [index for index in _indexes(server, f"{_prefix()}*") if index != name]
    if old:
        server.indices.delete(index=old, ignore_unavailable=True)


def _indexes(server: Elasticsearch, pattern: str, with_alias: str = "") -> list[str]:
    found = server.indices.get_alias(index=pattern, allow_no_indices=True, ignore_unavailable=True)
    return [index for index, entry in found.items() if not with_alias or with_alias in entry["aliases"]]


def send(ids: Sequence[int], timeout: float = WRITING) -> None:
    """Brings these records level on the server, as they are in the database at this moment. Repeatable.

    Raises EngineAway when the server or its index is not there, Refused when it does not take single records.
    """
    with asking() as server:
        _send(server.options(request_timeout=timeout), alias(), states(ids), refresh=True)


def _send(server: Elasticsearch, name: str, found: Sequence[State], refresh: bool = False) -> None:
    operations: list[dict[str, Any]] = []
    for record, version, document in found:
        about = {"_id": str(record), "version": version, "version_type": "external_gte", "require_alias": True}
        operations += [{"index": about}, document] if document else [{"delete": about}]
    if operations:
        _check(server.bulk(index=name, operations=operations, refresh=refresh)["items"])


def _check(items: list[dict]) -> None:
    """Looks at the answer for each record."""
    refused: dict[int, str] = {}
    for item in items:
        ((action, answer),) = item.items()
        status = answer["status"]
        if status < 300 or status == CONFLICT or (action == "delete" and status == GONE and "error" not in answer):
            continue
        reason = f"{answer['error']['type']}: {answer['error'].get('reason', '')[:200]}"
        if status in (GONE, 429) or status >= 500 or status == 403:
            raise EngineAway(f"the search server does not take changes ({reason})")
        refused[int(answer["_id"])] = reason
    if refused:
        raise Refused(refused)


def delete(ids: Sequence[int]) -> None:
    """Takes out records the database knows nothing of."""
    with asking() as server:
        operations = [{"delete": {"_id": str(record), "require_alias": True}} for record in ids]
        if operations:
            server.options(request_timeout=WRITING).bulk(index=alias(), operations=operations, refresh=True)


def hashes() -> Iterator[tuple[int, str]]:
    """(record, content hash) of everything in the index, by record."""
    after: list = []
    while True:
        with asking() as server:
            answer = server.options(request_timeout=WRITING).search(
                index=alias(),
                size=SCAN,
                source=False,
                docvalue_fields=[{"field": "record"}, {"field": "hash"}],
                sort=[{"record": "asc"}],
                search_after=after or None,
            )
        hits = answer["hits"]["hits"]
        for hit in hits:
            yield hit["fields"]["record"][0], hit["fields"]["hash"][0]
        if len(hits) < SCAN:
            return
        after = hits[-1]["sort"]


@dataclass(frozen=True)
class Differences:
    """Records the index lacks or holds in another state, and those it holds although they are not live."""

    changed: tuple[int, ...]
    surplus: tuple[int, ...]

    def __bool__(self) -> bool:
        return bool(self.changed or self.surplus)


def differences() -> Differences:
    """Compares ids and content hashes with the live records; what waits in the outbox is not yet a difference."""
    live = dict(SearchRecord.objects.filter(is_live=True).values_list("pk", "content_hash"))
    surplus = []
    for record, content_hash in hashes():
        if record not in live:
            surplus.append(record)
        elif live[record] == content_hash:
            del live[record]
    return Differences(tuple(live), tuple(surplus))
