"""A page that may not go live says why, whichever button was pressed."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

pytestmark = pytest.mark.django_db


def test_bulk_publishing_an_incomplete_case_names_the_cure(make_case, client):
    page = make_case("unfinished", publish=False)["en"]
    page.summary = ""
    page.save_revision(clean=False)
    client.force_login(get_user_model().objects.create_superuser("boss", "boss@city.example", "quiet harbour lantern"))
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    answer = client.post(f"{address}?id={page.pk}", headers={"Referer": "http://elsewhere.example/"}, follow=True)
    assert "Answer this before publishing" in answer.content.decode()
    assert answer.redirect_chain[0][0] == reverse("wagtailadmin_home")
    page.refresh_from_db()
    assert not page.live
