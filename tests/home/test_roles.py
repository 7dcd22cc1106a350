"""What the groups of the admin may do, tried through the admin itself."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from accounts.roles import sync_roles
from cities.models import City
from policies.models import CaseStudyPage
from taxonomy.models import Term

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    """`sign_in("Editors")`: a client signed in as a member of that group only."""
    sync_roles()
    sync_roles()  # repeatable

    def sign_in(group):
        user = get_user_model().objects.create_user(group, password="secret")
        user.groups.set([Group.objects.get(name=group)])
        client.force_login(user)
        return client

    return sign_in


def test_editors_keep_cities_and_vocabularies(sign_in):
    client = sign_in("Editors")
    for record in (City.objects.first(), Term.objects.first()):
        name = f"wagtailsnippets_{record._meta.app_label}_{record._meta.model_name}:edit"
        assert client.get(reverse(name, args=[record.pk])).status_code == 200


@pytest.mark.parametrize(("group", "may_publish"), [("Editors", True), ("Translators", False)])
def test_editors_publish_and_translators_do_not(sign_in, make_case, group, may_publish):
    page = make_case("draft", publish=False)["en"]
    client = sign_in(group)
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    assert edit.status_code == 200
    assert (b'name="action-publish"' in edit.content) is may_publish
    assert page.permissions_for_user(edit.wsgi_request.user).can_publish() is may_publish
    assert not CaseStudyPage.objects.get(pk=page.pk).live


def test_translators_see_no_records(sign_in):
    client = sign_in("Translators")
    city = City.objects.first()
    assert client.get(reverse("wagtailsnippets_cities_city:edit", args=[city.pk])).status_code == 302
