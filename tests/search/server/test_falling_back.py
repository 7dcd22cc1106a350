"""When the server cannot answer, the database does, says so, and nobody waits twice."""

import pytest
from django.core.management import CommandError, call_command
from elasticsearch import ConnectionError as NoConnection

from search import outbox
from search.finder import MAX_LAG
from search.models import SearchOutbox
from search.server import client as connection, engine, index
from search.server.client import breaker

NOTICE = "The search server is not available"


@pytest.fixture
def wage(make_case):
    make_case("wage", texts={"en": {"title": "A wage to live on"}})


@pytest.fixture
def unreachable(db, monkeypatch):
    """The client finds nobody; counts how often it was tried."""
    tried = []

    class Nobody:
        def options(self, **options):
            return self

        def __getattr__(self, name):
            def call(*args, **kwargs):
                tried.append(name)
                raise NoConnection("refused")

            return call

        cluster = indices = property(lambda self: self)

    outbox.deliver()
    monkeypatch.setattr(connection, "client", Nobody)
    yield tried
    breaker.close()


def test_the_database_answers_with_a_notice_and_is_asked_at_once_the_second_time(wage, unreachable, search):
    for _reader in range(3):
        results = search("wage")
        assert ([hit.id for hit in results.hits], results.engine) == (["wage"], "database")
        assert results.notice.startswith(NOTICE)
    assert unreachable == ["msearch"]


def test_after_a_while_one_reader_knocks(wage, unreachable, search, monkeypatch):
    search("wage")
    monkeypatch.setattr(breaker, "_until", 0)
    search("wage")
    search("wage")
    assert unreachable == ["msearch", "health"]


def test_it_answers_again_when_it_is_back(wage, search):
    breaker.open("for this test")
    assert search("wage").engine == "database"
    breaker._until = 0
    assert (search("wage").engine, search("wage").notice) == ("elasticsearch", "")


def test_publishing_goes_on_without_it(unreachable, make_case, search):
    make_case("new", texts={"en": {"title": "A windmill"}})
    assert [hit.id for hit in search("windmill").hits] == ["new"]
    assert SearchOutbox.objects.count() == 1


def test_a_server_told_of_nothing_for_long_is_not_asked(wage, search, monkeypatch):
    search("wage")
    monkeypatch.setattr(outbox, "deliver", lambda timeout=0: 0)
    SearchOutbox.objects.create(record_id=_any_record(), generation=1)
    assert outbox.waiting().seconds > MAX_LAG
    assert search("wage").engine == "database"


def test_a_server_that_holds_too_little_is_not_asked(make_case, search, monkeypatch):
    make_case("wage")
    outbox.deliver()
    index.delete([record for record, _hash in index.hashes()])
    results = search("")
    assert ([hit.id for hit in results.hits], results.engine) == (["wage"], "database")


def test_an_index_of_another_layout_is_not_asked(wage, search, monkeypatch):
    outbox.deliver()
    monkeypatch.setattr(index, "fingerprint", lambda: "other")
    monkeypatch.setattr(outbox, "deliver", lambda timeout=0: 0)
    assert search("wage").engine == "database"


def test_a_search_takes_no_longer_than_its_patience(wage, search, monkeypatch):
    monkeypatch.setattr(engine, "PATIENCE", 0.0)
    assert search("wage").engine == "database"


def test_health_says_what_answers_and_what_waits(wage, client, monkeypatch):
    outbox.deliver()
    assert client.get("/healthz").json()["search"] == {
        "engine": "elasticsearch",
        "server": "answers",
        "outbox": {"changes": 0, "oldest_seconds": 0.0},
    }
    monkeypatch.setattr(outbox, "deliver", lambda timeout=0: 0)
    SearchOutbox.objects.create(record_id=_any_record(), generation=1)
    told = client.get("/healthz").json()
    assert (told["status"], told["search"]["engine"], told["search"]["server"]) == ("ok", "database", "away")
    assert told["search"]["outbox"]["changes"] == 1
    assert told["search"]["outbox"]["oldest_seconds"] > MAX_LAG


def test_the_page_says_so_in_the_readers_language(wage, unreachable, client):
    assert "검색 서버" in client.get("/ko/policies/?q=wage").content.decode()


def test_commands_name_the_cure(wage, unreachable, settings):
    with pytest.raises(CommandError, match="run_worker"):
        call_command("rebuild_search", verbosity=0)
    SearchOutbox.objects.create(record_id=_any_record(), generation=1)
    breaker.close()
    with pytest.raises(CommandError, match="nothing is lost"):
        call_command("deliver_search")
    settings.ELASTICSEARCH_URL = ""
    with pytest.raises(CommandError, match="ELASTICSEARCH_URL"):
        call_command("deliver_search")


def _any_record():
    from search.models import SearchRecord

    return SearchRecord.objects.values_list("pk", flat=True).first()
