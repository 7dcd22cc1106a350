"""Nothing diverges: a change is noted with the page, delivered once or more, in any order, and never lost."""

import pytest
from django.db import transaction

from search import outbox
from search.engines.base import EngineAway
from search.models import SearchOutbox, SearchRecord
from search.server import index
from search.server.client import breaker
from search.server.records import states


def hash_on_server(code):
    return dict(index.hashes()).get(SearchRecord.objects.get(code=code).pk)


def edit(page, title):
    page.title = title
    page.save_revision().publish()


def test_a_change_is_noted_with_the_page_or_not_at_all(make_case):
    with transaction.atomic():
        make_case("undone")
        assert SearchOutbox.objects.count() == 1
        transaction.set_rollback(True)
    assert SearchOutbox.objects.count() == 0


def test_delivering_crosses_out_what_was_delivered(make_case, on_server):
    make_case("one")
    make_case("two")
    assert outbox.waiting().changes == 2
    assert outbox.deliver() == 2
    assert outbox.waiting() == outbox.Waiting(0, 0.0)
    assert on_server() == {"one", "two"}


def test_a_change_undelivered_is_not_yet_there_and_its_age_is_told(make_case, on_server):
    make_case("one")
    assert on_server() == set()
    assert 0 < outbox.waiting().seconds < 60


def test_delivering_twice_changes_nothing(make_case):
    make_case("one")
    record = SearchRecord.objects.get(code="one")
    outbox.deliver()
    index.send([record.pk])
    assert hash_on_server("one") == record.content_hash


def test_an_older_state_that_arrives_late_does_not_replace_a_newer_one(make_case):
    page = make_case("one")["en"]
    pk = SearchRecord.objects.get(code="one").pk
    old = states([pk])
    edit(page, "A better title")
    outbox.deliver()
    send_states(old)
    assert hash_on_server("one") == SearchRecord.objects.get(pk=pk).content_hash


def test_a_deleted_case_is_not_brought_back_by_an_older_state(make_case, on_server):
    page = make_case("one")["en"]
    old = states([SearchRecord.objects.get(code="one").pk])
    page.unpublish()
    outbox.deliver()
    send_states(old)
    assert on_server() == set()


def test_what_is_delivered_is_the_latest_state_however_many_changes_wait(make_case):
    page = make_case("one")["en"]
    for number in range(5):
        edit(page, f"Title {number}")
    assert outbox.deliver() == 6
    assert hash_on_server("one") == SearchRecord.objects.get(code="one").content_hash


def test_what_is_refused_stays_and_is_named_and_all_others_arrive(make_case, on_server):
    for code in ("bad", "good"):
        make_case(code)
    bad = SearchRecord.objects.get(code="bad")
    SearchRecord.objects.filter(pk=bad.pk).update(labels=[["tlh", "no such language"]])
    with pytest.raises(index.Refused, match=rf"{bad.pk}.*strict"):
        outbox.deliver()
    assert on_server() == {"good"}
    assert set(SearchOutbox.objects.values_list("record_id", flat=True)) == {bad.pk}


def test_while_the_server_is_away_everything_waits(make_case, on_server):
    breaker.open("for this test")
    make_case("one")
    with pytest.raises(EngineAway):
        outbox.deliver()
    assert outbox.waiting().changes == 1
    breaker.close()
    outbox.deliver()
    assert on_server() == {"one"}


def send_states(found):
    """Sends states as they were taken, as a second worker that was held up would."""
    from search.server.client import client

    index._send(client(), index.alias(), found, refresh=True)
