"""Pages run a fixed, small number of queries however much content there is: from 24 cases to 120."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.seeds.events import seed_events
from home.seeds.places import seed_cities
from search.indexing import deferred

pytestmark = pytest.mark.django_db

# The most queries each page may run, as measured: a new query has to be argued for here.
LIMITS = {
    "/ko/": 37,
    "/ko/policies/": 17,
    "/en/policies/?q=wage&theme=living-wage&city=seoul": 17,
    "/api/search/?q=wage&lang=ko": 5,
    "/ko/policies/case-1/": 46,  # one for its versions and how it was reviewed
    "/fr/policies/case-1/": 55,  # one for what the reader lacks and may ask for
    "/ko/cities/": 24,
    "/ko/cities/seoul/": 39,
    "/ko/themes/": 7,
    "/ko/themes/living-wage/": 20,
    "/ko/forum/2018/": 29,
    "/en/forum/2019/session-2/": 35,
}
CITIES = ["seoul", "vienna", "new-york", "taipei", "gwangju", "london"]
TOPICS = ["living-wage", "equal-pay", "emotional-labour", "social-protection"]


def count(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def make(make_case, number):
    with deferred():
        for i in range(number):
            facts = {"city": CITIES[i % len(CITIES)], "themes": [TOPICS[i % len(TOPICS)]]}
            make_case(languages=("ko", "en") if i % 3 else ("ko",), **facts)


def test_the_number_of_queries_is_fixed(client, tree, make_case):
    seed_cities(tree)
    seed_events(tree)
    make(make_case, 24)
    few = {path: (client.get(path), count(client, path))[1] for path in LIMITS}
    make(make_case, 96)
    many = {path: (client.get(path), count(client, path))[1] for path in LIMITS}
    assert few == many
    assert {path: number for path, number in many.items() if number > LIMITS[path]} == {}
