"""The number of queries does not grow with the library, nor with what is found."""

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from policies.models import CaseStudyPage
from search.engines import matching
from search.related import more_like_this

REMEMBERED, RELATED = 5, 7
SEARCH = REMEMBERED + 3  # what it finds, where, and how often
if settings.ELASTICSEARCH_URL:
    SEARCH = REMEMBERED = REMEMBERED + 1  # the server finds; the tests look into the outbox before each search


def count(function):
    with CaptureQueriesContext(connection) as queries:
        function()
    return len(queries)


@pytest.mark.parametrize("size", [2, 24])
def test_a_search_runs_as_many_queries_whatever_it_finds(make_case, search, size):
    for number in range(size):
        make_case(f"case-{number}", languages=("en", "ko"), texts={"en": {"title": f"Windmill {number}"}})
    search("windmill")  # names and snapshot are loaded once in a process

    def ask():
        return search("windmill", city=["seoul"], theme=["living-wage"])

    matching.forget()
    assert count(ask) == SEARCH
    assert count(ask) == REMEMBERED
    assert count(lambda: search("")) == REMEMBERED - 1


def test_related_cases_run_as_many_queries_whatever_there_is(make_case):
    counts = []
    for size in (5, 15):
        for number in range(size):
            make_case(f"case-{size}-{number}")
        page = CaseStudyPage.objects.get(record_id="case-5-0")
        more_like_this(page)
        counts.append(count(lambda page=page: more_like_this(page)))
    assert counts[0] == counts[1] <= RELATED
