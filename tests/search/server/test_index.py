"""The index on the server: made anew without a gap, compared with the database, mended."""

from io import StringIO
from threading import Event, Thread

import pytest
from django.core.management import CommandError, call_command

from search import outbox
from search.models import SearchRecord
from search.server import index, keeper
from search.server.client import client


@pytest.fixture
def three(make_case):
    pages = {code: make_case(code)["en"] for code in ("one", "two", "three")}
    outbox.deliver()
    return pages


def indexes():
    return set(client().indices.get_alias(index=f"{index.alias()}-*"))


def test_a_new_index_takes_the_place_of_the_old_one_which_goes(three, on_server):
    before = indexes()
    name = index.rebuild()
    assert indexes() == {name}
    assert not before & {name}
    assert on_server() == {"one", "two", "three"}


def test_readers_find_an_index_at_every_moment(three):
    stop, counts = Event(), []

    def read():
        while not stop.is_set():
            counts.append(client().count(index=index.alias())["count"])

    reader = Thread(target=read)
    reader.start()
    for _time in range(3):
        index.rebuild()
    stop.set()
    reader.join()
    assert set(counts) == {3}
    assert len(counts) > 10


def test_what_changes_while_the_new_index_is_made_is_in_it(three, make_case, on_server):
    def meanwhile(done, of):
        three["one"].unpublish()
        three["two"].title = "Changed"
        three["two"].save_revision().publish()
        make_case("four")
        outbox.deliver()  # into the old index

    index.rebuild(meanwhile)
    assert on_server() == {"two", "three", "four"}
    assert not index.differences()


def test_a_new_index_that_fails_leaves_the_old_one(three, on_server):
    def fail(done, of):
        raise OSError("the disk")

    before = indexes()
    with pytest.raises(OSError, match="the disk"):
        index.rebuild(fail)
    assert indexes() == before
    assert on_server() == {"one", "two", "three"}


def test_a_new_index_is_filled_in_batches(three, monkeypatch):
    monkeypatch.setattr(index, "BATCH", 2)
    seen = []
    index.rebuild(lambda done, of: seen.append((done, of)))
    assert seen == [(2, 3), (3, 3)]


@pytest.mark.parametrize("damage", ["missing", "changed", "surplus", "unknown"])
def test_each_difference_is_named_and_mended(three, damage, on_server):
    record = SearchRecord.objects.get(code="one")
    if damage == "missing":
        index.delete([record.pk])
    elif damage == "changed":
        SearchRecord.objects.filter(pk=record.pk).update(content_hash="x")
        index.send([record.pk])
        SearchRecord.objects.filter(pk=record.pk).update(content_hash=record.content_hash)
    elif damage == "surplus":
        SearchRecord.objects.filter(pk=record.pk).update(is_live=False)
    else:
        record.delete()
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("check_search", stdout=output)
    assert ("one" if damage != "unknown" else str(record.pk or "")) in output.getvalue()
    keeper.mend(lambda text: None)
    assert not index.differences()


def test_a_database_put_back_from_an_older_backup_wins(three):
    SearchRecord.objects.update(generation=1, content_hash="of the backup")
    keeper.mend(lambda text: None)
    assert {content_hash for _record, content_hash in index.hashes()} == {"of the backup"}


def test_a_change_that_waits_is_a_difference_the_check_names(three):
    three["one"].unpublish()
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("check_search", stdout=output)
    assert "has not been told" in output.getvalue()
    outbox.deliver()
    call_command("check_search", verbosity=0)


def test_a_lost_index_is_made_again_by_itself(three, on_server):
    client().indices.delete(index=list(indexes()))
    keeper.Keeper().step()
    assert on_server() == {"one", "two", "three"}


def test_an_emptied_index_is_filled_again_by_itself(three, on_server):
    index.delete([record for record, _hash in index.hashes()])
    keeper.Keeper().step()
    assert on_server() == {"one", "two", "three"}


def test_the_keeper_outlives_what_it_meets(three, monkeypatch):
    def fail(*args, **kwargs):
        raise RuntimeError("unforeseen")

    held_up = keeper.Keeper()
    monkeypatch.setattr(outbox, "deliver", fail)
    for _time in range(8):
        held_up.step()
    assert held_up._pause == keeper.LONGEST_PAUSE


def test_korean_is_analysed_as_the_server_can_and_anew_when_that_changes(three, settings):
    assert index.is_ready()
    settings.ELASTICSEARCH_NORI = False
    without = index.is_ready()
    index.rebuild()
    assert (without, index.is_ready()) == (False, True)
    settings.ELASTICSEARCH_NORI = True
    index.rebuild()


def test_rebuild_search_says_how_far_it_is_and_is_level_after(three, make_case):
    make_case("four")
    output = StringIO()
    call_command("rebuild_search", "--clear", stdout=output)
    assert "search server: 4 of 4" in output.getvalue()
    assert outbox.waiting().changes == 0
    call_command("check_search", verbosity=0)
