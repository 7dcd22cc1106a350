"""What the groups of the admin may do, tried through the admin itself."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.languages import sync_language_groups
from accounts.roles import sync_roles
from cities.models import City
from policies.models import CaseStudyPage
from taxonomy.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    """`sign_in("Editors")`: a client signed in as a member of those groups only."""
    for _time in range(2):  # repeatable
        sync_roles()
        sync_language_groups()

    def sign_in(*groups):
        user = get_user_model().objects.create_user(groups[0], password="secret")
        user.groups.set(Group.objects.filter(name__in=groups))
        client.force_login(user)
        return client

    return sign_in


def test_editors_keep_cities_and_vocabularies(sign_in):
    client = sign_in("Editors")
    for record in (City.objects.first(), Term.objects.first()):
        name = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:edit"
        assert client.get(reverse(name, args=[record.pk])).status_code == 200


def test_editors_edit_and_publish(sign_in, make_case):
    page = make_case("draft", publish=False)["en"]
    edit = sign_in("Editors").get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    assert b'name="action-publish"' in edit.content


def test_translators_open_no_draft_of_a_city(sign_in, make_case):
    page = make_case("draft", publish=False)["en"]
    client = sign_in("Translators", "Translators (en)")
    for name in ("edit", "delete", "copy", "move", "view_draft", "history"):
        assert client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk])).status_code in (302, 403)
    assert CaseStudyPage.objects.filter(pk=page.pk).exists()
    listing = client.get(reverse("wagtailadmin_explore", args=[page.get_parent().pk])).content.decode()
    assert page.title not in listing


def test_translators_see_no_records(sign_in):
    client = sign_in("Translators")
    city = City.objects.first()
    assert client.get(reverse("wagtailsnippets_cities_city:edit", args=[city.pk])).status_code == 302
