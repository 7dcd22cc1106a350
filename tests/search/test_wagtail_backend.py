"""Wagtail's own search in the admin, with the cheap save."""

from wagtail.models import Page
from wagtail.search.backends import get_search_backend

from search.wagtail_backend import CheapSave


def test_the_site_uses_the_backend_with_the_cheap_save():
    assert issubclass(get_search_backend().index_class, CheapSave)


def test_saving_a_page_does_not_look_at_every_title(
    make_case, django_assert_num_queries, django_capture_on_commit_callbacks
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    page = make_case("wage")["en"]
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        django_capture_on_commit_callbacks(execute=True),
    ):
        page.save()
    assert not [query for query in queries if "AVG" in query["sql"].upper()]


def test_a_page_is_found_in_the_admin(make_case, admin_client, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_case("windmill")
    get_search_backend().add_bulk(Page, [])
    assert "windmill" in admin_client.get("/admin/pages/search/?q=windmill").content.decode()
