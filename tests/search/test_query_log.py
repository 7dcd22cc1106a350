"""What readers searched for: which requests count, what is kept of them, how counts reach the table, when they go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from search.models import QueryCount
from search.querylog import ledger as ledgers
from search.querylog.ledger import Ledger, forget_old, ledger
from search.querylog.privacy import kept_words

pytestmark = pytest.mark.django_db
LIBRARY = "/en/policies/"


@pytest.fixture(autouse=True)
def written_at_once(settings):
    """Counts are in the table as soon as the response is closed."""
    settings.SEARCH_LOG_INTERVAL = 0
    ledger.forget()
    yield
    ledger.forget()


@pytest.fixture
def wage(make_case):
    texts = {"ko": {"title": "서울형 생활임금"}, "en": {"title": "The Seoul living wage"}}
    return make_case("wage", languages=("ko", "en"), texts=texts)


def counts():
    """`{(language, words): (searches, missed, clicks)}` of all days."""
    return {(row.language, row.words): (row.searches, row.missed, row.clicks) for row in QueryCount.objects.all()}


def open_from(client, referer, path="/en/policies/wage/", **headers):
    response = client.get(path, headers={"referer": referer} | headers)
    assert response.status_code == 200


def test_a_search_counts_once_a_request_and_says_whether_it_found_nothing(wage, client):
    client.get(LIBRARY, {"q": "living wage"})
    client.get(LIBRARY, {"q": "living wage"}, headers={"hx-request": "true"})
    client.get(LIBRARY, {"q": "zeppelins"})
    client.get("/ko/policies/", {"q": "비행선"})
    assert counts() == {("en", "living wage"): (2, 0, 0), ("en", "zeppelins"): (1, 1, 0), ("ko", "비행선"): (1, 1, 0)}


def test_results_with_only_some_of_the_words_are_none(wage, client):
    client.get(LIBRARY, {"q": "seoul zeppelins"})
    assert counts() == {("en", "seoul zeppelins"): (1, 1, 0)}


def test_equal_queries_are_one_row_with_one_way_of_writing(wage, client):
    for text in ("Économie de PLATEFORME", "economie  de plateforme!"):
        client.get("/fr/policies/", {"q": text})
    assert counts() == {("fr", "economie de plateforme"): (2, 2, 0)}
    assert QueryCount.objects.get().typed == "Économie de PLATEFORME"


@pytest.mark.parametrize(
    "parameters",
    [
        {"q": "zeppelins", "theme": "living-wage"},
        {"q": "zeppelins", "page": "2"},
        {"q": "zeppelins", "sort": "newest"},
        {"q": "zeppelins", "kind": "city"},
        {"q": ""},
        {"q": "?!"},
    ],
)
def test_what_is_no_plain_search_does_not_count(wage, client, parameters):
    client.get(LIBRARY, parameters)
    assert counts() == {}


def test_machines_do_not_count(wage, client):
    client.get("/api/search/", {"q": "zeppelins"})
    client.head(LIBRARY, {"q": "zeppelins"})
    for agent in ("Googlebot/2.1", "some Crawler", "Baiduspider"):
        client.get(LIBRARY, {"q": "zeppelins"}, headers={"user-agent": agent})
        open_from(client, f"http://testserver{LIBRARY}?q=wage", **{"user-agent": agent})
    assert counts() == {}


@pytest.mark.parametrize(
    "text",
    [
        "kim@city.example",
        "990101-1234567",
        "12345",
        "010-1234-5678",
        "+82 2 123 4567",
        "１２３４５",
        "w" * 81,
        "가a" * 40,
    ],
)
def test_what_looks_personal_is_not_kept(wage, client, text):
    client.get(LIBRARY, {"q": text})
    open_from(client, f"http://testserver{LIBRARY}?q={text}")
    assert counts() == {}


@pytest.mark.parametrize("text", ["2019", "C190 R206", "ordinance 1234", "w" * 80, "52시간"])
def test_years_and_numbers_of_conventions_are_kept(text):
    assert kept_words(text)


def test_nothing_says_who_asked_or_when():
    names = {field.name for field in QueryCount._meta.get_fields()}
    assert names == {"id", "day", "language", "words", "typed", "searches", "missed", "clicks", "is_settled"}


def test_a_case_opened_from_results_is_a_click_for_their_words(wage, client):
    client.get("/ko/policies/", {"q": "생활임금"})
    open_from(
        client, "http://testserver/ko/policies/?q=%EC%83%9D%ED%99%9C%EC%9E%84%EA%B8%88&page=2", "/ko/policies/wage/"
    )
    open_from(client, "http://testserver/en/policies/?q=Living+Wage&theme=living-wage")
    assert counts() == {("ko", "생활임금"): (1, 0, 1), ("en", "living wage"): (0, 0, 1)}


@pytest.mark.parametrize(
    "referer",
    [
        "http://elsewhere.example/en/policies/?q=wage",
        "http://testserver.elsewhere.example/en/policies/?q=wage",
        "http://testserver@elsewhere.example/en/policies/?q=wage",
        "http://testserver/xx/policies/?q=wage",
        "http://testserver/en/policies/wage/?q=wage",
        "http://testserver/en/?q=wage",
        "http://testserver/en/policies/?q=",
        "http://testserver/en/policies/",
        "http://[",
        "http://testserver:nonsense/en/policies/?q=wage",
        "//",
        "/en/policies/?q=wage",
        "javascript:alert(1)",
        "http://testserver/en/policies/?" + "&".join(f"a{i}=1" for i in range(5_000)) + "&q=wage",
        "http://testserver/en/policies/?q=%00%ff%ed%a0%80",
        "http://testserver/en/policies/?q=%22%27%3Cscript%3E" + "%" * 500,
        "\x00\udcff",
        "",
    ],
)
def test_any_other_referer_is_ignored_and_none_raises(wage, client, referer):
    open_from(client, referer)
    assert not [row for row in QueryCount.objects.all() if row.words == "wage"]


def test_a_click_asks_the_database_nothing(wage, client, settings):
    settings.SEARCH_LOG_INTERVAL = 60
    path = "/en/policies/wage/"
    client.get(path)
    with CaptureQueriesContext(connection) as plain:
        client.get(path)
    with CaptureQueriesContext(connection) as counted:
        open_from(client, f"http://testserver{LIBRARY}?q=wage", path)
    assert len(plain) == len(counted)


def test_counts_wait_for_the_interval(wage, client, settings):
    settings.SEARCH_LOG_INTERVAL = 60
    client.get(LIBRARY, {"q": "zeppelins"})
    assert counts() == {}
    ledger.write()
    assert counts() == {("en", "zeppelins"): (1, 1, 0)}


def test_processes_add_to_each_other():
    first, second = Ledger(), Ledger()
    for process in (first, second, first):
        process.add("ko", "비행선", searches=2, missed=1)
        process.add("en", "zeppelins", clicks=1)
        process.write()
    assert counts() == {("ko", "비행선"): (6, 3, 0), ("en", "zeppelins"): (0, 0, 3)}


def test_threads_lose_no_count():
    own = Ledger()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda number: own.add("en", f"word{number % 5}", searches=1), range(1_000)))
    own.write()
    assert set(counts().values()) == {(200, 0, 0)}


def test_memory_and_table_are_bounded(monkeypatch):
    monkeypatch.setattr(ledgers, "MAX_WAITING", 3)
    monkeypatch.setattr(ledgers, "MAX_A_DAY", 4)
    own = Ledger()
    for batch in ("abcde", "fghij"):
        for letter in batch:
            own.add("en", letter, searches=1)
        own.write()
    assert len(counts()) == 4


def test_a_failure_to_write_breaks_no_page_and_is_logged_once(wage, client, monkeypatch, caplog):
    def fail():
        raise OperationalError("database is locked")

    monkeypatch.setattr(ledger, "write", fail)
    monkeypatch.setattr(ledger, "_has_failed", False)
    for _attempt in range(3):
        assert client.get(LIBRARY, {"q": "zeppelins"}).status_code == 200
    assert [record.message for record in caplog.records if record.name == ledgers.__name__] == [
        "Counts of searches could not be written and are lost; said once in a process."
    ]


def row(words, days_ago, **fields):
    day = timezone.localdate() - timedelta(days=days_ago)
    return QueryCount.objects.create(day=day, language="en", words=words, typed=words, searches=1, **fields)


def test_rows_go_after_90_days():
    for days in (0, 90, 91, 200):
        row("zeppelins", days)
    assert forget_old() == 2
    assert {(timezone.localdate() - row.day).days for row in QueryCount.objects.all()} == {0, 90}


def test_words_stay_settled_when_the_row_that_said_so_goes():
    row("zeppelins", 91, is_settled=True)
    row("zeppelins", 3)
    row("airships", 3)
    forget_old()
    assert {(row.words, row.is_settled) for row in QueryCount.objects.all()} == {
        ("zeppelins", True),
        ("airships", False),
    }


def test_old_rows_go_with_a_writing_once_a_day(monkeypatch):
    calls = []
    monkeypatch.setattr(ledgers, "forget_old", lambda: calls.append(1))
    own = Ledger()
    for _writing in range(3):
        own.add("en", "zeppelins", searches=1)
        own.write_when_due()
    assert calls == [1]
    assert counts() == {("en", "zeppelins"): (3, 0, 0)}
