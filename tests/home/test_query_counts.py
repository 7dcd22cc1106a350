"""Pages run a fixed, small number of queries however much content there is: from 24 cases to 240."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home.seeds.events import seed_events
from home.seeds.places import seed_cities

pytestmark = pytest.mark.django_db

# The most queries each page may run, measured and rounded up by none: a new query has to be argued for here.
LIMITS = {
    "/ko/": 40,
    "/ko/policies/": 20,
    "/en/policies/?q=wage&theme=living-wage&city=seoul": 24,
    "/api/search/?q=wage&lang=ko": 12,
    "/ko/policies/case-1/": 44,
    "/fr/policies/case-1/": 56,
    "/ko/cities/": 26,
    "/ko/cities/seoul/": 36,
    "/ko/themes/": 14,
    "/ko/themes/living-wage/": 28,
    "/ko/forum/2018/": 28,
    "/en/forum/2019/session-2/": 36,
}
CITIES = ["seoul", "vienna", "new-york", "taipei", "gwangju", "london"]
TOPICS = ["living-wage", "equal-pay", "emotional-labour", "social-protection"]


def count(client, path):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def make(make_case, number):
    for i in range(number):
        facts = {"city": CITIES[i % len(CITIES)], "themes": [TOPICS[i % len(TOPICS)]]}
        make_case(languages=("ko", "en") if i % 3 else ("ko",), **facts)


def test_the_number_of_queries_is_fixed(client, tree, make_case):
    seed_cities(tree)
    seed_events(tree)
    make(make_case, 24)
    few = {path: (client.get(path), count(client, path))[1] for path in LIMITS}
    make(make_case, 216)
    many = {path: (client.get(path), count(client, path))[1] for path in LIMITS}
    assert few == many
    assert {path: number for path, number in many.items() if number > LIMITS[path]} == {}
